"""`funload --geoip` on the test databases of the format's own makers, sound and damaged.

They come with the source of their Python reader (PyPI); `validators` gets it, once.
"""

import glob
import json
import os
import subprocess
import sys
import unittest

sys.dont_write_bytecode = True

from session import HERE, Case, main  # noqa: E402


def databases():
    done = subprocess.run([os.path.join(HERE, "validators")], check=True, capture_output=True, text=True)
    return os.path.join(done.stdout.strip(), "mmdb")


class GeoIp(Case):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.folder_of_databases = databases()

    def countries(self, database, *addresses, code=0):
        lines = [json.dumps({"time": "2015-02-02T00:30:00Z", "ip": ip}) for ip in addresses]
        name = "bodies" + str(len(os.listdir(self.folder)))
        done = self.run_tool("funload", "--policy", "seed", "--geoip", database, "--dry-run",
                             "-o", self.private(name), stdin="\n".join(lines).encode() + b"\n", code=code)
        if code != 0:
            return done.err.decode()
        body = self.read(os.path.join(name, "bulk-000001.ndjson")).splitlines()
        return [json.loads(document).get("geoip") for document in body[1::2]]

    def database(self, name):
        return os.path.join(self.folder_of_databases, "test-data", name)

    def test_countries_of_whole_and_truncated_addresses(self):
        expected = [{"country_code2": "GB", "country_name": "United Kingdom"},
                    {"country_code2": "PH", "country_name": "Philippines"}, None, None, None, None]
        addresses = ("81.2.69.160", "202.196.224.0", "10.1.2.0", "", "no address", None)
        for name in ("GeoLite2-Country-Test.mmdb", "GeoLite2-City-Test.mmdb"):
            self.assertEqual(self.countries(self.database(name), *addresses), expected, name)
        v6, = self.countries(self.database("GeoLite2-Country-Test.mmdb"), "2001:218::")
        self.assertEqual(v6["country_code2"], "JP")

    def test_a_database_of_something_else_is_refused(self):
        words = self.countries(self.database("GeoLite2-ASN-Test.mmdb"), "81.2.69.0", code=3)
        self.assertIn("knows no countries", words)
        self.assertIn("no GeoIP database", self.countries(self.file("x", b"no"), "81.2.69.0", code=3))
        self.countries(self.private("missing"), "81.2.69.0", code=3)

    def test_damaged_databases_are_an_error_or_known_not_to_matter(self):
        bad = glob.glob(os.path.join(self.folder_of_databases, "bad-data", "**", "*.mmdb"), recursive=True)
        self.assertGreater(len(bad), 5)
        for path in bad:
            with self.subTest(os.path.basename(path)):
                self.countries(path, "81.2.69.0", "1.1.1.1", "2001:218::", code=3)

    def test_none_adds_no_country(self):
        self.run_tool("funload", "--transform", "none", "--geoip", "x", "--dry-run", stdin=b"", code=2)


if __name__ == "__main__":
    main()

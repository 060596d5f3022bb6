"""A release before programs that others wrote: bagit, frictionless, sha256sum, openssl, pandas.

`validators` gets them.  What README.md of a release says is run as it is written there; its loop of curl in
tests/elasticsearch.
"""

import base64
import json
import os
import re
import shutil
import subprocess
import sys

sys.dont_write_bytecode = True

from folders import Folders  # noqa: E402
from session import HERE, main, raw_log  # noqa: E402

LINES = 400


def setUpModule():
    global BIN
    folder = subprocess.run([os.path.join(HERE, "validators")], check=True, text=True, stdout=subprocess.PIPE)
    BIN = os.path.join(folder.stdout.strip(), "bin")


class Validated(Folders):
    def setUp(self):
        super().setUp()
        self.lay("logs/t.log", raw_log(LINES))
        self.lay("logs/2015/été u.log", raw_log(LINES, "--dirty", seed=2))
        self.about = self.file("about.toml", 'title = "A course"\norganization = "École"\ncontact = "x"\n'
                               'date = 2026-01-31\n'.encode())
        self.funanon("--release", "Spring:2015", "--about", self.about, "-o", "out", "logs", code=1)

    def run_there(self, *command, folder="out", **more):
        """How a command ended in the release; none leaves a trace there."""
        before = self.below(folder)
        done = subprocess.run(command, cwd=self.path(folder), capture_output=True, text=True, check=False,
                              env={"PATH": BIN + ":" + os.environ["PATH"], "HOME": self.folder, **more})
        self.assertEqual(self.below(folder), before)
        return done

    def told(self, word, **more):
        """Runs the block of README.md that holds `word`."""
        blocks = re.findall(r"```sh\n(.*?)```", self.read("out/README.md").decode(), re.DOTALL)
        found = [block for block in blocks if word in block]
        self.assertEqual(len(found), 1, word)
        return self.run_there("bash", "-e", "-o", "pipefail", "-c", found[0], **more)

    def damages(self):
        """What somebody may do to a release, by name."""
        data, tag = self.path("out/data/t.log.ndjson.gz"), self.path("out/README.md")
        manifest = self.path("out/manifest-sha256.txt")

        def flip(path, at=-1):
            with open(path, "rb") as file:
                content = bytearray(file.read())
            content[at] ^= 1
            with open(path, "wb") as file:
                file.write(content)

        yield "changed data", lambda: flip(data)
        yield "data cut", lambda: os.truncate(data, 100)
        yield "removed data", lambda: os.unlink(data)
        yield "added data", lambda: shutil.copy(data, data + ".copy")
        yield "renamed data", lambda: os.rename(data, data + ".new")
        yield "changed manifest", lambda: flip(manifest, 0)
        yield "cut manifest", lambda: os.truncate(manifest, os.path.getsize(manifest) // 2)
        yield "changed tag file", lambda: flip(tag, 5)
        yield "removed tag file", lambda: os.unlink(tag)
        yield "changed bag-info", lambda: flip(self.path("out/bag-info.txt"), -2)

    def each_damage(self):
        shutil.copytree(self.path("out"), self.path("sound"))
        self.data_out.add("sound")
        for name, damage in self.damages():
            with self.subTest(name):
                shutil.rmtree(self.path("out"))
                shutil.copytree(self.path("sound"), self.path("out"))
                damage()
                yield name

    def test_bagit_takes_it_and_refuses_each_that_was_tampered_with(self):
        done = self.told("bagit")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        for name in self.each_damage():
            done = self.run_there("python3", "-m", "bagit", "--validate", "--quiet", ".")
            self.assertNotEqual(done.returncode, 0, name)

    def test_sha256sum_takes_it_and_sees_what_was_changed_or_removed(self):
        done = self.told("sha256sum")
        self.assertEqual((done.returncode, done.stdout, done.stderr), (0, "", ""))
        lists = "sha256sum -c --strict --quiet manifest-sha256.txt tagmanifest-sha256.txt"
        for name in self.each_damage():
            done = self.run_there("bash", "-c", lists)
            self.assertEqual(done.returncode != 0, not name.startswith("added"), name)

    def test_our_tools_refuse_another_set_of_files(self):
        for name in self.each_damage():
            if any(word in name for word in ("removed", "added", "renamed", "cut manifest")):
                for tool in (("funaudit",), ("funload", "--dry-run")):
                    self.run_tool(*tool, "out", code=5)

    def test_frictionless_takes_its_package_and_sees_another_file(self):
        check = ("frictionless", "validate", "--json", "datapackage.json")
        done = self.run_there(*check)
        report = json.loads(done.stdout)
        self.assertEqual((done.returncode, report["valid"], report["stats"]["tasks"]), (0, True, 2), done.stdout)
        package = json.loads(self.read("out/datapackage.json"))
        self.assertEqual([(r["path"], r["bytes"]) for r in package["resources"]],
                         [(name, os.path.getsize(self.path("out/" + name)))
                          for name in ("data/2015/été u.log.ndjson.gz", "data/t.log.ndjson.gz")])
        package["resources"][1]["hash"] = "sha256:" + "0" * 64
        with open(self.path("out/datapackage.json"), "w", encoding="utf-8") as file:
            json.dump(package, file)
        self.assertNotEqual(self.run_there(*check).returncode, 0)

    def test_pandas_reads_every_event(self):
        lines = sum(self.unpacked(name).count(b"\n") for name in self.below("out/data"))
        done = self.told("pandas")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertEqual(done.stdout.splitlines()[0], f"events: {lines}")

    def unpacked(self, name):
        return subprocess.run(["gzip", "-dc", self.path("out/data/" + name)], check=True, stdout=subprocess.PIPE).stdout

    def test_openssl_verifies_a_statement_as_the_sheet_says(self):
        def openssl(*command):
            subprocess.run(["openssl", *command], cwd=self.folder, check=True, capture_output=True)

        openssl("genpkey", "-algorithm", "ed25519", "-out", "signer")
        openssl("pkey", "-in", "signer", "-pubout", "-out", "signer.pub")
        kind, body = b"application/vnd.in-toto+json", b'{"predicate":{"result":"PASSED"}}'
        self.file("signed", b"DSSEv1 %d %s %d %s" % (len(kind), kind, len(body), body))
        openssl("pkeyutl", "-sign", "-inkey", "signer", "-rawin", "-in", "signed", "-out", "signature")
        self.made_here |= {"signer", "signer.pub", "signature"}
        envelope = {"payload": base64.b64encode(body).decode(), "payloadType": kind.decode(),
                    "signatures": [{"sig": base64.b64encode(self.read("signature")).decode()}]}
        for changes, code in (({}, 0), ({"payload": base64.b64encode(b"{}").decode()}, 1),
                              ({"payloadType": "application/json"}, 1)):
            with open(self.path("out/release.intoto.jsonl"), "w", encoding="ascii") as file:
                file.write(json.dumps(envelope) + "\n" + json.dumps(envelope | changes) + "\n")
            done = self.told("pkeyutl", PUB=self.path("signer.pub"), LINE="2")
            self.assertEqual(done.returncode, code, done.stderr)
            self.assertEqual("Signature Verified Successfully" in done.stdout, code == 0)
            if not changes:
                self.assertIn('"result": "PASSED"', done.stdout)


if __name__ == "__main__":
    main()

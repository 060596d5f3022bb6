"""funaudit: a hash of a name is no pseudonym, nor is one under a key that everybody knows.

What is planted is made here by hashlib and hmac, of invented people.
"""

import base64
import hashlib
import hmac
import json
import re
import secrets
import sys

sys.dont_write_bytecode = True

from session import Case, main, of_data, pseudonym  # noqa: E402

PEOPLE = "username,email,name\nada_l, Ada.L@Example.org ,Ada Lovelace\nzoé93,zoe@example.org,Zoé Martin\n"
MESSAGES = ("ada_l", " Ada.L@Example.org ", "ada.l@example.org", "Ada Lovelace", "ada lovelace", "zoé93",
            "zoe@example.org", "Zoé Martin")  # fmt: skip
DEMO = ("honor", "staff", "edx", "admin", "root", "test", "verified@example.com")
COMMON_KEYS = (b"secret", b"changeme", b"password", b"edx", b"123456", b"85920908f28904ed733fe576320db18cabd7b6cd")
BLOCKS = 300  # ids of course blocks


def digests(message):
    """{form: hex} without a key."""
    return {name: hashlib.new(name, message.encode()).hexdigest() for name in ("md5", "sha1", "sha256")}


def ways(token):
    """Lines that hold the token: as it stands, in a path, a key, encodings."""
    inner = json.dumps({"note": token})
    return (
        {"a": token}, {"a": token.upper()}, {"a": f"hash {token}."}, {"a": ["x", token]}, {token: 1},
        {"page": f"https://gravatar.com/avatar/{token}?s=200"}, {"page": f"/static/{token}.jpg"},
        {"a": f"%2Favatar%2F{token}%3Fs=1"}, {"a": "".join(f"%{ord(c):02x}" for c in token)},
        {"a": f"&#x{ord(token[0]):x};{token[1:]}"}, {"event": inner}, {"event": json.dumps({"b": inner})},
        {"a": base64.b64encode(inner.encode()).decode()},
    )  # fmt: skip


class Pseudonyms(Case):
    def setUp(self):
        super().setUp()
        self.data_out = set()
        self.people = self.file("people.csv", PEOPLE.encode())

    def found(self, lines, *flags, code):
        """[(line, rule, shape)], and how the audit ended."""
        log = b"".join(json.dumps(line).encode() + b"\n" for line in lines)
        done = self.run_tool("funaudit", "--json", "r.json", "--max-findings", "100000", *flags, stdin=log, code=code)
        self.report = of_data(json.loads(self.read("r.json")))
        return [(f["line"], f["rule"], f["shape"]) for f in self.report["findings"]], done

    def test_that_are_hashes_of_known_people_are_found_in_every_way(self):
        lines, want = [], []
        for message in MESSAGES:
            for form, token in digests(message).items():
                for line in ways(token):
                    lines.append(line)
                    size = "[64-127]" if form == "sha256" else "[32-63]"
                    want.append((len(lines), "unkeyed-hash", form + size))
        for flags in ((), ("--exhaustive",)):
            self.assertEqual(self.found(lines, "--identities", self.people, *flags, code=1)[0], want)

    def test_that_conform_are_found_all_the_same(self):
        token = digests("ada_l")["sha256"]
        keyed = hmac.new(b"changeme", "zoé93".encode(), "sha256").hexdigest()
        got, _done = self.found([{"username": token}, {"username": [keyed]}, {"user_id": keyed}],
                                "--identities", self.people, code=1)
        self.assertEqual(got, [(1, "unkeyed-hash", "sha256[64-127]"), (2, "weak-key", "hmac-sha256[64-127]"),
                               (3, "weak-key", "hmac-sha256[64-127]")])

    def test_under_a_common_key_are_found(self):
        lines = [{"username": hmac.new(key, name.encode(), "sha256").hexdigest()}
                 for key in COMMON_KEYS for name in ("ada_l", "zoé93", " Ada.L@Example.org ", "staff")]
        got, done = self.found(lines, "--identities", self.people, code=1)
        self.assertEqual(got, [(n, "weak-key", "hmac-sha256[64-127]") for n in range(1, len(lines) + 1)])
        self.assertRegex(done.err.decode(), r"(?m)^funaudit: broken hashes and pseudonyms: 24, by [\d,]+ guesses in "
                                            r"\d+\.\d\d s on one core$")
        tried = self.report["guesses"]
        self.assertEqual(sorted(tried), ["unkeyed-hash", "weak-key"])
        self.assertGreater(tried["weak-key"], len(lines))

    def test_of_demonstration_accounts_are_found_without_a_list(self):
        lines = [{"username": digests(name)["sha256"]} for name in DEMO]
        self.assertEqual([rule for _line, rule, _shape in self.found(lines, code=1)[0]], ["unkeyed-hash"] * len(DEMO))

    def test_under_a_proper_key_are_none_nor_are_ids(self):
        key = secrets.token_bytes(32)
        lines = [{"username": pseudonym(name, key)} for name in MESSAGES + DEMO]
        lines += [{"a": f"block-v1:Ecole+101+2015+type@video+block@{hashlib.md5(b'block %d' % n).hexdigest()}"}
                  for n in range(BLOCKS)]
        lines += [{"a": digests("ada_l")["md5"] + "0"}, {"a": "z" + digests("ada_l")["md5"]},
                  {"a": digests("somebody else")["sha1"]}, {"a": "0" * 64}]
        got, done = self.found(lines, "--identities", self.people, code=0)
        self.assertEqual(got, [])
        self.assertNotIn(b"broken", done.err)

    def test_are_explained_in_the_catalogue_of_sarif(self):
        self.run_tool("funaudit", "--sarif", "r.sarif", stdin=b"{}\n")
        rules = {r["id"]: r for r in json.loads(self.read("r.sarif"))["runs"][0]["tool"]["driver"]["rules"]}
        for rule in ("unkeyed-hash", "weak-key"):
            self.assertEqual(rules[rule]["defaultConfiguration"]["level"], "error")
            self.assertIsNotNone(re.search("funkey generate", rules[rule]["help"]["text"]))


if __name__ == "__main__":
    main()

"""The contract of 2015: a username becomes hmac.new(key, username, sha256).hexdigest().

The expectations come from Python's hmac alone.  Design 4 and 5.
"""

import base64
import json
import sys

sys.dont_write_bytecode = True

from session import SECRET, Case, derived, main, pseudonym  # noqa: E402

POLICIES = ("seed", "standard")
PARTS = ("abcdefghijklmnopqrstuvwxyz", "ABCXYZ0123456789_-.", "éàçßñœÉ", "漢字語한국어", "😀👩🏽‍🎓🇫🇷",
         "\"\\/'`", "\n\r\t\b\f\0\x01\x1f\x7f", " \u00a0\u2028\ufeff\u200b", "e\u0301A\u030aﬁﬀ",
         "مرحبا\u202e", "@+%&;<>{}[],:", "\uffff\U0010ffff", "\ud800\udbff\udc00\udfff")
FIXED = ("", " ", "\n", "\\", '"', "\\\\\"", "null", "0", "ada ", " ada", "ada\n", "Ada", "ADA",
         "é", "e\u0301", "\ud83d", "\udc00\ud83d", "😀", "a" * 64, "f" * 63, "a" * 5000, "\0")


def make_usernames(chance, count):
    """Names of every kind; the strings are what a JSON reader would decode."""
    names = list(FIXED)
    while len(names) < count:
        letters = "".join(chance.sample(PARTS, k=chance.randint(1, 3)))
        name = "".join(chance.choices(letters, k=chance.randint(1, 60)))
        names.append(json.loads(json.dumps(name)))  # a pair of surrogates is one character
    return names


def spelled(name, chance):
    """The name as a JSON string, in one of the ways in which it may be written."""
    way = chance.randrange(4)
    if way == 0:
        return json.dumps(name)
    if way == 1:
        return "".join(f"\\u{unit:04X}" for unit in units(name)).join('""')
    text = json.dumps(name, ensure_ascii=False)
    if any("\ud800" <= letter <= "\udfff" for letter in text):
        text = json.dumps(name)  # UTF-8 has no lone surrogates
    return text.replace("/", "\\/") if way == 2 else text


def units(name):
    data = name.encode("utf-16-be", "surrogatepass")
    return [int.from_bytes(data[i:i + 2], "big") for i in range(0, len(data), 2)]


def is_hex(name):
    return len(name) == 64 and not set(name) - set("0123456789abcdef")


def expected(name, secret=SECRET):
    return pseudonym(name, secret) if name else ""


class AUsername(Case):
    def setUp(self):
        super().setUp()
        self.names = [name for name in make_usernames(self.chance, 1000) if not is_hex(name)]

    def test_equals_python_s_hmac_for_1000_names_under_both_policies(self):
        log, want = "", ""
        for name in self.names:
            log += '{"username": %s ,"n":1}\n' % spelled(name, self.chance)
            want += '{"username": "%s" ,"n":1}\n' % expected(name)
        for policy in POLICIES:
            for jobs in "12":
                done = self.funanon("--policy", policy, "-j", jobs, stdin=log.encode())
                got, lines = done.out.decode().splitlines(), want.splitlines()
                differ = [n for n, pair in enumerate(zip(got, lines)) if pair[0] != pair[1]]
                self.assertEqual((len(got), differ), (len(lines), []))

    def test_has_one_pseudonym_wherever_a_key_username_stands(self):
        shapes = ('{"context":{"username":%s}}', '{"a":[{"b":{"username":%s}}]}',
                  '{"\\u0075sername":%s}', '{"username":[%s]}', '{"username":[[%s]]}')
        for policy in POLICIES:
            for shape in shapes:
                log = "".join(shape % spelled(name, self.chance) + "\n" for name in self.names)
                want = "".join(shape % f'"{expected(name)}"' + "\n" for name in self.names)
                done = self.funanon("--policy", policy, stdin=log.encode(), code=None)
                if shape == '{"username":[[%s]]}':  # of another type: the element goes
                    want = '{"username":[]}\n' * len(self.names)
                self.assertTrue(done.out.decode() == want, (policy, shape))

    def test_is_found_in_strings_that_hold_json(self):
        for policy in POLICIES:
            for depth in (1, 2, 3):
                log, want = b"", []
                for name in self.names[:300]:
                    event = '{"username":%s,"k":1}' % spelled(name, self.chance)
                    for _ in range(depth - 1):
                        event = json.dumps({"inner": event})
                    log += json.dumps({"event": event}).encode() + b"\n"
                    want.append({"username": expected(name), "k": 1})
                done = self.funanon("--policy", policy, stdin=log)
                for line, inner in zip(done.out.splitlines(), want, strict=True):
                    got = json.loads(json.loads(line)["event"])
                    for _ in range(depth - 1):
                        got = json.loads(got["inner"])
                    self.assertEqual(got, inner)

    def test_that_is_empty_or_null_stays_and_of_another_type_goes(self):
        log = b'{"username":"","a":1}\n{"username":null,"a":1}\n{"username":["",null,"x"]}\n'
        want = log.replace(b'"x"', b'"%b"' % pseudonym("x").encode())
        for policy in POLICIES:
            self.assertEqual(self.funanon("--policy", policy, stdin=log).out, want)
            for value in (b"7", b"true", b'{"a":1}', b"1e2"):
                done = self.funanon("--policy", policy, "--summary", "summary",
                                    stdin=b'{"username":%b,"a":1}\n' % value)
                self.assertEqual(json.loads(done.out), {"a": 1})
                self.assertEqual(json.loads(self.read("summary"))["fields"]["dropped_by_type"], 1)

    def test_of_64_hex_is_a_pseudonym_already(self):
        done_before = b'{"username":"%b"}\n' % pseudonym("x").encode()
        inside = b'{"context":{"username":"%b"}}\n' % pseudonym("x").encode()
        plain = b'{"a":1}\n'
        for log in (done_before, b"\n \n" + done_before + plain, inside):
            for jobs in "12":
                done = self.funanon("-j", jobs, "-o", "out", "--summary", "summary", stdin=log, code=2)
                self.assertEqual((done.out, self.left()), (b"", []))
                done = self.funanon("-j", jobs, stdin=log, code=2)
                self.assertEqual(done.out, b"")
        done = self.funanon(stdin=plain + done_before + inside + plain, code=1)
        self.assertEqual(done.out, plain * 2)
        self.assertIn(f"line 2, byte {len(plain)}: rejected, already-anonymized", done.words[0])
        log = done_before + plain + inside
        self.assertEqual(self.funanon("--allow-pseudonyms", stdin=log).out, log)


class TheKey(Case):
    def of(self, content, *flags, mode=0o600):
        """The pseudonym of "ada" that a key file makes."""
        key = self.file("other-key", content, mode)
        done = self.run_tool("funanon", "--key", key, *flags, stdin=b'{"username":"ada"}\n')
        return json.loads(done.out)["username"]

    def refused(self, code, content, *flags, mode=0o600):
        key = self.file("other-key", content, mode)
        for tool in (("funanon", "--summary", "summary"), ("funkey", "pseudonym")):
            done = self.run_tool(*tool, "--key", key, *flags, stdin=b'{"username":"ada"}\n',
                                 code=code)
            self.assertEqual((done.out, self.left()), (b"", []))

    def test_of_2015_is_every_byte_less_one_final_newline(self):
        for raw in (SECRET, SECRET + b"\r", SECRET + b"\n", b" " + SECRET + b" ", bytes(range(256)),
                    b"\0\xff\0binary\0\xfe keys\0", b"k\xc3\xa9y of some length", b"x1y2" * 1000 + b"z"):
            for end in (b"\n", b"" if not raw.endswith(b"\n") else b"\n"):
                self.assertEqual(self.of(raw + end), pseudonym("ada", raw))

    def test_in_text_form_is_the_base64_of_32_bytes(self):
        secret = bytes(range(100, 132))
        line = b"FUNKEY-SECRET-1 " + base64.b64encode(secret)
        for text in (line, line + b"\n", b"# created: 2026-01-01T00:00:00Z\n# by hand\n" + line,
                     line.replace(b"\n", b"\r\n")):
            self.assertEqual(self.of(text), pseudonym("ada", secret))

    def test_that_funkey_generates_works_in_both_tools(self):
        self.run_tool("funkey", "generate", "-o", self.private("made"))
        line = self.read("made").splitlines()[-1]
        secret = base64.b64decode(line.removeprefix(b"FUNKEY-SECRET-1 "))
        self.assertEqual(len(secret), 32)
        done = self.run_tool("funanon", "--key", "made", stdin=b'{"username":"ada"}\n')
        self.assertEqual(json.loads(done.out)["username"], pseudonym("ada", secret))
        done = self.run_tool("funkey", "pseudonym", "--key", "made", stdin=b"ada\n")
        self.assertEqual(done.out.decode(), pseudonym("ada", secret) + "\n")

    def test_may_come_by_a_descriptor(self):
        with open(self.key, "rb") as key:
            done = self.run_tool("funanon", "--key-fd", str(key.fileno()), pass_fds=[key.fileno()],
                                 stdin=b'{"username":"ada"}\n')
        self.assertEqual(json.loads(done.out)["username"], pseudonym("ada"))

    def test_that_is_malformed_weak_or_large_is_refused(self):
        good = b"FUNKEY-SECRET-1 " + base64.b64encode(bytes(range(32)))
        for content in (b"", b"\n", b"short", b"fifteen bytes!!", b"password" * 4, b"changeme" * 3,
                        good[:-1], good + b"=", good.replace(b"-1 ", b"-2 "), good + b"\n" + good,
                        SECRET + b" FUNKEY-", b"-----BEGIN PRIVATE KEY-----\n" + SECRET,
                        bytes(range(256)) * 16 + b"x"):
            with self.subTest(len(content)):
                self.refused(2, content)
        self.refused(2, b"", "--allow-weak-key")
        self.refused(6, SECRET, mode=0o644)
        self.refused(6, SECRET, mode=0o620)
        self.refused(2, b"short", mode=0o644)  # of two faults the first in the order of design 3
        self.run_tool("funanon", "--key", "absent", stdin=b"{}\n", code=2)
        self.run_tool("funanon", stdin=b"{}\n", code=2)

    def test_is_taken_all_the_same_when_allowed(self):
        self.assertEqual(self.of(b"short", "--allow-weak-key"), pseudonym("ada", b"short"))
        self.assertEqual(self.of(SECRET, "--allow-open-key", mode=0o644), pseudonym("ada"))


class Domains(Case):
    def secret_of(self, domain, release):
        base = derived(SECRET, "fun/v1/release/" + release) if release else SECRET
        return base if domain == "username" else derived(base, "fun/v1/domain/" + domain)

    def test_are_derived_alike_by_funanon_funkey_and_python(self):
        names = [name for name in make_usernames(self.chance, 1000)
                 if name and "\n" not in name and not is_hex(name)]
        for release in (None, "2026-spring"):
            flags = ("--release", release) if release else ()
            for domain in ("username", "user_id", "session"):
                secret = self.secret_of(domain, release)
                want = [pseudonym(name, secret) for name in names]
                log = "".join(f'{{"{domain}":{json.dumps(name)}}}\n' for name in names)
                done = self.funanon(*flags, stdin=log.encode())
                got = [json.loads(line)[domain] for line in done.out.splitlines()]
                self.assertTrue(got == want, (domain, release, "funanon"))
                lines = "\n".join(names).encode("utf-8", "surrogatepass")
                done = self.run_tool("funkey", "pseudonym", "--key", self.key, "--domain", domain,
                                     *flags, stdin=lines)
                self.assertTrue(done.out.decode().split() == want, (domain, release, "funkey"))

    def test_take_a_number_for_its_digits(self):
        want = pseudonym("42", self.secret_of("user_id", None))
        done = self.funanon(stdin=b'{"user_id":42}\n{"context":{"user_id":"42"}}\n')
        self.assertEqual(done.out.decode(),
                         f'{{"user_id":"{want}"}}\n{{"context":{{"user_id":"{want}"}}}}\n')

    def test_are_left_alone_by_seed_but_for_username(self):
        line = b'{"user_id":42,"session":"5e55","ip":"192.0.2.77"}\n'
        self.assertEqual(self.funanon("--policy", "seed", stdin=line).out, line)


if __name__ == "__main__":
    main()

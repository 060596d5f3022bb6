"""Pseudonyms of one release never change; those of two have nothing to do with each other.

GOLDEN is for ever: a version that gives other values joins with no data made before it.  The
statistics try to link two releases of the same learners without the key; that they fail proves
nothing, so each is shown to succeed on a scheme that is broken on purpose.
"""

import base64
import gzip
import json
import math
import os
import sys

sys.dont_write_bytecode = True

from session import SECRET, Case, main, raw_log  # noqa: E402

TEXT = b"FUNKEY-SECRET-1 " + base64.b64encode(bytes(range(0x30, 0x50))) + b"\n"
KEYS = {"text": TEXT, "raw": SECRET + b"\n"}
KEY_IDS = {"text": "c9f3e926bf4d405c", "raw": "c7636f0da6d5634e"}

# key, release, domain, name, pseudonym: made once with Python's hmac, by docs/format/key-file.md.
# fmt: off
GOLDEN = (
    ("text", None, "username", "ada", "1a8ea112a539b03aee1a1f52df24156275e82c607edfe7c3dec47933437ba057"),
    ("text", None, "username", "zoé", "3c54796aefbdfaca9854ecda0e4205b9aeea59cb4f1e1772ceed77fede4c471b"),
    ("text", None, "username", "42", "5959ebd2ea72eb20e99bb6cdfb0a56a82650a38a979ab8acc70808a7084fe9e4"),
    ("text", None, "user_id", "42", "f17757d1e356389f4e115928fb90336b8320e02498d09f3efcf2a8b5879d967b"),
    ("text", None, "session", "5e55", "060d05810ed6a07e802763c441ad205dce6e9979d9e67c00e5ef59cc798d563c"),
    ("text", None, "anonymous_id", "a1b2", "e79533a7034cdb788c342dcf047c94c2630dec282a8d08060562ec7eb676c305"),
    ("text", "2026-spring", "username", "ada", "4ac7de9310be0102eb166d7dd64691154e56c3cac77615a6aeb0f39c0c58db2b"),
    ("text", "2026-spring", "username", "zoé", "eecea2b849d61154c50925c1077bf8c4a0b63470b6225f8f24d1f2a5b2e7501a"),
    ("text", "2026-spring", "username", "42", "f19ed18ce46e77514f5d9253179ff28c736fcf899b1a4b4ed4a4545bc7e159e7"),
    ("text", "2026-spring", "user_id", "42", "3dbdb5d18c37873ed6becb07c9849423c310ea86c63b08bc83251516718d368c"),
    ("text", "2026-spring", "session", "5e55", "815ef5612b342bf88ef7eb40a5ce5657eaa8da8402348f17daabed047951dd7e"),
    ("text", "2026-spring", "anonymous_id", "a1b2", "e6aba243e4f7ebc93e767425fbdfbf903fb7ca8233bd2da8befc4de0729ce9c5"),
    ("text", "~" * 64, "username", "ada", "9140fe5331b72a27f08b3c36fd856a39521b270dc4072fd49c0778f5de0d0bd7"),
    ("raw", None, "username", "ada", "12c535dc429f8809dedb7e7b3e839e8e41fd7e4788c5104bc392785d95da47c4"),
    ("raw", None, "username", "zoé", "57d53eb9502a22699a469814cbb9333c45a80dfcb4b9b43db4c727f53b3145a2"),
    ("raw", None, "username", "42", "9c9e4b92c4c1cd70c093334ffa45c504bbbf158298ef6e8d6b69d0b15d49b10e"),
    ("raw", None, "user_id", "42", "30f01fee40b242ffff269a3d07e063e8fa178100b61ebd1d3805a8f85d05072a"),
    ("raw", None, "session", "5e55", "eb9524ec3adf43bb201b2b7654abfdf40ca33b8f86556aa4f5191c7a825c1022"),
    ("raw", None, "anonymous_id", "a1b2", "3f4b562800823bda5e12066c852bbffacf95692097bd7e526dfa9fa38614138e"),
    ("raw", "2026-spring", "username", "ada", "bdb23527a75410eef0e7e2e60873c007c08cb29d7778206e9a241f2f934522a8"),
    ("raw", "2026-spring", "username", "zoé", "634b066759b22d0c07ab103e31631b652968c581ab6bf9abb6a87e06641f9daf"),
    ("raw", "2026-spring", "username", "42", "79159e27224d8ce811ed2ffe24cd2a102f437b3d00db6490888159fce04d4c78"),
    ("raw", "2026-spring", "user_id", "42", "145aeb6538a9a47efbd04eae4404d3abc18227c385dfc9a5702bf25f25e74233"),
    ("raw", "2026-spring", "session", "5e55", "77844c503ef81ac6efc7531ef185d0f693c6438ec7d5406057a609c6235db785"),
    ("raw", "2026-spring", "anonymous_id", "a1b2", "4453b2e58c24947339ca7b196d125a5ae9bb2c1d54c2770b86e05cccdbbfc564"),
    ("raw", "~" * 64, "username", "ada", "145910fc89c16eb3e7687d6043ffca2495204eca88cd199723da1968fb8982d2"),
)
# fmt: on

LEARNERS = 20_000
NEIGHBOURS = 1_000  # of whom each is compared with each
SIGMAS = 5.5  # with which chance fails none of a few hundred tests in any life


class AGoldenPseudonym(Case):
    def setUp(self):
        super().setUp()
        for name, content in KEYS.items():
            self.file(name, content)

    def test_is_what_it_was(self):
        for key, release, domain, name, want in GOLDEN:
            flags = ("--key", key, *(("--release", release) if release else ()))
            done = self.run_tool("funkey", "pseudonym", *flags, "--domain", domain, stdin=name.encode())
            self.assertEqual(done.out.decode(), want + "\n", (key, release, domain, name))
            member = "anonymous_student_id" if domain == "anonymous_id" else domain
            done = self.run_tool("funanon", *flags, stdin=json.dumps({member: name}).encode())
            self.assertEqual(json.loads(done.out), {member: want}, (key, release, domain, name))

    def test_has_a_key_whose_id_is_what_it_was(self):
        for key, key_id in KEY_IDS.items():
            self.assertIn(f"key id:   {key_id}\n", self.run_tool("funkey", "inspect", key).out.decode())


class OneRelease(Case):
    def of(self, *arguments, **how):
        return self.funanon("--release", "2026-spring", *arguments, **how).out

    def test_gives_the_same_bytes_whatever_the_file_the_day_the_packing_the_order_and_the_hands(self):
        lines = raw_log(1500).splitlines(keepends=True)
        want = self.of(stdin=b"".join(lines))
        out_of = dict(zip(lines, want.splitlines(keepends=True), strict=True))
        days = [lines[at:at + 500] for at in range(0, len(lines), 500)]
        for number, day in enumerate(days):
            self.file(f"day{number}.log", b"".join(day))
            self.file(f"day{number}.gz", gzip.compress(b"".join(day)))
        for ending in ("log", "gz"):
            for jobs in "12":
                names = [f"day{number}.{ending}" for number in range(len(days))]
                self.assertTrue(self.of("-j", jobs, *names) == want, (ending, jobs))
        self.chance.shuffle(lines)
        self.assertTrue(self.of(stdin=b"".join(lines)) == b"".join(out_of[line] for line in lines))
        elsewhere = os.environ | {"LC_ALL": "C", "TZ": "Pacific/Kiritimati", "HOME": "/nonexistent", "LANG": "tr_TR"}
        self.assertTrue(self.of(stdin=b"".join(lines[:200]), env=elsewhere) == b"".join(out_of[l] for l in lines[:200]))


def deviation(count, trials, chance):
    """How many standard deviations `count` is from what chance gives."""
    return (count - trials * chance) / math.sqrt(trials * chance * (1 - chance))


def ranks(values):
    order = sorted(range(len(values)), key=values.__getitem__)
    place = [0] * len(values)
    for rank, at in enumerate(order):
        place[at] = rank
    return place


def links(one, other):
    """{statistic: deviation} of two lists of 256-bit numbers, the same learner at the same place."""
    count = len(one)
    found = {"shared": float(len(set(one) & set(other)) * 1000)}
    bits = [(a ^ b) for a, b in zip(one, other)]
    found["distance"] = deviation(sum(bit.bit_count() for bit in bits), 256 * count, 0.5)
    columns = [0] * 256
    for number in bits:
        text = f"{number:0256b}"
        for at, bit in enumerate(text):
            columns[at] += bit == "1"
    found["one bit"] = max((deviation(column, count, 0.5) for column in columns), key=abs)
    found["first digit"] = deviation(sum(a >> 252 == b >> 252 for a, b in zip(one, other)), count, 1 / 16)
    a, b = ranks(one), ranks(other)
    apart = sum((x - y) ** 2 for x, y in zip(a, b))
    found["order"] = (1 - 6 * apart / (count * (count * count - 1))) * math.sqrt(count - 1)
    few = min(count, NEIGHBOURS)
    hits = sum(min(range(few), key=lambda at: (number ^ other[at]).bit_count()) == learner
               for learner, number in enumerate(one[:few]))
    found["nearest"] = hits - 1.0  # by chance one of them is its own nearest, with deviation 1
    return found


class TwoReleases(Case):
    def pseudonyms(self, *flags):
        names = "".join(f"learner_{number}\n" for number in range(LEARNERS))
        out = self.run_tool("funkey", "pseudonym", "--key", self.key, *flags, stdin=names.encode()).out
        return [int(line, 16) for line in out.split()]

    def linked(self, found):
        limits = {"nearest": 9.0}
        return sorted(name for name, size in found.items() if abs(size) > limits.get(name, SIGMAS))

    def test_have_nothing_in_common_nor_have_two_domains(self):
        spring = self.pseudonyms("--release", "2026-spring")
        for flags in (("--release", "2026-autumn"), ("--release", "2026-sprinG"), (),
                      ("--release", "2026-spring", "--domain", "user_id"), ("--domain", "session")):
            found = links(spring, self.pseudonyms(*flags))
            self.assertEqual(self.linked(found), [], (flags, found))

    def test_that_are_linked_are_seen_to_be(self):
        spring = self.pseudonyms("--release", "2026-spring")
        mask = int("5a" * 32, 16)
        broken = {
            "one key": (spring, ["distance", "first digit", "nearest", "one bit", "order", "shared"]),
            "a mask": ([n ^ mask for n in spring], ["first digit", "one bit", "order"]),
            "order kept": ([n >> 1 for n in spring], ["order"]),
            "one bit kept": ([(n & 1) | (m & ~1) for n, m in zip(spring, reversed(spring))], ["one bit"]),
        }
        for name, (other, want) in broken.items():
            self.assertLessEqual(set(want), set(self.linked(links(spring[:4000], other[:4000]))), name)


if __name__ == "__main__":
    main()

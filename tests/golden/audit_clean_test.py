"""funaudit finds nothing where nothing is: in what funanon made, and in the jargon of courses (design 5).

FUN_FULL=1: ten times the lines.
"""

import json
import os
import sys

sys.dont_write_bytecode = True

import put_back  # noqa: E402
from put_back import encode  # noqa: E402
from session import Case, main, of_data, python  # noqa: E402

LINES = 20_000 if os.environ.get("FUN_FULL") == "1" else 2000

# What looks like somebody's data and is none.
HEX = "0612345678abcdef0612345678abcdef"  # holds a phone number's shape twice
JARGON = (
    f"block-v1:FUN+00204+session01+type@video+block@{HEX}", f"block-v1:ENS+20005123+2015+type@html+block@{HEX}",
    "type@video+block@intro", "course-v1:ENS+20005123+2015", "course-v1:FUN-MOOC+00204+session01", "ENS/20005/T1_2015",
    f"i4x://FUN/00204/video/{HEX}", f"i4x-FUN-00204-problem-{HEX}_2_1", f"input_{HEX}_2_1", f"input_i4x-FUN-00204-problem-{HEX}_2_1=choice_0",
    f"library-v1:FUN+LIB204 lib-block-v1:FUN+LIB204+type@problem+block@{HEX}", "asset-v1:FUN+00204+session01+type@asset+block@plan.de.cours.pdf",
    HEX, "0033612345678abcdef0123456789abc", "33612345678abcdef0123456789abcde", "54b8f5f33361234567806123", "0a1b2c3d-0612-3456-7890-0123456789ab",
    "doi:10.1016/j.compedu.2014.10.002", "https://doi.org/10.1038/s41586-020-2649-2", "10.1016/0304-3975(96)00072-2", "arXiv:1501.00001v2",
    "ISBN 978-2-07-036024-6", "ISBN 2-07-036024-8", "978 2 07 036024 6", "ISBN 9780306406157", "ISSN 0028-0836",
    "2015-10-21T07:28:00.060708+00:00", "2015-01-02 03:04:05.060708", "01/02/2015 03:04:05", "00:00:01,500 --> 00:00:04,000", "PT1H2M3.04S",
    "12:30:45", "1444953600.0123", "1444953600", "1427500867705",
    "48.856614, 2.352222", "48.8566140,2.3522219", "-33.868820, 151.209290", "lat=48.85661400&lon=02.35222190", "45.764043 N 4.835659 E",
    "Chrome/116.0.0.0", "Chrome/116.0.5845.96", "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/116.0.0.0 Safari/537.36",
    "Edg/116.0.1938.69", "Firefox/115.0",
    "0612345678", "0123456789", "33123456789", "20005123", "612345678", "0033612345", "123456789012345", "42", "1234567890123456789012345",
    "a::b::c::d", "x + 12 = 20 - 5 + 3", "1 234 567,89 €", "67 413 000 habitants en 2020", "3.14159 26535 89793 23846", "2,5 %",
    "FR15 2004 1010 0505 0001 3M02 606", "4111 1111 1111 1112", "1 85 07 75 123 456 09", "icon@2x.png", "192.0.2.0", "2001:db8:1::",
    "Lors de la rue 12 du quartier", "le chapitre 3, page 12", "edx.course.enrollment.activated", "csrf: ok",
)  # fmt: skip
NUMBERS = (612345678, 1444953600, 1427500867705, 20005123, 48.856614, -151.20929, 0.0612345678, 123456789012345678,
           33123456789, 75002, 1e21)  # fmt: skip


class Nothing(Case):
    def assert_clean(self, *arguments):
        """No finding of any severity; what nobody knows (a plugin's key) is for people to look at."""
        done = self.run_tool("funaudit", "--json", "report", *arguments, code=None)
        report = of_data(json.loads(self.read("report")))
        found = sorted({(finding["rule"], finding["chain"], finding["line"]) for finding in report["findings"]})
        self.assertEqual(found[:20], [])
        self.assertEqual((done.code, report["verdict"], report["rules"]), (0, "passed", {}))
        return report

    def test_is_found_in_what_funanon_made_of_a_clean_log(self):
        for policy, seed in (("standard", 1), ("standard", 2), ("strict", 3)):
            with self.subTest(policy=policy, seed=seed):
                people = self.private("people.csv")
                made = python("tests/data/generate", "--seed", str(seed), "--lines", str(LINES), "--identities", people)
                self.funanon("--policy", policy, "--identities", people, "-j2", "-q", "-o", "out",
                             self.file("raw", made.out))
                report = self.assert_clean("--policy", policy, "--identities", people, self.path("out"))
                self.assertEqual(report["counts"]["read"], LINES)

    def test_is_found_in_what_funanon_made_of_planted_people(self):
        people = self.private("people.csv")
        log = python("tests/data/plant", "--seed", "5", "--persons", "50", "--lines", str(LINES), "--identities", people)
        self.funanon("--policy", "standard", "--identities", people, "-j2", "-q", "-o", "out", self.file("raw", log.out))
        self.assert_clean("--policy", "standard", "--identities", people, self.path("out"))

    def test_is_found_in_the_jargon_of_courses(self):
        lines = []
        for vary, text in enumerate(JARGON):
            for place in put_back.PLACES:
                record = {"time": "2015-03-28T10:00:00+00:00", "event": {}}
                place(record, text, vary)
                lines.append(encode.as_json(record))
        for number in NUMBERS:
            lines += [encode.as_json(record) for record in (
                {"n": number}, {"event": {"answers": [number, -number]}}, {"event": encode.as_json({"id": number})})]
        self.assert_clean(self.file("log", "\n".join(lines).encode() + b"\n"))

    def test_is_found_in_jargon_that_is_encoded(self):
        lines = []
        for vary, text in enumerate(JARGON):
            for chain in put_back.CHAINS:
                vary += 1
                lines.append(encode.as_json({"event": {"body": encode.build(
                    chain, text if chain[-1] in encode.CONTAINERS else encode.leaf(chain, text, vary), vary)[0]}}))
        self.assert_clean(self.file("log", "\n".join(lines).encode() + b"\n"))


if __name__ == "__main__":
    main()

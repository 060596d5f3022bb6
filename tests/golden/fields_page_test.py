"""docs/researcher.md, the table of fields: every field of the index has its row, with its type, and no other has one."""

import json
import os
import re
import sys
import unittest

sys.dont_write_bytecode = True

import saved_objects  # noqa: E402
from session import ROOT, main  # noqa: E402

# A unit test holds these two to what funload puts (tests/unit/loader/server/template_test.cc).
TEMPLATES = {"index-template.json": {}, "index-template-opensearch.json": {"flattened": "flat_object"}}
ROW = re.compile(r"^\| `([^`]+)` \| `([^`]+)` \| (.+?) \| `(.+?)` \| (yes|no) \|$", re.M)


def rows(page):
    """{field: type} of a page."""
    table = page.partition("\n## Fields\n")[2]
    found = ROW.findall(table)
    assert len(found) == len(re.findall(r"^\| `", table, re.M)), "a row has another form"
    assert len({row[0] for row in found}) == len(found), "a field has two rows"
    return {row[0]: row[1] for row in found}


def typed(name):
    with open(os.path.join(ROOT, "anonymizer", "release", "load", name), encoding="utf-8") as file:
        return saved_objects.typed_fields(json.load(file)["template"]["mappings"]["properties"])


class Fields(unittest.TestCase):
    def setUp(self):
        with open(os.path.join(ROOT, "docs", "researcher.md"), encoding="utf-8") as file:
            self.page = file.read()

    def test_all_stand_there_with_their_types(self):
        for name, others in TEMPLATES.items():
            said = {field: others.get(kind, kind) for field, kind in rows(self.page).items()}
            self.assertEqual(said, typed(name))

    def test_a_row_that_is_missing_or_wrong_is_seen(self):
        want = typed("index-template.json")
        for page in (re.sub(r"\n\| `event_seq.new`.*", "", self.page), self.page.replace("`short`", "`long`", 1),
                     self.page + "| `nothing` | `keyword` | no field | `x` | no |\n"):
            self.assertNotEqual(rows(page), want)
        for page in (self.page + "| `odd` | keyword |\n", self.page + "| `ip` | `keyword` | twice | `x` | no |\n"):
            with self.assertRaises(AssertionError):
                rows(page)


if __name__ == "__main__":
    main()

"""docs/kibana/tracking-logs.ndjson: sound JSON in every layer, every reference resolved, nothing too new for either family.

tests/elasticsearch/test_dashboards.py asks a real server what its pictures would ask.
"""

import copy
import json
import os
import re
import subprocess
import sys
import unittest

sys.dont_write_bytecode = True

import saved_objects  # noqa: E402
from release_test import Releases  # noqa: E402
from session import HERE, ROOT, main, python, raw_log  # noqa: E402

FILE = os.path.join(ROOT, "docs", "kibana", "tracking-logs.ndjson")
TEMPLATE = os.path.join(ROOT, "anonymizer", "release", "load", "index-template.json")
SCHEMA = os.path.join(HERE, "saved_object.schema.json")


def objects():
    with open(FILE, encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def changed(edit):
    """The objects with one of them changed in place by `edit`, which is given them by id."""
    some = copy.deepcopy(objects())
    edit({each["id"]: each for each in some})
    return some


class File(unittest.TestCase):
    def test_is_what_its_maker_writes(self):
        made = python("docs/kibana/make")
        self.assertEqual(made.code, 0, made.err)
        with open(FILE, "rb") as file:
            self.assertEqual(file.read(), made.out, "docs/kibana/make > docs/kibana/tracking-logs.ndjson")

    def test_can_be_imported(self):
        self.assertEqual(saved_objects.problems(objects()), [])

    def test_has_a_data_view_searches_pictures_and_a_dashboard(self):
        kinds = [each["type"] for each in objects()]
        self.assertEqual((kinds.count("index-pattern"), kinds.count("dashboard")), (1, 1))
        self.assertGreater(kinds.count("search"), 2)
        self.assertGreater(kinds.count("visualization"), 10)

    def test_every_field_is_one_of_the_index_template(self):
        with open(TEMPLATE, encoding="utf-8") as file:
            known = saved_objects.typed_fields(json.load(file)["template"]["mappings"]["properties"])
        for each in objects():
            with self.subTest(each["id"]):
                self.assertEqual({field for field in saved_objects.fields_of(each) if field not in known}, set())
                self.assertNotIn("text", {known[field] for field in saved_objects.fields_of(each)})

    def test_every_picture_can_be_asked(self):
        for each in objects():
            if each["type"] == "visualization" and "markdown" not in each["attributes"]["visState"]:
                saved_objects.request_of(each, ("2015-01-01", "2016-01-01"))

    def test_what_is_wrong_is_seen(self):
        def set_in(name, attribute, value):
            return lambda by_id: by_id[name]["attributes"].update({attribute: value})

        def panels(change):
            return lambda by_id: by_id["tracking-logs-dashboard"]["attributes"].update(
                panelsJSON=change(by_id["tracking-logs-dashboard"]["attributes"]["panelsJSON"]))

        for edit, words in (
                (set_in("tracking-logs-hours", "visState", "{"), "visState is no JSON"),
                (set_in("tracking-logs-all", "kibanaSavedObjectMeta", {}), "searchSourceJSON is no JSON"),
                (lambda by_id: by_id["tracking-logs"].update(id="other"), "is not in the file"),
                (lambda by_id: by_id["tracking-logs-all"].update(references=[]), "nothing is called"),
                (lambda by_id: by_id["tracking-logs-dashboard"]["references"].pop(), "is on no dashboard"),
                (lambda by_id: by_id["tracking-logs-hours"].update(id="tracking-logs-events-a-day"), "twice"),
                (lambda by_id: by_id["tracking-logs"]["migrationVersion"].update({"index-pattern": "7.11.0"}),
                 "version index-pattern 7.11.0"),
                (panels(lambda text: text.replace('"y":8', '"y":7')), "upon each other"),
                (panels(lambda text: text.replace("panel_3", "panel_33")), "nothing is called panel_33")):
            with self.subTest(words):
                self.assertIn(words, "\n".join(saved_objects.problems(changed(edit))))


class OfRelease(Releases):
    """load/dashboard.ndjson of what funanon -o writes."""

    def test_opens_with_the_days_of_the_release(self):
        self.lay("logs/t.log", raw_log(500))
        self.lay("logs/u.log", b'{"time":"2015-05-01T23:30:00+00:00"}\n')
        release = self.release()
        first, last = re.search(r"\| events of \| (\S+) to (\S+) ", release["README.md"].decode()).groups()
        self.assertEqual(last, "2015-05-01")
        with open(FILE, "rb") as file:
            want = file.read()
        for old, new in ((b'"timeFrom":"2012-01-01T00:00:00.000Z"', f'"timeFrom":"{first}T00:00:00.000Z"'),
                         (b'"timeTo":"now"', f'"timeTo":"{last}T23:59:59.999Z"')):
            self.assertEqual(want.count(old), 1)
            want = want.replace(old, new.encode())
        self.assertEqual(release["load/dashboard.ndjson"], want)

    def test_of_events_without_a_time_opens_as_that_of_docs(self):
        self.lay("logs/t.log", b'{"event_type":"one"}\n')
        with open(FILE, "rb") as file:
            self.assertEqual(self.release()["load/dashboard.ndjson"], file.read())


class Schema(unittest.TestCase):
    """A line of the file, by check-jsonschema."""

    @classmethod
    def setUpClass(cls):
        done = subprocess.run([os.path.join(HERE, "validators")], check=True, capture_output=True, text=True)
        cls.judge = os.path.join(done.stdout.strip(), "bin", "check-jsonschema")

    def verdict(self, some):
        """The judge's exit code and words."""
        ran = subprocess.run([self.judge, "--schemafile", SCHEMA, "-"], input=json.dumps(some), capture_output=True,
                             text=True)
        return ran.returncode, ran.stdout + ran.stderr

    def test_all_are_as_it_says(self):
        code, words = self.verdict(objects())
        self.assertEqual(code, 0, words)

    def test_others_are_not(self):
        for edit in (lambda by_id: by_id["tracking-logs"].pop("type"),
                     lambda by_id: by_id["tracking-logs"]["attributes"].pop("timeFieldName"),
                     lambda by_id: by_id["tracking-logs-all"].update(type="lens"),
                     lambda by_id: by_id["tracking-logs-all"]["attributes"].update(columns="username"),
                     lambda by_id: by_id["tracking-logs-hours"]["attributes"].update(visState={}),
                     lambda by_id: by_id["tracking-logs-dashboard"]["attributes"].pop("timeFrom"),
                     lambda by_id: by_id["tracking-logs-dashboard"]["references"][0].pop("name")):
            self.assertNotEqual(self.verdict(changed(edit))[0], 0)


if __name__ == "__main__":
    main()

"""funanon --explain says what would befall each field, writes nothing, and shows no value."""

import collections
import json
import sys

sys.dont_write_bytecode = True

from session import Case, main, raw_log  # noqa: E402


def rows_of(done):
    """The rows of --explain=json by path and rule."""
    rows = [json.loads(line) for line in done.out.splitlines()]
    return {(row["path"], row.get("rule"), row.get("key", False)): row for row in rows}


class Explain(Case):

    def explain(self, *arguments, **how):
        return self.run_tool("funanon", *arguments, **how)

    def test_prints_a_table_without_a_key_and_leaves_no_file(self):
        who = self.canary()
        line = {"username": who, "email": f"{who}@example.org", who: f"write to {who}@example.org"}
        self.file("raw.log", json.dumps(line).encode() + b"\n")
        done = self.explain("--explain", "--closure", "off", "raw.log")
        table = [line.split() for line in done.out.decode().splitlines()]
        self.assertEqual(table[0], ["path", "count", "kept", "changed", "dropped", "action", "rule",
                                    "put", "there", "why"])
        self.assertEqual([row[:5] for row in table[1:]],
                         [["/*", "1", "0", "1", "0"], ["/email", "1", "0", "0", "1"],
                          ["/username", "1", "0", "1", "0"]])
        self.assertIn("<<EMAIL>>", table[1])
        self.assertEqual(self.left(), [])
        self.assertEqual(done.words[-1], "funanon: nothing was written but the table: read 1 = "
                                         "out 1 + rejected 0 + blank 0 + dropped 0")

    def test_says_of_every_field_of_an_event_what_the_run_does(self):
        log = raw_log(1_000)
        self.file("raw.log", log)
        rows = rows_of(self.explain("--explain=json", "--closure", "off", "raw.log"))
        clean = self.funanon("--closure", "off", stdin=log).out.splitlines()
        expected = collections.Counter()
        for before, after in zip(log.splitlines(), clean, strict=True):
            after = json.loads(after)
            for key, value in json.loads(before[before.index(b"{"):]).items():
                if isinstance(value, (dict, list)) or str(value).lstrip()[:1] in ("{", "[", '"'):
                    continue  # these have rows for what is in them
                what = "dropped" if key not in after else \
                    "kept" if after[key] == value else "changed"
                expected["/" + key, what] += 1
        found = collections.Counter()
        for (path, _rule, is_key), row in rows.items():
            self.assertEqual(row["count"], row["kept"] + row["changed"] + row["dropped"])
            for what in ("kept", "changed", "dropped"):
                if not is_key and (path, what) in expected and path != "/event":
                    found[path, what] += row[what]
        shown = {place: count for place, count in expected.items()
                 if place[0] != "/event" and any(place[0] == path for path, _, _ in rows)}
        self.assertGreater(len(shown), 10)
        self.assertEqual(found, shown)

    def test_gives_the_same_bytes_for_any_number_of_threads(self):
        self.file("raw.log", raw_log(1_000))
        for form in ("--explain", "--explain=json"):
            one = self.explain(form, "-j1", "raw.log").out
            self.assertEqual(self.explain(form, "-j3", "raw.log").out, one)
            self.assertEqual(self.explain(form, "-j2", "--closure", "off", stdin=raw_log(1_000)).out,
                             self.explain(form, stdin=raw_log(1_000)).out)

    def test_knows_the_people_of_closure_and_of_files(self):
        who = self.canary()
        lines = [{"username": who}, {"event": f"thanks {who}"}]
        self.file("raw.log", b"".join(json.dumps(line).encode() + b"\n" for line in lines))
        told = rows_of(self.explain("--explain=json", "raw.log"))
        self.assertEqual(told["/event", None, False]["put_there"], {"pseudonym": 1})
        alone = rows_of(self.explain("--explain=json", "--closure", "off", "raw.log"))
        self.assertEqual(alone["/event", None, False]["kept"], 1)

    def test_counts_rejected_lines_apart(self):
        word = self.canary()
        done = self.explain("--explain=json", stdin=f'{{"a":1}}\n{word}\n'.encode(), code=1)
        self.assertEqual(len(done.out.splitlines()), 1)
        self.assertEqual(done.words[-1], "funanon:   rejected, unknown-prefix: 1")
        self.explain("--explain", "--max-rejects", "50%", stdin=b'{"a":1}\nx\n')

    def test_refuses_flags_that_name_something_to_write(self):
        for flags in (("-o", "out"), ("-o", "out/"), ("--rejects", "r"), ("--summary", "s"),
                      ("--gather", "g")):
            with self.subTest(flags):
                done = self.explain("--explain", *flags, stdin=b"{}\n", code=2)
                self.assertIn(flags[0], done.words[0])
                self.assertEqual((done.out, self.left()), (b"", []))

    def test_nothing_is_not_success(self):
        self.assertEqual(self.explain("--explain", stdin=b"", code=3).out, b"")
        self.explain("--explain", "--allow-empty", stdin=b"")
        self.explain("--explain=xml", stdin=b"{}\n", code=2)


if __name__ == "__main__":
    main()

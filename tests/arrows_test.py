"""Holds every #include to the arrows of the architecture, files to their budgets, types to a name.

Source: the design, section 2, "The house": an include is a link, and ROOMS are
all the links there are.  A judge does not share a room with the judged:
auditor and anonymizer never include each other.
"""

import pathlib
import re
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent

CORE = {"core/base", "core/json", "core/stream", "core/event", "core/detect",
        "core/record"}

# room -> the rooms that it may include, besides itself
ROOMS = {
    "core/base": set(),
    "core/json": {"core/base"},
    "core/stream": {"core/base"},
    "core/detect": {"core/base"},
    "core/event": {"core/base", "core/json"},
    "core/record": {"core/base", "core/json"},
    "keys": CORE,
    "anonymizer": CORE | {"keys"},
    "auditor": CORE | {"keys"},
    "loader": CORE | {"keys", "auditor"},
}

MOST_LINES = {"main.cc": 30, ".h": 120, ".cc": 300}
# Templates whose bodies must stand in their header; one that grows past a
# source's budget is too long all the same.
TEMPLATES = {"core/json/walk.h", "core/stream/ordered.h"}

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*(?:"([^"]*)"|<([^>]*)>)',
                     re.MULTILINE)

# What opens or ends a namespace, and a type in one; all stand at the line's begin.
NAMESPACE = re.compile(r"namespace ?([\w:]*) \{|(\}  // namespace)|"
                       r"(?:struct|class|enum class) (\w+)(?: final)?"
                       r"(?: : [^;{]*)? \{")


def room_of(path):
    """Returns the room that a path from the root stands in, or None."""
    parts = path.split("/")
    if parts[0] == "core":
        room = "/".join(parts[:2])
    else:
        room = parts[0]
    return room if room in ROOMS and len(parts) > room.count("/") + 1 else None


def bad_includes(path, text):
    """Returns what the file `path` includes and may not, in order."""
    room = room_of(path)
    bad = []
    for quoted, angled in INCLUDE.findall(text):
        target = room_of(quoted or angled)
        if target is None:  # "x.h" beside the file would hide its room
            if quoted:
                bad.append(quoted)
        elif target != room and target not in ROOMS[room]:
            bad.append(quoted or angled)
    return bad


def types_in(text):
    """Returns the types of `text` that other files see: "fun::json::Edit"."""
    around, types = [], []
    for line in text.split("\n"):
        found = NAMESPACE.match(line)
        if not found:
            continue
        namespace, end, name = found.groups()
        if end:
            around.pop()
        elif name is None:
            around.append(namespace)
        elif "" not in around:
            types.append("::".join([*around, name]))
    return types


def over_budget(path, lines):
    """Returns the budget that `lines` breaks, or 0."""
    name = path.rsplit("/", 1)[-1]
    most = MOST_LINES.get(name, MOST_LINES.get(pathlib.Path(name).suffix, 300))
    if path in TEMPLATES:
        most = MOST_LINES[".cc"]
    return most if lines > most else 0


def sources():
    """Yields (path from the root, text) of all C++ files of the rooms."""
    for top in sorted({room.split("/")[0] for room in ROOMS}):
        for file in sorted((ROOT / top).rglob("*")):
            if file.suffix in (".h", ".cc"):
                path = file.relative_to(ROOT).as_posix()
                yield path, file.read_text(encoding="utf-8")


class Arrows(unittest.TestCase):

    def test_every_include_follows_an_arrow(self):
        for path, text in sources():
            with self.subTest(path):
                self.assertEqual(bad_includes(path, text), [])

    def test_every_file_stands_in_a_room(self):
        for path, _text in sources():
            self.assertIsNotNone(room_of(path), path)

    def test_every_room_has_files(self):
        self.assertEqual({room_of(path) for path, _text in sources()},
                         set(ROOMS))

    def test_no_arrow_leads_back(self):
        """Rooms can be put in an order in which every include points down."""
        done, waiting = set(), dict(ROOMS)
        while waiting:
            free = {room for room, below in waiting.items() if below <= done}
            self.assertTrue(free, f"a circle among {sorted(waiting)}")
            done |= free
            for room in free:
                del waiting[room]

    def test_judge_and_judged_share_nothing_but_core_and_keys(self):
        self.assertEqual(ROOMS["auditor"] & {"anonymizer", "loader"}, set())
        self.assertEqual(ROOMS["anonymizer"] & {"auditor", "loader"}, set())
        self.assertFalse([r for r, below in ROOMS.items() if "loader" in below])

    def test_a_bad_include_is_caught(self):
        bad = {
            "auditor/judge/judge.cc": "anonymizer/line.h",
            "anonymizer/line.cc": "auditor/judge/judge.h",
            "core/base/file.h": "core/json/text.h",
            "core/detect/rules.cc": "core/json/text.h",
            "core/event/lines.h": "core/stream/chunks.h",
            "core/json/text.h": "core/event/policy.h",
            "core/record/summary.cc": "keys/hmac.h",
            "keys/run.cc": "anonymizer/run.h",
            "loader/bulk/client.cc": "anonymizer/run.h",
            "auditor/run.cc": "loader/gate.h",
        }
        for path, target in bad.items():
            for line in (f'#include "{target}"\n', f"  # include <{target}>\n"):
                text = "#pragma once\n" + line + '#include "core/base/span.h"\n'
                self.assertEqual(bad_includes(path, text), [target], path)

    def test_an_include_without_its_room_is_caught(self):
        for target in ("text.h", "../detect/rules.h", "core/text.h", "judge.h"):
            self.assertEqual(
                bad_includes("core/json/edit.cc", f'#include "{target}"\n'),
                [target])

    def test_good_includes_pass(self):
        text = ('#include "auditor/judge/judge.h"\n#include <simdjson.h>\n'
                '#include "core/detect/rules.h"\n// #include "keys/x.h"\n')
        self.assertEqual(bad_includes("loader/gate.cc", text), [])


class Types(unittest.TestCase):

    def test_no_name_stands_for_two_types(self):
        """The linker would take one's functions for the other's, and not say so."""
        places = {}
        for path, text in sources():
            for name in types_in(text):
                places.setdefault(name, []).append(path)
        self.assertGreater(len(places), 300)
        self.assertEqual({n: p for n, p in places.items() if len(p) > 1}, {})

    def test_a_type_is_found_with_its_namespaces(self):
        text = ("namespace fun::keys {\nstruct A {\nclass B;\nnamespace {\n"
                "struct C {\n}  // namespace\nclass D final : public A {\n"
                "enum class E : std::uint8_t { kA };\n}  // namespace fun::keys\n")
        self.assertEqual(types_in(text),
                         ["fun::keys::A", "fun::keys::D", "fun::keys::E"])


class Budgets(unittest.TestCase):

    def test_every_file_keeps_its_budget(self):
        for path, text in sources():
            with self.subTest(path):
                self.assertEqual(over_budget(path, text.count("\n")), 0)

    def test_tests_keep_the_budget_of_sources(self):
        for file in sorted((ROOT / "tests").rglob("*")):
            if file.suffix in (".h", ".cc", ".py"):
                with self.subTest(file.name):
                    lines = file.read_text(encoding="utf-8").count("\n")
                    self.assertLessEqual(lines, 300)

    def test_exceptions_are_still_needed(self):
        texts = dict(sources())
        for path in TEMPLATES:
            self.assertGreater(texts[path].count("\n"), MOST_LINES[".h"], path)
            self.assertIn("template <typename", texts[path], path)

    def test_a_file_one_line_too_long_is_caught(self):
        for path, most in (("keys/main.cc", 30), ("keys/run.h", 120),
                           ("keys/run.cc", 300), ("core/json/walk.h", 300)):
            self.assertEqual(over_budget(path, most), 0)
            self.assertEqual(over_budget(path, most + 1), most)


if __name__ == "__main__":
    unittest.main()

"""The documents: what they name exists, what they link to is there, and French pages say what English ones say.

Read here as text; tests/elasticsearch/test_tutorial.py runs the tutorial of the guide.
"""

import functools
import glob
import os
import re
import sys
import unittest

sys.dont_write_bytecode = True

import pages  # noqa: E402
from session import ROOT, Case, command, main, say  # noqa: E402

# What docs/ already describes and no tool has yet: a command of funkey, or a flag.  Take off what is built.
PENDING = set()

# Flags of other programs that prose names without their command: mysql, tests/data/generate.
OF_OTHERS = {"--batch", "--seed"}


def text_of(path):
    with open(os.path.join(ROOT, path), encoding="utf-8") as file:
        return file.read()


def all_pages(pattern):
    return sorted(os.path.relpath(path, ROOT) for path in glob.glob(os.path.join(ROOT, pattern), recursive=True))


def twins():
    """(English, French) pages."""
    return [(path.replace("docs/fr/", "docs/"), path) for path in all_pages("docs/fr/*.md")]


def broken_links(path, text, read=text_of, exists=lambda path: os.path.exists(os.path.join(ROOT, path))):
    """The links of `text`, the page at `path`, that lead nowhere."""
    broken = []
    for link in pages.links(text):
        if re.match(r"[a-z]+:", link):
            continue
        target, _, fragment = link.partition("#")
        target = os.path.normpath(os.path.join(os.path.dirname(path), target)) if target else path
        if not exists(target):
            broken.append(link)
        elif fragment and fragment not in pages.anchors(text if target == path else read(target)):
            broken.append(link)
    return broken


class Help(Case):
    """What the commands themselves say that they have."""

    def said_by(self, *words):
        return self.run_tool(*words, "--help").out.decode()

    @functools.cached_property
    def subcommands(self):
        listed = self.said_by("funkey").split("Subcommands:\n")[1].split("\n\n")[0]
        return set(re.findall(r"^  ([a-z]+) ", listed, re.M))

    @functools.cache
    def flags(self, name):
        """Flags of a command; None if there is no such command."""
        words = name.split()
        if len(words) == 2 and words[1] not in self.subcommands:
            return None
        options = re.findall(r"^  (-\S+)", self.said_by(*words), re.M)
        return {re.sub(r"[={\[].*", "", flag) for option in options for flag in option.split(",")}

    def missing(self, text):
        """What `text` names and no command has: "funkey check", "funload --trust"."""
        lacks = set()
        for name, flags in pages.named(text):
            there = self.flags(name)
            if there is None:
                lacks.add(name)
            else:
                lacks |= {f"{name} {flag}" for flag in flags if flag not in there}
        return lacks

    def test_every_command_and_flag_of_the_documents_exists(self):
        named = {path: self.missing(text_of(path)) for path in [*all_pages("docs/**/*.md"), "README.md"]}
        for path, lacks in named.items():
            with self.subTest(path):
                self.assertEqual(lacks - PENDING, set())
        waiting = PENDING & set().union(*named.values())
        if waiting:
            say(f"docs describe what is not built yet: {', '.join(sorted(waiting))}")
        self.assertEqual(PENDING - waiting, set(), "built, or not named in docs: take it off PENDING")

    def test_every_flag_that_stands_alone_is_one_of_some_command(self):
        known = {name.rsplit(" ", 1)[1] for name in PENDING if "--" in name} | OF_OTHERS
        for name in [*pages.TOOLS, *(f"funkey {each}" for each in self.subcommands)]:
            known |= self.flags(name)
        for path in [*all_pages("docs/**/*.md"), "README.md", "SECURITY.md"]:
            with self.subTest(path):
                self.assertEqual(pages.bare_flags(text_of(path)) - known, set())

    def test_a_flag_that_no_command_has_is_caught(self):
        for page, lack in (("Run `funload --no-gate x`.\n", "funload --no-gate"),
                           ("Run:\n\n    funanon --key k < a | \\\n        funload --nope\n", "funload --nope"),
                           ("Run:\n\n    x=$(funkey pseudonym --key k --raw < n)   # so\n", "funkey pseudonym --raw"),
                           ("Run:\n\n    build/release/funaudit -Z x\n", "funaudit -Z"),
                           ("`funkey forge --key k`\n", "funkey forge")):
            self.assertEqual(self.missing(page), {lack})
        for page in ("`funanon -j0 --explain=json`, `funaudit --markdown -`\n", "`cmake --preset x`, `funanon` and --x\n",
                     "Run:\n\n    funanon --key fun.key < raw.log   # not --this\n\nAnd `sort -u`.\n",
                     "Run:\n\n    funload --expect s | sort --nope; funkey generate -o k && ls --all\n"):
            self.assertEqual(self.missing(page), set())

        self.assertEqual(pages.bare_flags("`--nope FILE`, `--`, `-j`, `--xy=1` `a --b`\n\n    --code\n"), {"--nope", "--xy"})

    def test_all_tools_are_asked(self):
        for tool in pages.TOOLS:
            command(tool)


class Links(unittest.TestCase):
    def test_every_link_leads_somewhere(self):
        for path in all_pages("**/*.md"):
            if not path.startswith("build"):
                with self.subTest(path):
                    self.assertEqual(broken_links(path, text_of(path)), [])

    def test_a_link_that_leads_nowhere_is_caught(self):
        there = {"docs/a.md": "# Ça & là `x`\n\n## B\n\n## B\n\n    # no heading\n"}
        for link, is_good in (("a.md", True), ("b.md", False), ("../docs/a.md", True), ("a.md#b", True),
                              ("a.md#b-1", True), ("a.md#b-2", False), ("a.md#ça--là-x", True), ("#t", True),
                              ("#u", False), ("a.md#no-heading", False), ("https://example.org/x", True)):
            text = f"# T\n\nSee [the\nother]({link}), not `[x](y)`.\n\n    [no](link)\n"
            found = broken_links("docs/page.md", text, there.get, there.__contains__ if link[0] != "#" else bool)
            self.assertEqual(found, [] if is_good else [link])


class Twins(unittest.TestCase):
    """The French page and the English one: same sections, same commands, and each leads to the other."""

    def test_the_three_are_there_in_french(self):
        for name in ("threat-model", "incidents", "dpia"):
            self.assertIn((f"docs/{name}.md", f"docs/fr/{name}.md"), twins())

    def test_they_have_the_same_sections_in_the_same_order(self):
        for english, french in twins():
            with self.subTest(french):
                self.assertEqual(pages.sections(text_of(french)), pages.sections(text_of(english)))

    def test_they_have_the_same_commands(self):
        for english, french in twins():
            with self.subTest(french):
                self.assertEqual(pages.code_lines(text_of(french)), pages.code_lines(text_of(english)))

    def test_they_have_the_same_tables_and_name_the_same_code(self):
        def rows(text):
            return [line.count("|") for line in text.splitlines() if line.startswith("|")]

        for english, french in twins():
            with self.subTest(french):
                self.assertEqual(rows(text_of(french)), rows(text_of(english)))
                spans = [sorted(pages.code_spans(text_of(path))) for path in (french, english)]
                self.assertEqual(*spans)

    def test_each_leads_to_the_other(self):
        for english, french in twins():
            self.assertIn(os.path.relpath(french, "docs"), pages.links(text_of(english)))
            self.assertIn(os.path.relpath(english, "docs/fr"), pages.links(text_of(french)))

    def test_a_difference_is_seen(self):
        page = "# A\n\nRun:\n\n    funkey inspect k   # comment\n\n## B\n"
        self.assertEqual(pages.sections(page), [1, 2])
        self.assertEqual(pages.code_lines(page), ["funkey inspect k"])
        self.assertEqual(pages.code_lines(page.replace("comment", "remarque")), ["funkey inspect k"])
        self.assertNotEqual(pages.code_lines(page.replace("inspect", "check")), ["funkey inspect k"])
        self.assertNotEqual(pages.sections(page.replace("## B", "### B")), [1, 2])


if __name__ == "__main__":
    main()

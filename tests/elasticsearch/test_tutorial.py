"""The whole way of docs/guide.md, as written there: from keys to a loaded release.

    FUN_BIN_DIR=build/release python3 -m unittest -v test_tutorial     (in this folder)

Only the server's address is put in its place.  A line of the guide that ends with `# ends with N`
must end so; every other must end with 0.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True

from loading import BIN, HERE, shared_server  # noqa: E402

TESTS = HERE.parent
sys.path.insert(0, str(TESTS / "golden"))

import pages  # noqa: E402

GUIDE = TESTS.parent / "docs" / "guide.md"
URL = "http://localhost:9200"
PREFIX = "tutorial-"


def section(text, title):
    """The part of a page under one heading."""
    (found,) = re.findall(rf"^## {title}\n(.*?)(?=^## |\Z)", text, re.M | re.S)
    return found


def script_of(text, url):
    """The code of a part, to run with `bash -e`."""
    lines = ["set -o pipefail"]
    for line in pages.raw_code(text):
        command, _, code = line.replace(URL, url).partition("    # ends with ")
        if code:
            command = f"code=0; {command} || code=$?; [[ $code == {int(code)} ]]"
        lines.append(command)
    return "\n".join(lines) + "\n"


class Tutorial(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        os.symlink(TESTS, os.path.join(self.folder, "tests"))

    def run_script(self, script):
        environment = {**os.environ, "PATH": f"{BIN.resolve()}:{os.environ['PATH']}", "PYTHONDONTWRITEBYTECODE": "1"}
        return subprocess.run(["bash", "--noprofile", "--norc", "-ex", "-c", script], cwd=self.folder, env=environment,
                              stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=600)

    def read(self, name):
        with open(os.path.join(self.folder, name), encoding="utf-8") as file:
            return json.load(file)

    def test_is_true_line_by_line(self):
        way = section(GUIDE.read_text(encoding="utf-8"), "The whole way")
        self.assertIn(URL, way)
        server = shared_server()
        server.forget(PREFIX)
        self.addCleanup(server.forget, PREFIX)
        script = script_of(way, server.url)
        for tool in ("funkey generate", "funanon", "funaudit", "funkey approve", "funkey verify", "funload", "funquery"):
            self.assertIn(f"\n{tool} ", script)
        ran = self.run_script(script)
        self.assertEqual(ran.returncode, 0, ran.stderr[-5000:])
        made, loaded = self.read("spring.json"), self.read("loaded.json")
        self.assertEqual(made["out"], 20000)
        self.assertEqual((loaded["read"], loaded["indexed"]), (made["out"], made["out"]))
        self.assertEqual(server.count(PREFIX), made["out"])
        self.assertGreater(self.read("answer.json")["hits"]["total"]["value"], 0)

    def test_sees_a_line_that_ends_otherwise(self):
        for page, code in (("\n    true\n", 0), ("\n    false\n    true\n", 1), ("\n    false | cat\n", 1),
                           ("\n    false    # ends with 1\n    true\n", 0), ("\n    true    # ends with 5\n", 1),
                           ("\n    echo a \\\n        b | grep -qx 'a b'\n", 0),
                           ("\n    umask 077\n\nWords.\n\n    touch x\n    [[ $(stat -c %a x) == 600 ]]\n", 0)):
            self.assertEqual(self.run_script(script_of(page, URL)).returncode, code, page)


if __name__ == "__main__":
    unittest.main()

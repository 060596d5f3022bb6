"""funaudit and funload over folders and patterns: every file is read, or the audit is not complete."""

import gzip
import json
import os
import sys

sys.dont_write_bytecode = True

from session import Case, main, of_data, pseudonym  # noqa: E402

CLEAN = b'{"username":"%b"}\n' % pseudonym("x").encode()
FOUND = b'{"a":"to someone@example.org"}\n'


class Folders(Case):
    def lay(self, **files):
        """A folder `logs` of files; `_` in a name stands for a slash."""
        self.made_here.add("logs")
        for name, content in files.items():
            path = self.path(os.path.join("logs", name.replace("_", "/")))
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "wb") as file:
                file.write(content)

    def audit(self, *inputs, code=0):
        """The JSON report."""
        self.data_out = {"report"}
        done = self.run_tool("funaudit", "--json", "report", *inputs, code=code)
        return json.loads(self.read("report")), done

    def test_a_folder_is_its_files(self):
        self.lay(b=CLEAN, a=CLEAN + FOUND, day_c=gzip.compress(CLEAN * 2), empty=b"")
        whole, done = self.audit("logs", code=1)
        each, _ = self.audit("logs/a", "logs/b", "logs/day/c", code=1)
        self.assertEqual(whole, each)
        self.assertEqual([at["file"] for at in of_data(whole)["findings"]], ["logs/a"])
        self.assertIn(b"empty files in logs passed over: 1", done.err)
        matched, _ = self.audit("logs/?", "logs/d*", code=1)
        self.assertEqual(matched, whole)

    def test_a_file_that_nobody_looked_into_is_not_clean(self):
        for name in ("README", ".hidden"):
            with self.subTest(name):
                self.lay(a=CLEAN, **{name: b"someone@example.org\n"})
                report, _ = self.audit("logs", code=4)
                self.assertEqual((report["verdict"], report["counts"]["judged"]), ("incomplete", 1))
                self.assertIn("hold no log", report["reason"])
                self.assertEqual(self.audit("logs/a")[0]["verdict"], "passed")
                os.unlink(self.path(f"logs/{name}"))
        self.lay(a=CLEAN)
        self.assertEqual(self.audit("logs")[0]["verdict"], "passed")

    def test_a_folder_without_a_log_is_no_input(self):
        self.lay(README=b"words\n")
        report, _ = self.audit("logs", code=3)
        self.assertEqual(report["verdict"], "incomplete")
        self.assertEqual(self.audit("*.nothing", code=3)[0]["verdict"], "incomplete")

    def test_the_loader_reads_the_same_files(self):
        self.lay(b=CLEAN, day_c=gzip.compress(CLEAN * 2), README=b"words\n")
        done = self.run_tool("funload", "--dry-run", "--summary", "summary", "logs", code=None)
        self.assertEqual(json.loads(self.read("summary"))["read"], 3)
        self.assertIn(b"README holds no line of a log; passed over", done.err)
        self.run_tool("funload", "--dry-run", "logs/R*/", code=3)


if __name__ == "__main__":
    main()

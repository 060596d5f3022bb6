"""What the tests of the CI templates read: the templates, the examples of docs/ci.md, programs of others."""

import functools
import json
import os
import re
import subprocess
import textwrap

from session import ROOT, pseudonym

CLEAN = b'{"username":"%b"}\n' % pseudonym("x").encode()
FOUND = b'{"a":"to someone@example.org"}\n'
DEEP = functools.reduce(lambda text, _: json.dumps({"a": text}), range(18), '{"a":1}').encode() + b"\n"


@functools.cache
def validators():
    """The folder of programs that tests/golden/validators gets."""
    made = subprocess.run([os.path.join(ROOT, "tests", "golden", "validators")], capture_output=True, timeout=600)
    if made.returncode != 0:
        raise AssertionError("tests/golden/validators failed: " + made.stderr.decode()[-2000:])
    return os.path.join(made.stdout.decode().strip(), "bin")


@functools.cache
def yaml_of(path):
    """A file of YAML."""
    script = "import json, sys, ruamel.yaml; print(json.dumps(ruamel.yaml.YAML(typ='safe').load(open(sys.argv[1]))))"
    read = subprocess.run([os.path.join(validators(), "python"), "-c", script, os.path.join(ROOT, path)],
                          capture_output=True, check=True, timeout=60)
    return json.loads(read.stdout)


def text_of(path):
    with open(os.path.join(ROOT, path), encoding="utf-8") as file:
        return file.read()


def example(first_line):
    """The code of docs/ci.md that begins with this line."""
    (found,) = re.findall(rf"^    {re.escape(first_line)}\n(?:(?:    .*)?\n)+", text_of("docs/ci.md"), re.M)
    return textwrap.dedent(found).strip() + "\n"


def github_steps():
    """The steps of action.yml: how to get funaudit, and the audit."""
    return yaml_of("action.yml")["runs"]["steps"]


def gitlab_script():
    (script,) = yaml_of("ci/gitlab/funaudit.yml")["funaudit"]["script"]
    return script

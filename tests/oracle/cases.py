"""How a line and its expected document are written down in cases_*.py.

In both: $T is the member `time` that nearly every line has.  In a document:
$F is what stands at its front without (`none`) and with the logstash step.
"""

from typing import NamedTuple

TIME = '"time":"2015-02-02T00:30:00.864078+00:00"'
INDEX_DAY = "2015.02.02"
FRONT = {
    "none": '"@timestamp":"2015-02-02T00:30:00.864Z"',
    "logstash": '"@timestamp":"2015-02-02T00:30:00.864Z","@version":"1",'
                '"type":"logs","hour_of_day":0',
}


class Case(NamedTuple):
    """A line and its documents; one document holds for both steps."""

    says: str
    line: str
    none: str
    logstash: str = ""

    def line_bytes(self):
        return self.line.replace("$T", TIME).encode("utf-8")

    def document(self, transform):
        text = (transform == "logstash" and self.logstash) or self.none
        return text.replace("$F", FRONT[transform]).replace("$T", TIME)


def same(says, members):
    """A case whose members the document has just so."""
    return Case(says, "{$T," + members + "}", "{$F,$T," + members + "}")


def quoted(text):
    """`text`, free of control characters, as a JSON string."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def taken(says, member, spelled=""):
    """A case whose one member goes to `unindexed`, there spelled `spelled`."""
    text = quoted("{" + (spelled or member) + "}")
    return Case(says, "{$T," + member + "}", '{$F,"unindexed":' + text + ",$T}")

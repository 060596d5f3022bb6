"""The invented courses: keys old and new, and the blocks in them.

Some of the 32-hex block ids hold the digits of a telephone number: an opaque
key, which has to survive.
"""

from urllib.parse import quote

from generator.chance import Chance
from generator.phrases import ANSWERS, sentences

HOST = "mooc.example.org"
SITE = f"https://{HOST}"
PHONE_IN_KEY = "0612348498"

# (organisation, number, run, old): old keys are Org/Num/Run with i4x:// blocks.
_CATALOGUE = (
    ("ExempleX", "10001", "session01", False),
    ("ExempleX", "10001S02", "Trimestre_1_2015", True),
    ("UnivImaginaire", "42003", "session02", False),
    ("UnivImaginaire", "42007", "2015_T1", True),
    ("EcoleFictive", "Stat-101x", "session03", False),
    ("EcoleFictive", "Bio.2", "Printemps_2015", True),
    ("LaboInvente", "HIS_07", "session01", False),
    ("InstitutFeint", "CODE101", "2015", True),
)
_PROBLEM_TYPES = (
    ("choiceresponse", "checkboxgroup"),
    ("multiplechoiceresponse", "choicegroup"),
    ("stringresponse", "textline"),
    ("numericalresponse", "formulaequationinput"),
)


class Block:
    """A video or a problem, and the address of the page that shows it."""

    def __init__(self, course, chance, kind, vertical):
        hexadecimal = chance.hexadecimal()
        if chance.one_in(6):
            hexadecimal = hexadecimal[:11] + PHONE_IN_KEY + hexadecimal[21:]
        self.id = hexadecimal
        self.usage = course.usage(kind, hexadecimal)
        self.html_id = f"i4x-{course.org}-{course.html_number}-{kind}-{hexadecimal}"
        self.code = chance.token(11)  # the video's name at its host
        self.duration = chance.between(60, 1500)
        self.display_name = sentences(chance, 1)[:50].strip()
        self.page = vertical["page"]
        self.referer = vertical["referer"]
        self.sequential = vertical["sequential"]
        self.problem(chance)

    def problem(self, chance):
        self.response_type, self.input_type = chance.pick(_PROBLEM_TYPES)
        self.question = sentences(chance, 1)
        self.input = f"{self.id}_2_1"
        self.choices = [chance.pick(ANSWERS) for _ in range(3)]

    def handler(self, course, name):
        """The path that the page calls for this block."""
        usage = self.usage.replace("/", ";_") if course.old else self.usage
        return f"/courses/{course.key}/xblock/{usage}/handler/xmodule_handler/{name}"


class Course:
    def __init__(self, seed, index):
        chance = Chance(f"course {seed} {index}")
        self.org, self.number, self.run, self.old = _CATALOGUE[index]
        self.html_number = self.number.replace(".", "_")
        mark = "/" if self.old else "+"
        start = "" if self.old else "course-v1:"
        self.key = start + mark.join((self.org, self.number, self.run))
        self.name = chance.pick(("Introduction", "Fondamentaux", "Atelier")) + f" {self.number}"
        self.path = f"/courses/{self.key}"
        verticals = [self.vertical(chance, n) for n in range(24)]
        self.videos = [Block(self, chance, "video", v) for v in verticals]
        self.problems = [Block(self, chance, "problem", v) for v in verticals]

    def usage(self, kind, hexadecimal):
        if self.old:
            return f"i4x://{self.org}/{self.number}/{kind}/{hexadecimal}"
        return f"block-v1:{self.org}+{self.number}+{self.run}+type@{kind}+block@{hexadecimal}"

    def vertical(self, chance, place):
        chapter, sequence = chance.hexadecimal(), chance.hexadecimal()
        page = f"{SITE}{self.path}/courseware/{chapter}/{sequence}/"
        sequential = self.usage("sequential", sequence)
        referer = page if place % 3 else f"{SITE}{self.path}/info"
        if not self.old:
            page += f"{place % 9 + 1}?activate_block_id={quote(sequential, safe='')}"
            unit = self.usage("vertical", chance.hexadecimal())
            referer = f"{SITE}/xblock/{unit}?show_title=0&show_bookmark_button=0&view=student_view"
        return {"page": page, "referer": referer, "sequential": sequential}


def make_courses(seed):
    return [Course(seed, index) for index in range(len(_CATALOGUE))]

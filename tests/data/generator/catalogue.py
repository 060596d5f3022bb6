"""Which events a log holds, and how often: one row a kind.

The weights are those of a small site's log, roughly; the planted forms come in
turn, one each PLANTED_EVERY lines, so that short logs hold them all too.
"""

from generator import events_browser as on_page
from generator import events_implicit as request
from generator import events_server as platform
from generator import events_social as social
from generator import planted_later, planted_main
from generator.chance import Wheel

PLANTED_EVERY = 25

# (weight, pool of people, maker)
ORDINARY = (
    (105, "any", on_page.play_video),
    (95, "any", on_page.pause_video),
    (60, "any", on_page.load_video),
    (40, "any", on_page.seek_video),
    (15, "any", on_page.stop_video),
    (8, "any", on_page.speed_change),
    (5, "any", on_page.show_transcript),
    (6, "any", on_page.mobile_video),
    (85, "any", on_page.sequence),
    (75, "any", on_page.page_close),
    (8, "any", on_page.link_clicked),
    (5, "any", on_page.textbook),
    (22, "any", on_page.problem_show),
    (30, "any", on_page.problem_check),
    (25, "any", on_page.problem_graded),
    (70, "any", platform.problem_check),
    (8, "any", platform.showanswer),
    (18, "any", platform.grade_submitted),
    (12, "any", platform.grade_calculated),
    (10, "any", platform.enrollment),
    (3, "any", platform.certificate),
    (2, "any", platform.team),
    (3, "any", platform.settings),
    (4, "hidden", platform.bus_enrollment),
    (6, "any", platform.bus_completion),
    (2, "any", platform.timestamp_only),
    (7, "any", social.thread),
    (7, "any", social.response),
    (5, "any", social.comment),
    (3, "any", social.search),
    (3, "any", social.assessment),
    (3, "any", social.note),
    (2, "hidden", social.exam),
    (110, "any", request.page),
    (130, "any", request.handler),
    (14, "any", request.submission),
    (6, "any", request.login),
    (4, "any", request.registration),
    (1, "any", request.short_registration),
    (1, "any", request.new_password),
)
PLANTED = [("open", maker) for maker in planted_main.MAKERS] + [
    ("hidden", maker) for maker in planted_later.MAKERS
]


class Programme:
    """Decides line by line who does what."""

    def __init__(self, chance):
        self.chance = chance
        self.wheel = Wheel(row[0] for row in ORDINARY)
        self.lines = 0

    def next(self):
        """(pool, maker) of the next line."""
        self.lines += 1
        turn, rest = divmod(self.lines, PLANTED_EVERY)
        if not rest:
            return PLANTED[turn % len(PLANTED)]
        return ORDINARY[self.wheel.spin(self.chance)][1:]

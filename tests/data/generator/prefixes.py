"""What loggers write before the JSON: the two grammars that production logs hold."""

from generator.clock import logging_time, syslog_time
from generator.marks import text

SHARE = 50  # with --prefix some, one line of so many

_NOBODY = "None"


def _python(scene, who, where):
    start = f"{logging_time(scene.moment)} INFO {scene.chance.between(6, 42)} [tracking] "
    return text(start + "[user {}] [ip {}] logger.py:41 - ", who, where)


def _syslog(scene, who, where):
    start = f"{syslog_time(scene.moment)} lms-{scene.chance.between(1, 4)} "
    if scene.chance.one_in(2):
        return text(start + "tracking: ")
    start += "[service_variant=lms][tracking][env:prod] INFO [lms-1  2154] "
    return text(start + "[user {}] [ip {}] [logger.py:41] - ", who, where)


_GRAMMARS = {"python": (_python,), "syslog": (_syslog,), "some": (_python, _syslog)}


def prefix(scene, style, record):
    """The prefix of this line, "" for none; `style` as on the command line."""
    if style == "none" or (style == "some" and not scene.chance.one_in(SHARE)):
        return ""
    grammar = scene.chance.pick(_GRAMMARS[style])
    if not record.get("username"):  # nobody logged in, or a worker wrote the line
        return grammar(scene, _NOBODY, _NOBODY)
    return grammar(scene, scene.person.id_text, scene.seat.ip)

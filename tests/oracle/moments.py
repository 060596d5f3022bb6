"""The time of an event, after docs/format/document-id.md, row "time"."""

import datetime
import re

_TIME = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})[T ]([0-9]{2}):([0-9]{2})"
    r"(?::([0-9]{2})(?:\.([0-9]{1,9}))?)?(?:Z|([+-])([0-9]{2}):?([0-9]{2}))?")
_EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)


def read_moment(text):
    """Returns a datetime in UTC, cut to milliseconds; None when it is none."""
    match = _TIME.fullmatch(text) if isinstance(text, str) else None
    if match is None:
        return None
    part = match.groups()
    hours, minutes = int(part[8] or 0), int(part[9] or 0)
    if hours > 23 or minutes > 59:
        return None
    offset = datetime.timedelta(hours=hours, minutes=minutes)
    millisecond = int((part[6] or "")[:3].ljust(3, "0"))
    try:
        local = datetime.datetime(
            *map(int, part[:5]), int(part[5] or 0), millisecond * 1000,
            datetime.timezone.utc)
        return local + offset if part[7] == "-" else local - offset
    except (ValueError, OverflowError):
        return None


def milliseconds(moment):
    """Since 1970-01-01T00:00:00Z."""
    return (moment - _EPOCH) // datetime.timedelta(milliseconds=1)


def timestamp(moment):
    return (f"{moment.year:04}-{moment.month:02}-{moment.day:02}T"
            f"{moment.hour:02}:{moment.minute:02}:{moment.second:02}."
            f"{moment.microsecond // 1000:03}Z")


def day(moment):
    return f"{moment.year:04}.{moment.month:02}.{moment.day:02}"

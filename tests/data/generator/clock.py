"""The times of a log's lines: they never go back, and nights are quieter.

Exactly at each midnight, and at both changes of the clock of Europe/Paris that
fall in the range, stands a line, and one a microsecond before it.
"""

import bisect
import datetime

SECOND = 1_000_000  # all times here are microseconds since 1970, UTC
HOUR = 3600 * SECOND
DAY = 24 * HOUR

# How busy the 24 hours of a day (UTC) are.
_BUSY = (9, 4, 2, 1, 1, 2, 5, 12, 24, 30, 32, 30, 28, 32, 34, 34, 32, 30, 28, 32, 36, 34, 26, 16)
_BUSY_SUMS = [sum(_BUSY[:hour]) / sum(_BUSY) for hour in range(25)]


class Clock:
    """next() gives the time of the next of about `lines` lines."""

    def __init__(self, start, days, lines, chance):
        self.start = _microseconds(datetime.datetime.combine(start, datetime.time()))
        self.days, self.lines, self.chance = days, lines, chance
        self.line = 0
        self.last = self.start
        self.pins = _pins(start, days)

    def next(self):
        place = (self.line + self.chance.random()) / self.lines * self.days
        self.line += 1
        day = int(place)
        moment = self.start + day * DAY + _into_day(place - day)
        if self.chance.one_in(1000):
            moment += -moment % SECOND  # isoformat() then writes no fraction
        if self.pins and moment >= self.pins[0]:
            moment = self.pins.pop(0)
        self.last = max(moment, self.last + 1)
        return self.last


def _into_day(fraction):
    """Microseconds after midnight by which this fraction of a day's lines is written."""
    hour = bisect.bisect(_BUSY_SUMS, fraction) - 1
    low, high = _BUSY_SUMS[hour], _BUSY_SUMS[hour + 1]
    return int((hour + (fraction - low) / (high - low)) * HOUR)


def _pins(start, days):
    first = _microseconds(datetime.datetime.combine(start, datetime.time()))
    last = first + days * DAY
    moments = [first + day * DAY for day in range(1, days)]
    for year in range(start.year, start.year + days // 365 + 2):
        moments += [moment for moment in _clock_changes(year) if first < moment < last]
    return sorted(near for moment in moments for near in (moment - 1, moment))


def _microseconds(moment):
    return int(moment.replace(tzinfo=datetime.timezone.utc).timestamp()) * SECOND


def _clock_changes(year):
    """When summer time begins and ends: last Sunday of the month, 01:00 UTC."""
    for month in (3, 10):
        last = datetime.datetime(year, month, 31, 1)
        yield _microseconds(last - datetime.timedelta(days=(last.weekday() + 1) % 7))


def _paris(moment):
    """The moment as the wall clock in Paris shows it."""
    utc = datetime.datetime(1970, 1, 1) + datetime.timedelta(microseconds=moment)
    begin, end = _clock_changes(utc.year)
    return utc + datetime.timedelta(hours=2 if begin <= moment < end else 1)


_dates = {}


def iso(moment, zone="+00:00"):
    """As datetime.isoformat(): no fraction when it is zero."""
    day, rest = divmod(moment, DAY)
    date = _dates.get(day)
    if date is None:
        date = _dates[day] = str(datetime.date(1970, 1, 1) + datetime.timedelta(days=day))
    second, micro = divmod(rest, SECOND)
    fraction = f".{micro:06d}" if micro else ""
    return f"{date}T{second // 3600:02d}:{second // 60 % 60:02d}:{second % 60:02d}{fraction}{zone}"


def logging_time(moment):
    """As Python's logging writes a server's local time."""
    local = _paris(moment)
    return f"{local:%Y-%m-%d %H:%M:%S},{local.microsecond // 1000:03d}"


_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def syslog_time(moment):
    """As syslog writes local time: the day of the month padded with a blank."""
    local = _paris(moment)
    return f"{_MONTHS[local.month - 1]} {local.day:2d} {local:%H:%M:%S}"

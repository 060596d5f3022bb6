"""docs/format/document.md, rows 6, 7 and 12, by hand; and lines without a document."""

from typing import NamedTuple


class Moment(NamedTuple):
    """A time as a line states it, and what was reckoned from it."""

    text: str
    timestamp: str
    hour: int
    paris: int
    zone = "Europe/Paris"

    @property
    def day(self):
        return self.timestamp[:10].replace("-", ".")

    def line_bytes(self):
        return f'{{"time":"{self.text}"}}'.encode()

    def document(self):
        return (f'{{"@timestamp":"{self.timestamp}","@version":"1","type":"logs","hour_of_day":{self.hour},'
                f'"hour_of_day_local":{self.paris},"time":"{self.text}"}}')


# Both changes of Europe/Paris in 2015, a second before and after.
CHANGES = (
    Moment("2015-03-29T00:59:59Z", "2015-03-29T00:59:59.000Z", 0, 1),
    Moment("2015-03-29T01:00:00Z", "2015-03-29T01:00:00.000Z", 1, 3),
    Moment("2015-03-29T01:00:01Z", "2015-03-29T01:00:01.000Z", 1, 3),
    Moment("2015-10-25T00:59:59Z", "2015-10-25T00:59:59.000Z", 0, 2),
    Moment("2015-10-25T01:00:00Z", "2015-10-25T01:00:00.000Z", 1, 2),
    Moment("2015-10-25T01:00:01Z", "2015-10-25T01:00:01.000Z", 1, 2),
)

FRACTIONS = tuple(
    Moment(f"2015-02-02T00:30:00{digits}{end}", f"2015-02-02T00:30:00.{milliseconds}Z", 0, 1)
    for digits, milliseconds in (
        ("", "000"), (".9", "900"), (".98", "980"), (".987", "987"), (".9876", "987"), (".98765", "987"),
        (".987654", "987"), (".9999999", "999"), (".99999999", "999"), (".999999999", "999"),
        (".0009", "000"), (".001", "001"))
    for end in ("", "Z", "+00:00", "-0000"))

OFFSETS = (
    Moment("2015-02-02T00:30:00+0100", "2015-02-01T23:30:00.000Z", 23, 0),
    Moment("2015-02-02T00:30:00+01:00", "2015-02-01T23:30:00.000Z", 23, 0),
    Moment("2015-02-02 00:30:00.5+01:00", "2015-02-01T23:30:00.500Z", 23, 0),
    Moment("2015-01-31T23:59:59.999-05:30", "2015-02-01T05:29:59.999Z", 5, 6),
    Moment("2015-12-31T23:59:59-0001", "2016-01-01T00:00:59.000Z", 0, 1),
    Moment("2016-02-29T12:00:00+14:00", "2016-02-28T22:00:00.000Z", 22, 23),
    Moment("2015-07-14T12:34Z", "2015-07-14T12:34:00.000Z", 12, 14),
    Moment("2015-07-14 12:34", "2015-07-14T12:34:00.000Z", 12, 14),
    Moment("2015-07-14T22:34+00:00", "2015-07-14T22:34:00.000Z", 22, 0),
    Moment("0999-06-01T12:00:00Z", "0999-06-01T12:00:00.000Z", 12, 12),
    Moment("1969-12-31T23:59:59.9999Z", "1969-12-31T23:59:59.999Z", 23, 0),
)

CASES = CHANGES + FRACTIONS + OFFSETS

GOOD = '"2015-02-02T00:30:00Z"'
# JSON objects that state no time: the dead letter `no-time`.
WITHOUT = ("{}", '{"event":{"time":' + GOOD + "}}", '{"@timestamp":' + GOOD + "}",
           '{"time":' + GOOD + ',"time":5}') + tuple(
    f'{{"time":{value}}}' for value in (
        "null", "1422837000", "[" + GOOD + "]", '""', '"yesterday"', '"2015-02-02"', '"2015-02-30T00:30:00Z"',
        '"2015-13-02T00:30:00Z"', '"2015-02-02T24:00:00Z"', '"2015-02-02T00:60:00Z"', '"2015-02-02T00:30:61Z"',
        '"2015-02-02T00:30:00.1234567890Z"', '"2015-02-02T00:30:00,5Z"',
        '"2015-02-02T00:30:00+01"', '"2015-02-02T00:30:00+24:00"',
        '"2015-02-02T00:30:00+01:60"', '"2015-02-02T00:30:00 Z"', '"2015-2-2T00:30:00Z"', '" 2015-02-02T00:30:00Z"',
        '"2015-02-02T00:30:00Zx"', '"15-02-02T00:30:00Z"'))

# No JSON object, or not alone: nothing is sent.
HEADER = "Feb  2 01:30:00 lms1 tracking[77]: {" + '"time":' + GOOD + "}"
REFUSED = (HEADER, '{"time":' + GOOD, '{"time":' + GOOD + "}{}", "[]", "x", '"{}"')

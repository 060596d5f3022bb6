"""Telephone numbers shaped like real ones, made from a person's tag.

The first free digit is never a 5: no number holds what looks like a user id
(see chance.ID_DIGITS).
"""

_PREFIXES = ("06", "07", "01", "02", "04")
_FREE = {"06": "12678", "07": "678", "01": "4248", "02": "2389", "04": "2679"}
_AREAS = ("514", "438", "418", "613", "819")


def _french(chance, tag):
    """Ten digits: prefix, free digits, tag."""
    prefix = chance.pick(_PREFIXES)
    digits = prefix + chance.pick(_FREE[prefix]) + str(chance.between(10, 49)) + tag
    return digits[:10]


def bare_phone(chance, tag):
    """As people type it into a field."""
    return _french(chance, tag)


def written_phone(chance, tag):
    """As people write it in a sentence: with separators or a country code."""
    national = _french(chance, tag)
    pairs = [national[i : i + 2] for i in range(0, 10, 2)]
    style = chance.below(10)
    if style < 3:
        return " ".join(pairs)
    if style < 5:
        return ".".join(pairs)
    if style == 5:
        return "-".join(pairs)
    if style == 6:
        return f"+33 {national[1]} " + " ".join(pairs[1:])
    if style == 7:
        return "+33" + national[1:]
    if style == 8:
        country, digit = chance.pick(("+32 47", "+41 7")), chance.pick("89")
        end = chance.between(10, 49)
        if country == "+32 47":  # nine digits behind the country's code
            return f"{country}{tag[0]} {tag[1:3]} {tag[3:5]} {end}"
        return f"{country}{digit} {tag[:3]} {tag[3:5]} {end}"
    return f"+1-{chance.pick(_AREAS)}-555-{tag[1:5]}"

"""From which release on, and under which policies, a planted value must be gone.

Stage "main" is the first release, "anonymizer" a later one.  The rules are in
order: the first that fits decides.  See docs of the two policies for why.
"""

BOTH = ("seed", "standard")
STANDARD = ("standard",)

# Members with these names are dropped whole, at any depth and in JSON in strings.
DROPPED = frozenset(
    "email mail address mailing_address name full_name first_name last_name"
    " phone phone_number city year_of_birth gender".split()
)

# Kinds that a detector sees in any string, by their shape alone.
PLAIN_SHAPES = frozenset(["email", "ip", "phone"])
PLAIN_FORMS = frozenset(["field", "json-string", "unicode-escape", "key", "text", "path", "cut"])

# Where an id or a session is known by its place (member names, outermost first).
KNOWN_PLACES = {
    ("user_id",), ("context", "user_id"), ("event", "user_id"),
    ("session",), ("context", "session"),
}  # fmt: skip


class Place:
    """Where a mark stands: member names from the top, through all layers."""

    def __init__(self, names, is_whole_value, in_key=False, in_tail=False):
        self.names = names
        self.is_whole_value = is_whole_value  # the mark is the value, not a part of it
        self.in_key = in_key
        self.in_tail = in_tail  # in the member that the 512-character cut broke


def is_dropped(names):
    """Whether one of the members around the value is a dropped one.

    The top-level `name` is the name of the event, not of a person.
    """
    if names == ("name",):
        return False
    return any(name in DROPPED or name.startswith("password") for name in names)


def stage_of(kind, form, later, place):
    """(stage, policies) of one mark at one place."""
    if form == "prefix":
        return "main", BOTH
    if place.in_tail:
        return "anonymizer", BOTH
    if not place.in_key:
        if is_dropped(place.names):
            return "main", BOTH
        if place.names[-1:] == ("username",) and place.is_whole_value:
            return "main", BOTH
        if place.names in KNOWN_PLACES and place.is_whole_value:
            return "main", STANDARD
    if not later and kind in PLAIN_SHAPES and form in PLAIN_FORMS:
        return "main", STANDARD
    return "anonymizer", STANDARD

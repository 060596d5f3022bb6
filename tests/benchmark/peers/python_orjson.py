#!/usr/bin/env python3
"""The job with orjson, as fast as plain Python allows.  Usage: python_orjson.py KEYFILE < LOG

Edits in place, computes each pseudonym once, looks at each key once, handles many lines a time."""

import functools
import hmac
import sys

import orjson

KEEP, DROP, PSEUDONYM = 0, 1, 2
DROPPED = frozenset(
    "email mail address mailing_address name full_name first_name last_name phone phone_number"
    " city year_of_birth gender".split()
)
MAY_BEGIN_JSON = frozenset("{[ \t\r\n")
CAP = 1 << 16  # of what is remembered: a hostile log holds a new name on every line

with open(sys.argv[1], "rb") as key_file:
    SECRET = key_file.read().removesuffix(b"\n")


class Actions(dict):
    """What becomes of a member, by its key; remembered."""

    def __missing__(self, key):
        if len(self) >= CAP:
            self.clear()
        dropped = key in DROPPED or key.startswith("password")
        self[key] = action = DROP if dropped else PSEUDONYM if key == "username" else KEEP
        return action


ACTIONS = Actions()


@functools.lru_cache(maxsize=CAP)
def pseudonym(name):
    return hmac.digest(SECRET, name.encode(), "sha256").hex()


def may_be_name(value):
    return value is None or type(value) in (str, list)


def username(value):
    if type(value) is str:
        return pseudonym(value) if value else value
    if type(value) is list:
        return [username(item) for item in value if may_be_name(item)]
    return value


def edit_list(items):
    """Returns whether anything in the list changed."""
    changed = False
    for index, value in enumerate(items):
        kind = type(value)
        if kind is dict:
            changed |= edit_dict(value)
        elif kind is list:
            changed |= edit_list(value)
        elif kind is str and value and value[0] in MAY_BEGIN_JSON:
            items[index] = new = edit_text(value)
            changed |= new is not value
    return changed


def edit_dict(members, top=False):
    """Returns whether anything in the object changed."""
    changed = False
    dropped = []
    for key, value in members.items():
        action = ACTIONS[key]
        if action is KEEP:
            kind = type(value)
            if kind is str:
                if value and value[0] in MAY_BEGIN_JSON:
                    members[key] = new = edit_text(value)
                    changed |= new is not value
            elif kind is dict:
                changed |= edit_dict(value)
            elif kind is list:
                changed |= edit_list(value)
        elif action is PSEUDONYM and may_be_name(value):
            members[key] = username(value)
            changed = True
        elif not (top and key == "name"):
            dropped.append(key)
    for key in dropped:
        del members[key]
    return changed or bool(dropped)


def edit_text(value):
    """The text, edited if it holds an object or array; else the very same string."""
    if value.lstrip(" \t\r\n")[:1] not in ("{", "["):
        return value
    try:
        inner = orjson.loads(value)
    except ValueError:
        return value
    changed = edit_dict(inner) if type(inner) is dict else edit_list(inner)
    return orjson.dumps(inner).decode() if changed else value


def main():
    rejected = 0
    while lines := sys.stdin.buffer.readlines(1 << 20):
        printed = []
        for line in lines:
            begin = line.find(b"{")
            if begin < 0:
                continue
            try:
                event = orjson.loads(line[begin:] if begin else line)
            except ValueError:
                rejected += 1
                continue
            edit_dict(event, True)
            printed.append(orjson.dumps(event))
        if printed:
            sys.stdout.buffer.write(b"\n".join(printed) + b"\n")
    if rejected:
        print(f"peer: {rejected} lines rejected", file=sys.stderr)


main()

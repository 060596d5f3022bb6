#!/usr/bin/env python3
"""The job as it was done in 2015: Python's json and hmac.  Usage: python_hmac.py KEYFILE < LOG

The other peers are held against this one, so it is written to be read, not to be fast."""

import hashlib
import hmac
import json
import operator
import sys

DROPPED = frozenset(
    "email mail address mailing_address name full_name first_name last_name phone phone_number"
    " city year_of_birth gender".split()
)
DROP = object()  # stands for a value that is left out


def username(value, secret):
    if isinstance(value, str) and value:
        message = value.encode("utf-8", "surrogatepass")
        return hmac.new(secret, message, hashlib.sha256).hexdigest()
    if isinstance(value, list):
        names = (username(item, secret) for item in value)
        return [name for name in names if name is not DROP]
    return value if value is None or value == "" else DROP


def edit(value, secret, top=False):
    """Returns the edited value, or the very same object when nothing in it changed."""
    if isinstance(value, dict):
        edited = {}
        changed = False
        for key, old in value.items():
            if key in DROPPED and not (top and key == "name") or key.startswith("password"):
                new = DROP
            elif key == "username":
                new = username(old, secret)
            else:
                new = edit(old, secret)
            changed = changed or new is not old
            if new is not DROP:
                edited[key] = new
        return edited if changed else value
    if isinstance(value, list):
        edited = [edit(item, secret) for item in value]
        return value if all(map(operator.is_, edited, value)) else edited
    if isinstance(value, str) and value.lstrip(" \t\r\n")[:1] in ("{", "["):
        try:
            old = json.loads(value)
        except ValueError:
            return value
        new = edit(old, secret)
        return value if new is old else json.dumps(new)
    return value


def main():
    with open(sys.argv[1], "rb") as file:
        secret = file.read().removesuffix(b"\n")
    rejected = 0
    for line in sys.stdin.buffer:
        begin = line.find(b"{")
        if begin < 0:
            continue
        try:
            event = json.loads(line[begin:])
        except ValueError:
            rejected += 1
            continue
        sys.stdout.write(json.dumps(edit(event, secret, top=True)) + "\n")
    if rejected:
        print(f"peer: {rejected} lines rejected", file=sys.stderr)


main()

"""A policy file, as questions: which rule is this field's?

Source: docs/format/policy.md (File, Selectors, Unknown fields).  The policies
that come with the tools are read from policies/, so that what they do stands
in one place.
"""

import os
import tomllib
from typing import NamedTuple

_FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)),
                       os.pardir, os.pardir, "policies")
BUILT_IN = ("seed", "standard", "strict")


class Rule(NamedTuple):
    action: str
    domain: str | None
    grammar: str | None
    words: tuple
    kind: str | None


class Policy:
    """The rules of a file and of what it extends."""

    def __init__(self, name):
        self.name = name
        self.unknown = "scan"
        self._keys, self._begins, self._ends, self._paths = {}, {}, {}, {}
        self._load(name if os.sep in name or name.endswith(".toml")
                   else os.path.join(_FOLDER, name + ".toml"))
        self._named = {path for path in self._paths if path[-1] != "*"}

    def _load(self, file_name):
        with open(file_name, "rb") as stream:
            data = tomllib.load(stream)
        if "extends" in data:
            self._load(os.path.join(_FOLDER, data["extends"] + ".toml"))
        self.unknown = data.get("unknown", self.unknown)
        for row in data.get("rule", ()):
            selectors = row["select"]
            rule = Rule(row["action"], row.get("domain"), row.get("grammar"),
                        tuple(row.get("words", ())), row.get("kind"))
            for selector in [selectors] if isinstance(selectors, str) else selectors:
                self._add(selector, rule)

    def _add(self, selector, rule):
        if selector.startswith("/"):
            self._paths[tuple(selector[1:].split("/"))] = rule
        elif selector.endswith("*"):
            self._begins[selector[:-1]] = rule
        elif selector.startswith("*"):
            self._ends[selector[1:]] = rule
        else:
            self._keys[selector] = rule

    @property
    def closed(self):
        return self.unknown in ("drop", "refuse")

    def rule(self, path):
        """Returns the rule of the field at a path of keys, or None.

        A path beats a key, a whole key a part, the longer part the shorter.
        """
        return (self._paths.get(path) or self.rule_of_key(path[-1])
                or self._rule_of_stars(path))

    def rule_of_key(self, key):
        if key in self._keys:
            return self._keys[key]
        parts = [(len(part), rule) for part, rule in self._begins.items()
                 if key.startswith(part)]
        parts += [(len(part), rule) for part, rule in self._ends.items()
                  if key.endswith(part)]
        return max(parts, key=lambda pair: pair[0])[1] if parts else None

    def _rule_of_stars(self, path):
        for pattern, rule in self._paths.items():
            if len(pattern) == len(path) and "*" in pattern and all(
                    step in ("*", name) for step, name in zip(pattern, path)):
                return rule
        return None

    def leads_on(self, path):
        """Is there a rule for a field below this path?"""
        return any(len(pattern) > len(path) and all(
            step in ("*", name) for step, name in zip(pattern, path))
            for pattern in self._paths)

"""What a policy wants of a member: policy_facts.py put into questions.

Source: design 5, table of policies and "Identifiers".  Decision: `name` is
the one rule with leeway (EITHER), because "a person's field" is a judgement.
"""

import policy_facts as facts
from jsonspan import ARRAY, NUMBER, STRING, read
from texts import is_address

KEEP, DROP, EITHER, PSEUDONYM, ADDRESS = (
    "keep", "drop", "either", "pseudonym", "address")


class Rules:
    """The rules of one policy."""

    def __init__(self, policy):
        self._dropped = facts.DROPPED_KEYS[policy]
        self._dropped_prefixes = facts.DROPPED_KEY_PREFIXES[policy]
        self._dropped_paths = facts.DROPPED_PATHS[policy]
        self._position_paths = facts.POSITION_PATHS[policy]
        self._domains = facts.PSEUDONYM_KEYS[policy]
        self._domain_endings = facts.PSEUDONYM_ENDINGS[policy]
        self._domain_paths = facts.PSEUDONYM_PATHS[policy]
        self.ip_keys = facts.IP_KEYS[policy]
        self.marks = facts.MARKS[policy]
        self.number_marks = facts.NUMBERS_MAY_BECOME_MARKS[policy]

    def action(self, items, index, path):
        """Returns what becomes of member `index`; `path`: () for the line."""
        item = items[index]
        name, value = item.name, item.value
        place = place_of(path + (name,))
        if place in self._dropped_paths:
            return DROP
        if place in self._position_paths:
            other = EITHER if value.kind == ARRAY else DROP
            return KEEP if is_position(value) else other
        domain = self.domain(name, path)
        if domain is None and (name in self._dropped or name.startswith(
                self._dropped_prefixes)):
            return DROP
        if name == facts.NAME_KEY and path:
            beside = {other.name for other in items}
            return DROP if beside & facts.NAME_MUST_GO_BESIDE else EITHER
        if domain is not None:
            stays = value.kind == ARRAY or self.takes(domain, value)
            return PSEUDONYM if stays else DROP
        if name in self.ip_keys and value.kind in (STRING, ARRAY):
            return ADDRESS
        return KEEP

    def domain(self, name, path):
        """Returns the domain of the pseudonym of a member, or None."""
        domain = self._domain_paths.get(place_of(path + (name,)))
        domain = domain or self._domains.get(name)
        if domain is None and name not in self._dropped:
            domain = next((domain for ending, domain
                           in self._domain_endings.items()
                           if name.endswith(ending)), None)
        return domain

    def takes(self, domain, value):
        """May this scalar stand in an identifier's place (else it goes)?"""
        return (value.kind in (STRING, ARRAY) or value.source == "null"
                or (value.kind == NUMBER and domain in facts.NUMBERS_TOO))

    def may_be_absent(self, action, item, path):
        """May a member that is not dropped by its key be absent all the same?

        Cut values; lists with an element of a wrong type; an ip field that
        holds no address; strings deeper than the layer limit.
        """
        value = item.value
        if action in (DROP, EITHER) or value.open:
            return True
        if action == PSEUDONYM and value.kind == ARRAY:
            domain = self.domain(item.name, path)
            return not all(self.takes(domain, element.value)
                           for element in value.items)
        if value.kind != STRING:
            return False
        text = value.decoded()
        if action == ADDRESS:
            return text != "" and not is_address(text)
        return json_layers(text) > facts.LAYER_LIMIT

    def acts_in(self, node, path):
        """Would the policy certainly change something in this tree?"""
        nodes = [node]
        while nodes:
            node = nodes.pop()
            for index, item in enumerate(node.items):
                nodes.append(item.value)
                if item.key is not None and self.action(
                        node.items, index, path + (None,)) not in (KEEP, EITHER):
                    return True
        return False


def place_of(path):
    """Returns a path without the steps into strings and lists."""
    return tuple(step for step in path if isinstance(step, str))


def is_position(value):
    """May this stand where only a place in a sequence may?"""
    if value.kind in (NUMBER, STRING):
        text = value.decoded() if value.kind == STRING else value.source
        return text == "" or (len(text) <= 3 and text.isascii()
                              and text.isdigit())
    return value.source == "null"


def is_payload_text(text):
    """Can this string hold JSON that has to be looked into?"""
    return text.lstrip(" \t\r\n")[:1] in tuple('{["')


def json_layers(text):
    """Returns how many JSON layers this string holds, itself not counted."""
    deepest, waiting = 0, [(text, 0)]
    while waiting:
        text, depth = waiting.pop()
        if not is_payload_text(text):
            continue
        depth += 1
        deepest = max(deepest, depth)
        root = read(text).root
        nodes = [] if root is None else [root]
        while nodes:
            node = nodes.pop()
            if node.kind == STRING:
                waiting.append((node.decoded(), depth))
            nodes.extend(item.value for item in node.items)
    return deepest

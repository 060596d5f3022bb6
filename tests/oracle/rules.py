"""What a policy wants of a member: policy.py put into questions.

Source: design 5, table of policies and "Identifiers"; docs/format/policy.md.
Decision: `name` under `seed` is the one rule with leeway (EITHER), because "a
person's field" is a judgement.
"""

import policy_facts as facts
from grammar import EXACT, is_of
from jsonspan import ARRAY, NUMBER, OBJECT, STRING, WORD, read
from policy import Policy
from texts import is_address

KEEP, DROP, EITHER, PSEUDONYM, ADDRESS, COARSEN = (
    "keep", "drop", "either", "pseudonym", "address", "coarsen")


class Rules:
    """The rules of one policy."""

    def __init__(self, policy):
        self._policy = Policy(policy)
        self.closed = self._policy.closed
        self.scans = self._policy.unknown != "keep"
        self._name_leeway = policy in facts.NAME_LEEWAY

    def action(self, items, index, path):
        """Returns what becomes of member `index`; `path`: () for the line."""
        item = items[index]
        name, value = item.name, item.value
        if name == facts.NAME_KEY and path and self._name_leeway:
            beside = {other.name for other in items}
            return DROP if beside & facts.NAME_MUST_GO_BESIDE else EITHER
        rule = self.rule(path + (name,))
        if rule is None:
            return EITHER if self.closed else KEEP
        if rule.action == "drop":
            return DROP
        if rule.action == "pseudonym":
            stays = value.kind == ARRAY or self.takes(rule.domain, value)
            return PSEUDONYM if stays else DROP
        if rule.action == "truncate-ip":
            return ADDRESS if value.kind in (STRING, ARRAY, WORD) else DROP
        if rule.action == "coarsen":
            return COARSEN
        return self._kept(rule, value)

    def _kept(self, rule, value):
        """Stays what is of its grammar, as far as that can be told here."""
        if rule.grammar in (None, "any"):
            return KEEP
        if value.kind in (ARRAY, OBJECT):
            return EITHER
        if rule.grammar == "container":
            return EITHER
        if not is_of(rule.grammar, rule.words, text_of(value)):
            return EITHER if self.closed else DROP
        return KEEP if rule.action == "keep" and rule.grammar in EXACT else EITHER

    def rule(self, path):
        """Returns the policy's rule of a field, or None."""
        return self._policy.rule(place_of(path))

    def domain(self, path):
        return self.rule(path).domain

    def rule_of_key(self, key):
        """Returns the rule of a key alone: of a form or a query."""
        return self._policy.rule_of_key(key)

    def lets_out(self, path, value):
        """May this value stand in the output of a closed policy?"""
        rule = self.rule(path)
        if rule is None:
            return self._policy.leads_on(place_of(path))
        if value.kind in (ARRAY, OBJECT) or rule.action in (
                "pseudonym", "truncate-ip", "coarsen"):
            return True
        if rule.grammar == "container":
            return value.source == "null" or is_payload_text(text_of(value)) or text_of(value) == ""
        return is_of(rule.grammar, rule.words, text_of(value))

    def takes(self, domain, value):
        """May this scalar stand in an identifier's place (else it goes)?"""
        return (value.kind in (STRING, ARRAY) or value.source == "null"
                or (value.kind == NUMBER and domain in facts.NUMBERS_TOO))

    def may_be_absent(self, action, item, path):
        """May a member that is not dropped by its key be absent all the same?

        Cut values; lists with an element of a wrong type; strings deeper than
        the layer limit.
        """
        value = item.value
        if action in (DROP, EITHER) or value.open:
            return True
        if action == PSEUDONYM and value.kind == ARRAY:
            domain = self.domain(path + (item.name,))
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
        nodes = [(node, path)]
        while nodes:
            node, here = nodes.pop()
            for index, item in enumerate(node.items):
                inner = here if item.key is None else here + (item.name,)
                nodes.append((item.value, inner))
                if item.key is not None and self.action(
                        node.items, index, here + (None,)) not in (KEEP, EITHER):
                    return True
        return False


def text_of(value):
    """Returns a scalar's text: a string decoded, else as it is written."""
    return value.decoded() if value.kind == STRING else value.source


def place_of(path):
    """Returns a path without the steps into strings and lists."""
    return tuple(step for step in path if isinstance(step, str))


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

"""Compares the members of two objects in order, duplicates included.

Source: design 3 ("edit, do not reprint": key order, duplicate keys, spacing)
and 5 (`drop`: the member and its comma).  Decision: walk the raw members and
take the next anonymized one when its key fits; white space must be as it was
between members that both stayed, and is free where one was removed.
"""

from rules import ADDRESS, COARSEN, DROP, EITHER, PSEUDONYM, is_payload_text


def compare_members(comparison, raw, anon, path):
    """Reports to `comparison` what differs between two objects."""
    if not raw.items and not anon.items:
        if not raw.open and raw.source != anon.source:
            comparison.report(path, "white-space")
        return
    rules = comparison.rules
    actions = [rules.action(raw.items, index, path)
               for index in range(len(raw.items))]
    pairs, position = [], 0
    for index, item in enumerate(raw.items):
        place = _place(comparison, raw, anon, actions, index, position, path)
        if place is None:
            if not rules.may_be_absent(actions[index], item, path):
                comparison.report(path + (item.name,), "member-missing")
            elif not item.value.open:
                comparison.count("dropped")
            continue
        _report_extra(comparison, anon.items[position:place], path)
        _compare_member(comparison, item, anon.items[place], actions[index],
                        path + (item.name,))
        pairs.append((index, place))
        position = place + 1
    _report_extra(comparison, anon.items[position:], path)
    if not _same_gaps(raw, anon, pairs):
        comparison.report(path, "white-space")


def _report_extra(comparison, items, path):
    for item in items:
        comparison.report(path + (item.name,), "member-extra")


def _place(comparison, raw, anon, actions, index, position, path):
    """Returns which anonymized member raw member `index` became, or None."""
    item, action = raw.items[index], actions[index]
    rest = anon.items[position:]
    if not rest:
        return None
    if _same_key(comparison, item, rest[0], path):
        if action in (DROP, EITHER):
            left = sum(other.name == item.name for other in rest)
            due = sum(raw.items[later].name == item.name
                      and actions[later] not in (DROP, EITHER)
                      for later in range(index + 1, len(raw.items)))
            return position if left > due else None
        return position
    if comparison.rules.may_be_absent(action, item, path):
        return None
    for place, other in enumerate(rest):
        if other.name == item.name:
            return position + place
    return None


def _same_key(comparison, item, other, path):
    if item.name == other.name:
        return True
    if not comparison.rules.scans and not is_payload_text(item.name):
        return False
    return comparison.is_same(comparison.texts, item.name, other.name, path)


def _compare_member(comparison, item, other, action, here):
    if is_payload_text(item.name) or item.name != other.name:
        comparison.texts(item.name, other.name, here)
    elif item.key != other.key:
        comparison.report(here, "bytes")
    if item.between != other.between:
        comparison.report(here, "white-space")
    if action == DROP:
        comparison.report(here, "identity-kept")
    elif action == PSEUDONYM:
        domain = comparison.rules.domain(here)
        comparison.pseudonym(domain, item.value, other.value, here)
    elif action == ADDRESS:
        comparison.address(item.value, other.value, here)
    elif action == COARSEN:
        comparison.coarsened(item.value, other.value, here)
    else:
        comparison.node(item.value, other.value, here)
    if comparison.rules.closed and action != DROP and not comparison.rules.lets_out(
            here, other.value):
        comparison.report(here, "not-of-grammar")


def _same_gaps(raw, anon, pairs):
    """Is the white space between members that both stayed as it was?"""
    last = len(raw.items) - 1
    for number, (index, place) in enumerate(pairs):
        item, other = raw.items[index], anon.items[place]
        follows = number > 0 and pairs[number - 1][0] == index - 1
        if (index == 0 or follows) and item.before != other.before:
            return False
        precedes = (number + 1 < len(pairs)
                    and pairs[number + 1][0] == index + 1)
        at_end = index == last and not raw.open
        if (at_end or precedes) and item.after != other.after:
            return False
    return True

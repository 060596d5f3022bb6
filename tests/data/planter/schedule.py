"""Who stands where under which chain: the plan of a planted log.

A task is a maker with a chain; some tasks have variants (a place, a pattern).
The full plan gives every person every task, its variants in turn.  A shorter
log gets a sample: every task in every variant by somebody, and everybody.
"""

import dataclasses
import typing

from generator.chance import Chance
from planter import clean, fields, texts, urls, who

CLEAN_SHARE = 0.08  # at least so much of a log names nobody


@dataclasses.dataclass
class Task:
    chain: tuple
    make: typing.Callable  # variant -> maker of a record
    variants: int = 1
    each: int = 1  # so many of the variants for each person
    is_vary: bool = False  # the variant is the scene's `vary`, too


def _chain(name):
    return tuple(name.split(">"))


def _fixed(chain, maker):
    return Task(_chain(chain), lambda variant: maker)


def _field_tasks():
    for name in fields.CHAINS:
        numbers = _chain(name)[-1] == "number"
        for group in range(1 if numbers else len(fields.GROUPS)):
            yield _fixed(name, fields.field(group))
    for name in fields.CUT_CHAINS:
        yield Task(_chain(name), lambda variant: fields.cut_field, 27, 3, True)


def _who_tasks():
    for name in who.ENVELOPE_CHAINS:
        yield _fixed(name, who.envelope)
    for name in ("raw", "escape"):
        for maker in (who.device, who.traits):
            yield _fixed(name, maker)
        yield Task(_chain(name), lambda variant: who.odd_envelope, 6, 1, True)
    yield _fixed("raw", who.prefixed)
    for name in who.WHO_CHAINS:
        for members in who.NAMED:
            yield Task(_chain(name), lambda variant, members=members: who.named(members), 6, 1, True)
    for name in ("json", "json>escape", "json>json"):
        yield _fixed(name, who.task)
    for name in who.SETTINGS_CHAINS:
        yield Task(_chain(name), lambda variant: who.settings, 8, 1, True)
    for name in who.SAML_CHAINS:
        yield _fixed(name, who.saml)


def _text_maker(places, groups):
    def make(variant):
        return texts.written(places[variant % len(places)], groups[variant // len(places)])

    return make


def _text_tasks():
    for name in texts.CHAINS:
        places = texts.places_for(name, texts.PLACES)
        for kinds in texts.KINDS[: 1 if name.endswith("spelled") else 2]:
            yield Task(_chain(name), _text_maker(places, (kinds,)), len(places))
    for name in texts.CUT_CHAINS:
        places = texts.places_for(name, texts.PLACES)
        yield Task(_chain(name), _text_maker(places, texts.SINGLE), len(places) * len(texts.SINGLE), 3)
    for name in ("raw", "escape"):
        yield _fixed(name, texts.cookie)


def _url_tasks():
    for name in urls.CHAINS:
        for place in urls.PATHS:
            yield Task(_chain(name), lambda variant, place=place: urls.path(place), 2, 1, True)
    for name in urls.URL_CHAINS:
        for place, patterns in urls.URLS.items():
            if name == "form" and not place.startswith("url.query"):
                continue
            yield Task(_chain(name), lambda variant, place=place: urls.url(place), 8 * len(patterns), 1, True)


def tasks():
    return [*_field_tasks(), *_who_tasks(), *_text_tasks(), *_url_tasks()]


def shuffle(items, chance):
    for place in range(len(items) - 1, 0, -1):
        other = chance.below(place + 1)
        items[place], items[other] = items[other], items[place]


def _vary(task, variant, number):
    return variant if task.is_vary else number


def _full(people, all_tasks):
    for index in range(people):
        for number, task in enumerate(all_tasks):
            for turn in range(task.each):
                variant = (index * task.each + turn + number) % task.variants
                yield index, task, variant, _vary(task, variant, index * 7 + number + turn)


def _sample(people, all_tasks, lines, chance):
    cells = [(task, variant) for task in all_tasks for variant in range(task.variants)]
    shuffle(cells, chance)
    start = chance.below(people)
    for number in range(lines):
        task, variant = cells[number % len(cells)]
        index = (start + number + number // len(cells) * 13) % people
        yield index, task, variant, _vary(task, variant, number)


def need(people):
    """Lines of a full plan, and of the shortest sample that covers every task."""
    all_tasks = tasks()
    share = 1 - CLEAN_SHARE
    full = sum(task.each for task in all_tasks) * people
    cells = max(sum(task.variants for task in all_tasks), people)
    return int(full / share) + 1, int(cells / share) + 1


def plan(seed, people, lines):
    """(index of the person, chain, maker, vary) of each line, in order."""
    chance = Chance(f"plan {seed}")
    all_tasks = tasks()
    full, _ = need(people)
    if lines >= full:
        planted = list(_full(people, all_tasks))
    else:
        planted = list(_sample(people, all_tasks, int(lines * (1 - CLEAN_SHARE)), chance))
    result = [(index, task.chain, task.make(variant), vary) for index, task, variant, vary in planted]
    for number in range(lines - len(result)):
        result.append((None, ("raw",), clean.MAKERS[number % len(clean.MAKERS)], number))
    shuffle(result, chance)
    return result

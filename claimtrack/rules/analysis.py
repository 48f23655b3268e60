"""What shows only across claims: who contradicts themselves, who goes on repeating, where claims begin."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import TypeVar

from claimtrack.rules.acts import acts
from claimtrack.rules.entries import Entry, in_time
from claimtrack.rules.facts import Facts, facts
from claimtrack.rules.phrases import Days
from claimtrack.rules.turnabouts import Taken, turnabouts

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Story:
    """One claim: its number, its statements, and what is computed from them."""

    claim_id: int
    entries: Sequence[Entry]
    facts: Facts


@dataclass(frozen=True, slots=True)
class Turned:
    """Somebody put a claim forward and later went against it. `certain` unless the dates leave the order open."""

    actor_id: int
    actor: str
    claim_id: int
    first: Entry
    then: Entry
    certain: bool


@dataclass(frozen=True, slots=True)
class Clash:
    """Somebody put two claims forward that are marked as contradicting each other."""

    actor_id: int
    actor: str
    one: Entry
    one_claim: int
    other: Entry
    other_claim: int


@dataclass(frozen=True, slots=True)
class Repeated:
    """A claim said again after its first rebuttal: how often surely and perhaps, and by whom."""

    claim_id: int
    surely: int
    perhaps: int
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Carrier:
    """An outlet or a country: claims asserted there, first known there, answered there, and the middle of the days.

    `days` are the medians of the fewest and of the most days from the first assertion to the first answer there.
    """

    name: str
    outlet_id: int | None
    claims: int
    first: int
    answered: int
    days: Days | None


def turned(stories: Iterable[Story]) -> list[Turned]:
    """Everybody who asserted a claim and then denied it or took it back, in the order in which they turned."""
    found = [turn for story in stories for turn in _turned(story)]
    return sorted(found, key=lambda turn: (turn.then.said.middle or date.max, turn.actor, turn.claim_id))


def clashes(stories: Iterable[Story], contradicting: Iterable[tuple[int, int]]) -> list[Clash]:
    """Everybody who asserted both claims of a contradicting pair; of each claim the first time they did."""
    by_claim = {story.claim_id: _first_asserted(story) for story in stories}
    found = []
    for one, other in sorted({tuple(sorted(pair)) for pair in contradicting}):
        mine, theirs = by_claim.get(one, {}), by_claim.get(other, {})
        for speaker in sorted(mine.keys() & theirs.keys(), key=lambda speaker: speaker[1]):
            found.append(Clash(*speaker, mine[speaker], one, theirs[speaker], other))
    return found


def repeated(stories: Iterable[Story]) -> list[Repeated]:
    """Claims that were said again after somebody had contradicted them, the most often repeated first."""
    found = []
    for story in stories:
        surely, perhaps = story.facts.repeats_after, story.facts.maybe_repeats_after
        if surely or perhaps:
            after = {*story.facts.surely_after, *story.facts.maybe_after}
            entries = tuple(in_time(act.main for act in acts(story.entries) if act.main.id in after))
            found.append(Repeated(story.claim_id, surely, perhaps, entries))
    return sorted(found, key=lambda one: (-one.surely, -one.perhaps, one.claim_id))


def repeaters(found: Iterable[Repeated]) -> list[tuple[int, str, int]]:
    """Who said claims again after they had been contradicted, and how often, perhaps counted in; most first."""
    counts: dict[tuple[int, str], int] = defaultdict(int)
    for one in found:
        for entry in one.entries:
            counts[entry.actor_id, entry.actor] += 1
    return sorted(
        ((number, name, count) for (number, name), count in counts.items()), key=lambda one: (-one[2], one[1])
    )


def by_outlet(stories: Iterable[Story], today: date) -> list[Carrier]:
    """For each outlet the claims it carried, those first known from it, and how soon it carried an answer."""
    places: dict[int, list[tuple[Story, list[Entry]]]] = defaultdict(list)
    names: dict[int, str] = {}
    for story in stories:
        for outlet, entries in _grouped(story.entries, lambda entry: entry.outlet_id).items():
            names[outlet] = entries[0].outlet
            places[outlet].append((story, entries))
    return _sorted(_carrier(names[outlet], outlet, here, today) for outlet, here in places.items())


def by_country(stories: Iterable[Story], countries: Mapping[int, str], today: date) -> list[Carrier]:
    """The same for the countries of outlets; those whose country is not known are left out."""
    places: dict[str, list[tuple[Story, list[Entry]]]] = defaultdict(list)
    for story in stories:
        here = _grouped(story.entries, lambda entry: countries.get(entry.outlet_id or 0) or None)
        for country, entries in here.items():
            places[country].append((story, entries))
    return _sorted(_carrier(country, None, here, today) for country, here in places.items())


def disagreeing(stories: Iterable[Story]) -> list[tuple[int, list[list[Entry]]]]:
    """Claims on which sources date one act apart: the claim's number, and the statements of each such act."""
    found = []
    for story in stories:
        by_id = {entry.id: entry for entry in story.entries}
        groups = [[by_id[number] for number in group if number in by_id] for group in story.facts.dates_disagree]
        if groups:
            found.append((story.claim_id, groups))
    return found


def _turned(story: Story) -> Iterable[Turned]:
    by_speaker: dict[tuple[int, str], list[Entry]] = defaultdict(list)
    for entry in story.entries:
        for speaker in _speakers(entry):
            by_speaker[speaker].append(entry)
    seen: set[tuple[int, int]] = set()
    for speaker, entries in by_speaker.items():
        yield from _of_speaker(speaker, entries, story.claim_id, seen)


def _of_speaker(
    speaker: tuple[int, str], entries: Sequence[Entry], claim_id: int, seen: set[tuple[int, int]]
) -> Iterable[Turned]:
    pairs = [(Taken(claim_id, entry.stance, entry.said), entry) for entry in entries]
    for turn in turnabouts(one for one, _ in pairs):
        first = next(entry for one, entry in pairs if one is turn.first)
        then = next(entry for one, entry in pairs if one is turn.then)
        if (first.id, then.id) not in seen:  # a speaker and whom they speak for are told of once
            seen.add((first.id, then.id))
            yield Turned(*speaker, claim_id, first, then, turn.certain)


def _first_asserted(story: Story) -> dict[tuple[int, str], Entry]:
    first: dict[tuple[int, str], Entry] = {}
    for entry in in_time(story.entries):
        if entry.asserts:
            for speaker in _speakers(entry):
                first.setdefault(speaker, entry)
    return first


def _speakers(entry: Entry) -> list[tuple[int, str]]:
    """Who speaks, and whom they speak for."""
    behalf = [(entry.on_behalf_of_id, entry.on_behalf_of)] if entry.on_behalf_of_id is not None else []
    return [(entry.actor_id, entry.actor), *behalf]


def _grouped(entries: Iterable[Entry], key: Callable[[Entry], K | None]) -> dict[K, list[Entry]]:
    groups: dict[K, list[Entry]] = defaultdict(list)
    for entry in entries:
        if (found := key(entry)) is not None:
            groups[found].append(entry)
    return groups


def _carrier(name: str, outlet_id: int | None, here: Sequence[tuple[Story, list[Entry]]], today: date) -> Carrier:
    asserted = [(story, entries) for story, entries in here if any(entry.asserts for entry in entries)]
    first = [story for story, entries in asserted if story.facts.first and _ids(entries) & {*story.facts.first.ids}]
    answered = [entries for _, entries in asserted if any(entry.rebuts for entry in entries)]
    days = [found for entries in answered if (found := facts(entries, today).days_to_rebuttal)]
    return Carrier(name, outlet_id, len(asserted), len(first), len(answered), _middle(days))


def _middle(days: Sequence[Days]) -> Days | None:
    """The medians of the fewest and of the most days, over the spans that have both ends."""
    closed = [(fewest, most) for fewest, most in days if fewest is not None and most is not None]
    if not closed:
        return None
    return int(median(fewest for fewest, _ in closed)), int(median(most for _, most in closed))


def _ids(entries: Iterable[Entry]) -> set[int]:
    return {entry.id for entry in entries}


def _sorted(carriers: Iterable[Carrier]) -> list[Carrier]:
    return sorted(
        (one for one in carriers if one.claims), key=lambda one: (-one.claims, -one.first, one.name.casefold())
    )

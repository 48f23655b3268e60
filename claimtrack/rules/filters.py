"""Showing only some of a claim's statements: by stance, outlet, actor and the days they were made."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from claimtrack.rules.entries import Entry
from claimtrack.words import Stance


@dataclass(frozen=True, slots=True)
class Filter:
    """What somebody chose to see; nothing chosen means everything. `problems` says what could not be understood."""

    stances: frozenset[Stance] = frozenset()
    outlets: frozenset[int] = frozenset()
    actors: frozenset[int] = frozenset()
    since: date | None = None
    until: date | None = None
    problems: tuple[str, ...] = ()

    @property
    def is_set(self) -> bool:
        return bool(self.stances or self.outlets or self.actors or self.since or self.until)

    def of(self, entries: Iterable[Entry]) -> list[Entry]:
        return filtered(
            entries,
            stances=self.stances,
            outlets=self.outlets,
            actors=self.actors,
            since=self.since,
            until=self.until,
        )


@dataclass(frozen=True, slots=True)
class Choice:
    """One box to tick, and how many statements stand behind it."""

    value: str
    words: str
    count: int
    chosen: bool
    stance: Stance | None = None


@dataclass(frozen=True, slots=True)
class Choices:
    stances: tuple[Choice, ...]
    outlets: tuple[Choice, ...]
    actors: tuple[Choice, ...]


def filtered(
    entries: Iterable[Entry],
    *,
    stances: Collection[Stance] = (),
    outlets: Collection[int] = (),
    actors: Collection[int] = (),
    since: date | None = None,
    until: date | None = None,
) -> list[Entry]:
    """The statements that fit every filter given; an empty filter lets all through.

    Outlets and actors by id; whoever somebody speaks for counts as speaking, too. A date fits if it can mean a day of
    the span, so one with an open end often does.
    """
    return [
        entry
        for entry in entries
        if (not stances or entry.stance in stances)
        and (not outlets or entry.outlet_id in outlets)
        and (not actors or entry.actor_id in actors or entry.on_behalf_of_id in actors)
        and entry.said.overlaps(since, until)
    ]


def read_filter(query: Mapping[str, Sequence[str]]) -> Filter:
    """A filter from the values of an address: stance, outlet and actor any number of times, since and until once."""
    known = {stance.value: stance for stance in Stance}
    problems: list[str] = []
    since = _day(query.get("since", ()), "first", problems)
    until = _day(query.get("until", ()), "last", problems)
    if since and until and since > until:
        problems.append("The last day comes before the first day. Swap the two.")
    return Filter(
        stances=frozenset(known[value] for value in query.get("stance", ()) if value in known),
        outlets=_ids(query.get("outlet", ())),
        actors=_ids(query.get("actor", ())),
        since=since,
        until=until,
        problems=tuple(problems),
    )


def choices(entries: Sequence[Entry], chosen: Filter) -> Choices:
    """All boxes the claim's statements give; outlets and actors with the most statements first."""
    stances = Counter(entry.stance for entry in entries)
    names = {entry.actor_id: entry.actor for entry in entries}
    actors = Counter(entry.actor_id for entry in entries)
    for entry in entries:
        if entry.on_behalf_of_id is not None:
            names.setdefault(entry.on_behalf_of_id, entry.on_behalf_of)
            actors[entry.on_behalf_of_id] += 1
    outlets = {entry.outlet_id: entry.outlet for entry in entries if entry.outlet_id is not None}
    carried = Counter(entry.outlet_id for entry in entries if entry.outlet_id is not None)
    return Choices(
        tuple(
            Choice(stance.value, stance.label, stances[stance], stance in chosen.stances, stance)
            for stance in Stance
            if stances[stance]
        ),
        _boxes(outlets, carried, chosen.outlets),
        _boxes(names, actors, chosen.actors),
    )


def _boxes(names: Mapping[int, str], counts: Counter[int], chosen: Collection[int]) -> tuple[Choice, ...]:
    boxes = [Choice(str(one), name, counts[one], one in chosen) for one, name in names.items()]
    return tuple(sorted(boxes, key=lambda box: (-box.count, box.words.casefold(), box.value)))


def _ids(values: Iterable[str]) -> frozenset[int]:
    return frozenset(int(value) for value in values if value.isascii() and value.isdigit() and len(value) < 19)


def _day(values: Sequence[str], which: str, problems: list[str]) -> date | None:
    text = values[0].strip() if values else ""
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        problems.append(f"Enter the {which} day as 2022-02-14.")
        return None

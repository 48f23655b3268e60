"""Which statements are one and the same act: copies of one text, and one saying recorded from several sources."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from claimtrack.dates import FuzzyDate
from claimtrack.rules.entries import Entry, in_time

Bounds = tuple[date | None, date | None]


class Links:
    """Ids that count as one, however long the chain between them. The lowest id speaks for the rest."""

    def __init__(self) -> None:
        self._upward: dict[int, int] = {}

    def head(self, one: int) -> int:
        while (above := self._upward.get(one, one)) != one:
            one = above
        return one

    def join(self, one: int, other: int) -> None:
        low, high = sorted((self.head(one), self.head(other)))
        self._upward[high] = low


@dataclass(frozen=True, slots=True)
class Folded:
    """A statement with the syndicated copies that carry it on."""

    entry: Entry
    copies: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Act:
    """One saying, however many sources have it. `main` is the statement that stands for it.

    `said` is what all its dates allow together. Where they contradict each other it spans all, and `disagrees` is set.
    """

    main: Entry
    entries: tuple[Entry, ...]
    said: FuzzyDate
    disagrees: bool

    @property
    def text_id(self) -> int:
        return min(entry.text_id for entry in self.entries)


def fold_copies(entries: Iterable[Entry]) -> list[Folded]:
    """Put every copy under its original: what the same actor says, with the same stance, in the text that was copied.

    If they say two such things in it, the date decides. Where the original itself is not on record, the copy that comes
    first stands for it.
    """
    ordered = in_time(entries)
    copies: dict[int, list[Entry]] = defaultdict(list)
    heads = [entry for entry in ordered if not entry.is_copy]
    by_saying: dict[tuple[int, int, str], list[Entry]] = defaultdict(list)
    for entry in heads:
        by_saying[_saying(entry)].append(entry)
    for entry in ordered:
        if not entry.is_copy:
            continue
        originals = by_saying[_saying(entry)]
        if not originals:
            originals.append(entry)
            heads.append(entry)
            continue
        same_day = [original for original in originals if _bounds(original.said) == _bounds(entry.said)]
        copies[(same_day or originals)[0].id].append(entry)
    return [Folded(entry, tuple(copies[entry.id])) for entry in in_time(heads)]


def acts(entries: Sequence[Entry]) -> list[Act]:
    """copies with their original, and what is recorded as the same act in the same lane."""
    by_id = {entry.id: entry for entry in entries}
    links = Links()
    for folded in fold_copies(entries):
        for copy in folded.copies:
            links.join(folded.entry.id, copy.id)
    for entry in entries:
        other = by_id.get(entry.same_act_as or 0)
        if other and other.lane is entry.lane and other.rebuts == entry.rebuts:
            links.join(entry.id, other.id)
    gathered: dict[int, list[Entry]] = defaultdict(list)
    for entry in in_time(entries):
        gathered[links.head(entry.id)].append(entry)
    return [_act(together) for together in gathered.values()]


def _saying(entry: Entry) -> tuple[int, int, str]:
    return entry.text_id, entry.actor_id, entry.stance


def _bounds(said: FuzzyDate) -> Bounds:
    return said.earliest, said.latest


def _act(together: list[Entry]) -> Act:
    main = min(together, key=_best_known)
    disagrees = contradict(together)
    bounds = _spanning(together) if disagrees else _allowed_by_all(together)
    return Act(main, tuple(together), _as_said(main, together, bounds), disagrees)


def _allowed_by_all(together: Iterable[Entry]) -> Bounds:
    earliest = [entry.said.earliest for entry in together if entry.said.earliest]
    latest = [entry.said.latest for entry in together if entry.said.latest]
    return max(earliest, default=None), min(latest, default=None)


def _spanning(together: Sequence[Entry]) -> Bounds:
    """From the first to the last day any of them can mean; open where one of them is."""
    earliest = [entry.said.earliest for entry in together if entry.said.earliest]
    latest = [entry.said.latest for entry in together if entry.said.latest]
    everything = len(together)
    return (
        min(earliest) if len(earliest) == everything else None,
        max(latest) if len(latest) == everything else None,
    )


def contradict(entries: Iterable[Entry]) -> bool:
    """Whether no single day fits what all these dates can mean."""
    earliest, latest = zip(*(_bounds(entry.said) for entry in entries), strict=True)
    return max(filter(None, earliest), default=date.min) > min(filter(None, latest), default=date.max)


def _best_known(entry: Entry) -> tuple[bool, int, bool, int]:
    """An original before a copy, the narrowest date first, then the statement the others were linked to."""
    said = entry.said
    days = (said.latest - said.earliest).days if said.earliest and said.latest else date.max.toordinal()
    return entry.is_copy, days, entry.same_act_as is not None, entry.id


def _as_said(main: Entry, together: list[Entry], bounds: Bounds) -> FuzzyDate:
    """The date as somebody spoke it where one statement has exactly these bounds, else only the bounds."""
    for entry in (main, *together):
        if _bounds(entry.said) == bounds:
            return entry.said
    return FuzzyDate(
        earliest=bounds[0],
        latest=bounds[1],
        approximate=any(entry.said.approximate for entry in together),
        uncertain=any(entry.said.uncertain for entry in together),
    )

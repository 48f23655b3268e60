"""When a claim was talked about, as a picture the size of a word: asserted upwards, answered downwards."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from claimtrack.rules.entries import Entry, Lane

WIDTH, HEIGHT = 112, 24
BINS = 28
MIDDLE = HEIGHT // 2
TALLEST, SHORTEST = MIDDLE - 1, 3


@dataclass(frozen=True, slots=True)
class Spark:
    """Outlines for one <path> each; "" where there is nothing to draw."""

    asserted: str
    reported: str
    answered: str

    @property
    def is_empty(self) -> bool:
        return not (self.asserted or self.reported or self.answered)


def spark(entries: Iterable[Entry]) -> Spark:
    """One bar for each stretch of days; statements without any date are left out."""
    dated = [(entry.lane, entry.said.middle) for entry in entries if entry.said.middle]
    if not dated:
        return Spark("", "", "")
    first, last = min(day for _, day in dated), max(day for _, day in dated)
    counts = Counter((lane, _bin(day, first, last)) for lane, day in dated)
    most = max(counts.values())
    return Spark(*(_outline(lane, counts, most) for lane in (Lane.ASSERTED, Lane.REPORTED, Lane.ANSWERED)))


def _bin(day: date, first: date, last: date) -> int:
    span = (last - first).days
    return (day - first).days * (BINS - 1) // span if span else BINS // 2


def _outline(lane: Lane, counts: Counter[tuple[Lane, int]], most: int) -> str:
    bars = sorted((place, number) for (of, place), number in counts.items() if of is lane)
    return "".join(_bar(lane, place * (WIDTH // BINS), _length(number, most)) for place, number in bars)


def _length(number: int, most: int) -> int:
    return SHORTEST + (TALLEST - SHORTEST) * number // most


def _bar(lane: Lane, x: int, length: int) -> str:
    if lane is Lane.REPORTED:
        return f"M{x} {MIDDLE - 1}h3v2h-3z"
    return f"M{x} {MIDDLE}h3v{-length if lane is Lane.ASSERTED else length}h-3z"

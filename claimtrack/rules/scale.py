"""From days to pixels: long empty stretches folded away, and ticks as fine as there is room for."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

_DAY_AT_MOST = 90  # pixels: a single day should not fill the picture
_PIECE_AT_LEAST = 30
_FOLDED_FROM = 21  # days: anything shorter can be taken in as it is
_FOLDS_AT_MOST = 4

Stretch = tuple[int, int]  # days as ordinals, the second one not included


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of time drawn to scale, or folded to a fixed width."""

    start: int
    end: int
    x0: float
    x1: float
    folded: bool

    @property
    def days(self) -> int:
        return self.end - self.start

    @property
    def pixels_a_day(self) -> float:
        return (self.x1 - self.x0) / self.days


@dataclass(frozen=True, slots=True)
class Scale:
    """The pieces of an axis from left to right."""

    pieces: tuple[Piece, ...]

    def at(self, ordinal: float) -> int:
        """Where this moment is; a day's middle is its ordinal plus a half."""
        starts = [piece.start for piece in self.pieces]
        piece = self.pieces[max(0, bisect_right(starts, ordinal) - 1)]
        inside = min(max(ordinal, piece.start), piece.end) - piece.start
        return round(piece.x0 + inside * piece.pixels_a_day)

    def middle_of(self, day: date) -> int:
        return self.at(day.toordinal() + 0.5)

    @property
    def folds(self) -> tuple[Piece, ...]:
        return tuple(piece for piece in self.pieces if piece.folded)


def scale(occupied: Iterable[Stretch], x0: int, x1: int, fold_width: int) -> Scale:
    """Draw the occupied stretches to one scale between x0 and x1, with long empty ones between them folded.

    Never finer than 90 pixels a day: days are added around a few lonely ones instead.
    """
    filled = _merged(occupied)
    fitting = (x1 - x0 - _PIECE_AT_LEAST) // (fold_width + _PIECE_AT_LEAST)
    gaps = _foldable(filled, min(_FOLDS_AT_MOST, fitting))
    drawn = _drawn(filled, gaps)
    room = x1 - x0 - fold_width * len(gaps)
    drawn = _padded(drawn, -(-room // _DAY_AT_MOST))
    a_day = (room - _PIECE_AT_LEAST * len(drawn)) / sum(end - start for start, end in drawn)
    pieces: list[Piece] = []
    x = float(x0)
    for start, end in drawn:
        if pieces:
            pieces.append(Piece(pieces[-1].end, start, x, x + fold_width, folded=True))
            x += fold_width
        width = _PIECE_AT_LEAST + a_day * (end - start)
        pieces.append(Piece(start, end, x, x + width, folded=False))
        x += width
    return Scale(tuple(pieces))


@dataclass(frozen=True, slots=True)
class Tick:
    """A day on the scale, with its words; `year` is written where it is new."""

    ordinal: int
    words: str
    year: str


def ticks(piece: Piece, label_width: int = 58) -> list[Tick]:
    """The ticks of one piece: days, weeks, months or years, whatever comes closest without crowding."""
    for step in _STEPS:
        if step.days * piece.pixels_a_day >= label_width or step is _STEPS[-1]:
            days = [day for day in step.days_in(piece) if day.toordinal() < piece.end]
            return list(_with_years(days, step))
    return []


def length_in_words(days: int) -> str:
    """ "24 days", "11 weeks", "8 months", "4 years": one unit, rounded."""
    for unit, size, upto in (("day", 1, 50), ("week", 7, 120), ("month", 30.44, 730)):
        if days < upto:
            return _counted(round(days / size), unit)
    return _counted(round(days / 365.25), "year")


@dataclass(frozen=True, slots=True)
class _Step:
    unit: str
    every: int
    days: float

    def days_in(self, piece: Piece) -> Iterator[date]:
        if self.unit in ("day", "week"):
            # Ordinal 1 is a Monday, so weeks start where the ordinal leaves 1.
            length = self.every * (7 if self.unit == "week" else 1)
            start = piece.start + (1 - piece.start) % length if self.unit == "week" else piece.start
            yield from (date.fromordinal(day) for day in range(start, piece.end, length))
            return
        months = self.every * (12 if self.unit == "year" else 1)
        first = date.fromordinal(piece.start)
        index = first.year * 12 + first.month - 1 + (first.day > 1)
        index += -index % months
        while index // 12 <= date.max.year and (day := date(index // 12, index % 12 + 1, 1)).toordinal() < piece.end:
            yield day
            index += months

    def words(self, day: date) -> str:
        if self.unit == "year":
            return str(day.year)
        return f"{day:%b}" if self.unit == "month" else f"{day.day} {day:%b}"


_STEPS = (
    *(_Step("day", every, every) for every in (1, 2)),
    *(_Step("week", every, every * 7) for every in (1, 2)),
    *(_Step("month", every, every * 30) for every in (1, 3, 6)),
    *(_Step("year", every, every * 365) for every in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)),
)


def _with_years(days: Sequence[date], step: _Step) -> Iterator[Tick]:
    year = 0
    for day in days:
        new = day.year != year and step.unit != "year"
        yield Tick(day.toordinal(), step.words(day), str(day.year) if new else "")
        year = day.year


def _merged(stretches: Iterable[Stretch]) -> list[Stretch]:
    merged: list[Stretch] = []
    for start, end in sorted(stretches):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


def _foldable(filled: Sequence[Stretch], most: int) -> list[Stretch]:
    """The gaps worth folding: the longest first, as long as each takes a good share of what would be drawn otherwise.

    A few single days far apart read well to scale; a cluster squeezed by emptiness does not, so it folds sooner.
    """
    left = filled[-1][1] - filled[0][0]
    share = 0.2 if any(end - start > 1 for start, end in filled) else 0.5
    between = [(before[1], after[0]) for before, after in pairwise(filled)]
    gaps = sorted(between, key=_shortest_last)
    folded = []
    for start, end in gaps[:most]:
        if end - start < _FOLDED_FROM or end - start <= share * left:
            break
        folded.append((start, end))
        left -= end - start
    return folded


def _shortest_last(gap: Stretch) -> tuple[int, int]:
    return gap[0] - gap[1], gap[0]


def _drawn(filled: Sequence[Stretch], gaps: Sequence[Stretch]) -> list[Stretch]:
    ends = [start for start, _ in sorted(gaps)]
    starts = [end for _, end in sorted(gaps)]
    return list(zip([filled[0][0], *starts], [*ends, filled[-1][1]], strict=True))


def _padded(drawn: list[Stretch], wanted: int) -> list[Stretch]:
    """With days added until there are as many as wanted: on both sides, or only in front if time is folded."""
    missing = max(0, wanted - sum(end - start for start, end in drawn))
    after = missing // 2 if len(drawn) == 1 else 0
    first, last = drawn[0], drawn[-1]
    start = max(1, first[0] - (missing - after))
    drawn[0] = start, first[1]
    if after:
        drawn[-1] = drawn[-1][0], min(date.max.toordinal(), last[1] + after)
    return drawn


def _counted(number: int, unit: str) -> str:
    return f"{number} {unit}{'' if number == 1 else 's'}"

"""The rows of an upright timeline, one below the other, and where any other day falls between them."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from claimtrack.dates.written import month_for_people
from claimtrack.rules import naming
from claimtrack.rules.acts import Folded
from claimtrack.rules.density import bins_of
from claimtrack.rules.entries import order_in_time
from claimtrack.rules.facts import Facts
from claimtrack.rules.lettering import wrapped
from claimtrack.rules.scale import length_in_words

SEPARATE_UP_TO = 40  # statements; more than that are summed up by month or year, but for the notable ones
NAME_ROOM = 126
LINE = 14
_TOP = 24
_HEIGHTS = {"statement": 48, "bin": 40, "month": 26, "today": 26, "rebuttal": 26, "gap": 36}
_GAP_FROM = 60  # days
_MONTHS_AT_MOST = 12


@dataclass(frozen=True, slots=True)
class Slot:
    """One row: a statement, a sum of many, or words about time. `when` is a day as an ordinal, plus a half."""

    kind: str
    when: float
    until: float
    words: str = ""
    together: tuple[Folded, ...] = ()
    lines: tuple[str, ...] = ()
    rough: bool = False
    y: int = 0

    @property
    def statement(self) -> Folded:
        return self.together[0]

    @property
    def height(self) -> int:
        return _HEIGHTS[self.kind] + LINE * max(0, len(self.lines) - 1)

    @property
    def middle(self) -> int:
        return self.y + self.height // 2


class Slots:
    """All rows with their heights; `at` places a day that has no row of its own."""

    def __init__(self, rows: Sequence[Slot]) -> None:
        self.top = _TOP
        self.rows, self.height = _stacked(rows)
        timed = [row for row in self.rows if row.when and row.kind in ("statement", "today", "rebuttal")]
        self._days = [row.when for row in timed]
        self._heights = [row.middle for row in timed]

    def of(self, *kinds: str) -> list[Slot]:
        return [row for row in self.rows if row.kind in kinds]

    def at(self, ordinal: int) -> int:
        """Between the rows before and after that day, or a little outside the first or the last."""
        after = bisect_left(self._days, ordinal)
        if after == 0:
            return max(self.top, self._heights[0] - 20)
        if after == len(self._days):
            return min(self.height - 4, self._heights[-1] + 20)
        before_day, after_day = self._days[after - 1], self._days[after]
        share = (ordinal - before_day) / (after_day - before_day)
        return round(self._heights[after - 1] + share * (self._heights[after] - self._heights[after - 1]))


def slots(folded: Sequence[Folded], facts: Facts, today: date, notable: frozenset[int]) -> Slots:
    """Everything in time order, with a word where a month starts and where long nothing was recorded."""
    dated = [each for each in folded if each.entry.said.is_known]
    undated = [each for each in folded if not each.entry.said.is_known]
    crowd = len(folded) > SEPARATE_UP_TO
    rows = [_statement(each) for each in dated if not crowd or each.entry.id in notable]
    if crowd:
        rest = [each for each in dated if each.entry.id not in notable]
        rows += [Slot("bin", start, end, words, tuple(each)) for start, end, words, each in bins_of(rest)]
    rows += _lines(facts, today)
    rows.sort(key=_in_order)
    ordered = _with_gaps(_with_months(rows))
    if undated:
        ordered.append(Slot("month", 0, 0, "no date known"))
        summed = crowd and len(undated) > 1
        ordered += [Slot("bin", 0, 0, "", tuple(undated))] if summed else [_statement(each) for each in undated]
    return Slots(ordered)


def _statement(folded: Folded) -> Slot:
    said = folded.entry.said
    lines = wrapped(folded.entry.actor, NAME_ROOM)
    if said.middle is None:
        return Slot("statement", 0, 0, together=(folded,), lines=lines)
    until = said.latest or said.earliest or said.middle
    return Slot("statement", said.middle.toordinal() + 0.5, until.toordinal() + 1, together=(folded,), lines=lines)


def _lines(facts: Facts, today: date) -> list[Slot]:
    now = today.toordinal()
    lines = [Slot("today", now + 0.5, now + 1, naming.today_in_words(today))]
    if day := naming.rebuttal_day(facts.first_rebuttal):
        exact = bool(facts.first_rebuttal and facts.first_rebuttal.within.is_exact)
        when = day.toordinal() + (0.5 if exact else 0.9)
        words = naming.rebuttal_in_words(facts.first_rebuttal)
        lines.append(Slot("rebuttal", when, day.toordinal() + 1, words, rough=not exact))
    return lines


def _in_order(slot: Slot) -> tuple[float, int, tuple[date, date, int]]:
    """By time; on the same day sums come first and lines last."""
    kinds = ("bin", "statement", "rebuttal", "today")
    entry = order_in_time(slot.statement.entry) if slot.together else (date.min, date.min, 0)
    return slot.when, kinds.index(slot.kind), entry


def _with_months(rows: Sequence[Slot]) -> list[Slot]:
    """A word in front of the first row of a month; of a year, where there would be too many months."""
    days = [date.fromordinal(int(row.when)) for row in rows]
    by_year = len({(day.year, day.month) for day in days}) > _MONTHS_AT_MOST
    told: list[Slot] = []
    before = ""
    for row, day in zip(rows, days, strict=True):
        words = f"{day.year}" if by_year else month_for_people(day)
        if words != before and row.kind in ("statement", "bin"):
            told.append(Slot("month", row.when, row.when, words))
            before = words
        told.append(row)
    return told


def _with_gaps(rows: Sequence[Slot]) -> list[Slot]:
    told: list[Slot] = []
    until = 0.0
    for row in rows:
        start = row.statement.entry.said.earliest if row.kind == "statement" else None
        empty = (start.toordinal() if start else row.when) - until
        if until and empty >= _GAP_FROM:
            told.append(Slot("gap", until, row.when, f"{length_in_words(int(empty))}, nothing recorded"))
        until = max(until, row.until)
        told.append(row)
    return told


def _stacked(rows: Sequence[Slot]) -> tuple[list[Slot], int]:
    """The rows with their heights: a little more room the more days lie between two of them."""
    stacked: list[Slot] = []
    y = _TOP
    before = 0.0
    for row in rows:
        if row.when and before and row.kind != "gap":
            y += 3 * min(6, int(row.when - before).bit_length())
        stacked.append(replace(row, y=y))
        y += row.height
        before = row.until if row.kind == "gap" else row.when
    return stacked, y + 8

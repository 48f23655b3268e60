"""When there are too many statements for shapes: which stay shapes, and the outline of the rest."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sized
from datetime import date, timedelta

from claimtrack.dates import FuzzyDate
from claimtrack.rules.acts import Folded
from claimtrack.rules.facts import Facts

DENSE_FROM = 80  # statements in one lane; about what its rows can hold
_BIN = 6  # pixels
_REPEATS_SHOWN = 4
_TOGETHER_SHOWN = 4
_BINS_AT_MOST = 18


def is_dense(lane: Sized) -> bool:
    return len(lane) > DENSE_FROM


def notable_ids(facts: Facts) -> frozenset[int]:
    """What stays visible among thousands: the first, the first rebuttal, the first repeats after it and the last."""
    shown = list(facts.surely_after[:_REPEATS_SHOWN])
    for moment in (facts.first, facts.first_rebuttal, facts.last):
        shown += moment.ids[:_TOGETHER_SHOWN] if moment else ()
    return frozenset(shown)


def leading_ids(facts: Facts) -> frozenset[int]:
    """The first and the first to answer: what a reader looks for before anything else."""
    return frozenset(one for moment in (facts.first, facts.first_rebuttal) if moment for one in moment.ids)


def band_path(places: Iterable[int], foot: int, height: int) -> str:
    """Columns standing on `foot`, or hanging from it where the height is positive, as an SVG path."""
    counts = Counter(place // _BIN for place in places)
    most = max(counts.values())
    columns = []
    for place, count in sorted(counts.items()):
        tall = round(height * count / most) or (1 if height > 0 else -1)
        columns.append(f"M{place * _BIN} {foot}v{tall}h{_BIN - 1}v{-tall}z")
    return "".join(columns)


def bins_of(folded: Iterable[Folded]) -> list[tuple[float, float, str, list[Folded]]]:
    """Statements by month, quarter or longer, so that there are few sums: first day, end, words, statements."""
    dated = list(folded)
    for months in (1, 3, 12, 60, 120, 1200):
        found: dict[int, list[Folded]] = defaultdict(list)
        for each in dated:
            if day := each.entry.said.middle:
                found[(day.year * 12 + day.month - 1) // months].append(each)
        if len(found) <= _BINS_AT_MOST:
            break
    return [(*_days_of(place * months, months), together) for place, together in sorted(found.items())]


def _days_of(month: int, months: int) -> tuple[float, float, str]:
    """A stretch of months, counted from year 0: its first day, the day after it, and its name."""
    first = date(max(1, month // 12), month % 12 + 1, 1)
    over = month + months
    last = date(over // 12, over % 12 + 1, 1) - timedelta(days=1) if over // 12 <= date.max.year else date.max
    return first.toordinal(), last.toordinal() + 1, FuzzyDate(earliest=first, latest=last).human

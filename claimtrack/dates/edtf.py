"""Reading EDTF, the library world's notation for dates that are not exact (ISO 8601-2:2019, annex A).

Read: days, months, years, `[a..b]`, `[..b]`, `[a..]`, `[a,b]`, `a/b`, `../b`, `a/..`, the qualifiers `~ ? %`,
seasons, quarters and halves of a year (2022-21 … 2022-41) and unknown digits (2022-02-XX, 202X).
Everything else is refused.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from claimtrack.dates.calendar import Days, months_of
from claimtrack.dates.fuzzy import FuzzyDate
from claimtrack.errors import BadInput

HELP = "Write a date as 2022-02-18, 2022-02, 2022, [2022-02-14..2022-02-20] or 2022-02-14/2022-02-20."
DATE = re.compile(r"([0-9X]{4})(?:-([0-9X]{2}))?(?:-([0-9X]{2}))?(?:T[0-9:.]+(?:Z|[+-][0-9:]+)?)?")
FIRST_PART, FIRST_QUARTER = 21, 33
# EDTF's numbers for parts of a year, as first and last month: seasons, the north's, the south's, quarters, thirds and
# halves. A winter in the north is left out: it has days of two years and the standard does not say which.
PARTS_OF_YEAR = {
    **{21: (3, 5), 22: (6, 8), 23: (9, 11)},
    **{25: (3, 5), 26: (6, 8), 27: (9, 11)},
    **{29: (9, 11), 31: (3, 5), 32: (6, 8)},
    **{33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12)},
    **{37: (1, 4), 38: (5, 8), 39: (9, 12)},
    **{40: (1, 6), 41: (7, 12)},
}


def from_edtf(text: str, words: str = "", anchor: date | None = None) -> FuzzyDate:
    """The date that an EDTF text means. Raises BadInput with a sentence that says what to write."""
    found = _read(text.strip().replace(" ", ""))
    return replace(found, words=words, anchor=anchor)


def _read(text: str) -> FuzzyDate:
    if not text:
        return FuzzyDate()
    if text.startswith("{"):
        raise BadInput(f"“{_short(text)}” means several dates at once; a statement has one. {HELP}")
    if text.startswith("["):
        return _read_set(text)
    if "/" in text:
        return _read_interval(text)
    return _read_date(text)


def _read_set(text: str) -> FuzzyDate:
    inside = text[1:-1]
    if not text.endswith("]") or inside.strip(".") == "":
        raise BadInput(f"“{_short(text)}” is not a date. {HELP}")
    ends = re.split(r"\.\.|,", inside)
    dates = [_read_date(end) for end in ends if end]
    first = None if inside.startswith("..") else min(d.earliest for d in dates if d.earliest)
    last = None if inside.endswith("..") else max(d.latest for d in dates if d.latest)
    if dates != sorted(dates, key=lambda d: d.earliest or date.min):
        raise BadInput(f"The first day of “{_short(text)}” comes after the last. Write the earlier day first.")
    return FuzzyDate("", first, last, any(d.approximate for d in dates), any(d.uncertain for d in dates))


def _read_interval(text: str) -> FuzzyDate:
    start, _, end = text.partition("/")
    first, last = _read_end(start), _read_end(end)
    return FuzzyDate(
        "",
        first.earliest,
        last.latest,
        approximate=first.approximate or last.approximate,
        uncertain=first.uncertain or last.uncertain,
        lasting=first.is_known or last.is_known,
    )


def _read_end(text: str) -> FuzzyDate:
    return FuzzyDate() if text in ("", "..") else _read_date(text)


def _read_date(text: str) -> FuzzyDate:
    bare = re.sub(r"[~?%]", "", text)
    match = DATE.fullmatch(bare)
    if not match:
        raise BadInput(f"“{_short(text)}” is not a date. {HELP}")
    days = _days_of(*match.groups())
    if days is None:
        raise BadInput(f"There is no date {_short(text)}. {HELP}")
    return FuzzyDate("", *days, approximate=_has(text, "~%") or _is_season(match), uncertain=_has(text, "?%"))


def _has(text: str, marks: str) -> bool:
    return any(mark in text for mark in marks)


def _is_season(match: re.Match[str]) -> bool:
    """Seasons begin and end on no agreed day; quarters do."""
    part = match[2] or ""
    return part.isdigit() and FIRST_PART <= int(part) < FIRST_QUARTER


def _days_of(year: str, month: str | None, day: str | None) -> Days | None:
    if month and month.isdigit() and int(month) >= FIRST_PART:
        return _part_of_year(year, int(month)) if day is None else None
    earliest = next(_matching_days(year, month or "XX", day or "XX", step=1), None)
    latest = next(_matching_days(year, month or "XX", day or "XX", step=-1), None)
    return (earliest, latest) if earliest and latest else None


def _matching_days(year: str, month: str, day: str, *, step: int) -> Iterator[date]:
    """The days that a pattern with unknown digits can stand for, from the first on or, with step -1, from the last."""
    for y in _fitting(year, 9999)[::step]:
        for m in _fitting(month, 12)[::step]:
            for d in _fitting(day, monthrange(y, m)[1])[::step]:
                yield date(y, m, d)


def _fitting(pattern: str, highest: int) -> list[int]:
    """The numbers from 1 that fit a pattern such as "202X"."""
    lowest_fit, highest_fit = int(pattern.replace("X", "0")), int(pattern.replace("X", "9"))
    wanted = re.compile(pattern.replace("X", "[0-9]"))
    numbers = range(max(lowest_fit, 1), min(highest_fit, highest) + 1)
    return [number for number in numbers if wanted.fullmatch(f"{number:0{len(pattern)}d}")]


def _part_of_year(year: str, part: int) -> Days | None:
    if not year.isdigit() or year == "0000" or part not in PARTS_OF_YEAR:
        return None
    return months_of(int(year), *PARTS_OF_YEAR[part])


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:40]}…"

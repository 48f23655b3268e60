"""Dates in figures, rewritten as "18 FEB 2022" so that one grammar reads them all.

Day first, as most of Europe writes; month first only where nothing else makes a date.
"""

import re

from claimtrack.dates.calendar import MONTHS

ROMAN_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
CLOCK = re.compile(
    r"\b[0-9]{1,2}(?::[0-5][0-9](?: ?(?:uhr|h)\b)?|\.[0-5][0-9] ?uhr\b)(?: ?[ap]m\b)?|\b[0-9]{1,2} ?[ap]m\b"
)


def spell_out(folded: str) -> str:
    """The text with dates in figures as day, month in capitals and year; figures that are no date stay as they are."""
    text = CLOCK.sub(" ", folded)
    text = re.sub(r"\b([0-9]{4})[-./]([0-9]{1,2})[-./]([0-9]{1,2})\b(?![-./]?[0-9])", _year_first, text)
    text = re.sub(r"\b([0-9]{1,2})([-./] ?)([0-9]{1,2})\2([0-9]{4}|[0-9]{2})\b", _day_first, text)
    text = re.sub(r"\b([0-9]{2})([0-9]{2})[-–/]([0-9]{2})\b(?![-–./0-9]| *\w)", _years, text)
    text = re.sub(r"\b([0-9]{4})-([0-9]{1,2})\b(?![-0-9])", lambda m: _month(m, m[2], m[1]), text)
    text = re.sub(r"(?<![0-9./-])([0-9]{1,2})[./-]([0-9]{4})\b", lambda m: _month(m, m[1], m[2]), text)
    text = re.sub(r"(?<![0-9./])([0-9]{1,2})[./]([0-9]{1,2})\b\.?(?![0-9/])", _day_without_year, text)
    text = re.sub(r"\b(i{1,3}|iv)(?= (?:kvartal|quartal|tromesec))", lambda m: str(ROMAN_QUARTERS[m[1]]), text)
    text = re.sub(r"\b([0-9]{3})0(?:s|er|-?(?:e|h|ih))\b", r" \g<1>0 UNTIL \g<1>9 ", text)
    text = re.sub(r"\bq ?([1-4])\b", r"\1 QUARTER", text)
    text = re.sub(r"\b([0-9]{1,2})(?:st|nd|rd|th|er|-?go|-?e|-?oe|-?ogo|-?te)\b", r"\1", text)
    return re.sub(r"[.,;:!()\[\]{}\"“”„«»…*|]", " ", text)


def could_be_month_first(folded: str) -> bool:
    """Whether a date in figures would be another day to a reader who puts the month first: 03/04/2022."""
    found = re.search(r"\b(0?[1-9]|1[0-2])([-/])(0?[1-9]|1[0-2])\2([0-9]{4}|[0-9]{2})\b", folded)
    return found is not None and int(found[1]) != int(found[3])


def _date(day: str, month: str, year: str) -> str:
    return f" {int(day)} {MONTHS[int(month) - 1].upper()} {year} "


def _year_first(match: re.Match[str]) -> str:
    year, month, day = match.groups()
    return _date(day, month, year) if 1 <= int(month) <= 12 else match[0]


def _day_first(match: re.Match[str]) -> str:
    """Day first, unless only month first makes a date: 02/18/2022 can only be 18 February."""
    day, month, year = match[1], match[3], match[4]
    if int(month) > 12 >= int(day) >= 1:
        day, month = month, day
    if not 1 <= int(month) <= 12:
        return match[0]
    return _date(day, month, year if len(year) == 4 else _century(year) + year)


def _century(year: str) -> str:
    return "20" if int(year) < 70 else "19"


def _years(match: re.Match[str]) -> str:
    """1992-95 is four years; 2022-02 stays, it is a month."""
    century, start, end = match.groups()
    if int(end) <= max(int(start), 12):
        return match[0]
    return f" {century}{start} UNTIL {century}{end} "


def _month(match: re.Match[str], month: str, year: str) -> str:
    return f" {MONTHS[int(month) - 1].upper()} {year} " if 1 <= int(month) <= 12 else match[0]


def _day_without_year(match: re.Match[str]) -> str:
    return _date(match[1], match[2], "") if 1 <= int(match[2]) <= 12 else match[0]

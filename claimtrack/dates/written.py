"""How a span of days is written: for people ("14–20 Feb 2022") and for machines (EDTF)."""

from datetime import date

from claimtrack.dates.calendar import MONTHS, WEEKDAYS, are_whole_months, are_whole_years

MARKS = {(False, False): "", (True, False): "~", (False, True): "?", (True, True): "%"}


def day_for_people(day: date) -> str:
    return f"{day.day} {month_for_people(day)}"


def month_for_people(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {day.year:04d}"


def weekday_for_people(day: date, *, year: bool = True) -> str:
    """A day with its weekday: "Mon 21 Feb", with the year where the reader could not guess it."""
    short = f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"
    return f"{short} {day.year:04d}" if year else short


def span_for_people(first: date, last: date, *, lasting: bool) -> str:
    """Two days in as few words as say it: "14–20 Feb 2022", "Feb 2022", "2022"."""
    if first == last:
        return day_for_people(first)
    if lasting:
        return f"from {_without_shared(first, last)} to {day_for_people(last)}"
    if are_whole_years(first, last):
        return f"{first.year:04d}" if first.year == last.year else f"{first.year:04d}–{last.year:04d}"
    if are_whole_months(first, last):
        return _months_for_people(first, last)
    dash = "–" if (first.year, first.month) == (last.year, last.month) else " – "
    return f"{_without_shared(first, last)}{dash}{day_for_people(last)}"


def _months_for_people(first: date, last: date) -> str:
    if (first.year, first.month) == (last.year, last.month):
        return month_for_people(first)
    start = MONTHS[first.month - 1] if first.year == last.year else month_for_people(first)
    return f"{start} – {month_for_people(last)}"


def _without_shared(first: date, last: date) -> str:
    """The first day without the month and the year that it shares with the last."""
    if first.year != last.year:
        return day_for_people(first)
    return str(first.day) if first.month == last.month else f"{first.day} {MONTHS[first.month - 1]}"


def for_people(
    first: date | None, last: date | None, *, approximate: bool = False, uncertain: bool = False, lasting: bool = False
) -> str:
    if first is None and last is None:
        return "no date known"
    about = "about " if approximate else ""
    if first and last:
        text = about + span_for_people(first, last, lasting=lasting)
    elif last:
        text = f"by {about}{day_for_people(last)}"
    elif first:
        text = f"from {about}{day_for_people(first)}"
    return f"possibly {text}" if uncertain else text


def for_machines(
    first: date | None, last: date | None, *, approximate: bool = False, uncertain: bool = False, lasting: bool = False
) -> str:
    """The span as EDTF, "" where nothing is known.

    A set ([a..b]) cannot carry a qualifier in EDTF: an approximate or uncertain set is written without one.
    """
    if first is None and last is None:
        return ""
    mark = MARKS[approximate, uncertain]
    if lasting:
        return f"{_end(first, mark)}/{_end(last, mark)}"
    if first and last:
        one = _one_date(first, last)
        return one + mark if one else f"[{first.isoformat()}..{last.isoformat()}]"
    return f"[{first.isoformat() if first else ''}..{last.isoformat() if last else ''}]"


def _end(day: date | None, mark: str) -> str:
    return day.isoformat() + mark if day else ".."


def _one_date(first: date, last: date) -> str:
    """The span as one day, month or year where it is exactly that; else ""."""
    if first == last:
        return first.isoformat()
    if first.year == last.year and are_whole_years(first, last):
        return first.isoformat()[:4]
    if (first.year, first.month) == (last.year, last.month) and are_whole_months(first, last):
        return first.isoformat()[:7]
    return ""

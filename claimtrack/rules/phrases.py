"""Dates, spans of days and counts as people put them inside a sentence."""

from datetime import date

from claimtrack.dates import FuzzyDate, format_days
from claimtrack.dates.calendar import MONTHS, are_whole_months
from claimtrack.dates.written import day_for_people

Days = tuple[int | None, int | None]


def date_in_words(said: FuzzyDate) -> str:
    """A date with its preposition: "on 18 Feb 2022", "between 14 and 20 Feb 2022", "by 21 Feb 2022", "in Feb 2022"."""
    first, last = said.earliest, said.latest
    if first is None and last is None:
        return "on a day not known"
    if first is None or last is None:
        return said.human
    if said.lasting:
        return said.human
    if first == last:
        return f"{'around' if said.approximate else 'on'} {day_for_people(last)}"
    if are_whole_months(first, last):
        return f"in {said.human}"
    return f"between {'about ' if said.approximate else ''}{_without_shared(first, last)} and {day_for_people(last)}"


def later_in_words(days: Days | None, *, about: bool = False) -> str:
    """ "0–7 days later", "on the same day", "at least 3 days later"; "" where nothing can be said."""
    words = format_days(*days, about=about) if days else "unknown"
    if words == "unknown":
        return ""
    return "on the same day" if words == "same day" else f"{words} later"


def counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _without_shared(first: date, last: date) -> str:
    if first.year != last.year:
        return day_for_people(first)
    return str(first.day) if first.month == last.month else f"{first.day} {MONTHS[first.month - 1]}"

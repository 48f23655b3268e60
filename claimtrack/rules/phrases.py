"""Dates, spans of days and counts as people put them inside a sentence."""

from datetime import date, timedelta

from claimtrack.dates import FuzzyDate


def date_in_words(said: FuzzyDate) -> str:
    """A date with its preposition: "on 18 Feb 2022", "between 14 and 20 Feb 2022", "by 21 Feb 2022", "in Feb 2022"."""
    start, end = said.earliest, said.latest
    if start and end:
        return _span(start, end, "around" if said.approximate else "on")
    if end:
        return f"by {_day(end)}"
    return f"on or after {_day(start)}" if start else "on a day not known"


def _span(start: date, end: date, on: str) -> str:
    if start == end:
        return f"{on} {_day(end)}"
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31) and start.year == end.year:
        return f"in {end.year}"
    same_month = (start.year, start.month) == (end.year, end.month)
    if same_month and start.day == 1 and (end + timedelta(days=1)).day == 1:
        return f"in {end:%b} {end.year}"
    about = "about " if on == "around" else ""
    if same_month:
        return f"between {about}{start.day} and {_day(end)}"
    if start.year == end.year:
        return f"between {about}{start.day} {start:%b} and {_day(end)}"
    return f"between {about}{_day(start)} and {_day(end)}"


def _day(day: date) -> str:
    return f"{day.day} {day:%b} {day.year}"


def days_in_words(days: tuple[int | None, int | None] | None) -> str:
    """ "0–7 days later", "the same day", "at least 3 days later"; "" where nothing can be said."""
    if not days or days == (None, None) or days == (0, None):
        return ""
    fewest, most = days
    if most is None:
        return f"at least {counted(fewest or 0, 'day')} later"
    if fewest is None:
        return f"at most {counted(most, 'day')} later"
    if fewest == most:
        return f"{counted(most, 'day')} later" if most else "the same day"
    return f"{fewest}–{most} days later"


def counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"

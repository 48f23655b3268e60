"""Weeks, months, quarters and years as pairs of days. Weeks start on Monday."""

from calendar import monthrange
from datetime import date, timedelta

Days = tuple[date, date]

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
SATURDAY, SUNDAY = 5, 6


def months_of(year: int, first: int, last: int) -> Days:
    """From the first day of one month to the last day of another of the same year."""
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def month_of(year: int, month: int) -> Days:
    return months_of(year, month, month)


def year_of(year: int) -> Days:
    return months_of(year, 1, 12)


def week_of(day: date) -> Days:
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def months_before(day: date, count: int) -> Days:
    """The whole month that many months before the one `day` is in; a negative count looks ahead."""
    year, month = divmod(day.year * 12 + day.month - 1 - count, 12)
    return month_of(year, month + 1)


def weekday_on_or_before(day: date, weekday: int) -> date:
    return day - timedelta(days=(day.weekday() - weekday) % 7)


def weekday_on_or_after(day: date, weekday: int) -> date:
    return day + timedelta(days=(weekday - day.weekday()) % 7)


def are_whole_months(first: date, last: date) -> bool:
    return first.day == 1 and last.day == monthrange(last.year, last.month)[1]


def are_whole_years(first: date, last: date) -> bool:
    return (first.month, first.day) == (1, 1) and (last.month, last.day) == (12, 31)

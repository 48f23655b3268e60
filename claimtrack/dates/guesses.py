"""dateparser, kept on a short lead: asked only where our own grammar has no answer, and believed only in part."""

import re
import warnings
from datetime import date, datetime, timedelta
from functools import cache
from threading import Lock
from typing import Any

from claimtrack.dates import calendar
from claimtrack.dates.fuzzy import FuzzyDate

LANGUAGES = ["en", "ru", "sr", "sr-Latn", "sq", "de", "fr"]
LONGEST = 80
ONE_AT_A_TIME = Lock()  # catch_warnings changes the whole process; and dateparser's settings are shared


def guess(text: str, anchor: date | None) -> FuzzyDate | None:
    """A full date in an unusual form ("2022 Feb 18 at 2pm CET"), or so long ago in words ("двадцать дней назад")."""
    if len(text) > LONGEST:
        return None
    return _full_date(text) or (_long_ago(text, anchor) if anchor else None)


def _full_date(text: str) -> FuzzyDate | None:
    """Only a date of which the text shows the day and the year: dateparser fills in what is missing."""
    found = _ask(text, None, "absolute-time")
    numbers = {int(digits) for digits in re.findall(r"[0-9]+", text)[:10] if len(digits) <= 4}
    if found is None or not {found[0].day, found[0].year} <= numbers:
        return None
    return FuzzyDate("", found[0], found[0])


def _long_ago(text: str, anchor: date) -> FuzzyDate | None:
    found = _ask(text, anchor, "relative-time")
    if found is None or found[0] > anchor:
        return None
    day, period, has_time = found
    note = f"counted back from {anchor.day} {calendar.MONTHS[anchor.month - 1]}"
    if period == "day":
        return FuzzyDate("", day, min(day + timedelta(days=int(has_time)), anchor), note=note)
    spans = {"week": calendar.week_of(day), "month": calendar.month_of(day.year, day.month)}
    first, last = spans.get(period, calendar.year_of(day.year))
    return FuzzyDate("", first, last, approximate=True, note=note)


def _ask(text: str, anchor: date | None, parser: str) -> tuple[date, str, bool] | None:
    """The day, how wide it is ("day", "week", "month", "year"), and whether a time of day was in it."""
    base = datetime.combine(anchor, datetime.min.time()) if anchor else None
    try:
        with ONE_AT_A_TIME, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found = _parser(parser, base).get_date_data(text)
    except Exception:  # dateparser raises many kinds on odd input; a guess that breaks is no guess
        return None
    if found.date_obj is None:
        return None
    return found.date_obj.date(), str(found.period), "time" in found.parts


@cache
def _library() -> Any:
    """Imported at the first question: it takes a fifth of a second."""
    from dateparser.date import DateDataParser

    return DateDataParser


def _parser(name: str, base: datetime | None) -> Any:
    settings: dict[str, Any] = {
        "PARSERS": [name],
        "STRICT_PARSING": name == "absolute-time",
        "DATE_ORDER": "DMY",
        "RETURN_AS_TIMEZONE_AWARE": False,
    }
    if base:
        settings["RELATIVE_BASE"] = base
    return _library()(languages=LANGUAGES, settings=settings)

"""One span of days by its name: "last week", "18 February", "Friday", "first quarter of 2022", "two days ago".

Each rule is a pattern over the tokens of `vocabulary` and a function that says which days it means. Whatever is
resolved against the day the source came out says so in its note.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from claimtrack.dates import calendar
from claimtrack.dates.calendar import MONTHS, SATURDAY, SUNDAY, WEEKDAYS, Days
from claimtrack.dates.fuzzy import FuzzyDate
from claimtrack.dates.written import weekday_for_people

MONTH, WEEKDAY = "|".join(MONTHS).upper(), "|".join(WEEKDAYS).upper()
FEW_DAYS = timedelta(days=7)
# A date said without its year is looked for this far; 29 February can be eight years off.
YEARS_TO_TRY = 9


class Unclear(Exception):
    """The words cannot be resolved; the message is the sentence for the person who wrote them."""


@dataclass(frozen=True, slots=True)
class Standpoint:
    """What the words are heard from: the day the source came out, and whether they may be about days after it."""

    known_day: date | None
    ahead: bool = False

    @property
    def day(self) -> date:
        if self.known_day is None:
            raise Unclear("It depends on the day the source came out: enter that day, or write the date with its year.")
        return self.known_day

    @property
    def label(self) -> str:
        return weekday_for_people(self.day, year=False)

    def back(self, count: int, **unit: int) -> date:
        return self.day - count * timedelta(**unit)

    def year_in_which(self, days_in: Callable[[int], Days | None]) -> int:
        """The year that makes the days the last ones to have begun by this day; the next ones when looking ahead."""
        for step in range(YEARS_TO_TRY):
            year = self.day.year + (step if self.ahead else -step)
            days = days_in(year) if 1 <= year <= 9999 else None
            if days and (days[1] >= self.day if self.ahead else days[0] <= self.day):
                return year
        raise Unclear("There is no such day. Check the day and the month.")


Rule = Callable[["re.Match[str]", Standpoint], FuzzyDate]
RULES: list[tuple[re.Pattern[str], Rule]] = []


def rule(pattern: str) -> Callable[[Rule], Rule]:
    """Register how a pattern of tokens is read; MONTH, WEEKDAY and YEAR stand for all of their kind."""
    for kind, tokens in (("<MONTH>", MONTH), ("<WEEKDAY>", WEEKDAY), ("<YEAR>", "[0-9]{4}")):
        pattern = pattern.replace(kind, f"({tokens})")

    def register(function: Rule) -> Rule:
        RULES.append((re.compile(pattern), function))
        return function

    return register


def read_name(tokens: str, at: Standpoint) -> FuzzyDate | None:
    """The days that one name means, or None where the tokens are no name. Raises Unclear."""
    for pattern, function in RULES:
        if match := pattern.fullmatch(tokens):
            return function(match, at)
    return None


def _span(days: Days, note: str = "", *, approximate: bool = False) -> FuzzyDate:
    return FuzzyDate("", *days, approximate=approximate, note=note)


def _one(day: date, note: str = "") -> FuzzyDate:
    return FuzzyDate("", day, day, note=note)


def _month_number(token: str) -> int:
    return MONTHS.index(token.title()) + 1


def _year(digits: str) -> int:
    if int(digits) == 0:
        raise Unclear("There is no year 0. Write a year from 0001 to 9999.")
    return int(digits)


@rule(r"(?:<WEEKDAY> )?(?:DAY )?([0-9]{1,2}) <MONTH>(?: <YEAR>)?(?: <WEEKDAY>)?")
def _day_month(match: re.Match[str], at: Standpoint) -> FuzzyDate:
    return _day(at, match[2], match[3], match[4], match[1] or match[5])


@rule(r"(?:<WEEKDAY> )?<MONTH> ([0-9]{1,2})(?: <YEAR>)?")
def _month_day(match: re.Match[str], at: Standpoint) -> FuzzyDate:
    return _day(at, match[3], match[2], match[4], match[1])


@rule(r"<YEAR> <MONTH> ([0-9]{1,2})")
def _year_month_day(match: re.Match[str], at: Standpoint) -> FuzzyDate:
    return _day(at, match[3], match[2], match[1], None)


def _day(at: Standpoint, day: str, month: str, year: str | None, weekday: str | None) -> FuzzyDate:
    number = _month_number(month)

    def in_year(y: int) -> Days | None:
        try:
            found = date(y, number, int(day))
        except ValueError:
            return None
        return found, found

    if in_year(2000) is None:
        raise Unclear(f"There is no {int(day)} {month.title()}. Check the day and the month.")
    found = in_year(_year(year) if year else at.year_in_which(in_year))
    if found is None:
        raise Unclear(f"There is no {int(day)} {month.title()} {year}. Check the day and the year.")
    if weekday and WEEKDAYS[found[0].weekday()] != weekday.title():
        raise Unclear(f"{weekday_for_people(found[0])} is no {weekday.title()}. Check the day and the year.")
    return _span(found, "" if year else _nearest_note(at))


def _nearest_note(at: Standpoint) -> str:
    return f"the {'next' if at.ahead else 'last'} one {'from' if at.ahead else 'up to'} {weekday_for_people(at.day)}"


@rule(r"(?:(LAST|THIS|NEXT|PAST|EARLIER) )?<MONTH>(?: <YEAR>)?|<YEAR> <MONTH>")
def _month(match: re.Match[str], at: Standpoint) -> FuzzyDate:
    month, year = _month_number(match[2] or match[5]), match[3] or match[4]
    if year:
        return _span(calendar.month_of(_year(year), month))
    seen_from = at
    if match[1] in ("LAST", "PAST"):
        seen_from = Standpoint(calendar.months_before(at.day, 1)[1])
    elif match[1] == "NEXT":
        seen_from = Standpoint(calendar.months_before(at.day, -1)[0], ahead=True)
    found = seen_from.year_in_which(lambda y: calendar.month_of(y, month))
    return _span(calendar.month_of(found, month), _nearest_note(at))


@rule(r"<YEAR>")
def _whole_year(match: re.Match[str], at: Standpoint) -> FuzzyDate:
    return _span(calendar.year_of(_year(match[1])))


@rule(r"(?:(LAST|THIS|NEXT|PAST|EARLY|LATE|EARLIER) )?<WEEKDAY>(?: (?:TOMORROW|EARLY|LATE))?")
def _weekday(match: re.Match[str], at: Standpoint) -> FuzzyDate:
    """“Last Friday” on a Friday is a week ago; plain “Friday” on a Friday is that day."""
    number = WEEKDAYS.index(match[2].title())
    if match[1] == "NEXT" or at.ahead:
        day = calendar.weekday_on_or_after(at.day + timedelta(days=1 if match[1] == "NEXT" else 0), number)
        return _one(day, f"the next {WEEKDAYS[number]} from {at.label}")
    day = calendar.weekday_on_or_before(at.back(1 if match[1] in ("LAST", "PAST") else 0, days=1), number)
    note = "the day the source came out" if day == at.day else f"the last {WEEKDAYS[number]} up to {at.label}"
    return _one(day, note)


@rule(r"TODAY|PUBLICATION|EARLIER TODAY|THIS DAY")
def _today(match: re.Match[str], at: Standpoint) -> FuzzyDate:
    return _one(at.day, "the day the source came out")


@rule(r"YESTERDAY|EARLIER YESTERDAY")
def _yesterday(match: re.Match[str], at: Standpoint) -> FuzzyDate:
    return _one(at.back(1, days=1), f"the day before {at.label}")


@rule(r"DAYBEFOREYESTERDAY")
def _day_before_yesterday(match: re.Match[str], at: Standpoint) -> FuzzyDate:
    return _one(at.back(2, days=1), f"two days before {at.label}")


@rule(r"LASTNIGHT")
def _last_night(match: re.Match[str], at: Standpoint) -> FuzzyDate:
    return _span((at.back(1, days=1), at.day), f"the night to {at.label}")


@rule(r"TOMORROW|NEXT DAY")
def _tomorrow(match: re.Match[str], at: Standpoint) -> FuzzyDate:
    return _one(at.back(-1, days=1), f"the day after {at.label}")


@rule(r"(?:(EARLY|MID|LATE) )?LAST WEEK")
def _last_week(match: re.Match[str], at: Standpoint) -> FuzzyDate:
    return _span(calendar.week_of(at.back(1, weeks=1)), f"the week before {at.label}", approximate=bool(match[1]))


@rule(r"(?:EARLIER )?THIS (WEEK|MONTH|YEAR|QUARTER)|(?:EARLY|MID|LATE) THIS (WEEK)")
def _this(match: re.Match[str], at: Standpoint) -> FuzzyDate:
    """From its first day to the day the source came out."""
    unit = match[1] or match[2]
    first, last = _unit_around(at.day, unit)
    if at.ahead:
        return _span((first, last), f"the {unit.lower()} of {at.label}")
    return _span((first, at.day), f"the {unit.lower()} up to {at.label}")


def _unit_around(day: date, unit: str) -> Days:
    if unit == "WEEK":
        return calendar.week_of(day)
    if unit == "MONTH":
        return calendar.month_of(day.year, day.month)
    if unit == "YEAR":
        return calendar.year_of(day.year)
    start = (day.month - 1) // 3 * 3 + 1
    return calendar.months_of(day.year, start, start + 2)


@rule(r"(LAST|NEXT) (WEEK|MONTH|YEAR|QUARTER)")
def _neighbour(match: re.Match[str], at: Standpoint) -> FuzzyDate:
    first, last = _unit_around(at.day, match[2])
    beyond = first - timedelta(days=1) if match[1] == "LAST" else last + timedelta(days=1)
    side = "before" if match[1] == "LAST" else "after"
    return _span(_unit_around(beyond, match[2]), f"the {match[2].lower()} {side} {at.label}")


@rule(r"WEEK BEFORE LAST")
def _week_before_last(match: re.Match[str], at: Standpoint) -> FuzzyDate:
    return _span(calendar.week_of(at.back(2, weeks=1)), f"two weeks before the week of {at.label}")


@rule(r"WEEK (?:SINCE )?((?:<WEEKDAY> )?(?:[0-9]{1,2} <MONTH>|<MONTH> [0-9]{1,2})(?: <YEAR>)?)")
def _week_of_day(match: re.Match[str], at: Standpoint) -> FuzzyDate:
    day = read_name(match[1], at)
    assert day is not None
    assert day.earliest is not None
    return _span(calendar.week_of(day.earliest), f"the week of {weekday_for_people(day.earliest)}")


@rule(r"(?:(LAST|THIS|NEXT|PAST) )?WEEKEND")
def _weekend(match: re.Match[str], at: Standpoint) -> FuzzyDate:
    """The last Saturday and Sunday that were both over; on a weekend "this weekend" is the one going on."""
    if match[1] == "NEXT" or at.ahead:
        saturday = calendar.weekday_on_or_after(at.day, SATURDAY)
        return _span((saturday, saturday + timedelta(days=1)), f"the Sat and Sun after {at.label}")
    if match[1] == "THIS" and at.day.weekday() >= SATURDAY:
        return _span((calendar.weekday_on_or_before(at.day, SATURDAY), at.day), f"the weekend up to {at.label}")
    sunday = calendar.weekday_on_or_before(at.back(1, days=1), SUNDAY)
    return _span((sunday - timedelta(days=1), sunday), f"the Sat and Sun before {at.label}")


@rule(r"(EARLY|MID|LATE) (?:THIS |IN )?((?:LAST )?MONTH|<MONTH>)(?: <YEAR>)?")
def _part_of_month(match: re.Match[str], at: Standpoint) -> FuzzyDate:
    month = _month_meant(match[2], match[4], at, match[1])
    return _third(month, match[1], "" if match[4] else f"seen from {weekday_for_people(at.day)}")


@rule(r"(EARLY|MID|LATE) THIS MONTH")
def _part_of_this_month(match: re.Match[str], at: Standpoint) -> FuzzyDate:
    return _third(at.day, match[1], f"in the month of {at.label}")


def _month_meant(month: str, year: str | None, at: Standpoint, part: str) -> date:
    if month.endswith("MONTH"):
        return calendar.months_before(at.day, 1 if month.startswith("LAST") else 0)[0]
    number = _month_number(month)
    if year:
        return date(_year(year), number, 1)
    found = at.year_in_which(lambda y: _days_of_third(date(y, number, 1), part))
    return date(found, number, 1)


def _days_of_third(month: date, part: str) -> Days:
    last = calendar.month_of(month.year, month.month)[1]
    first_day, last_day = {"EARLY": (1, 10), "MID": (11, 20), "LATE": (21, last.day)}[part]
    return month.replace(day=first_day), month.replace(day=last_day)


def _third(month: date, part: str, note: str) -> FuzzyDate:
    return _span(_days_of_third(month, part), note, approximate=True)


@rule(r"(EARLY|MID|LATE) (?:<YEAR>|(LAST|THIS) YEAR)")
def _part_of_year(match: re.Match[str], at: Standpoint) -> FuzzyDate:
    year = _year(match[2]) if match[2] else at.day.year - (match[3] == "LAST")
    months = {"EARLY": (1, 4), "MID": (5, 8), "LATE": (9, 12)}[match[1]]
    return _span(calendar.months_of(year, *months), approximate=True)


@rule(r"(?:([1-4]) QUARTER|QUARTER ([1-4]))(?: <YEAR>)?|<YEAR> (?:([1-4]) QUARTER|QUARTER ([1-4]))")
def _quarter(match: re.Match[str], at: Standpoint) -> FuzzyDate:
    number = int(match[1] or match[2] or match[5] or match[6])
    return _months(at, match[3] or match[4], number * 3 - 2, number * 3)


SEASONS = {"SPRING": 3, "SUMMER": 6, "AUTUMN": 9, "WINTER": 12}


@rule(rf"(?:LAST |THIS )?({'|'.join(SEASONS)})(?: <YEAR>)?")
def _season(match: re.Match[str], at: Standpoint) -> FuzzyDate:
    """Seasons as the north has them. “Winter 2021” may be the one that began in 2021 or the one that ended then."""
    start = SEASONS[match[1]]

    def in_year(y: int) -> Days:
        return date(y, start, 1), calendar.months_before(date(y, start, 1), -2)[1]

    if not match[2]:
        return _span(in_year(at.year_in_which(in_year)), _nearest_note(at), approximate=True)
    year = _year(match[2])
    first = in_year(year - 1)[0] if match[1] == "WINTER" else in_year(year)[0]
    return _span((first, in_year(year)[1]), approximate=True)


@rule(r"([1-4]) WEEK <MONTH>(?: <YEAR>)?")
def _week_of_month(match: re.Match[str], at: Standpoint) -> FuzzyDate:
    month = _month_meant(match[2], match[3], at, "EARLY")
    first = month + timedelta(weeks=int(match[1]) - 1)
    return _span((first, first + timedelta(days=6)), "" if match[3] else _nearest_note(at), approximate=True)


@rule(r"([12]) HALF(?: <YEAR>)?")
def _half_year(match: re.Match[str], at: Standpoint) -> FuzzyDate:
    number = int(match[1])
    return _months(at, match[2], number * 6 - 5, number * 6)


def _months(at: Standpoint, year: str | None, first: int, last: int) -> FuzzyDate:
    if year:
        return _span(calendar.months_of(_year(year), first, last))
    found = at.year_in_which(lambda y: calendar.months_of(y, first, last))
    return _span(calendar.months_of(found, first, last), _nearest_note(at))


@rule(r"([12]) HALF <MONTH>(?: <YEAR>)?")
def _half_month(match: re.Match[str], at: Standpoint) -> FuzzyDate:
    number = _month_number(match[2])
    year = _year(match[3]) if match[3] else at.year_in_which(lambda y: calendar.month_of(y, number))
    first, last = calendar.month_of(year, number)
    middle = first.replace(day=15)
    days = (first, middle) if match[1] == "1" else (middle + timedelta(days=1), last)
    return _span(days, "" if match[3] else _nearest_note(at))


UNIT = "(HOUR|DAY|WEEK|MONTH|YEAR)"


@rule(rf"(?:([0-9]{{1,5}}) )?{UNIT} AGO")
@rule(rf"(?:AGO|BEFORE) (?:([0-9]{{1,5}}) )?{UNIT}(?: DAY)?")
def _ago(match: re.Match[str], at: Standpoint) -> FuzzyDate:
    """Days back are a day; weeks, months and years back are a whole one of them, about."""
    count, unit = int(match[1] or 1), match[2]
    if not match[1] and "BEFORE" in match[0] and "DAY" not in match[0]:
        raise Unclear("Write how many days or weeks before, for example “2 days ago”.")
    note = f"{count} {unit.lower()}{'' if count == 1 else 's'} before {at.label}"
    if unit == "HOUR":
        return _span((at.back(-(-count // 24), days=1), at.day), note)
    if unit == "DAY":
        return _one(at.back(count, days=1), note)
    if unit == "WEEK":
        week = calendar.week_of(at.back(count, weeks=1))
        return _span(week, f"the week {note.removeprefix('1 week ')}", approximate=True)
    if unit == "MONTH":
        return _span(calendar.months_before(at.day, count), note, approximate=True)
    return _span(calendar.year_of(at.day.year - count), note, approximate=True)


@rule(rf"(?:LAST|PAST) ([0-9]{{1,5}}) {UNIT}|([0-9]{{1,5}}) (?:LAST|PAST) {UNIT}|()PAST {UNIT}")
def _stretch_until_now(match: re.Match[str], at: Standpoint) -> FuzzyDate:
    """“In the past two weeks”: from that long ago to the day the source came out."""
    count, unit = int(match[1] or match[3] or 1), match[2] or match[4] or match[6]
    note = f"the {count} {unit.lower()}{'' if count == 1 else 's'} up to {at.label}"
    return _span((_back(at, count, unit), at.day), note)


def _back(at: Standpoint, count: int, unit: str) -> date:
    if unit in ("MONTH", "YEAR"):
        month = calendar.months_before(at.day, count * (12 if unit == "YEAR" else 1))
        return min(month[0].replace(day=min(at.day.day, month[1].day)), at.day)
    if unit == "HOUR":
        return at.back(-(-count // 24), days=1)
    return at.back(count, weeks=1) if unit == "WEEK" else at.back(count, days=1)


@rule(r"RECENTDAYS")
def _recent_days(match: re.Match[str], at: Standpoint) -> FuzzyDate:
    return _span((at.day - FEW_DAYS, at.day), f"the week or so up to {at.label}", approximate=True)


@rule(r"COMING")
def _coming_days(match: re.Match[str], at: Standpoint) -> FuzzyDate:
    return _span((at.day, at.day + FEW_DAYS), f"the week or so from {at.label}")

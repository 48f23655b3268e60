"""Reading dates as people say them, in English, Russian, Serbian, Albanian, German and French.

The words are folded, figures are spelled out, every known word becomes a token, and the tokens are read by rules that
must account for all of them: a word that is not known means that nothing is concluded.
"""

import re
from dataclasses import replace
from datetime import date, timedelta

from claimtrack.dates.edtf import from_edtf
from claimtrack.dates.fuzzy import FuzzyDate
from claimtrack.dates.guesses import guess
from claimtrack.dates.named import MONTH, WEEKDAY, Standpoint, Unclear, read_name
from claimtrack.dates.numerals import could_be_month_first, spell_out
from claimtrack.dates.vocabulary import fold, is_russian, tokens_of
from claimtrack.dates.written import weekday_for_people
from claimtrack.errors import BadInput

LONGEST = 200
WRITE = "Write a date as 2022-02-18, 18 Feb 2022, “last week”, “Friday”, “early February” or “between 10 and 12 Feb”."
EDTF_LIKE = re.compile(r"[~?%]?[0-9X]{4}(?:[-~?%/TX].*)?|\.\./.+|/[0-9].+|\[.+\]|\{.+\}")
OUT_OF_RANGE = "That is outside the years 1 to 9999."


def understand(
    words: str,
    anchor: date | None,
    *,
    not_before: date | None = None,
    language: str | None = None,
    ahead: bool = False,
) -> FuzzyDate:
    """The first and the last day that the words can mean, for something said in a source of the day `anchor`.

    Never raises: words that cannot be resolved come back with open ends, `understood` False and a `problem` to show.
    `not_before` cuts off days before it (an answer is not older than what it answers). `ahead` is for the day the
    claimed thing happens, which may lie after the source; what was said in a source was said by that day.
    """
    text = words.strip()
    try:
        found = _read_any(text, Standpoint(anchor, ahead), (language or "").lower())
        if anchor and not ahead:
            found = _check_against_source(found, anchor, has_year=_names_a_year(text))
        if not_before and (found.is_known or not text):
            found = found.not_before(not_before)
    except (Unclear, BadInput) as why:
        found = _not_understood(str(why))
    except (OverflowError, ValueError):
        found = _not_understood(OUT_OF_RANGE)
    return replace(found, words=text, anchor=anchor)


def warm_up() -> None:
    """Load the words of all languages, so that the first person typing does not wait for it."""
    understand("Fri, 18 Feb 2022 14:05 GMT", date(2022, 2, 21))
    understand("двадцать дней назад", date(2022, 2, 21))


def _not_understood(why: str) -> FuzzyDate:
    return FuzzyDate(problem=why, understood=False)


def _read_any(text: str, at: Standpoint, language: str) -> FuzzyDate:
    if len(text) > LONGEST:
        raise Unclear(f"That is too long for a date. {WRITE}")
    if not text.strip(" -–—?."):
        return _by_the_source(at)
    refusal: BadInput | None = None
    if EDTF_LIKE.fullmatch(text):
        try:
            return from_edtf(text)
        except BadInput as why:
            refusal = why
    try:
        return _read_words(text, at, language)
    except Unclear:
        if refusal:
            raise refusal from None
        raise


def _read_words(text: str, at: Standpoint, language: str) -> FuzzyDate:
    russian = language.startswith("ru") or is_russian(text)
    tokens = _arrange(tokens_of(spell_out(fold(text))), russian=russian)
    found = _read(tokens, at)
    if found is None and re.search(rf"\b(AGO|BEFORE|{MONTH})\b", tokens):
        found = guess(text, at.known_day)
    if found is None:
        raise Unclear(WRITE)
    return replace(found, note="the day read first") if could_be_month_first(fold(text)) else found


def _by_the_source(at: Standpoint) -> FuzzyDate:
    """Nothing more is said than that it was said by the day the source came out."""
    if at.known_day is None:
        return FuzzyDate()
    return FuzzyDate(latest=at.day, note="the day the source came out")


ARRANGEMENTS = [
    (r" *(?:\u2013|\u2014|\u2212) *", " UNTIL "),
    (r"\b(EARLY|MID|LATE|ABOUT|LAST|THIS|NEXT) ?- ?", r"\1 "),
    (rf"\b([0-9]{{1,2}}) ?- ?({MONTH}) ?- ?([0-9]+)\b", r"\1 \2 \3"),
    (r" *- *", " UNTIL "),
    # "18 Feb 22"
    (rf"\b([0-9]{{1,2}} (?:{MONTH})) '?([0-6][0-9])$", r"\1 20\2"),
    (rf"\b([0-9]{{1,2}} (?:{MONTH})) '?([7-9][0-9])$", r"\1 19\2"),
    (r"~", " ABOUT "),
    (r" *\?+$", " MAYBE"),
    # "nedelja" is a week and, in Serbian, Sunday: a week where it is counted or pointed at.
    (r"\b((?:LAST|THIS|NEXT|PAST|AGO|[0-9]+|EARLY|MID|LATE)) NED\b", r"\1 WEEK"),
    (r"\bNED (AGO|DAY|LAST|THIS|NEXT)\b", r"WEEK \1"),
    (r"\bSEP (DAY|WEEK|MONTH|YEAR)\b", r"7 \1"),
    (r"\b(WEEK|MONTH|YEAR|WEEKEND|QUARTER|MON|TUE|WED|THU|FRI|SAT|SUN) (LAST|NEXT|PAST)\b", r"\2 \1"),
    (r"\b([0-9]{4}) YEAR\b", r"\1"),
    (r"\bYEAR ([0-9]{4})\b", r"\1"),
    (r"\b(BEFORE|AGO) (1 )?WEEK DAY\b", r"\1 1 WEEK"),
    (r"\b(EARLIER|EARLY|MID|LATE) (MONTH|YEAR)\b", r"\1 THIS \2"),
    (r"\b(THIS|LAST) (EARLY|MID|LATE|EARLIER)\b", r"\2 \1"),
    (r"\bTHIS (LAST|PAST|NEXT)\b", r"\1"),
    (r"\bPAST (MON|TUE|WED|THU|FRI|SAT|SUN|WEEKEND)\b", r"LAST \1"),
]


def _arrange(tokens: str, *, russian: bool) -> str:
    for pattern, replacement in ARRANGEMENTS:
        tokens = re.sub(pattern, replacement, tokens)
    tokens = tokens.replace("NED", "WEEK" if russian else "SUN")
    return " ".join(tokens.split())


def _read(tokens: str, at: Standpoint) -> FuzzyDate | None:
    """What the tokens mean; None where they are no date at all. Raises Unclear for a date that does not exist."""
    if tokens == "EARLIER":
        return _by_the_source(at)
    if "BYNOW" in tokens.split():
        return _read_without(tokens, at)
    return (
        read_name(tokens, at)
        or _read_qualified(tokens, at)
        or _read_month_in_year(tokens, at)
        or _read_range(tokens, at)
        or _read_open(tokens, at)
    )


def _read_without(tokens: str, at: Standpoint) -> FuzzyDate | None:
    """“Recently”, “has said”, “none”: by the day the source came out, unless a date stands beside it."""
    rest = " ".join(word for word in tokens.split() if word != "BYNOW")
    if re.search(r"[A-Z0-9]", rest) and not re.fullmatch(r"(?:AND|1|LAST|THIS|UNTIL|SINCE|BY|\W|[a-z'])+", rest):
        return _read(rest, at)
    return _by_the_source(at)


def _read_qualified(tokens: str, at: Standpoint) -> FuzzyDate | None:
    if match := re.fullmatch(r"(?:MAYBE (.+)|(.+) MAYBE)", tokens):
        inner = _read(match[1] or match[2], at)
        return inner and replace(inner, uncertain=True)
    if match := re.fullmatch(r"ABOUT (.+)", tokens):
        inner = _read(match[1], at)
        return inner and replace(inner, approximate=True)
    return None


def _read_month_in_year(tokens: str, at: Standpoint) -> FuzzyDate | None:
    """“18 February last year”, “in March this year”."""
    match = re.fullmatch(rf"(.*(?:{MONTH}|QUARTER|HALF).*) (LAST|THIS) YEAR", tokens)
    if not match:
        return None
    return _read(f"{match[1]} {at.day.year - (match[2] == 'LAST'):04d}", at)


def _read_range(tokens: str, at: Standpoint) -> FuzzyDate | None:
    match = re.fullmatch(r"(BETWEEN |SINCE )?(.+?) (?:UNTIL|AND) (.+)", tokens)
    if not match:
        return None
    left, right = _completed(match[2], match[3])
    ends = _ends(left, right, at)
    if ends is None:
        return None
    first, last = ends
    if first.earliest and last.latest and first.earliest > last.latest:
        raise Unclear("The first day comes after the last. Write the earlier day first.")
    return FuzzyDate(
        "",
        first.earliest,
        last.latest,
        approximate=first.approximate or last.approximate,
        lasting=match[1] == "SINCE ",
        note=f"the last ones up to {weekday_for_people(at.day)}" if first.note and last.note else "",
    )


def _completed(left: str, right: str) -> tuple[str, str]:
    """Both ends with the month and year that only one of them has: "10" and "12 FEB 2022"."""
    month_of_right = re.fullmatch(rf"[0-9]{{1,2}} ((?:{MONTH})(?: [0-9]{{4}})?)", right)
    month_of_left = re.fullmatch(rf"({MONTH}) [0-9]{{1,2}}", left)
    if month_of_right and re.fullmatch(r"[0-9]{1,2}", left):
        left = f"{left} {month_of_right[1]}"
    if month_of_left and re.fullmatch(r"[0-9]{1,2}(?: [0-9]{4})?", right):
        right = f"{month_of_left[1]} {right}"
    return left, right


def _ends(left: str, right: str, at: Standpoint) -> tuple[FuzzyDate, FuzzyDate] | None:
    """The end without a year is resolved against the other: "28 December – 3 January 2022"."""
    if _lacks_year(right):
        first = read_name(left, at)
        if first is None or first.earliest is None:
            return None
        last = read_name(right, Standpoint(first.earliest, ahead=True))
    else:
        last = read_name(right, at)
        if last is None or last.latest is None:
            return None
        first = read_name(left, Standpoint(last.latest) if _lacks_year(left) or _is_weekday(left) else at)
    return (first, last) if first and last else None


def _lacks_year(tokens: str) -> bool:
    return bool(re.search(MONTH, tokens)) and not re.search(r"[0-9]{4}", tokens)


def _is_weekday(tokens: str) -> bool:
    return bool(re.fullmatch(rf"(?:LAST )?(?:{WEEKDAY})", tokens))


def _read_open(tokens: str, at: Standpoint) -> FuzzyDate | None:
    match = re.fullmatch(r"(BEFORE|BY|UNTIL|AFTER|SINCE) (.+)", tokens)
    inner = _read(match[2], at) if match else None
    if match is None or inner is None or not inner.is_known:
        return None
    if match[1] in ("BY", "UNTIL"):
        return replace(inner, earliest=None, lasting=False)
    if match[1] == "BEFORE":
        note = _note(f"before {inner.human}", inner.note)
        return replace(inner, earliest=None, latest=_next_to(inner.earliest, -1), lasting=False, note=note)
    earliest = inner.earliest if match[1] == "SINCE" else _next_to(inner.latest, 1)
    note = _note(f"{match[1].lower()} {inner.human}", inner.note)
    return replace(inner, earliest=earliest, latest=_last_possible(earliest, at), lasting=False, note=note)


def _note(first: str, second: str) -> str:
    return f"{first}, {second}" if second else first


def _next_to(day: date | None, step: int) -> date | None:
    return day + timedelta(days=step) if day else None


def _last_possible(earliest: date | None, at: Standpoint) -> date | None:
    """What was said after a day was said by the day the source came out."""
    if at.known_day is None or at.ahead or (earliest and earliest > at.day):
        return None
    return at.day


def _names_a_year(text: str) -> bool:
    return bool(re.search(r"[0-9X]{4}", text))


def _check_against_source(found: FuzzyDate, anchor: date, *, has_year: bool) -> FuzzyDate:
    """Nothing can be said in a source after the day it came out; a date that is written out is kept all the same."""
    came_out = f"{weekday_for_people(anchor)}, the day the source came out"
    if found.earliest and found.earliest > anchor:
        if not has_year:
            raise Unclear(f"That would be after {came_out}. Enter the day it was said.")
        return replace(found, problem=f"That is after {came_out}: check one of the two.")
    if found.latest and found.latest > anchor:
        return replace(found, note=f"{found.note + '; ' if found.note else ''}not after {came_out}")
    return found

"""How many days lie between two dates of which neither may be exact."""

from datetime import date

from claimtrack.dates.fuzzy import FuzzyDate


def days_between(a: FuzzyDate, b: FuzzyDate) -> tuple[int | None, int | None]:
    """The fewest and the most days from `a` to `b`; None where an open end leaves no number.

    Where the two overlap the fewest is 0: `b` may have come on the same day. Where `b` is over before `a` begins,
    both numbers are negative.
    """
    if not (a.is_known and b.is_known):
        return None, None
    shortest, longest = _days(a.latest, b.earliest), _days(a.earliest, b.latest)
    if b.overlaps(a.earliest, a.latest):
        return 0, longest
    return shortest, longest


def _days(start: date | None, end: date | None) -> int | None:
    return (end - start).days if start and end else None


def format_days(shortest: int | None, longest: int | None, *, about: bool = False) -> str:
    """A stretch of days in words: "0–7 days", "same day", "at least 3 days", "2 days earlier", "unknown".

    With `about` for two dates of which one is approximate, so that the figure promises no more than they do.
    """
    if longest is not None and longest < 0:
        nearest, furthest = -longest, None if shortest is None else -shortest
        text = f"{_stretch(nearest, furthest)} earlier"
    else:
        text = _stretch(shortest, longest)
    return f"about {text}" if about and text not in ("unknown", "same day") else text


def _stretch(shortest: int | None, longest: int | None) -> str:
    if longest is None:
        return f"at least {_count(shortest)}" if shortest else "unknown"
    if shortest is None:
        return f"at most {_count(longest)}"
    if shortest == longest:
        return _count(longest) if longest else "same day"
    return f"{shortest:,}–{longest:,} days"


def _count(days: int) -> str:
    return "1 day" if days == 1 else f"{days:,} days"

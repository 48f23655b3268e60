"""What the index knows about a recorded claim."""

from dataclasses import dataclass
from datetime import date

Span = tuple[date | None, date | None]


@dataclass(frozen=True, slots=True)
class Entry:
    """One claim as the matcher sees it: its id, every way it was put, and when.

    `texts` has the canonical wording first, then gloss, wordings, titles and quotes. `dates` are the first and last
    day of each statement. `names` are its actors with their aliases.
    """

    id: int
    texts: tuple[str, ...]
    language: str = ""
    dates: tuple[Span, ...] = ()
    names: tuple[str, ...] = ()

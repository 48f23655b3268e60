"""What the index knows about a recorded claim."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

Span = tuple[date | None, date | None]


@dataclass(frozen=True, slots=True)
class Entry:
    """One claim as the matcher sees it: its id, every way it was put, and when.

    `texts` has the canonical wording first, then gloss, wordings and titles; `quotes` is what was said in statements on
    it. `languages` tells the language of a text; where it does not, it is guessed. `dates` are the first and last day
    of each statement. `names` are its actors with their aliases.
    """

    id: int
    texts: tuple[str, ...]
    languages: Mapping[str, str] = field(default_factory=dict)
    dates: tuple[Span, ...] = ()
    names: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()

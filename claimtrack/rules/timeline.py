"""The timeline of one claim: what other parts of claimtrack use of it.

Entries in, answers out; no table is read or written. `timeline` gives all that a page needs, `facts` what a list needs.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from claimtrack.rules.entries import Entry, Lane, in_time
from claimtrack.rules.facts import CHECKABLE, Facts, facts
from claimtrack.rules.filters import Choices, Filter, choices, filtered, read_filter
from claimtrack.rules.layout import layout
from claimtrack.rules.moments import Moment, date_as_json
from claimtrack.rules.picture import Picture
from claimtrack.rules.rows import Row, rows
from claimtrack.rules.sentence import Part, sentence, sentence_parts
from claimtrack.words import ClaimType

__all__ = [
    "CHECKABLE",
    "Entry",
    "Facts",
    "Filter",
    "Lane",
    "Moment",
    "Part",
    "Row",
    "Timeline",
    "date_as_json",
    "facts",
    "filtered",
    "in_time",
    "layout",
    "read_filter",
    "rows",
    "sentence",
    "sentence_parts",
    "timeline",
]


@dataclass(frozen=True, slots=True)
class Timeline:
    """A claim's timeline for a page: facts and sentence of the whole claim, pictures and rows of what was chosen."""

    facts: Facts
    sentence: tuple[Part, ...]
    lying: Picture
    upright: Picture
    rows: tuple[Row, ...]
    choices: Choices
    chosen: Filter
    total: int
    shown: int


def timeline(
    entries: Sequence[Entry], claim_type: ClaimType, today: date, *, chosen: Filter | None = None, verdict: str = ""
) -> Timeline:
    """Everything a claim's page shows of its statements. `verdict` is the label of the newsroom's verdict, if any."""
    chosen = chosen or Filter()
    known = facts(entries, today, claim_type)
    shown = chosen.of(entries)
    return Timeline(
        facts=known,
        sentence=tuple(sentence_parts(known, verdict)),
        lying=layout(shown, known, today),
        upright=layout(shown, known, today, upright=True),
        rows=tuple(rows(shown, known)),
        choices=choices(entries, chosen),
        chosen=chosen,
        total=len(entries),
        shown=len(shown),
    )

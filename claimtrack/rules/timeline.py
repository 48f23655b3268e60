"""The timeline of one claim: what other parts of claimtrack use of it.

Entries in, answers out: `facts` computes, `sentence` tells it in one line, `rows` lists it. No table is
read or written.
"""

from claimtrack.rules.entries import Entry, Lane, in_time
from claimtrack.rules.facts import CHECKABLE, Facts, facts
from claimtrack.rules.moments import Moment, date_as_json
from claimtrack.rules.rows import Row, filtered, rows
from claimtrack.rules.sentence import Part, sentence, sentence_parts

__all__ = [
    "CHECKABLE",
    "Entry",
    "Facts",
    "Lane",
    "Moment",
    "Part",
    "Row",
    "date_as_json",
    "facts",
    "filtered",
    "in_time",
    "rows",
    "sentence",
    "sentence_parts",
]

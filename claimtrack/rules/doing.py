"""One act in values, and the sentence for it in pieces: what deeds.py and decisions.py take and give."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from claimtrack.rules.fields import FieldChange
from claimtrack.rules.row_changes import RowChange
from claimtrack.rules.sentence import Part
from claimtrack.rules.touched import Row, Rows, kind_of

NAMED_AT_MOST = 3  # fields named in the sentence


@dataclass(frozen=True, slots=True)
class Act:
    """One event in values. `label` is the action in words; `counts` of records stand in for rows too many to read.

    `about` is the record whose history is told, "" for everything: what was changed elsewhere is then left out.
    `own`: the subject is the account of whoever did it.
    """

    action: str
    label: str
    subject: str
    rows: Rows = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)
    about: str = ""
    own: bool = False

    @property
    def kind(self) -> str:
        return kind_of(self.subject)

    @property
    def row(self) -> tuple[Row | None, Row | None]:
        """The subject's own row before and after."""
        return self.rows.get(self.subject, (None, None))


@dataclass(frozen=True, slots=True)
class Deed:
    """The sentence, and what it does not tell: None for all that was found. `more` counts the records beyond those."""

    parts: tuple[Part, ...]
    to: str = ""
    tail: tuple[Part, ...] = ()
    rows: tuple[RowChange, ...] | None = None
    more: int = 0


def from_to(change: FieldChange) -> tuple[Part, ...]:
    """“from “last week” (14–20 Feb 2022) to 18 Feb 2022”."""
    return (Part(" from "), _value(change.before), Part(" to "), _value(change.after))


def _value(text: str) -> Part:
    return Part(text, "name") if text else Part("nothing")


def listed(words: Sequence[str], most: int = NAMED_AT_MOST) -> str:
    """“a”, “a and b”, “a, b and c”, “a, b and 3 more fields”."""
    shown = list(words) if len(words) <= most else [*words[: most - 1], f"{len(words) - most + 1} more fields"]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def plain(words: str) -> tuple[Part, ...]:
    return (Part(words),) if words else ()

"""A claim as it was approved, as JSON that is stored and read again for readers, by this program or a later one.

What is usual or empty is left out. Names of colleagues, notes among them and numbers of users are never in it.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import TypeAdapter

from claimtrack.dates import FuzzyDate
from claimtrack.rules.entries import Entry
from claimtrack.words import ClaimType

UNKNOWN = FuzzyDate()


@dataclass(frozen=True, slots=True)
class FrozenWording:
    """Another way the claim was put."""

    text: str
    language: str = ""
    put_on: date | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a verdict rests on: a statement of the claim in words, with its number, or an address.

    `claim` is the number of the claim that the statement is on by now, where that is another one.
    """

    words: str = ""
    url: str = ""
    statement: int | None = None
    claim: int | None = None


@dataclass(frozen=True, slots=True)
class FrozenVerdict:
    """A verdict as readers see it. `value` of `best` is its place on the scale; 0 where the scale does not order it."""

    number: int
    label: str
    given: date
    meaning: str = ""
    value: int = 0
    best: int = 0
    rationale: str = ""
    grain_of_truth: str = ""
    evidence: tuple[Evidence, ...] = ()
    reason: str = ""
    superseded: date | None = None


@dataclass(frozen=True, slots=True)
class Frozen:
    """A claim with everything readers see of it. The verdicts come latest first.

    `given_before` are those on claims that readers saw and that were joined to this one: none of them holds for it.
    """

    text: str
    language: str = "en"
    gloss: str = ""
    type: ClaimType = ClaimType.FACTUAL
    event: FuzzyDate = UNKNOWN
    topics: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    wordings: tuple[FrozenWording, ...] = ()
    entries: tuple[Entry, ...] = ()
    verdicts: tuple[FrozenVerdict, ...] = ()
    given_before: tuple[FrozenVerdict, ...] = ()

    @property
    def verdict(self) -> FrozenVerdict | None:
        """The verdict in force."""
        return next((one for one in self.verdicts if one.superseded is None), None)

    @property
    def superseded(self) -> tuple[FrozenVerdict, ...]:
        return tuple(one for one in self.verdicts if one.superseded is not None)


_ADAPTER = TypeAdapter(Frozen)


def write(frozen: Frozen) -> dict[str, Any]:
    """As JSON values."""
    values: dict[str, Any] = _ADAPTER.dump_python(frozen, mode="json", exclude_defaults=True)
    return values


def read(values: dict[str, Any]) -> Frozen:
    """From JSON values."""
    return _ADAPTER.validate_python(values)

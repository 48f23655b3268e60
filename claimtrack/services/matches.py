"""Matches: the recorded claims that a new text may repeat, with the reasons."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from claimtrack.words import MatchLabel

Marked = tuple[tuple[str, bool], ...]  # a text in pieces, each with whether it differs from the other text


@dataclass(frozen=True, slots=True)
class Suggested:
    """A recorded claim that may be the same. `theirs` is the recorded wording that fits best, `yours` the new text."""

    claim_id: int
    claim_text: str
    language: str
    probability: float
    label: MatchLabel
    reasons: tuple[str, ...]
    yours: Marked
    theirs: Marked


def suggest(session: Session, text: str, said: date | None = None, limit: int = 5) -> list[Suggested]:
    """The recorded claims likeliest to say what this text says, best first. `said` is when it was said, if known."""
    return []

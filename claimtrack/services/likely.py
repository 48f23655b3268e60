"""The recorded claims that what is being typed may belong to, told so that somebody can choose among them."""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlmodel import Session, col, select

from claimtrack.dates import FuzzyDate
from claimtrack.errors import NotFound
from claimtrack.models import Actor, Claim, Statement
from claimtrack.rules.phrases import date_in_words
from claimtrack.services import statements
from claimtrack.services.matches import LEAST, Suggested, suggest
from claimtrack.services.records import LARGEST_ID
from claimtrack.words import ActorKind, Stance, Status

LONGEST = 2000  # characters of a text that are compared; a claim holds 1,000
MOST_STATEMENTS = 100  # of a claim, to choose the same act from


@dataclass(frozen=True, slots=True)
class Likely:
    """A suggested claim with what tells it apart: how often it was stated, and from when on."""

    match: Suggested
    statements: int
    first: FuzzyDate | None

    @property
    def likeliness(self) -> str:
        """The probability in words."""
        steps = ((0.9, "almost surely"), (0.7, "likely"), (0.5, "perhaps"))
        return next((words for least, words in steps if self.match.probability >= least), "possibly")

    @property
    def is_likely(self) -> bool:
        """Whether it is worth a look at once; the others are there for whoever asks."""
        return self.match.probability >= LEAST

    @property
    def percent(self) -> int:
        return round(self.match.probability * 100)

    @property
    def only_yours(self) -> str:
        """The words of the new text that the recorded one does not have."""
        return _shortened(" … ".join(piece.strip() for piece, differs in self.match.yours if differs and piece.strip()))


@dataclass(frozen=True, slots=True)
class Told:
    """A recorded statement, as short as a choice or a list needs it."""

    id: int
    claim_id: int
    claim_text: str
    actor: str
    kind: ActorKind
    stance: Stance
    said: FuzzyDate

    @property
    def in_short(self) -> str:
        return f"{self.actor} {self.stance.label}, {self.said.human}"

    @property
    def sentence(self) -> str:
        """“Recorded: Sergei Lavrov asserts “…”, between 14 and 20 Feb 2022.”"""
        does = _does(self.stance, several=self.kind is ActorKind.COLLECTIVE)
        return f"Recorded: {self.actor} {does} “{_shortened(self.claim_text)}”, {date_in_words(self.said)}."


@dataclass(frozen=True, slots=True)
class ChosenClaim:
    """The claim somebody chose to record a statement on. `first` is its earliest known assertion."""

    id: int
    text: str
    language: str
    status: Status
    count: int
    first: FuzzyDate | None
    statements: tuple[Told, ...]


def likely_claims(session: Session, text: str, said: FuzzyDate, limit: int = 5, language: str = "") -> list[Likely]:
    """The recorded claims likeliest to say what this text says, best first; `language` if it is noted."""
    return told_apart(session, suggest(session, text[:LONGEST], said.middle, limit, language=language))


def told_apart(session: Session, found: Sequence[Suggested]) -> list[Likely]:
    """These suggestions with what tells their claims apart."""
    counts = _counts(session, [match.claim_id for match in found])
    return [
        Likely(match, counts.get(match.claim_id, 0), statements.first_asserted(session, match.claim_id))
        for match in found
    ]


def chosen_claim(session: Session, number: int | None) -> ChosenClaim | None:
    """The claim with this number, and the statements on it."""
    claim = session.get(Claim, number) if number and 0 < number <= LARGEST_ID else None
    if claim is None or claim.id is None:
        return None
    return ChosenClaim(
        id=claim.id,
        text=claim.text,
        language=claim.language,
        status=claim.status,
        count=_counts(session, [claim.id]).get(claim.id, 0),
        first=statements.first_asserted(session, claim.id),
        statements=_told(session, Statement.claim_id == claim.id, MOST_STATEMENTS),
    )


def told_in(session: Session, source_id: int, limit: int = 12) -> tuple[Told, ...]:
    """The statements recorded from this source, the latest first."""
    return _told(session, Statement.source_id == source_id, limit)


def told(session: Session, number: int) -> Told:
    """One statement in short. Raises NotFound."""
    found = _told(session, Statement.id == number, 1)
    if not found:
        raise NotFound(f"There is no statement {number}, or it was struck out.")
    return found[0]


def _told(session: Session, condition: sa.ColumnElement[bool] | bool, limit: int) -> tuple[Told, ...]:
    query = (
        select(Statement, Actor, Claim.text)
        .join(Actor, col(Statement.actor_id) == Actor.id)
        .join(Claim, col(Statement.claim_id) == Claim.id)
        .where(condition, ~col(Statement.struck))
        .order_by(col(Statement.id).desc())
        .limit(limit)
    )
    return tuple(
        Told(statement.id or 0, statement.claim_id, text, actor.name, actor.kind, statement.stance, statement.said)
        for statement, actor, text in session.exec(query).all()
    )


def _counts(session: Session, claims: list[int]) -> dict[int, int]:
    query = (
        select(Statement.claim_id, sa.func.count())
        .where(col(Statement.claim_id).in_(claims), ~col(Statement.struck))
        .group_by(col(Statement.claim_id))
    )
    return dict(session.exec(query).all())


def _does(stance: Stance, *, several: bool) -> str:
    """The stance as a verb: one actor denies, several deny."""
    if stance is Stance.NO_COMMENT:
        return "give no comment on" if several else "gives no comment on"
    if not several:
        return stance.label
    return "deny" if stance is Stance.DENIES else stance.label.removesuffix("s")


def _shortened(text: str, longest: int = 140) -> str:
    if len(text) <= longest:
        return text
    return text[:longest].rsplit(" ", 1)[0].rstrip(" ,;:–—-") + " …"

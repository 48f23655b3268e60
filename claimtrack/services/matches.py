"""Matches: the recorded claims that a new text may repeat, with the reasons."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlmodel import Session

from claimtrack.matching.engine import Known, Suggestion
from claimtrack.matching.row import kept
from claimtrack.models import Claim, Statement
from claimtrack.services.joined import names_of, standing
from claimtrack.services.match_index import index_of
from claimtrack.services.meanings import meaning_of
from claimtrack.words import MatchLabel

LEAST = 0.3  # below this probability a suggestion costs more attention than it saves (measured: README)
Marked = tuple[tuple[str, bool], ...]  # a text in pieces, each with whether it differs from the other text


@dataclass(frozen=True, slots=True)
class Suggested:
    """A recorded claim that may be the same. `theirs` is the recorded wording that fits best, `yours` the new text.

    `hedged`: only one of the two puts it with a doubt; the first reason says which.
    """

    claim_id: int
    claim_text: str
    language: str
    probability: float
    label: MatchLabel
    hedged: bool
    reasons: tuple[str, ...]
    yours: Marked
    theirs: Marked

    @property
    def is_title(self) -> bool:
        """Whether the wording that fits best is the claim's own text or a part of it, not another way it was put."""
        return whole(self.theirs) in kept([self.claim_text])

    @property
    def title(self) -> Marked:
        """The claim's own text, marked where it is what fits best."""
        if not self.is_title:
            return ((self.claim_text, False),)
        before, _, after = self.claim_text.partition(whole(self.theirs))
        return tuple(piece for piece in ((before, False), *self.theirs, (after, False)) if piece[0])


def suggest(
    session: Session,
    text: str,
    said: date | None = None,
    limit: int = 5,
    besides: Collection[int] = (),
    language: str = "",
) -> list[Suggested]:
    """The recorded claims likeliest to say what this text says, best first. `said` is when it was said, if known.

    `besides` are claims that are not asked about: the one that the text is from. `language` is that of the text, if
    somebody noted it.
    """
    index = index_of(session)
    claims: dict[int, tuple[str, str]] = {}

    def known_of(numbers: Sequence[int]) -> Known:
        rows = session.connection().execute(_CLAIMS, {"numbers": list(numbers)})
        claims.update((number, (words, noted)) for number, words, noted in rows)
        titles = {words: _sure(noted) for words, noted in claims.values()}
        return Known(_actors_of(session, numbers), kept(titles, titles))

    meaning = meaning_of(session, index.number)
    found = index.suggest(text, said, limit, _sure(language), besides, meaning, known_of)
    return [_suggested(match, *claims[match.id]) for match in found if match.id in claims]


def _sure(language: str) -> str:
    """A noted language as matching knows it; not English, which stands in the form before anybody notes one."""
    return "" if language == "en" else language.partition("-")[0]


def whole(marked: Marked) -> str:
    """The text that was cut into pieces."""
    return "".join(piece for piece, _ in marked)


def _actors_of(session: Session, claims: Sequence[int]) -> dict[int, set[tuple[str, ...]]]:
    """All names of each actor who spoke, or was spoken for, on each of these claims and those for which it stands."""
    rows = session.connection().execute(_ACTORS, {"numbers": list(claims)}).all()
    names = names_of(session, {actor for _, *actors in rows for actor in actors if actor}) if rows else {}
    found: dict[int, set[tuple[str, ...]]] = defaultdict(set)
    for claim, *actors in rows:
        found[claim] |= {tuple(names[actor]) for actor in actors if actor in names}
    return found


_numbers: sa.BindParameter[int] = sa.bindparam("numbers", expanding=True)
# As tables, not as objects: each question asks both, and what SQLAlchemy does for objects takes longer than the answer.
_claim, _statement = (sa.inspect(table).local_table for table in (Claim, Statement))
_ACTORS = (
    sa.select(standing(_claim.c), _statement.c.actor_id, _statement.c.on_behalf_of_id)
    .join_from(_claim, _statement, _statement.c.claim_id == _claim.c.id)
    .where(_claim.c.id.in_(_numbers) | _claim.c.joined_to_id.in_(_numbers), ~_statement.c.struck)
    .distinct()
)
_CLAIMS = sa.select(_claim.c.id, _claim.c.text, _claim.c.language).where(_claim.c.id.in_(_numbers))


def _suggested(match: Suggestion, text: str, language: str) -> Suggested:
    reasons = (match.label_reason, *(reason.words for reason in match.reasons))
    return Suggested(
        match.id,
        text,
        language,
        match.probability,
        match.label,
        match.hedged,
        tuple(dict.fromkeys(words for words in reasons if words)),
        match.query_marked,
        match.text_marked,
    )

"""Keeping what search and matching read in step with the records."""

import unicodedata
from collections.abc import Collection, Iterable

import sqlalchemy as sa
from anyascii import anyascii
from sqlmodel import Session, col, select

from claimtrack.models import Actor, Claim, ClaimSearch, ClaimTopic, Source, Statement, Wording, now
from claimtrack.services.joined import cluster_of, names_of

LONGEST_QUOTE = 1000  # of a quote, what search reads
SERBIAN = str.maketrans(
    {"ж": "z", "ч": "c", "ш": "s", "ц": "c", "ћ": "c", "ђ": "d", "љ": "lj", "њ": "nj", "џ": "dz", "х": "h"}
)


def refresh(session: Session, claim: Claim) -> None:
    """Write the claim's searchable words anew and mark it changed for every matcher that reads it."""
    session.flush()
    words = _words(_texts(session, claim))
    row = session.get(ClaimSearch, claim.id)
    if row is None:
        assert claim.id is not None
        session.add(ClaimSearch(claim_id=claim.id, words=words))
    else:
        row.words = words
    mark_changed(session, claim)
    if claim.joined_to_id is not None:
        standing = session.get(Claim, claim.joined_to_id)
        assert standing is not None  # a foreign key
        refresh(session, standing)


def begin(session: Session, claim: Claim, texts: list[str]) -> None:
    """The same for a claim that is being made, of which `reading` has told the texts."""
    assert claim.id is not None
    session.add(ClaimSearch(claim_id=claim.id, words=_words(texts)))
    mark_changed(session, claim)


def reading(
    claims: Iterable[Claim],
    wordings: Iterable[str],
    statements: Iterable[Statement],
    names: Iterable[str],
    topics: Iterable[str],
) -> list[str]:
    """All that is read of a claim, with those for which it stands: nothing that was struck out, no quote twice."""
    texts = [text for claim in claims for text in (claim.text, claim.gloss)]
    quotes = [text[:LONGEST_QUOTE] for statement in statements for text in (statement.quote, statement.gloss)]
    return [*texts, *wordings, *dict.fromkeys(quotes), *names, *topics]


def mark_changed(session: Session, claim: Claim) -> None:
    """Let every matcher read the claim again."""
    claim.change_no = next_change(session)
    claim.changed_at = now()


def mark_dated(session: Session, source: Source) -> None:
    """The day of a source dates the statements in it that have none of their own: let every matcher read them again."""
    ids = select(Statement.claim_id).where(Statement.source_id == source.id).distinct()
    heads = select(Claim.joined_to_id).where(col(Claim.id).in_(ids))
    for claim in session.exec(select(Claim).where(col(Claim.id).in_(ids) | col(Claim.id).in_(heads))).all():
        mark_changed(session, claim)


def refresh_said_by(session: Session, actors: Collection[int]) -> None:
    """Refresh all claims on which one of these actors, or one who counts as the same, spoke or was spoken for."""
    session.flush()
    those = cluster_of(session, Actor, actors)
    spoke = col(Statement.actor_id).in_(those) | col(Statement.on_behalf_of_id).in_(those)
    ids = select(Statement.claim_id).where(spoke).distinct()
    for claim in session.exec(select(Claim).where(col(Claim.id).in_(ids))).all():
        refresh(session, claim)


def next_change(session: Session) -> int:
    """The number of the next change; writers are alone, so no two changes share one."""
    if "change_no" not in session.info:
        session.info["change_no"] = session.scalar(select(sa.func.max(Claim.change_no))) or 0
    session.info["change_no"] += 1
    return int(session.info["change_no"])


def search_form(text: str) -> str:
    """Text as search compares it: Latin letters, no case, single spaces; “Лавров” and “Lavrov” come out the same."""
    return " ".join(anyascii(unicodedata.normalize("NFKC", text)).casefold().split())


def as_serbian(texts: list[str]) -> list[str]:
    """Those texts that are in Cyrillic as Serbian Latin has them: who looks for “Vučić” means “Вучић”, too."""
    read = [(text, text.casefold().translate(SERBIAN)) for text in texts]
    return [latin for text, latin in read if latin != text.casefold()]


def _texts(session: Session, claim: Claim) -> list[str]:
    """What is read of a claim and of those for which it stands."""
    joined = session.exec(select(Claim).where(Claim.joined_to_id == claim.id).order_by(col(Claim.id))).all()
    ids = [claim.id, *(other.id for other in joined)]
    wordings = session.exec(select(Wording.text).where(col(Wording.claim_id).in_(ids), ~col(Wording.struck)))
    statements = session.exec(select(Statement).where(col(Statement.claim_id).in_(ids), ~col(Statement.struck))).all()
    people = {s.actor_id for s in statements} | {s.on_behalf_of_id for s in statements if s.on_behalf_of_id}
    names = [name for known in names_of(session, people).values() for name in known]
    topics = session.exec(select(ClaimTopic.topic).where(col(ClaimTopic.claim_id).in_(ids)).distinct())
    return reading((claim, *joined), wordings, statements, dict.fromkeys(names), topics)


def _words(texts: list[str]) -> str:
    return search_form(" \n ".join([*texts, *as_serbian(texts)]))

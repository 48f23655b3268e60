"""Keeping what search and matching read in step with the records."""

import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from anyascii import anyascii
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from claimtrack.models import Actor, Claim, ClaimSearch, ClaimTopic, Source, Statement, Wording, now
from claimtrack.services.joined import cluster_of, names_of
from claimtrack.services.records import id_of

AT_ONCE = 500  # claims whose words are read together
LONGEST_QUOTE = 1000  # of a quote, what search reads
SERBIAN = str.maketrans(
    {"ж": "z", "ч": "c", "ш": "s", "ц": "c", "ћ": "c", "ђ": "d", "љ": "lj", "њ": "nj", "џ": "dz", "х": "h"}
)


def refresh(session: Session, claim: Claim) -> None:
    """Write the claim's searchable words anew and mark it changed for every matcher that reads it."""
    session.flush()
    refresh_all(session, [claim])


def refresh_all(session: Session, claims: Sequence[Claim]) -> None:
    """The same of many, and of those that stand for them; as many queries for hundreds as for one."""
    heads = {claim.joined_to_id for claim in claims if claim.joined_to_id is not None} - {claim.id for claim in claims}
    standing = session.exec(select(Claim).where(col(Claim.id).in_(heads))).all() if heads else ()
    every = [*claims, *standing]
    for start in range(0, len(every), AT_ONCE):
        chunk = every[start : start + AT_ONCE]
        texts = _texts(session, chunk)
        known = {row.claim_id: row for row in session.exec(_lines(texts))}
        for claim in chunk:
            number = id_of(claim)
            row = known.get(number) or ClaimSearch(claim_id=number)
            row.words = _words(texts[number])
            session.add(row)
            mark_changed(session, claim)


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
    refresh_all(session, session.exec(select(Claim).where(col(Claim.id).in_(ids))).all())


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


def _lines(numbers: Collection[int]) -> SelectOfScalar[ClaimSearch]:
    return select(ClaimSearch).where(col(ClaimSearch.claim_id).in_(numbers))


def _texts(session: Session, claims: Sequence[Claim]) -> dict[int, list[str]]:
    """What is read of each of these claims and of those for which it stands."""
    numbers = [id_of(claim) for claim in claims]
    joined = session.exec(select(Claim).where(col(Claim.joined_to_id).in_(numbers)).order_by(col(Claim.id))).all()
    read = {number: _Read() for number in numbers}
    belongs: dict[int, list[_Read]] = defaultdict(list)  # what is said of a joined claim is read with both
    for claim in (*claims, *joined):
        for one in [read[number] for number in (id_of(claim), claim.joined_to_id) if number in read]:
            one.claims.append(claim)
            belongs[id_of(claim)].append(one)
    _read_all(session, belongs)
    names = names_of(session, {number for one in read.values() for number in one.people})
    return {number: one.texts(names) for number, one in read.items()}


@dataclass(slots=True)
class _Read:
    """What hangs on a claim, and on those for which it stands."""

    claims: list[Claim] = field(default_factory=list)
    wordings: list[str] = field(default_factory=list)
    statements: list[Any] = field(default_factory=list)
    topics: list[str] = field(default_factory=list)

    @property
    def people(self) -> list[int]:
        spoke = [number for said in self.statements for number in (said.actor_id, said.on_behalf_of_id)]
        return [number for number in dict.fromkeys(spoke) if number]

    def texts(self, names: Mapping[int, list[str]]) -> list[str]:
        known = dict.fromkeys(name for number in self.people for name in names[number])
        return reading(self.claims, self.wordings, self.statements, known, dict.fromkeys(self.topics))


def _read_all(session: Session, belongs: Mapping[int, list[_Read]]) -> None:
    """Read wordings, statements and topics, columns and not records: records are five times as slow."""
    wordings: Any = sa.select(col(Wording.claim_id), col(Wording.text))
    for number, text in session.execute(wordings.where(col(Wording.claim_id).in_(belongs), ~col(Wording.struck))):
        for one in belongs[number]:
            one.wordings.append(text)
    said: tuple[Any, ...] = (Statement.actor_id, Statement.on_behalf_of_id, Statement.quote, Statement.gloss)
    statements: Any = sa.select(col(Statement.claim_id), *said)
    statements = statements.where(col(Statement.claim_id).in_(belongs), ~col(Statement.struck))
    for row in session.execute(statements.order_by(col(Statement.id))):
        for one in belongs[row.claim_id]:
            one.statements.append(row)
    topics: Any = sa.select(col(ClaimTopic.claim_id), col(ClaimTopic.topic))
    for number, topic in session.execute(topics.where(col(ClaimTopic.claim_id).in_(belongs))):
        for one in belongs[number]:
            one.topics.append(topic)


def _words(texts: list[str]) -> str:
    return search_form(" \n ".join([*texts, *as_serbian(texts)]))

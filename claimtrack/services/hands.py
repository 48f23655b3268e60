"""Who had a hand in what a claim says by judging records the same, or not the same any more.

It follows from the judgements in force, so that one taken back leaves no hand behind.
"""

from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from claimtrack.models import Claim, Judgement, Source, Statement
from claimtrack.rules.clusters import heads, shortest_path
from claimtrack.services import publications
from claimtrack.services.joined import TABLES, cluster_of, heads_of, members_of
from claimtrack.services.records import id_of
from claimtrack.words import Answer, Kind

Since = dict[int, datetime]  # from when on the claim has shown this actor or source as it was reviewed
EVER = datetime.min.replace(tzinfo=UTC)
Former = aliased(Judgement)


def hands_in(session: Session, claim: Claim) -> set[int | None]:
    """Who joined what this claim shows with others, or took it apart, since it was approved last; what holds of it."""
    approved = publications.latest(session, claim)
    since, numbers = approved.made_at if approved else EVER, list(members_of(session, Claim, [id_of(claim)]))
    joined = {judgement.made_by for judgement in _deciding(session, Kind.CLAIM, set(numbers), since)}
    actors, sources = _named(session, numbers, since)
    return joined | _hands(session, Kind.ACTOR, actors) | _hands(session, Kind.SOURCE, sources)


def _named(session: Session, claims: list[int], approved: datetime) -> tuple[Since, Since]:
    """The actors and sources that statements on these claims name."""
    actors: Since = {}
    sources: Since = {}
    columns: tuple[Any, ...] = (Statement.actor_id, Statement.on_behalf_of_id, Statement.source_id, Statement.made_at)
    query: Any = sa.select(*columns).where(col(Statement.claim_id).in_(claims), ~col(Statement.struck))
    for actor, behalf, source, made in session.execute(query):
        for found, number in ((actors, actor), (actors, behalf), (sources, source)):
            if number is not None:
                found[number] = max(approved, min(made, found.get(number, made)))
    return actors, _with_originals(session, sources)


def _with_originals(session: Session, sources: Since) -> Since:
    """These sources and all that their texts go back to."""
    found, wanted = dict(sources), set(sources)
    while wanted:
        query = select(Source.id, Source.joined_to_id, Source.syndicated_from_id).where(col(Source.id).in_(wanted))
        above = {up: found[one] for one, *both in session.exec(query) if one for up in both if up}
        wanted = above.keys() - found.keys()
        found = above | found
    return found


def _hands(session: Session, kind: Kind, named: Since) -> set[int | None]:
    """Who decided, since then, by which record one of these is shown."""
    head_of = heads_of(session, TABLES[kind], named)
    cluster = cluster_of(session, TABLES[kind], named)
    newer = _deciding(session, kind, cluster, min(named.values())) if named else []
    links = _links(session, kind, cluster) if newer else []
    ends = heads_of(session, TABLES[kind], {end for one in newer for end in (one.left_id, one.right_id)})
    return {
        one.made_by
        for one in newer
        for number, since in named.items()
        if one.made_at > since and _decides(one, number, head_of[number], ends, since, links)
    }


def _decides(
    judgement: Judgement, number: int, head: int, ends: dict[int, int], since: datetime, links: list[Judgement]
) -> bool:
    """Whether this record would be shown otherwise, had this not been judged."""
    tops = {ends[judgement.left_id], ends[judgement.right_id]}
    if judgement.answer is not Answer.SAME:
        return head in tops and head != min(tops)
    older = heads([(one.left_id, one.right_id) for one in links if one.made_at <= since])
    if head not in tops or head == older.get(number, number):
        return False
    path = shortest_path([(one.left_id, one.right_id) for one in links], number, head)
    return {judgement.left_id, judgement.right_id} in [set(step) for step in pairwise(path)]


def _deciding(session: Session, kind: Kind, numbers: set[int], since: datetime) -> list[Judgement]:
    """The judgements on these records, made since then, that join two of them or part what was joined."""
    query = _in_force(kind, numbers).outerjoin(Former, col(Former.id) == Judgement.supersedes_id)
    query = query.where((col(Judgement.answer) == Answer.SAME) | (col(Former.answer) == Answer.SAME))
    return list(session.exec(query.where(Judgement.made_at > since)))


def _links(session: Session, kind: Kind, numbers: set[int]) -> list[Judgement]:
    return list(session.exec(_in_force(kind, numbers).where(Judgement.answer == Answer.SAME)))


def _in_force(kind: Kind, numbers: set[int]) -> Any:
    return select(Judgement).where(
        Judgement.kind == kind,
        col(Judgement.superseded_at).is_(None),
        col(Judgement.left_id).in_(numbers) | col(Judgement.right_id).in_(numbers),
    )

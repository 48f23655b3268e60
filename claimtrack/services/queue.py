"""The match queue: pairs of records that may be the same and of which nobody has said yet whether they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from claimtrack.models import Claim, ClaimRelation, ClaimTopic, Judgement, Match
from claimtrack.services.joined import TABLES, heads_in, standing
from claimtrack.words import Answer, Kind


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which pairs of the queue: on a topic (claims only), found since or until a moment, at least this likely."""

    kind: Kind = Kind.CLAIM
    topic: str = ""
    since: datetime | None = None
    until: datetime | None = None
    least: float = 0.0
    skipped: tuple[int, ...] = ()


def open_matches(session: Session, wanted: Wanted, offset: int = 0, limit: int = 1) -> tuple[Sequence[Match], int]:
    """These pairs of the queue, likeliest first, and how many there are in all."""
    conditions = [*_is_open(wanted.kind), *_fits(wanted)]
    total = session.scalar(select(sa.func.count()).select_from(Match).where(*conditions)) or 0
    query = select(Match).where(*conditions).order_by(col(Match.probability).desc(), col(Match.id))
    return session.exec(query.offset(offset).limit(limit)).all() if total > offset else [], total


def open_count(session: Session, kind: Kind) -> int:
    """How many pairs of this kind wait for an answer."""
    return session.scalar(select(sa.func.count()).select_from(Match).where(*_is_open(kind))) or 0


def match_of(session: Session, kind: Kind, left: int, right: int) -> Match | None:
    """What was found about this pair, whether or not it was judged since."""
    low, high = sorted((left, right))
    query = select(Match).where(Match.kind == kind, Match.left_id == low, Match.right_id == high)
    return session.exec(query).first()


def lately(session: Session, kind: Kind, limit: int = 5) -> list[Judgement]:
    """The judgements in force that were given last."""
    query = select(Judgement).where(Judgement.kind == kind, col(Judgement.superseded_at).is_(None))
    return list(session.exec(query.order_by(col(Judgement.made_at).desc(), col(Judgement.id).desc()).limit(limit)))


@cache
def _is_open(kind: Kind) -> tuple[sa.ColumnElement[bool], ...]:
    """Neither judged the same, by whatever chain, nor judged different on the same texts, nor related."""
    table = TABLES[kind]
    one, other = _pair(table, col(Match.left_id), col(Match.right_id))
    pair = sa.tuple_(one, other)
    conditions = [col(Match.kind) == kind, one != other, pair.not_in(_apart(kind))]
    return (*conditions, pair.not_in(_related())) if kind is Kind.CLAIM else tuple(conditions)


def _pair(table: Any, left: Any, right: Any) -> tuple[sa.ColumnElement[int], sa.ColumnElement[int]]:
    """The numbers of the two records that stand for these, the smaller first."""
    return _in_order(_head(table, left), _head(table, right))


def _in_order(one: Any, other: Any) -> tuple[sa.ColumnElement[int], sa.ColumnElement[int]]:
    return sa.case((one < other, one), else_=other), sa.case((one < other, other), else_=one)


def _head(table: Any, number: Any) -> sa.ColumnElement[int]:
    row = aliased(table)
    return sa.select(standing(row)).where(col(row.id) == number).scalar_subquery()


def _apart(kind: Kind) -> sa.Select[Any]:
    """The pairs, by the records that stand for them, that were judged different and whose texts are as they were."""
    found = aliased(Match)
    same_pair = sa.and_(
        col(found.kind) == kind,
        col(found.left_id) == Judgement.left_id,
        col(found.right_id) == Judgement.right_id,
    )
    return (
        _standing_pairs(TABLES[kind], Judgement, col(Judgement.left_id), col(Judgement.right_id))
        .outerjoin(found, same_pair)
        .where(
            col(Judgement.kind) == kind,
            col(Judgement.answer) == Answer.DIFFERENT,
            col(Judgement.superseded_at).is_(None),
            col(found.id).is_(None) | (found.texts_key == Judgement.texts_key),
        )
    )


def _related() -> sa.Select[Any]:
    """The pairs, by the claims that stand for them, of which is recorded how the one bears on the other."""
    return _standing_pairs(Claim, ClaimRelation, col(ClaimRelation.claim_id), col(ClaimRelation.other_id))


def _standing_pairs(table: Any, said: Any, left: Any, right: Any) -> sa.Select[Any]:
    """For every row that says something of two records, the numbers of those that stand for them, smaller first."""
    one, other = aliased(table), aliased(table)
    pair: tuple[Any, ...] = _in_order(standing(one), standing(other))
    return sa.select(*pair).select_from(said).join(one, col(one.id) == left).join(other, col(other.id) == right)


def _fits(wanted: Wanted) -> list[sa.ColumnElement[bool]]:
    conditions: list[sa.ColumnElement[bool]] = []
    if wanted.topic and wanted.kind is Kind.CLAIM:
        on_topic = select(ClaimTopic.claim_id).where(ClaimTopic.topic == wanted.topic)
        heads = heads_in(Claim, on_topic)
        conditions.append(_head(Claim, col(Match.left_id)).in_(heads) | _head(Claim, col(Match.right_id)).in_(heads))
    if wanted.since:
        conditions.append(col(Match.found_at) >= wanted.since)
    if wanted.until:
        conditions.append(col(Match.found_at) < wanted.until)
    if wanted.least:
        conditions.append(col(Match.probability) >= wanted.least)
    if wanted.skipped:
        conditions.append(col(Match.id).not_in(wanted.skipped))
    return conditions

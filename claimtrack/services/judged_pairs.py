"""Pairs of claims that people judged, for looking back and for learning."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from claimtrack.models import Claim, Judgement, Source, Statement, Wording
from claimtrack.rules.track_record import Judged, TrackRecord, track_record
from claimtrack.words import Kind

AT_ONCE = 500  # pairs read from the database in one go


def record_so_far(session: Session) -> TrackRecord:
    """How the suggestions stood up to the judgements in force, each as it was when the pair was judged."""
    columns: list[Any] = [Judgement.answer, Judgement.probability, Judgement.label]
    return track_record(Judged(*row) for row in session.execute(sa.select(*columns).where(*_in_force())))


def judged_pairs(session: Session) -> Iterator[dict[str, Any]]:
    """Every judged pair as plain values: the answer, and of both claims the texts, the language and the days."""
    judgements = session.exec(select(Judgement).where(*_in_force()).order_by(col(Judgement.id))).all()
    for start in range(0, len(judgements), AT_ONCE):
        some = judgements[start : start + AT_ONCE]
        told = _claims(session, {number for pair in some for number in (pair.left_id, pair.right_id)})
        for pair in some:
            yield {
                "answer": pair.answer.value,
                "relation": pair.relation.value if pair.relation else None,
                "judged": pair.made_at.date().isoformat(),
                "left": told[pair.left_id],
                "right": told[pair.right_id],
            }


def _in_force() -> tuple[sa.ColumnElement[bool], ...]:
    return col(Judgement.kind) == Kind.CLAIM, col(Judgement.superseded_at).is_(None)


def _claims(session: Session, numbers: set[int]) -> dict[int, dict[str, Any]]:
    """These claims with their own words and days, without those of claims that count as the same."""
    texts: dict[int, list[str]] = defaultdict(list)
    days: dict[int, list[tuple[str | None, str | None]]] = defaultdict(list)
    for number, text in session.execute(_wordings(numbers)):
        texts[number].append(text)
    for number, quote, earliest, latest, published in session.execute(_statements(numbers)):
        texts[number].append(quote)
        days[number].append((_written(earliest or published), _written(latest or published)))
    claims = session.exec(select(Claim).where(col(Claim.id).in_(numbers)))
    return {
        claim.id: {
            "id": claim.id,
            "language": claim.language,
            "texts": [text for text in dict.fromkeys([claim.text, claim.gloss, *texts[claim.id]]) if text],
            "dates": [span for span in dict.fromkeys(days[claim.id]) if any(span)],
        }
        for claim in claims
        if claim.id is not None
    }


def _wordings(numbers: set[int]) -> sa.Select[Any]:
    columns: list[Any] = [Wording.claim_id, Wording.text]
    these = (col(Wording.claim_id).in_(numbers), ~col(Wording.struck))
    return sa.select(*columns).where(*these).order_by(col(Wording.id))


def _statements(numbers: set[int]) -> sa.Select[Any]:
    columns: list[Any] = [
        Statement.claim_id,
        Statement.quote,
        Statement.said_earliest,
        Statement.said_latest,
        Source.published,
    ]
    these = (col(Statement.claim_id).in_(numbers), ~col(Statement.struck))
    return (
        sa.select(*columns)
        .join(Source, col(Statement.source_id) == Source.id)
        .where(*these)
        .order_by(col(Statement.id))
    )


def _written(day: date | None) -> str | None:
    return day.isoformat() if day else None

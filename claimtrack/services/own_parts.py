"""What belongs to a claim itself: all of it that readers see, but for the names and sources that others share.

A new name sends no claim back to review, a change of these does (revisions.py).
"""

from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from claimtrack.exchange.verify import digest
from claimtrack.models import DATE_PARTS, Claim, ClaimCountry, ClaimTopic, Statement, Verdict, Wording
from claimtrack.services.joined import members_of
from claimtrack.services.records import id_of

SHOWN = ("text", "language", "gloss", "type", *(f"event_{part}" for part in DATE_PARTS))


def own_key(session: Session, claim: Claim) -> str:
    """A hash of what belongs to a claim and to those it stands for. It stays the same whatever others are called."""
    numbers = sorted(members_of(session, Claim, [id_of(claim)]))
    parts = (
        _read(session, Claim.id, *(getattr(Claim, name) for name in SHOWN), of=Claim.id, numbers=numbers),
        _read(session, Statement.id, Statement.version, Statement.struck, of=Statement.claim_id, numbers=numbers),
        _read(session, Wording.id, Wording.struck, of=Wording.claim_id, numbers=numbers),
        _read(session, ClaimTopic.topic, of=ClaimTopic.claim_id, numbers=numbers),
        _read(session, ClaimCountry.country, of=ClaimCountry.claim_id, numbers=numbers),
        _read(session, Verdict.id, of=Verdict.claim_id, numbers=numbers),
    )
    return digest(list(parts))


def _read(session: Session, *columns: Any, of: Any, numbers: list[int]) -> list[list[str]]:
    query: Any = sa.select(*columns).where(col(of).in_(numbers))
    return sorted([str(value) for value in row] for row in session.execute(query))

"""What a change does to a claim's review: its revision grows, and what was approved has to be approved again.

Every act passes here on its way into the audit trail, with all rows it changed, so that no way of changing a claim can
forget it.
"""

from collections.abc import Iterable

from sqlmodel import Session

from claimtrack.models import DATE_PARTS, Claim, User
from claimtrack.rules.review import after_change, with_hand
from claimtrack.services.trail import Changes, Snapshot

SHOWN = ("text", "language", "gloss", "type", "joined_to_id", *(f"event_{part}" for part in DATE_PARTS))
PARTS = frozenset({"statement", "wording", "claim_topic", "claim_country", "verdict"})  # rows with a claim_id


def note(session: Session, changes: Changes, by: User | None) -> None:
    """Count up the revision of each claim whose page these changes alter, and note who changed it."""
    for number in sorted(_changed(session, changes)):
        claim = session.get(Claim, number)
        assert claim is not None
        claim.revision += 1
        claim.status = after_change(claim.status)
        claim.written_by = with_hand(claim.written_by, by.id if by else None)


def _changed(session: Session, changes: Changes) -> set[int]:
    """The claims already on record that these changes alter, and those that stand for them."""
    made = {int(name.split(":")[1]) for name, (before, _) in changes.items() if _is_claim(name) and before is None}
    touched = {number for name, pair in changes.items() for number in _touches(name, *pair)} - made
    return touched | (_heads(session, touched) - made)


def _touches(name: str, before: Snapshot, after: Snapshot) -> Iterable[int]:
    kind = name.split(":")[0]
    if kind in PARTS:
        return {row["claim_id"] for row in (before, after) if row}
    if kind == Claim.__tablename__ and before and after and any(before[part] != after[part] for part in SHOWN):
        return {before["id"], *(row["joined_to_id"] for row in (before, after) if row["joined_to_id"])}
    return ()


def _heads(session: Session, numbers: Iterable[int]) -> set[int]:
    claims = [session.get(Claim, number) for number in numbers]
    return {claim.joined_to_id for claim in claims if claim and claim.joined_to_id is not None}


def _is_claim(name: str) -> bool:
    return name.startswith(f"{Claim.__tablename__}:")

"""Corrections: what was changed after publication, told to readers with the day, and never taken away."""

from sqlmodel import Session, col, select

from claimtrack.drafts import clean_text
from claimtrack.errors import BadInput
from claimtrack.models import Claim, Correction, User
from claimtrack.services.records import id_of

LONGEST = 2000


def add(session: Session, claim: Claim, text: str, *, by: User) -> Correction:
    """Tell readers what was changed. The caller's act is the one that goes into the history. Raises BadInput."""
    text = checked(text)
    correction = Correction(claim_id=id_of(claim), text=text, made_by=by.id)
    session.add(correction)
    session.flush()
    return correction


def checked(text: str) -> str:
    """The note as it may be published. Raises BadInput."""
    note = str(clean_text(text))
    if not note:
        message = "Tell readers what was changed, or why they see it again: this claim has been published before."
        raise BadInput(message, {"text": message})
    if len(note) > LONGEST:
        message = f"Shorten the note to {LONGEST} characters."
        raise BadInput(message, {"text": message})
    return note


def corrections_of(session: Session, *claim_ids: int) -> list[Correction]:
    """All corrections of these claims, the latest first."""
    query = select(Correction).where(col(Correction.claim_id).in_(claim_ids))
    return list(session.exec(query.order_by(col(Correction.id).desc())))

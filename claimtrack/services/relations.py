"""How claims bear on each other: said by hand, or by an editor's judgement on a pair (judgements.py)."""

from collections.abc import Iterable

from sqlmodel import Session, col, select

from claimtrack.drafts import RelationDraft
from claimtrack.errors import Duplicate
from claimtrack.models import Claim, ClaimRelation, User
from claimtrack.services import audit, judgements
from claimtrack.services.joined import heads_of, members_of
from claimtrack.services.records import get, id_of


def relate(session: Session, claim: Claim, draft: RelationDraft, *, by: User | None) -> ClaimRelation:
    """Say how this claim bears on another. Raises NotFound, or Duplicate when it was said already."""
    other = get(session, Claim, draft.other_id)
    same = select(ClaimRelation).where(
        ClaimRelation.claim_id == claim.id,
        ClaimRelation.other_id == other.id,
        ClaimRelation.relation == draft.relation,
    )
    if other.id == claim.id or session.exec(same).first():
        raise Duplicate("These two claims are related so already, or are one claim.", other.id)
    relation = ClaimRelation(claim_id=id_of(claim), other_id=id_of(other), relation=draft.relation, note=draft.note)
    session.add(relation)
    session.flush()
    audit.record(session, audit.Action.RELATED, f"claim:{claim.id}", by=by)
    return relation


def unrelate(session: Session, relation: ClaimRelation, *, by: User) -> None:
    """Take a relation back, and the judgement that says so; the history keeps both. Raises NotAllowed."""
    number, judgement = relation.id, judgements.take_back_relation(session, relation, by=by)
    if session.get(ClaimRelation, number) is not None:
        session.delete(relation)
    if judgement is not None:
        audit.record(session, audit.Action.TOOK_BACK, f"judgement:{judgement.id}", by=by)
    else:
        audit.record(session, audit.Action.STRUCK, f"claim_relation:{number}", by=by)


def judged(session: Session, related: Iterable[ClaimRelation]) -> set[int]:
    """The numbers of those of these relations that an editor has judged to be so."""
    return {one.id for one in related if one.id is not None and judgements.is_judged_so(session, one)}


def relations_of(session: Session, claim: Claim) -> list[tuple[ClaimRelation, Claim, bool]]:
    """Each relation of a claim, and of those it stands for, with the claim that stands at its other end.

    The third says whether it starts here. What was related once and counts as one claim by now is left out.
    """
    here = members_of(session, Claim, [id_of(claim)])
    either = col(ClaimRelation.claim_id).in_(here) | col(ClaimRelation.other_id).in_(here)
    found = session.exec(select(ClaimRelation).where(either).order_by(col(ClaimRelation.id))).all()
    head = heads_of(session, Claim, {number for r in found for number in (r.claim_id, r.other_id)} - here.keys())
    others = {other.id: other for other in session.exec(select(Claim).where(col(Claim.id).in_(head.values())))}
    ends = [(r, r.other_id if r.claim_id in here else r.claim_id, r.claim_id in here) for r in found]
    return [(r, others[head[end]], starts_here) for r, end, starts_here in ends if head.get(end) in others]

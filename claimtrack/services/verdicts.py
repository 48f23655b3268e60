"""Verdicts: the newsroom's own assessment of a claim. A later one supersedes it, and both stay to be read."""

from collections.abc import Iterable
from typing import Any

from sqlmodel import Session, col, select

from claimtrack.drafts import VerdictDraft
from claimtrack.errors import BadInput, NotAllowed, Stale
from claimtrack.models import Claim, User, Verdict, now
from claimtrack.rules.verdicts import UNVERIFIED
from claimtrack.services import audit, settings
from claimtrack.services.records import id_of
from claimtrack.services.timelines import entries_of
from claimtrack.words import Status


def give(session: Session, claim: Claim, draft: VerdictDraft, *, seen: int, by: User) -> Verdict:
    """Give a verdict on the claim as it was when the form was opened, at revision `seen`.

    Raises Stale when the claim, its statements or its verdict changed since, or it was withdrawn, BadInput, NotAllowed.
    """
    if claim.joined_to_id is not None:
        raise NotAllowed(f"This claim counts as the same as claim {claim.joined_to_id}. Go to that one.")
    if claim.revision != seen or claim.status is Status.WITHDRAWN:
        raise Stale("Somebody changed or withdrew this claim, or gave a verdict on it, since you opened it.")
    before = in_force(session, claim)
    scale = settings.scale(session)
    rating = scale.get(draft.label)
    _check(session, claim, draft, before)
    verdict = Verdict(
        claim_id=id_of(claim),
        number=before.number + 1 if before else 1,
        label=rating.label,
        meaning=rating.meaning,
        value=rating.value,
        best=scale.best if rating.value else 0,
        rationale=draft.rationale,
        grain_of_truth=draft.grain_of_truth,
        evidence=evidence_of(draft.statements, draft.urls),
        reason=draft.reason,
        claim_version=claim.revision,
        made_by=by.id,
    )
    if before is not None:
        before.superseded_at = now()
    session.add(verdict)
    audit.record(session, audit.Action.GAVE_VERDICT, f"claim:{claim.id}", by=by, reason=draft.reason)
    return verdict


def check_open(claim: Claim) -> None:
    """Raises NotAllowed if no verdict can be given before the claim is reopened."""
    if claim.status is Status.WITHDRAWN:
        raise NotAllowed("This claim is withdrawn. Reopen it, then give a verdict.")


def in_force(session: Session, claim: Claim) -> Verdict | None:
    """The verdict that holds."""
    return next((verdict for verdict in verdicts_of(session, claim) if verdict.superseded_at is None), None)


def label_of(session: Session, claim: Claim) -> str:
    """The label of the verdict that holds; “Unverified” where there is none."""
    verdict = in_force(session, claim)
    return verdict.label if verdict else UNVERIFIED.label


def verdicts_of(session: Session, claim: Claim) -> list[Verdict]:
    """All verdicts ever given on this claim, the latest first."""
    query = select(Verdict).where(Verdict.claim_id == claim.id).order_by(col(Verdict.id).desc())
    return list(session.exec(query))


def given_before(session: Session, claim: Claim) -> list[Verdict]:
    """The verdicts on the claims it stands for, the latest first: shown with it, but none of them holds for it."""
    joined = select(Claim.id).where(Claim.joined_to_id == claim.id)
    query = select(Verdict).where(col(Verdict.claim_id).in_(joined)).order_by(col(Verdict.id).desc())
    return list(session.exec(query))


def evidence_of(statements: Iterable[int], urls: Iterable[str]) -> list[dict[str, Any]]:
    """Evidence as it is stored: statements by number, and addresses, each once."""
    return [
        *({"statement": number} for number in dict.fromkeys(statements)),
        *({"url": url} for url in dict.fromkeys(urls) if url),
    ]


def _check(session: Session, claim: Claim, draft: VerdictDraft, before: Verdict | None) -> None:
    wrong = {}
    on_it = {entry.id for entry in entries_of(session, [id_of(claim)])[id_of(claim)]}
    if not set(draft.statements) <= on_it:
        wrong["statements"] = "Choose statements on this claim only."
    if before is not None and not draft.reason:
        wrong["reason"] = "Say why this replaces the verdict before: readers see both."
    if wrong:
        raise BadInput("This verdict cannot be given yet.", wrong)

"""Review: a claim's steps to the reader, who it is assigned to, and what waits for whom."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from claimtrack.drafts import CommentDraft, clean_text
from claimtrack.errors import BadInput, NotAllowed, Stale
from claimtrack.models import Claim, User
from claimtrack.rules.review import Hand, Step, Text, check_step, get_step, steps_from, with_hand
from claimtrack.services import audit, comments, publications, settings
from claimtrack.services.audit import Action
from claimtrack.services.hands import hands_in
from claimtrack.services.joined import joined_to
from claimtrack.services.records import id_of
from claimtrack.words import Role, Status

LONGEST_TEXT = 2000
ACTIONS = {
    "submit": Action.SUBMITTED,
    "take_back": Action.STEPPED_BACK,
    "ask_changes": Action.ASKED_CHANGES,
    "approve": Action.APPROVED,
    "publish": Action.PUBLISHED,
    "step_back": Action.STEPPED_BACK,
    "withdraw": Action.WITHDREW,
    "reopen": Action.REOPENED,
}


@dataclass(frozen=True, slots=True)
class Seen:
    """How far a claim was when its page was opened: revision, status and whom it was assigned to (0: nobody)."""

    revision: int
    status: str
    assigned_to: int

    def __str__(self) -> str:
        return f"{self.revision}.{self.status}.{self.assigned_to}"

    @classmethod
    def of(cls, claim: Claim) -> "Seen":
        return cls(claim.revision, claim.status.value, claim.assigned_to or 0)

    @classmethod
    def read(cls, text: str) -> "Seen":
        """From the form it travelled through. Raises BadInput."""
        revision, _, rest = text.partition(".")
        status, _, assigned = rest.partition(".")
        if status not in set(Status) or not all(_is_number(part) for part in (revision, assigned)):
            raise BadInput("The form has lost what it was opened with. Open the claim again.")
        return cls(int(revision), status, int(assigned))


def take_step(session: Session, claim: Claim, name: str, *, seen: Seen, by: User, text: str = "") -> None:
    """Take a step of rules/review.py with a claim and keep a record.

    `text` is a comment, or what readers are told (`is_for_readers`).
    Raises Stale, NotAllowed, BadInput.
    """
    step = get_step(name)
    check_seen(claim, seen)
    check_may(session, claim, step, by)
    public = publications.is_public(session, claim)
    text = _checked(step, text, public=public)
    if text and not is_for_readers(session, claim, step):
        comments.store(session, claim, CommentDraft(text=text), by=by)
    if step.end is Status.PUBLISHED:
        publications.publish(session, claim, text, by=by)
    elif step.end is Status.WITHDRAWN and public:
        publications.withdraw(session, claim, text, by=by)
    _arrive(session, claim, step, by)
    audit.record(session, ACTIONS[step.name], f"claim:{claim.id}", by=by, reason=text)


def is_for_readers(session: Session, claim: Claim, step: Step) -> bool:
    """Whether what is written with this step is told to readers: they saw it otherwise before, or see it no longer."""
    if step.end is Status.WITHDRAWN:
        return publications.is_public(session, claim)
    return step.end is Status.PUBLISHED and publications.needs_note(session, claim)


def check_may(session: Session, claim: Claim, step: Step, by: User) -> None:
    """Raises NotAllowed, with the reason, if this person may not take this step with this claim now."""
    hand, public = hand_of(session, claim, by), publications.is_public(session, claim)
    if claim.joined_to_id is not None and not (public and step.end is Status.WITHDRAWN):
        raise NotAllowed(f"This claim counts as the same as claim {claim.joined_to_id}. Review that one.")
    check_step(step, claim.status, hand, public=public, approve_own=settings.approve_own(session))


def may_take(session: Session, claim: Claim, by: User) -> list[Step]:
    """The steps this person may take with this claim now. A joined one can be withdrawn while readers see it."""
    hand, public = hand_of(session, claim, by), publications.is_public(session, claim)
    steps = steps_from(claim.status, hand, public=public, approve_own=settings.approve_own(session))
    if claim.joined_to_id is None:
        return steps
    return [step for step in steps if public and step.end is Status.WITHDRAWN]


def hand_of(session: Session, claim: Claim, user: User) -> Hand:
    """What this person has to do with this claim. Who joined it to others, or wrote on one of these, wrote on it."""
    joined = joined_to(session, claim)
    wrote = {person for one in (claim, *joined) for person in one.written_by} | {one.made_by for one in joined}
    wrote_it = user.id in wrote | hands_in(session, claim)
    return Hand(user.role, claim.made_by == user.id, wrote_it, claim.submitted_by == user.id)


def check_seen(claim: Claim, seen: Seen) -> None:
    """Raises Stale if the claim, or how far its review is, has changed since the form was opened."""
    now = Seen.of(claim)
    if (seen.revision, seen.status) != (now.revision, now.status):
        raise Stale("Somebody changed this claim, or took a step with it, since you opened it. Look at it again.")


def assign(session: Session, claim: Claim, user: User | None, *, seen: Seen, by: User) -> None:
    """Give a claim to somebody to look after, or to nobody. Raises Stale, NotAllowed, BadInput.

    Editors give claims to anybody; others take what nobody has, and give back what they have.
    """
    if seen.assigned_to != (claim.assigned_to or 0):
        raise Stale("Somebody assigned this claim since you opened it. Look at it again.")
    own = {assignee(session, claim), user.id if user else None} <= {by.id, None}
    if not (by.role.includes(Role.EDITOR) or own):
        raise NotAllowed("Only an editor may give a claim to somebody else, or take it from them.")
    if user is not None and not user.active:
        raise BadInput("", {"user": "This person cannot sign in at present. Choose somebody else."})
    claim.assigned_to = user.id if user else None
    for joined in joined_to(session, claim):
        joined.assigned_to = None
    audit.record(session, Action.ASSIGNED, f"claim:{claim.id}", by=by)


def assignee(session: Session, claim: Claim) -> int | None:
    """Who looks after a claim, by number: whom it was given to, else who had one for which it stands."""
    return assignees(session, [claim]).get(id_of(claim))


def assignees(session: Session, claims: Sequence[Claim]) -> dict[int, int]:
    """The same of many, by the number of the claim; those that nobody looks after are not in it."""
    query = select(Claim.joined_to_id, Claim.assigned_to).where(
        col(Claim.joined_to_id).in_([claim.id for claim in claims]), col(Claim.assigned_to).is_not(None)
    )
    found = {head: user for head, user in session.exec(query.order_by(col(Claim.id).desc())) if head and user}
    return found | {id_of(claim): claim.assigned_to for claim in claims if claim.assigned_to}


def people(session: Session) -> list[User]:
    """Everybody a claim can be assigned to, by name."""
    return list(session.exec(select(User).where(col(User.active)).order_by(User.name)))


def _arrive(session: Session, claim: Claim, step: Step, by: User) -> None:
    """The claim takes its new status, and what goes with it."""
    claim.status = step.end
    if step.name == "submit":
        claim.written_by = with_hand(claim.written_by, by.id)
        claim.submitted_by = by.id
    if step.end not in (Status.APPROVED, Status.PUBLISHED):
        claim.reviewed_version = None
    elif step.end is Status.APPROVED:
        publications.freeze(session, claim, by=by)
        claim.reviewed_version = claim.revision
        for approved in (claim, *joined_to(session, claim)):
            approved.written_by = []


def _checked(step: Step, text: str, *, public: bool) -> str:
    text = str(clean_text(text))
    if step.text is Text.NEEDED and not text:
        what = "Tell readers why it is withdrawn." if public and step.end is Status.WITHDRAWN else "Write what and why."
        raise BadInput(what, {"text": what})
    if len(text) > LONGEST_TEXT:
        message = f"Shorten this to {LONGEST_TEXT} characters."
        raise BadInput(message, {"text": message})
    return text


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 11

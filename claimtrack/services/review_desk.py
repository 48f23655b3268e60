"""What a person sees of reviews: the panel on a claim's page, and the page with all that waits for them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, func, select

from claimtrack.errors import NotAllowed
from claimtrack.exchange.frozen import Evidence
from claimtrack.models import AuditEvent, AuditTouch, Claim, Correction, Publication, User, Verdict
from claimtrack.rules.entries import Entry
from claimtrack.rules.review import STEPS, Step, Text
from claimtrack.rules.verdicts import UNVERIFIED
from claimtrack.services import comments, corrections, history, publications, reviews, verdicts
from claimtrack.services.claim_list import Listed, listed
from claimtrack.services.evidence import evidence
from claimtrack.services.history_names import Spelling
from claimtrack.services.records import id_of
from claimtrack.services.timelines import entries_of
from claimtrack.words import Role, Status

MOST_ROWS = 50  # of one kind of work
MOST_ACTS = 20  # that are looked through for what changed since a page was opened


@dataclass(frozen=True, slots=True)
class Given:
    """A verdict with its evidence in words."""

    verdict: Verdict
    evidence: Sequence[Evidence]


@dataclass(frozen=True, slots=True)
class Panel:
    """Everything about the review of one claim that its page shows to this person.

    `direct` are the steps taken by one button, `asking` those with something to write first. `why_not` says why this
    person cannot approve. `moved_on`: a name or source it uses was changed since it was approved.
    `behind`: readers see a former state.
    """

    claim: Claim
    seen: str
    direct: Sequence[Step]
    asking: Sequence[Step]
    why_not: str
    assigned: str
    assigned_to: int | None
    people: Sequence[User]
    may_take_it: bool
    may_give_verdict: bool
    verdict: Given | None
    label: str
    superseded: Sequence[Given]
    given_before: Sequence[Given]
    comments: Sequence[comments.Said]
    entries: Sequence[Entry]
    corrections: Sequence[Correction]
    shown: Publication | None
    joined_shown: Sequence[Publication]
    moved_on: bool
    behind: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A claim that waits, and with whom."""

    listed: Listed
    assigned: str
    mine: bool


@dataclass(frozen=True, slots=True)
class Waiting:
    """All that waits: for this person first, then for any editor. Of `changed` there may be more: `changed_in_all`."""

    assigned: Sequence[Row]
    sent_back: Sequence[Row]
    approved: Sequence[Row]
    changed: Sequence[Row]
    changed_in_all: int
    mentions: Sequence[comments.Unseen]


def panel(session: Session, claim: Claim, user: User) -> Panel:
    """The review of this claim as this person sees it."""
    entries = entries_of(session, [id_of(claim)])[id_of(claim)]

    def given_with(found: Iterable[Verdict]) -> list[Given]:
        return [Given(one, evidence(session, claim, one.evidence, entries)) for one in found]

    given = given_with(verdicts.verdicts_of(session, claim))
    steps = reviews.may_take(session, claim, user)
    asking = [step for step in steps if asks(session, claim, step)]
    editor, assigned_to = user.role.includes(Role.EDITOR), reviews.assignee(session, claim)
    shown = publications.last_shown(session, claim) if claim.published_at else None
    current = next((one for one in given if one.verdict.superseded_at is None), None)
    return Panel(
        claim=claim,
        seen=str(reviews.Seen.of(claim)),
        direct=[step for step in steps if step not in asking],
        asking=asking,
        why_not=_why_not(session, claim, user),
        assigned=_name(session, assigned_to),
        assigned_to=assigned_to,
        people=reviews.people(session) if editor else [],
        may_take_it=not editor and assigned_to in (None, user.id),
        may_give_verdict=editor and claim.status is not Status.WITHDRAWN and claim.joined_to_id is None,
        verdict=current,
        label=current.verdict.label if current else UNVERIFIED.label,
        superseded=[one for one in given if one.verdict.superseded_at is not None],
        given_before=given_with(verdicts.given_before(session, claim)),
        comments=comments.comments_of(session, claim, user),
        entries=entries,
        corrections=corrections.corrections_of(session, id_of(claim)),
        shown=shown,
        joined_shown=[one for one in publications.shown_of(session, claim) if one.claim_id != claim.id],
        moved_on=claim.status in (Status.APPROVED, Status.PUBLISHED) and publications.has_moved_on(session, claim),
        behind=shown is not None and shown.revision != claim.revision,
    )


def asks(session: Session, claim: Claim, step: Step) -> bool:
    """Whether something has to be written with this step."""
    return step.text is Text.NEEDED or reviews.is_for_readers(session, claim, step)


def waiting(session: Session, user: User, today: date) -> Waiting:
    """What waits for this person; for an editor also what readers do not see yet, or not as it is now."""
    editor = user.role.includes(Role.EDITOR)
    changed, changed_in_all = changed_since_published(session, MOST_ROWS) if editor else ((), 0)
    open_ones = col(Claim.status).not_in((Status.PUBLISHED, Status.WITHDRAWN))
    return Waiting(
        assigned=_rows(session, user, today, _looked_after_by(user), open_ones),
        sent_back=_rows(session, user, today, Claim.status == Status.NEEDS_CHANGES, _entered_or_submitted_by(user)),
        approved=_rows(session, user, today, Claim.status == Status.APPROVED) if editor else [],
        changed=_in_rows(session, changed, user, today),
        changed_in_all=changed_in_all,
        mentions=comments.unseen(session, user),
    )


def submitted(session: Session, user: User, today: date, offset: int, limit: int) -> tuple[list[Row], int]:
    """The claims that wait to be reviewed, the longest unchanged first, and how many there are in all."""
    submitted = Claim.status == Status.SUBMITTED
    total = session.scalar(select(func.count()).select_from(Claim).where(submitted, _stands())) or 0
    return _rows(session, user, today, submitted, offset=offset, limit=limit), total


def changed_since_published(session: Session, limit: int) -> tuple[list[Claim], int]:
    """The claims of which readers see a former state, the longest unchanged first, and how many there are in all."""
    query = select(Claim).join(Publication, col(Publication.claim_id) == Claim.id)
    query = query.where(*publications.LIVE, Publication.revision != Claim.revision)
    total = session.scalar(select(func.count()).select_from(query.subquery())) or 0
    found = session.exec(query.order_by(col(Claim.changed_at), col(Claim.id)).limit(limit)) if total else ()
    return list(found), total


def done_since(
    session: Session, claim: Claim, revision: int, status: str = "", *, spell: Spelling
) -> list[history.Told]:
    """What was done to a claim, or to what it names, since it had this revision and status; the latest first."""
    name = f"claim:{claim.id}"
    of_it = select(AuditTouch.event_id).where(AuditTouch.record == name)
    query = select(AuditEvent).where(col(AuditEvent.id).in_(of_it)).order_by(col(AuditEvent.id).desc())
    found = []
    for event in session.exec(query.limit(MOST_ACTS)):
        row = event.contents["rows"].get(name) or {}
        before, after = row.get("before") or {}, row.get("after") or {}
        if after and after["revision"] <= revision and status in ("", after["status"]):
            break
        if any(before.get(part) != after.get(part) for part in ("revision", "status")):
            found.append(history.Event(event.id, event.at, event.user_id, event.action, event.subject))
    return history.tell_whole(session, found, spell)


def _rows(session: Session, user: User, today: date, *where: Any, offset: int = 0, limit: int = MOST_ROWS) -> list[Row]:
    query = select(Claim).where(_stands(), *where).order_by(col(Claim.changed_at), col(Claim.id))
    return _in_rows(session, session.exec(query.offset(offset).limit(limit)).all(), user, today)


def _in_rows(session: Session, claims: Sequence[Claim], user: User, today: date) -> list[Row]:
    assigned = reviews.assignees(session, claims)
    ids = set(assigned.values())
    names = {one.id: _called(one) for one in session.exec(select(User).where(col(User.id).in_(ids)))}
    return [
        Row(row, names.get(assigned.get(id_of(row.claim)), ""), assigned.get(id_of(row.claim)) == user.id)
        for row in listed(session, claims, today)
    ]


def _stands() -> sa.ColumnElement[bool]:
    """Joined claims wait for nobody: the one that stands for them does."""
    return col(Claim.joined_to_id).is_(None)


def _entered_or_submitted_by(user: User) -> sa.ColumnElement[bool]:
    return sa.or_(col(Claim.made_by) == user.id, col(Claim.submitted_by) == user.id)


def _looked_after_by(user: User) -> sa.ColumnElement[bool]:
    """Given to this person, or given to nobody and standing for a claim that was given to them."""
    theirs = select(Claim.joined_to_id).where(Claim.assigned_to == user.id, col(Claim.joined_to_id).is_not(None))
    return sa.or_(col(Claim.assigned_to) == user.id, col(Claim.assigned_to).is_(None) & col(Claim.id).in_(theirs))


def _why_not(session: Session, claim: Claim, user: User) -> str:
    """Why an editor cannot approve a submitted claim; "" where they can, or where nobody could."""
    if claim.status is not Status.SUBMITTED or not user.role.includes(Role.EDITOR):
        return ""
    try:
        reviews.check_may(session, claim, STEPS["approve"], user)
    except NotAllowed as error:
        return str(error)
    return ""


def _name(session: Session, number: int | None) -> str:
    user = session.get(User, number) if number else None
    return _called(user) if user else ""


def _called(user: User) -> str:
    """Who looks after a claim; that somebody cannot at present is said, so that it is given to another."""
    return (user.full_name or user.name) + ("" if user.active else " (suspended)")

"""What was done, as sentences: “Ana struck out a statement by Sergei Lavrov on …”, each with the record it leads to.

The audit events are the only source; rules/deeds.py makes the sentences.
"""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from claimtrack.models import AuditEvent, AuditTouch
from claimtrack.rules.deeds import ACCOUNTS, deed
from claimtrack.rules.doing import Act
from claimtrack.rules.fields import mentioned
from claimtrack.rules.row_changes import RowChange, ends
from claimtrack.rules.sentence import Part
from claimtrack.rules.touched import Rows, kind_of, number_of
from claimtrack.services.audit import Action
from claimtrack.services.history_names import Names, Spelling, names_of

RECORDS = (
    *(Action.ENTERED, Action.CHANGED, Action.STRUCK, Action.RESTORED, Action.RELATED, Action.IMPORTED),
    *(Action.SUBMITTED, Action.STEPPED_BACK, Action.ASKED_CHANGES, Action.APPROVED, Action.PUBLISHED),
    *(Action.WITHDREW, Action.REOPENED, Action.GAVE_VERDICT),
)
PEOPLE = "user_account"
TOLD_AT_MOST = 3  # acts on one record that are told one by one
SAID_APART = (Action.IMPORTED, Action.ERASED)  # their reasons are no part of a sentence
SHORT = 160  # characters of a reason that goes into the sentence
LARGEST = 400  # records an event may belong to for its rows to be read
LISTED: tuple[Any, ...] = (AuditEvent.id, AuditEvent.at, AuditEvent.user_id, AuditEvent.action, AuditEvent.subject)


@dataclass(frozen=True, slots=True)
class Told:
    """One act, or several on one record: “Ana” “entered a statement by Lavrov” “on” and the record's title, `tail`.

    `page` is the kind of the record it leads to ("claim", "actor", …), "" where it leads nowhere. `because` is a reason
    short enough for the sentence, `reason` any other. `rows` is what the sentence leaves out, `folded` where it is all
    new; `more` counts records beyond those.
    """

    at: datetime
    who: str
    parts: tuple[Part, ...]
    to: str = ""
    page: str = ""
    number: int = 0
    title: str = ""
    language: str = ""
    tail: tuple[Part, ...] = ()
    because: str = ""
    reason: str = ""
    rows: tuple[RowChange, ...] = ()
    more: int = 0
    folded: bool = False
    event: int = 0

    @property
    def did(self) -> str:
        return "".join(part.text for part in self.parts)


@dataclass(frozen=True, slots=True)
class LastChange:
    who: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Event:
    """An event's row without its contents, which are read for those that are told whole."""

    id: int
    at: datetime
    user_id: int | None
    action: str
    subject: str


def changes(session: Session, *, since: datetime | None = None, limit: int = 20) -> list[Told]:
    """What was last done to records, latest first; as many queries for twenty acts as for one."""
    query: Any = (
        sa.select(*(col(column) for column in LISTED))
        .where(
            col(AuditEvent.action).in_([action.value for action in RECORDS]),
            ~col(AuditEvent.subject).startswith(PEOPLE, autoescape=True),
        )
        .order_by(col(AuditEvent.id).desc())
        .limit(limit)
    )
    if since is not None:
        query = query.where(col(AuditEvent.at) >= since)
    events = [Event(*row) for row in session.exec(query)]
    # A relation that was taken back is gone: only its event knows what it was.
    gone = contents_of(session, [event.id for event in events if kind_of(event.subject) == "claim_relation"])
    return [replace(told, tail=(), rows=(), because="", reason="") for told in tell(session, events, gone)]


def gathered(acts: Iterable[Told]) -> list[Told]:
    """What one person did to one record as one sentence, in the place of the latest of it."""
    groups: dict[object, list[Told]] = {}
    for act in acts:
        groups.setdefault((act.who, act.page, act.number) if act.page else len(groups), []).append(act)
    return [_together(group) for group in groups.values()]


def last_change(session: Session, subject: str) -> LastChange | None:
    """Who last changed this record itself, such as "claim:12", and not what hangs on it. None where nobody can tell."""
    of_it = select(AuditTouch.event_id).where(AuditTouch.record == subject)
    query = select(AuditEvent).where(col(AuditEvent.id).in_(of_it)).order_by(col(AuditEvent.id).desc())
    with closing(session.exec(query, execution_options={"yield_per": 20})) as events:
        for event in events:
            if not event.salt:  # erased: it may have been this one
                return None
            row = event.contents["rows"].get(subject) or {}
            if _version(row.get("before")) != _version(row.get("after")):
                names = names_of(session, [(PEOPLE, event.user_id or 0)], _as_it_is)
                return LastChange(_who(names, event.user_id), event.at, str(event.contents["reason"]))
    return None


def _version(row: Mapping[str, Any] | None) -> int:
    return int(row["version"]) if row else 0


def tell_whole(session: Session, events: Sequence[Event], spell: Spelling, about: str = "") -> list[Told]:
    """These events with all they changed; what was changed elsewhere than in the record `about` is left out."""
    sizes = _sizes(session, [event.id for event in events])
    small = [event.id for event in events if sizes.get(event.id, 0) <= LARGEST]
    counts = _counts(session, [number for number, size in sizes.items() if size > LARGEST])
    return tell(session, events, contents_of(session, small), counts, spell, about)


def tell(
    session: Session,
    events: Sequence[Event],
    contents: Mapping[int, dict[str, Any]],
    counts: Mapping[int, dict[str, int]] | None = None,
    spell: Spelling | None = None,
    about: str = "",
) -> list[Told]:
    """These events as sentences, as far as their contents are given."""
    acts = [
        Act(
            event.action,
            Action(event.action).label,
            event.subject,
            _rows(event, contents.get(event.id, {})),
            (counts or {}).get(event.id, {}),
            about,
            event.subject == f"{PEOPLE}:{event.user_id}",
        )
        for event in events
    ]
    named = {(PEOPLE, event.user_id or 0) for event in events}
    named |= {(kind_of(act.subject), number_of(act.subject)) for act in acts}
    names = names_of(session, named.union(*(mentioned(act.rows) for act in acts)), spell or _as_it_is)
    return [
        _told(event, act, str(contents.get(event.id, {}).get("reason", "")), names)
        for event, act in zip(events, acts, strict=True)
    ]


def contents_of(session: Session, ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    """What these events hold."""
    query = select(AuditEvent.id, AuditEvent.contents).where(col(AuditEvent.id).in_(ids))
    return {number: dict(contents) for number, contents in session.exec(query)} if ids else {}


def _told(event: Event, act: Act, reason: str, names: Names) -> Told:
    found = deed(act, names)
    kind, number = _leads_to(act, names)
    known = number and (kind, number) in names.titles and not act.own
    in_sentence = len(reason) < SHORT and "\n" not in reason and act.action not in SAID_APART
    return Told(
        at=event.at,
        who=_who(names, event.user_id),
        parts=found.parts,
        to=found.to,
        page=("user" if kind == PEOPLE else kind) if known else "",
        number=number,
        title=names.titles.get((kind, number), ""),
        language=names.languages.get(number, "") if kind == "claim" else "",
        tail=found.tail,
        because=reason.rstrip(".") if in_sentence else "",
        reason="" if in_sentence else reason,
        rows=found.rows or (),
        more=found.more,
        folded=act.action in (Action.ENTERED, Action.IMPORTED),
        event=event.id,
    )


def _leads_to(act: Act, names: Names) -> tuple[str, int]:
    """The record an act is told of: a statement's claim, the first of two records judged, else its subject."""
    row = next((row for row in reversed(act.row) if row), None)
    if act.kind == "judgement" and row:
        return str(row["kind"]), ends(row)[0]
    if act.kind == "claim_relation" and row:
        return "claim", int(row["claim_id"])
    number = number_of(act.subject)
    if act.kind in ("statement", "wording", "comment"):
        return "claim", names.claim_of.get((act.kind, number), 0)
    return act.kind, number


def _together(group: Sequence[Told]) -> Told:
    done = list(dict.fromkeys(act.did for act in group))
    if len(done) == 1:
        return group[0]
    more = len(done) - TOLD_AT_MOST if len(done) > TOLD_AT_MOST + 1 else 0
    shown = done[: len(done) - more]
    last = f"did {more} more things" if more else shown.pop()
    return replace(group[0], parts=(Part(f"{', '.join(shown)} and {last}"),), to="on")


def _rows(event: Event, contents: Mapping[str, Any]) -> Rows:
    """What the event changed. Accounts are told of with acts on accounts only, and these to admins only."""
    rows = {name: (row["before"], row["after"]) for name, row in contents.get("rows", {}).items()}
    if kind_of(event.subject) == PEOPLE:
        return rows
    return {name: pair for name, pair in rows.items() if kind_of(name) not in ACCOUNTS}


def _sizes(session: Session, ids: Sequence[int]) -> dict[int, int]:
    """To how many records each of these events belongs."""
    query: Any = sa.select(col(AuditTouch.event_id), sa.func.count()).where(col(AuditTouch.event_id).in_(ids))
    return dict(session.exec(query.group_by(AuditTouch.event_id)).all()) if ids else {}


def _counts(session: Session, ids: Sequence[int]) -> dict[int, dict[str, int]]:
    """For each of these events how many records of which kind it changed."""
    own = col(AuditTouch.record).like(col(AuditTouch.kind).concat(":%"))
    query: Any = sa.select(col(AuditTouch.event_id), col(AuditTouch.kind), sa.func.count()).where(own)
    query = query.where(col(AuditTouch.event_id).in_(ids)).group_by(AuditTouch.event_id, AuditTouch.kind)
    found: dict[int, dict[str, int]] = {number: {} for number in ids}
    for number, kind, count in session.exec(query) if ids else ():
        found[number][kind] = count
    return found


def _who(names: Names, user_id: int | None) -> str:
    return "Somebody at the server" if user_id is None else names.titles.get((PEOPLE, user_id), "Somebody")


def _as_it_is(_kind: str, code: str) -> str:
    return code

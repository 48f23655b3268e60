"""What was done, as sentences: “Ana struck out a statement by Sergei Lavrov on …”, each with the record it leads to."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from claimtrack.models import Actor, AuditEvent, Claim, Comment, Outlet, Source, Statement, User, Wording
from claimtrack.services.audit import Action

RECORDS = (
    *(Action.ENTERED, Action.CHANGED, Action.STRUCK, Action.RESTORED, Action.RELATED, Action.IMPORTED),
    *(Action.SUBMITTED, Action.STEPPED_BACK, Action.ASKED_CHANGES, Action.APPROVED, Action.PUBLISHED),
    *(Action.WITHDREW, Action.REOPENED, Action.GAVE_VERDICT),
)
PEOPLE = "user_account:"
TOLD_AT_MOST = 3  # acts on one record that are told one by one
_COLUMNS: tuple[Any, ...] = (
    AuditEvent.id,
    AuditEvent.at,
    AuditEvent.user_id,
    AuditEvent.action,
    AuditEvent.subject,
)


@dataclass(frozen=True, slots=True)
class Told:
    """One act, or several on one record: “Ana” “entered a statement by Lavrov” “on” and the record's title.

    `page` is the kind of the record it leads to ("claim", "actor", …), "" where it leads nowhere.
    """

    at: datetime
    who: str
    did: str
    to: str = ""
    page: str = ""
    number: int = 0
    title: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class LastChange:
    who: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class _Event:
    id: int
    at: datetime
    user_id: int | None
    action: Action
    kind: str
    number: int


@dataclass(frozen=True, slots=True)
class _Names:
    """What the records of events are called. `claim_of` leads from statements, wordings and relations to claims."""

    claims: dict[int, tuple[str, str]]
    claim_of: dict[tuple[str, int], int]
    speakers: dict[int, str]
    titles: dict[tuple[str, int], str]
    users: dict[int, str]


def changes(session: Session, *, since: datetime | None = None, limit: int = 20) -> list[Told]:
    """What was last done to records, latest first; as many queries for twenty acts as for one."""
    query: Any = (
        sa.select(*(col(column) for column in _COLUMNS))
        .where(
            col(AuditEvent.action).in_([action.value for action in RECORDS]),
            ~col(AuditEvent.subject).startswith(PEOPLE, autoescape=True),
        )
        .order_by(col(AuditEvent.id).desc())
        .limit(limit)
    )
    if since is not None:
        query = query.where(col(AuditEvent.at) >= since)
    return _tell(session, [_event(*row) for row in session.exec(query)])


def gathered(acts: Iterable[Told]) -> list[Told]:
    """What one person did to one record as one sentence, in the place of the latest of it."""
    groups: dict[object, list[Told]] = {}
    for act in acts:
        groups.setdefault((act.who, act.page, act.number) if act.page else len(groups), []).append(act)
    return [_together(group) for group in groups.values()]


def last_change(session: Session, subject: str) -> LastChange | None:
    """Who was the last to do something to this record, such as "claim:12"."""
    query = select(AuditEvent).where(AuditEvent.subject == subject).order_by(col(AuditEvent.id).desc()).limit(1)
    event = session.exec(query).first()
    if event is None:
        return None
    names = _user_names(session, [event.user_id])
    return LastChange(_who(names, event.user_id), event.at, str(event.contents.get("reason", "")))


def _event(number: int, at: datetime, user_id: int | None, action: str, subject: str) -> _Event:
    kind, _, record = subject.partition(":")
    return _Event(number, at, user_id, Action(action), kind, int(record) if record.isdigit() else 0)


def _tell(session: Session, events: Sequence[_Event]) -> list[Told]:
    names = _names(session, events)
    return [_told(event, names) for event in events]


def _told(event: _Event, names: _Names) -> Told:
    who = _who(names.users, event.user_id)
    if event.kind in ("claim", "statement", "wording", "claim_relation", "comment"):
        return _on_claim(event, names, who)
    if event.kind in ("actor", "outlet", "source"):
        title = names.titles.get((event.kind, event.number), "")
        return Told(event.at, who, f"{event.action.label} the {event.kind}", "", event.kind, event.number, title)
    return Told(event.at, who, f"{event.action.label} {'a file' if event.action is Action.IMPORTED else 'a record'}")


def _together(group: Sequence[Told]) -> Told:
    done = list(dict.fromkeys(act.did for act in group))
    if len(done) == 1:
        return group[0]
    more = len(done) - TOLD_AT_MOST if len(done) > TOLD_AT_MOST + 1 else 0
    shown = done[: len(done) - more]
    last = f"did {more} more things" if more else shown.pop()
    return replace(group[0], did=f"{', '.join(shown)} and {last}", to="on")


def _on_claim(event: _Event, names: _Names, who: str) -> Told:
    did, to = _did(event, names.speakers.get(event.number, "somebody"))
    number = event.number if event.kind == "claim" else names.claim_of.get((event.kind, event.number), 0)
    if number not in names.claims:
        return Told(event.at, who, f"{did} {to} a claim" if to else did)
    text, language = names.claims[number]
    return Told(event.at, who, did, to, "claim", number, text, language)


def _did(event: _Event, speaker: str) -> tuple[str, str]:
    """What was done, and the word between that and the claim it was done to."""
    match event.kind, event.action:
        case "statement", _:
            return f"{event.action.label} a statement by {speaker}", "on"
        case "wording", Action.ENTERED:
            return "added a wording", "of"
        case "wording", _:
            return f"{event.action.label} a wording", "of"
        case "comment", _:
            return f"{event.action.label} a comment", "on"
        case "claim_relation", _:
            return "took back a relation", "of"
        case _, Action.RELATED:
            return "related another claim", "to"
    return f"{event.action.label} the claim", ""


def _names(session: Session, events: Sequence[_Event]) -> _Names:
    numbers: dict[str, set[int]] = defaultdict(set)
    for event in events:
        numbers[event.kind].add(event.number)
    said = _statements(session, numbers["statement"])
    claim_of = {("statement", number): claim_id for number, (claim_id, _) in said.items()}
    claim_of |= {("wording", n): c for n, c in _pairs(session, Wording.id, Wording.claim_id, numbers["wording"])}
    claim_of |= {("comment", n): c for n, c in _pairs(session, Comment.id, Comment.claim_id, numbers["comment"])}
    claim_of |= _relations(session, [event.id for event in events if event.kind == "claim_relation"])
    titles = {("actor", n): name for n, name in _pairs(session, Actor.id, Actor.name, numbers["actor"])}
    titles |= {("outlet", n): name for n, name in _pairs(session, Outlet.id, Outlet.name, numbers["outlet"])}
    titles |= {("source", n): title or url for n, title, url in _sources(session, numbers["source"])}
    return _Names(
        claims=_claims(session, {*numbers["claim"], *claim_of.values()}),
        claim_of=claim_of,
        speakers={number: actor for number, (_, actor) in said.items()},
        titles=titles,
        users=_user_names(session, [event.user_id for event in events]),
    )


def _statements(session: Session, ids: Collection[int]) -> dict[int, tuple[int, str]]:
    """For each statement its claim's number and its actor's name."""
    if not ids:
        return {}
    query = select(Statement.id, Statement.claim_id, Actor.name).join(Actor, col(Actor.id) == Statement.actor_id)
    found = session.exec(query.where(col(Statement.id).in_(list(ids))))
    return {number: (claim_id, actor) for number, claim_id, actor in found if number is not None}


def _claims(session: Session, ids: Iterable[int]) -> dict[int, tuple[str, str]]:
    found = session.exec(select(Claim.id, Claim.text, Claim.language).where(col(Claim.id).in_(list(ids))))
    return {number: (text, language) for number, text, language in found if number is not None}


def _relations(session: Session, event_ids: Sequence[int]) -> dict[tuple[str, int], int]:
    """For each relation these events took back, the claim it started at; the relation itself is gone."""
    found = _pairs(session, AuditEvent.id, AuditEvent.contents, event_ids)
    befores = [row["before"] for _, contents in found for row in contents["rows"].values() if row["before"]]
    return {("claim_relation", before["id"]): before["claim_id"] for before in befores if "claim_id" in before}


def _pairs(session: Session, key: Any, value: Any, ids: Collection[int]) -> Any:
    """Pairs of these two columns for these numbers; nothing is asked where there are none."""
    return session.exec(select(key, value).where(col(key).in_(list(ids)))).all() if ids else []


def _sources(session: Session, ids: Collection[int]) -> list[tuple[int, str, str]]:
    found = session.exec(select(Source.id, Source.title, Source.url).where(col(Source.id).in_(list(ids))))
    return [(number, title, url or "") for number, title, url in found if number is not None]


def _user_names(session: Session, ids: Iterable[int | None]) -> dict[int, str]:
    wanted = [number for number in ids if number is not None]
    found = session.exec(select(User.id, User.full_name, User.name).where(col(User.id).in_(wanted)))
    return {number: full or name for number, full, name in found if number is not None}


def _who(names: dict[int, str], user_id: int | None) -> str:
    return names.get(user_id, "Somebody") if user_id is not None else "The host’s owner"

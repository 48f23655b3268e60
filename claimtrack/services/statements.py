"""Statements: one actor, one stance, one claim, one source, one date, in these words."""

from sqlmodel import Session, col, select

from claimtrack.dates import FuzzyDate
from claimtrack.drafts import EntryDraft, StatementDraft
from claimtrack.errors import BadInput, Duplicate
from claimtrack.models import DATE_PARTS, Actor, Claim, Source, Statement, User
from claimtrack.services import actors, audit, claims, search, sources
from claimtrack.services.records import apply, check_version, get, id_of


def enter(session: Session, entry: EntryDraft, *, by: User | None, reason: str = "") -> Statement:
    """Store what one form holds: claim, actor and source found or made, and the statement.

    Raises Duplicate, NotFound.
    """
    statement = store(session, entry, by=by)
    audit.record(session, audit.Action.ENTERED, f"statement:{statement.id}", by=by, reason=reason)
    return statement


def store(session: Session, entry: EntryDraft, *, by: User | None) -> Statement:
    """Like `enter`, without telling of it: for a caller that tells of more at once."""
    source = (
        sources.find_or_make_source(session, entry.source) if entry.source else get(session, Source, entry.source_id)
    )
    actor = actors.find_or_make_actor(session, entry.actor) if entry.actor else get(session, Actor, entry.actor_id)
    claim = claims.make_claim(session, entry.claim, by=by) if entry.claim else get(session, Claim, entry.claim_id)
    if entry.wording:
        claims.keep_wording(session, claim, entry.wording)
    statement = Statement(
        claim_id=id_of(claim), actor_id=id_of(actor), source_id=id_of(source), stance=entry.statement.stance
    )
    statement.made_by = by.id if by else None
    for name, value in _values(session, entry.statement).items():
        setattr(statement, name, value)
    check_same_act(session, statement)
    check_new(session, statement)
    session.add(statement)
    search.refresh(session, claim)
    return statement


def change_statement(
    session: Session, statement: Statement, draft: StatementDraft, *, seen: int, by: User, reason: str = ""
) -> None:
    """Change what was said, how, or when. Raises Stale."""
    check_version(statement, seen)
    apply(statement, **_values(session, draft))
    check_same_act(session, statement)
    search.refresh(session, get(session, Claim, statement.claim_id))
    audit.record(session, audit.Action.CHANGED, f"statement:{statement.id}", by=by, reason=reason)


def strike(
    session: Session, statement: Statement, *, seen: int, by: User, reason: str = "", struck: bool = True
) -> None:
    """Strike a mistaken statement out of the timeline, or bring it back. Raises Stale."""
    check_version(statement, seen)
    apply(statement, struck=struck)
    search.refresh(session, get(session, Claim, statement.claim_id))
    action = audit.Action.STRUCK if struck else audit.Action.RESTORED
    audit.record(session, action, f"statement:{statement.id}", by=by, reason=reason)


def check_new(session: Session, statement: Statement) -> None:
    """Raises Duplicate if this actor takes this stance on this claim in this source, in these words, already."""
    query = select(Statement).where(
        Statement.claim_id == statement.claim_id,
        Statement.actor_id == statement.actor_id,
        Statement.source_id == statement.source_id,
        Statement.stance == statement.stance,
        Statement.quote == statement.quote,
        ~col(Statement.struck),
    )
    with session.no_autoflush:
        known = session.exec(query.limit(1)).first()
    if known is not None:
        raise Duplicate("This statement is recorded already, with the same actor, stance, source and quote.", known.id)


def check_same_act(session: Session, statement: Statement) -> None:
    """Raises BadInput unless the statement it is the same act as is another one on the same claim."""
    if statement.same_act_as_id is None:
        return
    with session.no_autoflush:  # the number may be of no statement at all, which the database would refuse
        other = session.get(Statement, statement.same_act_as_id)
    if other is None or other.claim_id != statement.claim_id or other.id == statement.id:
        message = "Choose a statement on the same claim."
        raise BadInput("The same act must be one on this claim.", {"same_act_as": message})


def first_asserted(session: Session, claim_id: int) -> FuzzyDate | None:
    """The date of the earliest known assertion of a claim, before which nobody can have answered it."""
    query = select(Statement).where(
        Statement.claim_id == claim_id,
        ~col(Statement.struck),
        col(Statement.stance).in_(("asserts", "repeats", "confirms")),
        col(Statement.said_earliest).is_not(None),
    )
    first = session.exec(query.order_by(col(Statement.said_earliest), col(Statement.id)).limit(1)).first()
    return first.said if first else None


def _values(session: Session, draft: StatementDraft) -> dict[str, object]:
    values = draft.model_dump(exclude={"said", "on_behalf_of"})
    said = {f"said_{name}": getattr(draft.said, name) for name in DATE_PARTS}
    return {**values, **said, "on_behalf_of_id": actors.speaker_for(session, draft.on_behalf_of)}

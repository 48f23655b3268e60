"""One statement with the records around it."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from claimtrack.models import Actor, Claim, Outlet, Source, Statement
from claimtrack.rules.entries import Entry, order_in_time
from claimtrack.services.records import get
from claimtrack.services.timelines import entries_of

MOST_OTHERS = 100  # statements offered as the same act


@dataclass(frozen=True, slots=True)
class StatementPage:
    """A statement, who made it, where, and on what."""

    statement: Statement
    claim: Claim
    actor: Actor
    source: Source
    outlet: Outlet | None
    on_behalf_of: str


def statement_page(session: Session, number: int) -> StatementPage:
    """The statement with this number and its records. Raises NotFound."""
    statement = get(session, Statement, number)
    source = get(session, Source, statement.source_id)
    behalf = session.get(Actor, statement.on_behalf_of_id) if statement.on_behalf_of_id else None
    return StatementPage(
        statement=statement,
        claim=get(session, Claim, statement.claim_id),
        actor=get(session, Actor, statement.actor_id),
        source=source,
        outlet=session.get(Outlet, source.outlet_id) if source.outlet_id else None,
        on_behalf_of=behalf.name if behalf else "",
    )


def other_statements(session: Session, statement: Statement) -> list[Entry]:
    """The other statements on the same claim in the order of time.

    Where there are very many: the one it is linked to, and those nearest in time.
    """
    entries = entries_of(session, [statement.claim_id])[statement.claim_id]
    ordered = sorted((entry for entry in entries if entry.id != statement.id), key=order_in_time)
    if len(ordered) <= MOST_OTHERS:
        return ordered
    here = statement.said.middle
    near = sorted(ordered, key=lambda entry: _days_apart(entry, here) if entry.id != statement.same_act_as_id else -1)
    return sorted(near[:MOST_OTHERS], key=order_in_time)


def _days_apart(entry: Entry, here: date | None) -> int:
    there = entry.said.middle
    return abs((there - here).days) if there and here else 10**6

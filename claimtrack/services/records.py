"""Getting one record by its number, and making sure the form was not overtaken."""

from typing import TypeVar

from sqlmodel import Session

from claimtrack.errors import Joined, NotFound, Stale
from claimtrack.models import Actor, Claim, Outlet, Row, Source, Statement, User

R = TypeVar("R", bound=Row)
J = TypeVar("J", Claim, Actor, Source)
LARGEST_ID = 2**31 - 1  # what an INTEGER of PostgreSQL holds


def get(session: Session, kind: type[R], number: int | None) -> R:
    """The record with this number. Raises NotFound."""
    row = session.get(kind, number) if number and 0 < number <= LARGEST_ID else None
    if row is None:
        raise NotFound(f"There is no {kind.__name__.lower()} {number}.")
    return row


def get_standing(session: Session, kind: type[J], number: int | None) -> J:
    """The same of a record that stands for itself. Raises NotFound, Joined."""
    row = get(session, kind, number)
    check_standing(row)
    return row


def check_standing(row: Claim | Actor | Source) -> None:
    """Raises Joined if another record stands for this one."""
    if row.joined_to_id is not None:
        raise Joined(type(row).__name__.lower(), id_of(row), row.joined_to_id)


def check_version(row: Claim | Statement | Actor | Outlet | Source | User, seen: int) -> None:
    """Raises Joined or Stale if the record was joined to another, or changed, after the form with `seen` was opened."""
    if isinstance(row, Claim | Actor | Source):
        check_standing(row)
    if row.version != seen:
        raise Stale(f"Somebody changed this {type(row).__name__.lower()} since you opened it.")


def apply(row: Claim | Statement | Actor | Outlet | Source | User, **values: object) -> bool:
    """Set these columns and count the version up. False, and nothing done, when all were so already."""
    changed = {name: value for name, value in values.items() if getattr(row, name) != value}
    for name, value in changed.items():
        setattr(row, name, value)
    if changed:
        row.version += 1
    return bool(changed)


def id_of(row: Claim | Statement | Actor | Outlet | Source | User) -> int:
    """The number of a record that has been stored."""
    assert row.id is not None
    return row.id

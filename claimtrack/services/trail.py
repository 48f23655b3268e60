"""Which rows a session has changed, seen by the session itself, so that no change can go untold."""

from collections.abc import Set
from typing import Any, cast

import sqlalchemy as sa
from pydantic_core import to_jsonable_python
from sqlalchemy.orm import ORMExecuteState, UOWTransaction
from sqlmodel import Session

from claimtrack.models import Row

Snapshot = dict[str, Any] | None  # the row's columns as JSON values; None where there was no row
Changes = dict[str, tuple[Snapshot, Snapshot]]  # "claim:12" → before, after


def watch(session: Session) -> None:
    """Note every audited row that this session adds, changes or removes from now on."""
    session.info["changes"], session.info["secrets"] = {}, {}
    sa.event.listen(session, "after_flush", _note)
    sa.event.listen(session, "do_orm_execute", _refuse_unseen)


def take(session: Session) -> Changes:
    """What has changed since the last call; from now on it counts as told."""
    session.flush()
    changes: Changes = session.info["changes"]
    session.info["changes"] = {}
    return changes


def take_secrets(session: Session) -> Changes:
    """The same of the secret columns of rows that have any."""
    secrets: Changes = session.info["secrets"]
    session.info["secrets"] = {}
    return secrets


def untold(session: Session) -> Changes:
    """What has changed since the last event."""
    session.flush()
    changes: Changes = session.info["changes"]
    return dict(changes)


def has_untold(session: Session) -> bool:
    """Whether anything has changed since the last event."""
    return bool(untold(session))


def check_told(session: Session) -> None:
    """Raises RuntimeError if anything has changed of which no audit event tells."""
    if session.info["changes"]:
        raise RuntimeError(f"changed without an audit event: {', '.join(session.info['changes'])}")


def name_of(row: Row) -> str:
    """How a row is called in the trail: its table and key, as in “claim:12”."""
    state = cast(Any, sa.inspect(row))
    return ":".join([row.__tablename__, *(str(part) for part in state.mapper.primary_key_from_instance(row))])  # type: ignore[list-item]


def snapshot(row: Row) -> dict[str, Any]:
    """The row's columns as JSON values, without those that are secret."""
    return row.model_dump(mode="json", exclude=set(row.secret))


def secrets_of(row: Row) -> dict[str, Any]:
    """The row's secret columns as JSON values."""
    return row.model_dump(mode="json", include=set(row.secret))


def _refuse_unseen(state: ORMExecuteState) -> None:
    """An UPDATE of many rows at once would pass by `_note`."""
    if not (state.is_insert or state.is_update or state.is_delete):
        return
    table = cast(Any, state.statement).table.name
    if table in {kind.__tablename__ for kind in Row.__subclasses__() if kind.audited}:
        raise RuntimeError(f"{table} is audited: change its rows one by one, so that the trail sees each")


def _note(session: Session, _flush: UOWTransaction) -> None:
    for row in session.new:
        _add(session, row, None, row.model_dump(mode="json"))
    for row in session.dirty:
        if row.audited and session.is_modified(row):
            _add(session, row, _before(row), row.model_dump(mode="json"))
    for row in session.deleted:
        _add(session, row, _before(row), None)


def _add(session: Session, row: Row, before: Snapshot, after: Snapshot) -> None:
    """Keep the earliest “before” of several changes to one row."""
    if not row.audited:
        return
    name, columns = name_of(row), row.__class__.model_fields.keys()
    for part, kept in (("changes", columns - row.secret), ("secrets", row.secret)):
        if kept:
            changes: Changes = session.info[part]
            earliest = changes[name][0] if name in changes else _part(before, kept)
            changes[name] = (earliest, _part(after, kept))


def _part(whole: Snapshot, kept: Set[str]) -> Snapshot:
    return None if whole is None else {name: value for name, value in whole.items() if name in kept}


def _before(row: Row) -> dict[str, Any]:
    state = cast(Any, sa.inspect(row))
    histories = {name: state.attrs[name].history for name in state.committed_state}  # of those that were set
    old = {name: one.deleted[0] for name, one in histories.items() if one.has_changes() and one.deleted}
    return {**row.model_dump(mode="json"), **to_jsonable_python(old)}

"""What somebody can do who has the database file and knows it well: each attack by name, on rows, secrets and events.

None of them is stopped by the database: triggers and constraints are taken away first, as such a person would.
"""

import random
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlmodel import Session

from claimtrack.drafts import ActorDraft, ClaimDraft
from claimtrack.exchange.verify import EMPTY, chain_hash, contents_hash, digest
from claimtrack.models import Actor, AuditEvent, AuditTouch, Claim, Publication, Row, SealKey, User, UtcDateTime
from claimtrack.services import actors, claims, trail, users
from claimtrack.services.verifying import events
from tests.bench._newsroom import AUDITED

EVENTS: sa.Table = sa.inspect(AuditEvent).local_table
LIVE_ONCE = ("uq_publication_live", "uq_judgement_live")


class Attack(NamedTuple):
    kind: str
    name: str
    do: Callable[[sa.Connection], object]


def disarm(connection: sa.Connection) -> None:
    """Take away what the database itself has against an attack."""
    sql = connection.exec_driver_sql
    for index in LIVE_ONCE:
        sql(f"DROP INDEX {index}")
    if connection.dialect.name == "sqlite":
        for name in sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").scalars().all():
            sql(f"DROP TRIGGER {name}")
        sql("PRAGMA ignore_check_constraints=ON")
        sql("PRAGMA defer_foreign_keys=ON")
        return
    sql("SET LOCAL session_replication_role = replica")
    checks = "SELECT conrelid::regclass, conname FROM pg_constraint WHERE contype = 'c' AND conrelid <> 0"
    for table, name in sql(checks).all():
        sql(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')


def all_attacks(session: Session, chance: random.Random) -> Iterator[Attack]:
    """Every attack on this database."""
    connection = session.connection()
    for kind in AUDITED:
        table: sa.Table = sa.inspect(kind).local_table
        rows = [dict(row) for row in connection.execute(sa.select(table)).mappings()]
        yield from _edits(table, rows, chance, connection.dialect.name == "sqlite")
        yield from _swaps(table, rows, chance)
        yield from _rows(table, rows, chance)
    yield from _put_back(session)
    yield from _keys()
    yield from _publications(connection)
    yield from _events(session)
    yield from _history(session)
    yield from _laundered(session)


# Rows ---------------------------------------------------------------------------------------------------------------


def another(column: sa.Column[Any], value: Any) -> Any:
    """A value the column can hold that differs as little as it can."""
    if isinstance(column.type, sa.Enum):
        return next(one for one in column.type.python_type if one != value)
    if isinstance(column.type, sa.JSON):
        return [*value, 1] if isinstance(value, list) else {**value, "text": "Altered"}
    if isinstance(column.type, sa.Boolean):
        return not value
    if isinstance(column.type, sa.Integer):
        return (value or 0) + 1_000_000
    if isinstance(column.type, sa.Float):
        return (value or 0) + 0.0001
    if isinstance(column.type, sa.Date):
        return value + timedelta(days=1) if value else date(2022, 2, 2)
    if isinstance(column.type, UtcDateTime):
        return value + timedelta(microseconds=1) if value else datetime.now(UTC)
    return value[:-1] + ("ж" if value[-1] != "ж" else "я") if value else "x"


def _edits(table: sa.Table, rows: list[dict[str, Any]], chance: random.Random, on_sqlite: bool) -> Iterator[Attack]:
    for column in table.columns:
        row = chance.choice(rows)
        name = f"{table.name}.{column.name}"
        new = another(column, row[column.name])
        yield Attack("one value edited", f"{name} → {str(new)[:30]}", _set(table, row, {column.name: new}))
        filled = [row for row in rows if row[column.name] is not None]
        if column.nullable and filled:
            yield Attack("one value emptied", f"{name} → NULL", _set(table, chance.choice(filled), {column.name: None}))
        if on_sqlite and filled:
            stored = _stored_otherwise(column)
            yield Attack(
                "one value stored otherwise",
                f"{name} → {stored}",
                _set(table, chance.choice(filled), {column.name: stored}),
            )


def _stored_otherwise(column: sa.Column[Any]) -> sa.ColumnElement[Any]:
    """What a file of SQLite can hold in this column although the program never stores it."""
    quoted = f'"{column.name}"'
    if isinstance(column.type, sa.Boolean):
        return sa.literal_column("2")
    if isinstance(column.type, sa.Integer) and not column.primary_key:
        return sa.literal_column(f"{quoted} + 0.5")
    if isinstance(column.type, sa.Integer):
        return sa.literal_column(f"{quoted} + 7000")
    if not isinstance(column.type, sa.Enum | sa.JSON | sa.Date | UtcDateTime):
        return sa.literal_column(f"CAST({quoted} || x'ff' AS TEXT)")
    return sa.literal_column(f"CAST({quoted} || ' ' AS BLOB)")


def _swaps(table: sa.Table, rows: list[dict[str, Any]], chance: random.Random) -> Iterator[Attack]:
    keys = {column.name for column in table.primary_key}
    for column in table.columns:
        one = chance.choice(rows)
        other = next((row for row in rows if row[column.name] != one[column.name]), None)
        if column.name not in keys and other is not None:
            what = f"{table.name}.{column.name} of two rows"
            yield Attack("two values swapped", what, _swap(table, one, other, column))
    if "id" in keys:
        first, last = rows[0], rows[-1]
        yield Attack(
            "two rows swapped", f"{table.name} {first['id']} and {last['id']}", _swap(table, first, last, table.c.id)
        )


def _rows(table: sa.Table, rows: list[dict[str, Any]], chance: random.Random) -> Iterator[Attack]:
    for which, row in (("some", chance.choice(rows)), ("the last", rows[-1])):
        yield Attack(
            "a row deleted",
            f"{which} {table.name}",
            lambda c, row=row: c.execute(table.delete().where(_is(table, row))),
        )  # type: ignore[misc]
    copy = dict(chance.choice(rows))
    unique = {
        column.name for key in table.constraints if isinstance(key, sa.UniqueConstraint) for column in key.columns
    }
    for column in table.columns:
        if column.primary_key or column.name in unique | {"superseded_at", "ended_at"}:
            copy[column.name] = another(column, copy[column.name])
    yield Attack("a row inserted", table.name, lambda c: c.execute(table.insert().values(copy)))


def _put_back(session: Session) -> Iterator[Attack]:
    """Rows that were taken off by an act on record, put in again."""
    gone: dict[str, Any] = {}
    for event in events(session):
        for name, change in event["contents"]["rows"].items():
            gone.pop(name, None)
            if change["after"] is None:
                gone[name] = change["before"]
    first_of_each = {name.split(":")[0]: row for name, row in gone.items()}
    for name, row in first_of_each.items():
        table = AuditEvent.metadata.tables[name]
        kind = next(kind for kind in AUDITED if kind.__tablename__ == name)
        values = kind.model_validate(row).model_dump()
        yield Attack("a row put back", name, lambda c, t=table, v=values: c.execute(t.insert().values(v)))  # type: ignore[misc]


def _keys() -> Iterator[Attack]:
    table: sa.Table = sa.inspect(SealKey).local_table
    yield Attack("the key of the seals", "changed", lambda c: c.execute(table.update().values(key="0" * 64)))
    yield Attack("the key of the seals", "deleted", lambda c: c.execute(table.delete()))
    yield Attack("the key of the seals", "a second one", lambda c: c.execute(table.insert().values(key="z" * 64)))


def _publications(connection: sa.Connection) -> Iterator[Attack]:
    table: sa.Table = sa.inspect(Publication).local_table
    live = sa.and_(table.c.published_at.is_not(None), table.c.ended_at.is_(None))
    row = dict(connection.execute(sa.select(table).where(live).limit(1)).mappings().one())
    false = {**row["snapshot"], "text": "What nobody approved"}
    yield Attack("what is published", "another text", _set(table, row, {"snapshot": false}))
    yield Attack(
        "what is published",
        "another text with its digest",
        _set(table, row, {"snapshot": false, "digest": digest(false)}),
    )
    yield Attack("what is published", "what readers search", _set(table, row, {"words": "nothing"}))


# Events -------------------------------------------------------------------------------------------------------------


def _events(session: Session) -> Iterator[Attack]:
    rows = list(events(session))
    touching = [n for n, event in enumerate(rows) if event["contents"]["rows"] and n > 3]
    places = sorted({0, len(rows) // 3, touching[len(touching) // 2], len(rows) - 1})
    for place in places:
        number = rows[place]["id"]
        for column in EVENTS.columns:
            row = dict(session.connection().execute(sa.select(EVENTS).where(EVENTS.c.id == number)).mappings().one())
            new = another(column, row[column.name])
            yield Attack(
                "one value of an event edited", f"event {number}: {column.name}", _set(EVENTS, row, {column.name: new})
            )
        yield Attack("an event deleted", f"event {number}", _forge(lambda all_, p=place: all_.pop(p)))
        yield Attack(
            "an event deleted",
            f"event {number}, the rest renumbered",
            _forge(lambda all_, p=place: all_.pop(p), renumber=True),
        )
        yield Attack(
            "an event deleted",
            f"event {number}, all hashes made anew",
            _forge(lambda all_, p=place: all_.pop(p), renumber=True, rehash=True),
        )
        yield Attack(
            "an event inserted",
            f"a copy of event {number} behind it",
            _forge(lambda all_, p=place: all_.insert(p, all_[p]), renumber=True),
        )
        yield Attack(
            "an event inserted",
            f"a copy of event {number} at the end",
            _forge(lambda all_, p=place: all_.append(all_[p]), renumber=True),
        )
        yield Attack("an event emptied", f"event {number}", _set(EVENTS, rows[place], {"contents": EMPTY, "salt": ""}))
    for number in (1, 2, 10, len(rows) // 2, len(rows)):
        cut = EVENTS.delete().where(EVENTS.c.id > len(rows) - number)
        yield Attack("the trail cut off", f"the last {number} of {len(rows)}", lambda c, q=cut: c.execute(q))  # type: ignore[misc]
    one, other = touching[1], touching[-2]
    yield Attack(
        "events swapped",
        f"events {one + 1} and {other + 1}",
        _forge(lambda all_: _exchange(all_, one, other), renumber=True),
    )
    yield Attack(
        "events swapped",
        "… with all hashes made anew",
        _forge(lambda all_: _exchange(all_, one, other), renumber=True, rehash=True),
    )
    yield Attack(
        "events swapped",
        "the last two, all hashes made anew",
        _forge(lambda all_: _exchange(all_, -1, -2), renumber=True, rehash=True),
    )
    yield Attack("events swapped", "what two of them tell", _forge(lambda all_: _exchange_contents(all_, one, other)))
    yield Attack("events reordered", "all turned round", _forge(lambda all_: all_.reverse(), renumber=True))
    yield Attack(
        "events reordered", "one moved to the end", _forge(lambda all_: all_.append(all_.pop(one)), renumber=True)
    )
    yield Attack(
        "the chain made anew", "another reason in one event", _forge(lambda all_: _retell(all_[one]), rehash=True)
    )
    yield Attack(
        "the chain made anew",
        "another person in one event",
        _forge(lambda all_: all_[one].update(user_id=(all_[one]["user_id"] or 0) + 1), rehash=True),
    )
    yield Attack(
        "the chain made anew",
        "another time in the last event",
        _forge(lambda all_: all_[-1].update(at="2022-02-18T00:00:00Z"), rehash=True),
    )
    yield Attack(
        "the chain made anew",
        "from the first event on, with new salts",
        _forge(lambda all_: [e.update(salt="0" * 32) for e in all_], rehash=True),
    )
    yield Attack("the chain made anew", "one row rewritten in all it was", _rewrite(rows))
    yield Attack(
        "an erasure feigned",
        "emptied, and an event says so without telling the rows anew",
        _feign(rows[touching[1]]["id"], rehash=True),
    )


def _rewrite(rows: list[dict[str, Any]]) -> Callable[[sa.Connection], object]:
    """The text of a claim changed in its row and in every event that tells of it, and all hashes made anew."""
    claims_told = [name for event in rows for name in event["contents"]["rows"] if name.startswith("claim:")]
    name = claims_told[0]

    def do(connection: sa.Connection) -> None:
        def everywhere(all_: list[dict[str, Any]]) -> None:
            for event in all_:
                for part in event["contents"]["rows"].get(name, {}).values():
                    if part:
                        part["text"] = "What they never said"

        _forge(everywhere, rehash=True)(connection)
        table: sa.Table = sa.inspect(Claim).local_table
        where = table.c.id == int(name.split(":")[1])
        connection.execute(table.update().where(where).values(text="What they never said"))

    return do


def _feign(number: int, rehash: bool) -> Callable[[sa.Connection], object]:
    def act(all_: list[dict[str, Any]]) -> None:
        told = {
            **all_[-1],
            "action": "erased",
            "subject": f"audit_event:{number}",
            "contents": EMPTY,
            "id": len(all_) + 1,
        }
        told.update(contents_hash=contents_hash(told["salt"], EMPTY), previous_hash=all_[-1]["hash"])
        told["hash"] = chain_hash(told)
        all_.append(told)
        all_[number - 1].update(contents=EMPTY, salt="")

    return _forge(act)


def _forge(
    act: Callable[[list[dict[str, Any]]], object], renumber: bool = False, rehash: bool = False
) -> Callable[[sa.Connection], object]:
    """Write the whole trail anew after `act` has changed the list of its events."""

    def do(connection: sa.Connection) -> None:
        with Session(connection, join_transaction_mode="create_savepoint") as session:
            all_ = list(events(session))
        act(all_)
        all_ = [dict(event) for event in all_]
        previous = ""
        for number, event in enumerate(all_, 1):
            event["id"] = number if renumber else event["id"]
            if rehash:
                event["contents_hash"], event["previous_hash"] = (
                    contents_hash(event["salt"], event["contents"]),
                    previous,
                )
                event["hash"] = previous = chain_hash(event)
        connection.execute(EVENTS.delete())
        connection.execute(EVENTS.insert(), [{**event, "at": datetime.fromisoformat(event["at"])} for event in all_])

    return do


def _retell(event: dict[str, Any]) -> None:
    event["contents"]["reason"] = "For no reason at all"


def _exchange(all_: list[Any], one: int, other: int) -> None:
    all_[one], all_[other] = all_[other], all_[one]


def _exchange_contents(all_: list[dict[str, Any]], one: int, other: int) -> None:
    for part in ("contents", "salt"):
        all_[one][part], all_[other][part] = all_[other][part], all_[one][part]


def _history(session: Session) -> Iterator[Attack]:
    """Events that can no longer be found under what they are about, or are found where they do not belong."""
    table: sa.Table = sa.inspect(AuditTouch).local_table
    rows = [dict(row) for row in session.connection().execute(sa.select(table)).mappings()]
    row, subject = rows[len(rows) // 2], "claim:1"
    first, last = rows[0]["event_id"], max(one["event_id"] for one in rows)
    acts = {
        "of one record emptied": table.delete().where(table.c.record == subject),
        "emptied": table.delete(),
        "without one line": table.delete().where(_is(table, row)),
        "with a line too many": table.insert().values(record="claim:9999", event_id=first, kind="claim"),
        "of an event that is not there": table.insert().values(record=subject, event_id=last + 7, kind="claim"),
        "of another record": table.update().where(_is(table, row)).values(record="claim:9999"),
        "of another kind": table.update().where(_is(table, row)).values(kind="setting"),
        "of another event": table.update().where(_is(table, row)).values(event_id=last + 7),
    }
    for name, act in acts.items():
        yield Attack("the history", name, lambda c, act=act: c.execute(act))  # type: ignore[misc]


# Changes past the trail that an ordinary change follows --------------------------------------------------------------


def _laundered(session: Session) -> Iterator[Attack]:
    """A row edited past the trail, and then changed by somebody who notices nothing: the last event fits the row."""

    def rename(tx: Session, row: Any, by: User) -> None:
        actors.change_actor(tx, row, ActorDraft(name=row.name, note="Seen"), seen=row.version, by=by)

    def note(tx: Session, row: Any, by: User) -> None:
        claims.change_claim(tx, row, ClaimDraft(text=row.text, note="Seen"), seen=row.version, by=by)

    def password(tx: Session, row: Any, by: User) -> None:
        users.set_password(tx, row, "$argon2id$new", by=by)

    cases: list[tuple[type[Row], str, Callable[[Session, Any, User], None]]] = [
        (Actor, "country", rename),
        (Claim, "gloss", note),
        (User, "password_hash", password),
        (User, "totp_step", password),
        (User, "full_name", password),
    ]
    for kind, column, change in cases:
        yield Attack(
            "edited, then changed in good faith", f"{kind.__tablename__}.{column}", _launder(kind, column, change)
        )


def _launder(kind: Any, column: str, change: Callable[[Session, Any, User], None]) -> Callable[[sa.Connection], object]:
    table: sa.Table = sa.inspect(kind).local_table

    def do(connection: sa.Connection) -> None:
        free = table.c.joined_to_id.is_(None) if "joined_to_id" in table.c else sa.true()
        row = dict(connection.execute(sa.select(table).where(free).limit(1)).mappings().one())
        _set(table, row, {column: another(table.c[column], row[column])})(connection)
        with Session(connection, join_transaction_mode="create_savepoint") as tx:
            trail.watch(tx)
            change(tx, tx.get(kind, row["id"]), tx.get_one(User, 1))
            tx.commit()

    return do


def _set(table: sa.Table, row: dict[str, Any], values: dict[str, Any]) -> Callable[[sa.Connection], object]:
    return lambda connection: connection.execute(table.update().where(_is(table, row)).values(values))


def _swap(
    table: sa.Table, one: dict[str, Any], other: dict[str, Any], column: sa.Column[Any]
) -> Callable[[sa.Connection], object]:
    """Through a third value, for columns in which no two rows may have the same."""
    a, b = one[column.name], other[column.name]

    def do(connection: sa.Connection) -> None:
        moved = {**one, column.name: another(column, a)} if column.primary_key else one
        if not column.nullable or a is not None:
            _set(table, one, {column.name: another(column, a)})(connection)
        _set(table, other, {column.name: a})(connection)
        _set(table, moved if a is not None else one, {column.name: b})(connection)

    return do


def _is(table: sa.Table, row: dict[str, Any]) -> sa.ColumnElement[bool]:
    return sa.and_(*(column == row[column.name] for column in table.primary_key))

"""Nothing is changed unseen: the trail shows every later change of itself, and the database refuses to forget."""

import copy
import random
import threading
from collections.abc import Callable, Iterable
from datetime import timedelta
from pathlib import Path
from typing import Any, cast

import pytest
import sqlalchemy as sa
from sqlmodel import Session, select, update

from claimtrack import config, create_app
from claimtrack.db import Database
from claimtrack.drafts import ActorDraft, SourceDraft, UserDraft, WordingDraft
from claimtrack.errors import ClaimtrackError
from claimtrack.exchange.verify import Verifier
from claimtrack.models import Actor, AuditEvent, Claim, LoginSession, Source, Statement, User
from claimtrack.services import actors, claims, logins, sources, statements, users
from claimtrack.words import Role, Stance
from tests.factories import Factory

SEED = 20220221


def what_is_wrong(events: Iterable[AuditEvent]) -> list[str]:
    """Everything in the trail that does not follow from what stands before it."""
    told = [event.model_dump(mode="json") for event in events]
    verifier = Verifier(lambda place: told[place]["contents"])
    for place, event in enumerate(told):
        verifier.event(event, place)
    return verifier.wrong


def trail(database: Database) -> list[AuditEvent]:
    with database.read() as session:
        return sorted(session.exec(select(AuditEvent)), key=lambda event: event.id)


def acts(make: Factory, by: User) -> list[Callable[[Session], object]]:
    """Things people do all day, each on some record picked by chance."""
    chance = random.Random(SEED)

    def some(session: Session, kind: Any) -> Any:
        return chance.choice(sorted(session.exec(select(kind)), key=lambda row: row.id))

    def change_actor(session: Session) -> None:
        actor = some(session, Actor)
        draft = ActorDraft(name=actor.name, aliases=(f"Alias {chance.random()}",))
        actors.change_actor(session, actor, draft, seen=actor.version, by=by, reason="за евиденцију “é”")

    def change_source(session: Session) -> None:
        source = some(session, Source)
        draft = SourceDraft(url=source.url or "", title=f"Title {chance.random()}", excerpt="x" * chance.randrange(50))
        sources.change_source(session, source, draft, seen=source.version, by=by)

    def strike(session: Session) -> None:
        statement = some(session, Statement)
        statements.strike(session, statement, seen=statement.version, by=by, struck=not statement.struck)

    def sign_in_and_out(session: Session) -> None:
        logins.end(session, logins.begin(session, by), by=by)

    return [
        change_actor,
        change_source,
        strike,
        sign_in_and_out,
        lambda s: claims.add_wording(s, some(s, Claim), WordingDraft(text=f"Worded {chance.random()}"), by=by),
        lambda s: users.invite(s, UserDraft(name=f"user.{chance.randrange(10**9)}"), by=by),
        lambda s: users.make_token(s, by, "script", by=by),
        lambda s: users.set_password(s, s.get_one(User, by.id), "hash of a password", by=by),
    ]


@pytest.fixture
def busy(database: Database, make: Factory) -> Database:
    """A database in which forty things were done in an order of chance."""
    by = make.user("ana", Role.ADMIN)
    for number in range(5):
        make.statement(f"Claim {number}", stance=Stance.ASSERTS, actor=f"Actor {number}", quote="„наводници“", by=by)
    chance, possible = random.Random(SEED), acts(make, by)
    for _ in range(40):
        with database.write_tx() as tx:
            chance.choice(possible)(tx)
    return database


def test_the_chain_holds_after_anything_people_do(busy: Database) -> None:
    events = trail(busy)
    assert len(events) > 45
    assert len({event.action for event in events}) >= 7
    assert what_is_wrong(events) == []


def test_every_change_of_any_one_value_of_any_event_shows(busy: Database) -> None:
    events = trail(busy)
    unseen = []
    for place in (0, len(events) // 2, len(events) - 1):
        for column in AuditEvent.model_fields:
            tampered = copy.deepcopy(events)
            setattr(tampered[place], column, another(getattr(tampered[place], column)))
            if not what_is_wrong(tampered):
                unseen.append((place, column))
    assert unseen == []


def another(value: Any) -> Any:
    """A value of the same kind that differs as little as it can."""
    if isinstance(value, dict):
        return {**value, "reason": value["reason"] + " "}
    if isinstance(value, str):
        return ("0" if value[:1] != "0" else "1") + value[1:]
    if isinstance(value, int):
        return value + 1
    return value + timedelta(microseconds=1) if value else 1


def test_one_value_changed_deep_in_what_an_event_tells_shows(busy: Database) -> None:
    events = trail(busy)
    told = next(e for e in events if any(row["before"] for row in e.contents["rows"].values()))
    row = next(row for row in told.contents["rows"].values() if row["before"])
    row["before"]["version"] += 1
    assert what_is_wrong(events)[0].startswith(f"Event {told.id} says something else than it did")


FORGERIES: dict[str, Callable[[list[AuditEvent]], object]] = {
    "one taken out": lambda events: events.pop(10),
    "one put in": lambda events: events.insert(10, copy.deepcopy(events[10])),
    "two swapped": lambda events: events.insert(10, events.pop(11)),
    "all turned round": lambda events: events.reverse(),
    "one tells what another tells": lambda events: setattr(events[10], "contents", events[11].contents),
}


def test_events_taken_out_put_in_or_swapped_show(busy: Database) -> None:
    events, unseen = trail(busy), []
    for name, forge in FORGERIES.items():
        forged = copy.deepcopy(events)
        forge(forged)
        if not what_is_wrong(forged):
            unseen.append(name)
    assert unseen == []


def test_the_trail_holds_no_secret(busy: Database) -> None:
    with busy.read() as session:
        secrets = {user.password_hash for user in session.exec(select(User))} - {""}
        secrets |= {found.token_hash for found in session.exec(select(LoginSession))}
    told = str([event.model_dump() for event in trail(busy)])
    assert secrets
    assert [secret for secret in secrets if secret in told] == []
    assert "password_hash" not in told
    assert "token_hash" not in told


KEPT = [
    "user_account",
    "actor",
    "outlet",
    "source",
    "claim",
    "wording",
    "statement",
    "judgement",
    "verdict",
    "audit_event",
]


def test_the_database_itself_refuses_to_change_the_trail(database: Database, make: Factory) -> None:
    make.claim()
    for column in AuditEvent.model_fields:
        with pytest.raises(sa.exc.DatabaseError, match="cannot be changed"), database.engine.begin() as connection:
            connection.exec_driver_sql(f"UPDATE audit_event SET {column} = {column}")


def test_the_database_itself_refuses_to_delete_any_kept_record(busy: Database) -> None:
    with busy.read() as session:
        filled = [t for t in KEPT if session.scalar(sa.select(sa.func.count()).select_from(sa.table(t)))]
    assert set(filled) >= set(KEPT) - {"judgement", "verdict"}
    for table in filled:
        with pytest.raises(sa.exc.DatabaseError, match="never deleted"), busy.engine.begin() as connection:
            connection.exec_driver_sql(f"DELETE FROM {table}")


def test_a_row_cannot_be_replaced_under_the_trail(database: Database, make: Factory) -> None:
    if not database.is_sqlite:
        pytest.skip("REPLACE is a word of SQLite's")
    make.claim()
    with pytest.raises(sa.exc.DatabaseError, match="never deleted"), database.engine.begin() as connection:
        connection.exec_driver_sql("REPLACE INTO claim SELECT * FROM claim")


@pytest.mark.parametrize(
    "bulk",
    [
        update(Claim).values(text="changed in passing"),
        sa.update(cast(sa.Table, sa.inspect(Claim).local_table)).values(text="changed in passing"),
        sa.delete(Statement),
        sa.insert(Actor).values(name="put in in passing", kind="person"),
    ],
    ids=["rows", "table", "delete", "insert"],
)
def test_many_rows_cannot_be_changed_past_the_trail(database: Database, make: Factory, bulk: Any) -> None:
    make.statement()
    with pytest.raises(RuntimeError, match="audited"), database.write_tx() as tx:
        tx.exec(bulk)
    with database.read() as session:
        assert "changed in passing" not in session.exec(select(Claim.text)).all()


def test_the_key_is_made_once_for_its_owner_only(tmp_path: Path) -> None:
    path, found = tmp_path / "secret_key", []
    starts = [threading.Thread(target=lambda: found.append(config.kept_key(path))) for _ in range(8)]
    for start in starts:
        start.start()
    for start in starts:
        start.join()
    assert len(found) == 8
    assert len(set(found)) == 1
    assert len(found[0]) >= 64
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [path], "no half-made key is left about"


@pytest.mark.parametrize("key", ["dev", "secret", "x" * 64, "abcabcabc" * 8, "abcdefghijklmnopqrstuvwxyz"])
def test_a_key_that_could_be_guessed_is_refused(tmp_path: Path, key: str) -> None:
    with pytest.raises(ClaimtrackError, match="too weak"):
        create_app({"SECRET_KEY": key}, str(tmp_path))


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o644])
def test_a_key_file_that_others_can_read_is_refused(tmp_path: Path, mode: int) -> None:
    config.kept_key(tmp_path / "secret_key")
    (tmp_path / "secret_key").chmod(mode)
    with pytest.raises(ClaimtrackError, match="chmod 600"):
        create_app({}, str(tmp_path))


def test_a_key_file_cut_short_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret_key").write_text("cut")
    (tmp_path / "secret_key").chmod(0o600)
    with pytest.raises(ClaimtrackError, match="too weak"):
        create_app({}, str(tmp_path))

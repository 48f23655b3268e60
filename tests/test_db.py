"""One way to write: alone, whole or not at all, and never without a word in the trail."""

import threading
import time

import pytest
import sqlalchemy as sa
from sqlmodel import select

from claimtrack.db import Database, FairLock, backup
from claimtrack.errors import BadInput
from claimtrack.models import AuditEvent, Claim, Setting
from claimtrack.services import audit
from tests.factories import Factory


def test_a_write_that_tells_nobody_is_refused(database: Database, make: Factory) -> None:
    claim = make.claim("Storks bring babies")
    with pytest.raises(RuntimeError, match=f"claim:{claim.id}"), database.write_tx() as tx:
        found = tx.get(Claim, claim.id)
        assert found is not None
        found.text = "Storks bring nothing"
    with database.read() as session:
        assert session.exec(select(Claim.text)).all() == ["Storks bring babies"]


def test_an_error_in_a_write_leaves_nothing_behind(database: Database) -> None:
    with pytest.raises(ZeroDivisionError), database.write_tx() as tx:
        tx.add(Setting(name="scale", value="default"))
        audit.record(tx, audit.Action.SETTING, "setting:scale", by=None)
        _ = 1 / 0
    with database.read() as session:
        assert session.exec(select(Setting)).all() == []
        assert session.exec(select(AuditEvent)).all() == []


def test_the_trail_keeps_what_was_before_and_after(database: Database, make: Factory) -> None:
    claim = make.claim("Storks bring babies")
    with database.write_tx() as tx:
        found = tx.get(Claim, claim.id)
        assert found is not None
        found.text = "A stork was seen"
        tx.flush()
        found.text = "A stork was seen in Alsace"
        event = audit.record(tx, audit.Action.CHANGED, f"claim:{claim.id}", by=None, reason="the source says so")
    row = event.contents["rows"][f"claim:{claim.id}"]
    assert (row["before"]["text"], row["after"]["text"]) == ("Storks bring babies", "A stork was seen in Alsace")
    assert event.contents["reason"] == "the source says so"


def test_writers_at_the_same_time_lose_nothing(database: Database) -> None:
    def add_one(times: int) -> None:
        for _ in range(times):
            with database.write_tx() as tx:
                counter = tx.get(Setting, "counter") or Setting(name="counter", value="0")
                counter.value = str(int(counter.value) + 1)
                tx.add(counter)
                audit.record(tx, audit.Action.SETTING, "setting:counter", by=None)

    writers = [threading.Thread(target=add_one, args=(10,)) for _ in range(8)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    with database.read() as session:
        found = session.get(Setting, "counter")
        assert found is not None
        assert found.value == "80"
        hashes = session.exec(select(AuditEvent).order_by(AuditEvent.id)).all()  # type: ignore[arg-type]
        assert [e.previous_hash for e in hashes] == ["", *(e.hash for e in hashes[:-1])]


def test_the_lock_is_handed_on_in_the_order_it_was_asked_for() -> None:
    lock, served = FairLock(), []

    def wait(number: int) -> None:
        with lock:
            served.append(number)

    threads = []
    with lock:
        for number in range(6):
            thread = threading.Thread(target=wait, args=(number,))
            thread.start()
            threads.append(thread)
            until = time.monotonic() + 5
            while len(lock._waiting) <= number and time.monotonic() < until:
                time.sleep(0.001)
    for thread in threads:
        thread.join()
    assert served == list(range(6))


def test_every_connection_has_its_pragmas(database: Database) -> None:
    if not database.is_sqlite:
        pytest.skip("PRAGMA is a word of SQLite's")
    expected = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1, "recursive_triggers": 1}
    connections = [database.engine.connect() for _ in range(3)]
    for connection in connections:
        found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in expected}
        connection.close()
        assert found == expected


@pytest.mark.parametrize("table", ["claim", "audit_event"])
def test_the_database_itself_refuses_to_delete_records(database: Database, make: Factory, table: str) -> None:
    make.claim()
    with pytest.raises(sa.exc.DatabaseError, match="never deleted"), database.engine.begin() as connection:
        connection.exec_driver_sql(f"DELETE FROM {table}")


def test_words_outside_the_vocabulary_are_refused_by_the_database(database: Database, make: Factory) -> None:
    make.claim()
    with pytest.raises(sa.exc.IntegrityError), database.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE claim SET type = 'rumour'")


def test_a_span_that_ends_before_it_begins_is_refused_by_the_database(database: Database, make: Factory) -> None:
    make.statement("A claim", said="2022-02-18")
    with pytest.raises(sa.exc.IntegrityError), database.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE statement SET said_earliest = '2022-03-01'")


def test_a_backup_is_the_whole_database(database: Database, make: Factory, tmp_path) -> None:
    make.statement("Storks bring babies")
    copy = backup(database, tmp_path / "copy")
    if database.is_sqlite:
        with Database(f"sqlite:///{copy}", tmp_path / "lock").read() as session:
            assert session.exec(select(Claim.text)).all() == ["Storks bring babies"]
    assert copy.stat().st_mode & 0o777 == 0o600
    with pytest.raises(BadInput, match="there already"):
        backup(database, copy)

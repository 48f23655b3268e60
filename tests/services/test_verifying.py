"""Nothing is changed unseen: whatever is done past the trail is found, and nothing where nobody did anything."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlmodel import select

from claimtrack.db import Database
from claimtrack.drafts import ActorDraft
from claimtrack.errors import BadInput, ClaimtrackError, NotFound
from claimtrack.exchange.verify import EMPTY, Checkpoint, Verifier
from claimtrack.models import Actor, AuditEvent, SealKey, User
from claimtrack.services import actors, trail
from claimtrack.services.erasing import erase
from claimtrack.services.trail_export import export_trail
from claimtrack.services.verifying import checkpoint, records, verify
from claimtrack.words import Role
from tests.bench import tamper
from tests.bench._newsroom import AUDITED, Newsroom
from tests.conftest import SERVER
from tests.factories import Factory

SEED = 20220221


def checked(database: Database, known: Checkpoint | None = None) -> Verifier:
    with database.still() as session:
        return verify(session, known)


def ends(database: Database) -> Checkpoint:
    with database.still() as session:
        return checkpoint(session)


@pytest.fixture
def room(database: Database) -> Newsroom:
    """A newsroom in which some sixty things were done."""
    room = Newsroom(database, SEED)
    for _ in range(2):
        room.work_a_day()
    return room


def test_every_kind_of_attack_is_found(database: Database) -> None:
    tried, missed = tamper.attacked(Newsroom(database, SEED), most=2)
    assert missed == []
    assert sum(tried.values()) > 35


@pytest.mark.slow
def test_every_attack_is_found_and_nothing_where_nobody_attacked(database: Database) -> None:
    _, missed = tamper.attacked(Newsroom(database, SEED))
    assert missed == []


def test_nothing_is_found_where_nobody_tampered(room: Newsroom) -> None:
    found = checked(room.database, ends(room.database))
    assert found.wrong == []
    assert found.report()["whole"]
    assert found.rows > 50


def test_an_empty_database_is_whole(database: Database) -> None:
    start = ends(database)
    assert start["event"] == 0
    assert checked(database, Checkpoint.read(start.text())).wrong == []


def test_rows_are_read_as_the_trail_keeps_them(room: Newsroom) -> None:
    with room.database.still() as session:
        stored = {record.name: (record.row, record.secret) for record in records(session)}
        loaded = [row for kind in AUDITED for row in session.exec(select(kind))]
        assert {trail.name_of(row): (trail.snapshot(row), trail.secrets_of(row)) for row in loaded} == stored


def test_what_is_off_is_said_in_sentences(database: Database, make: Factory) -> None:
    make.user("ana", Role.ADMIN, password_hash="$argon2id$old")
    make.statement("Storks bring babies", actor="Ana")
    with database.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE actor SET note = 'bribed' WHERE id = 1")
        connection.exec_driver_sql("UPDATE user_account SET password_hash = '$argon2id$mine'")
        connection.exec_driver_sql("INSERT INTO setting (name, value) VALUES ('approve_own', 'yes')")
    assert checked(database).sentences() == [
        "user_account:1 is not as event 1 left it: a secret column was changed past the trail.",
        "setting:approve_own is on record, but no event tells of it: it was put in past the trail.",
        'actor:1 is not as event 2 left it: note was "" and is "bribed".',
        "Only a checkpoint kept elsewhere can show that the trail was cut off or rewritten whole.",
        "Something is off: 3 found in 2 events and 8 records.",
    ]


def test_writers_at_the_same_moment_raise_no_alarm(database: Database, make: Factory) -> None:
    make.claim()
    with database.still() as session:
        known = checkpoint(session)
        make.claim("Entered while the trail was read")
        found = verify(session, known)
    assert (found.wrong, found.last["id"]) == ([], known["event"])


def test_a_history_emptied_past_the_trail_is_told(database: Database, make: Factory) -> None:
    make.statement("Storks bring babies")
    with database.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM audit_touch WHERE record = 'claim:1'")
    assert checked(database).wrong == ["Event 1 is not found under the records it tells of: the history was changed."]


@pytest.mark.skipif(bool(SERVER), reason="a server's columns take nothing but text")
@pytest.mark.parametrize("column", ["record", "kind"])
def test_a_history_that_is_found_no_more_for_its_type_is_told(database: Database, make: Factory, column: str) -> None:
    make.statement("Storks bring babies")
    with database.engine.begin() as connection:
        for (trigger,) in connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").all():
            connection.exec_driver_sql(f"DROP TRIGGER {trigger}")
        connection.exec_driver_sql(f"UPDATE audit_touch SET {column} = CAST({column} AS BLOB) WHERE record = 'claim:1'")
    assert checked(database).wrong == ["Event 1 is not found under the records it tells of: the history was changed."]


class TestCheckpoint:
    def test_it_reads_what_it_wrote(self, room: Newsroom) -> None:
        known = ends(room.database)
        assert Checkpoint.read(known.text().replace("\n", "\r\n")) == known

    @pytest.mark.parametrize("text", ["", "claimtrack checkpoint", "event: x\ndatabase: a\nat: b\nhash: c"])
    def test_anything_else_is_refused(self, text: str) -> None:
        with pytest.raises(ValueError, match="not a checkpoint"):
            Checkpoint.read(text)

    def test_that_of_another_database_is_told(self, room: Newsroom) -> None:
        known = Checkpoint({**ends(room.database), "database": "0" * 64})
        assert "of another database" in checked(room.database, known).wrong[0]


class TestErasing:
    @pytest.fixture
    def changed(self, database: Database, make: Factory) -> int:
        """An actor whose note named a person until event 2 changed it; the event's number."""
        by = make.user("ana", Role.EDITOR)
        make.statement(actor="Lavrov", actor_fields={"note": "His driver is Oleg"})
        with make.writing() as tx:
            actor = tx.get_one(Actor, 1)
            actors.change_actor(tx, actor, ActorDraft(name="Lavrov"), seen=actor.version, by=by)
        return 2

    def test_what_was_erased_is_gone_and_the_trail_holds(self, database: Database, changed: int) -> None:
        before = ends(database)
        for number in (changed, changed + 1):
            with database.write_tx() as tx:
                erase(tx, number, "Oleg asked for it")
        found = checked(database, before)
        assert found.wrong == []
        assert found.erased == [2, 3]
        with database.read() as session:
            assert "Oleg" not in str([e.contents["rows"] for e in session.exec(select(AuditEvent))])
            assert session.get_one(AuditEvent, 2).salt == ""

    def test_an_erasure_can_be_erased(self, database: Database, changed: int) -> None:
        for number in (changed, changed + 2):
            with database.write_tx() as tx:
                erase(tx, number, "Asked for")
        assert (checked(database).wrong, checked(database).erased) == ([], [2, 4])

    def test_nothing_hides_behind_an_erasure(self, database: Database, changed: int) -> None:
        with database.engine.begin() as connection:
            connection.exec_driver_sql("UPDATE claim SET note = 'altered'")
        with pytest.raises(ClaimtrackError, match="nothing is erased"), database.write_tx() as tx:
            erase(tx, changed, "To cover it up")

    def test_rows_told_of_by_an_erased_event_are_watched_on(self, database: Database, changed: int) -> None:
        with database.write_tx() as tx:
            erase(tx, changed, "Asked for")
        with database.engine.begin() as connection:
            connection.exec_driver_sql("UPDATE claim SET note = 'altered'")
        assert [sentence.split(" is ")[0] for sentence in checked(database).wrong] == ["claim:1"]

    def test_it_needs_a_reason_and_an_event_with_contents(self, database: Database, changed: int) -> None:
        with database.write_tx() as tx:
            erase(tx, changed, "Asked for")
        for number, reason, error, words in (
            (3, " ", BadInput, "Say why"),
            (changed, "Again", BadInput, "already"),
            (99, "None", NotFound, "no event 99"),
        ):
            with pytest.raises(error, match=words), database.write_tx() as tx:
                erase(tx, number, reason)

    @pytest.mark.parametrize("values", [{"contents": EMPTY, "salt": ""}, {"contents": EMPTY}, {"salt": ""}])
    def test_the_database_lets_nobody_empty_an_event_without_saying_so(
        self, database: Database, changed: int, values: dict[str, object]
    ) -> None:
        with pytest.raises(sa.exc.DatabaseError, match="cannot be changed"), database.engine.begin() as connection:
            connection.execute(sa.update(AuditEvent).where(sa.column("id") == changed).values(values))


class TestExport:
    @pytest.fixture
    def folder(self, room: Newsroom, tmp_path: Path) -> Path:
        with room.database.still() as session:
            return export_trail(session, tmp_path / "trail")

    def run(self, folder: Path, *words: str) -> tuple[int, str]:
        """The program beside the files, by a Python that finds no other package."""
        done = subprocess.run(
            [sys.executable, "-I", "-S", str(folder / "verify.py"), *words], capture_output=True, text=True
        )
        assert "Traceback" not in done.stderr
        return done.returncode, done.stdout + done.stderr

    def test_it_proves_itself_with_python_alone(self, folder: Path, room: Newsroom, tmp_path: Path) -> None:
        code, told = self.run(folder)
        assert code == 0, told
        assert "Nothing was changed unseen" in told
        (tmp_path / "kept.txt").write_text(ends(room.database).text())
        code, told = self.run(folder, "--checkpoint", str(tmp_path / "kept.txt"), "--json")
        assert (code, json.loads(told)["whole"]) == (0, True)

    def test_it_is_for_its_owner_only_and_holds_no_secret(self, folder: Path, room: Newsroom) -> None:
        written = (folder / "events.jsonl").read_text() + (folder / "records.jsonl").read_text()
        with room.database.read() as session:
            hidden = {user.password_hash for user in session.exec(select(User))} - {""}
            hidden |= {found.key for found in session.exec(select(SealKey))}
        assert hidden
        assert [secret for secret in hidden if secret in written] == []
        assert {path.stat().st_mode & 0o077 for path in folder.iterdir()} == {0}
        assert folder.stat().st_mode & 0o077 == 0

    @pytest.mark.parametrize("file", ["events.jsonl", "records.jsonl"])
    def test_any_change_of_its_files_is_found(self, folder: Path, file: str) -> None:
        lines = (folder / file).read_text().splitlines(keepends=True)
        middle = len(lines) // 2
        forgeries = {
            "one taken out": lines[:middle] + lines[middle + 1 :],
            "the last taken out": lines[:-1],
            "one put in twice": [*lines, lines[middle]],
            "two swapped": [*lines[: middle - 1], lines[middle], lines[middle - 1], *lines[middle + 1 :]],
            "one changed": [*lines[:middle], lines[middle].replace("e", "a", 1), *lines[middle + 1 :]],
            "one cut short": [*lines[:middle], lines[middle][:50] + "\n", *lines[middle + 1 :]],
        }
        if file == "records.jsonl":
            del forgeries["two swapped"]  # they have no order
        unseen = []
        for name, forged in forgeries.items():
            (folder / file).write_text("".join(forged))
            if self.run(folder)[0] == 0:
                unseen.append(name)
        assert unseen == []

    def test_it_is_never_written_over_anything(self, folder: Path, room: Newsroom) -> None:
        with pytest.raises(BadInput, match="is there already"), room.database.still() as session:
            export_trail(session, folder)

"""What claims mean is kept up beside the records: off by default, made by command or in the background."""

import sys
from pathlib import Path

import pytest
from flask import Flask

from claimtrack import create_app
from claimtrack.db import Database
from claimtrack.errors import BadInput
from claimtrack.services import meanings
from claimtrack.services.match_index import index_of
from claimtrack.services.matches import suggest
from tests.factories import Factory
from tests.matching import tiny

FIGHTERS, BANK = "Hired fighters are going to Ukraine", "The bank closed on Monday"


@pytest.fixture
def on(database: Database, tmp_path: Path) -> Database:
    """The same database with the extra turned on, and a small model of a newsroom's own."""
    meanings.use(database.engine, tmp_path / "vectors", str(tiny.write(tmp_path / "model")))
    return database


def catch_up(database: Database) -> int | None:
    with database.read() as session:
        return meanings.catch_up(session)


def known(database: Database) -> list[int]:
    """The claims that have vectors."""
    with database.read() as session:
        meaning = meanings.meaning_of(session, index_of(session).number)
    return sorted(set(meaning.file.latest().claims.tolist())) if meaning else []


def background_ends(database: Database) -> None:
    thread = meanings.background(database.engine)
    assert thread is not None
    thread.join(30)
    assert not thread.is_alive()


def test_it_is_off_by_default(database: Database) -> None:
    with database.read() as session:
        assert not meanings.is_used(session)
        assert meanings.meaning_of(session, 0) is None


def test_every_wording_of_every_claim_gets_a_vector_once(on: Database, make: Factory) -> None:
    fighters, bank = make.claim(FIGHTERS), make.claim(BANK)
    make.statement(bank, quote="On Monday the bank closed")
    assert catch_up(on) == 3
    assert catch_up(on) == 0
    assert known(on) == [fighters.id, bank.id]


def test_a_question_has_missing_vectors_made_in_the_background(on: Database, make: Factory) -> None:
    claim = make.claim(FIGHTERS)
    assert known(on) in ([], [claim.id])  # the question does not wait
    background_ends(on)
    assert known(on) == [claim.id]


def test_a_question_within_a_write_does_not_keep_the_background_waiting(on: Database, make: Factory) -> None:
    claim = make.claim(FIGHTERS)
    with on.write_tx() as tx:
        tx.connection()  # from now on no other write can begin
        suggest(tx, FIGHTERS)
        background_ends(on)
        assert known(on) == [claim.id]


def test_only_what_is_new_or_changed_is_looked_at(on: Database, make: Factory) -> None:
    make.claim(FIGHTERS)
    catch_up(on)
    make.claim(BANK)
    looked_at: list[int] = []
    with on.read() as session:
        assert meanings.catch_up(session, looked_at.append) == 1
    assert sum(looked_at) == 1


def test_while_another_process_makes_them_nobody_else_does(on: Database, make: Factory) -> None:
    make.claim(FIGHTERS)
    with on.read() as session:
        meaning = meanings.meaning_of(session, -1)
    assert meaning is not None
    with meaning.file.alone():
        assert catch_up(on) is None
    assert catch_up(on) == 1


def test_an_older_copy_put_in_place_of_the_records_is_looked_at_anew(
    on: Database, make: Factory, tmp_path: Path
) -> None:
    make.claim(FIGHTERS)
    catch_up(on)
    reached = next((tmp_path / "vectors").rglob("reached.json"))
    reached.write_text('{"number": 999, "origin": "7:an event of other records"}')
    make.claim(BANK)
    assert catch_up(on) == 1


def test_a_start_without_what_it_needs_says_how_to_install_it(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "tokenizers", raising=False)
    monkeypatch.setattr(sys, "path", [])  # no package is found any more
    with pytest.raises(BadInput, match=r"pip install --no-deps -r claimtrack/extras/semantic\.txt"):
        create_app({"DATABASE_URL": database_url, "TESTING": True, "SEMANTIC": True}, str(tmp_path))


@pytest.mark.parametrize("name", ["model.safetensors", "config.json"])
def test_a_start_with_a_damaged_model_says_so(database_url: str, tmp_path: Path, name: str) -> None:
    folder = tiny.write(tmp_path / "model")
    (folder / name).write_bytes(b"x" * 1000)
    told = {"DATABASE_URL": database_url, "TESTING": True, "SEMANTIC": True, "SEMANTIC_MODEL": str(folder)}
    with pytest.raises(BadInput, match="is damaged and cannot be read"):
        create_app(told, str(tmp_path))


def test_a_model_that_is_damaged_later_leaves_matching_to_words(
    database: Database, make: Factory, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    claim, folder = make.claim(FIGHTERS), tiny.write(tmp_path / "damaged")
    meanings.use(database.engine, tmp_path / "vectors", str(folder))
    (folder / "tokenizer.json").write_text("{")
    for _ in range(2):
        with database.read() as session:
            assert [one.claim_id for one in suggest(session, FIGHTERS)] == [claim.id]
            assert not meanings.is_used(session)
    assert caplog.text.count("words alone decide") == 1


def test_the_command_says_what_it_made_and_how_to_turn_it_on(app: Flask, make: Factory, tmp_path: Path) -> None:
    run = app.test_cli_runner().invoke
    off = run(args=["matching", "vectors"])
    assert off.exit_code == 1
    assert "CLAIMTRACK_SEMANTIC=true" in off.output
    make.claim(FIGHTERS)
    meanings.use(make.database.engine, tmp_path / "vectors", str(tiny.write(tmp_path / "model")))
    assert "1 texts were new" in run(args=["matching", "vectors"]).output

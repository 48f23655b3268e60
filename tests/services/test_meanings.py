"""What claims mean is kept up beside the records: off by default, made by command or in the background."""

import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from claimtrack import create_app
from claimtrack.db import Database
from claimtrack.errors import BadInput
from claimtrack.matching.sentence_model import model_in
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


def found(database: Database, text: str = FIGHTERS) -> list[int]:
    with database.read() as session:
        return [one.claim_id for one in suggest(session, text)]


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


def test_on_an_empty_base_nothing_is_looked_for(on: Database) -> None:
    assert found(on) == known(on) == []
    assert meanings.background(on.engine) is None


def test_a_question_within_a_write_does_not_keep_the_background_waiting(on: Database, make: Factory) -> None:
    claim = make.claim(FIGHTERS)
    with on.write_tx() as tx:
        tx.connection()  # from now on no other write can begin
        suggest(tx, FIGHTERS)
        background_ends(on)
        assert known(on) == [claim.id]


@pytest.mark.parametrize("is_new_start", [False, True])
@pytest.mark.parametrize(
    ("damage", "is_told"),
    [
        (lambda folder: replace(folder / "vectors.bin", b"torn"), True),
        (lambda folder: replace(folder / "claims.bin", b"torn"), True),
        (lambda folder: (folder / "signs.bin").unlink(), True),
        (lambda folder: (folder / "keys.bin").unlink(), True),
        (lambda folder: shutil.rmtree(folder.parent), False),  # as before the first vector
    ],
    ids=["vectors torn", "claims torn", "signs gone", "keys gone", "all gone"],
)
def test_damaged_vectors_are_made_anew_and_no_question_fails(
    on: Database,
    make: Factory,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    damage: Callable[[Path], None],
    is_told: bool,
    is_new_start: bool,
) -> None:
    fighters = make.claim(FIGHTERS)
    catch_up(on)
    assert known(on) == [fighters.id]
    damage(next((tmp_path / "vectors").iterdir()))
    if is_new_start:
        meanings.use(on.engine, tmp_path / "vectors", str(tmp_path / "model"))
    bank = make.claim(BANK)
    for _ in range(2):
        assert found(on)[0] == fighters.id
    background_ends(on)
    assert known(on) == [fighters.id, bank.id]
    assert catch_up(on) == 0
    assert caplog.text.count("are made anew") == is_told
    assert "Traceback" not in caplog.text


def test_vectors_that_are_gone_are_made_anew_without_a_new_claim(on: Database, make: Factory, tmp_path: Path) -> None:
    claim = make.claim(FIGHTERS)
    catch_up(on)
    assert known(on) == [claim.id]
    shutil.rmtree(tmp_path / "vectors")
    assert found(on) == [claim.id]
    background_ends(on)
    assert known(on) == [claim.id]


def replace(path: Path, content: bytes) -> None:
    """Another file in the place of one that is mapped."""
    path.unlink()
    path.write_bytes(content)


def test_without_a_note_of_how_far_they_are_made_all_claims_are_looked_at_again(
    on: Database, make: Factory, tmp_path: Path
) -> None:
    claim = make.claim(FIGHTERS)
    catch_up(on)
    next((tmp_path / "vectors").rglob("reached.json")).write_text("")
    meanings.use(on.engine, tmp_path / "vectors", str(tmp_path / "model"))
    assert catch_up(on) == 0
    assert found(on) == known(on) == [claim.id]


def test_a_model_that_fails_at_a_question_leaves_it_to_words(
    on: Database, make: Factory, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    claim = make.claim(FIGHTERS)
    catch_up(on)
    tokenizer = json.loads((tmp_path / "model" / "tokenizer.json").read_text())
    tokenizer["model"]["vocab"]["soldiers"] = 999  # a word of another model
    (tmp_path / "model" / "tokenizer.json").write_text(json.dumps(tokenizer))
    meanings.use(on.engine, tmp_path / "vectors", str(tmp_path / "model"))
    model_in.cache_clear()
    for _ in range(2):
        assert found(on, "Hired soldiers are going to Ukraine") == [claim.id]
    assert caplog.text.count("its words alone decide") == 1
    assert found(on) == [claim.id]
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
        meaning = meanings.meaning_of(session, 0)
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

"""The index follows the records: in every process, at its next question, whatever happened to them."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlmodel import col, select

from claimtrack import demo, migrations
from claimtrack.db import Database
from claimtrack.drafts import ClaimDraft, SourceDraft, WordingDraft
from claimtrack.matching.shelves import Shelves
from claimtrack.models import Claim, Judgement, Source, Statement, User
from claimtrack.services import audit, claims, match_index, sources, statements
from claimtrack.services.importing import bring_in
from claimtrack.services.judgements import judge, take_back
from claimtrack.services.match_index import index_of, is_whole
from claimtrack.services.matches import suggest
from claimtrack.services.records import get
from claimtrack.words import Answer, Kind, Role
from tests.asking import Other, another_process
from tests.factories import Factory

STORKS = "White storks were seen nesting on the cathedral of Strasbourg"
BALLOTS = "Ballot boxes were stolen in Nairobi on election day"
QUOTE = "Cranes have settled upon the minster of Alsace"
BIRDS = "Herons occupied a church tower beside the Rhine"


@pytest.fixture
def editor(make: Factory) -> User:
    return make.user(role=Role.EDITOR)


@pytest.fixture
def other(database: Database, make: Factory, tmp_path: Path) -> Iterator[Other]:
    """A second process that has been asked before, so that what it knows is old by now."""
    make.claim("The bakery in the old town closes at noon on Sundays")
    with another_process(database, tmp_path / "index") as process:
        process.suggest("anything")
        yield process


def finds(database: Database, text: str) -> list[int]:
    with database.read() as session:
        return [one.claim_id for one in suggest(session, text) if one.probability >= 0.3]


class TestAnotherProcess:
    def test_it_finds_a_claim_at_the_next_question_after_the_save(self, other: Other, make: Factory) -> None:
        assert other.finds(STORKS) == []
        claim = make.claim(STORKS)
        assert other.finds(STORKS) == [claim.id]

    def test_it_finds_a_reworded_claim_by_its_new_words_and_by_the_old_ones_until_these_are_struck(
        self, other: Other, database: Database, make: Factory, editor: User
    ) -> None:
        claim = make.claim(STORKS)
        assert other.finds(STORKS) == [claim.id]
        with database.write_tx() as tx:
            row = get(tx, Claim, claim.id)
            claims.change_claim(tx, row, ClaimDraft(text=BALLOTS), seen=row.version, by=editor)
        assert other.finds(BALLOTS) == other.finds(STORKS) == [claim.id]
        with database.write_tx() as tx:
            (former,) = claims.wordings_of(tx, get(tx, Claim, claim.id))
            claims.strike_wording(tx, former, by=editor)
        assert other.finds(STORKS) == []
        with database.write_tx() as tx:
            (former,) = claims.wordings_of(tx, get(tx, Claim, claim.id), struck=True)
            claims.strike_wording(tx, former, by=editor, struck=False)
        assert other.finds(STORKS) == [claim.id]

    def test_it_finds_a_claim_by_a_wording_that_was_added(
        self, other: Other, database: Database, make: Factory, editor: User
    ) -> None:
        claim = make.claim(STORKS)
        assert other.finds(BIRDS) == []
        with database.write_tx() as tx:
            claims.add_wording(tx, get(tx, Claim, claim.id), WordingDraft(text=BIRDS), by=editor)
        assert other.finds(BIRDS) == [claim.id]

    def test_it_finds_a_claim_by_a_quote_until_the_statement_is_struck(
        self, other: Other, database: Database, make: Factory, editor: User
    ) -> None:
        statement = make.statement(STORKS, quote=QUOTE)
        assert other.finds(QUOTE) == [statement.claim_id]
        for struck, expected in ((True, []), (False, [statement.claim_id])):
            with database.write_tx() as tx:
                row = get(tx, Statement, statement.id)
                statements.strike(tx, row, seen=row.version, by=editor, struck=struck)
            assert other.finds(QUOTE) == expected

    def test_it_finds_joined_claims_as_the_one_that_stands_for_them_and_apart_again_when_that_is_taken_back(
        self, other: Other, database: Database, make: Factory, editor: User
    ) -> None:
        storks, birds = make.claim(STORKS), make.claim(BIRDS)
        assert other.finds(BIRDS) == [birds.id]
        with database.write_tx() as tx:
            judge(tx, Kind.CLAIM, storks.id or 0, birds.id or 0, Answer.SAME, by=editor)
        assert other.finds(BIRDS) == other.finds(STORKS) == [storks.id]
        with database.write_tx() as tx:
            take_back(tx, tx.exec(select(Judgement)).one(), by=editor)
        assert other.finds(BIRDS) == [birds.id]
        assert other.finds(STORKS) == [storks.id]

    def test_it_weighs_the_day_a_source_was_given_later(
        self, other: Other, database: Database, make: Factory, editor: User
    ) -> None:
        make.statement(STORKS, source={"url": "https://example.org/storks"})
        before = other.suggest(STORKS, "2022-02-21")
        with database.write_tx() as tx:
            row = tx.exec(select(Source).where(col(Source.url).contains("storks"))).one()
            dated = SourceDraft(url="https://example.org/storks", outlet="Example", published="2022-02-21")
            sources.change_source(tx, row, dated, seen=row.version, by=editor)
        assert other.suggest(STORKS, "2022-02-21")[0][1] != before[0][1]


def test_what_a_write_has_not_committed_is_not_suggested_and_leaves_no_trace(database: Database, make: Factory) -> None:
    make.claim(BALLOTS)
    with pytest.raises(RuntimeError), database.write_tx() as tx:
        claims.make_claim(tx, ClaimDraft(text=STORKS), by=None)
        assert [one.claim_id for one in suggest(tx, STORKS) if one.probability >= 0.3] == []
        raise RuntimeError
    kept = make.claim(STORKS)
    assert finds(database, STORKS) == [kept.id]


def test_many_ask_at_once_each_with_a_connection_of_its_own(database: Database, make: Factory) -> None:
    claim, together = make.claim(STORKS), threading.Barrier(30)

    def ask(_: int) -> list[int]:
        with database.read() as session:
            session.exec(select(Claim.id)).first()  # as each page looks up first who asks
            together.wait(20)
            return [one.claim_id for one in suggest(session, STORKS)]

    with ThreadPoolExecutor(together.parties) as threads:
        assert list(threads.map(ask, range(together.parties))) == [[claim.id]] * together.parties


def test_a_question_that_began_before_a_save_does_not_make_the_index_forget_it(
    database: Database, make: Factory
) -> None:
    make.claim(BALLOTS)
    with database.read() as early:
        early.exec(select(Claim)).all()  # from here on it sees the records as they are now
        kept = make.claim(STORKS)
        assert finds(database, STORKS) == [kept.id]
        index = index_of(early)
        suggest(early, STORKS)
        assert index_of(early) is index
    assert finds(database, STORKS) == [kept.id]


def test_the_same_records_give_the_same_answers_whatever_database_and_wherever_they_lie(
    database: Database, tmp_path: Path
) -> None:
    """On SQLite and on a server, from memory and from a shelf, in this process and another: to the last digit."""
    file = Database(f"sqlite:///{tmp_path / 'second.db'}", tmp_path / "second.lock")
    migrations.upgrade(file, tmp_path)
    for each in (database, file):
        for part in ("first_article", "second_wave"):
            with each.write_tx() as tx:
                bring_in(tx, demo.part(part))
    with file.read() as session:
        texts = [*session.exec(select(Claim.text)), "mercs from Kosovo", "Лавров", "troops sent by Pristina"]
        found = [suggest(session, text) for text in texts]
    with database.read() as session:
        match_index.build(session)
        assert [suggest(session, text) for text in texts] == found
    with another_process(database, tmp_path / "index") as other:
        assert [[row[:2] for row in other.suggest(text)] for text in texts] == [
            [[one.claim_id, one.probability] for one in row] for row in found
        ]
    file.engine.dispose()


class TestShelves:
    @pytest.fixture
    def shelves(self, tmp_path: Path) -> Shelves:
        return Shelves(tmp_path / "index")

    def build(self, database: Database) -> int:
        with database.read() as session:
            return match_index.build(session)

    def test_one_process_makes_a_shelf_and_the_others_go_over_to_it(
        self, database: Database, make: Factory, other: Other, shelves: Shelves
    ) -> None:
        claim = make.claim(STORKS)
        assert other.finds(STORKS) == [claim.id]
        assert self.build(database) == 2
        assert len(shelves.names()) == 1
        later = make.claim(BALLOTS)
        assert other.finds(STORKS) == [claim.id]
        assert other.finds(BALLOTS) == [later.id]
        assert str(shelves.folder / shelves.names()[0]) in mapped_by(other)
        first = shelves.names()
        self.build(database)
        assert len(shelves.names()) == 1 != first
        assert other.finds(BALLOTS) == [later.id]
        assert str(shelves.folder / shelves.names()[0]) in mapped_by(other)

    def test_a_process_that_starts_reads_the_shelf_and_only_what_is_newer_from_the_database(
        self, database: Database, make: Factory, shelves: Shelves, tmp_path: Path
    ) -> None:
        claim = make.claim(STORKS)
        self.build(database)
        second = Database(database.url.render_as_string(hide_password=False))
        match_index.keep_in(second.engine, shelves.folder)
        with second.read() as session:
            assert index_of(session).pending == 0
            assert len(index_of(session)) == 1
        later = make.claim(BALLOTS)
        assert finds(second, BALLOTS) == [later.id]
        assert finds(second, STORKS) == [claim.id]
        with second.read() as session:
            assert index_of(session).pending == 1
        second.engine.dispose()

    @pytest.mark.parametrize(
        ("harm", "why"),
        [
            (lambda folder: (folder / "about.json").unlink(), "it was not finished"),
            (lambda folder: (folder / "text.npy").write_bytes(b"short"), "a file is torn"),
            (lambda folder: (folder / "days.npy").unlink(), "a file is missing"),
            (lambda folder: (folder / "text.npy").write_bytes((folder / "days.npy").read_bytes()), "another file"),
            (lambda folder: (folder / "about.json").write_text("{}"), "it tells nothing of itself"),
            (lambda folder: rewrite(folder, '"made_by": "', '"made_by": "0'), "another version made it"),
            (lambda folder: rewrite(folder, '"origin": "', '"origin": "9'), "it is of other records"),
        ],
    )
    def test_a_shelf_that_cannot_be_trusted_is_not_read(
        self, database: Database, make: Factory, shelves: Shelves, harm: object, why: str
    ) -> None:
        claim = make.claim(STORKS)
        self.build(database)
        harm(shelves.folder / shelves.names()[0])  # type: ignore[operator]
        fresh = Database(database.url.render_as_string(hide_password=False))
        match_index.keep_in(fresh.engine, shelves.folder)
        assert finds(fresh, STORKS) == [claim.id], why
        with fresh.read() as session:
            assert index_of(session).pending == 1, why  # read from the database
        assert self.build(fresh) == 1
        assert len(shelves.names()) == 1
        fresh.engine.dispose()

    def test_only_one_at_a_time_makes_a_shelf(self, shelves: Shelves) -> None:
        assert not shelves.is_busy
        with shelves.turn() as ours, shelves.turn() as theirs:
            assert (ours, theirs) == (True, False)
            assert shelves.is_busy

    def test_records_that_were_replaced_are_read_anew(self, database: Database, make: Factory, tmp_path: Path) -> None:
        make.claim(STORKS)
        self.build(database)
        assert len(finds(database, STORKS)) == 1
        replaced = Database(f"sqlite:///{tmp_path / 'replaced.db'}", tmp_path / "replaced.lock")
        migrations.upgrade(replaced, tmp_path)
        match_index.keep_in(replaced.engine, tmp_path / "index")
        make_there = Factory(replaced)
        ballots = make_there.claim(BALLOTS)
        make_there.claim("The bakery closes at noon")
        assert finds(replaced, STORKS) == []
        assert finds(replaced, BALLOTS) == [ballots.id]
        replaced.engine.dispose()

    def test_after_a_large_import_the_latest_claims_are_found_at_once_and_all_once_they_are_on_a_shelf(
        self, database: Database, shelves: Shelves, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(match_index, "MOST_READ", 5)
        monkeypatch.setattr(match_index, "LATEST", 3)
        with database.write_tx() as tx:
            first = claims.make_claim(tx, ClaimDraft(text=STORKS), by=None)
            for n in range(10):
                claims.make_claim(tx, ClaimDraft(text=f"Letter {n} was posted late"), by=None)
            last = claims.make_claim(tx, ClaimDraft(text=BALLOTS), by=None)
            audit.record(tx, audit.Action.IMPORTED, "test", by=None)
        assert finds(database, BALLOTS) == [last.id]
        assert finds(database, STORKS) == []
        with database.read() as session:
            assert not is_whole(session)
            match_index.wait_for_shelf(session)
        assert len(shelves.names()) == 1
        assert finds(database, STORKS) == [first.id]
        with database.read() as session:
            assert is_whole(session)

    def test_a_shelf_is_made_of_a_database_and_in_a_folder_named_from_where_one_stands(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        here = Database("sqlite:///here.db", Path("lock"))
        migrations.upgrade(here, tmp_path)
        match_index.keep_in(here.engine, Path("index"))
        monkeypatch.setattr(match_index, "SHELVE_AFTER", 3)
        for n in range(5):
            Factory(here).claim(f"Letter {n} was posted late")
        finds(here, STORKS)
        with here.read() as session:
            match_index.wait_for_shelf(session)
        assert len(Shelves(tmp_path / "index").names()) == 1
        here.engine.dispose()

    def test_a_grown_index_moves_to_a_new_shelf(
        self, database: Database, make: Factory, shelves: Shelves, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(match_index, "SHELVE_AFTER", 3)
        for n in range(5):
            make.claim(f"Letter {n} was posted late")
        claim = make.claim(STORKS)
        assert finds(database, STORKS) == [claim.id]
        with database.read() as session:
            match_index.wait_for_shelf(session)
        assert len(shelves.names()) == 1
        assert finds(database, STORKS) == [claim.id]
        with database.read() as session:
            assert index_of(session).pending == 0


def mapped_by(other: Other) -> str:
    return Path(f"/proc/{other.process.pid}/maps").read_text()


def rewrite(folder: Path, old: str, new: str) -> None:
    text = (folder / "about.json").read_text()
    assert old in text
    (folder / "about.json").write_text(text.replace(old, new))

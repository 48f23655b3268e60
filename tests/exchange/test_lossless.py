"""What goes out comes back the same: byte for byte, whatever people have typed."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimtrack.db import Database
from claimtrack.drafts import clean_line, clean_name, clean_text
from claimtrack.exchange import csvfile, csvreader, jsonfile
from claimtrack.exchange.cells import RUN, guarded, joined, split, unguarded
from claimtrack.exchange.document import Document
from claimtrack.services.exporting import export
from claimtrack.services.importing import Brought, bring_in
from tests import conftest
from tests.exchange.documents import characters, documents, texts

Fresh = Callable[[], Database]
few = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture
def fresh(empty_database: str, tmp_path: Path) -> Iterator[Fresh]:
    """Makes empty databases."""
    made: list[Database] = []

    def one() -> Database:
        if conftest.SERVER:
            name = f"{empty_database}_{len(made)}"
            conftest.on_server(f"DROP DATABASE IF EXISTS {name}", f"CREATE DATABASE {name} TEMPLATE {empty_database}")
            made.append(Database(conftest.server_url(name)))
        else:
            path = shutil.copy(empty_database, tmp_path / f"{len(made)}.db")
            made.append(Database(f"sqlite:///{path}", tmp_path / "lock"))
        return made[-1]

    yield one
    for database in made:
        database.engine.dispose()
        if conftest.SERVER:
            conftest.on_server(f"DROP DATABASE {sa.make_url(database.url).database} WITH (FORCE)")


def bring(database: Database, document: Document) -> Brought:
    with database.write_tx() as tx:
        return bring_in(tx, document, keep_status=True)


def exported(database: Database) -> Document:
    with database.read() as session:
        return export(session)


@few
@given(document=documents())
def test_an_export_imported_elsewhere_is_exported_the_same(fresh: Fresh, document: Document) -> None:
    first, by_json, by_csv = fresh(), fresh(), fresh()
    bring(first, document)
    out = exported(first)
    bring(by_json, jsonfile.read(jsonfile.write(out).encode()))
    bring(by_csv, csvreader.read(csvfile.write(out).encode()))
    assert jsonfile.write(exported(by_json)) == jsonfile.write(out)
    assert jsonfile.write(exported(by_csv)) == jsonfile.write(out)
    assert csvfile.write(exported(by_csv)) == csvfile.write(out)


@few
@given(document=documents())
def test_importing_an_export_again_adds_nothing(fresh: Fresh, document: Document) -> None:
    database = fresh()
    bring(database, document)
    out = exported(database)
    again = bring(database, out)
    assert (again.claims, again.statements, again.actors, again.sources, again.outlets) == (0, 0, 0, 0, 0)
    assert again.known_claims == len(out.claims)
    assert jsonfile.write(exported(database)) == jsonfile.write(out)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(document=documents())
def test_a_table_read_and_written_again_is_the_same(document: Document) -> None:
    table = csvfile.write(document)
    assert csvfile.write(csvreader.read(table.encode())) == table


@given(text=texts)
def test_a_cell_never_runs_and_always_comes_back(text: str) -> None:
    cell = guarded(text)
    assert cell[:1] not in RUN or not cell
    assert unguarded(cell) == text


@given(items=st.lists(texts.map(lambda text: str(clean_line(text))).filter(bool)))
def test_a_list_in_a_cell_comes_back(items: list[str]) -> None:
    assert split(joined(items)) == items


@given(text=st.text(characters))
def test_cleaning_twice_changes_nothing(text: str) -> None:
    for clean in (clean_text, clean_line, clean_name):
        assert clean(clean(text)) == clean(text)

"""A database of any age comes up to date with every row, and the tables are those the program knows."""

from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlmodel import SQLModel

from claimtrack import migrations
from claimtrack.db import Database
from claimtrack.errors import ClaimtrackError


def test_the_migrated_tables_are_those_of_the_models(database: Database) -> None:
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, SQLModel.metadata) == []


def test_migrating_twice_changes_nothing(database: Database, tmp_path: Path) -> None:
    newest = migrations.newest()
    assert migrations.upgrade(database, tmp_path / "backups") == (newest, newest)
    assert not (tmp_path / "backups").exists()


def test_a_database_of_a_newer_program_is_left_alone(database: Database, tmp_path: Path) -> None:
    with database.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(ClaimtrackError, match="newer claimtrack"):
        migrations.upgrade(database, tmp_path)


def test_the_guards_against_deleting_are_there(database: Database) -> None:
    if database.is_sqlite:
        query = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    else:
        query = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
    with database.engine.connect() as connection:
        found = set(connection.execute(sa.text(query)).scalars())
    assert {
        "keep_claim",
        "keep_statement",
        "keep_source",
        "keep_actor",
        "keep_audit_event",
        "fixed_audit_event",
    } <= found


def test_an_older_database_is_copied_before_it_is_changed(database: Database, tmp_path: Path, monkeypatch) -> None:
    """Played with the newest shape named anew: there is only one shape so far."""
    if not database.is_sqlite:
        pytest.skip("needs pg_dump on the path")
    monkeypatch.setattr(migrations, "newest", lambda: "later")
    migrations.upgrade(database, tmp_path / "backups")
    (copy,) = (tmp_path / "backups").iterdir()
    assert copy.name.startswith("before-later-")

"""Bringing a database to the shape this program needs, and never losing a row on the way."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from claimtrack.db import Database, backup
from claimtrack.errors import ClaimtrackError


def config_for(connection: sa.Connection | None = None) -> Config:
    """Alembic's settings without a file; `connection` is the one to migrate on."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.attributes["connection"] = connection
    return config


def newest() -> str:
    """The name of the shape this program needs."""
    return ScriptDirectory.from_config(config_for()).get_current_head() or ""


def current(database: Database) -> str | None:
    """The name of the shape the database has, None for an empty one."""
    with database.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def upgrade(database: Database, backups: Path) -> tuple[str | None, str]:
    """Bring the database to the newest shape, after a copy into `backups`: (shape before, shape after).

    Raises ClaimtrackError if a newer program has made it.
    """
    with database.alone():
        before = current(database)
        if before == newest():
            return before, before
        check_known(before)
        if before is not None:
            backups.mkdir(exist_ok=True, mode=0o700)
            backup(database, backups / f"before-{newest()}-{datetime.now(UTC):%Y%m%dT%H%M%S}")
        with _connection(database) as connection:
            command.upgrade(config_for(connection), "head")
        return before, newest()


def check_known(revision: str | None) -> None:
    """Raises ClaimtrackError for a database that a newer program has made."""
    known = {script.revision for script in ScriptDirectory.from_config(config_for()).walk_revisions()}
    if revision is not None and revision not in known:
        raise ClaimtrackError(
            f"This database was made by a newer claimtrack ({revision}). Install that version to open it."
        )


@contextmanager
def _connection(database: Database) -> Iterator[sa.Connection]:
    """A connection that migrates: alone, whole or not at all, and without SQLite's cascades.

    With foreign keys on, SQLite empties child tables while Alembic rebuilds their parent.
    """
    with database.engine.connect() as connection:
        if database.is_sqlite:
            connection.connection.execute("PRAGMA foreign_keys=OFF")
        try:
            with connection.begin():
                if not database.is_sqlite:
                    connection.execute(sa.text("SELECT pg_advisory_xact_lock(1)"))
                yield connection
                if database.is_sqlite and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                    raise ClaimtrackError("The migration would break references between records; nothing was changed.")
        finally:
            if database.is_sqlite:
                connection.connection.execute("PRAGMA foreign_keys=ON")

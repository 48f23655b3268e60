"""Putting a copy of the database back in its place."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlmodel import Session, col, select

from claimtrack import migrations
from claimtrack.db import Database, backup
from claimtrack.errors import BadInput, ClaimtrackError, NotAllowed
from claimtrack.models import Actor, ApiToken, Claim, LoginSession, OneTimeLink, Source, User, now
from claimtrack.services import audit


def restore(database: Database, file: Path, backups: Path, *, replace: bool) -> Path | None:
    """Put this copy in the place of the database, and nobody is signed in afterwards.

    What was there before is copied into `backups` first; that copy's path comes back. Raises BadInput for a file that
    is no whole copy, NotAllowed where records would be replaced without `replace`.
    """
    if not database.is_sqlite:
        raise ClaimtrackError(
            "Stop claimtrack and restore a PostgreSQL database with: pg_restore --clean --dbname … FILE"
        )
    check_copy(file)
    saved = None
    if not _is_empty(database):
        if not replace:
            raise NotAllowed("This database holds records. Add --replace to put the copy in their place.")
        backups.mkdir(exist_ok=True, mode=0o700)
        saved = backup(database, backups / f"before-restore-{datetime.now(UTC):%Y%m%dT%H%M%S%f}")
    with database.alone(), _opened(file) as copy, closing(sqlite3.connect(database.url.database or "")) as target:
        copy.backup(target)  # one write: whole or not at all, and readers go on
    database.engine.dispose()
    migrations.upgrade(database, backups)
    with database.write_tx() as session:
        sign_everybody_out(session)
        audit.record(session, audit.Action.RESTORED, "database", by=None, reason=f"From the file {file.name}.")
    return saved


def check_copy(file: Path) -> None:
    """Raises BadInput unless the file is a whole database of claimtrack, ClaimtrackError if a newer one made it."""
    try:
        with _opened(file) as copy:
            sound = copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            sound = sound and copy.execute("PRAGMA foreign_key_check").fetchone() is None
            shape = copy.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.Error as error:
        raise BadInput(f"{file} is not a copy of a claimtrack database ({error}). Nothing was changed.") from error
    if not sound or shape is None:
        raise BadInput(f"{file} is damaged. Nothing was changed. Take another copy.")
    migrations.check_known(shape[0])


def sign_everybody_out(session: Session) -> None:
    """End all sessions and tokens and spend all one-time links, so that the past lets nobody in."""
    for login in session.exec(select(LoginSession).where(col(LoginSession.ended_at).is_(None))):
        login.ended_at = now()
    for link in session.exec(select(OneTimeLink).where(col(OneTimeLink.used_at).is_(None))):
        link.used_at = now()
    for token in session.exec(select(ApiToken).where(col(ApiToken.ended_at).is_(None))):
        token.ended_at = now()


@contextmanager
def _opened(file: Path) -> Iterator[sqlite3.Connection]:
    """The copy, to be read only."""
    with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as copy:
        yield copy


def _is_empty(database: Database) -> bool:
    with database.read() as session:
        return not any(session.exec(select(kind.id).limit(1)).first() for kind in (User, Claim, Actor, Source))

"""The database: one way to read and one way to write.

Writers queue fairly, within a process by a ticket and between processes by a lock on a file (on PostgreSQL by an
advisory lock), so that each sees all that came before it and nobody starves. A write that has left no audit
event for a change is refused at commit.
"""

import fcntl
import json
import os
import subprocess
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from claimtrack.errors import BadInput, ClaimtrackError
from claimtrack.exchange.verify import encode
from claimtrack.services import trail

WRITERS = 0x636C61696D  # the advisory lock's number: “claim” in ASCII
PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "busy_timeout=10000",
    "foreign_keys=ON",
    "secure_delete=ON",
    "recursive_triggers=ON",
)


class FairLock:
    """A lock that is handed on in the order in which it was asked for."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._waiting: deque[threading.Lock] = deque()
        self._held = False

    def __enter__(self) -> None:
        with self._guard:
            if not self._held:
                self._held = True
                return
            turn = threading.Lock()
            turn.acquire()
            self._waiting.append(turn)
        turn.acquire()

    def __exit__(self, *exc: object) -> None:
        with self._guard:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._held = False


class Database:
    """An engine and its writers' queue. `lock_file` is needed for SQLite files only."""

    def __init__(self, url: str | sa.URL, lock_file: Path | None = None) -> None:
        self.url = sa.make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self.engine = sa.create_engine(
            self.url,
            pool_pre_ping=not self.is_sqlite,
            # Whoever holds a connection may need a second, so nobody may wait for one; threads are what is limited.
            max_overflow=-1,
            hide_parameters=True,
            json_serializer=_json,
        )
        self._writer = self.engine.execution_options(claimtrack_writes=True)
        self._turn = FairLock()
        self._lock_file = lock_file if self.is_sqlite else None
        if self.is_sqlite:
            sa.event.listen(self.engine, "connect", _prepare_sqlite)
            sa.event.listen(self.engine, "begin", _begin_sqlite)

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session to look things up in; what is changed in it is thrown away."""
        with Session(self.engine) as session:
            yield session

    @contextmanager
    def still(self) -> Iterator[Session]:
        """A session that sees one moment throughout, whatever others write meanwhile, and text of any bytes."""
        level = {} if self.is_sqlite else {"isolation_level": "REPEATABLE READ"}
        with self.engine.connect().execution_options(**level) as connection, Session(connection) as session:
            if not self.is_sqlite:
                session.execute(sa.text("SET LOCAL DateStyle TO ISO"))
                yield session
                return
            driver: Any = connection.connection.driver_connection
            driver.text_factory = lambda data: data.decode("utf-8", "surrogateescape")
            try:
                yield session
            finally:
                driver.text_factory = str

    @contextmanager
    def write_tx(self) -> Iterator[Session]:
        """A session to change things in, alone: committed whole at the end, or not at all when anything is raised."""
        with self.alone(), Session(self._writer, expire_on_commit=False) as session:
            if not self.is_sqlite:
                session.execute(sa.text("SELECT pg_advisory_xact_lock(:key)"), {"key": WRITERS})
            trail.watch(session)
            yield session
            session.flush()
            trail.check_told(session)
            session.commit()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """While this is held no other writer of this machine writes to the same SQLite file."""
        with self._turn:
            if self._lock_file is None:
                yield
                return
            with self._lock_file.open("a") as file:
                fcntl.flock(file, fcntl.LOCK_EX)
                yield


def reading_engine(session: Session) -> sa.Engine:
    """The engine of a session's database for looking things up beside it, be it a session to change things in."""
    bind = session.get_bind()
    writes = bind.get_execution_options().get("claimtrack_writes")
    return bind.engine.execution_options(claimtrack_writes=False) if writes else bind.engine


def _json(value: Any) -> str:
    """Stored as it is hashed, so that checking a long audit trail need not write each event's contents anew."""
    text = encode(value)
    try:
        text.encode()
    except UnicodeEncodeError:  # half a character, which JSON can hold and a database cannot
        return json.dumps(value)
    return text


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # transactions are begun by _begin_sqlite, not by the driver
    connection.create_function("lower", 1, _lower, deterministic=True)  # SQLite's own knows the letters of ASCII only
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _lower(value: Any) -> Any:
    return value.lower() if isinstance(value, str) else value


def _begin_sqlite(connection: sa.Connection) -> None:
    writes = connection.get_execution_options().get("claimtrack_writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def backup(database: Database, target: Path) -> Path:
    """A whole copy of the database in a new file, taken while others write: (target).db, or (target).dump of pg_dump.

    Raises BadInput if the file is there already, ClaimtrackError if the copy cannot be made.
    """
    target = target.with_name(target.name + ("" if target.suffix in (".db", ".dump") else _suffix(database)))
    if target.exists():
        raise BadInput(f"{target} is there already. Name a file that is not.")
    if database.is_sqlite:
        with database.engine.connect() as connection:
            connection.connection.execute("VACUUM INTO ?", (str(target),))
    else:
        _dump_postgresql(database, target)
    target.chmod(0o600)
    return target


def _suffix(database: Database) -> str:
    return ".db" if database.is_sqlite else ".dump"


def _dump_postgresql(database: Database, target: Path) -> None:
    url = database.url.set(drivername="postgresql", password=None).render_as_string()
    secret = {"PGPASSWORD": database.url.password} if database.url.password else {}  # never where `ps` shows it
    call = ["pg_dump", "--format=custom", "--file", str(target), "--dbname", url]
    try:
        subprocess.run(call, check=True, capture_output=True, env={**os.environ, **secret})  # noqa: S603
    except FileNotFoundError as error:
        raise ClaimtrackError("Backing up PostgreSQL needs pg_dump. Install PostgreSQL's client programs.") from error
    except subprocess.CalledProcessError as error:
        raise ClaimtrackError(
            f"pg_dump could not copy the database: {error.stderr.decode(errors='replace').strip()}"
        ) from error

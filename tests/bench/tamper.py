"""Is every change past the audit trail found, and nothing found where nobody tampered?

A database in which everything was done through the ordinary services is attacked by SQL, without its triggers: every
column of every audited table edited, rows deleted, inserted and swapped, events edited, moved, cut off and forged. Then
as many databases as wanted are built by chance and must all be found whole.
"""

import argparse
import tempfile
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from claimtrack import migrations
from claimtrack.db import Database, backup
from claimtrack.exchange.verify import Checkpoint, verify_folder
from claimtrack.services import verifying
from claimtrack.services.trail_export import export_trail
from tests.bench import _attacks
from tests.bench._newsroom import Newsroom


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--url", default="", help="a PostgreSQL server's database, beside which others are made")
    parser.add_argument("--clean", type=int, default=50, help="how many databases nobody tampered with")
    parser.add_argument("--acts", type=int, default=80, help="how much is done in each of them")
    parser.add_argument("--seed", type=int, default=20220221)


def main(args: argparse.Namespace) -> dict[str, Any]:
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        matrix = tampered(Fresh(Path(folder), args.url), args.seed)
    alarms, events = [], 0
    for number in range(args.clean):
        with tempfile.TemporaryDirectory() as folder:
            found, length = clean(Fresh(Path(folder), args.url), args.seed + number, args.acts)
        alarms += [f"database {number}: {sentence}" for sentence in found]
        events += length
    return {
        **matrix,
        "clean_databases": args.clean,
        "clean_events": events,
        "false_alarms": alarms,
        "seconds": round(time.perf_counter() - began, 1),
        "passed": not (matrix["missed"] or alarms),
    }


class Fresh:
    """A new database with a name of its own, and a folder beside it."""

    def __init__(self, folder: Path, url: str) -> None:
        self.folder, self._url, self._name = folder, url, f"claimtrack_{folder.name.lower()}"
        if url:
            self._on_server(f"CREATE DATABASE {self._name}")
            self.database = Database(sa.make_url(url).set(database=self._name).render_as_string(hide_password=False))
        else:
            self.database = Database(f"sqlite:///{folder / 'claimtrack.db'}", folder / "lock")
        migrations.upgrade(self.database, folder)

    def end(self) -> None:
        self.database.engine.dispose()
        if self._url:
            self._on_server(f"DROP DATABASE {self._name} WITH (FORCE)")

    def _on_server(self, statement: str) -> None:
        engine = sa.create_engine(self._url, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.exec_driver_sql(statement)
        engine.dispose()


def tampered(fresh: Fresh, seed: int) -> dict[str, Any]:
    """All attacks, each on the same database and undone after it: what was found and what was not."""
    room = Newsroom(fresh.database, seed)
    tried, missed = attacked(room)
    if fresh.database.is_sqlite:
        tried["an older copy put back"] += 1
        missed += older_copy(fresh, room)
    fresh.end()
    return {
        "tried": sum(tried.values()),
        "detected": sum(tried.values()) - len(missed),
        "missed": missed,
        "by_kind": tried,
    }


def attacked(room: Newsroom, most: int = 10**9) -> tuple[Counter[str], list[str]]:
    """Fill the newsroom and attack it, at most so many times in each way: how often, and what went unseen."""
    room.fill()
    room.act(room.do_sign_in_and_out)  # the last events change no row
    tried: Counter[str] = Counter()
    missed = []
    with room.database.still() as session:
        now, connection = verifying.checkpoint(session), session.connection()
        _attacks.disarm(connection)
        assert verifying.verify(session, now).wrong == []
        attacks = list(_attacks.all_attacks(session, room.chance))
        room.chance.shuffle(attacks)
        for attack in attacks:
            if tried[attack.kind] == most:
                continue
            with suppress(sa.exc.IntegrityError), connection.begin_nested() as savepoint:  # two of what must be unique
                attack.do(connection)
                tried[attack.kind] += 1
                if not verifying.verify(session, now).wrong:
                    missed.append(f"{attack.kind}: {attack.name}")
                savepoint.rollback()
    return tried, missed


def older_copy(fresh: Fresh, room: Newsroom) -> list[str]:
    """A copy of yesterday beside the checkpoint of today."""
    copy = backup(fresh.database, fresh.folder / "yesterday.db")
    room.act(room.do_sign_in_and_out)
    with fresh.database.still() as session:
        today = verifying.checkpoint(session)
    return [] if _found(Database(f"sqlite:///{copy}"), today) else ["an older copy put back"]


def clean(fresh: Fresh, seed: int, acts: int) -> tuple[list[str], int]:
    """What is found in a database and its export that nobody tampered with, and how many events it has."""
    room = Newsroom(fresh.database, seed)
    room.work(acts // 2)
    with fresh.database.still() as session:
        half = verifying.checkpoint(session)
    room.work(acts - acts // 2)
    found = _found(fresh.database, half)
    with fresh.database.still() as session:
        last = verifying.checkpoint(session)
        folder = export_trail(session, fresh.folder / "trail")
    found += verify_folder(folder, half).wrong
    fresh.end()
    return found, int(last["event"])


def _found(database: Database, checkpoint: Checkpoint) -> list[str]:
    with database.still() as session:
        return verifying.verify(session, checkpoint).wrong

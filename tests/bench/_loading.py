"""Many claims put into a database at once, past the services: only to measure with."""

import lzma
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

import sqlalchemy as sa

from claimtrack.db import Database
from claimtrack.models import Claim, now

AT_ONCE = 20_000


def lines_of(data: Path, count: int) -> list[str]:
    """The first lines of a file of sentences, which may be .xz."""
    opened = lzma.open if data.suffix == ".xz" else open
    with opened(data, "rt", encoding="utf-8") as file:
        return [line.rstrip("\n") for line in islice(file, count)]


def load(database: Database, lines: Sequence[str]) -> None:
    """Line number n becomes claim n + 1, changed in this order."""
    moment = now()
    always = {"made_at": moment, "changed_at": moment, "written_by": []}
    with database.engine.begin() as connection:
        for start in range(0, len(lines), AT_ONCE):
            rows = [
                {**always, "id": n, "text": text[:1000], "change_no": n}
                for n, text in enumerate(lines[start : start + AT_ONCE], start + 1)
            ]
            connection.execute(sa.insert(Claim), rows)
        if not database.is_sqlite:
            connection.execute(sa.text("SELECT setval('claim_id_seq', :n)"), {"n": len(lines)})


def settle(database: Database) -> None:
    """Let PostgreSQL clear up now, as it has long done where a base grew over years."""
    if not database.is_sqlite:
        with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("VACUUM (ANALYZE)")

"""Many claims put into a database at once, past the services: only to measure with."""

import lzma
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlmodel import col

from claimtrack.db import Database
from claimtrack.matching.names import name_key
from claimtrack.models import Actor, ActorAlias, Claim, Source, Statement, now
from claimtrack.words import ActorKind, Stance

AT_ONCE, ACTORS = 20_000, 1000
PERSON, COLUMNS = ActorKind.PERSON, sa.inspect(Statement).local_table.c


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


def speak(database: Database, each: int) -> None:
    """So many statements on every claim, by a thousand actors with two names each, all from one source."""
    actors = range(1, ACTORS + 1)
    names = [(n, text) for n in actors for text in (f"Nikola Orlov{n}", f"Orlov{n}")]
    said = Statement(claim_id=0, actor_id=0, source_id=1, stance=Stance.ASSERTS).model_dump(exclude={"id"})
    with database.engine.begin() as connection:
        connection.execute(sa.insert(Source), Source(id=1, title="A day in parliament").model_dump())
        connection.execute(
            sa.insert(Actor), [Actor(id=n, name=f"Nikola Orlov{n}", kind=PERSON).model_dump() for n in actors]
        )
        connection.execute(
            sa.insert(ActorAlias), [{"actor_id": n, "text": text, "key": name_key(text)} for n, text in names]
        )
        for n in range(each):
            told: dict[str, Any] = {name: sa.literal(said[name], COLUMNS[name].type) for name in said}
            told |= {"claim_id": col(Claim.id), "actor_id": 1 + (col(Claim.id) * (n + 7) + n) % ACTORS}
            connection.execute(sa.insert(Statement).from_select(list(told), sa.select(*told.values())))


def settle(database: Database) -> None:
    """Let PostgreSQL clear up now, as it has long done where a base grew over years."""
    if not database.is_sqlite:
        with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("VACUUM (ANALYZE)")

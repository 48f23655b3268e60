"""A labelled set as a newsroom would have it: every claim brought in as a file is, in a fresh database."""

import shutil
import tempfile
import weakref
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlmodel import col, select

from claimtrack import migrations
from claimtrack.db import Database
from claimtrack.exchange.document import (
    ActorRecord,
    ClaimRecord,
    DateRecord,
    Document,
    SourceRecord,
    StatementRecord,
    WordingRecord,
)
from claimtrack.models import Claim
from claimtrack.services.importing import bring_in
from claimtrack.services.matches import suggest
from claimtrack.words import ActorKind, Stance
from tests.bench._sets import day_of

NOBODY = "Unnamed"  # where a set does not say who spoke
MOST = 50  # suggestions of one text: a page shows five, measures look further down

Suggest = Callable[[str, str | None], list[tuple[str, float]]]


def suggester(claims: list[dict[str, Any]]) -> Suggest:
    """Store claims; what is returned takes a text and its day and gives (claim id, probability), best first."""
    folder = Path(tempfile.mkdtemp())
    database = stored(claims, folder)
    with database.read() as session:
        names = dict(
            zip(session.exec(select(Claim.id).order_by(col(Claim.id))), (c["id"] for c in claims), strict=True)
        )

    def suggestions(text: str, day: str | None) -> list[tuple[str, float]]:
        with database.read() as session:
            found = suggest(session, text, day_of({"date": day}), MOST)
        return [(names[one.claim_id], one.probability) for one in found]

    weakref.finalize(suggestions, _remove, database, folder)
    return suggestions


def _remove(database: Database, folder: Path) -> None:
    database.engine.dispose()
    shutil.rmtree(folder)


def stored(claims: list[dict[str, Any]], folder: Path) -> Database:
    """A new database with these claims on record, in their order."""
    database = Database(f"sqlite:///{folder / 'claimtrack.db'}", folder / "write.lock")
    migrations.upgrade(database, folder)
    with database.write_tx() as tx:
        bring_in(tx, document_of(claims))
    return database


def document_of(claims: list[dict[str, Any]]) -> Document:
    """The set as a file to import: a title is a second wording, a speaker an actor, a date the day it was said."""
    names = dict.fromkeys(claim.get("speaker") or NOBODY for claim in claims)
    return Document(
        actors=tuple(ActorRecord(key=name, name=name, kind=_kind(name)) for name in names),
        sources=tuple({source.key: source for source in map(_source, filter(_is_told, claims))}.values()),
        claims=tuple(_claim(claim) for claim in claims),
    )


def _kind(name: str) -> ActorKind:
    return ActorKind.UNNAMED if name == NOBODY else ActorKind.PERSON


def _source(claim: dict[str, Any]) -> SourceRecord:
    """What a claim was read in: all that was published on its day."""
    day = day_of(claim)
    return SourceRecord(key=str(day), title=f"Published {day or 'on a day unknown'}", published=day)


def _is_told(claim: dict[str, Any]) -> bool:
    """Whether somebody said it, or a day is known."""
    return bool(claim.get("speaker") or day_of(claim))


def _claim(claim: dict[str, Any]) -> ClaimRecord:
    day, title = day_of(claim), claim.get("title")
    said = StatementRecord(
        actor=claim.get("speaker") or NOBODY,
        source=str(day),
        stance=Stance.ASSERTS,
        said=DateRecord(earliest=day, latest=day),
    )
    return ClaimRecord(
        key=claim["id"],
        text=claim["text"],
        wordings=(WordingRecord(text=title),) if title else (),
        statements=(said,) if _is_told(claim) else (),
    )

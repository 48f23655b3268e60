"""The rows that events changed, without reading the whole of an event that changed thousands.

Events are stored as they are hashed (exchange/verify.py), keys in order and no space between, so that a row is found in
the text of its event by what it must hold. What is found so is then read as JSON, and sorted by what it says.
"""

import json
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from claimtrack.models import AuditEvent
from claimtrack.rules.touched import OWNERS, kind_of, number_of

LARGE = 200_000  # characters; below it reading all is as quick
AS_HASHED = '{"reason":"'  # how the text of an event begins that holds no half characters
ROW = '":{"after":'  # after a row's name; a quotation mark in a text of a row has a backslash before it
_read = json.JSONDecoder().raw_decode
Rows = dict[str, dict[str, Any]]


def rows_of(
    session: Session, ids: Sequence[int], records: Collection[str], *, whole: bool
) -> Iterator[tuple[int, Rows, bool]]:
    """The rows of each of these events, and whether they are all: of a large one those that belong to these records.

    Where not `whole`, only the records’ own rows are wanted.
    """
    on_sqlite = session.get_bind().dialect.name == "sqlite"
    as_text = sa.type_coerce(AuditEvent.contents, sa.String) if on_sqlite else sa.cast(AuditEvent.contents, sa.Text)
    query: Any = sa.select(col(AuditEvent.id), as_text).where(col(AuditEvent.id).in_(ids))
    for number, text in session.execute(query):
        if len(text) > LARGE and text.startswith(AS_HASHED):
            yield number, dict(_found(text, records, whole=whole)), False
        else:
            yield number, json.loads(text).get("rows", {}), True


def _found(text: str, records: Collection[str], *, whole: bool) -> Iterator[tuple[str, dict[str, Any]]]:
    places = _belonging(text, records) if whole else _own(text, records)
    end = -1
    for place in sorted(places):
        if place < end:
            continue  # another sign of the same row
        at = text.rfind(ROW, 0, place)
        if at >= 0:
            name = text[text.rfind('"', 0, at) + 1 : at]
            row, end = _read(text, at + len('":'))
            if place < end:
                yield name, row


def _own(text: str, records: Iterable[str]) -> Iterator[int]:
    for record in records:
        at = text.find(f'"{record}{ROW}')
        if at >= 0:
            yield at + len(record) + len(ROW) + 1


def _belonging(text: str, records: Iterable[str]) -> Iterator[int]:
    """Where a column says that its row belongs to one of these records."""
    for record in records:
        named = {column for owners in OWNERS.values() for column, kind in owners.items() if kind == kind_of(record)}
        for column in named:
            sign = re.compile(rf'"{column}":{number_of(record)}[,}}]')
            yield from (found.start() for found in sign.finditer(text))

"""The native CSV file, written: one row for each statement, everything about it in the row.

A claim without statements has a row with the statement's cells empty; so has an actor, source or outlet that no
statement names. Lists are written one|two, records within records (wordings, relations, roles) as JSON in a cell, and
no cell begins a formula (`cells.py`). UTF-8, commas, every row complete, so that it can be filtered and sorted.
"""

import csv
import io
from collections.abc import Iterator
from typing import Any

from claimtrack.exchange.cells import guarded
from claimtrack.exchange.columns import COLUMNS, Kind
from claimtrack.exchange.document import Document

Records = dict[str, dict[str, Any]]  # by key


def write(document: Document) -> str:
    """The document as a table."""
    text = io.StringIO(newline="")
    table = csv.writer(text, lineterminator="\r\n")
    table.writerow([column.name for column in COLUMNS])
    for row in _rows(document):
        table.writerow([guarded(column.cell_of(row.get(column.kind) or {})) for column in COLUMNS])
    return text.getvalue()


def _rows(document: Document) -> Iterator[dict[Kind, dict[str, Any]]]:
    whole = document.model_dump(mode="json", exclude_defaults=True)
    actors, sources, outlets = (_by_key(whole, kind) for kind in ("actors", "sources", "outlets"))
    shown: set[tuple[str, str]] = set()
    for place, claim in enumerate(whole.get("claims", ())):
        claim["language"] = document.claims[place].language  # the usual one is “en”, so an empty cell must mean none
        for statement in claim.pop("statements", ()) or [{}]:
            row: dict[Kind, dict[str, Any]] = {"claims": claim, "statements": statement}
            if statement:
                row["actors"] = actors[statement["actor"]]
                row |= _source(sources[statement["source"]], outlets)
            shown |= {(kind, record["key"]) for kind, record in row.items() if kind != "statements"}
            yield row
    for kind, records in (("actors", actors), ("sources", sources), ("outlets", outlets)):
        for key, record in records.items():
            if (kind, key) not in shown:
                row = _source(record, outlets) if kind == "sources" else {kind: record}  # type: ignore[dict-item]
                shown |= {(k, r["key"]) for k, r in row.items()}
                yield row


def _by_key(whole: dict[str, Any], kind: str) -> Records:
    return {record["key"]: record for record in whole.get(kind, ())}


def _source(source: dict[str, Any], outlets: Records) -> dict[Kind, dict[str, Any]]:
    outlet = source.get("outlet")
    return {"sources": source, "outlets": outlets[outlet]} if outlet else {"sources": source}

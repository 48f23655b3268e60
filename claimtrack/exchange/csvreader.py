"""The native CSV file, read: rows put together to one document, every problem told with its row and column.

A record may be described in any of its rows and left empty in the others, but two rows must not differ about it.
Without a key a claim is known by its text, an actor or outlet by its name and a source by its address, or by title,
day and outlet. Somebody spoken for may be given by name, too.
"""

from typing import Any

from pydantic import ValidationError

from claimtrack.drafts import clean_line, sentence_for
from claimtrack.errors import BadInput
from claimtrack.exchange.columns import BY_NAME, COLUMNS, Kind
from claimtrack.exchange.csvrows import Row, Table, parsed
from claimtrack.exchange.document import Document, problems_of
from claimtrack.exchange.jsonfile import refused, text_of

OWN_COLUMNS = {
    kind: [column.name for column in COLUMNS if column.kind == kind] for kind in {column.kind for column in COLUMNS}
}
KEY_COLUMN = {column.kind: column.name for column in COLUMNS if column.path == ("key",)}


class _Record:
    """One record as its rows describe it: for each column the cell and the first row that has it."""

    def __init__(self, key: str, number: int) -> None:
        self.key, self.number = key, number
        self.cells: dict[str, tuple[str, int]] = {}
        self.statements: list[_Record] = []
        self.refers: dict[str, str] = {}  # field → key of another record

    def number_of(self, column: str) -> int:
        """The row that says what stands in this column."""
        return self.cells[column][1] if column in self.cells else self.number


def read(data: bytes) -> Document:
    """The document in a file. Raises BadInput whose `fields` name every row and column that has to be corrected."""
    gathering = _Gathering(parsed(text_of(data)))
    for number, row in gathering.table.rows.items():
        gathering.take(number, row)
    return gathering.document()


class _Gathering:
    def __init__(self, table: Table) -> None:
        self.table, self.problems = table, table.problems
        self.records: dict[Kind, dict[str, _Record]] = {kind: {} for kind in ("actors", "outlets", "sources", "claims")}
        self.by_name: dict[tuple[Kind, str], str] = {}
        for row in table.rows.values():
            for kind in self.records:
                if key := _key(kind, row):
                    self.by_name.setdefault((kind, _name(kind, row)), key)

    def take(self, number: int, row: Row) -> None:
        """Put what one row says into its records."""
        outlet, source = self._record("outlets", number, row), self._record("sources", number, row)
        actor, claim = self._record("actors", number, row), self._record("claims", number, row)
        if source and outlet and source.refers.setdefault("outlet", outlet.key) != outlet.key:
            what = f"Row {source.number} names another outlet for this source. Make both say the same."
            self.problems[f"row {number}, outlet"] = what
        if not any(name in row for name in OWN_COLUMNS["statements"]):
            return
        statement = _Record(_key("statements", row), number)
        self._describe(statement, "statements", number, row)
        statement.refers = {name: record.key for name, record in (("actor", actor), ("source", source)) if record}
        if claim is None:
            self.problems[f"row {number}, claim"] = "Say which claim this statement is on, by its key or its text."
        else:
            claim.statements.append(statement)

    def document(self) -> Document:
        """All records together. Raises BadInput."""
        for claim in self.records["claims"].values():
            for statement in claim.statements:
                self._find_spoken_for(statement)
        whole = {kind: [self._value(kind, r) for r in records.values()] for kind, records in self.records.items()}
        try:
            document = Document.model_validate(whole)
        except ValidationError as error:
            found = {self._where(e["loc"]): sentence_for(dict(e)) for e in error.errors()}
            raise refused({**found, **self.problems}) from error
        lost = {self._where(tuple(place.split("."))): what for place, what in problems_of(document).items()}
        if self.problems or lost:
            raise refused({**lost, **self.problems})
        return document

    def _record(self, kind: Kind, number: int, row: Row) -> _Record | None:
        """The record of this kind that the row is about, with what the row says of it; None if it is about none."""
        if not any(name in row for name in OWN_COLUMNS[kind]):
            return None
        name = _name(kind, row)
        key = _key(kind, row) or self.by_name.get((kind, name)) or f"{name} (row {number})"
        self.by_name.setdefault((kind, name), key)
        record = self.records[kind].setdefault(key, _Record(key, number))
        self._describe(record, kind, number, row)
        return record

    def _describe(self, record: _Record, kind: Kind, number: int, row: Row) -> None:
        for name in OWN_COLUMNS[kind]:
            told, before = record.cells.setdefault(name, (row[name], number)) if name in row else ("", number)
            if name in row and told != row[name]:
                self.problems[f"row {number}, {name}"] = f"Row {before} says something else. Make both say the same."

    def _find_spoken_for(self, statement: _Record) -> None:
        """Somebody spoken for is given by key, or by a name; a name that nobody has becomes an organisation."""
        if "on_behalf_of" not in statement.cells:
            return
        told, number = statement.cells["on_behalf_of"]
        if told in self.records["actors"]:
            statement.refers["on_behalf_of"] = told
            return
        row = {"actor_name": told, "actor_kind": "organisation"}
        known = self.by_name.get(("actors", _name("actors", row)))
        spoken_for = self.records["actors"][known] if known else self._record("actors", number, row)
        assert spoken_for is not None
        statement.refers["on_behalf_of"] = spoken_for.key

    def _value(self, kind: Kind, record: _Record) -> dict[str, Any]:
        """The record as the document has it. Cells that cannot be read are noted as problems."""
        value: dict[str, Any] = {}
        for name, (cell, number) in record.cells.items():
            try:
                BY_NAME[name].put(value, cell)
            except BadInput as error:
                self.problems[f"row {number}, {name}"] = str(error)
        if kind == "claims":
            value["statements"] = [self._value("statements", statement) for statement in record.statements]
            if "claim_language" in self.table.names:
                value.setdefault("language", "")
        if kind != "statements":
            value["key"] = record.key
        return {**value, **record.refers}

    def _where(self, place: tuple[int | str, ...]) -> str:
        """ "row 7, actor_kind" for ("actors", 2, "kind")."""
        kind, path = next((kind for kind in self.records if kind == place[0]), None), place[2:]
        if kind is None or len(place) < 2:
            return "the file"
        record = list(self.records[kind].values())[int(place[1])]
        if kind == "claims" and path[:1] == ("statements",) and len(path) > 1:
            kind, record, path = "statements", record.statements[int(path[1])], path[2:]
        if not path:
            return f"row {record.number}"
        fits = [
            column.name
            for column in COLUMNS
            if column.kind == kind and all(a == b for a, b in zip(column.path, map(str, path), strict=False))
        ]
        name = next((name for name in fits if name in record.cells), fits[0] if fits else str(path[0]))
        return f"row {record.number_of(name)}, {name}"


def _key(kind: Kind, row: Row) -> str:
    """The key the row gives; empty for none."""
    return str(clean_line(row.get(KEY_COLUMN[kind], "")))


def _name(kind: Kind, row: Row) -> str:
    """What a record without a key is known by."""
    match kind:
        case "claims":
            return row.get("claim_text", "")
        case "actors" | "outlets":
            return row.get(f"{kind[:-1]}_name", "")
        case _:
            told = [row.get(name, "") for name in ("source_title", "source_published", "outlet", "outlet_name")]
            return row.get("source_url") or " ".join(told).strip()

"""The columns of the native CSV file, and where in a document each of them belongs."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from claimtrack.errors import BadInput
from claimtrack.exchange import cells

Kind = Literal["claims", "statements", "actors", "outlets", "sources"]
OPEN = "open"  # in an EDTF column: nobody could say when, so the words are not to be read either


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, the kind of record it describes and the field, for dates with the part of it."""

    name: str
    kind: Kind
    path: tuple[str, ...]
    write: Callable[[Any], str] = str
    read: Callable[[str], Any] = str

    def cell_of(self, record: dict[str, Any]) -> str:
        """What stands in this column for a record."""
        value: Any = record
        for part in self.path:
            value = value.get(part) if value else None
        return "" if value is None else self.write(value)

    def put(self, record: dict[str, Any], cell: str) -> None:
        """Set the field from a cell. Raises BadInput."""
        *above, last = self.path
        for part in above:
            record = record.setdefault(part, {})
        record[last] = self.read(cell)


def _plain(kind: Kind, prefix: str, names: str) -> list[Column]:
    return [Column(f"{prefix}{name}", kind, (name,)) for name in names.split()]


def _date(kind: Kind, name: str) -> list[Column]:
    """The seven parts of a date and its EDTF text."""
    plain = [Column(f"{name}_{part}", kind, (name, part)) for part in ("words", "earliest", "latest")]
    marks = [
        Column(f"{name}_{part}", kind, (name, part), _yes, cells.flag)
        for part in ("approximate", "uncertain", "lasting")
    ]
    edtf = Column(f"{name}_edtf", kind, (name, "edtf"), lambda text: text or OPEN, lambda c: "" if c == OPEN else c)
    return [*plain, *marks, Column(f"{name}_anchor", kind, (name, "anchor")), edtf]


def _list(kind: Kind, name: str, field: str) -> Column:
    return Column(name, kind, (field,), cells.joined, cells.split)


def _records(kind: Kind, name: str, field: str) -> Column:
    return Column(name, kind, (field,), cells.nested, _list_of_records)


def _yes(value: bool) -> str:
    return cells.YES[0] if value else ""


def _list_of_records(cell: str) -> Any:
    found = cells.unnested(cell)
    if not isinstance(found, list):
        raise BadInput("Write this as a list in JSON, such as [].")
    return found


COLUMNS: tuple[Column, ...] = (
    Column("claim", "claims", ("key",)),
    *_plain("claims", "claim_", "text language gloss type status note"),
    _list("claims", "claim_topics", "topics"),
    _list("claims", "claim_countries", "countries"),
    *_date("claims", "event"),
    _records("claims", "claim_wordings", "wordings"),
    _records("claims", "claim_relations", "relations"),
    Column("statement", "statements", ("key",)),
    *_plain("statements", "", "stance modality quote quote_language gloss role on_behalf_of"),
    *_date("statements", "said"),
    *_plain("statements", "", "attribution_note scope_note same_act_as"),
    Column("struck", "statements", ("struck",), _yes, cells.flag),
    Column("actor", "actors", ("key",)),
    *_plain("actors", "actor_", "name kind country note"),
    _list("actors", "actor_aliases", "aliases"),
    _records("actors", "actor_roles", "roles"),
    Column("source", "sources", ("key",)),
    *_plain("sources", "source_", "url title byline published retrieved archive_url language excerpt note"),
    *_plain("sources", "source_", "syndicated_from"),
    Column("outlet", "outlets", ("key",)),
    *_plain("outlets", "outlet_", "name domain country language note"),
)
BY_NAME = {column.name: column for column in COLUMNS}

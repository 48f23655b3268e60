"""Rows exactly as they are stored, as the JSON values that the trail keeps of them.

Nothing here trusts what it reads: a value that the program would never have stored comes out as something that equals
no value of a row, where the ordinary way of reading would smooth it over or stop.
"""

import json
from collections.abc import Callable, Container, Iterator
from typing import Any, cast

import sqlalchemy as sa
from sqlmodel import Session

from claimtrack.models import Row

Reader = Callable[[Any], Any]
AT_ONCE = 1000  # rows fetched together


def stored(
    session: Session,
    table: sa.Table,
    order: sa.Column[Any] | None = None,
    where: sa.ColumnElement[bool] | None = None,
    text: Container[str] = (),
) -> Iterator[dict[str, Any]]:
    """The rows of a table, a few at a time, each as a dictionary of its columns; those in `text` are left unread."""
    on_sqlite = session.get_bind().dialect.name == "sqlite"
    columns = [_as_stored(column, on_sqlite) for column in table.columns]
    query = sa.select(*columns).order_by(order).where(sa.true() if where is None else where)
    names = [column.name for column in table.columns]
    readers = [
        (n, reader) for n, c in enumerate(table.columns) if c.name not in text and (reader := _reader(c, on_sqlite))
    ]
    for row in session.execute(query, execution_options={"yield_per": AT_ONCE}):
        values = list(row)
        if bytes in map(type, values):
            values = [value if type(value) is not bytes else {"bytes": value.hex()} for value in values]
        for n, reader in readers:
            if values[n] is not None:
                values[n] = reader(values[n])
        yield dict(zip(names, values, strict=True))


def table_of(kind: type[Row]) -> sa.Table:
    """The table that holds rows of this kind."""
    return cast(sa.Table, cast(Any, sa.inspect(kind)).local_table)


def name_of(table: sa.Table, row: dict[str, Any]) -> str:
    """How the row is called in the trail."""
    return ":".join([table.name, *(str(row[column.name]) for column in table.primary_key)])


def _as_stored(column: sa.Column[Any], on_sqlite: bool) -> sa.ColumnElement[Any]:
    """The column without the conversions of its type; of PostgreSQL's values the text, which can be any."""
    if isinstance(column.type, sa.JSON | sa.Date) or _is_moment(column):
        return sa.type_coerce(column, sa.types.NullType()) if on_sqlite else sa.cast(column, sa.Text)
    return sa.type_coerce(column, sa.types.NullType())


def _reader(column: sa.Column[Any], on_sqlite: bool) -> Reader | None:
    if isinstance(column.type, sa.JSON):
        return read_json
    if isinstance(column.type, sa.Boolean) and on_sqlite:
        return _truth
    if _is_moment(column):
        return _moment if on_sqlite else _trimmed_moment
    return None


def _is_moment(column: sa.Column[Any]) -> bool:
    return isinstance(column.type, sa.DateTime) or isinstance(getattr(column.type, "impl", None), sa.DateTime)


def read_json(text: Any) -> Any:
    """The value, or where there is none something that equals no value."""
    try:
        return json.loads(text)
    except (TypeError, ValueError, RecursionError):
        return {"not JSON": str(text)}


def _truth(number: Any) -> Any:
    return {0: False, 1: True}[number] if number in (0, 1) else number


def _moment(text: Any) -> Any:
    """2022-02-18 09:30:00.000000 as 2022-02-18T09:30:00Z."""
    if not isinstance(text, str) or len(text) != len("2022-02-18 09:30:00.000000") or text[10] != " ":
        return text
    return f"{text[:10]}T{text[11:].removesuffix('.000000')}Z"


def _trimmed_moment(text: str) -> Any:
    """The same of PostgreSQL, which leaves out noughts at the end."""
    whole, _, part = text.partition(".")
    return _moment(f"{whole}.{part:0<6}")

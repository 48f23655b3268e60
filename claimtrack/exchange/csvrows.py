"""The rows of a CSV file, whoever saved it: commas, semicolons or tabs, with or without a byte order mark."""

import csv
import io
from dataclasses import dataclass, field

from claimtrack.errors import BadInput
from claimtrack.exchange.cells import unguarded
from claimtrack.exchange.columns import BY_NAME
from claimtrack.exchange.document import Problems
from claimtrack.exchange.jsonfile import refused

LONGEST_CELL = 10_000_000  # characters
Row = dict[str, str]  # column → cell, only where something stands


@dataclass
class Table:
    """The names of the columns, and the rows by number: as a spreadsheet counts, the names are row 1."""

    names: list[str]
    rows: dict[int, Row] = field(default_factory=dict)
    problems: Problems = field(default_factory=dict)


def parsed(text: str) -> Table:
    """The table in a text, empty rows left out. Raises BadInput when it is none or names columns that do not exist."""
    csv.field_size_limit(LONGEST_CELL)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    try:
        table = Table([name.strip() for name in next(lines, [])])
        _check_names(table.names)
        for number, cells in enumerate(lines, 2):
            if any(cells[len(table.names) :]):
                what = "This row has more cells than there are columns. Check its quotation marks."
                table.problems[f"row {number}"] = what
            named = zip(table.names, cells, strict=False)
            if row := {name: unguarded(cell) for name, cell in named if cell.strip()}:
                table.rows[number] = row
    except csv.Error as error:
        raise BadInput(f"This is not a CSV file: look at line {lines.line_num} of it ({error}).") from error
    return table


def _check_names(names: list[str]) -> None:
    if not BY_NAME.keys() & set(names):
        raise BadInput("This is not a claimtrack table: its first line names no column such as claim_text.")
    strange = "There is no such column. Leave it out or correct its name."
    problems = {f"row 1, {name}": strange for name in names if name not in BY_NAME}
    twice = "This column is there twice. Leave one out."
    problems |= {f"row 1, {name}": twice for name in names if names.count(name) > 1}
    if problems:
        raise refused(problems)


def _delimiter(text: str) -> str:
    first = text.partition("\n")[0]
    return max(",;\t", key=lambda mark: len(BY_NAME.keys() & {name.strip('" \r') for name in first.split(mark)}))

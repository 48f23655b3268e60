"""How values stand in the cells of a table: text that no spreadsheet takes for a formula, lists, yes, JSON.

A spreadsheet runs a cell that begins with = + - @ (also in their wide forms), a tab or a line break. Such a cell gets
an apostrophe in front, as does one that begins with an apostrophe followed by any of these; reading takes exactly that
apostrophe away again, so every text comes back as it was.
"""

import json
import re
from typing import Any

from claimtrack.errors import BadInput

RUN = "=+-@＝＋－＠\t\r\n"
YES, NO = ("yes", "true", "1"), ("no", "false", "0")


def guarded(text: str) -> str:
    """The text as a cell that stays a text."""
    runs = text[:1] in RUN or (text[:1] == "'" and text[1:2] in f"{RUN}'")
    return f"'{text}" if text and runs and text != "'" else text


def unguarded(cell: str) -> str:
    """The text of a cell."""
    return cell[1:] if len(cell) > 1 and cell[0] == "'" and cell[1] in f"{RUN}'" else cell


def joined(items: list[str]) -> str:
    """A list as "one|two"; a bar or backslash within an item has a backslash in front."""
    return "|".join(re.sub(r"([\\|])", r"\\\1", item) for item in items)


def split(cell: str) -> list[str]:
    """The items of a list."""
    items = re.findall(r"((?:\\.|[^\\|])*)(?:\||\\?$)", cell, re.DOTALL)
    return [re.sub(r"\\(.)", r"\1", item, flags=re.DOTALL) for item in items if item.strip()]


def nested(value: Any) -> str:
    """Records within a record, as JSON on one line."""
    return json.dumps(value, ensure_ascii=False, separators=(", ", ": "))


def unnested(cell: str) -> Any:
    """What JSON in a cell holds. Raises BadInput."""
    try:
        return json.loads(cell)
    except (ValueError, RecursionError) as error:
        raise BadInput('Write this as JSON in one cell, such as [{"text": "…"}].') from error


def flag(cell: str) -> bool:
    """Yes or no. Raises BadInput."""
    word = cell.strip().lower()
    if word in YES or word in NO:
        return word in YES
    raise BadInput("Write yes, or leave this empty.")

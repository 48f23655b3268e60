"""The native JSON file: one document, nested, in UTF-8.

    {"format": "claimtrack", "version": 1, "actors": […], "outlets": […], "sources": […],
     "claims": [{"key": "C1", "text": "…", "wordings": […], "relations": […], "statements": […]}]}

`document.py` says what each record holds. What is empty or usual is left out, so the same records always give the same
bytes.
"""

import json
from typing import Any

from pydantic import ValidationError

from claimtrack.drafts import sentence_for
from claimtrack.errors import BadInput
from claimtrack.exchange.document import Document, problems_of

LONGEST_FILE = 200 * 1024 * 1024  # bytes


def write(document: Document) -> str:
    """The document as text, one line for each value."""
    records = document.model_dump(mode="json", exclude_defaults=True)
    whole = {"format": document.format, "version": document.version, **_keys_first(records)}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def read(data: bytes) -> Document:
    """The document in a file. Raises BadInput whose `fields` name every place that has to be corrected."""
    found = _parsed(text_of(data))
    if not isinstance(found, dict) or found.get("format") != "claimtrack":
        raise BadInput('This is not a claimtrack file: it does not begin with {"format": "claimtrack", "version": 1.')
    try:
        document = Document.model_validate(found)
    except ValidationError as error:
        raise refused({_path(e["loc"]): sentence_for(dict(e)) for e in error.errors()}) from error
    problems = {_path(tuple(where.split("."))): what for where, what in problems_of(document).items()}
    if problems:
        raise refused(problems)
    return document


def text_of(data: bytes) -> str:
    """The file as text, with or without a byte order mark. Raises BadInput when it is too long or not UTF-8."""
    if len(data) > LONGEST_FILE:
        raise BadInput(f"This file is larger than {LONGEST_FILE // 1024**2} MB. Split it and import the parts.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInput(f"Save this file as UTF-8: its byte {error.start + 1} is not.") from error


def refused(problems: dict[str, str]) -> BadInput:
    """The error that lists these problems."""
    things = "1 thing in this file has" if len(problems) == 1 else f"{len(problems):,} things in this file have"
    return BadInput(f"{things} to be corrected first. Nothing was imported.", problems)


def _keys_first(value: Any) -> Any:
    """Every record with its key on its first line, where a reader looks for it."""
    if isinstance(value, list | tuple):
        return [_keys_first(one) for one in value]
    if not isinstance(value, dict):
        return value
    names = sorted(value, key=lambda name: name != "key")  # stable: the others stay as they are
    return {name: _keys_first(value[name]) for name in names}


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise BadInput(f"This is not JSON: look at line {error.lineno}, column {error.colno}.") from error
    except (RecursionError, ValueError) as error:  # nested without end, or a number of thousands of digits
        raise BadInput("This is not a claimtrack file: it cannot be read as JSON.") from error


def _path(parts: tuple[int | str, ...]) -> str:
    """ "claims[3].statements[0].stance", counted from 0 as programs for JSON do."""
    text = "".join(f"[{part}]" if str(part).isdigit() else f".{part}" for part in parts)
    return text.removeprefix(".") or "the file"

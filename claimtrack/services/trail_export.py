"""A folder that proves itself: all events, all records, the checkpoint, and the program that checks them."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from sqlmodel import Session

from claimtrack.errors import BadInput
from claimtrack.exchange import verify as verifier
from claimtrack.services.verifying import checkpoint, events, records


def export_trail(session: Session, folder: Path) -> Path:
    """Write the trail into this folder, which is made. Secret columns and the key of their seals stay behind.

    Raises BadInput if the folder is there already.
    """
    if folder.exists():
        raise BadInput(f"{folder} is there already. Name a folder that is not.")
    folder.mkdir(mode=0o700, parents=True)
    _write(folder / verifier.EVENTS, map(_line, events(session)))
    _write(folder / verifier.RECORDS, (_line(_shown(*record)) for record in records(session)))
    _write(folder / verifier.CHECKPOINT, [checkpoint(session).text().encode()])
    _write(folder / "verify.py", [Path(verifier.__file__).read_bytes()])
    return folder


def _shown(name: str, row: dict[str, Any], _secret: object, snapshot: Any) -> dict[str, Any]:
    return {"name": name, "row": row, **({"snapshot": snapshot} if snapshot is not None else {})}


def _line(value: dict[str, Any]) -> bytes:
    return verifier.canonical(value) + b"\n"


def _write(path: Path, parts: Iterable[bytes]) -> None:
    with open(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), "wb") as file:
        file.writelines(parts)

"""A folder that proves itself: all events, all records, the checkpoint, and the program that checks them."""

import os
import shutil
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
    _write(folder / verifier.EVENTS, events(session))
    _write(folder / verifier.RECORDS, (_shown(*record) for record in records(session)))
    (folder / verifier.CHECKPOINT).write_text(checkpoint(session).text(), encoding="utf-8")
    shutil.copyfile(verifier.__file__, folder / "verify.py")
    return folder


def _shown(name: str, row: dict[str, Any], _secret: object, snapshot: Any) -> dict[str, Any]:
    return {"name": name, "row": row, **({"snapshot": snapshot} if snapshot is not None else {})}


def _write(path: Path, lines: Iterable[dict[str, Any]]) -> None:
    with open(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), "wb") as file:
        file.writelines(verifier.canonical(line) + b"\n" for line in lines)

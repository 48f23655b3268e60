"""Another process on the same database, as a second worker is: it is asked for suggestions and answers."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from claimtrack.db import Database

ANSWER = """
import json, sys
from datetime import date
from pathlib import Path
from claimtrack.db import Database
from claimtrack.services import match_index
from claimtrack.services.matches import suggest
database = Database(sys.argv[1])
if sys.argv[2]:
    match_index.keep_in(database.engine, Path(sys.argv[2]))
for line in sys.stdin:
    text, day = json.loads(line)
    with database.read() as session:
        found = suggest(session, text, date.fromisoformat(day) if day else None)
        whole = match_index.is_whole(session)
    rows = [[one.claim_id, one.probability, one.label.value, one.reasons, one.yours, one.theirs] for one in found]
    print(json.dumps([rows, whole]), flush=True)
"""


class Other:
    """The other process."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.knew_all = True

    def suggest(self, text: str, day: str = "") -> list[list[Any]]:
        """Everything it suggests: number, probability, label, reasons, both texts with marks."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        print(json.dumps([text, day]), file=self.process.stdin, flush=True)
        rows, self.knew_all = json.loads(self.process.stdout.readline())
        return list(rows)

    def finds(self, text: str, day: str = "", least: float = 0.3) -> list[int]:
        """The numbers of what it suggests with some likelihood."""
        return [row[0] for row in self.suggest(text, day) if row[1] >= least]


@contextmanager
def another_process(database: Database, folder: Path | None = None) -> Iterator[Other]:
    """A second worker, with its shelves in a folder if one is given."""
    url = database.url.render_as_string(hide_password=False)
    call = [sys.executable, "-c", ANSWER, url, str(folder or "")]
    where = Path(__file__).parent.parent
    with subprocess.Popen(call, cwd=where, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield Other(process)
        assert process.stdin is not None
        process.stdin.close()
        process.wait(20)

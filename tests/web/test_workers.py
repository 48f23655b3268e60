"""Several workers of one server on one database: each knows what any of them saved."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import urlopen

import pytest

from claimtrack.db import Database
from claimtrack.drafts import ClaimDraft
from claimtrack.models import Claim, User
from claimtrack.services import claims, match_index, users
from claimtrack.services.judgements import judge
from claimtrack.services.records import get
from claimtrack.words import Answer, Kind, Role
from tests.factories import Factory

pytestmark = pytest.mark.slow
gunicorn = pytest.importorskip("gunicorn", reason="several workers need gunicorn, of the extra for PostgreSQL")
WORKERS = 2
STORKS, BIRDS = "White storks were seen nesting on the cathedral of Strasbourg", "Herons occupied a church by the Rhine"


@dataclass
class Served:
    process: subprocess.Popen[bytes]
    address: str
    token: str

    def found(self, text: str) -> set[tuple[int, ...]]:
        """What the workers suggest: one answer, if they agree.

        Each takes one connection, the oldest first, and waits there for a question: the newest of as many connections
        as there are workers is answered while all others wait, so every worker answers once.
        """
        with ExitStack() as stack:
            each = [stack.enter_context(closing(HTTPConnection(self.address, timeout=20))) for _ in range(WORKERS)]
            for connection in each:
                connection.connect()
            return {self._ask(connection, text) for connection in reversed(each)}

    def _ask(self, connection: HTTPConnection, text: str) -> tuple[int, ...]:
        asked = f"/api/v1/match?{urlencode({'text': text})}"
        connection.request("GET", asked, headers={"Authorization": f"Bearer {self.token}"})
        matches = json.load(connection.getresponse())["matches"]
        return tuple(row["claim_id"] for row in matches if row["probability"] >= 0.3)

    @property
    def workers(self) -> list[int]:
        main = self.process.pid
        return [int(pid) for pid in Path(f"/proc/{main}/task/{main}/children").read_text().split()]


@pytest.fixture
def editor(make: Factory) -> User:
    return make.user(role=Role.EDITOR)


@pytest.fixture
def served(database: Database, editor: User, tmp_path: Path) -> Iterator[Served]:
    with database.write_tx() as tx:
        token = users.make_token(tx, users.get_user(tx, editor.name), "test", by=None)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    settings = {
        "CLAIMTRACK_INSTANCE_PATH": str(tmp_path),
        "CLAIMTRACK_DATABASE_URL": database.url.render_as_string(hide_password=False),
    }
    call = [sys.executable, "-m", "gunicorn", "--workers", str(WORKERS), "--bind", address, "claimtrack:create_app()"]
    process = subprocess.Popen(call, env={**os.environ, **settings}, cwd=Path(__file__).parents[2])
    try:
        wait_until_up(address)
        yield Served(process, address, token)
    finally:
        process.terminate()
        process.wait(30)


def wait_until_up(address: str) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            with urlopen(f"http://{address}/healthz", timeout=10):
                return
        except OSError:
            time.sleep(0.05)
    raise AssertionError("the server did not start")


def test_every_worker_knows_what_was_saved_changed_and_joined(
    served: Served, database: Database, make: Factory, editor: User
) -> None:
    assert served.found(STORKS) == {()}
    storks, birds = make.claim(STORKS), make.claim(BIRDS)
    assert served.found(STORKS) == {(storks.id,)}
    with database.write_tx() as tx:
        judge(tx, Kind.CLAIM, storks.id or 0, birds.id or 0, Answer.SAME, by=editor)
    assert served.found(BIRDS) == {(storks.id,)}
    with database.write_tx() as tx:
        row = get(tx, Claim, storks.id)
        claims.change_claim(tx, row, ClaimDraft(text="Ballot boxes were stolen"), seen=row.version, by=editor)
    assert served.found("ballot boxes stolen") == {(storks.id,)}


def test_all_workers_map_the_one_shelf(served: Served, database: Database, make: Factory, tmp_path: Path) -> None:
    storks = make.claim(STORKS)
    with database.read() as session:
        match_index.build(session)
    (shelf,) = (tmp_path / "index").glob("0*")
    assert served.found(STORKS) == {(storks.id,)}
    assert len(served.workers) == WORKERS
    for worker in served.workers:
        assert str(shelf) in Path(f"/proc/{worker}/maps").read_text()

"""How fast pages answer, and how large they are, with ten thousand real claims in the base."""

import argparse
import csv
import gzip
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import quote

from flask import Flask

from claimtrack import create_app
from claimtrack.dates import FuzzyDate
from claimtrack.db import Database
from claimtrack.drafts import ActorDraft, ClaimDraft, EntryDraft, SourceDraft, StatementDraft
from claimtrack.services import audit, statements
from claimtrack.words import ActorKind, Role, Stance
from tests.client import PageClient
from tests.factories import D, Factory

MEDIAN_LIMIT, SIZE_LIMIT = 100.0, 60.0  # milliseconds; kilobytes of 1,000 bytes, compressed, nothing cached
SERVE = """
import sys
from waitress import serve
from claimtrack import create_app
app = create_app({"DATABASE_URL": sys.argv[3]} if sys.argv[3] else {}, sys.argv[1])
serve(app, host="127.0.0.1", port=int(sys.argv[2]), threads=4, _quiet=True)
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", type=Path, required=True, help="folder with euvsdisinfo_posts.csv")
    parser.add_argument("--rounds", type=int, default=30, help="how often each page is asked for")
    parser.add_argument("--port", type=int, default=5078)
    parser.add_argument("--url", default="", help="the address of an empty database; SQLite unless given")


def main(args: argparse.Namespace) -> dict[str, Any]:
    settings = {"DATABASE_URL": args.url} if args.url else {}
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(settings, folder)
        started = time.perf_counter()
        titles = load(app.extensions["claimtrack"], args.data / "euvsdisinfo_posts.csv")
        loaded = time.perf_counter() - started
        cookie = signed_in_cookie(app)
        server = subprocess.Popen([sys.executable, "-c", SERVE, folder, str(args.port), args.url])
        try:
            wait_until_up(args.port)
            found = {name: measure(args, path, cookie) for name, path in paths(titles).items()}
            size = first_visit(args.port, "/claims/1", cookie)
        finally:
            server.terminate()
            server.wait()
    passed = all(row["p50_ms"] <= MEDIAN_LIMIT for row in found.values()) and size["kB"] <= SIZE_LIMIT
    return {"claims": len(titles), "loaded_s": round(loaded, 1), "pages": found, "first_visit": size, "passed": passed}


def load(database: Database, path: Path) -> list[str]:
    """Store every title of the list as a claim asserted by its outlet."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with database.write_tx() as tx:
        for row in rows:
            outlet = row["outlets"].split("+")[0].strip() or "Unknown outlet"
            day = D(row["date"])
            entry = EntryDraft(
                claim=ClaimDraft(
                    text=row["title"][:1000], topics=tuple(t[:60] for t in row["keywords"].split("+") if t)
                ),
                actor=ActorDraft(name=outlet[:200], kind=ActorKind.OUTLET),
                source=SourceDraft(url=row["id"], outlet=outlet[:200], published=day),
                statement=StatementDraft(stance=Stance.ASSERTS, said=FuzzyDate(earliest=day, latest=day, anchor=day)),
            )
            statements.store(tx, entry, by=None)
        audit.record(tx, audit.Action.IMPORTED, "file", by=None)
    return [row["title"] for row in rows]


def signed_in_cookie(app: Flask) -> str:
    client = PageClient(app)
    client.sign_in_as(Factory(app.extensions["claimtrack"]).user(role=Role.EDITOR))
    cookie = client.flask.get_cookie("claimtrack")
    assert cookie is not None
    return f"claimtrack={cookie.value}"


def paths(titles: list[str]) -> dict[str, Callable[[int], str]]:
    """What to ask for, by name: each round something else."""
    return {
        "claim list": lambda i: f"/claims?page={i % 40 + 1}",
        "claim list, searched": lambda i: f"/claims?q={quote(' '.join(titles[i * 37 % len(titles)].split()[:2]))}",
        "claim list, unrebutted": lambda i: f"/claims?unrebutted=1&page={i % 40 + 1}",
        "claim page": lambda i: f"/claims/{i * 37 % len(titles) + 1}",
        "actors": lambda i: f"/actors?page={i % 5 + 1}",
        "sources": lambda i: f"/sources?page={i % 40 + 1}",
        "outlets": lambda i: f"/outlets?page={i % 5 + 1}",
        "match queue": lambda i: "/matches",
        "match suggestion": lambda i: f"/api/v1/match?text={quote(titles[i * 53 % len(titles)])}",
        "home": lambda i: "/",
    }


def measure(args: argparse.Namespace, path: Callable[[int], str], cookie: str) -> dict[str, float]:
    """Milliseconds from asking to the last byte, after a first visit that is not counted."""
    get(args.port, path(0), cookie)
    times, sizes = [], []
    for i in range(args.rounds):
        start = time.perf_counter()
        status, body, _ = get(args.port, path(i), cookie)
        times.append((time.perf_counter() - start) * 1000)
        sizes.append(len(body))
        if status != 200:
            raise SystemExit(f"{path(i)} answered {status}")
    times.sort()
    return {
        "p50_ms": round(statistics.median(times), 1),
        "p95_ms": round(times[int(0.95 * len(times))], 1),
        "kB": round(statistics.median(sizes) / 1000, 1),
    }


def first_visit(port: int, path: str, cookie: str) -> dict[str, Any]:
    """The page with every style sheet and script it names, as sent."""
    _, body, encoding = get(port, path, cookie)
    html = gzip.decompress(body).decode() if encoding == "gzip" else body.decode()
    parts = {path: len(body)}
    for address in re.findall(r'<(?:link|script)[^>]+(?:href|src)="(/[^"]+)"', html):
        parts[address] = len(get(port, address.replace("&amp;", "&"), cookie)[1])
    return {"kB": round(sum(parts.values()) / 1000, 1), "parts": parts}


def get(port: int, path: str, cookie: str) -> tuple[int, bytes, str]:
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", path, headers={"Cookie": cookie, "Accept-Encoding": "gzip"})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, body, answer.headers.get("Content-Encoding", "")


def wait_until_up(port: int) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            if get(port, "/healthz", "")[0] == 200:
                return
        except ConnectionError:
            time.sleep(0.05)
    raise SystemExit("the server did not start")

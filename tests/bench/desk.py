"""How fast an editor clears the match queue by keyboard: from the key to the next pair, in a real browser."""

import argparse
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from claimtrack import create_app
from claimtrack.db import Database
from claimtrack.drafts import ClaimDraft
from claimtrack.services import audit, claims
from claimtrack.services.finding import Looked, store
from claimtrack.services.pairs import Found
from claimtrack.services.queue import open_count
from claimtrack.words import Kind, MatchLabel
from tests.bench.pages import SERVE, signed_in_cookie, wait_until_up

MEDIAN_LIMIT = 150.0  # milliseconds
KEYS = "sdks"  # same, different, skip, same: over and over
CHROMIUM = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
# The script counts the pairs it has brought in; the time runs from the key to the first frame after that.
PRESS = """key => new Promise((done) => {
  const queue = document.querySelector("[data-queue]"), before = queue.dataset.loads, began = performance.now();
  const look = () => queue.dataset.loads === before ? requestAnimationFrame(look) : done(performance.now() - began);
  document.body.dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true}));
  look();
})"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--pairs", type=int, default=50)
    parser.add_argument("--claims", type=int, default=2000, help="claims in the base besides")
    parser.add_argument("--port", type=int, default=5079)
    parser.add_argument("--url", default="", help="the address of an empty database; SQLite unless given")
    parser.add_argument("--chromium", type=Path, default=Path("/usr/bin/chromium"))


def main(args: argparse.Namespace) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        app = create_app({"DATABASE_URL": args.url} if args.url else {}, folder)
        database: Database = app.extensions["claimtrack"]
        fill(database, args.pairs, args.claims)
        cookie = signed_in_cookie(app).partition("=")[2]
        server = subprocess.Popen([sys.executable, "-c", SERVE, folder, str(args.port), args.url])
        try:
            wait_until_up(args.port)
            times, visits, undone = clear(args, cookie)
        finally:
            server.terminate()
            server.wait()
        with database.read() as session:
            left = open_count(session, Kind.CLAIM)
    median = statistics.median(times)
    return {
        "keys_pressed": len(times),
        "pairs_left": left,
        "pages_loaded_whole": visits,
        "key_to_next_pair_p50_ms": round(median, 1),
        "key_to_next_pair_p95_ms": round(sorted(times)[int(len(times) * 0.95)], 1),
        "taken_back_ms": round(undone, 1),
        "passed": median <= MEDIAN_LIMIT and visits == 1 and left == 0,
    }


def fill(database: Database, pairs: int, more: int) -> None:
    """A base of claims, and a queue of pairs in it."""
    with database.write_tx() as tx:
        texts = [f"Village {n // 2} counted {n} storks on its church" for n in range(pairs * 2)]
        texts += [f"Letter {n} was posted late" for n in range(more)]
        made = [claims.make_claim(tx, ClaimDraft(text=text), by=None) for text in texts]
        audit.record(tx, audit.Action.IMPORTED, "test", by=None)
        numbers = [claim.id or 0 for claim in made]
        found = tuple(
            Found(
                Kind.CLAIM, numbers[2 * n], numbers[2 * n + 1], 0.9 - n / 1000, MatchLabel.SAME, ("Both count storks.",)
            )
            for n in range(pairs)
        )
        store(tx, Kind.CLAIM, Looked(tuple(numbers[: pairs * 2]), made[-1].change_no, found))


def clear(args: argparse.Namespace, cookie: str) -> tuple[list[float], int, float]:
    """Press keys until nothing is left: the time of each, how often a page was loaded whole, and the time of one undo."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(args.chromium), args=CHROMIUM)
        context = browser.new_context()
        where = f"http://127.0.0.1:{args.port}"
        context.add_cookies([{"name": "claimtrack", "value": cookie, "url": where}])
        page = context.new_page()
        visits: list[str] = []
        page.on("load", lambda _: visits.append(page.url))
        page.goto(f"{where}/matches")
        page.evaluate(PRESS, "d")  # the first one warms both sides up, and is taken back
        undone = float(page.evaluate(PRESS, "u"))
        times = press_until_empty(page, args.pairs * 3)
        browser.close()
    return times, len(visits), undone


def press_until_empty(page: Page, most: int) -> list[float]:
    """Each key's time. What was skipped comes back when the address is opened without the skips; here it is answered."""
    times: list[float] = []
    while page.locator("form.judge").count() and len(times) < most:
        key = KEYS[len(times) % len(KEYS)]
        waiting = page.locator("[data-swap=count]").inner_text()
        is_last = waiting.startswith("1 ")
        times.append(float(page.evaluate(PRESS, "s" if is_last and key == "k" else key)))
        if key == "k" and not is_last:
            times.append(float(page.evaluate(PRESS, "ArrowLeft")))
    return times

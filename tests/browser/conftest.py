"""A real browser on a real server: Debian's Chromium and waitress, on loopback."""

import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright
from waitress.server import create_server

from claimtrack import demo
from claimtrack.models import User
from claimtrack.services.importing import bring_in
from claimtrack.services.users import hash_password
from claimtrack.words import Role
from tests.factories import Factory

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
PASSWORD = "four random words do"
SHOTS = Path(__file__).parent / "shots"


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@dataclass
class Site:
    """The application as it is served, and a way to visit it."""

    address: str
    app: Flask
    browser: Browser
    user: User

    def visit(self, width: int = 1280, signed_in: bool = True, **options: Any) -> Page:
        """A browser window of this width; whatever its pages complain of fails the test."""
        context = self.browser.new_context(
            base_url=self.address, viewport={"width": width, "height": 900}, reduced_motion="reduce", **options
        )
        context.set_default_timeout(10_000)
        page = context.new_page()
        page.on("console", complain)
        page.on("pageerror", lambda error: (_ for _ in ()).throw(AssertionError(str(error))))
        if signed_in:
            sign_in(page, self.user.name)
        return page


def complain(message: ConsoleMessage) -> None:
    """What the browser itself reports, such as a broken policy; answers of 4xx are told as “Failed to load”."""
    assert message.type != "error" or "Failed to load resource" in message.text, message.text


def sign_in(page: Page, name: str) -> None:
    page.goto("/sign-in")
    page.get_by_label("User name").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("button", name="Sign out").wait_for()


@pytest.fixture(scope="session")
def password_hash() -> str:
    return hash_password(PASSWORD)


@pytest.fixture
def site(app: Flask, make: Factory, chromium: Browser, password_hash: str) -> Iterator[Site]:
    """An empty newsroom with one editor."""
    user = make.user("ana", role=Role.ADMIN, password_hash=password_hash)
    server = create_server(app, host="127.0.0.1", port=0, threads=6)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield Site(f"http://127.0.0.1:{server.effective_port}", app, chromium, user)
    for context in list(chromium.contexts):
        close(context)
    server.task_dispatcher.shutdown(cancel_pending=True, timeout=10)  # what a page still asked for is answered first
    server.close()
    thread.join(timeout=10)


@pytest.fixture
def demo_site(site: Site) -> Site:
    """The same newsroom with the demo's records."""
    for part in ("first_article", "second_wave"):
        with site.app.extensions["claimtrack"].write_tx() as tx:
            bring_in(tx, demo.part(part))
    return site


def close(context: BrowserContext) -> None:
    context.close()


@pytest.fixture
def shoot() -> Callable[[Page, str], None]:
    """Keep a picture of the whole page, for people to look at."""
    SHOTS.mkdir(exist_ok=True)

    def take(page: Page, name: str) -> None:
        page.screenshot(path=SHOTS / f"{name}.png", full_page=True)

    return take

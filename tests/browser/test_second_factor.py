"""Turning on the code at sign-in and signing in with it, in a real browser, with scripts and without."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from sqlmodel import select

from claimtrack.models import LoginSession, now
from claimtrack.services import logins
from tests.browser.conftest import PASSWORD, Site, sign_in
from tests.services.test_second_factor import code_at

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(("width", "scripts"), [(1280, True), (390, True), (390, False)])
def test_a_code_is_set_up_and_signed_in_with(
    site: Site, shoot: Callable[[Page, str], None], width: int, scripts: bool
) -> None:
    page = site.visit(width, java_script_enabled=scripts)
    page.get_by_role("link", name="Account").click()
    page.get_by_role("link", name="Set it up").click()
    expect(page.locator("svg.qr")).to_be_visible()
    secret = page.locator("#secret").inner_text().replace(" ", "")
    page.get_by_label("Code").fill("12345")
    page.get_by_role("button", name="Turn it on").click()
    expect(page.get_by_role("alert")).to_contain_text("This code does not fit")
    page.get_by_label("Code").fill(code_at(secret))
    page.get_by_role("button", name="Turn it on").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your recovery codes")
    paper = page.locator("#recovery-codes code").first.inner_text()
    look(page, shoot, f"recovery-codes-{width}", scripts)
    page.get_by_role("link", name="I have kept them").click()
    for code in (code_at(secret, 1), paper):
        page.get_by_role("button", name="Sign out").click()
        page.get_by_label("User name").fill(site.user.name)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Enter your code")
        look(page, shoot, f"sign-in-code-{width}", scripts)
        page.get_by_label("Code").fill(code)
        page.get_by_role("button", name="Sign in").click()
        page.get_by_role("button", name="Sign out").wait_for()


@pytest.mark.parametrize("scripts", [True, False])
def test_the_password_is_asked_for_again_and_what_was_typed_goes_on(
    site: Site, shoot: Callable[[Page, str], None], scripts: bool
) -> None:
    page = site.visit(390, signed_in=False, java_script_enabled=scripts)
    sign_in(page, site.user.name)
    page.goto("/settings")
    page.get_by_label("Name of the newsroom").fill("The Stork Post")
    with site.app.extensions["claimtrack"].write_tx() as tx:
        tx.exec(select(LoginSession)).one().confirmed_at = now() - logins.CONFIRMED - timedelta(seconds=1)
    page.get_by_role("button", name="Save verdicts and readers").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Is it you?")
    look(page, shoot, "confirm", scripts)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("status").filter(has_text="The settings are saved.")).to_be_visible()
    expect(page.get_by_label("Name of the newsroom")).to_have_value("The Stork Post")


def look(page: Page, shoot: Callable[[Page, str], None], name: str, scripts: bool) -> None:
    """Keep a picture, and let axe look as well where it can run."""
    shoot(page, name)
    if scripts:
        assert [found["id"] for found in Axe().run(page).response["violations"]] == []

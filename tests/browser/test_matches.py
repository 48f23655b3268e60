"""The match queue by keyboard: one pair after the other without loading a page, and by button without any script."""

import pytest
from playwright.sync_api import Page, expect

from claimtrack.services.finding import catch_up
from tests.browser.conftest import Site
from tests.factories import Factory

pytestmark = pytest.mark.slow
PAIRS = [
    ("White storks nest on the cathedral of Strasbourg", "Storks were seen nesting on Strasbourg cathedral"),
    ("The bakery in Mostar closes at noon on Sundays", "On Sundays the bakery in Mostar is closed from noon"),
    ("A new tax on bread starts in June", "Bread will be taxed with a new tax from June"),
]


@pytest.fixture
def queue(site: Site, make: Factory) -> Site:
    """A newsroom with three likely pairs."""
    for pair in PAIRS:
        for text in pair:
            make.claim(text)
    catch_up(make.database)
    return site


def waiting(page: Page, number: int) -> None:
    expect(page.locator("[data-swap=count]")).to_contain_text(f"{number} pair")


def test_the_queue_is_cleared_by_keyboard_without_loading_a_page(queue: Site) -> None:
    page = queue.visit()
    page.goto("/matches")
    loads: list[str] = []
    page.on("load", lambda loaded: loads.append(loaded.url))
    waiting(page, 3)
    first = page.locator(".pair h3").first.inner_text()
    page.keyboard.press("k")
    waiting(page, 2)
    expect(page.locator(".pair h3").first).not_to_have_text(first)
    page.keyboard.press("ArrowLeft")
    waiting(page, 3)
    expect(page.locator(".pair h3").first).to_have_text(first)
    page.keyboard.press("s")
    waiting(page, 2)
    expect(page.get_by_role("status").filter(has_text="are the same")).to_be_visible()
    page.keyboard.press("u")
    waiting(page, 3)
    page.keyboard.press("d")
    waiting(page, 2)
    page.keyboard.press("r")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    waiting(page, 1)
    expect(page.get_by_role("status").filter(has_text="is a narrower form of")).to_be_visible()
    page.keyboard.press("s")
    expect(page.get_by_role("heading", name="Nothing waits for an answer")).to_be_visible()
    assert loads == []


def test_letters_typed_into_a_field_or_switched_off_do_nothing(queue: Site) -> None:
    page = queue.visit()
    page.goto("/matches")
    page.get_by_label("Reason").fill("")
    page.keyboard.type("so did u")
    expect(page.get_by_label("Reason")).to_have_value("so did u")
    page.keyboard.press("Escape")
    page.get_by_label("Single keys").uncheck()
    page.keyboard.press("s")
    page.reload()
    waiting(page, 3)
    expect(page.get_by_label("Single keys")).not_to_be_checked()


def test_a_refusal_is_shown_in_place_with_what_was_typed(queue: Site, make: Factory) -> None:
    page, other = queue.visit(), queue.visit()
    page.goto("/matches")
    other.goto("/matches")
    other.keyboard.press("d")
    waiting(other, 2)
    page.get_by_label("Reason").fill("one bird")
    page.get_by_role("button", name="Same claim").click()
    expect(page.locator("#problem")).to_contain_text("Somebody judged this pair")


def test_without_a_script_every_button_works(queue: Site) -> None:
    page = queue.visit(java_script_enabled=False)
    page.goto("/matches")
    page.get_by_role("link", name="Skip for now").click()
    waiting(page, 2)
    page.get_by_role("button", name="Same claim").click()
    waiting(page, 1)
    page.get_by_role("button", name="Take it back").click()
    waiting(page, 2)
    page.locator("input[name=pair]").first.check()
    page.get_by_role("button", name="The ticked ones are different").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What would follow")
    page.get_by_role("button", name="Record 1 answer").click()
    expect(page.get_by_role("status").filter(has_text="Recorded: 1 answer")).to_be_visible()

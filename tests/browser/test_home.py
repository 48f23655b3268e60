"""The first page by keyboard alone: every pile is reached, and what lies on it is done."""

import pytest
from playwright.sync_api import Page, expect

from claimtrack.drafts import ClaimDraft
from claimtrack.models import Claim
from claimtrack.services import claims, reviews
from claimtrack.services.finding import catch_up
from claimtrack.services.records import get
from claimtrack.words import Role, Status
from tests.browser.conftest import Site
from tests.factories import Factory

pytestmark = pytest.mark.slow
FARTHEST = 150  # stops of the Tab key on one page


@pytest.fixture
def desk(site: Site, make: Factory) -> Site:
    """A newsroom with something on each of an editor's piles, one thing on each."""
    checker, other = make.user(), make.user(role=Role.EDITOR)
    for text in (
        "White storks nest on the cathedral of Strasbourg",
        "Storks were seen nesting on Strasbourg cathedral",
    ):
        make.claim(text)
    make.statement("Frogs bring rain", by=checker)
    make.claim("Snow fell in Mostar", by=checker, status=Status.SUBMITTED)
    make.claim("The bakery is closed", by=checker, status=Status.NEEDS_CHANGES)
    published = make.claim("A tax on bread starts in June", by=checker)
    for step in ("submit", "approve", "publish"):
        with make.writing() as tx:
            claim = get(tx, Claim, published.id)
            by = checker if step == "submit" else other
            reviews.take_step(tx, claim, step, seen=reviews.Seen.of(claim), by=by)
    with make.writing() as tx:
        claim = get(tx, Claim, published.id)
        claims.change_claim(tx, claim, ClaimDraft(text="A tax on bread starts in May"), seen=claim.version, by=checker)
    catch_up(make.database)
    return site


def focused(page: Page) -> str:
    """What the focus is on, in the words of a screen reader."""
    words = page.evaluate("(document.activeElement.labels?.[0] ?? document.activeElement).innerText")
    return " ".join(str(words).split())


def tab_to(page: Page, words: str) -> None:
    """Press Tab until what has the focus starts with these words; it must be to be seen then."""
    for _ in range(FARTHEST):
        page.keyboard.press("Tab")
        if focused(page).startswith(words):
            expect(page.locator(":focus")).to_be_in_viewport()
            return
    raise AssertionError(f"{words!r} is not reached")


@pytest.mark.parametrize(
    ("pile", "first"),
    [
        ("Suggested matches 1", "White storks nest on the cathedral of Strasbourg — Storks were seen"),
        ("Unrebutted 1", "Frogs bring rain"),
        ("Waiting for an editor 2", "A tax on bread starts in May"),
        ("Published, and changed since 1", "A tax on bread starts in May"),
        ("Needs changes 1", "The bakery is closed"),
    ],
)
def test_every_pile_is_two_keys_away_from_its_name(desk: Site, pile: str, first: str) -> None:
    page = desk.visit()
    page.goto("/")
    tab_to(page, pile)
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert focused(page).startswith(first)


def test_a_suggested_match_is_answered_by_keyboard(desk: Site) -> None:
    page = desk.visit()
    page.goto("/")
    tab_to(page, "White storks nest")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Claims 1 and 2")
    tab_to(page, "Same claim")
    page.keyboard.press("Enter")
    expect(page.locator("#question")).to_have_text("Claim 1 and claim 2 are the same")
    page.goto("/")
    expect(page.get_by_role("heading", name="Suggested matches")).to_have_count(0)


def test_what_was_changed_since_it_was_published_is_published_by_keyboard(desk: Site) -> None:
    page = desk.visit()
    page.goto("/")
    tab_to(page, "Published, and changed since")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("A tax on bread starts in May")
    tab_to(page, "Approve")
    page.keyboard.press("Enter")
    expect(page.get_by_text("The claim is approved as it stands.")).to_be_visible()
    tab_to(page, "Publish …")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Publish")
    tab_to(page, "Note to readers")
    page.keyboard.type("It starts in May.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("The claim is published.")).to_be_visible()
    page.goto("/")
    expect(page.get_by_role("heading", name="Published, and changed since")).to_have_count(0)

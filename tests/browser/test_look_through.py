"""An article looked through in a browser: by keyboard alone, without scripts, on a phone, with nothing for axe."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site

pytestmark = pytest.mark.slow
ARTICLE = """Storks are back in Alsace. Mercenaries from Albania, Kosovo and Bosnia are being sent to fight in Ukraine,
said the minister. Nobody else minds.

Officials from Albania have rejected the claims about mercenaries sent to Ukraine."""


def look(page: Page) -> None:
    page.goto("/enter")
    page.get_by_role("link", name="Look through it").click()
    page.get_by_label("Article").fill(ARTICLE)
    page.get_by_label("Published on").fill("2022-02-21")
    page.get_by_label("Published on").press("Enter")
    page.get_by_role("heading", name="Its sentences").wait_for()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark"), (320, "light")])
def test_what_was_found_is_read_by_everybody(
    demo_site: Site, shoot: Callable[[Page, str], None], width: int, scheme: str
) -> None:
    page = demo_site.visit(width, color_scheme=scheme)
    look(page)
    for fold in page.locator("ol.article details > summary").all():
        fold.click()
    shoot(page, f"article-looked-through-{width}-{scheme}")
    assert [(v["id"], [n["target"] for n in v["nodes"]][:3]) for v in Axe().run(page).response["violations"]] == []
    over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert over <= 0


@pytest.mark.parametrize("scripts", [True, False])
def test_a_sentence_is_entered_by_keyboard_in_a_tab_of_its_own(demo_site: Site, scripts: bool) -> None:
    page = demo_site.visit(java_script_enabled=scripts)
    look(page)
    button = page.get_by_role("button", name="Enter as a statement on this claim").first
    button.focus()
    with page.context.expect_page() as opened:
        page.keyboard.press("Enter")
    entry = opened.value
    expect(entry.locator("#quote")).to_have_value(
        "Mercenaries from Albania, Kosovo and Bosnia are being sent to fight in Ukraine, said the minister."
    )
    expect(entry.locator("#part-claim [data-chosen]")).to_contain_text("ercenaries")
    expect(entry.locator("#published")).to_have_value("2022-02-21")
    expect(page.get_by_role("heading", name="Its sentences")).to_be_visible()

"""Every page, on a desk and on a phone, by day and by night: nothing axe objects to, nothing to scroll sideways for."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from claimtrack.web.request import FILES, PUBLIC, access_of
from tests.browser.conftest import Site

pytestmark = pytest.mark.slow
NUMBERS = {"number": 1, "left": 1, "right": 2, "page": 1}
WORDS = {"kind": "claim", "name": "submit", "token": "nothing", "day": "2022-02-21"}


def addresses(site: Site) -> list[str]:
    """One address of every page that can be opened, with the first record where it wants one."""
    found = []
    with site.app.test_request_context():
        adapter = site.app.url_map.bind("localhost")
        for rule in site.app.url_map.iter_rules():
            if (
                "GET" in (rule.methods or ())
                and rule.endpoint not in FILES
                and not rule.rule.startswith(("/api", "/healthz"))
            ):
                values = {name: {**NUMBERS, **WORDS}[name] for name in rule.arguments}
                found.append(adapter.build(rule.endpoint, values))
    return sorted(found)


def is_page(page: Page, address: str) -> bool:
    answer = page.goto(address)
    return answer is not None and "text/html" in answer.headers.get("content-type", "")


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "light"), (1280, "dark"), (390, "dark")])
def test_axe_finds_nothing_on_any_page(
    demo_site: Site, shoot: Callable[[Page, str], None], width: int, scheme: str
) -> None:
    page = demo_site.visit(width, color_scheme=scheme)
    found: dict[str, object] = {}
    for address in addresses(demo_site):
        if is_page(page, address):
            shoot(page, f"{address.strip('/').replace('/', '-') or 'home'}-{width}-{scheme}")
            violations = Axe().run(page).response["violations"]
            if violations:
                found[address] = [(v["id"], [n["target"] for n in v["nodes"]][:3]) for v in violations]
    assert found == {}


@pytest.mark.parametrize("width", [390, 320])  # 320 is a desk's 1280 at 400 %
def test_no_page_scrolls_sideways(demo_site: Site, width: int) -> None:
    page = demo_site.visit(width)
    wide = {}
    for address in addresses(demo_site):
        if is_page(page, address):
            over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            if over > 0:
                wide[address] = over
    assert wide == {}


def test_a_visitor_sees_no_more_than_the_way_in(demo_site: Site) -> None:
    page = demo_site.visit(signed_in=False)
    with demo_site.app.test_request_context():
        public = {
            rule.rule
            for rule in demo_site.app.url_map.iter_rules()
            if access_of(demo_site.app, rule.endpoint) == PUBLIC
        }
    for address in ("/claims/1", "/claims", "/", "/actors/1"):
        assert address not in public
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == 401
        expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
        assert "Lavrov" not in page.content()


def test_the_timeline_can_be_read_with_the_keyboard(demo_site: Site, shoot: Callable[[Page, str], None]) -> None:
    page = demo_site.visit()
    page.goto("/claims/1")
    first = page.locator("svg a[href^='#statement-']:visible").first
    first.focus()
    before = page.evaluate("document.activeElement.getAttribute('href')")
    page.keyboard.press("ArrowRight")
    after = page.evaluate("document.activeElement.getAttribute('href')")
    assert after != before
    page.emulate_media(media="print")
    shoot(page, "claims-1-print")


def test_on_paper_there_is_nothing_to_fill_in_on_a_list_and_nothing_cut_off(demo_site: Site) -> None:
    page = demo_site.visit(1280)
    page.emulate_media(media="print")
    for address in ("/", "/claims", "/actors", "/outlets", "/sources", "/matches", "/history", "/published"):
        page.goto(address)
        expect(page.locator("main").locator("input:visible, select:visible, button:visible")).to_have_count(0)
        cut = page.evaluate(
            "[...document.querySelectorAll('main *')].filter(e => e.scrollHeight > e.clientHeight + 4"
            " && ['auto', 'scroll'].includes(getComputedStyle(e).overflowY)).map(e => e.className)"
        )
        assert cut == [], address

"""A fact-checker records a whole wire article by hand, and the claims come out as a careful one would have them.

The demo holds the same records with short quotes. With CLAIMTRACK_TEST_ARTICLE naming a folder that holds the article
itself, its full sentences are typed.
"""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from claimtrack import demo
from claimtrack.words import ClaimType, Stance
from tests.browser.conftest import Site

pytestmark = pytest.mark.slow
FOLDER = os.environ.get("CLAIMTRACK_TEST_ARTICLE", "")
UNREBUTTED = ["C2", "C3", "C6", "C8", "C9", "C10", "C11"]
BY_STANCE = {Stance.ASSERTS: 12, Stance.REPORTS: 3, Stance.DENIES: 3, Stance.NO_COMMENT: 1}


def records() -> dict[str, Any]:
    """The demo's first article; with the full sentences where the article is at hand."""
    record: dict[str, Any] = demo.part("first_article").model_dump(mode="json")
    if FOLDER:
        golden = json.loads((Path(FOLDER) / "ap_2022-02-21.golden.json").read_text())
        quotes = {row["id"]: row["quote"] for row in golden["assertions"]}
        for claim in record["claims"]:
            for statement in claim["statements"]:
                statement["quote"] = quotes[statement["key"]]
        lines = (Path(FOLDER) / "ap_2022-02-21.txt").read_text().splitlines()
        dropped = golden["source"]["boilerplate_lines_to_drop"]
        record["sources"][0]["excerpt"] = "\n".join(x for n, x in enumerate(lines, 1) if n not in dropped)
    return record


def open_folds(page: Page) -> None:
    """Unfold every part of the form that is folded away."""
    folded = page.locator("form#entry details:not([open]) > summary")
    while folded.count():
        folded.first.click()


def type_source(page: Page, source: dict[str, Any], outlet: str) -> None:
    page.locator("#url").fill(source["url"] + "?utm_source=newsletter")
    page.locator("#outlet").fill(outlet)
    page.locator("#published").fill(source["published"])
    page.locator("#source_title").fill(source["title"])
    if source.get("excerpt"):
        page.locator("#excerpt").fill(source["excerpt"])
    page.locator("#byline").fill(source["byline"])
    page.locator("#source_language").fill("en")


def type_statement(page: Page, statement: dict[str, Any], actors: dict[str, Any], entered: dict[str, str]) -> None:
    actor = actors[statement["actor"]]
    page.locator("#quote").fill(statement["quote"])
    if statement.get("modality"):
        page.locator("#modality").select_option(statement["modality"])
    page.locator("#actor").fill(actor["name"])
    page.locator("#role").fill(statement.get("role", ""))
    if page.locator("#actor_kind").count():
        page.locator("#actor_kind").select_option(actor.get("kind", "person"))
    behalf = actors.get(statement.get("on_behalf_of", ""), {}).get("name", "")
    page.locator("#on_behalf_of").fill(behalf)
    choose_stance(page, statement["stance"])
    said = statement["said"]
    page.locator("#said_words").fill(said.get("words", ""))
    if statement["stance"] == "reports":
        page.locator("#said_words").fill("(publication)")
    if statement.get("same_act_as"):
        page.locator("#same_act_as").select_option(entered[statement["same_act_as"]])
    page.locator("#attribution_note").fill(statement.get("attribution_note", ""))


def choose_stance(page: Page, stance: str) -> None:
    """Press the whole card, as a hand does."""
    radio = page.locator(f"input[name=stance][value={stance}]")
    page.locator(f"label[for={radio.get_attribute('id')}]").click()
    expect(radio).to_be_checked()


def save(page: Page, button: str = "save") -> str:
    """Save, and the number of the statement that the page then tells of."""
    page.locator(f"button[name=action][value={button}]").first.click()
    page.wait_for_url("**#statement-*")
    return page.url.rsplit("#statement-", 1)[1]


def test_an_article_of_nineteen_statements_is_recorded_by_hand(site: Site) -> None:
    record = records()
    actors = {actor["key"]: actor for actor in record["actors"]}
    outlets = {outlet["key"]: outlet["name"] for outlet in record["outlets"]}
    page = site.visit()
    entered: dict[str, str] = {}
    claims: dict[str, int] = {}
    for claim in record["claims"]:
        for statement in claim["statements"]:
            known = claims.get(claim["key"])
            page.goto(f"/enter?claim={known}" if known else "/enter")
            open_folds(page)
            type_source(page, record["sources"][0], outlets[record["sources"][0]["outlet"]])
            if known is None:
                page.locator("#claim").fill(claim["text"])
                page.locator("#claim_type").select_option(claim.get("type", ClaimType.FACTUAL.value))
            type_statement(page, statement, actors, entered)
            entered[statement["key"]] = save(page)
            claims[claim["key"]] = int(page.url.split("/claims/")[1].split("#")[0])
    check_golden(page, claims)


def check_golden(page: Page, claims: dict[str, int]) -> None:
    """What a careful fact-checker expects of this article, as the API tells it."""

    def ask(path: str) -> Any:
        answer = page.request.get(path)
        assert answer.ok, (path, answer.status)
        return answer.json()

    told = {key: ask(f"/api/v1/claims/{number}/timeline")["facts"] for key, number in claims.items()}
    first = told["C1"]
    assert len(claims) == 11
    assert first["independent_asserters"] == 1
    assert first["deniers"] == 3
    assert first["sources"] == 1
    assert first["first_asserted_edtf"] == "[2022-02-14..2022-02-20]"
    assert first["time_to_first_rebuttal_days"] == [0, 7]
    assert sorted((key for key, facts in told.items() if facts["unrebutted"]), key=lambda k: int(k[1:])) == UNREBUTTED
    for stance in Stance:
        total = sum(facts["by_stance"][stance.value] for facts in told.values())
        assert total == BY_STANCE.get(stance, 0), stance
    page.goto(f"/claims/{claims['C1']}")
    expect(page.locator(".lede").first).to_contain_text("Sergei Lavrov")


def test_the_form_answers_while_one_types(demo_site: Site) -> None:
    page = demo_site.visit()
    page.goto("/enter")
    page.locator("#published").fill("2022-02-21")
    page.locator("#said_words").fill("last week")
    expect(page.locator("#answer-said")).to_contain_text("14–20 Feb 2022")
    page.locator("#claim").fill("mercenaries from Albania sent to Ukraine")
    expect(page.locator("#panel .match").first).to_contain_text("Mercenaries from Albania, Kosovo and Bosnia")
    page.locator("#actor").fill("Лавров")
    expect(page.locator("#answer-actor")).to_contain_text("Sergei Lavrov")


def test_what_is_typed_survives_a_reload(site: Site) -> None:
    page = site.visit()
    page.goto("/enter")
    with page.expect_response("**/enter/draft"):
        page.locator("#claim").fill("Storks bring babies")
    page.reload()
    expect(page.locator("#claim")).to_have_value("Storks bring babies")


def test_control_and_enter_save(site: Site) -> None:
    page = site.visit()
    page.goto("/enter")
    page.locator("#url").fill("https://example.org/storks")
    page.locator("#actor").fill("A. Farmer")
    choose_stance(page, "asserts")
    page.locator("#claim").fill("Storks bring babies")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**#statement-*")


def test_the_whole_entry_works_without_a_script(demo_site: Site) -> None:
    page = demo_site.visit(java_script_enabled=False)
    page.goto("/enter")
    page.locator("#url").fill("https://example.org/echo")
    page.locator("#published").fill("2022-03-01")
    page.locator("#actor").fill("A. Blogger")
    choose_stance(page, "asserts")
    page.locator("#said_words").fill("yesterday")
    page.locator("#claim").fill("Mercenaries from Albania, Kosovo and Bosnia are being sent to Ukraine")
    page.get_by_role("button", name="Check what is typed").click()
    expect(page.locator("#answer-said")).to_contain_text("28 Feb 2022")
    page.locator("#panel button[value=use-1]").click()
    expect(page.locator("#part-claim .chosen")).to_be_visible()
    page.locator("button[name=action][value=save]").first.click()
    assert "/claims/1#statement-" in page.url

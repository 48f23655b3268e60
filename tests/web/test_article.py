"""A whole article looked through: what may be recorded stands out, and each sentence leads into the entry form."""

import time

import pytest
from sqlmodel import select

from claimtrack.db import Database
from claimtrack.models import AuditEvent, KeptEntry, Statement
from claimtrack.services import articles
from claimtrack.services.articles import LONGEST_ARTICLE
from tests.client import Page, PageClient
from tests.factories import Factory

STORKS = "White storks were seen nesting on the cathedral of Strasbourg"
ARTICLE = (
    "Spring comes to Alsace. White storks were seen nesting on the cathedral in Colmar. They are loud. "
    "Nobody minds. Bakers are glad."
)


def look(checker: PageClient, article: str, published: str = "") -> Page:
    return checker.submit("/article", {"article": article, "published": published})


def test_sentences_that_may_be_recorded_stand_out_and_the_others_are_folded(
    checker: PageClient, make: Factory, database: Database
) -> None:
    storks = make.statement(STORKS, said="2022-02-20").claim_id
    before = everything(database)
    page = look(checker, ARTICLE, "21 Feb 2022")
    assert page.status == 200
    assert "of 5 sentences" in page.text
    rows = page.all("ol.article > li")
    assert ["nothing" in (row.get("class") or []) for row in rows] == [True, False, True]
    assert [row.select_one("details.small, summary") is not None for row in rows] == [False, True, True]
    told = " ".join(rows[1].get_text(" ").split())
    assert "White storks were seen nesting on the cathedral in Colmar." in told
    assert [mark.get_text() for mark in rows[1].select("mark")] == ["Strasbourg"]
    assert rows[1].select_one(f"a[href='/claims/{storks}']") is not None
    assert "3 sentences of which nothing is likely recorded: They are loud." in " ".join(rows[2].get_text(" ").split())
    assert everything(database) == before


def everything(database: Database) -> tuple[int, int]:
    with database.read() as session:
        return len(session.exec(select(AuditEvent)).all()), len(session.exec(select(KeptEntry)).all())


def test_a_sentence_goes_into_the_entry_form_with_its_day_and_claim(
    checker: PageClient, make: Factory, database: Database
) -> None:
    storks = make.statement(STORKS).claim_id
    page = look(checker, ARTICLE, "21 Feb 2022")
    form = page.all("ol.article > li")[1].select_one("form")
    assert form is not None
    assert (form["action"], form["target"]) == ("/enter", "_blank")
    fields = page.fields("ol.article > li:nth-of-type(2) form")
    entry = checker.post("/enter", {**fields, "claim_id": str(storks)})
    sent = entry.fields("form.entry")
    assert sent["quote"] == "White storks were seen nesting on the cathedral in Colmar."
    assert (sent["published"], sent["claim_id"]) == ("21 Feb 2022", str(storks))
    assert sent["retrieved"]
    new = checker.post("/enter", {**fields, "claim_id": ""}).fields("form.entry")
    assert (new["claim_id"], new["claim"]) == ("", "")
    assert new["slot"] != sent["slot"]
    sent |= {"url": "https://post.example/1", "actor": "Ana", "stance": "asserts", "action": "save"}
    assert checker.post("/enter", sent).status == 200
    with database.read() as session:
        recorded = session.exec(select(Statement).where(Statement.quote == sent["quote"])).one()
        assert recorded.claim_id == storks


def test_what_was_typed_after_a_sentence_was_begun_is_given_back(checker: PageClient) -> None:
    begun = {"action": "begin", "quote": "They are loud.", "published": "", "claim_id": ""}
    sent = checker.post("/enter", begun).fields("form.entry")
    checker.post("/enter/draft", {**sent, "actor": "Ana"})
    again = checker.post("/enter", begun)
    assert again.fields("form.entry")["actor"] == "Ana"
    assert "not saved yet" in again.text
    assert checker.get(sent["slot"]).fields("form.entry")["actor"] == "Ana"
    assert checker.get("/enter").fields("form.entry")["actor"] == ""


@pytest.mark.parametrize(
    ("article", "published", "told"),
    [
        ("", "", "there is no sentence in this"),
        (" \n — 12 — \u200f\n", "", "there is no sentence in this"),
        (ARTICLE, "32 May", "Write it as 2022-02-21"),
        ("They nest. " * 2000, "", f"and {LONGEST_ARTICLE:,} are looked through at once"),
    ],
)
def test_what_cannot_be_looked_through_comes_back_with_what_to_do(
    checker: PageClient, article: str, published: str, told: str
) -> None:
    page = look(checker, article, published)
    assert page.status == 400
    assert told in page.one(".error-summary").get_text()
    assert page.fields()["article"].strip() == article.strip()
    assert page.fields()["published"] == published


def test_a_megabyte_is_answered_at_once(checker: PageClient) -> None:
    begun = time.process_time()
    page = look(checker, "Storks nest. " * 80_000)
    assert time.process_time() - begun < 3  # most of it is this client reading the page
    assert "1,0" in page.one(".error-summary").get_text()


def test_of_too_many_sentences_the_first_are_looked_through(
    checker: PageClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(articles, "MOST", 3)
    page = look(checker, ARTICLE)
    assert "Only the first 3 sentences were looked through, 2 were left out" in page.text
    assert "They are loud." in page.text
    assert "Nobody minds." not in page.one("ol.article").get_text()


@pytest.mark.parametrize(
    "article",
    [
        "<script>alert(1)</script> Storks nest. </textarea><b>They are loud.</b>",
        "“Storks”\u202e nest. \u0000\ufffd\ud7ff They are loud.",
        "{{ 77 * 777 }} storks nest. {% raw %} They are loud.",
        "Storks nest.\r\n" * 150,
        "a" * 20_000,
        "🙂. " * 5_000,
    ],
)
def test_hostile_text_is_shown_as_text(checker: PageClient, make: Factory, article: str) -> None:
    make.claim("Storks nest")
    page = look(checker, article)
    assert page.status in (200, 400)
    assert page.all("main script, main b") == []
    assert "59829" not in page.text


def test_the_page_is_reached_from_the_entry_form_and_from_everywhere(checker: PageClient) -> None:
    links = [link["href"] for link in checker.get("/enter").all("a[href='/article']")]
    assert len(links) == 2
    assert checker.get("/").all("nav a[href='/article']")


def test_only_people_of_the_newsroom_look_through_articles(client: PageClient) -> None:
    assert client.get("/article").status == 401
    assert client.post("/article", {"article": ARTICLE}).status == 401

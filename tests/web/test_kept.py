"""What is typed into any form is given back when it could not be saved for want of a session that holds."""

from collections.abc import Callable
from typing import Any

import pytest

from claimtrack.db import Database
from claimtrack.models import KeptEntry, User
from claimtrack.services.users import hash_password
from claimtrack.words import Role
from tests.client import Page, PageClient
from tests.factories import Factory
from tests.web.entering import rows

PASSWORD = "a long enough password"
HASH = hash_password(PASSWORD)
WORDS = "Typed before the session was lost"
FORMS = {  # the page, the form on it, and what is typed into it
    "/reviews/1/steps/withdraw": ("main form[data-ctrl-enter]", {"text": WORDS}),
    "/reviews/1/comments": ("main form[data-ctrl-enter]", {"text": WORDS}),
    "/reviews/1/verdict": ("main form[data-ctrl-enter]", {"label": "False", "rationale": WORDS}),
    "/claims/1/change": ("main form[method=post]", {"note": WORDS}),
    "/claims/1/wordings": ("main form[method=post]", {"text": WORDS}),
    "/claims/1/relate?q=babies": (
        "main form[method=post]",
        {"relation": "contradicts", "other": "2", "note": WORDS},
    ),
    "/statements/1/change": ("main form[method=post]", {"gloss": WORDS}),
    "/statements/1/strike": ("main form[method=post]", {"reason": WORDS}),
    "/actors/1/change": ("main form[method=post]", {"note": WORDS}),
    "/outlets/1/change": ("main form[method=post]", {"note": WORDS}),
    "/sources/1/change": ("main form[method=post]", {"note": WORDS}),
    "/matches/claim/1/2": ("form[action='/matches/claim/1/2']", {"reason": WORDS}),
    "/settings": ("main form[action='/settings']", {"newsroom": WORDS}),
    "/users/invite": ("main form[method=post]", {"name": "mira", "full_name": WORDS}),
}
BUTTONS = {"/matches/claim/1/2": {"answer": "different"}}

Loses = Callable[[PageClient, str, dict[str, Any]], Page]


def by_its_end(client: PageClient, action: str, sent: dict[str, Any]) -> Page:
    """The session has ended: the form leads to the sign-in page, and on from there."""
    client.flask.delete_cookie("claimtrack")
    asked = client.post(action, {**sent, "csrf_token": client.csrf_token()})
    assert asked.status == 401
    assert "What you typed is kept" in asked.text
    return client.post("/sign-in", {**asked.fields(), "name": "ana", "password": PASSWORD})


def by_a_newer_one(client: PageClient, action: str, sent: dict[str, Any]) -> Page:
    """Ana has signed in again in another window since the form was opened."""
    old = {**sent, "csrf_token": "of a session that is over"}
    page = client.post(action, old, headers={"Sec-Fetch-Site": "same-origin"})
    assert "You signed in again" in page.text
    return page


@pytest.fixture
def ana(make: Factory) -> User:
    said = {"source": {"url": "https://news.example/1", "outlet": "Example News"}}
    make.statement(make.claim("Storks bring babies", by=make.user()), **said)
    make.claim("Foxes bring babies")
    return make.user("ana", Role.ADMIN, HASH)


@pytest.mark.parametrize("lose", [by_its_end, by_a_newer_one])
@pytest.mark.parametrize("path", FORMS)
def test_it_is_back_in_the_form_until_it_is_saved(
    client: PageClient, ana: User, database: Database, path: str, lose: Loses
) -> None:
    form, typed = FORMS[path]
    client.sign_in_as(ana)
    page = client.get(path)
    action = str(page.one(form).get("action") or path)
    back = lose(client, action, {**page.fields(form), **typed})
    assert back.status == 200
    assert "It is not saved yet" in back.text
    assert {name: back.fields(form).get(name) for name in typed} == typed
    assert client.post(action, {**back.fields(form), **BUTTONS.get(path, {})}).status == 200
    assert rows(database, KeptEntry) == []


def test_it_can_be_dropped_from_the_home_page_and_nobody_elses(
    client: PageClient, ana: User, make: Factory, database: Database, checker: PageClient
) -> None:
    client.sign_in_as(ana)
    back = by_a_newer_one(client, "/reviews/1/comments", {"text": WORDS})
    assert WORDS in client.get("/").text
    checker.post("/unsaved/drop", {"form": "/reviews/1/comments"})
    assert len(rows(database, KeptEntry)) == 1
    page = client.submit("/", {}, "form[action='/unsaved/drop']")
    assert WORDS not in page.text
    assert rows(database, KeptEntry) == []
    assert client.get("/reviews/1/comments").fields("main form[data-ctrl-enter]")["text"] == ""
    assert back.status == 200


def test_a_button_pressed_in_a_lost_session_leaves_nothing_behind(
    client: PageClient, ana: User, database: Database
) -> None:
    client.sign_in_as(ana)
    form = client.get("/claims/1").fields("form[action$='/steps/submit']")
    client.flask.delete_cookie("claimtrack")
    asked = client.post("/reviews/1/steps/submit", {**form, "csrf_token": client.csrf_token()})
    assert (asked.status, "is kept" in asked.text) == (401, False)
    page = client.post("/sign-in", {**asked.fields(), "name": "ana", "password": PASSWORD})
    assert page.one("h1").get_text() == "Submit for review"
    assert rows(database, KeptEntry) == []


def test_what_another_site_sends_is_kept_nowhere(client: PageClient, ana: User, database: Database) -> None:
    client.sign_in_as(ana)
    for origin in ({}, {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Sec-Fetch-Site": "none"}):
        sent = {"text": WORDS, "csrf_token": "a guess"}
        assert client.post("/reviews/1/comments", sent, headers=origin).status in (400, 403)
    assert rows(database, KeptEntry) == []


@pytest.mark.parametrize("is_in_elsewhere", [True, False])
def test_a_sign_in_page_that_was_overtaken_loses_nothing_of_what_it_carries(
    client: PageClient, ana: User, database: Database, is_in_elsewhere: bool
) -> None:
    asked = client.post("/reviews/1/comments", {"text": WORDS})
    if is_in_elsewhere:
        client.sign_in_as(ana)
    sent = {**asked.fields(), "csrf_token": "of before", "name": "ana", "password": PASSWORD}
    page = client.post("/sign-in", sent, headers={"Sec-Fetch-Site": "same-origin"})
    if not is_in_elsewhere:
        assert (page.status, "Sign in once more" in page.text) == (400, True)
        page = client.post("/sign-in", {**page.fields(), "name": "ana", "password": PASSWORD})
    assert page.fields("main form[data-ctrl-enter]")["text"] == WORDS
    assert [kept.form for kept in rows(database, KeptEntry)] == ["/reviews/1/comments"]
    other = client.post("/sign-in", {**sent, "next": "/claims/1/change"}, headers={"Sec-Fetch-Site": "none"})
    assert (other.status, len(rows(database, KeptEntry))) == (400, 1), "nothing that another site sends"


def test_an_article_is_kept_nowhere(client: PageClient, ana: User, database: Database) -> None:
    asked = client.post("/article", {"article": WORDS})
    assert (asked.status, "is kept" in asked.text) == (401, False)
    client.post("/sign-in", {**asked.fields(), "name": "ana", "password": PASSWORD})
    assert rows(database, KeptEntry) == []


def test_nothing_is_promised_where_there_is_no_form_to_give_it_back_in(client: PageClient, ana: User) -> None:
    asked = client.post("/account/tokens", {"name": WORDS})
    assert (asked.status, "is kept" in asked.text) == (401, False)

"""What is typed into the entry form is never lost: not by a reload, a lost session, an error or too much of it."""

from collections.abc import Callable

import pytest

from claimtrack.db import Database
from claimtrack.models import KeptEntry, Statement
from claimtrack.services import users
from claimtrack.words import Role
from tests.client import PageClient
from tests.factories import Factory
from tests.web.entering import CLAIM, SENTENCE, TYPED, entered, only, rows


def test_a_draft_survives_a_reload_until_it_is_saved(checker: PageClient, database: Database) -> None:
    sent = {**checker.get("/enter").fields(), **TYPED}
    assert checker.post("/enter/draft", sent).status == 204
    page = checker.get("/enter")
    assert "Kept from" in page.text
    assert {name: page.fields()[name] for name in TYPED} == TYPED
    checker.post("/enter", page.fields())
    assert rows(database, KeptEntry) == []
    assert "Kept from" not in checker.get("/enter").text


def test_a_draft_can_be_discarded(checker: PageClient, database: Database) -> None:
    checker.post("/enter/draft", {**checker.get("/enter").fields(), "quote": "Something"})
    page = checker.get("/enter")
    assert checker.post("/enter/discard", page.fields()).fields()["quote"] == ""
    assert rows(database, KeptEntry) == []


def test_a_draft_that_arrives_after_its_form_was_saved_is_not_kept(checker: PageClient, database: Database) -> None:
    sent = {**checker.get("/enter").fields(), **TYPED}
    checker.post("/enter", sent)
    checker.post("/enter/draft", sent)
    assert rows(database, KeptEntry) == []


def test_each_way_in_has_a_draft_of_its_own(checker: PageClient, make: Factory) -> None:
    path = f"/enter?claim={make.claim(CLAIM).id}"
    checker.post("/enter/draft", {**checker.get("/enter").fields(), "quote": "The plain one"})
    page = checker.get(path)
    assert page.fields()["quote"] == ""
    assert page.all("a[href='/enter']"), "the other one is offered"
    checker.post("/enter/draft", {**page.fields(), "quote": "The one on the claim"})
    assert (checker.get("/enter").fields()["quote"], checker.get(path).fields()["quote"]) == (
        "The plain one",
        "The one on the claim",
    )


def test_a_form_that_could_not_be_saved_is_kept_as_well(checker: PageClient) -> None:
    entered(checker, stance="")
    assert checker.get("/enter").fields()["quote"] == SENTENCE


def test_nobody_sees_the_draft_of_somebody_else(signed_in: Callable[[Role], PageClient]) -> None:
    mine, theirs = signed_in(Role.FACT_CHECKER), signed_in(Role.ADMIN)
    mine.post("/enter/draft", {**mine.get("/enter").fields(), "quote": "Mine"})
    assert theirs.get("/enter").fields()["quote"] == ""
    assert "not saved yet" not in theirs.get("/enter?stance=denies").text


@pytest.mark.parametrize("slot", ["//evil.example/", "https://evil.example", "/enterprise", "/enter?" + "x" * 60])
def test_a_draft_is_kept_and_dropped_at_this_form_only(checker: PageClient, database: Database, slot: str) -> None:
    sent = {**checker.get("/enter").fields(), "slot": slot}
    checker.post("/enter/draft", sent)
    assert only(database, KeptEntry).form == "/enter"
    assert checker.post("/enter/discard", sent, follow=False).response.location == "/enter"


def test_a_lost_session_gives_the_form_back_after_signing_in(
    client: PageClient, make: Factory, database: Database
) -> None:
    user = make.user("ana", password_hash=users.hash_password("a long enough password"))
    client.sign_in_as(user)
    sent = {**client.get("/enter").fields(), **TYPED}
    client.flask.delete_cookie("claimtrack")
    asked = client.post("/enter", sent)
    assert asked.status == 401
    back = client.post("/sign-in", {**asked.fields(), "name": "ana", "password": "a long enough password"})
    assert {name: back.fields()[name] for name in TYPED} == TYPED
    assert rows(database, Statement) == []
    assert client.post("/enter", back.fields(), follow=False).status == 302
    assert rows(database, KeptEntry) == []


def test_signing_in_again_elsewhere_gives_the_form_back_good_for_sending(
    checker: PageClient, database: Database
) -> None:
    sent = {**checker.get("/enter").fields(), **TYPED, "csrf_token": "of a session that is over"}
    page = checker.post("/enter", sent)
    assert page.status == 400
    assert "Press Save once more" in page.text
    assert checker.post("/enter", page.fields(), follow=False).status == 302
    only(database, Statement)


def test_a_form_of_ten_megabytes_is_refused_and_the_draft_stays(checker: PageClient) -> None:
    checker.post("/enter/draft", {**checker.get("/enter").fields(), "quote": "Typed before"})
    page = checker.post("/enter", {"excerpt": "x" * 10_000_000})
    assert page.status == 413
    assert "still there" in page.text
    assert checker.get("/enter").fields()["quote"] == "Typed before"

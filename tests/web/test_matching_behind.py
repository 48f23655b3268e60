"""After a large import, until all claims can be compared: the page and the API answer, and say what is missing."""

from collections.abc import Iterator

import pytest
from flask import Flask

from claimtrack.db import Database
from claimtrack.services import match_index, users
from tests.client import Page, PageClient
from tests.factories import Factory

STORKS = "White storks were seen nesting on the cathedral of Strasbourg"
NOTE = "Many claims came in at once"


@pytest.fixture
def behind(make: Factory, database: Database, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Three claims, of which a question reads only the last by itself."""
    monkeypatch.setattr(match_index, "MOST_READ", 2)
    monkeypatch.setattr(match_index, "LATEST", 1)
    make.claim(STORKS)
    make.claim("Letter 1 was posted late")
    make.claim("Ballot boxes were stolen in Nairobi")
    yield
    wait(database)


def wait(database: Database) -> None:
    with database.read() as session:
        match_index.wait_for_shelf(session)


def typed(client: PageClient, claim: str) -> Page:
    return client.post("/enter/check", {**client.get("/enter").fields(), "claim": claim})


@pytest.mark.usefixtures("behind")
def test_the_form_says_so_and_claims_nothing_until_all_are_ready(checker: PageClient, database: Database) -> None:
    page = typed(checker, STORKS)
    assert NOTE in page.text
    assert "It will be a new claim" not in page.text
    latest = typed(checker, "Ballot boxes stolen in Nairobi")
    assert NOTE in latest.text
    assert "Ballot boxes were stolen" in latest.text
    wait(database)
    ready = typed(checker, STORKS)
    assert NOTE not in ready.text
    assert ready.all("#panel mark, #panel li")


@pytest.mark.usefixtures("behind")
def test_a_script_is_told_by_the_api(app: Flask, make: Factory, database: Database) -> None:
    user = make.user()
    with make.writing() as tx:
        token = users.make_token(tx, users.get_user(tx, user.name), "test", by=None)

    def ask() -> tuple[bool, int]:
        asked = app.test_client().get(
            "/api/v1/match", query_string={"text": STORKS}, headers={"Authorization": f"Bearer {token}"}
        )
        found = asked.get_json()
        return found["complete"], len(found["matches"])

    assert ask() == (False, 0)
    wait(database)
    assert ask() == (True, 1)

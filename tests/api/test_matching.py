"""Several texts or an article sent to be compared: read with any token, and nothing of it kept."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlmodel import select
from werkzeug.test import TestResponse

from claimtrack.db import Database
from claimtrack.models import AuditEvent
from claimtrack.services import articles, users
from claimtrack.words import Role
from tests.api.test_api import check_described
from tests.client import PageClient
from tests.factories import Factory

Send = Callable[[dict[str, Any]], TestResponse]
STORKS = "White storks were seen nesting on the cathedral of Strasbourg"


@pytest.fixture
def send(app: Flask, make: Factory) -> Send:
    """Sends with a token that may only read, and checks every answer against the API's own description."""
    user = make.user()
    with make.writing() as tx:
        token = users.make_token(tx, users.get_user(tx, user.name), "test", by=None)
    client = app.test_client()
    described = client.get("/api/v1/openapi.json").get_json()

    def post(what: dict[str, Any]) -> TestResponse:
        answer = client.post("/api/v1/matches", json=what, headers={"Authorization": f"Bearer {token}"})
        check_described(described, answer, "/api/v1/matches", "post")
        return answer

    return post


def test_the_sentences_of_an_article_are_compared_and_nothing_is_recorded(
    send: Send, make: Factory, database: Database
) -> None:
    storks = make.claim(STORKS)
    article = "Spring comes to Alsace, says Dr. Moore. White storks were seen nesting on the cathedral of Strasbourg."
    first = send({"article": article, "date": "2022-02-21"})
    assert first.status_code == 200
    with database.read() as session:
        before = len(session.exec(select(AuditEvent)).all())
    found = send({"article": article}).get_json()
    assert (found["left_out"], found["complete"]) == (0, True)
    assert [one["text"] for one in found["compared"]] == [
        "Spring comes to Alsace, says Dr. Moore.",
        "White storks were seen nesting on the cathedral of Strasbourg.",
    ]
    assert found["compared"][1]["matches"][0]["claim_id"] == storks.id
    assert found["compared"][1]["matches"][0]["probability"] >= 0.7
    with database.read() as session:
        assert len(session.exec(select(AuditEvent)).all()) == before


def test_several_texts_are_compared_as_one_is(send: Send, make: Factory) -> None:
    make.claim(STORKS)
    make.claim(f"{STORKS}, again")
    found = send({"texts": [STORKS, "Bakers are glad."], "limit": 1}).get_json()
    assert [one["text"] for one in found["compared"]] == [STORKS, "Bakers are glad."]
    assert len(found["compared"][0]["matches"]) == 1


def test_a_doubt_on_one_side_is_told(send: Send, make: Factory) -> None:
    make.claim(STORKS)
    plain, hedged = send({"texts": [STORKS, f"Reportedly {STORKS[0].lower()}{STORKS[1:]}"]}).get_json()["compared"]
    assert [one["matches"][0]["hedged"] for one in (plain, hedged)] == [False, True]


def test_sentences_beyond_the_first_are_counted(send: Send, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("claimtrack.api.matching.MOST", 2)
    found = send({"article": "Storks nest. Cranes dance. Bakers are glad."}).get_json()
    assert (len(found["compared"]), found["left_out"]) == (2, 1)


@pytest.mark.parametrize(
    ("what", "status", "name"),
    [
        ({}, 422, "texts"),
        ({"texts": ["a"], "article": "b"}, 422, "texts"),
        ({"texts": ["a"] * (articles.MOST + 1)}, 422, "texts"),
        ({"texts": [""]}, 422, "texts.0"),
        ({"article": "Storks. " * 3000}, 422, "article"),
        ({"article": "…"}, 422, None),
        ({"texts": ["a"], "date": "yesterday"}, 422, "date"),
        ({"texts": ["a"], "limit": 0}, 422, "limit"),
        ({"article": "Storks nest. " * 80_000}, 413, None),
    ],
)
def test_what_cannot_be_compared_is_named(send: Send, what: dict[str, Any], status: int, name: str | None) -> None:
    answer = send(what)
    assert answer.status_code == status
    assert name is None or name in [wrong["name"] for wrong in answer.get_json()["errors"]]


def test_a_session_may_ask_and_nobody_without_one(client: PageClient, signed_in: Callable[[Role], PageClient]) -> None:
    assert client.flask.post("/api/v1/matches", json={"texts": ["a"]}).status_code == 401
    checker = signed_in(Role.FACT_CHECKER)
    assert checker.flask.post("/api/v1/matches", json={"texts": ["a"]}).status_code == 200

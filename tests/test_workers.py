"""Several workers on one database: what one takes away is gone at the other, nothing is lost, any of them may die."""

import argparse
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection

import pytest
from flask import Flask

from claimtrack.db import Database
from claimtrack.models import User
from claimtrack.services import users
from claimtrack.words import Role
from tests.bench import crashes, writers
from tests.bench._servers import Browser, Server, serving, version_and_token
from tests.factories import Factory

pytestmark = pytest.mark.slow


@pytest.fixture
def workers(app: Flask, database_url: str) -> Iterator[list[Server]]:
    with serving(app.instance_path, database_url) as servers:
        yield servers


def send(browser: Browser, path: str, **fields: str) -> int:
    """Send these fields with the token of this browser's session."""
    _, html = browser.get("/account/password")
    return browser.post(path, {**version_and_token(html), **fields})[0]


def sees(browser: Browser, path: str = "/account") -> int:
    return browser.get(path)[0]


def test_what_one_worker_takes_away_is_gone_at_the_other_at_once(
    app: Flask, make: Factory, workers: list[Server]
) -> None:
    one, other = workers
    admin = Browser(app, make.user("ana", Role.ADMIN), one.port)
    for number in range(3):
        vera = make.user(f"vera{number}", Role.EDITOR)
        browser = Browser(app, vera, other.port)
        assert (sees(browser), sees(browser, "/settings")) == (200, 200)
        role = {"version": "1", "role": "fact_checker"}
        assert send(admin, f"/users/{vera.id}/role", **role) == 302
        assert (sees(browser), sees(browser, "/settings")) == (200, 403)
        assert send(browser, f"/users/{vera.id}/role", **role) == 403
        assert send(admin, f"/users/{vera.id}/suspend", version="2") == 302
        assert sees(browser) == 401
        assert send(admin, f"/users/{vera.id}/restore", version="3") == 302
        assert sees(browser) == 401, "what was open stays shut"


def test_a_session_ended_at_one_worker_is_over_at_the_other(app: Flask, make: Factory, workers: list[Server]) -> None:
    vera = make.user("vera")
    desk, phone = Browser(app, vera, workers[0].port), Browser(app, vera, workers[1].port)
    assert sees(phone) == 200
    assert send(desk, "/account/sessions/end-others") == 302
    assert sees(phone) == 401
    desk.port = workers[1].port
    assert sees(desk) == 200
    assert send(desk, "/sign-out") == 302
    desk.port = workers[0].port
    assert sees(desk) == 401


def test_a_token_ended_at_one_worker_is_worthless_at_the_other(
    app: Flask, make: Factory, database: Database, workers: list[Server]
) -> None:
    vera = make.user("vera")
    with database.write_tx() as tx:
        token = users.make_token(tx, tx.get_one(User, vera.id), "script", by=None)
    assert asked_with(token, workers[1]) == 200
    browser = Browser(app, vera, workers[0].port)
    assert send(browser, "/account/tokens/1/end") == 302
    assert asked_with(token, workers[1]) == 401


def asked_with(token: str, worker: Server) -> int:
    with closing(HTTPConnection("127.0.0.1", worker.port, timeout=60)) as connection:
        connection.request("GET", "/api/v1/claims", headers={"Authorization": f"Bearer {token}"})
        return connection.getresponse().status


def test_eight_who_change_one_claim_lose_nothing(database_url: str) -> None:
    found = writers.main(argparse.Namespace(seconds=3, writers=[8], url=database_url))
    assert found["writers"]["8"]["acknowledged"] > 0
    assert [row for row in (found["alone"], found["writers"]["8"]) if not writers.is_whole(row)] == []


def test_a_server_that_is_killed_leaves_every_act_whole_or_absent(database_url: str) -> None:
    found = crashes.main(argparse.Namespace(points=24, url=database_url, seed=20220221))
    assert found["acts"]["acknowledged"] > 0
    assert {name: found[name] for name in ("lost", "in part", "twice")} == {"lost": 0, "in part": 0, "twice": 0}
    assert found["broken"] == []

"""What every answer says to the browser, and which forms are taken from it."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlmodel import select

from claimtrack.db import Database
from claimtrack.models import AuditEvent, KeptEntry
from claimtrack.services.audit import request_id
from claimtrack.web.security import HEADERS
from claimtrack.words import Role
from tests.access import routes
from tests.client import PageClient
from tests.factories import Factory


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/sign-in", 200),
        ("GET", "/claims", 200),
        ("GET", "/no-such-page", 404),
        ("GET", "/claims/999999", 404),
        ("GET", "/link/unknown", 404),
        ("POST", "/no-such-page", 404),
        ("PUT", "/claims", 405),
        ("GET", "/sign-out", 405),
        ("GET", "/users", 403),
        ("POST", "/account/tokens", 400),
        ("GET", "/static/claimtrack.css", 200),
        ("GET", "/static/no-such-file.css", 404),
        ("GET", "/static/../models.py", 404),
        ("GET", "/bootstrap/static/css/bootstrap.min.css", 200),
        ("GET", "/broken", 500),
        ("POST", "/sign-in", 413),
    ],
)
def test_every_answer_has_its_headers(app: Flask, make: Factory, method: str, path: str, status: int) -> None:
    app.add_url_rule("/broken", "broken", broken)
    client = PageClient(app)
    client.sign_in_as(make.user())
    data = {"name": "x" * (3 * 1024 * 1024)} if status == 413 else None
    answer = client.flask.open(path, method=method, data=data, buffered=True)
    assert answer.status_code == status
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    is_file = path.endswith(".css") and status == 200
    assert ("public" in answer.headers["Cache-Control"]) is is_file
    if not is_file:
        assert answer.headers["Cache-Control"] == "no-store"


def broken() -> str:
    raise RuntimeError("a secret detail of the inside")


broken.claimtrack_access = "public"  # type: ignore[attr-defined]


def test_an_error_tells_its_number_and_nothing_of_the_inside(app: Flask) -> None:
    app.add_url_rule("/broken", "broken", broken)
    page = PageClient(app).get("/broken")
    assert page.status == 500
    assert "secret detail" not in page.text
    assert request_id.get() in page.text
    assert len(request_id.get()) == 16


def test_the_policy_allows_no_script_or_style_within_a_page() -> None:
    policy = HEADERS["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "form-action 'self'" in policy
    assert "base-uri 'none'" in policy
    assert not any(word in policy for word in ("unsafe", "*", "http:", "https:", "blob:"))


def test_every_unsafe_route_wants_the_token_of_the_form(
    app: Flask, signed_in: Callable[[Role], PageClient], database: Database
) -> None:
    admin = signed_in(Role.ADMIN)
    admin.csrf_token()
    events = count_of_events(database)
    taken = {}
    for _, method, address in routes(app):
        if method != "GET" and not address.startswith("/api/"):  # there a browser's session may not write at all
            for sent in ({}, {"csrf_token": ""}, {"csrf_token": "made up"}):
                answer = admin.flask.open(address, method=method, data=sent)
                if answer.status_code != 400 or " signed in " not in answer.get_data(as_text=True):
                    taken[f"{method} {address}"] = answer.status_code
    assert taken == {}
    assert count_of_events(database) == events


def test_the_token_of_another_session_is_not_taken(signed_in: Callable[[Role], PageClient]) -> None:
    mine, theirs = signed_in(Role.FACT_CHECKER), signed_in(Role.ADMIN)
    answer = theirs.flask.post("/account/tokens", data={"csrf_token": mine.csrf_token(), "name": "stolen"})
    assert answer.status_code == 400


@pytest.mark.parametrize(
    ("site", "taken"),
    [("cross-site", False), ("same-site", False), ("same-origin", True), ("none", True), (None, True)],
)
def test_a_form_from_another_site_is_refused_whatever_it_carries(
    checker: PageClient, database: Database, site: str | None, taken: bool
) -> None:
    headers = {"Sec-Fetch-Site": site} if site else {}
    answer = checker.flask.post(
        "/account/tokens", data={"csrf_token": checker.csrf_token(), "name": "script"}, headers=headers
    )
    assert answer.status_code == (302 if taken else 403)
    assert (count_of_events(database, "token_made") == 1) is taken


def test_another_site_cannot_plant_what_comes_back_after_signing_in(
    client: PageClient, database: Database, make: Factory
) -> None:
    """The cookie stays at home on such a request, so that it looks like one whose session was lost."""
    answer = client.flask.post("/enter", data={"claim": "planted"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403
    assert "planted" not in answer.get_data(as_text=True)
    with database.read() as session:
        assert session.exec(select(KeptEntry)).all() == []


def test_pages_may_be_linked_to_from_elsewhere(checker: PageClient) -> None:
    assert checker.flask.get("/claims", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 200


def count_of_events(database: Database, action: str = "") -> int:
    with database.read() as session:
        events = session.exec(select(AuditEvent)).all()
    return sum(not action or event.action == action for event in events)

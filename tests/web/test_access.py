"""Nobody gets in where they do not belong: every route × everybody who may ask."""

from urllib.parse import urljoin

import pytest
from bs4 import BeautifulSoup
from flask import Flask, request

from claimtrack.db import Database
from claimtrack.models import User
from claimtrack.services import users
from claimtrack.services.judgements import judge
from claimtrack.web.request import PUBLIC, access_of, needs
from claimtrack.words import Answer, Kind, Relation, Role, Scope
from tests.access import PRINCIPALS, tried, visitor
from tests.client import PageClient
from tests.factories import Factory
from tests.web.newsroom import forms, furnish, pages


@pytest.mark.parametrize("principal", PRINCIPALS)
def test_every_route_lets_in_whom_it_should_and_nobody_else(app: Flask, principal: str) -> None:
    cells = list(tried(app, principal))
    assert len({(cell.endpoint, cell.method) for cell in cells}) > 60
    assert [cell for cell in cells if cell.is_wrong] == []


@pytest.mark.parametrize("role", [Role.FACT_CHECKER, Role.EDITOR])
def test_no_button_and_no_link_leads_where_its_reader_is_refused(
    app: Flask, database: Database, make: Factory, role: Role
) -> None:
    furnish(database, make.user(role=Role.ADMIN))
    with make.writing() as tx:
        judge(tx, Kind.CLAIM, 3, 4, Answer.RELATED, relation=Relation.ABOUT, by=None)
    visitor = PageClient(app)
    visitor.sign_in_as(make.user(role=role))
    assert [link for link in links(visitor) if visitor.flask.get(link).status_code == 403] == []
    sent = {form.action: form.filled() for form in forms(visitor) if form.endpoint not in LEAVING}
    assert [action for action, fields in sent.items() if visitor.post(action, fields, False).status == 403] == []


LEAVING = ("session.sign_out", "account.end_session", "account.end_other_sessions")


def links(visitor: PageClient) -> set[str]:
    """Where the pages that this visitor may open lead to."""
    found = set()
    for path in pages(visitor.app):
        answer = visitor.flask.get(path)
        if answer.status_code == 200 and answer.mimetype == "text/html":
            html = BeautifulSoup(answer.get_data(as_text=True), "html.parser")
            found |= {urljoin(path, str(link["href"])).partition("#")[0] for link in html.select("a[href^='/']")}
    return found


def test_only_these_are_open_to_everybody(app: Flask) -> None:
    """A new name here is a decision, not an accident."""
    public = {endpoint for endpoint in app.view_functions if access_of(app, endpoint) == PUBLIC}
    known = {"static", "bootstrap.static"}
    known |= {"session.sign_in", "session.check_sign_in", "session.code", "session.use_link"}
    readers = {"public.index", "public.show", "public.claim_review_of"}
    assert public - known - readers <= {"api.health", "api.healthz", "api.openapi"}
    assert known <= public


def test_a_view_that_does_not_say_who_may_use_it_lets_nobody_in(app: Flask) -> None:
    app.add_url_rule("/forgotten", "forgotten", lambda: "secret")
    for principal in PRINCIPALS:
        client, headers = visitor(app, principal)
        answer = client.flask.get("/forgotten", headers=headers)
        assert answer.status_code == 403
        assert "secret" not in answer.get_data(as_text=True)


def test_other_methods_are_no_way_around(app: Flask, client: PageClient, make: Factory) -> None:
    statement = make.statement("A claim nobody outside may read")
    for method in ("HEAD", "OPTIONS", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"):
        answer = client.flask.open(f"/claims/{statement.claim_id}", method=method)
        assert answer.status_code in (401, 405), method
        assert "nobody outside" not in answer.get_data(as_text=True)


@pytest.mark.parametrize("scheme", ["Bearer", "bearer", "Basic", "Token", ""])
def test_a_token_opens_no_page_and_a_read_token_writes_nothing(
    app: Flask, make: Factory, database: Database, client: PageClient, scheme: str
) -> None:
    app.add_url_rule("/api/v1/written", "api.written", needs(Role.FACT_CHECKER)(lambda: "written"), methods=["POST"])
    user = make.user(role=Role.ADMIN)
    sent = {"csrf_token": client.csrf_token(), "name": "new"}
    for scope in Scope:
        with database.write_tx() as tx:
            token = users.make_token(tx, user, "script", by=None, scope=scope)
        headers = {"Authorization": f"{scheme} {token}".strip()}
        assert client.flask.get("/users", headers=headers).status_code == 401
        assert client.flask.post("/account/tokens", headers=headers, data=sent).status_code == 401
        known = scheme.lower() == "bearer"
        told = {Scope.READ: 403, Scope.WRITE: 200}[scope] if known else 401
        assert client.flask.post("/api/v1/written", headers=headers, data=sent).status_code == told


def test_a_role_taken_away_while_a_form_was_open_counts_when_it_is_sent(
    app: Flask, make: Factory, database: Database
) -> None:
    make.user(role=Role.ADMIN)
    user, other = make.user(role=Role.ADMIN), make.user("other")
    client = PageClient(app)
    client.sign_in_as(user)
    form = client.get(f"/users/{other.id}").fields("form.role")
    with database.write_tx() as tx:
        users.change_role(tx, tx.get_one(User, user.id), Role.EDITOR, seen=1, by=None)
    assert client.post(f"/users/{other.id}/role", {**form, "role": "admin"}).status == 403
    with database.read() as session:
        assert session.get_one(User, other.id).role is Role.FACT_CHECKER


@pytest.mark.parametrize("taken", ["role", "account"])
def test_what_is_taken_away_between_the_door_and_the_desk_is_gone(
    app: Flask, make: Factory, database: Database, taken: str
) -> None:
    """The right is looked up again inside the write itself, where nobody else can change it any more."""
    make.user(role=Role.ADMIN)
    user, other = make.user(role=Role.ADMIN), make.user("other")

    def take_away() -> None:
        with database.write_tx() as tx:
            mine = tx.get_one(User, user.id)
            if request.path.endswith("/suspend") and taken == "role" and mine.role is Role.ADMIN:
                users.change_role(tx, mine, Role.EDITOR, seen=mine.version, by=None)
            if request.path.endswith("/suspend") and taken == "account" and mine.active:
                users.suspend(tx, mine, by=None)

    app.before_request(take_away)  # runs after the check at the door
    client = PageClient(app)
    client.sign_in_as(user)
    assert client.post(f"/users/{other.id}/suspend", {"version": "1"}).status == 403
    with database.read() as session:
        assert session.get_one(User, other.id).active

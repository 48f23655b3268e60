"""Nobody gets in where they do not belong: every route × everybody who may ask."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask, request
from sqlmodel import select

from claimtrack.db import Database
from claimtrack.models import LoginSession, User, now
from claimtrack.services import logins, users
from claimtrack.web.request import PUBLIC, access_of, needs
from claimtrack.words import Role
from tests.client import PageClient
from tests.factories import Factory

NOBODY_HAS = 999999  # a number no record has, so that asking changes nothing
OUTSIDE = ("anonymous", "read token", "suspended", "expired")


def routes(app: Flask) -> Iterator[tuple[str, str, str]]:
    """Every route with each method it takes: (endpoint, method, an address for it). Signing out comes last."""
    rules = sorted(app.url_map.iter_rules(), key=lambda rule: (rule.endpoint == "session.sign_out", rule.rule))
    for rule in rules:
        address = app.url_map.bind("localhost").build(rule.endpoint, dict.fromkeys(rule.arguments, NOBODY_HAS))
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            yield rule.endpoint, method, address


def visitor(app: Flask, make: Factory, database: Database, kind: str) -> tuple[PageClient, dict[str, str]]:
    """Somebody at the door, and the headers they send with every request. Outsiders were admins once."""
    client = PageClient(app)
    make.user("another.admin", Role.ADMIN)
    user = make.user(role=Role(kind) if kind in set(Role) else Role.ADMIN)
    with database.write_tx() as tx:
        if kind == "read token":
            return client, {"Authorization": f"Bearer {users.make_token(tx, user, 'script', by=None)}"}
    if kind != "anonymous":
        client.sign_in_as(user)
    with database.write_tx() as tx:
        if kind == "suspended":
            users.suspend(tx, tx.get_one(User, user.id), by=None)
        if kind == "expired":
            tx.exec(select(LoginSession)).one().seen_at = now() - logins.IDLE - timedelta(seconds=1)
    return client, {}


def expected(access: Role | str | None, kind: str, endpoint: str, method: str) -> str:
    """What the route must say to this visitor."""
    if access == PUBLIC:
        return "open"
    reads_api = kind == "read token" and endpoint.startswith("api.") and method == "GET"
    if kind in OUTSIDE and not reads_api:
        return "401"
    role = Role.ADMIN if reads_api else Role(kind)
    return "open" if isinstance(access, Role) and role.includes(access) else "403"


@pytest.mark.parametrize("kind", [*OUTSIDE, *Role])
def test_every_route_lets_in_whom_it_should_and_nobody_else(
    app: Flask, make: Factory, database: Database, kind: str
) -> None:
    client, headers = visitor(app, make, database, kind)
    csrf = client.csrf_token()
    wrong = {}
    for endpoint, method, address in routes(app):
        data = None if method == "GET" else {"csrf_token": csrf}
        status = client.flask.open(address, method=method, headers=headers, data=data).status_code
        said = str(status) if status in (401, 403) else "open"
        if said != expected(access_of(app, endpoint), kind, endpoint, method) or status >= 500:
            wrong[f"{method} {address}"] = status
    assert wrong == {}


def test_only_these_are_open_to_everybody(app: Flask) -> None:
    """A new name here is a decision, not an accident."""
    public = {endpoint for endpoint in app.view_functions if access_of(app, endpoint) == PUBLIC}
    known = {"static", "bootstrap.static"}
    known |= {"session.sign_in", "session.check_sign_in", "session.code", "session.use_link"}
    readers = {"public.index", "public.show", "public.claim_review_of"}
    assert public - known - readers <= {"api.health", "api.healthz", "api.openapi"}
    assert known <= public


def test_a_view_that_does_not_say_who_may_use_it_lets_nobody_in(app: Flask, make: Factory, database: Database) -> None:
    app.add_url_rule("/forgotten", "forgotten", lambda: "secret")
    for kind in ("anonymous", Role.ADMIN):
        client, headers = visitor(app, make, database, kind) if kind == "anonymous" else (PageClient(app), {})
        if kind != "anonymous":
            client.sign_in_as(make.user(role=Role.ADMIN))
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
def test_a_read_token_opens_no_page_and_writes_nothing(
    app: Flask, make: Factory, database: Database, client: PageClient, scheme: str
) -> None:
    app.add_url_rule("/api/v1/written", "api.written", needs(Role.FACT_CHECKER)(lambda: "written"), methods=["POST"])
    user = make.user(role=Role.ADMIN)
    with database.write_tx() as tx:
        token = users.make_token(tx, user, "script", by=None)
    headers = {"Authorization": f"{scheme} {token}".strip()}
    assert client.flask.get("/users", headers=headers).status_code == 401
    sent = {"csrf_token": client.csrf_token(), "name": "new"}
    assert client.flask.post("/account/tokens", headers=headers, data=sent).status_code == 401
    assert client.flask.post("/api/v1/written", headers=headers, data=sent).status_code == 401


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
    assert client.post(f"/users/{other.id}/suspend").status == 403
    with database.read() as session:
        assert session.get_one(User, other.id).active

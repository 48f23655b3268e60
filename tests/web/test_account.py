"""One's own account: sessions seen and ended, the password changed, tokens made and ended, nobody else's touched."""

import re
from collections.abc import Callable

import pytest
from flask import Flask
from sqlmodel import select

from claimtrack.db import Database
from claimtrack.models import ApiToken, AuditEvent, LoginSession, User
from claimtrack.services import logins, users
from claimtrack.services.users import hash_password, hash_token
from claimtrack.web.account import browser_name
from claimtrack.words import Role, Scope
from tests.client import PageClient
from tests.factories import Factory

OLD, NEW = "four random words", "some other random words"


@pytest.fixture
def ana(make: Factory) -> User:
    return make.user("ana", password_hash=hash_password(OLD))


@pytest.fixture
def at_desk(app: Flask, ana: User) -> PageClient:
    client = PageClient(app)
    client.sign_in_as(ana)
    return client


@pytest.fixture
def on_phone(app: Flask, ana: User) -> PageClient:
    client = PageClient(app)
    client.sign_in_as(ana)
    return client


def is_signed_in(client: PageClient) -> bool:
    return client.get("/account").status == 200


def test_sessions_are_listed_and_one_elsewhere_can_be_ended(at_desk: PageClient, on_phone: PageClient) -> None:
    page = at_desk.get("/account")
    assert len(page.all("form[action^='/account/sessions/'][action$='/end']")) == 1, "not the one I am in"
    at_desk.post(str(page.one("form[action^='/account/sessions/'][action$='/end']")["action"]))
    assert is_signed_in(at_desk)
    assert not is_signed_in(on_phone)


def test_all_other_sessions_can_be_ended_at_once(at_desk: PageClient, on_phone: PageClient) -> None:
    page = at_desk.post("/account/sessions/end-others")
    assert "You are signed out everywhere else." in page.text
    assert is_signed_in(at_desk)
    assert not is_signed_in(on_phone)


def test_somebody_elses_session_cannot_be_ended(
    at_desk: PageClient, checker: PageClient, database: Database, ana: User
) -> None:
    with database.read() as session:
        others = [s for s in session.exec(select(LoginSession)) if s.user_id != ana.id]
    for handle in (logins.handle_of(others[0]), others[0].token_hash, "", "0" * 16):
        assert at_desk.post(f"/account/sessions/{handle}/end").status == 404
    assert is_signed_in(checker)


def test_a_sessions_page_gives_no_token_away(at_desk: PageClient, database: Database) -> None:
    page = at_desk.flask.get("/account").get_data(as_text=True)
    with database.read() as session:
        for found in session.exec(select(LoginSession)):
            assert found.token_hash not in page


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:120.0) Gecko/20100101 Firefox/120.0", "Firefox on Windows"),
        (
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120 Safari/537",
            "Chrome on Linux",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit Version/17 Safari/604",
            "Safari on iPhone",
        ),
        ("<script>alert(1)</script>", "A browser that does not say its name"),
        ("", "A browser that does not say its name"),
    ],
)
def test_a_browser_is_called_by_its_name(agent: str, name: str) -> None:
    assert browser_name(agent) == name


def change_password(client: PageClient, current: str = OLD, new: str = NEW, again: str = NEW) -> object:
    fields = {"current_password": current, "new_password": new, "new_password_again": again}
    return client.submit("/account/password", fields)


def test_a_new_password_ends_all_other_sessions_and_links(
    at_desk: PageClient, on_phone: PageClient, database: Database, ana: User
) -> None:
    with database.write_tx() as tx:
        link = users.make_link(tx, tx.get(User, ana.id), by=None)  # type: ignore[arg-type]
    page = change_password(at_desk)
    assert "Your password is changed" in page.text
    assert is_signed_in(at_desk)
    assert not is_signed_in(on_phone)
    assert at_desk.get(f"/link/{link}").status == 404
    with database.read() as session:
        assert logins.who_is(session, "ana", NEW)
        assert not logins.who_is(session, "ana", OLD)


@pytest.mark.parametrize(
    ("current", "new", "again", "field"),
    [
        ("not my password", NEW, NEW, "current_password"),
        (OLD, NEW, "something else", "new_password_again"),
        (OLD, "short", "short", "new_password"),
        (OLD, "x" * 201, "x" * 201, "new_password"),
        ("", NEW, NEW, "current_password"),
    ],
)
def test_a_password_that_will_not_do_changes_nothing(
    at_desk: PageClient, database: Database, current: str, new: str, again: str, field: str
) -> None:
    page = change_password(at_desk, current, new, again)
    assert page.status == 400
    assert page.one(f"#{field}-error")
    assert not any(value for name, value in page.fields().items() if "password" in name), "never sent back"
    with database.read() as session:
        assert logins.who_is(session, "ana", OLD)


def test_guessing_the_password_from_a_session_is_limited_as_at_the_door(at_desk: PageClient) -> None:
    for _ in range(logins.PER_ACCOUNT):
        change_password(at_desk, "not my password")
    page = change_password(at_desk)
    assert page.status == 400
    assert "Too many wrong tries." in page.text


def test_a_lost_session_never_carries_passwords_along(client: PageClient) -> None:
    fields = {"current_password": OLD, "new_password": NEW, "new_password_again": NEW, "password": NEW, "again": NEW}
    answer = client.flask.post("/account/password", data={"csrf_token": client.csrf_token(), **fields})
    assert answer.status_code == 401
    assert OLD not in answer.get_data(as_text=True)
    assert NEW not in answer.get_data(as_text=True)


def test_a_token_is_shown_once_and_reads_until_it_is_ended(at_desk: PageClient, database: Database, ana: User) -> None:
    page = at_desk.post("/account/tokens", {"name": "weekly figures"})
    token = page.one("#new-token").get_text()
    assert re.fullmatch(r"ct_[\w-]{43}", token)
    assert not at_desk.get("/account/tokens/new").all("#new-token")
    with database.read() as session:
        kept = session.exec(select(ApiToken)).one()
        assert (kept.token_hash, kept.name) == (hash_token(token), "weekly figures")
        assert token not in str([event.contents for event in session.exec(select(AuditEvent))])
        assert users.token_holder(session, token)
    at_desk.post(str(at_desk.get("/account").one("form[action^='/account/tokens/']")["action"]))
    with database.read() as session:
        assert users.token_holder(session, token) is None


@pytest.mark.parametrize("name", ["", " \u200b ", "x" * 61])
def test_a_token_needs_a_name(at_desk: PageClient, database: Database, name: str) -> None:
    page = at_desk.post("/account/tokens", {"name": name})
    assert page.status == 400
    assert page.one("#name-error")
    with database.read() as session:
        assert session.exec(select(ApiToken)).all() == []


def test_a_token_does_what_was_chosen_for_as_long_as_was_chosen(at_desk: PageClient, database: Database) -> None:
    page = at_desk.submit("/account", {"name": "wire", "scope": "write", "days": "30"}, "form.new-token", follow=False)
    assert page.status == 302
    with database.read() as session:
        kept = session.exec(select(ApiToken)).one()
        assert (kept.scope, (kept.expires_at - kept.made_at).days in (29, 30)) == (Scope.WRITE, True)
    listed = at_desk.get("/account").one("form[action^='/account/tokens/']").find_parent("li")
    assert listed
    assert "may read, and write as drafts" in listed.get_text()
    assert "not used yet" in listed.get_text()


@pytest.mark.parametrize(
    ("field", "value"), [("scope", "publish"), ("days", "0"), ("days", "366"), ("days", "soon"), ("days", "9" * 400)]
)
def test_a_token_that_may_do_more_or_for_ever_is_not_made(
    at_desk: PageClient, database: Database, field: str, value: str
) -> None:
    page = at_desk.post("/account/tokens", {"name": "wire", field: value})
    assert page.status == 400
    assert page.one(f"#{field}-error")
    assert page.fields("form.new-token")["name"] == "wire"
    with database.read() as session:
        assert session.exec(select(ApiToken)).all() == []


def test_somebody_elses_token_cannot_be_ended(
    at_desk: PageClient, signed_in: Callable[[Role], PageClient], database: Database
) -> None:
    admin = signed_in(Role.ADMIN)
    admin.post("/account/tokens", {"name": "the admin's"})
    with database.read() as session:
        number = session.exec(select(ApiToken.id)).one()
    for wanted in (number, 0, 2**31, 2**63):
        assert at_desk.post(f"/account/tokens/{wanted}/end").status == 404
    assert "the admin's" in admin.get("/account").text


def test_only_admins_are_led_to_the_people(checker: PageClient, signed_in: Callable[[Role], PageClient]) -> None:
    assert checker.get("/account").all("a[href='/users']") == []
    assert signed_in(Role.ADMIN).get("/account").one("a[href='/users']")

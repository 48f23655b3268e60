"""What a session is worth: where it begins, how it ends, and how often a password may be guessed."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from sqlmodel import select

from claimtrack import create_app
from claimtrack.db import Database
from claimtrack.models import LoginAttempt, LoginSession, User, now
from claimtrack.services import logins, users
from claimtrack.services.users import hash_password, hash_token
from claimtrack.web.session import safe_target
from tests.client import Page, PageClient
from tests.factories import Factory

PASSWORD = "four random words"


@pytest.fixture
def ana(make: Factory) -> User:
    return make.user("ana", password_hash=hash_password(PASSWORD))


def sign_in(client: PageClient, name: str = "ana", password: str = PASSWORD, **more: str) -> Page:
    fields = client.get("/sign-in").fields()
    return client.post("/sign-in", {**fields, "name": name, "password": password, **more}, follow=False)


def token_of(client: PageClient) -> str:
    with client.flask.session_transaction() as session:
        return str(session["_user_id"])


def is_in(client: PageClient) -> bool:
    return client.get("/account").status == 200


def test_signing_in_begins_a_session_of_its_own_each_time(client: PageClient, ana: User, database: Database) -> None:
    assert sign_in(client).status == 302
    first = token_of(client)
    cookie = client.flask.get_cookie("claimtrack")
    assert sign_in(client).status == 302
    assert token_of(client) != first
    assert cookie
    client.flask.set_cookie("claimtrack", cookie.value)
    assert not is_in(client), "the session from before has ended"


def test_a_session_known_before_signing_in_is_not_the_one_after(client: PageClient, ana: User) -> None:
    with client.flask.session_transaction() as session:
        session["_user_id"], session["planted"] = "planted by somebody else", "yes"
    sign_in(client)
    assert token_of(client) != "planted by somebody else"
    with client.flask.session_transaction() as session:
        assert "planted" not in session


def test_the_token_is_kept_as_a_hash_only(client: PageClient, ana: User, database: Database) -> None:
    sign_in(client)
    token = token_of(client)
    with database.read() as session:
        found = session.exec(select(LoginSession)).one()
    assert found.token_hash == hash_token(token)
    assert token not in str(found.model_dump())
    client.flask.set_cookie("claimtrack", "")
    with client.flask.session_transaction() as session:
        session["_user_id"] = found.token_hash
    assert not is_in(client), "who reads the database cannot sign in with what is in it"


def test_signing_out_ends_the_session_also_for_a_copied_cookie(client: PageClient, ana: User, app: Flask) -> None:
    sign_in(client)
    cookie, thief = client.flask.get_cookie("claimtrack"), PageClient(app)
    assert cookie
    thief.flask.set_cookie("claimtrack", cookie.value)
    assert is_in(thief)
    client.post("/sign-out")
    assert not is_in(client)
    assert not is_in(thief)


@pytest.mark.parametrize(
    ("idle", "old", "lives"),
    [
        (timedelta(minutes=119), timedelta(minutes=119), True),
        (timedelta(minutes=121), timedelta(minutes=121), False),
        (timedelta(0), timedelta(hours=11, minutes=59), True),
        (timedelta(0), timedelta(hours=12, minutes=1), False),
    ],
)
def test_a_session_ends_after_two_hours_idle_and_twelve_in_all(
    client: PageClient, ana: User, database: Database, idle: timedelta, old: timedelta, lives: bool
) -> None:
    sign_in(client)
    with database.write_tx() as tx:
        found = tx.exec(select(LoginSession)).one()
        found.seen_at, found.begun_at = now() - idle, now() - old
    assert is_in(client) is lives


def test_working_keeps_a_session_alive(client: PageClient, ana: User, database: Database) -> None:
    sign_in(client)
    with database.write_tx() as tx:
        tx.exec(select(LoginSession)).one().seen_at = now() - timedelta(minutes=90)
    assert is_in(client)
    with database.read() as session:
        assert session.exec(select(LoginSession)).one().seen_at > now() - timedelta(minutes=1)


def test_a_suspended_person_is_out_with_the_next_click(
    client: PageClient, ana: User, database: Database, make: Factory
) -> None:
    sign_in(client)
    form = {"name": "script"}
    with database.write_tx() as tx:
        users.suspend(tx, tx.get_one(User, ana.id), by=None)
    assert not is_in(client)
    assert client.post("/account/tokens", form).status == 401


def test_the_answer_is_the_same_for_nobody_and_for_a_wrong_password(
    app: Flask, ana: User, make: Factory, database: Database
) -> None:
    other = make.user("suspended", password_hash=hash_password(PASSWORD))
    make.user("invited")
    with database.write_tx() as tx:
        users.suspend(tx, tx.get_one(User, other.id), by=None)
    answers = set()
    for name, password in (("ana", "wrong"), ("nobody", "wrong"), ("suspended", PASSWORD), ("invited", "")):
        page = sign_in(PageClient(app), name, password or "anything")
        for field in page.all("input"):
            field.decompose()  # the name typed and the token of the form
        answers.add((page.status, page.text))
    assert len(answers) == 1
    assert next(iter(answers))[0] == 400


def test_nobodys_password_is_checked_as_slowly_as_anybodys(ana: User, monkeypatch: pytest.MonkeyPatch) -> None:
    checked: list[str] = []
    real = users.hasher.verify

    class Watched:
        def verify(self, known: str, password: str) -> bool:
            checked.append(known.rsplit("$", 2)[0])
            return real(known, password)

    monkeypatch.setattr(users, "hasher", Watched())
    for user in (ana, None, User(name="invited", role=ana.role)):
        assert not users.password_fits(user, "wrong")
    assert len(checked) == 3
    assert len(set(checked)) == 1, "the same hash with the same cost"


@pytest.mark.parametrize("spelling", ["ana", "ANA", " ana "])
def test_five_wrong_passwords_pause_an_account_for_a_quarter_of_an_hour(
    app: Flask, ana: User, database: Database, spelling: str
) -> None:
    for _ in range(logins.PER_ACCOUNT):
        assert "do not belong together" in sign_in(PageClient(app), spelling, "wrong").text
    page = sign_in(PageClient(app))
    assert page.status == 400
    assert "Too many wrong tries." in page.text
    with database.write_tx() as tx:
        for tried in tx.exec(select(LoginAttempt)):
            tried.at = now() - logins.WINDOW - timedelta(seconds=1)
    assert sign_in(PageClient(app)).status == 302, "a pause, never a lock-out"


def test_somebody_who_keeps_trying_does_not_keep_the_owner_out(client: PageClient, ana: User, app: Flask) -> None:
    assert sign_in(client).status == 302
    client.post("/sign-out")
    for _ in range(logins.PER_ACCOUNT):
        sign_in(PageClient(app), "ana", "wrong")
    assert "Too many wrong tries." in sign_in(PageClient(app)).text, "in a browser not seen before"
    assert sign_in(client).status == 302
    client.post("/sign-out")
    for _ in range(logins.PER_ACCOUNT):
        sign_in(client, "ana", "wrong")
    assert "Too many wrong tries." in sign_in(client).text, "a browser that was left about may not guess on"


def test_a_known_browser_is_known_for_its_own_person_only(
    client: PageClient, ana: User, app: Flask, make: Factory
) -> None:
    make.user("vera", password_hash=hash_password(PASSWORD))
    sign_in(client)
    client.post("/sign-out")
    for _ in range(logins.PER_ACCOUNT):
        sign_in(PageClient(app), "vera", "wrong")
    assert "Too many wrong tries." in sign_in(client, "vera").text
    cookie = client.flask.get_cookie("claimtrack-known")
    assert cookie
    assert cookie.http_only
    for forged in (cookie.value.replace(cookie.value[:4], "abcd"), "", "{}", cookie.value[:-1]):
        client.flask.set_cookie("claimtrack-known", forged)
        assert "Too many wrong tries." in sign_in(client, "vera").text


def test_trying_during_the_pause_does_not_prolong_it(app: Flask, ana: User, database: Database) -> None:
    for _ in range(logins.PER_ACCOUNT + 3):
        sign_in(PageClient(app), "ana", "wrong")
    with database.read() as session:
        assert len(session.exec(select(LoginAttempt)).all()) == logins.PER_ACCOUNT


def test_thirty_wrong_passwords_pause_an_address_whatever_the_names(app: Flask, ana: User, database: Database) -> None:
    with database.write_tx() as tx:
        for number in range(logins.PER_ADDRESS):
            logins.note_try(tx, f"name{number}", "127.0.0.1")
    assert "Too many wrong tries." in sign_in(PageClient(app)).text
    elsewhere = PageClient(app)
    elsewhere.flask.environ_base["REMOTE_ADDR"] = "192.0.2.7"
    assert sign_in(elsewhere).status == 302
    elsewhere.post("/sign-out")
    elsewhere.flask.environ_base["REMOTE_ADDR"] = "127.0.0.1"
    assert sign_in(elsewhere).status == 302, "whoever has signed in with this browser is let in from there, too"


def test_the_right_password_clears_the_count(app: Flask, ana: User) -> None:
    for _ in range(3):
        for _ in range(logins.PER_ACCOUNT - 1):
            sign_in(PageClient(app), "ana", "wrong")
        assert sign_in(PageClient(app)).status == 302


@pytest.mark.parametrize(
    ("target", "goes_to"),
    [
        ("/claims", "/claims"),
        ("/ok?x=1", "/ok?x=1"),
        ("/claims?q=%2F%2Fevil.example", "/claims?q=%2F%2Fevil.example"),
        ("", "/"),
        (None, "/"),
        ("claims", "/"),
        ("//evil.example", "/"),
        ("///evil.example", "/"),
        ("/\\evil.example", "/"),
        ("\\\\evil.example", "/"),
        ("\\/evil.example", "/"),
        ("/\t/evil.example", "/"),
        ("/\n/evil.example", "/"),
        (" //evil.example", "/"),
        ("\x00//evil.example", "/"),
        ("http://evil.example", "/"),
        ("http:///evil.example", "/"),
        ("https:evil.example", "/"),
        ("https:/evil.example", "/"),
        ("http://[", "/"),
        ("//[", "/"),
        ("javascript:alert(1)", "/"),
        ("data:text/html,x", "/"),
        ("/ok\r\nSet-Cookie: a=b", "/"),
        ("/\u202eok", "/"),
    ],
)
def test_after_signing_in_one_stays_on_this_site(app: Flask, target: str | None, goes_to: str) -> None:
    with app.test_request_context():
        assert safe_target(target) == goes_to


def test_the_page_asked_for_comes_after_signing_in(client: PageClient, ana: User) -> None:
    asked = client.get("/actors?q=lavrov")
    assert asked.status == 401
    page = client.post("/sign-in", {**asked.fields(), "name": "ana", "password": PASSWORD}, follow=False)
    assert page.response.location == "/actors?q=lavrov"


def test_a_form_without_a_page_of_its_own_leads_home_after_signing_in(client: PageClient, ana: User) -> None:
    asked = client.post("/account/tokens", {"name": "script"})
    assert asked.status == 401
    page = client.post("/sign-in", {**asked.fields(), "name": "ana", "password": PASSWORD}, follow=False)
    assert page.response.location == "/"


@pytest.mark.parametrize("kept", ["[" * 50_000, "{", '"text"', "[1]", "nonsense", '{"a": ["\\u0000"]}'])
def test_what_comes_back_in_the_sign_in_form_may_be_anything(client: PageClient, ana: User, kept: str) -> None:
    assert sign_in(client, kept=kept, next="/actors/1/change\x00").status == 302


@pytest.mark.parametrize("name", ["\x00", "a\x00na", "x" * 100_000, "' OR 1=1 --", "\ud7ff", "ana%00"])
def test_a_name_may_be_anything(client: PageClient, ana: User, name: str) -> None:
    assert sign_in(client, name, "wrong").status == 400


@pytest.fixture
def over_tls(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[PageClient]:
    settings = {"DATABASE_URL": database_url, "SECURE_COOKIES": True}
    app = create_app(settings, str(tmp_path_factory.mktemp("tls")))
    yield PageClient(app)
    app.extensions["claimtrack"].engine.dispose()


def test_the_cookie_is_for_this_site_and_its_own_pages_only(client: PageClient, over_tls: PageClient) -> None:
    plain = client.flask.get("/sign-in").headers["Set-Cookie"]
    assert plain.startswith("claimtrack=")
    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= set(plain.split("; "))
    secure = over_tls.flask.get("/sign-in", base_url="https://localhost").headers["Set-Cookie"]
    assert secure.startswith("__Host-claimtrack=")
    assert {"Secure", "HttpOnly", "SameSite=Lax", "Path=/"} <= set(secure.split("; "))
    assert "Domain" not in secure


@pytest.mark.parametrize(("proxies", "address"), [(0, "127.0.0.1"), (1, "192.0.2.7"), (2, "198.51.100.1")])
def test_who_asks_is_believed_only_of_the_web_servers_in_front(
    database_url: str, tmp_path_factory: pytest.TempPathFactory, proxies: int, address: str
) -> None:
    app = create_app({"DATABASE_URL": database_url, "PROXIES": proxies}, str(tmp_path_factory.mktemp("behind")))
    headers = {"X-Forwarded-For": "203.0.113.9, 198.51.100.1, 192.0.2.7"}
    client = PageClient(app)
    form = {"name": "nobody", "password": "wrong", "csrf_token": client.csrf_token()}
    assert client.flask.post("/sign-in", data=form, headers=headers).status_code == 400
    with app.extensions["claimtrack"].read() as session:
        assert session.exec(select(LoginAttempt)).one().address == address
    app.extensions["claimtrack"].engine.dispose()

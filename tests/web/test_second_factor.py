"""A code besides the password: set up, asked for, lost and found again; and a newsroom that asks everybody for it."""

from collections.abc import Callable

import pytest
from flask import Flask, request
from sqlmodel import select

from claimtrack.db import Database
from claimtrack.models import AuditEvent, KeptEntry, LoginSession, User
from claimtrack.services import audit, logins, second_factor, settings, users
from claimtrack.services.users import hash_password
from claimtrack.words import Role
from tests.client import Page, PageClient
from tests.factories import Factory
from tests.services.test_second_factor import code_at

PASSWORD = "four random words"
SET_UP = "/account/code/set-up"
NO_CODE = "000000"  # the right one in one of half a million cases


@pytest.fixture
def ana(make: Factory) -> User:
    return make.user("ana", Role.ADMIN, password_hash=hash_password(PASSWORD))


@pytest.fixture
def at_desk(app: Flask, ana: User) -> PageClient:
    client = PageClient(app)
    client.sign_in_as(ana)
    return client


def secret_on(page: Page) -> str:
    return page.one("#secret").get_text().replace(" ", "")


def set_up(client: PageClient) -> tuple[str, list[str]]:
    """Turn the code on: its secret, and the recovery codes."""
    page = client.get(SET_UP)
    secret = secret_on(page)
    codes = client.post(SET_UP, {**page.fields(), "sign_in_code": code_at(secret)})
    return secret, [code.get_text() for code in codes.all("#recovery-codes code")]


def forget_step(database: Database) -> None:
    """As if half a minute had gone by: the code shown now counts as new."""
    with database.write_tx() as tx:
        for user in tx.exec(select(User)):
            user.totp_step = 0
        audit.record(tx, audit.Action.CHANGED, "user_account", by=None)


def give_password(client: PageClient, path: str = "/sign-in", **more: str) -> Page:
    return client.submit(path, {"name": "ana", "password": PASSWORD, **more}, follow=False)


def is_in(client: PageClient) -> bool:
    return client.get("/account").status == 200


def test_it_is_set_up_with_an_app_and_asked_for_from_then_on(
    app: Flask, at_desk: PageClient, client: PageClient
) -> None:
    secret, codes = set_up(at_desk)
    assert len(codes) == second_factor.CODES
    assert not at_desk.get("/account/code/recovery").all("#recovery-codes"), "shown once"
    assert "10 recovery codes left" in at_desk.get("/account").text
    page = give_password(client)
    assert "Enter your code" in page.text
    assert not is_in(client), "the password alone lets nobody in"
    page = client.post("/sign-in/code", {**page.fields(), "sign_in_code": code_at(secret, 1)}, follow=False)
    assert page.response.location == "/"
    assert is_in(client)


def test_the_picture_and_the_link_carry_the_secret(at_desk: PageClient) -> None:
    page = at_desk.get(SET_UP)
    address = str(page.one("a[href^='otpauth:']")["href"])
    assert address.startswith("otpauth://totp/claimtrack:ana?secret=" + secret_on(page))
    assert page.one("svg.qr")["viewbox"]
    assert "style" not in str(page.one("svg.qr"))
    assert secret_on(at_desk.get(SET_UP)) == secret_on(page), "a reload does not make the app useless"


def test_it_stays_off_until_the_app_shows_the_right_code(at_desk: PageClient, database: Database, ana: User) -> None:
    page = at_desk.submit(SET_UP, {"sign_in_code": NO_CODE})
    assert page.status == 400
    assert page.one("#sign_in_code-error")
    with database.read() as session:
        assert session.get_one(User, ana.id).totp_secret == ""
    at_desk.post(SET_UP, {**page.fields(), "sign_in_code": code_at(secret_on(page))})
    with database.read() as session:
        assert session.get_one(User, ana.id).totp_secret == secret_on(page)


def test_what_was_typed_and_where_one_was_going_pass_through_both_steps(
    app: Flask, at_desk: PageClient, client: PageClient, database: Database, make: Factory
) -> None:
    secret, _ = set_up(at_desk)
    claim = make.claim("Storks bring babies")
    lost = client.post(f"/claims/{claim.id}/change", {"text": "Storks bring bread", "version": "1"})
    assert lost.status == 401
    page = client.post("/sign-in", {**lost.fields(), "name": "ana", "password": PASSWORD})
    wrong = client.post("/sign-in/code", {**page.fields(), "sign_in_code": NO_CODE})
    assert wrong.status == 400
    page = client.post("/sign-in/code", {**wrong.fields(), "sign_in_code": code_at(secret, 1)})
    assert page.fields()["text"] == "Storks bring bread"


def test_a_code_that_was_seen_on_its_way_does_not_work_again(app: Flask, at_desk: PageClient) -> None:
    secret, _ = set_up(at_desk)
    code = code_at(secret, 1)
    owner, thief = PageClient(app), PageClient(app)
    for client, status in ((owner, 302), (thief, 400)):
        page = give_password(client)
        answer = client.post("/sign-in/code", {**page.fields(), "sign_in_code": code}, follow=False)
        assert answer.status == status
    assert not is_in(thief)


def test_codes_cannot_be_guessed_and_others_cannot_use_up_the_tries(
    app: Flask, at_desk: PageClient, client: PageClient
) -> None:
    secret, _ = set_up(at_desk)
    page = give_password(client)
    for _ in range(logins.PER_ACCOUNT):
        client.post("/sign-in/code", {**page.fields(), "sign_in_code": NO_CODE})
    page = client.post("/sign-in/code", {**page.fields(), "sign_in_code": code_at(secret, 1)})
    assert page.status == 400
    assert "Too many wrong tries." in page.text
    assert not is_in(client)


def test_wrong_passwords_of_somebody_else_do_not_use_up_the_tries_at_the_code(
    app: Flask, at_desk: PageClient, client: PageClient
) -> None:
    secret, _ = set_up(at_desk)
    page = give_password(client)
    for _ in range(logins.PER_ACCOUNT):
        PageClient(app).submit("/sign-in", {"name": "ana", "password": "wrong"})
    assert (
        client.post("/sign-in/code", {**page.fields(), "sign_in_code": code_at(secret, 1)}, follow=False).status == 302
    )


@pytest.mark.parametrize("changed", ["password", "suspended", "long ago", "never"])
def test_the_second_step_needs_the_first_one_just_now(
    app: Flask, at_desk: PageClient, client: PageClient, database: Database, ana: User, make: Factory, changed: str
) -> None:
    make.user("another.admin", Role.ADMIN, password_hash="some")
    secret, _ = set_up(at_desk)
    page = give_password(client) if changed != "never" else client.get("/sign-in/code")
    with database.write_tx() as tx:
        mine = tx.get_one(User, ana.id)
        if changed == "password":
            users.set_password(tx, mine, "another hash", by=None)
        if changed == "suspended":
            users.suspend(tx, mine, by=None)
    if changed == "long ago":
        with client.flask.session_transaction() as session:
            session["halfway"] = {**session["halfway"], "at": session["halfway"]["at"] - 601}
    page = client.post("/sign-in/code", {**page.fields(), "sign_in_code": code_at(secret, 1), "next": "/actors"})
    assert page.status == 400
    assert page.one("input[name=next]")["value"] == "/actors"
    assert "Sign in again." in page.text
    assert not is_in(client)


def test_a_recovery_code_lets_in_once(app: Flask, at_desk: PageClient) -> None:
    _, codes = set_up(at_desk)
    for status in (302, 400):
        client = PageClient(app)
        page = give_password(client)
        answer = client.post("/sign-in/code", {**page.fields(), "sign_in_code": codes[0].upper()}, follow=False)
        assert answer.status == status
    assert "9 recovery codes left" in at_desk.get("/account").text


def test_a_new_password_by_link_does_not_go_round_the_code(
    app: Flask, at_desk: PageClient, client: PageClient, database: Database, ana: User
) -> None:
    secret, _ = set_up(at_desk)
    with database.write_tx() as tx:
        link = users.make_link(tx, tx.get_one(User, ana.id), by=None)
    page = client.submit(f"/link/{link}", {"password": "another four words", "again": "another four words"})
    assert "Enter your code" in page.text
    assert not is_in(client)
    client.post("/sign-in/code", {**page.fields(), "sign_in_code": code_at(secret, 1)})
    assert is_in(client)


def test_turning_it_on_or_off_signs_out_everywhere_else(
    app: Flask, at_desk: PageClient, ana: User, database: Database
) -> None:
    elsewhere = PageClient(app)
    elsewhere.sign_in_as(ana)
    secret, _ = set_up(at_desk)
    assert not is_in(elsewhere)
    elsewhere.sign_in_as(ana)
    page = at_desk.submit("/account/code/turn-off", {"password": PASSWORD, "sign_in_code": code_at(secret, 1)})
    assert "You sign in without a code from now on." in page.text
    assert not is_in(elsewhere)
    assert give_password(elsewhere).status == 302, "the password is enough again"


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"password": "wrong"}, "password"),
        ({"password": ""}, "password"),
        ({"sign_in_code": NO_CODE}, "sign_in_code"),
        ({"sign_in_code": ""}, "sign_in_code"),
    ],
)
def test_it_is_turned_off_with_password_and_code_only(
    at_desk: PageClient, database: Database, ana: User, fields: dict[str, str], field: str
) -> None:
    secret, _ = set_up(at_desk)
    sent = {"password": PASSWORD, "sign_in_code": code_at(secret, 1), **fields}
    page = at_desk.submit("/account/code/turn-off", sent)
    assert page.status == 400
    assert page.one(f"#{field}-error")
    with database.read() as session:
        assert session.get_one(User, ana.id).totp_secret == secret


def test_recovery_codes_are_renewed(app: Flask, at_desk: PageClient, client: PageClient) -> None:
    _, old = set_up(at_desk)
    new = [code.get_text() for code in at_desk.post("/account/code/recovery").all("#recovery-codes code")]
    assert len(set(old) | set(new)) == 2 * second_factor.CODES
    page = give_password(client)
    assert client.post("/sign-in/code", {**page.fields(), "sign_in_code": old[0]}).status == 400
    assert client.post("/sign-in/code", {**page.fields(), "sign_in_code": new[0]}, follow=False).status == 302


def test_an_admin_resets_the_code_of_somebody_who_lost_everything(
    app: Flask, at_desk: PageClient, make: Factory, database: Database
) -> None:
    vera = make.user("vera", password_hash=hash_password(PASSWORD))
    client = PageClient(app)
    client.sign_in_as(vera)
    set_up(client)
    assert "Set up" in at_desk.get(f"/users/{vera.id}").one("dl.facts").get_text()
    page = at_desk.post(f"/users/{vera.id}/reset-code")
    assert "without a code" in page.text
    assert not is_in(client)
    assert client.submit("/sign-in", {"name": "vera", "password": PASSWORD}, follow=False).status == 302
    with database.read() as session:
        event = session.exec(select(AuditEvent).where(AuditEvent.action == "code_reset")).one()
        assert (event.subject, event.user_id) == (f"user_account:{vera.id}", 1)
    assert at_desk.post(f"/users/{vera.id}/reset-code").status == 400, "there is nothing to reset any more"


# A newsroom that asks for it ----------------------------------------------------------------------------------------


def ask_of(client: PageClient, who: str) -> Page:
    return client.submit(
        "/settings", {"code_needed_by": who, "code_reason": "We were phished"}, "form[action$='/code']"
    )


def test_an_admin_without_a_code_cannot_ask_others_for_it(at_desk: PageClient, database: Database) -> None:
    page = ask_of(at_desk, "editor")
    assert page.status == 400
    assert "Set up your own code at sign-in first" in page.text
    set_up(at_desk)
    assert "The setting is saved." in ask_of(at_desk, "editor").text
    with database.read() as session:
        assert settings.code_needed_by(session) is Role.EDITOR
        event = session.exec(select(AuditEvent).where(AuditEvent.action == "setting")).one()
        assert (event.subject, event.contents["reason"]) == ("setting:code_needed_by", "We were phished")


def test_a_form_sent_after_somebody_changed_who_must_is_refused(app: Flask, at_desk: PageClient) -> None:
    set_up(at_desk)
    form = at_desk.get("/settings").fields("form[action$='/code']")
    ask_of(at_desk, "admin")
    page = at_desk.post("/settings/code", {**form, "code_needed_by": "editor"})
    assert page.status == 409
    assert "is asked of: admins" in page.text
    assert at_desk.post("/settings/code", {**form, "code_needed_by": "owner"}).status == 400


@pytest.fixture
def strict(at_desk: PageClient, database: Database) -> PageClient:
    """The admin's browser in a newsroom that asks editors and admins for a code."""
    set_up(at_desk)
    ask_of(at_desk, "editor")
    return at_desk


def test_who_must_is_led_to_set_it_up_before_anything_else_works(
    app: Flask, strict: PageClient, signed_in: Callable[[Role], PageClient]
) -> None:
    editor = signed_in(Role.EDITOR)
    wrong = {}
    for rule in app.url_map.iter_rules():
        if rule.arguments or rule.endpoint.startswith(("session", "static", "bootstrap", "public", "second_factor")):
            continue
        for method in (rule.methods or set()) & {"GET", "POST"}:
            answer = editor.flask.open(rule.rule, method=method, data={"csrf_token": editor.csrf_token()})
            led = (answer.status_code == 302 and SET_UP in answer.location) or answer.status_code == 403
            if not led and rule.endpoint not in ("api.health", "api.openapi"):
                wrong[f"{method} {rule.rule}"] = answer.status_code
    assert wrong == {}
    page = editor.get("/claims?q=storks")
    assert "Your newsroom asks people with your role" in page.text
    codes = editor.post(
        str(page.one("main form")["action"]), {**page.fields(), "sign_in_code": code_at(secret_on(page))}
    )
    assert codes.one(".actions a.btn-primary")["href"] == "/claims?q=storks"
    assert editor.get("/claims").status == 200


def test_who_need_not_is_not_asked(strict: PageClient, checker: PageClient) -> None:
    assert checker.get("/claims", follow=False).status == 200


def test_what_was_typed_when_it_began_to_be_asked_for_is_kept(
    app: Flask, at_desk: PageClient, signed_in: Callable[[Role], PageClient], make: Factory, database: Database
) -> None:
    editor, claim = signed_in(Role.EDITOR), make.claim("Storks bring babies")
    form = editor.get(f"/claims/{claim.id}/change").fields()
    set_up(at_desk)
    ask_of(at_desk, "editor")
    page = editor.post(f"/claims/{claim.id}/change", {**form, "text": "Storks bring bread"})
    codes = editor.post(
        str(page.one("main form")["action"]), {**page.fields(), "sign_in_code": code_at(secret_on(page))}
    )
    back = editor.get(str(codes.one(".actions a.btn-primary")["href"]))
    assert back.fields()["text"] == "Storks bring bread"
    with database.read() as session:
        assert all("csrf_token" not in kept.fields for kept in session.exec(select(KeptEntry)))


def test_the_token_of_somebody_who_must_first_set_it_up_opens_nothing(
    app: Flask, strict: PageClient, make: Factory, database: Database, client: PageClient
) -> None:
    with database.write_tx() as tx:
        token = users.make_token(tx, make_in(tx, "ed", Role.EDITOR), "script", by=None)
        other = users.make_token(tx, make_in(tx, "fc", Role.FACT_CHECKER), "script", by=None)
    answers = [
        client.flask.get("/api/v1/claims", headers={"Authorization": f"Bearer {key}"}).status_code
        for key in (token, other)
    ]
    assert answers == [403, 200]


def make_in(tx: object, name: str, role: Role) -> User:
    user = User(name=name, role=role)
    tx.add(user)  # type: ignore[attr-defined]
    tx.flush()  # type: ignore[attr-defined]
    return user


def test_the_rule_is_looked_up_again_inside_the_write(
    app: Flask, at_desk: PageClient, signed_in: Callable[[Role], PageClient], make: Factory, database: Database
) -> None:
    """It begins to be asked for between the door and the desk."""

    def begin_to_ask() -> None:
        if request.method == "POST" and request.endpoint == "claims.change":
            with database.write_tx() as tx:
                settings.choose(tx, settings.CODE_NEEDED_BY, "editor", seen="", by=tx.get_one(User, 1))

    app.before_request(begin_to_ask)  # runs after the check at the door
    set_up(at_desk)
    editor, claim = signed_in(Role.EDITOR), make.claim("Storks bring babies")
    form = editor.get(f"/claims/{claim.id}/change").fields()
    assert editor.post(f"/claims/{claim.id}/change", {**form, "text": "Storks bring bread"}).status == 403


def test_a_session_opened_before_still_ends_when_the_code_is_reset(database: Database, make: Factory) -> None:
    user = make.user()
    with database.write_tx() as tx:
        mine = tx.get_one(User, user.id)
        mine.totp_secret = second_factor.new_secret()
        token = logins.begin(tx, mine)
        second_factor.reset(tx, mine, by=None)
    with database.read() as session:
        assert logins.holder(session, token) is None
        assert session.exec(select(LoginSession)).one().ended_at

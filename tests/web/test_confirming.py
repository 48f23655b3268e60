"""The password once more, before what must not be done from a browser that was left open."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlmodel import select

from claimtrack.db import Database
from claimtrack.models import AuditEvent, LoginSession, Setting, User, now
from claimtrack.services import audit, logins
from claimtrack.services.users import hash_password
from claimtrack.words import Role
from tests.client import Page, PageClient
from tests.factories import Factory
from tests.services.test_second_factor import code_at
from tests.web.test_second_factor import forget_step, set_up

PASSWORD = "four random words"


@pytest.fixture
def admin(app: Flask, make: Factory, database: Database) -> PageClient:
    """An admin whose password was given eleven minutes ago."""
    client = PageClient(app)
    client.sign_in_as(make.user("ana", Role.ADMIN, password_hash=hash_password(PASSWORD)))
    grow_old(database)
    return client


def grow_old(database: Database) -> None:
    with database.write_tx() as tx:
        for found in tx.exec(select(LoginSession)):
            found.confirmed_at = now() - logins.CONFIRMED - timedelta(seconds=1)


def asks(page: Page) -> bool:
    return page.status == 401 and len(page.all("input[name=confirm_password]")) == 1


def answer(client: PageClient, page: Page, given: str = PASSWORD, follow: bool = True) -> Page:
    """Fill the password in and send the page on."""
    form = page.one("main form")
    return client.post(str(form["action"]), {**page.fields(), "confirm_password": given}, follow)


def test_these_ask_for_it_and_no_others(app: Flask) -> None:
    """A name more or less here is a decision, not an accident."""
    marked = {
        endpoint: view.claimtrack_confirmed  # type: ignore[attr-defined]
        for endpoint, view in app.view_functions.items()
        if getattr(view, "claimtrack_confirmed", False)
    }
    publishing = {"reviews.step": {"name": ("publish", "withdraw")}}
    who_may = ("users.invite", "users.make_link", "users.change_role", "users.suspend", "users.restore")
    own = ("users.reset_code", "account.make_token", "second_factor.set_up", "second_factor.renew")
    choices = ("settings.change", "settings.change_own_work", "settings.change_code")
    assert marked == {**publishing, **dict.fromkeys((*who_may, *own, *choices), True)}


def test_everything_sent_is_carried_along_and_the_act_goes_on(admin: PageClient, database: Database) -> None:
    scale = "Стоји: да\r\n\r\nNe stoji: <b>ne</b>"
    asked = admin.submit("/settings", {"newsroom": 'The "Stork" & Post', "verdict_scale": "own", "own_scale": scale})
    assert asks(asked)
    with database.read() as session:
        assert session.exec(select(Setting)).all() == []
    page = answer(admin, asked)
    assert "The settings are saved." in page.text
    fields = admin.get("/settings").fields()
    assert fields["newsroom"] == 'The "Stork" & Post'
    assert fields["own_scale"].split() == scale.split()
    again = admin.submit("/settings", {"newsroom": "Post"})
    assert "The settings are saved." in again.text, "not asked again"


@pytest.mark.parametrize("given", ["wrong", "", PASSWORD.upper(), "000000"])
def test_a_wrong_answer_does_nothing_and_asks_again_with_everything_kept(
    admin: PageClient, database: Database, given: str
) -> None:
    page = answer(admin, admin.submit("/settings", {"newsroom": "Post"}), given)
    assert asks(page)
    assert page.one("#confirm_password-error")
    assert page.fields()["confirm_password"] == "", "never sent back"
    with database.read() as session:
        assert session.exec(select(Setting)).all() == []
    assert "The settings are saved." in answer(admin, page).text


def test_guessing_is_limited_as_at_the_door(admin: PageClient) -> None:
    page = admin.submit("/settings", {"newsroom": "Post"})
    for _ in range(logins.PER_ACCOUNT):
        page = answer(admin, page, "wrong")
    page = answer(admin, page)
    assert asks(page)
    assert "Too many wrong tries." in page.text


def test_a_code_does_as_well_and_once(admin: PageClient, database: Database) -> None:
    admin_set_up = admin.get("/account/code/set-up")
    asked = admin.post("/account/code/set-up", {**admin_set_up.fields(), "sign_in_code": "000000"})
    assert asks(asked), "setting up the code is itself asked for"
    assert "sign_in_code" not in asked.fields(), "no secret is carried along"
    answer(admin, asked)
    secret, _ = set_up(admin)
    grow_old(database)
    forget_step(database)
    asked = admin.submit("/settings", {"newsroom": "Post"})
    assert "The settings are saved." in answer(admin, asked, code_at(secret)).text
    grow_old(database)
    asked = answer(admin, admin.submit("/settings", {"newsroom": "Stork"}), code_at(secret))
    assert asks(asked)
    assert "has been used" in asked.text


def test_what_is_asked_for_is_on_record_once_and_so_is_the_act(admin: PageClient, database: Database) -> None:
    answer(admin, admin.submit("/settings", {"newsroom": "Post"}))
    with database.read() as session:
        actions = [e.action for e in session.exec(select(AuditEvent).order_by(AuditEvent.id))]  # type: ignore[arg-type]
    assert actions[-2:] == ["confirmed", "setting"]


def test_looking_is_never_asked_for(admin: PageClient) -> None:
    for path in ("/settings", "/users", "/users/invite", "/account"):
        assert admin.get(path).status == 200


def test_publishing_is_asked_for_and_other_steps_are_not(
    admin: PageClient, database: Database, make: Factory, signed_in: Callable[[Role], PageClient]
) -> None:
    claim = make.statement("Storks bring babies", by=None).claim_id
    writer = signed_in(Role.FACT_CHECKER)
    grow_old(database)
    assert writer.submit(f"/reviews/{claim}/steps/submit", {}, follow=False).status == 302
    assert admin.submit(f"/reviews/{claim}/steps/approve", {}, follow=False).status == 302
    asked = admin.submit(f"/reviews/{claim}/steps/publish", {"text": "Read twice"})
    assert asks(asked)
    assert asked.fields()["text"] == "Read twice"
    assert "The claim is published." in answer(admin, asked).text
    grow_old(database)
    assert asks(admin.submit(f"/reviews/{claim}/steps/withdraw", {"text": "It was wrong"}))


def test_the_version_that_was_seen_is_carried_along(admin: PageClient, make: Factory, database: Database) -> None:
    vera = make.user("vera")
    asked = admin.submit(f"/users/{vera.id}", {"role": "editor"}, "form.role")
    with database.write_tx() as tx:
        mine = tx.get_one(User, vera.id)
        mine.version += 1
        audit.record(tx, audit.Action.CHANGED, f"user_account:{vera.id}", by=None)
    assert answer(admin, asked).status == 409


def test_a_form_forged_elsewhere_never_becomes_a_page_that_asks(admin: PageClient) -> None:
    sent = {"newsroom": "Planted", "csrf_token": "made up"}
    page = Page(admin.flask.post("/settings", data=sent))
    assert page.status == 400
    assert "Planted" not in page.text


def test_answering_in_a_browser_whose_session_has_ended_does_nothing(
    admin: PageClient, database: Database, make: Factory
) -> None:
    asked = admin.submit("/settings", {"newsroom": "Post"})
    with database.write_tx() as tx:
        for found in tx.exec(select(LoginSession)):
            found.ended_at = now()
    page = answer(admin, asked)
    assert page.status == 401
    assert "Sign in" in page.text
    assert PASSWORD not in str(page.html)

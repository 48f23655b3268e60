"""People: invited by a link shown once, given roles, shut out and let in again, and always one admin left."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlmodel import select

from claimtrack.db import Database
from claimtrack.drafts import UserDraft
from claimtrack.errors import NotAllowed
from claimtrack.models import ApiToken, AuditEvent, User
from claimtrack.services import logins, users
from claimtrack.services.users import hash_password
from claimtrack.words import Role
from tests.client import Page, PageClient
from tests.factories import Factory

PASSWORD = "four random words"


@pytest.fixture
def admin(signed_in: Callable[[Role], PageClient]) -> PageClient:
    return signed_in(Role.ADMIN)


def invite(admin: PageClient, name: str = "mira", role: str = "editor", **more: str) -> Page:
    return admin.submit("/users/invite", {"name": name, "full_name": "Мира", "role": role, **more})


def press(admin: PageClient, number: int | None, act: str) -> Page:
    return admin.submit(f"/users/{number}", {}, f"form[action$='/{act}']")


def path_of(page: Page) -> str:
    return page.one("#one-time-link").get_text().removeprefix("http://localhost")


def number_of(database: Database, name: str) -> int:
    with database.read() as session:
        found = session.exec(select(User.id).where(User.name == name)).one()
        assert found is not None
        return found


def test_an_invited_person_sets_a_password_and_is_in(admin: PageClient, client: PageClient, database: Database) -> None:
    link = path_of(invite(admin))
    page = client.submit(link, {"password": PASSWORD, "again": PASSWORD})
    assert "Your password is set." in page.text
    account = client.get("/account")
    assert "mira" in account.text
    assert "editor" in account.text
    assert client.get(link).status == 404, "once"


def test_the_link_is_shown_once_and_kept_nowhere(admin: PageClient, database: Database) -> None:
    token = path_of(invite(admin)).removeprefix("/link/")
    again = admin.get(f"/users/{number_of(database, 'mira')}/link")
    assert "has been" in again.text
    assert token not in again.text
    with database.read() as session:
        assert token not in str([event.model_dump() for event in session.exec(select(AuditEvent))])


def test_a_link_made_for_one_person_is_not_shown_on_anothers_page(admin: PageClient, database: Database) -> None:
    invite(admin, "vera")
    admin.post(f"/users/{number_of(database, 'vera')}/link", follow=False)
    invite(admin, "mira")
    assert not admin.get(f"/users/{number_of(database, 'vera')}/link").all("#one-time-link")


def test_a_new_link_ends_the_earlier_one(admin: PageClient, client: PageClient, database: Database) -> None:
    first = path_of(invite(admin))
    second = path_of(admin.post(f"/users/{number_of(database, 'mira')}/link"))
    assert client.get(first).status == 404
    assert client.get(second).status == 200


@pytest.mark.parametrize(
    ("fields", "field", "why"),
    [
        ({"name": ""}, "name", "nothing"),
        ({"name": "m"}, "name", "too short"),
        ({"name": "m" * 61}, "name", "too long"),
        ({"name": "mirа"}, "name", "the last letter is Cyrillic: it would pass for another's name"),
        ({"name": "mira vera"}, "name", "a space"),
        ({"name": "../mira"}, "name", "a path"),
        ({"name": "<b>mira"}, "name", "markup"),
        ({"role": "owner"}, "role", "no such role"),
        ({"full_name": "x" * 121}, "full_name", "too long"),
    ],
)
def test_an_invitation_that_will_not_do_comes_back_filled(
    admin: PageClient, database: Database, fields: dict[str, str], field: str, why: str
) -> None:
    page = invite(admin, **{"full_name": "Typed", **fields})
    assert page.status == 400, why
    assert page.one(f"#{field}-error").get_text(strip=True)
    assert page.fields()["full_name"] == fields.get("full_name", "Typed")
    with database.read() as session:
        assert len(session.exec(select(User)).all()) == 1


@pytest.mark.parametrize("typed", ["mira\u200b", "\u202emira", "\ufeffmira", " mira\x00 "])
def test_what_cannot_be_seen_does_not_enter_a_user_name(admin: PageClient, database: Database, typed: str) -> None:
    invite(admin, typed)
    assert number_of(database, "mira")
    assert "There is a user called mira already." in invite(admin, "mira\u2060").text


def test_capital_letters_do_not_make_another_person(admin: PageClient) -> None:
    invite(admin, "mira")
    page = invite(admin, "MIRA")
    assert page.status == 400
    assert "There is a user called MIRA already." in page.text


def test_a_role_is_changed_at_once_and_on_record(
    admin: PageClient, app: Flask, make: Factory, database: Database
) -> None:
    user = make.user("vera", Role.EDITOR)
    vera = PageClient(app)
    vera.sign_in_as(user)
    assert vera.get("/users").status == 403
    page = admin.submit(f"/users/{user.id}", {"role": "admin"}, "form.role")
    assert "From now on: admin." in page.text
    assert vera.get("/users").status == 200
    with database.read() as session:
        event = session.exec(select(AuditEvent).where(AuditEvent.action == "changed")).one()
        row = event.contents["rows"][f"user_account:{user.id}"]
        assert (row["before"]["role"], row["after"]["role"]) == ("editor", "admin")
        assert event.user_id not in (None, user.id)


def test_of_two_who_change_one_role_the_second_is_told(admin: PageClient, make: Factory) -> None:
    user = make.user("vera")
    form = admin.get(f"/users/{user.id}").fields("form.role")
    admin.post(f"/users/{user.id}/role", {**form, "role": "editor"})
    assert admin.post(f"/users/{user.id}/role", {**form, "role": "admin"}).status == 409
    assert "editor" in admin.get(f"/users/{user.id}").one("dl.facts").get_text()


def test_a_suspension_that_somebody_has_overtaken_is_not_carried_out(
    admin: PageClient, make: Factory, database: Database
) -> None:
    user = make.user("vera")
    form = admin.get(f"/users/{user.id}").fields("form[action$='/suspend']")
    admin.submit(f"/users/{user.id}", {"role": "editor"}, "form.role")
    assert admin.post(f"/users/{user.id}/suspend", form).status == 409
    assert next(u for u in everybody(database) if u.name == "vera").active


def test_the_last_admin_stays(admin: PageClient, make: Factory, database: Database) -> None:
    me = next(u.id for u in everybody(database) if u.role is Role.ADMIN)
    assert admin.submit(f"/users/{me}", {"role": "editor"}, "form.role").status == 403
    assert press(admin, me, "suspend").status == 403
    other = make.user("vera", Role.ADMIN)
    assert press(admin, other.id, "suspend").status == 200
    assert admin.submit(f"/users/{me}", {"role": "editor"}, "form.role").status == 403, "a suspended admin is none"
    press(admin, other.id, "restore")
    admin.submit(f"/users/{me}", {"role": "editor"}, "form.role", follow=False)
    assert admin.get("/users").status == 403, "no admin any more"


def test_two_admins_cannot_send_each_other_away(make: Factory, database: Database) -> None:
    one, other = make.user("one", Role.ADMIN), make.user("other", Role.ADMIN)
    with database.write_tx() as tx:
        users.suspend(tx, tx.get(User, other.id), by=one)  # type: ignore[arg-type]
    with pytest.raises(Exception, match="last admin"), database.write_tx() as tx:
        users.suspend(tx, tx.get(User, one.id), by=other)  # type: ignore[arg-type]


def test_an_invited_admin_without_a_password_leaves_nobody_to_let_people_in(make: Factory, database: Database) -> None:
    boss = make.user("boss", Role.ADMIN, "$argon2id$")
    with database.write_tx() as tx:
        ghost, _ = users.invite(tx, UserDraft(name="ghost", role=Role.ADMIN), by=boss)
    for act in (
        lambda tx, one: users.change_role(tx, one, Role.EDITOR, seen=one.version, by=one),
        lambda tx, one: users.suspend(tx, one, by=one),
    ):
        with pytest.raises(NotAllowed, match="last admin who can sign in"), database.write_tx() as tx:
            act(tx, tx.get_one(User, boss.id))
    with database.write_tx() as tx:
        users.suspend(tx, tx.get_one(User, ghost.id), by=boss)


def everybody(database: Database) -> list[User]:
    with database.read() as session:
        return users.all_users(session)


def test_a_suspended_person_is_out_at_once_and_stays_out_with_all_they_had(
    admin: PageClient, app: Flask, make: Factory, client: PageClient, database: Database
) -> None:
    user = make.user("vera", password_hash=hash_password(PASSWORD))
    vera = PageClient(app)
    vera.sign_in_as(user)
    vera.post("/account/tokens", {"name": "script"})
    link = path_of(admin.post(f"/users/{user.id}/link"))
    press(admin, user.id, "suspend")
    assert vera.get("/account").status == 401
    assert client.get(link).status == 404
    assert "do not belong together" in sign_in(client, "vera", PASSWORD).text
    page = press(admin, user.id, "restore")
    assert "Let in again." in page.text
    assert vera.get("/account").status == 401, "the old session stays dead"
    assert client.get(link).status == 404, "and the old link"
    with database.read() as session:
        assert session.exec(select(ApiToken)).one().ended_at, "and the old token"
    assert sign_in(client, "vera", PASSWORD).status == 200


def test_a_suspended_person_gets_no_link_that_would_not_work(admin: PageClient, make: Factory) -> None:
    user = make.user("vera")
    press(admin, user.id, "suspend")
    page = admin.post(f"/users/{user.id}/link")
    assert page.status == 403
    assert "vera is suspended. Let them in again first." in page.text


def sign_in(client: PageClient, name: str, password: str) -> Page:
    return client.submit("/sign-in", {"name": name, "password": password})


def test_a_password_set_by_link_ends_the_sessions_of_whoever_had_the_old_one(
    admin: PageClient, app: Flask, make: Factory, client: PageClient, database: Database
) -> None:
    thief, user = PageClient(app), make.user("vera", password_hash=hash_password("a password that leaked"))
    thief.sign_in_as(user)
    client.submit(path_of(admin.post(f"/users/{user.id}/link")), {"password": PASSWORD, "again": PASSWORD})
    assert client.get("/account").status == 200
    assert thief.get("/account").status == 401
    with database.read() as session:
        assert logins.who_is(session, "vera", "a password that leaked") is None


def test_the_list_says_who_is_invited_suspended_and_when_they_were_here(
    admin: PageClient, make: Factory, checker: PageClient
) -> None:
    invite(admin)
    press(admin, make.user("vera", password_hash="x").id, "suspend")
    rows = {
        row.select_one("th").get_text(): row.get_text(" ", strip=True) for row in admin.get("/users").all("tbody tr")
    }
    assert "invited" in rows["mira"]
    assert "never" in rows["mira"]
    assert "suspended" in rows["vera"]
    assert sum("UTC" in row for row in rows.values()) == 2, "the admin and the fact-checker are here"


@pytest.mark.parametrize("number", [0, 999, 2**31, 2**63, 10**40])
@pytest.mark.parametrize("act", ["", "/link", "/role", "/suspend", "/restore"])
def test_nobody_is_not_found(admin: PageClient, number: int, act: str) -> None:
    path = f"/users/{number}{act}"
    page = admin.get(path) if act == "" else admin.post(path, {"role": "editor", "version": "1"})
    assert page.status == 404

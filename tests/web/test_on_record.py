"""Every route that changes something leaves exactly one event of the audit trail, or its reason not to stands here."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from sqlmodel import select

from claimtrack.db import Database
from claimtrack.models import ApiToken, AuditEvent, Claim, ClaimRelation, Comment, Judgement, Statement, User, Wording
from claimtrack.services import logins, users
from claimtrack.services.users import hash_password
from claimtrack.words import Role, Scope
from tests.client import Page, PageClient
from tests.factories import Factory
from tests.services.test_second_factor import code_at
from tests.web.test_second_factor import secret_on

PASSWORD = "four random words"
NO_EVENT = {
    "api.matches": "only answers what is known",
    "article.look": "only answers what is known",
    "entry.check": "only answers what is known",
    "entry.keep": "keeps what is typed, which is no record yet",
    "entry.discard": "drops what was typed, which is no record yet",
    "home.drop": "drops what was typed, which is no record yet",
}
SEVERAL = {"session.use_link": "sets a password and begins a session: two acts, an event for each"}


@dataclass
class Desk:
    """A signed-in admin, and records to act on."""

    client: PageClient
    me: User
    other: User
    statement: Statement
    database: Database
    app: Flask

    def press(self, page: str, action: str, **fields: str) -> Page:
        """Open a page and send the form of it that goes to this address."""
        return self.client.submit(page, fields, f'form[action="{action}"]')

    def newest(self, kind: type) -> int:
        with self.database.read() as session:
            return max(session.exec(select(kind.id)).all())  # type: ignore[attr-defined]


@pytest.fixture
def desk(app: Flask, make: Factory, database: Database) -> Desk:
    me = make.user("ana", Role.ADMIN, hash_password(PASSWORD))
    client = PageClient(app)
    client.sign_in_as(me)
    statement = make.statement(make.claim("Storks bring babies"), source={"excerpt": "Storks do."})
    return Desk(client, me, make.user("vera", Role.ADMIN, hash_password(PASSWORD)), statement, database, app)


def change(kind: str, **fields: str) -> Callable[[Desk], Page]:
    return lambda desk: desk.client.submit(f"/{kind}s/{getattr(desk.statement, f'{kind}_id')}/change", fields)


def use_link(desk: Desk) -> Page:
    with desk.database.write_tx() as tx:
        link = users.make_link(tx, tx.get_one(User, desk.other.id), by=None)
    return PageClient(desk.app).submit(f"/link/{link}", {"password": PASSWORD, "again": PASSWORD})


def sign_in(desk: Desk) -> Page:
    return PageClient(desk.app).submit("/sign-in", {"name": "vera", "password": PASSWORD})


def end_session(desk: Desk) -> Page:
    PageClient(desk.app).sign_in_as(desk.me)
    with desk.database.read() as session:
        handle = logins.handle_of(logins.sessions_of(session, desk.me)[0])
    return desk.press("/account", f"/account/sessions/{handle}/end")


def end_others(desk: Desk) -> Page:
    PageClient(desk.app).sign_in_as(desk.me)
    return desk.press("/account", "/account/sessions/end-others")


def end_token(desk: Desk) -> Page:
    desk.press("/account", "/account/tokens", name="script")
    return desk.press("/account", f"/account/tokens/{desk.newest(ApiToken)}/end")


def new_password(desk: Desk) -> Page:
    fields = {
        "current_password": PASSWORD,
        "new_password": "other random words",
        "new_password_again": "other random words",
    }
    return desk.client.submit("/account/password", fields)


def send(path: str, sent: dict[str, Any]) -> Callable[[Desk], Page]:
    """As a script of this person's, with a write token."""

    def act(desk: Desk) -> Page:
        with desk.database.write_tx() as tx:
            user = tx.get_one(User, desk.me.id)
            token = users.make_token(tx, user, "script", by=None, scope=Scope.WRITE)
        headers = {"Authorization": f"Bearer {token}"}
        return Page(desk.app.test_client().post(path, json=sent, headers=headers))

    return act


def restore_user(desk: Desk) -> Page:
    desk.press(f"/users/{desk.other.id}", f"/users/{desk.other.id}/suspend")
    return desk.press(f"/users/{desk.other.id}", f"/users/{desk.other.id}/restore")


def enter(desk: Desk) -> Page:
    typed = {"url": "https://news.example/1", "actor": "Somebody", "stance": "asserts", "claim": "Owls are wise"}
    return desk.client.submit("/enter", typed)


def strike(desk: Desk) -> Page:
    return desk.client.submit(f"/statements/{desk.statement.id}/strike", {"reason": "a slip"})


def restore_statement(desk: Desk) -> Page:
    strike(desk)
    return desk.press(f"/claims/{desk.statement.claim_id}", f"/statements/{desk.statement.id}/restore")


def word(desk: Desk) -> Page:
    return desk.client.submit(f"/claims/{desk.statement.claim_id}/wordings", {"text": "Babies come with storks"})


def strike_wording(desk: Desk) -> Page:
    word(desk)
    claim = f"/claims/{desk.statement.claim_id}"
    return desk.press(claim, f"{claim}/wordings/{desk.newest(Wording)}/strike")


def restore_wording(desk: Desk) -> Page:
    strike_wording(desk)
    claim = f"/claims/{desk.statement.claim_id}"
    return desk.press(claim, f"{claim}/wordings/{desk.newest(Wording)}/restore")


def relate(desk: Desk) -> Page:
    enter(desk)
    fields = {"relation": "about", "other": str(desk.statement.claim_id + 1)}
    return desk.client.submit(f"/claims/{desk.statement.claim_id}/relate", fields)


def unrelate(desk: Desk) -> Page:
    relate(desk)
    claim = f"/claims/{desk.statement.claim_id}"
    return desk.press(claim, f"{claim}/relations/{desk.newest(ClaimRelation)}/take-back")


def other_claim(desk: Desk) -> int:
    enter(desk)
    return desk.newest(Claim)


def judge(desk: Desk, path: str = "") -> Page:
    path = path or f"/matches/claim/{desk.statement.claim_id}/{other_claim(desk)}"
    return desk.client.post(path, {**sent_by(desk, path), "answer": "different", "reason": "other birds"})


def sent_by(desk: Desk, page: str) -> dict[str, str]:
    """The hidden fields of the forms on this page."""
    hidden = desk.client.get(page).all("main input[type=hidden]")
    return {str(field["name"]): str(field.get("value", "")) for field in hidden if field["name"] != "csrf_token"}


def take_back(desk: Desk) -> Page:
    path = f"/matches/claim/{desk.statement.claim_id}/{other_claim(desk)}"
    judge(desk, path)
    number = str(desk.newest(Judgement))
    return desk.client.post(f"{path}/take-back", {**sent_by(desk, path), "judgement": number, "reason": "a slip"})


def judge_several(desk: Desk) -> Page:
    left, right = desk.statement.claim_id, other_claim(desk)
    asked = f"/matches/several?kind=claim&answer=different&pair={left}-{right}"
    return desk.client.post("/matches/several", {**sent_by(desk, asked), "kind": "claim", "answer": "different"})


def comment(desk: Desk) -> Page:
    return desk.client.submit(f"/reviews/{desk.statement.claim_id}/comments", {"text": "@ana please look"}, COMMENT)


def strike_comment(desk: Desk) -> Page:
    comment(desk)
    return desk.client.post(f"/reviews/{desk.statement.claim_id}/comments/{desk.newest(Comment)}/strike")


def restore_comment(desk: Desk) -> Page:
    strike_comment(desk)
    return desk.client.post(f"/reviews/{desk.statement.claim_id}/comments/{desk.newest(Comment)}/restore")


def see(desk: Desk) -> Page:
    colleague = PageClient(desk.app)
    colleague.sign_in_as(desk.other)
    colleague.submit(f"/reviews/{desk.statement.claim_id}/comments", {"text": "@ana please look"}, COMMENT)
    return desk.client.post(f"/reviews/mentions/{desk.newest(Comment)}/seen")


def set_up_code(desk: Desk) -> Page:
    page = desk.client.get("/account/code/set-up")
    return desk.client.post("/account/code/set-up", {"sign_in_code": code_at(secret_on(page))})


def give_code(desk: Desk) -> Page:
    set_up_code(desk)
    secret, client = secret_of(desk), PageClient(desk.app)
    page = client.submit("/sign-in", {"name": "ana", "password": PASSWORD})
    return client.post("/sign-in/code", {**page.fields(), "sign_in_code": code_at(secret, 1)})


def turn_code_off(desk: Desk) -> Page:
    set_up_code(desk)
    fields = {"password": PASSWORD, "sign_in_code": code_at(secret_of(desk), 1)}
    return desk.client.submit("/account/code/turn-off", fields)


def renew_codes(desk: Desk) -> Page:
    set_up_code(desk)
    return desk.press("/account", "/account/code/recovery")


def reset_code(desk: Desk) -> Page:
    set_up_code(desk)
    colleague = PageClient(desk.app)
    colleague.sign_in_as(desk.other)
    return colleague.post(f"/users/{desk.me.id}/reset-code")


def ask_for_code(desk: Desk) -> Page:
    set_up_code(desk)
    return desk.press("/settings", "/settings/code", code_needed_by="admin")


def secret_of(desk: Desk) -> str:
    with desk.database.read() as session:
        return session.get_one(User, desk.me.id).totp_secret


COMMENT = "form[method=post][action$='/comments']"
ACTS: dict[str, Callable[[Desk], Page]] = {
    "account.end_other_sessions": end_others,
    "account.end_session": end_session,
    "account.end_token": end_token,
    "account.make_token": lambda desk: desk.press("/account", "/account/tokens", name="script"),
    "account.password": new_password,
    "actors.change": change("actor", note="changed", aliases="Another name"),
    "claims.change": change("claim", text="Storks bring infants"),
    "claims.relate": relate,
    "claims.restore_wording": restore_wording,
    "claims.strike_wording": strike_wording,
    "claims.unrelate": unrelate,
    "claims.word": word,
    "entry.save": enter,
    "matches.judge": judge,
    "matches.judge_several": judge_several,
    "matches.take_back": take_back,
    "outlets.change": lambda desk: desk.client.submit("/outlets/1/change", {"note": "changed"}),
    "reviews.assign": lambda desk: desk.press(
        f"/claims/{desk.statement.claim_id}", f"/reviews/{desk.statement.claim_id}/assign", user=str(desk.other.id)
    ),
    "reviews.comment": comment,
    "reviews.restore_comment": restore_comment,
    "reviews.see": see,
    "reviews.step": lambda desk: desk.press(
        f"/claims/{desk.statement.claim_id}", f"/reviews/{desk.statement.claim_id}/steps/submit"
    ),
    "reviews.strike_comment": strike_comment,
    "reviews.verdict": lambda desk: desk.client.submit(
        f"/reviews/{desk.statement.claim_id}/verdict", {"label": "False", "rationale": "Storks do not."}
    ),
    "api.enter_claim": send("/api/v1/claims", {"text": "Owls are wise"}),
    "api.enter_statement": send(
        "/api/v1/statements", {"claim_id": 1, "actor": {"name": "A"}, "source_id": 1, "statement": {"stance": "denies"}}
    ),
    "second_factor.renew": renew_codes,
    "second_factor.set_up": set_up_code,
    "second_factor.turn_off": turn_code_off,
    "session.check_sign_in": sign_in,
    "session.code": give_code,
    "session.sign_out": lambda desk: desk.client.post("/sign-out"),
    "session.use_link": use_link,
    "settings.change": lambda desk: desk.press("/settings", "/settings", newsroom="The Stork"),
    "settings.change_code": ask_for_code,
    "settings.change_own_work": lambda desk: desk.press("/settings", "/settings/own-work", approve_own="y"),
    "sources.change": change("source", note="changed", excerpt="Storks do not."),
    "statements.change": lambda desk: desk.client.submit(f"/statements/{desk.statement.id}/change", {"role": "Nurse"}),
    "statements.restore": restore_statement,
    "statements.strike": strike,
    "users.change_role": lambda desk: desk.press(
        f"/users/{desk.other.id}", f"/users/{desk.other.id}/role", role="editor"
    ),
    "users.invite": lambda desk: desk.client.submit("/users/invite", {"name": "mira", "role": "editor"}),
    "users.make_link": lambda desk: desk.press(f"/users/{desk.other.id}", f"/users/{desk.other.id}/link"),
    "users.reset_code": reset_code,
    "users.restore": restore_user,
    "users.suspend": lambda desk: desk.press(f"/users/{desk.other.id}", f"/users/{desk.other.id}/suspend"),
}


def test_every_unsafe_route_is_listed(app: Flask) -> None:
    unsafe = {r.endpoint for r in app.url_map.iter_rules() if (r.methods or set()) - {"GET", "HEAD", "OPTIONS"}}
    assert sorted(unsafe - ACTS.keys() - NO_EVENT.keys()) == [], "add how it is done to ACTS, or why not to NO_EVENT"
    assert sorted((ACTS.keys() | NO_EVENT.keys()) - unsafe) == [], "no such route any more"


def events_of(desk: Desk) -> list[AuditEvent]:
    with desk.database.read() as session:
        return sorted(session.exec(select(AuditEvent)), key=lambda event: event.id)


@pytest.mark.parametrize("endpoint", sorted(ACTS))
def test_it_leaves_one_event_with_who_did_it_in_the_same_request(desk: Desk, endpoint: str) -> None:
    before = len(events_of(desk))
    page = ACTS[endpoint](desk)
    assert page.status < 400, page.text
    new = events_of(desk)[before:]
    last = [event for event in new if event.request_id == new[-1].request_id]
    assert len(last) == (2 if endpoint in SEVERAL else 1), [event.action for event in last]
    assert last[-1].request_id, "the request is named, so that the log leads to it"
    assert last[-1].user_id in (desk.me.id, desk.other.id)


@pytest.mark.parametrize("endpoint", sorted(NO_EVENT))
def test_it_changes_no_record(desk: Desk, endpoint: str) -> None:
    before = len(events_of(desk))
    if endpoint == "api.matches":
        assert desk.client.flask.post("/api/v1/matches", json={"texts": ["typed"]}).status_code == 200
    elif endpoint == "article.look":
        assert desk.client.submit("/article", {"article": "Storks bring babies. They do."}).status == 200
    elif endpoint == "home.drop":
        fields = desk.client.get("/enter").fields() | {"form": "/enter"}
        assert desk.client.post("/unsaved/drop", fields).status < 400
    else:
        path = {"entry.check": "/enter/check", "entry.keep": "/enter/draft", "entry.discard": "/enter/discard"}[
            endpoint
        ]
        assert desk.client.post(path, desk.client.get("/enter").fields() | {"claim": "typed"}).status < 400
    assert len(events_of(desk)) == before, NO_EVENT[endpoint]


def test_looking_leaves_no_event(desk: Desk) -> None:
    before = len(events_of(desk))
    for path in ("/", "/claims", "/claims/1", "/actors/1", "/sources/1/change", "/users", "/account", "/enter"):
        assert desk.client.get(path).status == 200, path
    assert len(events_of(desk)) == before


def test_a_wrong_password_is_counted_and_no_event(desk: Desk) -> None:
    before = len(events_of(desk))
    PageClient(desk.app).submit("/sign-in", {"name": "vera", "password": "wrong"})
    assert len(events_of(desk)) == before, "or anybody could fill the trail from outside"


def test_what_is_refused_leaves_nothing(desk: Desk) -> None:
    before = len(events_of(desk))
    for path, fields in (
        ("/actors/1/change", {"name": ""}),
        ("/sources/1/change", {"url": "javascript:1"}),
        ("/users/invite", {"name": ""}),
        ("/enter", {"claim": ""}),
    ):
        assert desk.client.submit(path, fields).status == 400, path
    assert len(events_of(desk)) == before

"""What a script sends with a write token: recorded as a draft, once, in its holder's name, and nothing else ever."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlmodel import select
from werkzeug.test import TestResponse

from claimtrack import create_app
from claimtrack.api.base import LARGEST_BODY
from claimtrack.db import Database
from claimtrack.models import Actor, ActorAlias, AuditEvent, Claim, DoneOnce, Outlet, Source, Statement, User
from claimtrack.services import reviews, users
from claimtrack.services.judgements import judge
from claimtrack.services.records import get
from claimtrack.services.reviews import Seen
from claimtrack.words import Answer, Kind, Role, Scope, Stance, Status
from tests.api.test_api import check_described
from tests.client import PageClient
from tests.factories import Factory

Send = Callable[..., TestResponse]
STATEMENT = {
    "claim": {"text": "Storks bring babies", "topics": ["storks"], "event": {"words": "in the coming days"}},
    "actor": {"name": "Sergei Lavrov", "country": "RU", "aliases": ["Сергей Лавров"]},
    "source": {"url": "https://news.example/1?utm_source=x", "outlet": "Example News", "published": "2022-02-21"},
    "statement": {
        "stance": "asserts",
        "quote": "They do.",
        "on_behalf_of": "Government of Russia",
        "said": {"words": "last week"},
    },
}
PLACES = {"claim": "/api/v1/claims", "statement": "/api/v1/statements"}


@pytest.fixture
def holder(make: Factory) -> User:
    return make.user(role=Role.ADMIN)


@pytest.fixture
def token(make: Factory, holder: User) -> str:
    with make.writing() as tx:
        return users.make_token(tx, get(tx, User, holder.id), "wire monitor", by=None, scope=Scope.WRITE)


@pytest.fixture
def send(app: Flask, token: str) -> Send:
    """Sends as a script, and checks every answer against the API's own description."""
    described = app.test_client().get("/api/v1/openapi.json").get_json()

    def post(what: Any, to: str = PLACES["statement"], key: str = "", **headers: str) -> TestResponse:
        body = what if isinstance(what, str | bytes) else json.dumps(what)
        sent = {"Authorization": f"Bearer {token}", "Content-Type": "application/json", **headers}
        answer = app.test_client().post(to, data=body, headers=sent | ({"Idempotency-Key": key} if key else {}))
        check_described(described, answer, to, "post")
        return answer

    return post


def with_(**parts: Any) -> dict[str, Any]:
    """The statement with these parts in place of its own; None leaves one out."""
    return {name: part for name, part in {**STATEMENT, **parts}.items() if part is not None}


def rows(database: Database, kind: type[Any]) -> list[Any]:
    with database.read() as session:
        return sorted(session.exec(select(kind)).all(), key=lambda row: getattr(row, "id", 0) or 0)


def counts(database: Database) -> list[int]:
    return [len(rows(database, kind)) for kind in (Claim, Statement, Actor, Source, Outlet, AuditEvent)]


def test_a_statement_comes_in_with_its_claim_actor_and_source(
    send: Send, app: Flask, token: str, database: Database, holder: User
) -> None:
    answer = send(STATEMENT)
    assert answer.status_code == 201
    again = app.test_client().get(answer.headers["Location"], headers={"Authorization": f"Bearer {token}"})
    assert again.get_json() == answer.get_json()
    told = answer.get_json()
    assert (told["claim"]["text"], told["claim"]["status"]) == ("Storks bring babies", "draft")
    assert (told["said"]["edtf"], told["said"]["words"]) == ("[2022-02-14..2022-02-20]", "last week")
    assert (told["actor"]["name"], told["on_behalf_of"]["name"]) == ("Sergei Lavrov", "Government of Russia")
    assert (told["source"]["url"], told["source"]["outlet"]["name"]) == ("https://news.example/1", "Example News")
    (claim,), (statement,) = rows(database, Claim), rows(database, Statement)
    assert (claim.status, claim.made_by, statement.made_by) == (Status.DRAFT, holder.id, holder.id)
    assert (claim.reviewed_version, claim.published_at, claim.event.earliest.isoformat()) == (None, None, "2022-02-21")


def test_one_event_tells_of_it_and_of_the_token(send: Send, database: Database, holder: User) -> None:
    before = len(rows(database, AuditEvent))
    send(STATEMENT)
    (event,) = rows(database, AuditEvent)[before:]
    assert (event.action, event.user_id, event.subject) == ("entered", holder.id, "statement:1")
    assert event.contents["reason"] == "Sent with the token “wire monitor”."


def test_what_is_on_record_is_found_by_number_or_by_exactly_its_name(
    send: Send, make: Factory, database: Database
) -> None:
    known = {"url": "https://news.example/1", "outlet": "Example News"}
    make.statement("Storks bring babies", actor="Sergei Lavrov", source=known)
    assert send(with_(claim=None, claim_id=1, statement={"stance": "denies"})).status_code == 201
    numbered = {"claim_id": 1, "actor_id": 1, "source_id": 1, "statement": {"stance": "repeats"}}
    assert send(numbered).status_code == 201
    assert [len(rows(database, kind)) for kind in (Claim, Source)] == [1, 1]
    assert {statement.actor_id for statement in rows(database, Statement)} == {1}
    likely = with_(claim=None, claim_id=1, actor={"name": "Sergey Lavrow"})
    assert send(likely).get_json()["actor"]["id"] != 1, "never joined by likeness"


def test_a_denial_is_not_older_than_what_it_denies_and_was_said_by_the_day_of_its_source(
    send: Send, make: Factory
) -> None:
    make.statement("Storks bring babies", said="2022-02-18")
    told = send(with_(claim=None, claim_id=1, statement={"stance": "denies"})).get_json()
    assert told["said"]["edtf"] == "[2022-02-18..2022-02-21]"


def test_a_claim_comes_in_by_itself(send: Send, database: Database, holder: User) -> None:
    wordings = [{"text": "Die Störche bringen Babys", "language": "de", "put_on": "2022-02-18"}]
    answer = send({"text": "Storks bring babies", "wordings": wordings, "countries": ["at"]}, PLACES["claim"])
    assert (answer.status_code, answer.headers["Location"]) == (201, "/api/v1/claims/1")
    assert answer.get_json()["wordings"] == wordings
    assert answer.get_json()["countries"] == ["AT"]
    (claim,) = rows(database, Claim)
    assert (claim.status, claim.made_by) == (Status.DRAFT, holder.id)


def test_sent_twice_with_one_key_it_is_recorded_once(send: Send, database: Database) -> None:
    first = send(STATEMENT, key="a")
    before = counts(database)
    second = send(STATEMENT, key="a")
    assert (second.status_code, second.headers["Location"]) == (201, first.headers["Location"])
    assert second.get_json() == first.get_json()
    assert counts(database) == before


def test_sent_by_eight_at_the_same_moment_with_one_key_it_is_recorded_once(send: Send, database: Database) -> None:
    with ThreadPoolExecutor(8) as scripts:
        answers = list(scripts.map(lambda _: send(STATEMENT, key="a"), range(8)))
    assert {(answer.status_code, answer.headers["Location"]) for answer in answers} == {(201, "/api/v1/statements/1")}
    assert [len(rows(database, kind)) for kind in (Claim, Statement, Actor, Source)] == [1, 1, 2, 1]


def test_one_key_is_for_one_thing(send: Send, database: Database) -> None:
    send(STATEMENT, key="a")
    before = counts(database)
    assert send(with_(claim={"text": "Another"}), key="a").status_code == 422
    assert send(STATEMENT["claim"], PLACES["claim"], key="a").status_code == 422
    assert send(with_(claim={"text": "Another"}), key="x" * 201).status_code == 422
    assert counts(database) == before
    assert send(with_(claim={"text": "Another"}), key="b").status_code == 201


def test_somebody_elses_key_is_another_key(send: Send, make: Factory, app: Flask, database: Database) -> None:
    send({"text": "Mine"}, PLACES["claim"], key="a")
    other = make.user()
    with make.writing() as tx:
        token = users.make_token(tx, get(tx, User, other.id), "script", by=None, scope=Scope.WRITE)
    headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": "a"}
    answer = app.test_client().post(PLACES["claim"], json={"text": "Theirs"}, headers=headers)
    assert answer.get_json()["text"] == "Theirs"
    assert len(rows(database, DoneOnce)) == 2


def test_what_was_refused_leaves_its_key_free(send: Send) -> None:
    assert send(with_(actor=None, actor_id=77), key="a").status_code == 422
    assert send(STATEMENT, key="a").status_code == 201


def test_what_is_recorded_already_is_named(send: Send, database: Database) -> None:
    send(STATEMENT)
    before = counts(database)
    claim = send(STATEMENT)
    assert (claim.status_code, claim.get_json()["existing"]) == (409, 1)
    assert send({"text": " Storks  bring babies"}, PLACES["claim"]).status_code == 409
    statement = send(with_(claim=None, claim_id=1))
    assert (statement.status_code, statement.get_json()["existing"]) == (409, 1)
    assert counts(database) == before
    assert send({"text": "Storks bring babies", "language": "nl"}, PLACES["claim"]).status_code == 201


@pytest.mark.parametrize("status", Status)
def test_what_has_been_reviewed_is_changed_by_no_script(
    send: Send, make: Factory, database: Database, status: Status
) -> None:
    claim = make.claim("Storks bring babies", status=status)
    answer = send(with_(claim=None, claim_id=claim.id, wording={"text": "Babies are brought"}))
    reviewed = status in (Status.APPROVED, Status.PUBLISHED)
    assert answer.status_code == (403 if reviewed else 201)
    assert rows(database, Claim)[0].status is status
    assert ("an editor can join the two" in answer.get_data(as_text=True)) is reviewed
    if reviewed:
        assert send(STATEMENT).status_code == 201, "and its own words are the way in"
        assert send(STATEMENT).status_code == 409


def approve(make: Factory, number: int | None) -> None:
    checker, editor = make.user(), make.user(role=Role.EDITOR)
    for name, by in (("submit", checker), ("approve", editor)):
        with make.writing() as tx:
            claim = get(tx, Claim, number)
            reviews.take_step(tx, claim, name, seen=Seen.of(claim), by=by)


def test_nor_is_what_stands_under_a_reviewed_claim(send: Send, make: Factory, holder: User) -> None:
    head, other = make.claim("Storks bring babies"), make.claim("Babies are brought by storks")
    with make.writing() as tx:
        judge(tx, Kind.CLAIM, head.id or 0, other.id or 0, Answer.SAME, by=get(tx, User, holder.id))
    approve(make, head.id)
    assert send(with_(claim=None, claim_id=other.id)).status_code == 403


def test_nor_is_a_reviewed_claim_that_was_joined_to_another(send: Send, make: Factory, holder: User) -> None:
    head, other = make.claim("Storks bring babies"), make.claim("Babies are brought by storks")
    approve(make, other.id)
    with make.writing() as tx:
        judge(tx, Kind.CLAIM, head.id or 0, other.id or 0, Answer.SAME, by=get(tx, User, holder.id))
    assert send(with_(claim=None, claim_id=other.id)).status_code == 403


NOT_ITS_OWN = ("id", "status", "made_by", "made_at", "published_at", "joined_to_id", "version", "struck", "revision")


@pytest.mark.parametrize("name", NOT_ITS_OWN)
@pytest.mark.parametrize("part", ["", "claim", "actor", "source", "statement"])
def test_nothing_but_the_described_fields_is_taken(send: Send, database: Database, part: str, name: str) -> None:
    before = counts(database)
    body = with_(**{part: {**STATEMENT[part], name: "published"}}) if part else with_(**{name: "published"})
    answer = send(body)
    assert answer.status_code == 422
    assert [wrong["name"] for wrong in answer.get_json()["errors"]] == [f"{part}.{name}" if part else name]
    assert counts(database) == before


WRONG = [
    (with_(claim_id=1), ""),
    (with_(claim=None), ""),
    (with_(claim=None, claim_id=77), "claim_id"),
    (with_(claim=None, claim_id=0), "claim_id"),
    (with_(claim=None, claim_id=2**31), "claim_id"),
    (with_(claim=None, claim_id=2**63), "claim_id"),
    (with_(claim=None, claim_id=10**400), "claim_id"),
    (with_(claim=None, claim_id=True), "claim_id"),
    (with_(claim=None, claim_id="1"), "claim_id"),
    (with_(claim=None, claim_id=1.0), "claim_id"),
    (with_(actor=None, actor_id=77), "actor_id"),
    (with_(source=None, source_id=77), "source_id"),
    (with_(statement={"stance": "lies"}), "statement.stance"),
    (with_(statement={}), "statement.stance"),
    (with_(statement={"stance": "asserts", "same_act_as_id": 1}), "statement.same_act_as_id"),
    (with_(statement={"stance": "asserts", "quote": "x" * 5001}), "statement.quote"),
    (with_(statement={"stance": "asserts", "said": {"earliest": "2022-02-30"}}), "statement.said.earliest"),
    (with_(statement={"stance": "asserts", "said": {"earliest": 1645401600}}), "statement.said.earliest"),
    (with_(statement={"stance": "asserts", "said": {"earliest": "0000-01-01"}}), "statement.said.earliest"),
    (with_(statement={"stance": "asserts", "said": {"edtf": "last week"}}), "statement.said"),
    (with_(source={"url": "javascript:alert(1)"}), "source.url"),
    (with_(source={}), "source"),
    (with_(source={"url": "https://x.example", "published": 1645401600}), "source.published"),
    (with_(source={"url": "https://x.example", "excerpt": "x" * 20_001}), "source.excerpt"),
    (with_(source={"url": "https://x.example", "syndicated_from_id": 77}), "source.syndicated_from"),
    (with_(actor={"name": " \u0000\u200b "}), "actor.name"),
    (with_(actor={"name": "x" * 201}), "actor.name"),
    (with_(actor={"name": "A", "aliases": ["x"] * 101}), "actor.aliases"),
    (with_(claim={"text": "x", "topics": ["x"] * 51}), "claim.topics"),
    (with_(claim={"text": "x", "countries": ["Serbia"]}), "claim.countries.0"),
    (with_(claim={"text": "\u0000"}), "claim.text"),
]


@pytest.mark.parametrize(("body", "name"), WRONG)
def test_each_part_that_is_wrong_is_named_and_nothing_is_recorded(
    send: Send, database: Database, body: dict[str, Any], name: str
) -> None:
    before = counts(database)
    answer = send(body)
    assert answer.status_code == 422
    assert [wrong["name"] for wrong in answer.get_json()["errors"]] == [name]
    assert counts(database) == before


def test_a_statement_on_another_claim_is_not_the_same_act(send: Send, make: Factory, database: Database) -> None:
    elsewhere = make.statement("Another claim")
    before = counts(database)
    same = {"stance": "asserts", "same_act_as_id": elsewhere.id}
    assert send(with_(statement=same)).status_code == 422
    assert counts(database) == before


HOSTILE = [
    (b"", 400),
    (b"{", 400),
    (b"null", 422),
    (b"[]", 422),
    (b'"x"', 422),
    (b"NaN", 422),
    (b"\xff\xfe", 400),
    (b"[" * 100_000, 400),
    (b'{"a":' * 20_000, 400),
    (b"9" * 100_000, 400),
    (b'{"claim": {"text": "\\ud800"}}', 400),
    (b'{"\\ud800": 1}', 400),
    (b'{"\\u0000": 1}', 422),
    (b'{"' + b"x" * 100_000 + b'": 1}', 422),
    (b'{"claim_id": 1e999}', 422),
    (b" " * (LARGEST_BODY + 1), 413),
]


@pytest.mark.parametrize("to", PLACES.values())
@pytest.mark.parametrize(("body", "status"), HOSTILE)
def test_what_is_no_statement_is_refused_in_words(send: Send, to: str, body: bytes, status: int) -> None:
    answer = send(body, to)
    assert answer.status_code == status
    assert not answer.get_json()["title"].startswith("Error")


def test_a_nul_never_reaches_the_database(send: Send, database: Database) -> None:
    nul = with_(
        claim={"text": "a\u0000b", "topics": ["c\u0000d"]}, statement={"stance": "asserts", "quote": "e\u0000f"}
    )
    assert send(nul, key="g\u0001h").status_code == 201
    assert rows(database, Claim)[0].text == "ab"


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""])
def test_only_json_is_read(send: Send, kind: str) -> None:
    assert send(STATEMENT, **{"Content-Type": kind}).status_code == 415


def test_a_token_writes_nothing_once_it_has_ended(send: Send, make: Factory, holder: User, database: Database) -> None:
    with make.writing() as tx:
        users.end_token(tx, get(tx, User, holder.id), 1, by=None)
    assert send(STATEMENT).status_code == 401
    assert rows(database, Statement) == []


def test_a_token_ended_at_one_worker_is_dead_at_the_other(
    app: Flask, token: str, holder: User, make: Factory, database_url: str, tmp_path: Path
) -> None:
    other = create_app({"DATABASE_URL": database_url, "TESTING": True}, str(tmp_path))
    asking = {"Authorization": f"Bearer {token}"}
    assert other.test_client().get("/api/v1/claims", headers=asking).status_code == 200
    with make.writing() as tx:
        users.end_token(tx, get(tx, User, holder.id), 1, by=None)
    for worker in (other, app):
        assert worker.test_client().get("/api/v1/claims", headers=asking).status_code == 401
    other.extensions["claimtrack"].engine.dispose()


def test_a_token_ended_between_the_door_and_the_desk_writes_nothing(
    app: Flask, token: str, make: Factory, holder: User, database: Database
) -> None:
    def end_it() -> None:
        with make.writing() as tx:
            users.end_token(tx, get(tx, User, holder.id), 1, by=None)

    app.before_request(end_it)  # runs after the check at the door
    headers = {"Authorization": f"Bearer {token}"}
    assert app.test_client().post(PLACES["statement"], json=STATEMENT, headers=headers).status_code == 403
    assert rows(database, Statement) == []


def test_a_browsers_session_writes_nothing_here_with_or_without_its_csrf_token(
    signed_in: Callable[[Role], PageClient], database: Database
) -> None:
    admin = signed_in(Role.ADMIN)
    csrf = admin.csrf_token()
    for headers in ({}, {"X-CSRFToken": csrf}, {"Sec-Fetch-Site": "cross-site"}, {"Authorization": "Basic eDp5"}):
        answer = admin.flask.post(PLACES["statement"], json=STATEMENT, headers=headers)
        assert (answer.status_code, answer.content_type) == (403, "application/problem+json")
    assert rows(database, Statement) == []


def test_a_token_counts_alone_whatever_cookie_comes_with_it(
    signed_in: Callable[[Role], PageClient], token: str, database: Database, holder: User
) -> None:
    admin = signed_in(Role.ADMIN)
    with_token = {"Authorization": f"Bearer {token}"}
    assert admin.flask.post(PLACES["statement"], json=STATEMENT, headers=with_token).status_code == 201
    assert rows(database, Statement)[0].made_by == holder.id
    assert admin.flask.get("/api/v1/claims", headers={"Authorization": "Bearer ct_wrong"}).status_code == 401


def test_the_day_of_a_tokens_last_use_is_noted_once(
    send: Send, app: Flask, token: str, make: Factory, database: Database, holder: User
) -> None:
    before = len(rows(database, AuditEvent))
    for _ in range(3):
        app.test_client().get("/api/v1/claims", headers={"Authorization": f"Bearer {token}"})
    client = PageClient(app)
    client.sign_in_as(holder)
    assert "last used" in client.get("/account").one("main .rows:has(form[action^='/account/tokens/'])").get_text()
    assert len(rows(database, AuditEvent)) == before + 1, "signing in: that a token reads is not worth an event"


@pytest.mark.parametrize("stance", Stance)
def test_every_stance_comes_in(send: Send, stance: Stance) -> None:
    assert send(with_(statement={"stance": stance})).get_json()["stance"] == stance


def test_a_script_gives_a_recorded_actor_no_other_name(send: Send, database: Database) -> None:
    assert send(STATEMENT).status_code == 201
    again = with_(claim={"text": "Another claim"}, actor={"name": "Sergei Lavrov", "aliases": ["Nobody at all"]})
    assert send(again).status_code == 201
    assert {alias.text for alias in rows(database, ActorAlias)} >= {"Sergei Lavrov", "Сергей Лавров"}
    assert "Nobody at all" not in {alias.text for alias in rows(database, ActorAlias)}


@pytest.mark.parametrize(
    "more",
    [
        {"archive_url": "https://archive.example/1"},
        {"syndicated_from": "https://wire.example/1"},
        {"title": "Storks at work"},
        {"language": "en"},
    ],
)
def test_a_script_adds_nothing_to_a_source_that_a_reviewed_claim_shows(
    send: Send, make: Factory, database: Database, more: dict[str, str]
) -> None:
    claim = make.claim("Babies are brought by storks")
    make.statement(claim, source={"url": "https://news.example/1", "outlet": "Example News"})
    other = make.claim("Nobody has reviewed this one")
    make.statement(other, source={"url": "https://news.example/2", "outlet": "Example News"})
    approve(make, claim.id)
    before = rows(database, Claim), rows(database, Source)
    answer = send(with_(source={"url": "https://news.example/1", **more}))
    assert answer.status_code == 403
    assert f"Claim {claim.id}, which is approved" in answer.get_json()["title"]
    assert (rows(database, Claim), rows(database, Source)) == before
    assert send(with_(source={"url": "https://news.example/1"})).status_code == 201, "what is known of it may be sent"
    assert send(with_(claim={"text": "Others"}, source={"url": "https://news.example/2", **more})).status_code == 201

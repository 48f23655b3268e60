"""The API: the same facts as the pages, every parameter checked, every answer as described."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator
from werkzeug.test import TestResponse

from claimtrack import demo
from claimtrack.db import Database
from claimtrack.drafts import RelationDraft, WordingDraft
from claimtrack.models import Claim
from claimtrack.services import claims, records, relations, users
from claimtrack.services.importing import bring_in
from claimtrack.services.judgements import judge
from claimtrack.words import Answer, Kind, Relation, Role
from tests.client import PageClient
from tests.factories import D, Factory

Get = Callable[..., TestResponse]


@pytest.fixture
def token(make: Factory) -> str:
    user = make.user()
    with make.writing() as tx:
        return users.make_token(tx, users.get_user(tx, user.name), "test", by=None)


@pytest.fixture
def get(app: Flask, token: str) -> Get:
    """Asks as a script with a token, and checks every answer against the API's own description."""
    client: FlaskClient = app.test_client()
    described = client.get("/api/v1/openapi.json").get_json()

    def ask(path: str, **query: Any) -> TestResponse:
        answer = client.get(path, query_string=query, headers={"Authorization": f"Bearer {token}"})
        check_described(described, answer, path)
        return answer

    return ask


def check_described(described: dict[str, Any], answer: TestResponse, path: str, method: str = "get") -> None:
    parts = path.strip("/").split("/")
    template = next(
        known
        for known in described["paths"]
        if len(known.strip("/").split("/")) == len(parts)
        and all(a == b or a.startswith("{") for a, b in zip(known.strip("/").split("/"), parts, strict=True))
    )
    found = described["paths"][template][method]["responses"][str(answer.status_code)]["content"]
    schema = found[answer.content_type]["schema"]
    Draft202012Validator({**schema, "components": described["components"]}).validate(answer.get_json())


@pytest.fixture
def article(database: Database) -> None:
    with database.write_tx() as tx:
        bring_in(tx, demo.part("first_article"))


@pytest.mark.usefixtures("article")
def test_the_article_comes_to_what_a_careful_reader_counts(get: Get) -> None:
    """Who asserted and denied, when it began and how soon it was answered; which claims nobody has answered."""
    facts = get("/api/v1/claims/1/timeline").get_json()["facts"]
    assert facts["independent_asserters"] == 1  # Moscow's claims are Lavrov's, and the wire only reports
    assert facts["deniers"] == 3
    assert facts["sources"] == 1
    assert facts["first_asserted_edtf"] == "[2022-02-14..2022-02-20]"
    assert facts["time_to_first_rebuttal_days"] == [0, 7]
    listed = get("/api/v1/claims", per_page=100).get_json()
    stances = [one["facts"]["by_stance"] for one in listed["claims"]]
    counted = {stance: sum(each[stance] for each in stances) for stance in stances[0]}
    assert listed["total"] == 11
    assert {stance: number for stance, number in counted.items() if number} == {
        "asserts": 12,
        "reports": 3,
        "denies": 3,
        "no_comment": 1,
    }
    unrebutted = get("/api/v1/claims", unrebutted="true", per_page=100).get_json()["claims"]
    assert sorted(one["id"] for one in unrebutted) == [2, 3, 6, 8, 9, 10, 11]
    assert all(one["facts"]["unrebutted"] for one in unrebutted)


@pytest.mark.usefixtures("article")
def test_a_timeline_has_its_statements_with_who_where_and_when(get: Get) -> None:
    story = get("/api/v1/claims/1/timeline").get_json()
    first = next(row for row in story["statements"] if "first known" in row["marks"])
    assert first["actor"]["name"] == "Sergei Lavrov"
    assert first["on_behalf_of"]["name"] == "Government of Russia"
    assert first["said"]["words"] == "last week"
    assert first["source"]["outlet"]["name"] == "Breeze-Courier"
    assert story["sentence"].startswith("First known from Sergei Lavrov between 14 and 20 Feb 2022")
    assert len(story["statements"]) == 6


@pytest.mark.usefixtures("article")
def test_a_claim_has_its_wordings_and_relations_both_ways(get: Get) -> None:
    ends = [(r["relation"], r["claim_id"], r["from_other"]) for r in get("/api/v1/claims/3").get_json()["relations"]]
    assert ends == [("about", 1, False), ("part_of", 2, False)]
    assert [r["from_other"] for r in get("/api/v1/claims/1").get_json()["relations"]] == [True]
    assert len(get("/api/v1/claims/1").get_json()["wordings"]) == 1


# parameters, and the numbers of the claims that fit
FILTERS = [
    ({"q": "neutral"}, [5]),
    ({"q": "Лавров"}, [1]),
    ({"stance": "denies"}, [1]),
    ({"stance": ["denies", "no_comment"]}, [1, 2]),
    ({"type": "pledge"}, [7]),
    ({"country": "MK"}, [11]),
    ({"topic": "NATO"}, [7]),
    ({"status": "published"}, []),
    ({"stance": "asserts", "since": "2022-02-21", "type": "forecast"}, [2, 3]),
    ({"until": "2022-02-13", "type": "factual"}, [1, 6, 8]),  # said "by 21 Feb", so perhaps before
    ({"language": "sr"}, []),
    ({"actor": "2147483647"}, []),
]


@pytest.mark.usefixtures("article")
@pytest.mark.parametrize(("query", "numbers"), FILTERS)
def test_the_list_is_filtered(get: Get, query: dict[str, Any], numbers: list[int]) -> None:
    found = get("/api/v1/claims", **query).get_json()
    assert sorted(one["id"] for one in found["claims"]) == numbers
    assert found["total"] == len(numbers)


@pytest.mark.usefixtures("article")
def test_the_list_comes_in_pages(get: Get) -> None:
    numbers = [
        one["id"] for page in (1, 2, 3, 4) for one in get("/api/v1/claims", page=page, per_page=4).get_json()["claims"]
    ]
    assert sorted(numbers) == list(range(1, 12))


@pytest.mark.usefixtures("article")
def test_a_text_finds_its_claim(get: Get) -> None:
    found = get("/api/v1/match", text="Mercs from Kosovo, Albania and Bosnia being sent to Donbass", limit=3).get_json()
    assert found["matches"][0]["claim_id"] == 1
    assert found["matches"][0]["reasons"]
    assert found["matches"][0]["hedged"] is False
    assert "".join(piece["text"] for piece in found["matches"][0]["yours"]).startswith("Mercs from Kosovo")


BAD = [
    ("/api/v1/claims", {"stance": "lies"}, "stance"),
    ("/api/v1/claims", {"per_page": "101"}, "per_page"),
    ("/api/v1/claims", {"page": "0"}, "page"),
    ("/api/v1/claims", {"page": "9" * 30}, "page"),
    ("/api/v1/claims", {"page": ["1", "2"]}, "page"),
    ("/api/v1/claims", {"since": "32 May"}, "since"),
    ("/api/v1/claims", {"since": "0000-01-01"}, "since"),
    ("/api/v1/claims", {"since": "1645401600"}, "since"),
    ("/api/v1/claims", {"actor": "-1"}, "actor"),
    ("/api/v1/claims", {"actor": "4294967296"}, "actor"),
    ("/api/v1/claims", {"country": "Serbia"}, "country"),
    ("/api/v1/claims", {"country": ""}, "country"),
    ("/api/v1/claims", {"language": ""}, "language"),
    ("/api/v1/claims", {"q": "x" * 501}, "q"),
    ("/api/v1/claims", {"stanze": "asserts"}, "stanze"),
    ("/api/v1/claims/1", {"page": "1"}, "page"),
    ("/api/v1/match", {}, "text"),
    ("/api/v1/match", {"text": " \x00 "}, "text"),
    ("/api/v1/match", {"text": "x", "limit": "0"}, "limit"),
    ("/api/v1/match", {"text": "x", "date": "2022-02-30"}, "date"),
]


@pytest.mark.parametrize(("path", "query", "name"), BAD)
def test_a_parameter_that_cannot_be_used_is_named(get: Get, path: str, query: dict[str, Any], name: str) -> None:
    answer = get(path, **query)
    assert answer.status_code == 422
    assert answer.content_type == "application/problem+json"
    assert [error["name"] for error in answer.get_json()["errors"]] == [name]


@pytest.mark.parametrize("number", ["1", "0", "99999999999999999999"])
def test_what_is_not_there_is_a_problem_document(get: Get, number: str) -> None:
    answer = get(f"/api/v1/claims/{number}")
    assert answer.status_code == 404
    assert answer.content_type == "application/problem+json"


@pytest.mark.parametrize("path", ["claims", "claims/1", "claims/1/timeline", "match?text=x"])
@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer ct_wrong"}, {"Authorization": "Basic eDp5"}])
def test_nobody_reads_without_a_session_or_a_token(client: PageClient, path: str, headers: dict[str, str]) -> None:
    answer = client.flask.get(f"/api/v1/{path}", headers=headers)
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_a_session_reads_too_and_a_suspended_person_no_longer(
    signed_in: Callable[[Role], PageClient], make: Factory, app: Flask, token: str
) -> None:
    assert signed_in(Role.FACT_CHECKER).flask.get("/api/v1/claims").status_code == 200
    asking = {"Authorization": f"Bearer {token}"}
    assert app.test_client().get("/api/v1/claims", headers=asking).status_code == 200
    with make.writing() as tx:
        found = users.token_holder(tx, token)
        assert found
        users.suspend(tx, found[1], by=None)
    assert app.test_client().get("/api/v1/claims", headers=asking).status_code == 401


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_a_read_token_never_writes(app: Flask, token: str, method: str) -> None:
    answer = getattr(app.test_client(), method)("/api/v1/claims", headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == (403 if method == "post" else 405)
    assert answer.content_type == "application/problem+json"


def test_whether_it_is_well_is_for_everybody_and_tells_nothing_else(
    client: PageClient, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert client.flask.get("/healthz").get_json() == {"status": "ok"}
    monkeypatch.setattr(database, "engine", Database("sqlite:////nowhere/at/all.db").engine)  # out of reach
    answer = client.flask.get("/healthz")
    assert answer.status_code == 503
    assert "nowhere" not in answer.get_data(as_text=True)


def test_the_description_is_openapi_3_1_and_closed(client: PageClient) -> None:
    described = client.flask.get("/api/v1/openapi.json").get_json()
    assert described["openapi"].startswith("3.1")
    shapes = [shape for shape in described["components"]["schemas"].values() if "properties" in shape]
    assert all(shape["additionalProperties"] is False for shape in shapes)
    Draft202012Validator.check_schema({"$defs": described["components"]["schemas"]})


def test_a_joined_claim_leads_on_to_the_one_that_stands_for_it(get: Get, make: Factory) -> None:
    head, other = make.statement("Storks bring babies"), make.statement("Babies come by stork", said="2022-02-18")
    third = make.claim("Cabbages bring babies")
    editor = make.user(role=Role.EDITOR)
    with make.writing() as tx:
        claim = records.get(tx, Claim, other.claim_id)
        claims.add_wording(tx, claim, WordingDraft(text="Storks carry babies", put_on=D("2022-02-18")), by=editor)
        draft = RelationDraft(relation=Relation.CONTRADICTS, other_id=third.id)
        relations.relate(tx, claim, draft, by=editor)
        judge(tx, Kind.CLAIM, head.claim_id, other.claim_id, Answer.SAME, by=editor)
    for path in ("/api/v1/claims/{}", "/api/v1/claims/{}/timeline"):
        answer = get(path.format(other.claim_id))
        assert (answer.status_code, answer.headers["Location"]) == (301, path.format(head.claim_id))
        assert answer.get_json()["existing"] == head.claim_id
        assert "recorded as the same as claim 1" in answer.get_json()["title"]
        assert answer.headers["Cache-Control"] == "no-store", "it can be taken back"
    found = get(f"/api/v1/claims/{head.claim_id}").get_json()
    assert found["joined"] == [other.claim_id]
    assert [(put["text"], put["put_on"]) for put in found["wordings"]] == [
        ("Storks carry babies", "2022-02-18"),
        ("Babies come by stork", None),
    ]
    assert [(one["relation"], one["claim_id"]) for one in found["relations"]] == [("contradicts", third.id)]
    assert get(f"/api/v1/claims/{third.id}").get_json()["relations"][0]["claim_id"] == head.claim_id
    assert len(get(f"/api/v1/claims/{head.claim_id}/timeline").get_json()["statements"]) == 2

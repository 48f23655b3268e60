"""What readers see: what was approved, and nothing of what is not published."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask

from claimtrack.db import Database
from claimtrack.drafts import ClaimDraft, VerdictDraft
from claimtrack.models import Claim
from claimtrack.services import claims, reviews, settings, verdicts
from claimtrack.services.records import get
from claimtrack.services.reviews import Seen
from claimtrack.web.request import FILES
from claimtrack.words import Role, Stance
from tests.client import PageClient
from tests.factories import Factory

CANARY = "Zanzibarcanary"


class Newsroom:
    def __init__(self, make: Factory) -> None:
        self.make = make
        self.checker, self.editor, self.second = make.user(), make.user(role=Role.EDITOR), make.user(role=Role.EDITOR)

    def claim(self, text: str = "Storks bring babies") -> int:
        return self.make.statement(text, by=self.checker, said="2022-02-18", quote="They do.").claim_id

    def step(self, number: int, name: str, text: str = "") -> None:
        by = self.checker if name == "submit" else self.editor
        with self.make.writing() as tx:
            claim = get(tx, Claim, number)
            reviews.take_step(tx, claim, name, seen=Seen.of(claim), by=by, text=text)

    def verdict(self, number: int, label: str = "False", **more: str) -> None:
        with self.make.writing() as tx:
            claim = get(tx, Claim, number)
            draft = VerdictDraft(label=label, rationale="Storks carry frogs.", **more)
            verdicts.give(tx, claim, draft, seen=claim.revision, by=self.second)

    def publish(self, number: int) -> None:
        for name in ("submit", "approve", "publish"):
            self.step(number, name)

    def reword(self, number: int, text: str) -> None:
        with self.make.writing() as tx:
            claim = get(tx, Claim, number)
            claims.change_claim(tx, claim, ClaimDraft(text=text), seen=claim.version, by=self.checker)


@pytest.fixture
def newsroom(make: Factory) -> Newsroom:
    return Newsroom(make)


def test_a_reader_sees_the_claim_its_statements_and_its_verdicts(client: PageClient, newsroom: Newsroom) -> None:
    number = newsroom.claim()
    newsroom.verdict(number)
    newsroom.verdict(number, "True", reason="One was seen.")
    newsroom.verdict(number, "Misleading", reason="Some do.", grain_of_truth="Storks fly.")
    newsroom.publish(number)
    page = client.get(f"/published/{number}")
    for words in (
        "Storks bring babies",
        "First known from Sergei Lavrov",
        "They do.",
        "Verdict: Misleading",
        "It replaces the verdict before it, because: Some do.",
        "It replaced the verdict before it, because: One was seen.",
    ):
        assert words in page.text
    assert "Storks fly." in page.text
    assert "Earlier verdicts" in page.text
    assert not page.all("main a[href^='/claims'], main a[href^='/actors'], main form")
    assert "Storks bring babies" in client.get("/published").text


def test_nobody_of_the_newsroom_is_named_to_readers(client: PageClient, newsroom: Newsroom) -> None:
    number = newsroom.claim()
    newsroom.verdict(number)
    newsroom.publish(number)
    text = client.get(f"/published/{number}").response.get_data(as_text=True)
    assert not any(user.name in text for user in (newsroom.checker, newsroom.editor, newsroom.second))


def test_without_a_verdict_it_says_unverified(client: PageClient, newsroom: Newsroom) -> None:
    number = newsroom.claim()
    newsroom.publish(number)
    assert "Verdict: Unverified" in client.get(f"/published/{number}").text
    assert client.get(f"/published/{number}/claimreview.json").status == 404


def _never(newsroom: Newsroom) -> int:
    return newsroom.claim(f"{CANARY} is coming")


def _approved(newsroom: Newsroom) -> int:
    number = newsroom.claim(f"{CANARY} is coming")
    newsroom.verdict(number)
    newsroom.step(number, "submit")
    newsroom.step(number, "approve")
    return number


def _withdrawn_draft(newsroom: Newsroom) -> int:
    number = newsroom.claim(f"{CANARY} is coming")
    newsroom.step(number, "withdraw", "Not ours.")
    return number


@pytest.mark.parametrize("make_hidden", [_never, _approved, _withdrawn_draft])
def test_what_is_not_published_cannot_be_told_from_what_does_not_exist(
    client: PageClient, newsroom: Newsroom, make_hidden: Callable[[Newsroom], int]
) -> None:
    hidden = make_hidden(newsroom)
    for path in ("/published/{}", "/published/{}/claimreview.json"):
        answers = [client.get(path.format(number)) for number in (hidden, 999_999)]
        assert [answer.status for answer in answers] == [404, 404]
        bodies = [_without_reference(answer.response.get_data(as_text=True)) for answer in answers]
        assert bodies[0] == bodies[1]
        assert [answer.response.headers.get("ETag") for answer in answers] == [None, None]


def addresses(app: Flask, *numbers: int) -> Iterator[str]:
    """Every address there is for these numbers: as it is, searched, filtered, on its second page."""
    adapter = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        if "GET" in (rule.methods or ()) and rule.endpoint not in FILES:
            for number in numbers if rule.arguments else numbers[:1]:
                address = adapter.build(rule.endpoint, dict.fromkeys(rule.arguments, number))
                yield from (f"{address}{query}" for query in ("", f"?q={CANARY}", f"?topic={CANARY}", "?page=2"))


@pytest.mark.parametrize("make_hidden", [_never, _approved, _withdrawn_draft])
def test_a_canary_in_a_draft_reaches_no_reader_at_any_address(
    app: Flask, client: PageClient, newsroom: Newsroom, make_hidden: Callable[[Newsroom], int]
) -> None:
    """In no text, count, header or ETag: readers get the same at every address as before the draft was there."""
    shown = newsroom.claim("Storks bring babies")
    newsroom.verdict(shown)
    newsroom.publish(shown)
    before = {path: client.flask.get(path) for path in addresses(app, shown, shown + 1)}
    assert make_hidden(newsroom) == shown + 1
    for path, was in before.items():
        now = client.flask.get(path)
        assert (now.status_code, now.headers.get("ETag")) == (was.status_code, was.headers.get("ETag")), path
        asked = CANARY if CANARY in path else ""
        assert CANARY.lower() not in f"{now.headers}{now.get_data(as_text=True)}".replace(asked, "").lower(), path
        if now.headers.get("ETag"):
            assert now.data == was.data, path
    assert "No published claim has these words" in before[f"/published?q={CANARY}"].get_data(as_text=True)
    assert sum(was.headers.get("ETag") is not None for was in before.values()) >= 9


def test_an_edit_of_a_published_claim_stays_inside_until_it_is_published(
    client: PageClient, newsroom: Newsroom, database: Database
) -> None:
    number = newsroom.claim()
    newsroom.verdict(number)
    newsroom.publish(number)
    paths = ["/published", f"/published/{number}", f"/published/{number}/claimreview.json"]
    before = [client.get(path).response.data for path in paths]
    newsroom.reword(number, f"{CANARY} brings babies")
    with database.read() as session:
        claim = get(session, Claim, number)
    newsroom.make.statement(claim, Stance.DENIES, CANARY, by=newsroom.checker)
    assert [client.get(path).response.data for path in paths] == before
    assert "No published claim" in client.get(f"/published?q={CANARY}").text
    newsroom.step(number, "approve")
    newsroom.step(number, "publish", "Reworded.")
    page = client.get(f"/published/{number}")
    assert f"{CANARY} brings babies" in page.text
    assert "Reworded." in page.text
    assert "Reworded." in client.get("/published").text


def test_search_finds_what_is_published_in_any_script(client: PageClient, newsroom: Newsroom) -> None:
    number = newsroom.claim("Рода носи бебе")
    newsroom.publish(number)
    assert "Рода носи бебе" in client.get("/published?q=bebe").text
    assert "No published claim" in client.get("/published?q=100%25").text


def test_claim_review_for_search_engines(client: PageClient, newsroom: Newsroom, make: Factory) -> None:
    admin = make.user(role=Role.ADMIN)
    with make.writing() as tx:
        settings.choose(tx, settings.NEWSROOM, "The Stork Post", seen="", by=admin)
    number = newsroom.claim()
    newsroom.verdict(number)
    newsroom.publish(number)
    link = client.get(f"/published/{number}").one("link[rel=alternate]")
    assert link["type"] == "application/ld+json"
    answer = client.get(str(link["href"])).response
    assert answer.mimetype == "application/ld+json"
    found = answer.get_json(force=True)
    assert found["@type"] == "ClaimReview"
    assert found["claimReviewed"] == "Storks bring babies"
    assert found["author"]["name"] == "The Stork Post"
    assert found["reviewRating"] == {
        "@type": "Rating",
        "alternateName": "False",
        "ratingValue": 1,
        "worstRating": 1,
        "bestRating": 5,
    }
    assert found["itemReviewed"]["author"] == {"@type": "Person", "name": "Sergei Lavrov"}
    assert found["itemReviewed"]["datePublished"] == "2022-02-18"


def test_public_pages_are_kept_for_a_minute_and_a_colleagues_never(
    client: PageClient, checker: PageClient, newsroom: Newsroom
) -> None:
    number = newsroom.claim()
    newsroom.publish(number)
    answer = client.get(f"/published/{number}").response
    assert answer.headers["Cache-Control"] == "public, max-age=60"
    again = client.flask.get(f"/published/{number}", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304
    assert checker.get(f"/published/{number}").response.headers["Cache-Control"] == "no-store"


def _without_reference(body: str) -> str:
    """The body without the number of the request, which is new each time."""
    import re

    return re.sub(r"\b[0-9a-f]{16}\b", "", body)

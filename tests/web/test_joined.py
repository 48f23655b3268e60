"""What the page of a claim shows of the claims for which it stands: nothing that hung on one of them is hidden."""

import pytest
from flask import Flask

from claimtrack.drafts import ClaimDraft, CommentDraft, RelationDraft, VerdictDraft, WordingDraft
from claimtrack.errors import BadInput
from claimtrack.models import Claim, User
from claimtrack.services import claims, comments, judgements, relations, reviews, verdicts
from claimtrack.services.records import get
from claimtrack.services.reviews import Seen
from claimtrack.words import Answer, Kind, Relation, Role, Stance, Status
from tests.client import PageClient
from tests.factories import D, Factory


class Desk:
    """Two claims with a statement each, of which the second says the same as the first, and an editor at work."""

    def __init__(self, app: Flask, make: Factory) -> None:
        self.make = make
        self.editor, self.colleague = make.user("ed", Role.EDITOR), make.user("ana", Role.EDITOR)
        self.chief = make.user("mira", Role.EDITOR)  # who has a hand in nothing
        self.client = PageClient(app)
        self.client.sign_in_as(self.editor)
        self.one = make.statement("Storks bring babies", by=self.editor, quote="They do.").claim_id
        self.other = make.statement("Babies come by stork", by=self.editor, quote="By stork.").claim_id

    def join(self, left: int = 0, right: int = 0) -> None:
        with self.make.writing() as tx:
            pair = (left or self.one, right or self.other)
            judgements.judge(tx, Kind.CLAIM, *pair, Answer.SAME, by=get(tx, User, self.colleague.id))

    def step(self, number: int, name: str, text: str = "") -> None:
        with self.make.writing() as tx:
            claim = get(tx, Claim, number)
            by = self.editor if name == "submit" else self.chief
            reviews.take_step(tx, claim, name, seen=Seen.of(claim), by=by, text=text)

    def publish(self, number: int, text: str = "") -> None:
        for name in ("submit", "approve", "publish"):
            if name != "submit" or self.status(number) is Status.DRAFT:
                self.step(number, name, text if name == "publish" else "")

    def row(self, number: int) -> Claim:
        with self.make.database.read() as session:
            return get(session, Claim, number)

    def status(self, number: int) -> Status:
        return self.row(number).status

    def verdict(self, number: int, label: str, statements: tuple[int, ...] = ()) -> None:
        with self.make.writing() as tx:
            claim = get(tx, Claim, number)
            draft = VerdictDraft(label=label, rationale=f"It is {label}.", statements=statements)
            verdicts.give(tx, claim, draft, seen=claim.revision, by=self.colleague)

    def take_back(self) -> None:
        with self.make.writing() as tx:
            found = judgements.in_force(tx, Kind.CLAIM, self.one, self.other)
            assert found is not None
            judgements.take_back(tx, found, by=get(tx, User, self.colleague.id))


@pytest.fixture
def desk(app: Flask, make: Factory) -> Desk:
    return Desk(app, make)


def test_the_dated_wordings_of_a_joined_claim_are_shown_and_struck_there(desk: Desk) -> None:
    with desk.make.writing() as tx:
        wording = WordingDraft(text="Storks are said to bring babies", put_on=D("2022-02-18"))
        claims.add_wording(tx, get(tx, Claim, desk.other), wording, by=desk.editor)
    desk.join()
    page = desk.client.get(f"/claims/{desk.one}")
    put = page.one("section[aria-labelledby=wordings-heading]")
    assert "Storks are said to bring babies 18 Feb 2022" in " ".join(put.get_text(" ").split())
    assert f"As claim {desk.other} is worded" in put.get_text()
    form = str(put.select("form")[0]["action"])
    assert "Wordings struck out (1)" in desk.client.post(form).text
    restored = desk.client.post(form.replace("strike", "restore"))
    assert "Wordings struck out" not in restored.text


def test_topics_and_countries_of_a_joined_claim_are_shown_at_the_one_that_stands_and_stay_where_they_were_given(
    desk: Desk,
) -> None:
    for number, text, topic in (
        (desk.one, "Storks bring babies", "birds"),
        (desk.other, "Babies come by stork", "births"),
    ):
        draft = ClaimDraft(text=text, topics=(topic,), countries=("FR",) if number == desk.other else ())
        with desk.make.writing() as tx:
            claims.change_claim(tx, get(tx, Claim, number), draft, seen=1, by=desk.editor)
    desk.join()
    page = desk.client.get(f"/claims/{desk.one}")
    shown = [link.get_text() for link in page.all("main a[href*='?topic='], main a[href*='?country=']")]
    assert [text.strip() for text in shown] == ["birds", "births", "France"]
    form = desk.client.get(f"/claims/{desk.one}/change")
    assert form.one("#topics").get_text().strip() == "birds"
    assert "give it besides: births , France." in form.text
    desk.client.submit(f"/claims/{desk.one}/change", {"note": "Ask the zoo"})
    desk.take_back()
    with desk.make.database.read() as session:
        own = [claims.own_topics(session, get(session, Claim, number)) for number in (desk.one, desk.other)]
    assert own == [(["birds"], []), (["births"], ["FR"])]


def test_a_wording_of_a_joined_claim_is_not_recorded_again(desk: Desk) -> None:
    desk.join()
    answer = desk.client.submit(f"/claims/{desk.one}/wordings", {"text": "Babies come by stork"})
    assert answer.status == 400
    assert "recorded already" in answer.text


def test_a_statement_struck_on_a_joined_claim_can_be_restored_where_the_page_says(desk: Desk) -> None:
    desk.join()
    page = desk.client.get(f"/claims/{desk.one}")
    strike = next(str(a["href"]) for a in page.all("a[href$='/strike']") if "/2/" in str(a["href"]))
    struck = desk.client.submit(strike, {"reason": "A slip."})
    assert "By stork." in struck.one("#struck").get_text()
    back = desk.client.post(str(struck.one("#struck form")["action"]), struck.fields("#struck form"))
    assert not back.all("#struck")
    assert "By stork." in back.text


def test_comments_on_a_joined_claim_are_read_on_the_page_that_a_mention_leads_to(desk: Desk) -> None:
    with desk.make.writing() as tx:
        comments.add(tx, get(tx, Claim, desk.other), CommentDraft(text="Is it so, @ed?"), by=desk.colleague)
    desk.join()
    link = desk.client.get("/reviews").one("section[aria-labelledby=mentions] a")
    assert "Is it so" in desk.client.get(str(link["href"])).one("#comment-1").get_text()
    assert desk.client.get(f"/reviews/{desk.other}/comments", follow=False).status == 302
    said = desk.client.post(f"/reviews/{desk.one}/comments", {"text": "It is not.", "once": "k"})
    assert "It is not." in said.text
    assert "Colleagues call you" not in desk.client.get("/reviews").text, "whoever answers has read what is above"
    strike = str(said.one("#comment-2 form")["action"])
    assert "Struck out." in desk.client.post(strike).one("#comment-2").get_text()
    desk.take_back()
    assert "It is not." not in desk.client.get(f"/claims/{desk.one}").text
    assert desk.client.get(f"/claims/{desk.other}").all("#comment-1, #comment-2")


def test_a_verdict_on_a_joined_claim_is_shown_and_does_not_hold_for_the_one_that_stands(desk: Desk) -> None:
    desk.verdict(desk.other, "False")
    desk.join()
    panel = " ".join(desk.client.get(f"/claims/{desk.one}").one("#review").get_text(" ").split())
    assert "Unverified No verdict was given yet." in panel
    assert f"False given on claim {desk.other} before it was joined" in panel
    assert "It is False." in panel
    assert "No verdict yet." in desk.client.get(f"/claims/{desk.one}").one("p.lede").get_text()
    desk.verdict(desk.one, "True")
    panel = " ".join(desk.client.get(f"/claims/{desk.one}").one("#review").get_text(" ").split())
    assert "True verdict 1" in panel
    desk.take_back()
    panel = desk.client.get(f"/claims/{desk.other}").one("#review").get_text()
    assert "False" in panel
    assert "True" not in panel


def test_a_statement_that_a_verdict_rests_on_stays_its_evidence_when_a_judgement_is_taken_back(desk: Desk) -> None:
    desk.join()
    desk.verdict(desk.one, "False", statements=(1, 2))
    desk.take_back()
    rests_on = desk.client.get(f"/claims/{desk.one}").one("#review ul:not(.quiet)")
    assert [str(a["href"]) for a in rests_on.select("a")] == ["#statement-1", f"/claims/{desk.other}#statement-2"]
    assert f"a statement now on claim {desk.other}" in rests_on.get_text()
    desk.publish(desk.one)
    shown = PageClient(desk.client.app).get(f"/published/{desk.one}")
    assert "a statement on another claim" in shown.text
    assert f"/claims/{desk.other}" not in str(shown.html)


def test_evidence_that_both_claims_had_is_counted_once_and_leads_to_the_one_that_is_listed(desk: Desk) -> None:
    same = {"actor": "Ana", "quote": "They do.", "source": {"url": "https://example.org/same"}}
    for number in (desk.one, desk.other):
        with desk.make.database.read() as session:
            claim = get(session, Claim, number)
        last = desk.make.statement(claim, by=desk.editor, **same)
    desk.verdict(desk.other, "False", statements=(last.id or 0,))
    desk.join()
    rests_on = desk.client.get(f"/claims/{desk.one}").one("#review ol ul")
    assert [str(a["href"]) for a in rests_on.select("a")] == ["#statement-3"]
    assert desk.client.get(f"/claims/{desk.one}").all("#statement-3")


@pytest.mark.parametrize(
    ("on_the_first", "told"),
    [("", "claim 1 would stay unverified until a verdict is given on it"), ("True", "holds is the verdict of claim 1")],
)
def test_who_joins_claims_is_told_what_becomes_of_their_verdicts(desk: Desk, on_the_first: str, told: str) -> None:
    preview = f"/matches/several?kind=claim&answer=same&pair={desk.one}-{desk.other}"
    if on_the_first:
        desk.verdict(desk.one, on_the_first)
    assert "verdict" not in desk.client.get(preview).one("main").get_text()
    desk.verdict(desk.other, "False")
    page = desk.client.get(preview)
    assert "Claim 2 has the verdict “False”" in page.text
    assert told in page.text
    assert "Verdict False" in desk.client.get(f"/matches/claim/{desk.one}/{desk.other}").text


def test_what_a_joined_claim_is_related_to_is_shown_until_it_is_taken_back(desk: Desk) -> None:
    third, fourth = desk.make.claim("Cabbages bring babies"), desk.make.claim("Babies grow in cabbages")
    with desk.make.writing() as tx:
        for start, end, relation in (
            (desk.other, third.id, Relation.CONTRADICTS),
            (fourth.id, desk.other, Relation.NARROWER),
            (desk.one, desk.other, Relation.ABOUT),
        ):
            draft = RelationDraft(relation=relation, other_id=end)
            relations.relate(tx, get(tx, Claim, start), draft, by=desk.editor)
        judgements.judge(tx, Kind.CLAIM, third.id or 0, fourth.id or 0, Answer.SAME, by=desk.colleague)
    desk.join()
    related = desk.client.get(f"/claims/{desk.one}").one("section[aria-labelledby=relations-heading]")
    told = [" ".join(row.get_text(" ").split()) for row in related.select("li")]
    assert [row.partition(" Take back")[0] for row in told] == [
        "This claim contradicts: Cabbages bring babies",
        f"{Relation.NARROWER.label.capitalize()} this claim: Cabbages bring babies",
    ]
    back = desk.client.post(str(related.select("form")[0]["action"]))
    assert "contradicts" not in back.text


@pytest.fixture
def reader(app: Flask) -> PageClient:
    return PageClient(app)


def test_a_published_claim_that_is_joined_stays_as_readers_know_it_until_the_other_is_published(
    desk: Desk, reader: PageClient
) -> None:
    """And then its address leads there for good, with the reason on the page."""
    desk.verdict(desk.other, "False")
    desk.publish(desk.other)
    paths = [f"/published/{desk.other}", "/published", f"/published/{desk.other}/claimreview.json"]
    before = [reader.get(path).response.data for path in paths]
    desk.join()
    assert [reader.get(path).response.data for path in paths] == before
    assert f"Readers still see claim {desk.other}" in desk.client.get(f"/claims/{desk.one}").text
    desk.step(desk.one, "submit")
    desk.step(desk.one, "approve")
    with pytest.raises(BadInput, match="Tell readers"):
        desk.step(desk.one, "publish")
    desk.step(desk.one, "publish", "Two claims that say the same are one now.")
    for path in (paths[0], paths[2]):
        moved = reader.get(path, follow=False)
        assert (moved.status, moved.response.headers["Location"]) == (301, path.replace("/2", "/1"))
        assert moved.response.headers["Cache-Control"] == "public, max-age=60", "the judgement may be taken back"
    page = reader.get(paths[0])
    for words in (
        "“ Babies come by stork ” was published by itself until",
        "Two claims that say the same are one now.",
    ):
        assert words in page.text
    assert "Verdict: Unverified" in page.text
    assert "False given" in " ".join(page.one("section[aria-labelledby=verdict-heading]").get_text(" ").split())
    assert "1 claim " in reader.get("/published").text
    assert "Readers still see" not in desk.client.get(f"/claims/{desk.one}").text


def test_a_joined_claim_that_readers_see_in_a_former_state_leads_to_where_something_can_be_done(desk: Desk) -> None:
    desk.publish(desk.other)
    desk.join()
    assert "changed since" not in desk.client.get("/").text
    desk.make.statement(desk.row(desk.other), Stance.DENIES, "Stork Society")
    for path in ("/", "/reviews"):
        row = next(row for row in desk.client.get(path).all("main li") if "publish that one" in row.get_text())
        assert f"Claim {desk.other} counts as claim {desk.one}: publish that one" in row.get_text()
        [link] = row.select(".row-title a")
        assert str(link["href"]).endswith("#review")
        page = desk.client.get(str(link["href"]).partition("#")[0])
        assert page.response.request.path == f"/claims/{desk.one}"
        review = page.one("#review")
        assert f"Readers still see claim {desk.other}" in " ".join(review.get_text().split())
        assert review.select(f"a[href='/reviews/{desk.other}/steps/withdraw']")
        assert review.select(f"form[action='/reviews/{desk.one}/steps/submit']")


def test_what_was_joined_goes_with_the_claim_that_is_withdrawn(desk: Desk, reader: PageClient) -> None:
    desk.publish(desk.other)
    desk.publish(desk.one)
    desk.join()
    desk.step(desk.one, "withdraw", "Nobody said so.")
    for number in (desk.one, desk.other):
        page = reader.get(f"/published/{number}")
        assert page.status == 410
        assert "Nobody said so." in page.text
    assert "Nothing is published yet" in reader.get("/published").text


def test_a_joined_claim_can_be_withdrawn_while_readers_see_it(desk: Desk, reader: PageClient) -> None:
    desk.publish(desk.other)
    desk.join()
    page = desk.client.get(f"/claims/{desk.one}")
    link = page.one(f"a[href='/reviews/{desk.other}/steps/withdraw']")
    form = desk.client.get(str(link["href"]))
    assert "Note to readers" in form.text
    desk.client.post(str(link["href"]), {**form.fields(), "text": "A hoax."})
    assert "A hoax." in reader.get(f"/published/{desk.other}").text
    assert reader.get(f"/published/{desk.other}").status == 410
    assert desk.client.get(f"/reviews/{desk.other}/steps/withdraw").status == 403
    assert desk.client.get(f"/reviews/{desk.other}/steps/submit", follow=False).status == 302


def test_a_claim_that_readers_never_saw_leads_nowhere(desk: Desk, reader: PageClient) -> None:
    desk.join()
    desk.publish(desk.one)
    assert reader.get(f"/published/{desk.other}", follow=False).status == 404
    assert reader.get(f"/published/{desk.other}/claimreview.json", follow=False).status == 404


def test_a_judgement_taken_back_after_publication_changes_nothing_for_readers_until_somebody_publishes(
    desk: Desk, reader: PageClient
) -> None:
    desk.publish(desk.other)
    desk.join()
    desk.publish(desk.one, "One now.")
    before = reader.get(f"/published/{desk.one}").response.data
    desk.take_back()
    assert (desk.status(desk.one), desk.status(desk.other)) == (Status.SUBMITTED, Status.APPROVED)
    assert reader.get(f"/published/{desk.one}").response.data == before
    assert reader.get(f"/published/{desk.other}", follow=False).status == 301
    desk.step(desk.other, "publish", "Not the same after all.")
    assert reader.get(f"/published/{desk.other}", follow=False).status == 200
    assert "published by itself until" not in reader.get(f"/published/{desk.one}").text


def test_an_address_leads_on_however_often_claims_are_joined(desk: Desk, reader: PageClient) -> None:
    third = desk.make.statement("Storks it is that bring babies", by=desk.editor).claim_id
    desk.publish(third)
    desk.join(desk.other, third)
    desk.publish(desk.other, "Third and second are one.")
    desk.join()
    desk.publish(desk.one, "All are one.")
    page = reader.get(f"/published/{third}")
    assert page.response.request.path == f"/published/{desk.one}"
    for words in ("Storks it is", "Babies come by stork", "Third and second are one.", "All are one."):
        assert words in page.text

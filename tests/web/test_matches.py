"""The match queue in a browser: judged by button, undone by button, and honest about who was quicker."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlmodel import select

from claimtrack.db import Database
from claimtrack.drafts import ClaimDraft, WordingDraft
from claimtrack.models import AuditEvent, Claim, ClaimRelation, User
from claimtrack.services import claims, finding
from claimtrack.services.finding import Looked, store
from claimtrack.services.judgements import in_force, judge
from claimtrack.services.pairs import Found
from claimtrack.services.records import get
from claimtrack.web import matches as web_matches
from claimtrack.words import Answer, Kind, MatchLabel, Role
from tests.client import Page, PageClient
from tests.factories import Factory

SignedIn = Callable[[Role], PageClient]
JUDGE = "form.judge"


@pytest.fixture
def editor(signed_in: SignedIn) -> PageClient:
    return signed_in(Role.EDITOR)


@pytest.fixture
def pairs(database: Database, make: Factory) -> list[tuple[int, int]]:
    """Three claims on storks, paired one, two and three."""
    texts = [f"A stork was seen {where}" for where in ("here", "there", "nowhere")]
    numbers = [make.claim(text, topics=("birds",)).id or 0 for text in texts]
    said = dict(zip(numbers, texts, strict=True))
    both = [(numbers[0], numbers[1]), (numbers[1], numbers[2]), (numbers[0], numbers[2])]
    found = tuple(
        Found(
            kind=Kind.CLAIM,
            left=left,
            right=right,
            probability=0.9 - place / 10,
            label=MatchLabel.SAME,
            evidence=("Both say “stork”.",),
            left_text=said[left],
            right_text=said[right],
        )
        for place, (left, right) in enumerate(both)
    )
    with database.write_tx() as tx:
        newest = max(claim.change_no for claim in tx.exec(select(Claim)))
        store(tx, Kind.CLAIM, Looked(tuple(numbers), newest, found))
    return both


def events(database: Database) -> int:
    with database.read() as session:
        return len(session.exec(select(AuditEvent)).all())


def path(pair: tuple[int, int]) -> str:
    return f"/matches/claim/{pair[0]}/{pair[1]}"


def test_the_likeliest_pair_stands_in_front_with_its_reasons(editor: PageClient, pairs: list[tuple[int, int]]) -> None:
    page = editor.get("/matches")
    assert "3 pairs to look at" in page.text
    assert [h.get_text(strip=True) for h in page.all(".pair h3")] == ["A stork was seen here", "A stork was seen there"]
    assert [mark.get_text() for mark in page.all(".pair mark")] == []  # place words alone tell nothing
    assert "90% likely" in page.text
    assert "Both say “stork”." in page.text
    assert len(page.all("input[name=pair]")) == 2


def test_an_answer_leads_to_the_next_pair_and_offers_the_way_back(
    database: Database, editor: PageClient, pairs: list[tuple[int, int]]
) -> None:
    before = events(database)
    page = editor.submit("/matches", {"answer": "same", "reason": "one bird"}, form=JUDGE)
    assert events(database) == before + 1
    assert f"Recorded: Claim {pairs[0][0]} and claim {pairs[0][1]} are the same" in page.text
    assert "1 pair to look at" not in page.text
    assert "A stork was seen nowhere" in page.one(".pair").get_text()
    with database.read() as session:
        judgement = in_force(session, Kind.CLAIM, *pairs[0])
        assert judgement is not None
        assert (judgement.answer, judgement.reason) == ("same", "one bird")
    back = editor.post(path(pairs[0]) + "/take-back", page.fields("form.done"))
    assert events(database) == before + 2
    assert "3 pairs to look at" in back.text


def test_skipping_leaves_a_pair_for_later_and_says_so(editor: PageClient, pairs: list[tuple[int, int]]) -> None:
    page = editor.get(str(editor.get("/matches").one("a[data-key=k]")["href"]))
    assert "2 pairs to look at" in page.text
    assert "without 1 skipped" in page.text
    assert "A stork was seen nowhere" in page.one(".pair").get_text()


def test_the_filter_and_what_was_skipped_travel_through_an_answer(
    editor: PageClient, pairs: list[tuple[int, int]]
) -> None:
    start = str(editor.get("/matches?topic=birds").one("a[data-key=k]")["href"])
    page = editor.submit(start, {"answer": "different"}, form=JUDGE)
    assert "on birds" in page.text
    assert "without 1 skipped" in page.text


def test_related_is_recorded_the_way_round_it_was_chosen(
    database: Database, editor: PageClient, pairs: list[tuple[int, int]]
) -> None:
    editor.submit("/matches", {"answer": "related", "relation": "narrower.right"}, form=JUDGE)
    with database.read() as session:
        (relation,) = session.exec(select(ClaimRelation)).all()
        assert (relation.claim_id, relation.other_id, relation.relation) == (*pairs[0][::-1], "narrower")


def test_what_reads_the_same_both_ways_is_offered_once(editor: PageClient, pairs: list[tuple[int, int]]) -> None:
    offered = [option.get_text() for option in editor.get("/matches").all("#relation option")]
    left, right = pairs[0]
    assert f"Claim {left} contradicts claim {right}" in offered
    assert f"Claim {right} contradicts claim {left}" not in offered
    assert {f"Claim {left} is about claim {right}", f"Claim {right} is about claim {left}"} <= set(offered)


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"answer": "related", "relation": ""}, "Choose how the two claims are related"),
        ({"answer": "perhaps"}, "Choose one of the answers"),
        ({"answer": "same", "seen": "x"}, "Open the pair again"),
    ],
)
def test_what_is_no_answer_comes_back_with_what_was_typed(
    editor: PageClient, pairs: list[tuple[int, int]], sent: dict[str, str], told: str
) -> None:
    page = editor.submit("/matches", {**sent, "reason": "one bird"}, form=JUDGE)
    assert page.status == 400
    assert told in page.text
    assert page.fields(JUDGE)["reason"] == "one bird"


def test_the_slower_of_two_editors_is_told_what_happened(
    database: Database, editor: PageClient, signed_in: SignedIn, pairs: list[tuple[int, int]]
) -> None:
    mine = editor.get("/matches").fields(JUDGE)
    signed_in(Role.EDITOR).submit("/matches", {"answer": "same"}, form=JUDGE)
    before = events(database)
    page = editor.post(path(pairs[0]), {**mine, "answer": "different", "reason": "two birds"})
    assert page.status == 409
    assert "Somebody judged this pair" in page.text
    assert page.fields(JUDGE + " ~ details form")["reason"] == "two birds"
    assert events(database) == before


def test_pressing_twice_answers_once(database: Database, editor: PageClient, pairs: list[tuple[int, int]]) -> None:
    form = {**editor.get("/matches").fields(JUDGE), "answer": "same"}
    editor.post(path(pairs[0]), form)
    before = events(database)
    page = editor.post(path(pairs[0]), form)
    assert page.status == 200
    assert "Recorded" in page.text
    assert events(database) == before


def test_a_claim_reworded_meanwhile_is_looked_at_again(
    database: Database, make: Factory, editor: PageClient, pairs: list[tuple[int, int]]
) -> None:
    form, by = {**editor.get("/matches").fields(JUDGE), "answer": "same"}, make.user()
    with database.write_tx() as tx:
        claim = get(tx, Claim, pairs[0][0])
        claims.change_claim(tx, claim, ClaimDraft(text="A crane was seen"), seen=1, by=by)
    page = editor.post(path(pairs[0]), form)
    assert page.status == 409
    assert "A crane was seen" in page.text


def test_a_contradiction_is_told_as_the_chain_that_makes_it(
    database: Database, make: Factory, editor: PageClient, pairs: list[tuple[int, int]]
) -> None:
    by = make.user(role=Role.EDITOR)
    (a, b), (_, c), _ = pairs
    with database.write_tx() as tx:
        judge(tx, Kind.CLAIM, a, c, Answer.DIFFERENT, by=by)
        judge(tx, Kind.CLAIM, b, c, Answer.SAME, by=by)
    page = editor.submit(path((a, b)), {"answer": "same"}, form=JUDGE)
    assert page.status == 409
    assert f"claim {b} is the same as claim {c}, and claim {a} was judged different from claim {c}" in page.text


def test_the_page_of_a_pair_tells_all_answers_and_who_gave_them(
    database: Database, make: Factory, editor: PageClient, pairs: list[tuple[int, int]]
) -> None:
    by = make.user("Milica", Role.EDITOR)
    with database.write_tx() as tx:
        judge(tx, Kind.CLAIM, *pairs[0], Answer.DIFFERENT, by=by, reason="other year")
    page = editor.get(f"/matches/claim/{pairs[0][1]}/{pairs[0][0]}")
    assert "Milica" in page.text
    assert "“other year”" in page.text
    again = editor.submit(path(pairs[0]), {"answer": "same"}, form="details form.judge")
    assert len(again.all("h2:-soup-contains('All answers') ~ ol > li")) == 2
    back = editor.submit(path(pairs[0]), {}, form=JUDGE)
    assert "are different" in back.one("#question").get_text()


def test_several_answers_show_what_follows_before_they_are_given(
    database: Database, editor: PageClient, pairs: list[tuple[int, int]]
) -> None:
    before = events(database)
    chosen = "&".join(f"pair={left}-{right}" for left, right in pairs)
    page = editor.get(f"/matches/several?kind=claim&answer=same&{chosen}")
    assert "3 pairs would be recorded as the same claim" in page.text
    assert f"Claim {pairs[0][0]} would stand for" in page.text
    assert events(database) == before
    done = editor.post("/matches/several", {**sent_by(page), "reason": "one bird"})
    assert events(database) == before + 1
    assert "Recorded: 3 answers" in done.text
    assert "Nothing waits for an answer" in done.text


def test_nothing_is_said_to_wait_only_when_all_was_looked_at(
    editor: PageClient, make: Factory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "STEP", 1)
    monkeypatch.setattr(web_matches, "LOOKED_AT", 1)
    for text in ("The bridge was closed on Monday", "Two storks nest on the tower", "Bread is taxed in June"):
        make.claim(text)
    for _ in range(2):
        page = editor.get("/matches")
        assert "The search is still running" in page.text
        assert "Nothing waits" not in page.text
    assert "Nothing waits for an answer" in editor.get("/matches").text


def sent_by(page: Page) -> dict[str, Any]:
    """The form with every pair that is in it."""
    return {**page.fields(), "pair": [str(field["value"]) for field in page.all("input[name=pair]")]}


def test_several_answers_leave_out_what_contradicts_and_say_why(
    database: Database, make: Factory, editor: PageClient, pairs: list[tuple[int, int]]
) -> None:
    by = make.user(role=Role.EDITOR)
    with database.write_tx() as tx:
        judge(tx, Kind.CLAIM, *pairs[2], Answer.DIFFERENT, by=by)
    chosen = "&".join(f"pair={left}-{right}" for left, right in pairs[:2])
    page = editor.get(f"/matches/several?kind=claim&answer=same&{chosen}")
    assert "1 pair would be recorded" in page.text
    assert "Left out. They cannot be the same" in page.text


def test_several_answers_are_all_refused_when_one_pair_was_judged_meanwhile(
    database: Database, make: Factory, editor: PageClient, pairs: list[tuple[int, int]]
) -> None:
    url = "/matches/several?kind=claim&answer=different&" + "&".join(f"pair={a}-{b}" for a, b in pairs)
    page = editor.get(url)
    by = make.user(role=Role.EDITOR)
    with database.write_tx() as tx:
        judge(tx, Kind.CLAIM, *pairs[1], Answer.SAME, by=by)
    before = events(database)
    assert editor.post("/matches/several", sent_by(page)).status == 409
    assert events(database) == before


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("kind=claim&answer=same", 400),
        ("kind=claim&answer=same&pair=1", 400),
        ("kind=claim&answer=same&pair=1-99999999999", 400),
        ("kind=claim&answer=same&pair=1-999", 404),
        ("kind=claim&answer=related&pair=1-2", 400),
        ("kind=unicorn&answer=same&pair=1-2", 404),
    ],
)
def test_pairs_that_cannot_be_read_are_refused(
    editor: PageClient, pairs: list[tuple[int, int]], query: str, status: int
) -> None:
    assert editor.get(f"/matches/several?{query}").status == status


@pytest.mark.parametrize("url", ["/matches/claim/1/999", "/matches/unicorn/1/2", "/matches/claim/1/99999999999"])
def test_pairs_that_are_not_there_are_not_found(editor: PageClient, pairs: list[tuple[int, int]], url: str) -> None:
    assert editor.get(url).status == 404


@pytest.mark.parametrize("query", ["kind=x&age=x&least=9999", "skip=1.x..٣.99999999999999", "topic=%00", "done=77"])
def test_a_strange_address_shows_the_queue(editor: PageClient, pairs: list[tuple[int, int]], query: str) -> None:
    assert editor.get(f"/matches?{query}").status == 200


def test_a_judgement_on_another_pair_is_not_taken_back(
    database: Database, make: Factory, editor: PageClient, pairs: list[tuple[int, int]]
) -> None:
    by = make.user(role=Role.EDITOR)
    with database.write_tx() as tx:
        made = judge(tx, Kind.CLAIM, *pairs[0], Answer.SAME, by=by)
    page = editor.post(path(pairs[1]) + "/take-back", {"judgement": str(made.id)})
    assert page.status == 400
    with database.read() as session:
        assert in_force(session, Kind.CLAIM, *pairs[0]) is not None


def test_fact_checkers_look_and_editors_answer(checker: PageClient, pairs: list[tuple[int, int]]) -> None:
    page = checker.get("/matches")
    assert page.status == 200
    assert page.all(JUDGE) == []
    assert page.all("input[name=pair]") == []
    assert checker.post(path(pairs[0]), {"answer": "same", "seen": "0.1.1"}).status == 403
    assert checker.post(path(pairs[0]) + "/take-back", {"judgement": "1"}).status == 403
    assert checker.post("/matches/several", {}).status == 403
    assert checker.get("/matches/several").status == 403


@pytest.mark.parametrize("kind", ["actor", "source"])
def test_actors_and_sources_are_judged_alike(database: Database, make: Factory, editor: PageClient, kind: str) -> None:
    for name in ("Sergei Lavrov", "Sergey Lavrov"):
        make.statement(actor=name, source={"excerpt": "Storks were seen"})
    page = editor.get(f"/matches?kind={kind}")
    assert "1 pair to look at" in page.text
    done = editor.submit(f"/matches?kind={kind}", {"answer": "same"}, form=JUDGE)
    assert f"Recorded: {kind.capitalize()} 1 and {kind} 2 are the same" in done.text
    assert "Nothing waits for an answer" in done.text


def test_a_pair_of_actors_names_their_country_in_full(make: Factory, editor: PageClient) -> None:
    for name in ("Officials from Albania", "Officials of Albania"):
        make.statement(actor=name, actor_fields={"country": "AL"})
    facts = [fact.get_text() for fact in editor.get("/matches/actor/1/2").all(".facts dd")]
    assert facts.count("Albania") == 2


@pytest.mark.parametrize("kind", list(Kind))
def test_the_address_of_a_joined_record_leads_on_for_good_and_says_so(
    database: Database, make: Factory, editor: PageClient, kind: Kind
) -> None:
    for name in ("Sergei Lavrov", "Lavrov S."):
        make.statement(f"{name} saw a stork", actor=name)
    by = make.user(role=Role.EDITOR)
    with database.write_tx() as tx:
        judge(tx, kind, 1, 2, Answer.SAME, by=by)
    moved = editor.get(f"/{kind.value}s/2?page=1", follow=False)
    assert moved.status == 301
    assert moved.response.headers["Location"] == f"/{kind.value}s/1?joined=2&page=1"
    assert "no-store" in moved.response.headers["Cache-Control"]
    page = editor.get(f"/{kind.value}s/2")
    assert f"{kind.value.capitalize()} 2 is recorded as the same {kind.value} as this one" in page.text
    listed = editor.get(f"/{kind.value}s")
    assert {str(a["href"]) for a in listed.all(".rows .row-title a, .table a")} & {f"/{kind.value}s/2"} == set()
    pair = editor.get(str(page.one(".joined a")["href"]))
    editor.post(str(pair.all(JUDGE)[0]["action"]), pair.fields(JUDGE))
    assert editor.get(f"/{kind.value}s/2", follow=False).status == 200
    assert "recorded as the same" not in editor.get(f"/{kind.value}s/1").text


def test_the_pages_of_an_actor_and_a_source_tell_what_was_said_under_each_name(
    database: Database, make: Factory, editor: PageClient
) -> None:
    for name in ("Sergei Lavrov", "Lavrov S."):
        make.statement(f"{name} saw a stork", actor=name)
    by = make.user(role=Role.EDITOR)
    with database.write_tx() as tx:
        judge(tx, Kind.ACTOR, 1, 2, Answer.SAME, by=by)
        judge(tx, Kind.SOURCE, 1, 2, Answer.SAME, by=by)
    for path_ in ("/actors/1", "/sources/1"):
        page = editor.get(path_)
        assert "Sergei Lavrov saw a stork" in page.text
        assert "Lavrov S. saw a stork" in page.text
    assert "Also known as Lavrov S." in editor.get("/actors/1").text
    assert len(editor.get("/actors?q=Lavrov S").all("a[href='/actors/1']")) >= 1


def test_a_new_statement_by_a_joined_name_goes_to_the_actor_who_stands_for_it(
    database: Database, make: Factory
) -> None:
    for name in ("Sergei Lavrov", "Lavrov S."):
        make.statement(actor=name)
    by = make.user(role=Role.EDITOR)
    with database.write_tx() as tx:
        judge(tx, Kind.ACTOR, 1, 2, Answer.SAME, by=by)
    assert make.statement(actor="Lavrov S.").actor_id == 1


def test_the_wording_that_made_the_match_is_shown_and_marked_beside_the_title(
    database: Database, editor: PageClient, make: Factory
) -> None:
    babies = make.claim("Storks bring babies to the villages of Alsace")
    birds = make.claim("Infants are delivered by long-legged birds in Alsace")
    put = WordingDraft(text="Infants are delivered by long-legged birds in the Vosges", language="en-GB")
    with database.write_tx() as tx:
        claims.add_wording(tx, get(tx, Claim, babies.id), put, by=tx.get_one(User, 1))
    page = editor.get("/matches")
    (put_as,) = page.all(".pair .put-as")
    assert put_as.get_text() == "Put as: Infants are delivered by long-legged birds in the Vosges"
    assert [mark.get_text() for mark in put_as.select("mark")] == ["Vosges"]
    assert put_as.select_one("bdi")["lang"] == "en-GB"
    assert [mark.get_text() for mark in page.all(".pair h3 mark")] == ["Alsace"]
    with database.write_tx() as tx:
        (wording,) = claims.wordings_of(tx, get(tx, Claim, babies.id))
        claims.strike_wording(tx, wording, by=tx.get_one(User, 1))
    struck = editor.get(path((babies.id or 0, birds.id or 0)))
    assert struck.all(".pair .put-as") == []
    assert "Storks bring babies" in [mark.get_text() for mark in struck.all(".pair h3 mark")]

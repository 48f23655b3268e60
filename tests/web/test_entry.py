"""Entering a statement in one form, with what claimtrack knows beside it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.exc import OperationalError
from sqlmodel import select

from claimtrack.dates import FuzzyDate
from claimtrack.db import Database
from claimtrack.models import Actor, AuditEvent, Claim, KeptEntry, Outlet, Source, Statement, Wording
from claimtrack.services import kept, meanings
from claimtrack.services.timelines import timeline_of
from claimtrack.words import ActorKind, Modality, Stance
from tests.client import PageClient
from tests.factories import Factory
from tests.matching import tiny
from tests.web.entering import ARTICLE, CLAIM, EXCERPT, SENTENCE, TYPED, D, answered, entered, only, rows


def test_one_form_and_one_save_record_everything(checker: PageClient, database: Database) -> None:
    page = entered(checker)
    statement, source, claim = only(database, Statement), only(database, Source), only(database, Claim)
    assert page.response.location == f"/claims/{claim.id}#statement-{statement.id}"
    assert (source.url, source.published, source.excerpt) == (ARTICLE, D("2022-02-21"), EXCERPT)
    assert source.retrieved == datetime.now(UTC).date()
    assert only(database, Outlet).name == "Example News"
    assert claim.text == CLAIM
    assert (statement.said_words, statement.said_earliest, statement.said_latest) == (
        "last week",
        D("2022-02-14"),
        D("2022-02-20"),
    )
    assert (statement.stance, statement.quote, statement.role) == (Stance.ASSERTS, SENTENCE, "Foreign Minister")
    assert [actor.name for actor in rows(database, Actor)] == ["Sergei Lavrov", "Government of Russia"]


def test_saving_tells_in_a_sentence_what_was_recorded(checker: PageClient) -> None:
    entered(checker)
    assert f"Recorded: Sergei Lavrov asserts “{CLAIM}”, between 14 and 20 Feb 2022." in checker.get("/enter").text


@pytest.mark.parametrize(
    ("stance", "kind", "told"),
    [
        ("no_comment", "state", "Tirana gives no comment on “"),
        ("denies", "collective", "Tirana deny “"),
        ("rebuts", "collective", "Tirana rebut “"),
    ],
)
def test_the_sentence_fits_who_spoke(checker: PageClient, stance: str, kind: str, told: str) -> None:
    entered(checker, actor="Tirana", actor_kind=kind, stance=stance)
    assert told in checker.get("/enter").text


def test_saving_leaves_one_event_in_the_history(checker: PageClient, database: Database) -> None:
    before = len(rows(database, AuditEvent))
    entered(checker)
    assert len(rows(database, AuditEvent)) == before + 1


def test_an_empty_form_is_given_back_with_what_to_do_at_each_field(checker: PageClient, database: Database) -> None:
    page = checker.submit("/enter", {})
    assert page.status == 400
    assert {link["href"] for link in page.all(".error-summary a")} == {"#url", "#actor", "#stance-0", "#claim"}
    for name in ("url", "actor", "stance", "claim"):
        assert page.one(f"#{name}-error").get_text(strip=True)
    assert rows(database, Statement) == []


WRONG = [
    ("url", "javascript:alert(1)", "starts with http", "a link that runs a script"),
    ("archive_url", "javascript:alert(1)", "starts with http", "in every field for an address"),
    ("syndicated_from", "not an address", "web address", "in every field for an address"),
    ("published", "32 May", "There is no 32 May", "no such day"),
    ("published", "last week", "Enter one day", "a publication date is one day"),
    ("published", "0000-01-01", "There is no date", "no year 0"),
    ("published", "9999-12-31", "still to come", "nobody has read it yet"),
    ("said_earliest", "soon", "Enter one day", "a correction is one day"),
    ("said_words", "x" * 300, "200 characters", "longer than any date"),
    ("countries", "Albania", "two-letter code", "a name where a code belongs"),
    ("source_language", "pig latin", "as its code", "a name where a code belongs"),
    ("excerpt", "x" * 20_001, "20,001 characters", "an excerpt has an end, and nothing is cut off in silence"),
    ("quote", "x" * 5_001, "5000 characters", "a quote has an end"),
    ("claim", "x" * 1_001, "1000 characters", "a claim is a sentence"),
    ("stance", "shouts", "Choose one of", "a word that is no stance"),
]


@pytest.mark.parametrize(("field", "value", "told", "why"), WRONG)
def test_what_cannot_be_saved_is_told_at_its_field_and_nothing_is_lost(
    checker: PageClient, database: Database, field: str, value: str, told: str, why: str
) -> None:
    page = entered(checker, **{field: value})
    assert page.status == 400, why
    assert told in page.one(f"#{field}-error").get_text(), why
    sent = page.fields()
    for name, typed in {**TYPED, field: value}.items():
        assert sent.get(name) == typed or (field, name) == ("stance", "stance"), name
    assert rows(database, Statement) == []


def test_a_correction_the_wrong_way_round_is_told_at_the_date(checker: PageClient) -> None:
    page = entered(checker, said_earliest="20 Feb 2022", said_latest="18 Feb 2022")
    assert page.status == 400
    assert "earlier day first" in page.one("#said_earliest-error").get_text()


def test_a_date_can_be_corrected_by_hand_and_keeps_its_words(checker: PageClient, database: Database) -> None:
    entered(checker, said_earliest="2022-02-18", said_latest="18 Feb 2022", said_uncertain="y")
    statement = only(database, Statement)
    assert statement.said.edtf == "2022-02-18?"
    assert statement.said_words == "last week"


def test_words_that_are_no_date_are_kept_with_open_ends(checker: PageClient, database: Database) -> None:
    assert (
        "There is no 32 May" in answered(checker, published="2022-02-21", said_words="32 May").one("#answer-said").text
    )
    entered(checker, said_words="32 May")
    assert only(database, Statement).said == FuzzyDate(words="32 May", anchor=D("2022-02-21"))


def test_the_same_form_sent_twice_is_recorded_once(checker: PageClient, database: Database) -> None:
    sent = {**checker.get("/enter").fields(), **TYPED}
    first, second = (checker.post("/enter", sent, follow=False) for _ in range(2))
    assert first.response.location == second.response.location
    only(database, Statement)


def test_the_same_form_sent_twice_at_once_is_recorded_once(app: Flask, make: Factory, database: Database) -> None:
    user = make.user()
    clients = [PageClient(app) for _ in range(4)]
    for client in clients:
        client.sign_in_as(user)
    sent = {**clients[0].get("/enter").fields(), **TYPED}
    sent.pop("csrf_token")
    with ThreadPoolExecutor(4) as together:
        pages = list(together.map(lambda client: client.post("/enter", sent, follow=False), clients))
    assert {page.status for page in pages} == {302}
    assert len({page.response.location for page in pages}) == 1
    only(database, Statement)


def test_going_back_to_a_saved_form_and_changing_it_records_another_statement(
    checker: PageClient, database: Database
) -> None:
    sent = {**checker.get("/enter").fields(), **TYPED}
    checker.post("/enter", sent, follow=False)
    checker.post("/enter", {**sent, "actor": "Moscow"}, follow=False)
    assert len(rows(database, Statement)) == 2


def test_what_is_recorded_already_is_linked_instead_of_recorded_again(checker: PageClient, database: Database) -> None:
    entered(checker)
    claim = only(database, Claim)
    page = entered(checker, claim_id=str(claim.id))
    assert page.status == 409
    assert page.all(f"a[href='/claims/{claim.id}#statement-{only(database, Statement).id}']")
    assert page.fields()["quote"] == SENTENCE


def test_a_field_that_disagrees_with_the_recorded_source_says_so(checker: PageClient) -> None:
    entered(checker)
    page = entered(checker, published="2022-02-22", actor="Somebody else")
    assert page.status == 400
    assert "2022-02-21" in page.one("#published-error").get_text()


def test_a_recorded_source_is_known_by_its_address_however_typed(checker: PageClient) -> None:
    entered(checker)
    answer = answered(checker, url=ARTICLE + "#top").one("#answer-source")
    assert "Recorded: Example News: “With all eyes on Ukraine”, 21 Feb 2022 (1 statement)" in " ".join(
        answer.get_text().split()
    )


def test_a_recorded_source_needs_no_more_than_its_address(checker: PageClient, database: Database) -> None:
    entered(checker)
    bare = dict.fromkeys(("outlet", "source_title", "published", "excerpt"), "")
    entered(checker, **bare, actor="Moscow", said_words="", claim_id=str(only(database, Claim).id))
    assert len(rows(database, Source)) == 1
    assert rows(database, Statement)[1].said.edtf == "[..2022-02-21]", "read against the recorded day"


def test_the_outlet_is_known_by_the_host_of_the_address(checker: PageClient, database: Database) -> None:
    entered(checker)
    assert "By its address this is Example News" in answered(checker, url="https://www.news.example/2").text
    entered(checker, url="https://www.news.example/2", outlet="", source_title="Another", published="")
    assert len(rows(database, Outlet)) == 1


def test_a_chosen_source_can_be_given_back(checker: PageClient, database: Database) -> None:
    entered(checker)
    source = only(database, Source)
    page = checker.submit("/enter", {"action": f"source-{source.id}"})
    assert page.fields()["source_id"] == str(source.id)
    back = checker.post("/enter", {**page.fields(), "action": "undo-source"})
    assert (back.fields()["source_id"], back.fields()["url"]) == ("", ARTICLE)


def test_the_quote_is_looked_for_in_the_excerpt(checker: PageClient) -> None:
    there = answered(checker, excerpt=EXCERPT, quote='Moscow\'s  claims are "disputed"').one("#answer-quote")
    assert "in paragraph 3 of 3" in there.get_text()
    missing = answered(checker, excerpt=EXCERPT, quote="Officials from Albania, Kosovo and Serbia").one("#answer-quote")
    assert "does not stand in the excerpt" in missing.get_text()
    assert "Officials from Albania, Kosovo and" in missing.get_text()


def test_actors_are_offered_in_any_script_and_never_joined_by_likeness(checker: PageClient, database: Database) -> None:
    entered(checker)
    lavrov = rows(database, Actor)[0]
    answer = answered(checker, actor="Сергеј Лавров").one("#answer-actor")
    button = answer.select_one(f"button[value='actor-{lavrov.id}']")
    assert button is not None
    assert "Sergei Lavrov — Foreign Minister, Government of Russia · use" in button.get_text()
    entered(checker, actor="Сергеј Лавров", stance="repeats")
    assert len([actor for actor in rows(database, Actor) if "авров" in actor.name]) == 1, "a new actor was made"


def test_a_chosen_actor_brings_their_role_and_can_be_given_back(checker: PageClient, database: Database) -> None:
    entered(checker)
    lavrov = rows(database, Actor)[0]
    page = checker.submit("/enter", {"actor": "Lavrov", "action": f"actor-{lavrov.id}"})
    sent = page.fields()
    assert (sent["actor_id"], sent["role"], sent["on_behalf_of"]) == (
        str(lavrov.id),
        "Foreign Minister",
        "Government of Russia",
    )
    back = checker.post("/enter", {**sent, "action": "undo-actor"}).fields()
    assert (back["actor_id"], back["actor"]) == ("", "Lavrov")


def test_using_a_claim_puts_the_statement_on_it(checker: PageClient, database: Database) -> None:
    entered(checker)
    claim = only(database, Claim)
    page = checker.submit("/enter", {**TYPED, "actor": "Tirana", "action": f"use-{claim.id}"})
    assert CLAIM in page.one("#part-claim .chosen").get_text()
    checker.post("/enter", {**page.fields(), "stance": "denies"})
    assert [s.claim_id for s in rows(database, Statement)] == [claim.id, claim.id]


def test_likely_claims_are_offered_with_their_reasons_and_what_differs(checker: PageClient, make: Factory) -> None:
    told = make.statement(CLAIM, said="2022-02-18")
    panel = answered(checker, claim="Mercenaries from Kosovo are being sent to fight in Ukraine").one("#panel")
    first = panel.select(".match")[0]
    assert "1 statement, first known 18 Feb 2022" in first.get_text()
    assert [mark.get_text(strip=True) for mark in first.select("mark")] != []
    assert [button["value"] for button in first.select("button")] == [f"use-{told.claim_id}", f"rebut-{told.claim_id}"]
    assert panel.select_one("button[value=new]")


@pytest.mark.parametrize(("noted", "is_seen"), [("de", True), ("en", False)])
def test_likely_claims_are_compared_in_the_language_noted(
    checker: PageClient, make: Factory, noted: str, is_seen: bool
) -> None:
    make.claim("Grenzen bleiben offen", language="de")
    panel = answered(checker, claim="Grenzen bleiben niemals offen", claim_language=noted).one("#panel")
    assert ("possible rebuttal" in panel.get_text()) == is_seen


def test_a_doubt_on_one_side_is_said_beside_the_likely_claim(checker: PageClient, make: Factory) -> None:
    make.statement(CLAIM)
    plain, doubted = CLAIM, CLAIM.replace("are being", "are reportedly being")
    assert "with a doubt" not in answered(checker, claim=plain).one("#panel").get_text()
    first = answered(checker, claim=doubted).one("#panel").select(".match")[0].get_text()
    assert "put with a doubt on one side" in first
    assert "Only the new text puts it with a doubt: “reportedly”." in first


def test_the_page_says_that_meaning_is_compared_for_english_only_where_it_is(
    checker: PageClient, make: Factory, tmp_path: Path
) -> None:
    make.claim("Fighters are going to Ukraine")
    note = "Meaning is compared for English only"
    assert note not in answered(checker, claim="Hired mercenaries going to Ukraine").text
    meanings.use(make.database.engine, tmp_path / "vectors", str(tiny.write(tmp_path / "model")))
    assert note in answered(checker, claim="Hired mercenaries going to Ukraine").text
    assert note in checker.get("/matches").text


def test_less_likely_claims_are_folded_away(checker: PageClient, make: Factory) -> None:
    likely, other = make.statement(CLAIM), make.statement("The talks in Belgrade centred on mercenaries")
    panel = answered(checker, claim=CLAIM).one("#panel")
    shown, folded = panel.select("#panel > ul .match"), panel.select("#panel > details .match")
    assert [match.find("button")["value"] for match in shown] == [f"use-{likely.claim_id}"]
    assert [match.find("button")["value"] for match in folded] == [f"use-{other.claim_id}"]


def test_the_quote_is_compared_until_there_is_a_claim(checker: PageClient, make: Factory) -> None:
    make.statement(CLAIM)
    assert answered(checker, quote=CLAIM).all("#panel .match")
    assert not answered(checker, quote=CLAIM, claim="The harvest of plums was good").all("#panel .match")


def test_saying_that_a_claim_is_new_folds_the_likely_ones_away(checker: PageClient, make: Factory) -> None:
    make.statement(CLAIM)
    page = checker.submit("/enter", {"claim": CLAIM, "action": "new"})
    assert page.fields()["claim_is_new"] == "yes"
    assert page.one("#panel > details").select(".match")


def test_my_wording_of_a_recorded_claim_is_kept_with_it(checker: PageClient, make: Factory, database: Database) -> None:
    claim = make.claim(CLAIM)
    page = checker.submit("/enter", {**TYPED, "claim": "Fighters go to Ukraine", "action": f"use-{claim.id}"})
    checker.post("/enter", page.fields(), follow=False)
    assert only(database, Wording).text == "Fighters go to Ukraine"


@pytest.mark.parametrize(
    ("choice", "typed"),
    [("rebut", "Fighters go to Ukraine"), ("use", "Fighters did not go to Ukraine"), ("use", CLAIM)],
)
def test_what_turns_a_claim_round_or_repeats_it_is_no_wording_of_it(
    checker: PageClient, make: Factory, database: Database, choice: str, typed: str
) -> None:
    claim = make.claim(CLAIM)
    page = checker.submit("/enter", {**TYPED, "claim": typed, "action": f"{choice}-{claim.id}"})
    checker.post("/enter", page.fields(), follow=False)
    assert rows(database, Wording) == []
    only(database, Statement)


@pytest.mark.parametrize(("before", "after"), [("", "rebuts"), ("asserts", "rebuts"), ("denies", "denies")])
def test_recording_a_rebuttal_uses_the_claim_and_keeps_an_answer_that_is_one(
    checker: PageClient, make: Factory, before: str, after: str
) -> None:
    claim = make.claim(CLAIM)
    page = checker.submit("/enter", {"stance": before, "action": f"rebut-{claim.id}"})
    assert (page.fields()["claim_id"], page.fields()["stance"]) == (str(claim.id), after)


def test_a_chosen_claim_can_be_given_back_with_what_was_typed(checker: PageClient, make: Factory) -> None:
    page = checker.submit("/enter", {"claim": "My own words", "action": f"use-{make.claim(CLAIM).id}"})
    back = checker.post("/enter", {**page.fields(), "action": "undo-claim"}).fields()
    assert (back["claim_id"], back["claim"]) == ("", "My own words")


@pytest.mark.parametrize("number", ["999", "-1", "x", "9" * 30, "0"])
def test_a_claim_that_is_not_there_is_not_chosen(checker: PageClient, number: str) -> None:
    page = checker.submit("/enter", {**TYPED, "claim": "", "claim_id": number}, follow=False)
    assert page.status == 400
    assert page.one("#claim-error")


def test_an_answer_is_not_older_than_what_it_answers(checker: PageClient, database: Database) -> None:
    entered(checker)
    claim = only(database, Claim)
    page = answered(checker, published="2022-02-21", stance="denies", claim_id=str(claim.id))
    assert "14–21 Feb 2022" in page.one("#answer-said").get_text()


def test_a_silence_may_be_older_than_the_claim(checker: PageClient, database: Database) -> None:
    entered(checker)
    page = answered(checker, published="2022-02-21", stance="no_comment", claim_id=str(only(database, Claim).id))
    assert "by 21 Feb 2022" in page.one("#answer-said").get_text()


def test_a_claim_worded_as_a_denial_gets_a_hint(checker: PageClient) -> None:
    assert "“did not”" in answered(checker, claim="Kosovo did not send mercenaries").one("#answer-claim").get_text()


def test_going_on_from_the_same_source_keeps_source_and_date_only(checker: PageClient, database: Database) -> None:
    page = entered(checker, action="save-source")
    going_on = checker.get(page.response.location)
    assert "Recorded: Sergei Lavrov asserts" in going_on.text
    sent = going_on.fields()
    assert (sent["source_id"], sent["said_words"]) == (str(only(database, Source).id), "last week")
    assert not any(sent.get(name) for name in ("actor", "stance", "claim", "claim_id", "quote", "said_earliest"))


def test_going_on_in_the_same_quote_keeps_the_quote_and_the_claim_too(checker: PageClient, database: Database) -> None:
    page = entered(checker, action="save-claim", modality=Modality.HEDGED.value)
    sent = checker.get(page.response.location).fields()
    assert (sent["quote"], sent["claim_id"], sent["modality"]) == (SENTENCE, str(only(database, Claim).id), "hedged")
    assert not any(sent.get(name) for name in ("actor", "actor_id", "stance"))


def test_a_corrected_date_goes_on_corrected(checker: PageClient) -> None:
    page = entered(checker, action="save-source", said_earliest="2022-02-18", said_latest="2022-02-18")
    assert checker.get(page.response.location).fields()["said_earliest"] == "2022-02-18"


def test_one_sentence_yields_four_statements_that_add_up(checker: PageClient, database: Database) -> None:
    """“Officials from Albania, Kosovo and Bosnia have rejected those claims, … made by … Lavrov last week.”"""
    page = entered(checker, action="save-claim", on_behalf_of="")
    lavrov = only(database, Statement)
    page = entered(checker, page.response.location, actor="Government of Russia", actor_kind="state", stance="asserts",
                   said_words="", same_act_as=str(lavrov.id), action="save-claim")  # fmt: skip
    for country, code in (("Albania", "AL"), ("Kosovo", "XK"), ("Bosnia", "BA")):
        page = entered(checker, page.response.location, actor=f"Officials from {country}", actor_kind="collective",
                       actor_country=code, stance="denies", said_words="", action="save-claim")  # fmt: skip
    with database.read() as session:
        facts = timeline_of(session, session.exec(select(Claim)).one(), D("2022-03-01")).facts
    assert facts.statements == 5
    assert (facts.independent_asserters, facts.deniers, facts.sources) == (1, 3, 1)
    assert facts.days_to_rebuttal == (0, 7)
    assert facts.first is not None
    assert facts.first.said.edtf == "[2022-02-14..2022-02-20]"
    assert {actor.kind for actor in rows(database, Actor)} == {ActorKind.PERSON, ActorKind.STATE, ActorKind.COLLECTIVE}


HOSTILE = [
    ("nul", "\x00", "NUL"),
    ("override", "\u202eevil\u202c \u200bzero\u200d width", "turned round and invisible"),
    ("rtl", "المرتزقة من ألبانيا", "written from right to left"),
    ("script", "<script>alert(1)</script>\"'&<!--", "markup"),
    ("surrogate", b"half \xed\xa0\x80 a character", "half of a character"),
    ("symbols", "' OR 1=1; -- %_\\ {{ 7*7 }} \U0001f600", "what databases and templates read"),
    ("long", "слово " * 3_000, "longer than anything is compared"),
]


@pytest.mark.parametrize(("name", "text", "why"), HOSTILE, ids=[row[0] for row in HOSTILE])
@pytest.mark.parametrize("path", ["/enter", "/enter/check", "/enter/draft"])
def test_hostile_text_in_every_field_is_never_a_failure_of_ours(
    checker: PageClient, make: Factory, name: str, text: str | bytes, why: str, path: str
) -> None:
    make.statement(CLAIM)
    fields = checker.get("/enter").fields()
    typed = {field: text for field in fields if field not in ("csrf_token", "once", "draft", "slot")}
    page = checker.post(path, {**fields, **typed, "stance": "asserts"})
    assert page.status in (200, 204, 302, 400, 413), why
    assert not page.all("main script")
    assert checker.get("/enter").status == 200


def test_hostile_text_that_may_be_recorded_is_recorded_as_it_stands(checker: PageClient, database: Database) -> None:
    entered(checker, claim="A <b>claim</b> & 'more'", quote="<script>alert(1)</script>")
    assert only(database, Claim).text == "A <b>claim</b> & 'more'"
    page = answered(checker, claim_id=str(only(database, Claim).id))
    assert page.one("#part-claim .claim-text").get_text() == "A <b>claim</b> & 'more'"


def test_checking_answers_in_parts_of_the_page_and_writes_nothing(checker: PageClient, database: Database) -> None:
    before = len(rows(database, AuditEvent))
    page = checker.post("/enter/check", {**checker.get("/enter").fields(), **TYPED})
    assert page.status == 200
    assert "14–20 Feb 2022, the week before Mon 21 Feb" in page.one("#answer-said").get_text()
    assert page.one("#panel")
    assert (len(rows(database, AuditEvent)), rows(database, KeptEntry), rows(database, Claim)) == (before, [], [])


def test_what_is_typed_can_be_opened_from_a_claim_a_source_and_an_actor(checker: PageClient, make: Factory) -> None:
    told = make.statement(CLAIM)
    page = checker.get(f"/enter?claim={told.claim_id}&source={told.source_id}&actor={told.actor_id}&stance=denies")
    sent = page.fields()
    assert (sent["claim_id"], sent["source_id"], sent["actor_id"], sent["stance"]) == (
        str(told.claim_id),
        str(told.source_id),
        str(told.actor_id),
        "denies",
    )
    assert checker.get("/enter?claim=99999").status == 404


def test_a_database_that_cannot_be_written_gives_the_form_back(
    checker: PageClient, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object, **_more: object) -> None:
        raise OperationalError("INSERT", {}, Exception("database or disk is full"))

    monkeypatch.setattr(kept, "forget_draft", full)
    page = entered(checker)
    assert page.status == 503
    assert page.fields()["quote"] == SENTENCE
    assert rows(database, Statement) == []

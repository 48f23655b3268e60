"""The pages of claims: the list, one claim, and every way to change it."""

from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlmodel import select

from claimtrack.dates import FuzzyDate
from claimtrack.db import Database
from claimtrack.drafts import CommentDraft
from claimtrack.models import AuditEvent, Claim, ClaimRelation, Wording
from claimtrack.services import claims, comments, judgements, kept
from claimtrack.words import Answer, ClaimType, Kind, Relation, Role, Stance
from tests.client import Page, PageClient
from tests.factories import D, Factory

WEEK = FuzzyDate(words="last week", earliest=D("2022-02-14"), latest=D("2022-02-20"), anchor=D("2022-02-21"))
HOSTILE = ['O\'Brien "C++"', '"', "%", "_", "\\", "'; DROP TABLE claim; --", "\u200f\u202e", "a" * 5000, "\x00", "𝔘😀"]


def row(database: Database, kind: Any, number: int | None) -> Any:
    with database.read() as session:
        return session.get(kind, number)


def rows_of(page: Page) -> list[str]:
    return [" ".join(item.get_text().split()) for item in page.all("ol.rows > li .row-title")]


def parts_of(page: Page) -> list[str]:
    return [
        " ".join(a.get_text().replace("Leave out:", "").split()) for a in page.all(".filter-sentence li a:not(.clear)")
    ]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_search_breaks_the_list(checker: PageClient, make: Factory, text: str) -> None:
    make.claim("A claim")
    assert checker.get("/claims", query_string={"q": text}).status == 200


@pytest.mark.parametrize(
    "query",
    [
        "page=0", "page=-1", "page=abc", "page=99999999999999999999", "page=77", "actor=9223372036854775808", "actor=x",
        "outlet=-5", "stance=lies", "not-stance=%00", "sort=worst", "unrebutted=maybe", "since=0000-01-01",
        "until=99999-01-01", "since=2022-03-01&until=2022-02-01", "language=%25", "country=zzz", "topic=%5C",
        "q=&q=&q=",
    ],
)  # fmt: skip
def test_an_address_that_was_tampered_with_still_gives_a_page(checker: PageClient, make: Factory, query: str) -> None:
    make.statement("A claim")
    assert checker.get(f"/claims?{query}").status == 200


def test_the_filter_is_a_sentence_whose_parts_can_be_left_out(checker: PageClient, make: Factory) -> None:
    made = make.statement("Denied in February", Stance.DENIES, actor="Kosovo", said=WEEK)
    make.statement("Asserted in March", said="2022-03-10")
    query = f"q=february&stance=denies&actor={made.actor_id}&since=Feb+2022&not-language=sr&not-topic=gas"
    page = checker.get(f"/claims?{query}")
    assert rows_of(page) == ["Denied in February"]
    assert parts_of(page) == [
        "“february”",
        "denied",
        "said since 1 Feb 2022",
        "by Kosovo",
        "not in Serbian",
        "not on “gas”",
    ]
    links = [str(a["href"]) for a in page.all(".filter-sentence li a:not(.clear)")]
    assert links[0] == f"/claims?{query.removeprefix('q=february&')}"
    assert "stance=denies" not in links[1]
    bare = checker.get(str(page.one(".filter-sentence a.clear")["href"]))
    assert rows_of(bare) == ["Asserted in March", "Denied in February"]


def test_several_values_of_one_kind_are_alternatives_and_leave_one_at_a_time(
    checker: PageClient, make: Factory
) -> None:
    make.statement("One", Stance.DENIES)
    make.statement("Two", Stance.REBUTS)
    page = checker.get("/claims?stance=denies&stance=rebuts")
    assert parts_of(page) == ["denied", "or rebutted"]
    assert [a["href"] for a in page.all(".filter-sentence li a:not(.clear)")] == [
        "/claims?stance=rebuts",
        "/claims?stance=denies",
    ]
    hidden = [(i["name"], i["value"]) for i in page.all("main form input[type=hidden]")]
    assert hidden == [("stance", "denies"), ("stance", "rebuts")]  # searching further keeps them


def test_the_form_leaves_an_address_without_empty_parts(checker: PageClient, make: Factory) -> None:
    make.claim("A claim")
    answer = checker.get("/claims?q=claim&unrebutted=&sort=changed&stance=&not-topic=", follow=False)
    assert answer.response.headers["Location"] == "/claims?q=claim&sort=changed"


def test_a_typed_name_becomes_the_actor_or_asks_which(checker: PageClient, make: Factory) -> None:
    made = make.statement("By Lavrov", actor_fields={"aliases": ("Сергей Лавров",)})
    answer = checker.get("/claims", query_string={"actor_name": "сергей лавров"}, follow=False)
    assert answer.response.headers["Location"] == f"/claims?actor={made.actor_id}"
    unsure = checker.get("/claims?actor_name=Lavrov")
    assert "is not the whole name of one actor" in unsure.text
    assert unsure.one("main .note a")["href"] == f"/claims?actor={made.actor_id}"
    assert "No actor is called “Nobody at all”" in checker.get("/claims?actor_name=Nobody at all").text


def test_a_date_that_is_none_is_told_and_stays_in_its_field(checker: PageClient, make: Factory) -> None:
    make.claim("A claim")
    page = checker.get("/claims?since=32 May")
    assert "“32 May” was not understood as a date" in page.text
    assert page.one("#since")["value"] == "32 May"


def test_long_lists_come_in_pages_of_twenty_five(checker: PageClient, make: Factory) -> None:
    for number in range(27):
        make.claim(f"Claim {number:02}")
    first = checker.get("/claims?q=claim")
    assert len(rows_of(first)) == 25
    second = checker.get(str(first.one("a[rel=next]")["href"]))
    assert rows_of(second) == ["Claim 01", "Claim 00"]
    assert "Claims 26–27 of 27" in second.text
    assert second.one("a[rel=prev]")["href"] == "/claims?q=claim"


def test_a_claim_page_tells_the_story_on_top(checker: PageClient, make: Factory) -> None:
    claim = make.claim("Mercenaries are sent", language="en", gloss="", topics=("Balkans",), countries=("XK",))
    make.statement(claim, said=WEEK, quote="last week's quote")
    make.statement(
        claim, Stance.DENIES, actor="Kosovo", said="2022-02-21", source={"archive_url": "https://archive.example/1"}
    )
    page = checker.get(f"/claims/{claim.id}")
    assert page.one("h1").get_text() == "Mercenaries are sent"
    story = "First known from Sergei Lavrov between 14 and 20 Feb 2022 (“last week”). Denied by Kosovo, 1–7 days later."
    assert page.one(".lede").get_text().startswith(story)
    assert "1–7 days" in page.one("section[aria-labelledby=facts-heading] dl").get_text()
    assert "1 of 2 sources has no archive copy." in page.text
    assert {a["href"] for a in page.all(".chips a")} == {"/claims?topic=Balkans", "/claims?country=XK"}
    assert page.one("h1 ~ .actions a.btn-primary")["href"] == f"/enter?claim={claim.id}"
    assert len(page.all("svg.tl")) == 2
    assert [item["id"] for item in page.all("ol.tl-list > li")] == ["statement-1", "statement-2"]


def test_a_claim_without_statements_offers_the_first(checker: PageClient, make: Factory) -> None:
    claim = make.claim("Nobody said it")
    page = checker.get(f"/claims/{claim.id}")
    assert "Nobody is on record with this claim yet. No verdict yet." in page.text
    assert "What is known" not in page.text
    assert page.all("svg.tl") == []


def test_the_statements_can_be_narrowed_by_the_address_alone(checker: PageClient, make: Factory) -> None:
    claim = make.claim("A claim")
    make.statement(claim, said="2022-02-01")
    make.statement(claim, Stance.DENIES, actor="Kosovo", said="2022-03-01")
    page = checker.get(f"/claims/{claim.id}?stance=denies&since=2022-02-15")
    assert len(page.all("ol.tl-list > li")) == 1
    assert "1 of 2 statements shown" in page.text
    assert "First known from Sergei Lavrov" in page.text  # the facts are still the whole claim's


def test_very_many_statements_come_in_pages_while_the_picture_has_all(
    checker: PageClient, make: Factory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("claimtrack.web.claims.ROWS", 3)
    claim = make.claim("A claim")
    for number in range(1, 8):
        make.statement(claim, actor=f"Actor {number}", said=f"2022-02-0{number}")
    page = checker.get(f"/claims/{claim.id}?page=2")
    assert [item["id"] for item in page.all("ol.tl-list > li")] == ["statement-4", "statement-5", "statement-6"]
    assert "Statements 4–6 of 7" in page.text
    marks = {a["href"].removeprefix("#") for a in page.all("svg.tl a")}  # every mark leads to something on this page
    assert marks <= {str(element["id"]) for element in page.all("[id]")}
    there = page.one("#statement-7 a")["href"]
    assert there == f"/claims/{claim.id}?page=3#statement-7"


def test_hostile_text_stays_text(checker: PageClient, make: Factory) -> None:
    text = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    claim = make.claim(text, gloss=text, topics=("<b>bold</b>",), note=text)
    make.statement(claim, quote=text, actor=text, role=text, scope_note=text, source={"title": text})
    for path in ("/", "/claims", f"/claims/{claim.id}", f"/claims/{claim.id}/change", "/statements/1/change"):
        page = checker.get(path)
        assert not page.all("main script, main img, main b"), path
    assert checker.get(f"/claims/{claim.id}").one("h1").get_text() == text


@pytest.mark.parametrize(
    "path", ["/claims/99", "/claims/2147483648", "/claims/99999999999999999999/change", "/claims/99/relate"]
)
def test_a_claim_that_is_not_there_is_not_found(checker: PageClient, path: str) -> None:
    assert checker.get(path).status == 404


def test_changing_a_claim_keeps_its_former_text_as_a_wording(
    checker: PageClient, make: Factory, database: Database
) -> None:
    claim = make.claim("Mercenaries were sent", topics=("Balkans",), countries=("XK",))
    typed = {
        "text": "Mercenaries are being sent",
        "type": "forecast",
        "topics": "Balkans\nwar, and peace",
        "countries": "xk, AL; BA",
        "event_words": "February 2022",
        "reason": "A better verb",
    }
    page = checker.submit(f"/claims/{claim.id}/change", typed)
    assert page.one("h1").get_text() == "Mercenaries are being sent"
    assert "Mercenaries were sent" in page.one("section[aria-labelledby=wordings-heading]").get_text()
    changed = row(database, Claim, claim.id)
    assert (changed.type, changed.version) == (ClaimType.FORECAST, 2)
    assert (changed.event.earliest, changed.event.latest) == (date(2022, 2, 1), date(2022, 2, 28))
    with database.read() as session:
        assert claims.topics_of(session, changed) == ["Balkans", "war, and peace"]
        assert claims.countries_of(session, changed) == ["AL", "BA", "XK"]
        last = session.exec(select(AuditEvent).order_by(AuditEvent.id.desc())).first()
    assert (last.action, last.subject, last.contents["reason"]) == ("changed", f"claim:{claim.id}", "A better verb")


def test_a_claim_that_cannot_be_saved_comes_back_as_typed(
    checker: PageClient, make: Factory, database: Database
) -> None:
    claim = make.claim("A claim")
    typed = {"text": "", "countries": "Kosovo", "note": "kept", "event_words": "soon", "event_earliest": "32 May"}
    page = checker.submit(f"/claims/{claim.id}/change", typed)
    assert page.status == 400
    assert page.one("#note").get_text(strip=True) == "kept"
    assert page.one("#event_earliest")["value"] == "32 May"
    wrong = {a["href"] for a in page.all(".error-summary a")}
    assert wrong == {"#text", "#countries", "#event_earliest"}
    assert row(database, Claim, claim.id).version == 1


def test_looking_at_a_date_saves_nothing(checker: PageClient, make: Factory, database: Database) -> None:
    claim = make.claim("A claim")
    page = checker.submit(
        f"/claims/{claim.id}/change", {"event_words": "3 April 2022", "text": "Half typed", "look": "1"}
    )
    assert page.status == 200
    assert "3 Apr 2022" in page.one("#event-understood").get_text()
    assert page.one("#text").get_text(strip=True) == "Half typed"
    assert row(database, Claim, claim.id).text == "A claim"


def test_days_set_by_hand_stay_until_they_are_changed(checker: PageClient, make: Factory, database: Database) -> None:
    claim = make.claim("A claim")
    by_hand = {
        "event_words": "soon after",
        "event_earliest": "2022-04-03",
        "event_latest": "5 Apr 2022",
        "event_uncertain": "y",
    }
    checker.submit(f"/claims/{claim.id}/change", by_hand)
    checker.submit(f"/claims/{claim.id}/change", {"note": "another change"})
    event = row(database, Claim, claim.id).event
    assert (event.words, event.uncertain) == ("soon after", True)
    assert (event.earliest, event.latest) == (D("2022-04-03"), D("2022-04-05"))


def test_two_people_at_one_claim_see_both_texts(checker: PageClient, make: Factory, database: Database) -> None:
    claim = make.claim("A claim")
    mine = checker.get(f"/claims/{claim.id}/change").fields()
    checker.submit(f"/claims/{claim.id}/change", {"text": "Theirs", "reason": "Because of this"})
    page = checker.post(f"/claims/{claim.id}/change", {**mine, "text": "Mine", "reason": "Because of that"})
    assert page.status == 409
    assert "Somebody changed this claim since you opened it" in page.text
    assert [label.get_text(strip=True) for label in page.all("label")][1:3] == [
        "Mine: claim",
        "Mine: language of the claim",
    ]
    assert "Mine: the claim in English" in page.text
    assert page.one("#text-theirs").get_text() == "Theirs"
    assert page.one("#text").get_text(strip=True) == "Mine"
    assert page.one("#reason")["value"] == "Because of that"
    assert row(database, Claim, claim.id).text == "Theirs"
    done = checker.post(f"/claims/{claim.id}/change", page.fields())  # "Save mine" carries the version of theirs
    assert done.one("h1").get_text() == "Mine"


def test_the_page_with_both_texts_names_who_changed_the_record_and_not_who_did_something_to_it_since(
    checker: PageClient, app: Flask, make: Factory, database: Database
) -> None:
    ana, ben = make.user("Ana", Role.EDITOR), make.user("Ben", Role.EDITOR)
    claim, other = make.claim("A claim"), make.claim("Another one")
    mine = checker.get(f"/claims/{claim.id}/change").fields()
    hers = PageClient(app)
    hers.sign_in_as(ana)
    hers.submit(f"/claims/{claim.id}/change", {"text": "Theirs", "reason": "Heard it"})
    with database.write_tx() as tx:
        comments.add(tx, tx.get_one(Claim, claim.id), CommentDraft(text="Well done"), by=ben)
    with database.write_tx() as tx:
        judgements.judge(tx, Kind.CLAIM, claim.id or 0, other.id or 0, Answer.SAME, by=ben)
    page = checker.post(f"/claims/{claim.id}/change", {**mine, "text": "Mine"})
    assert page.status == 409
    assert "Ana saved it on" in page.one(".lede").get_text()
    assert page.one("#reason-theirs").get_text() == "Heard it"


def test_what_a_lost_session_interrupted_is_back_after_signing_in(
    checker: PageClient, make: Factory, database: Database
) -> None:
    claim = make.claim("A claim")
    typed = {**checker.get(f"/claims/{claim.id}/change").fields(), "text": "Typed before", "reason": "why"}
    user = make.user()
    with database.write_tx() as tx:
        kept.keep(tx, user, f"/claims/{claim.id}/change", typed)
    checker.sign_in_as(user)
    page = checker.get(f"/claims/{claim.id}/change")
    assert page.one("#text").get_text(strip=True) == "Typed before"
    assert "It is not saved yet" in page.text
    checker.post(f"/claims/{claim.id}/change", page.fields())
    assert checker.get(f"/claims/{claim.id}/change").one("#reason")["value"] == ""  # saved, so no longer kept


def test_a_text_changed_to_and_fro_is_put_once_in_each_way(checker: PageClient, make: Factory) -> None:
    claim = make.claim("Mercenaries are sent")
    for text in ("Mercenaries were sent", "Mercenaries are sent", "Mercenaries were sent", "Mercenaries are sent"):
        page = checker.submit(f"/claims/{claim.id}/change", {"text": text})
    put = [row.get_text() for row in page.all("section[aria-labelledby=wordings-heading] .row-title")]
    assert put == ["Mercenaries are sent", "Mercenaries were sent"]


def test_a_wording_is_added_struck_and_restored(checker: PageClient, make: Factory, database: Database) -> None:
    claim = make.claim("Mercenaries are sent")
    page = checker.submit(
        f"/claims/{claim.id}/wordings", {"text": "Плаћеници стижу", "language": "sr-Cyrl", "put_on": "25 Feb 2022"}
    )
    section = page.one("section[aria-labelledby=wordings-heading]")
    assert "25 Feb 2022" in section.get_text()
    assert section.select_one("li [lang=sr-Cyrl]") is not None
    struck = checker.post(str(section.select_one("form")["action"]))
    assert row(database, Wording, 1).struck
    assert "Wordings struck out (1)" in struck.text
    checker.post(f"/claims/{claim.id}/wordings/1/restore")
    assert not row(database, Wording, 1).struck


def test_a_wording_is_added_once_and_with_a_real_date(checker: PageClient, make: Factory) -> None:
    claim = make.claim("Mercenaries are sent")
    again = checker.submit(f"/claims/{claim.id}/wordings", {"text": "Mercenaries are sent"})
    assert (again.status, again.one("#text-error").get_text(strip=True)) == (
        400,
        "Error:This wording is recorded already.",
    )
    assert checker.submit(f"/claims/{claim.id}/wordings", {"text": "New", "put_on": "32 May"}).status == 400


def test_a_wording_of_another_claim_cannot_be_struck_from_here(
    checker: PageClient, make: Factory, database: Database
) -> None:
    claim, other = make.claim("One"), make.claim("Two")
    checker.submit(f"/claims/{other.id}/wordings", {"text": "The second"})
    assert checker.post(f"/claims/{claim.id}/wordings/1/strike").status == 404
    assert not row(database, Wording, 1).struck


def test_claims_are_related_found_by_words_or_number_and_the_relation_shows_at_both_ends(
    checker: PageClient, make: Factory, database: Database
) -> None:
    claim, other = make.claim("The talks are about mercenaries"), make.claim("Mercenaries are sent")
    make.claim("Noise")
    for words in ("sent", str(other.id), f"#{other.id}"):
        found = checker.get(f"/claims/{claim.id}/relate", query_string={"q": words})
        assert [i["value"] for i in found.all("main input[type=radio]")] == [str(other.id)], words
    relate = {"relation": "about", "other": str(other.id), "note": "by its own words"}
    page = checker.submit(f"/claims/{claim.id}/relate?q=sent", relate, form="main form[method=post]")
    assert "This claim is about: Mercenaries are sent" in page.text
    assert "Is about this claim: The talks are about mercenaries" in checker.get(f"/claims/{other.id}").text
    twice = checker.submit(f"/claims/{claim.id}/relate?q=sent", relate, form="main form[method=post]")
    assert twice.status == 400
    assert "related so already" in twice.text
    taken = checker.post(f"/claims/{other.id}/relations/1/take-back")  # from either end
    assert "Relate the two again" in taken.text
    assert row(database, ClaimRelation, 1) is None


@pytest.mark.parametrize("other", ["", "0", "99", "abc", "2147483648"])
def test_a_relation_to_no_claim_is_refused(checker: PageClient, make: Factory, other: str) -> None:
    claim = make.claim("A claim")
    make.claim("Another")
    relate = {"relation": Relation.ABOUT.value, "other": other}
    assert checker.submit(f"/claims/{claim.id}/relate?q=another", relate, form="main form[method=post]").status == 400


def test_a_relation_of_other_claims_cannot_be_taken_back_from_here(
    checker: PageClient, make: Factory, database: Database
) -> None:
    one, two, three = make.claim("One"), make.claim("Two"), make.claim("Three")
    checker.submit(f"/claims/{one.id}/relate?q=two", {"other": str(two.id)}, form="main form[method=post]")
    assert checker.post(f"/claims/{three.id}/relations/1/take-back").status == 404
    assert row(database, ClaimRelation, 1) is not None


def test_every_change_leaves_exactly_one_event(checker: PageClient, make: Factory, database: Database) -> None:
    claim, other = make.claim("One"), make.claim("Two")
    make.statement(claim)
    acts = [
        (f"/claims/{claim.id}/change", {"text": "One, reworded"}, "changed"),
        (f"/claims/{claim.id}/wordings", {"text": "Another wording"}, "entered"),
        (f"/claims/{claim.id}/relate?q=two", {"other": str(other.id)}, "related"),
        ("/statements/1/change", {"role": "Minister"}, "changed"),
        ("/statements/1/strike", {"reason": "mistake"}, "struck"),
    ]
    for path, typed, action in acts:
        before = len(events(database))
        checker.submit(path, typed, form="main form[method=post]")
        assert [event.action for event in events(database)[before:]] == [action], path


def events(database: Database) -> list[AuditEvent]:
    with database.read() as session:
        return list(session.exec(select(AuditEvent).order_by(AuditEvent.id)))

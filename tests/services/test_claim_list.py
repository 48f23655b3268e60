"""The list of claims: what is found, what is left out, what comes first, and at what cost."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa

from claimtrack.dates import FuzzyDate
from claimtrack.db import Database
from claimtrack.drafts import WordingDraft
from claimtrack.models import Claim, Source, Statement
from claimtrack.services import claim_list, claims, records, statements
from claimtrack.services.claim_list import Filter, Sort, Wanted, terms_of
from claimtrack.words import ClaimType, Stance, Status
from tests.conftest import SERVER
from tests.factories import D, Factory

TODAY = date(2022, 3, 31)


def find(database: Database, wanted: Wanted) -> list[str]:
    """The texts of the claims found, in order."""
    with database.read() as session:
        rows, total = claim_list.find_claims(session, wanted, 0, 50, today=TODAY)
        assert total == len(rows)
        return [row.claim.text for row in rows]


def only(**what: Any) -> Wanted:
    return Wanted(only=Filter(**what))


def never(**what: Any) -> Wanted:
    return Wanted(never=Filter(**what))


def span(first: str | None, last: str | None) -> FuzzyDate:
    return FuzzyDate(earliest=D(first) if first else None, latest=D(last) if last else None)


@pytest.mark.parametrize(
    ("typed", "terms"),
    [
        ("Lavrov mercenaries", ["lavrov", "mercenaries"]),  # every word on its own
        ("“free states” West", ["free states", "west"]),  # curly quotation marks keep a phrase, too
        ('O\'Brien "C++"', ["o'brien", "c++"]),
        ("O’Brien", ["o'brien"]),  # one apostrophe or the other
        ('"never closed', ["never closed"]),
        ("Лавров", ["lavrov"]),
        ('"', ['"']),  # nothing but a quotation mark is looked for as it stands
        ("  ", []),
        ("same same", ["same"]),
    ],
)
def test_words_and_phrases_are_told_apart(typed: str, terms: list[str]) -> None:
    assert terms_of(typed) == terms


@pytest.mark.parametrize(
    ("words", "is_found"),
    [
        ("100% O'Brien", True),
        ("100%x", False),  # a percent sign stands for itself, not for anything
        ("a_b", True),
        ("a_c", False),  # and an underscore not for any letter
        ("C:\\temp", True),
        ("\\", True),
        ('"C++"', True),
        ("C+++", False),
        ("'; DROP TABLE claim; --", False),
    ],
)
def test_marks_that_mean_something_to_databases_are_searched_as_they_stand(
    database: Database, make: Factory, words: str, is_found: bool
) -> None:
    make.claim("100% of O'Brien's \"C++\" is in C:\\temp, says a_b")
    make.claim("Something else altogether, abc")
    assert len(find(database, Wanted(words=words))) == is_found


def test_a_search_looks_into_wordings_quotes_and_every_name_of_an_actor(database: Database, make: Factory) -> None:
    made = make.statement(
        "Mercenaries are sent",
        quote="Плаћеници стижу",
        actor_fields={"aliases": ("Сергей Лавров",)},
        source={"title": "x"},
    )
    make.statement("Noise", actor="Somebody else")
    by = make.user()
    with make.writing() as tx:
        claim = records.get(tx, Claim, made.claim_id)
        claims.add_wording(tx, claim, WordingDraft(text="Najamnici se šalju", language="sr-Latn"), by=by)
    for words in ("лавров", "LAVROV sent", "placenici", "plaćenici", "najamnici salju", "sergei “are sent”"):
        assert find(database, Wanted(words=words)) == ["Mercenaries are sent"], words
    assert find(database, Wanted(words="lavrov noise")) == []


def test_unrebutted_is_asserted_checkable_and_neither_denied_nor_rebutted(database: Database, make: Factory) -> None:
    for text, stances, kind in [
        ("asserted", [Stance.ASSERTS], ClaimType.FACTUAL),
        ("silence", [Stance.REPEATS, Stance.NO_COMMENT], ClaimType.ACCUSATION),  # no comment is no denial
        ("taken back", [Stance.CONFIRMS, Stance.RETRACTS], ClaimType.FORECAST),  # nobody contradicted it
        ("denied", [Stance.ASSERTS, Stance.DENIES], ClaimType.FACTUAL),
        ("rebutted", [Stance.ASSERTS, Stance.REBUTS], ClaimType.FACTUAL),
        ("only reported", [Stance.REPORTS], ClaimType.FACTUAL),
        ("a pledge", [Stance.ASSERTS], ClaimType.PLEDGE),
    ]:
        claim = make.claim(text, type=kind)
        for stance in stances:
            make.statement(claim, stance)
    assert set(find(database, Wanted(unrebutted=True))) == {"asserted", "silence", "taken back"}
    assert set(find(database, Wanted(unrebutted=False))) == {"denied", "rebutted", "only reported", "a pledge"}
    with database.read() as session:
        rows, _ = claim_list.find_claims(session, Wanted(), 0, 50, today=TODAY)
        agreed = {row.claim.text for row in rows if row.facts.unrebutted}
    assert agreed == {"asserted", "silence", "taken back"}  # the rule of the claim page says the same


def test_a_denial_that_was_struck_out_leaves_a_claim_unrebutted(database: Database, make: Factory) -> None:
    claim = make.claim("asserted")
    make.statement(claim)
    denial = make.statement(claim, Stance.DENIES, actor="Kosovo")
    assert find(database, Wanted(unrebutted=True)) == []
    by = make.user()
    with make.writing() as tx:
        statements.strike(tx, records.get(tx, Statement, denial.id), seen=1, by=by)
    assert find(database, Wanted(unrebutted=True)) == ["asserted"]
    assert find(database, only(stances=(Stance.DENIES,))) == []


def test_stance_actor_outlet_and_dates_must_meet_in_one_statement(database: Database, make: Factory) -> None:
    one = make.claim("denied by Kosovo in TASS")
    make.statement(one, Stance.ASSERTS)
    denial = make.statement(one, Stance.DENIES, actor="Kosovo", said="2022-03-01", source={"outlet": "TASS"})
    two = make.claim("asserted by Kosovo, denied by another")
    make.statement(two, Stance.ASSERTS, actor="Kosovo", said="2022-03-01", source={"outlet": "TASS"})
    make.statement(two, Stance.DENIES, actor="Albania")
    with database.read() as session:
        outlet = records.get(session, Source, denial.source_id).outlet_id
    wanted = Filter(stances=(Stance.DENIES,), actors=(denial.actor_id,), outlets=(outlet or 0,), since=D("2022-03-01"))
    assert find(database, Wanted(only=wanted)) == ["denied by Kosovo in TASS"]
    assert find(database, only(actors=(denial.actor_id,), stances=(Stance.ASSERTS,))) == [two.text]
    assert find(database, never(stances=(Stance.ASSERTS,))) == []
    assert find(database, never(actors=(denial.actor_id,))) == []
    assert find(database, never(outlets=(outlet or 0,))) == []


def test_who_somebody_speaks_for_counts_as_speaking(database: Database, make: Factory) -> None:
    made = make.statement("spoken for Moscow", on_behalf_of="Government of Russia")
    make.statement("spoken for nobody", actor="Somebody")
    moscow = made.on_behalf_of_id or 0
    assert find(database, only(actors=(moscow,))) == ["spoken for Moscow"]
    assert find(database, never(actors=(moscow,))) == ["spoken for nobody"]


@pytest.mark.parametrize(
    ("said", "since", "until", "fits"),
    [
        (span("2022-02-14", "2022-02-20"), "2022-02-20", "2022-02-28", True),  # the last day it can be
        (span("2022-02-14", "2022-02-20"), "2022-02-21", None, False),
        (span("2022-02-14", "2022-02-20"), None, "2022-02-13", False),
        (span("2022-02-14", "2022-02-20"), "2022-02-16", "2022-02-17", True),  # the span asked for lies within
        (span(None, "2022-02-21"), None, "2020-01-01", True),  # no known start
        (span(None, "2022-02-21"), "2022-02-22", None, False),
        (span("2022-02-21", None), "2024-01-01", None, True),
        (span(None, None), "1900-01-01", "2100-01-01", False),  # no date at all fits no date asked for
    ],
)
def test_dates_fit_when_they_overlap(
    database: Database, make: Factory, said: FuzzyDate, since: str | None, until: str | None, fits: bool
) -> None:
    make.statement("the claim", said=said)
    dates = {"since": D(since) if since else None, "until": D(until) if until else None}
    assert find(database, only(**dates)) == ["the claim"] * fits
    assert find(database, never(**dates)) == ["the claim"] * (not fits)


def test_every_filter_of_the_claim_itself_has_its_opposite(database: Database, make: Factory) -> None:
    make.claim("one", language="sr-Cyrl", topics=("Balkans",), countries=("XK",), type=ClaimType.FORECAST)
    make.claim("two", language="en", topics=("gas",), countries=("RS", "XK"), status=Status.SUBMITTED)
    for what, found in [
        ({"topics": ("Balkans",)}, {"one"}),
        ({"countries": ("RS",)}, {"two"}),
        ({"countries": ("RS", "XK")}, {"one", "two"}),  # several of one kind are alternatives
        ({"types": (ClaimType.FORECAST,)}, {"one"}),
        ({"statuses": (Status.SUBMITTED,)}, {"two"}),
        ({"languages": ("sr",)}, {"one"}),  # a language takes in its scripts
        ({"languages": ("sr-Latn",)}, set()),
        ({"languages": ("s",)}, set()),
    ]:
        assert set(find(database, only(**what))) == found, what
        assert set(find(database, never(**what))) == {"one", "two"} - found, what


def test_a_claim_is_in_the_languages_of_its_wordings_and_quotes(database: Database, make: Factory) -> None:
    make.statement("quoted", quote="Нет", source={"language": "ru"})
    make.statement(
        "quoted in another language than the source's", quote="Ne", quote_language="sr", source={"language": "ru"}
    )
    assert find(database, only(languages=("ru",))) == ["quoted"]
    assert find(database, only(languages=("sr",))) == ["quoted in another language than the source's"]


def test_claims_come_in_the_order_asked_for(database: Database, make: Factory) -> None:
    early, late, denied = make.claim("early"), make.claim("late"), make.claim("denied")
    make.claim("silent")
    make.statement(early, said="2022-01-01")
    make.statement(late, Stance.REPORTS, said="2021-12-01")  # a report does not make a claim older
    make.statement(late, said="2022-02-01")
    make.statement(late, Stance.REPEATS, said="2022-03-01")
    make.statement(denied, said="2021-01-01")
    make.statement(denied, Stance.DENIES, said="2022-01-02")
    for sort, expected in {
        Sort.FIRST: ["denied", "early", "late", "silent"],
        Sort.LATEST: ["late", "denied", "early", "silent"],
        Sort.MOST: ["late", "denied", "early", "silent"],
        Sort.OLDEST: ["early", "late", "denied", "silent"],
        Sort.CHANGED: ["denied", "late", "early", "silent"],
    }.items():
        assert find(database, Wanted(sort=sort)) == expected, sort
    assert find(database, Wanted(unrebutted=True, sort=Sort.OLDEST)) == ["early", "late"]


def test_a_row_tells_who_was_first_and_how_long_it_waits(database: Database, make: Factory) -> None:
    claim = make.claim("waiting")
    make.statement(claim, said="2022-03-01")
    make.statement(claim, Stance.REPORTS, actor="AP", said="2022-03-02")
    with database.read() as session:
        row = claim_list.find_claims(session, Wanted(), 0, 5, today=TODAY)[0][0]
    assert row.first_by == "Sergei Lavrov"
    assert row.waiting == "30 days"
    assert row.stances == [(Stance.ASSERTS, 1), (Stance.REPORTS, 1)]
    assert row.spark.asserted
    assert not row.spark.answered


def test_a_page_is_a_part_of_the_whole(database: Database, make: Factory) -> None:
    for number in range(7):
        make.claim(f"claim {number}")
    with database.read() as session:
        rows, total = claim_list.find_claims(session, Wanted(), 5, 5, today=TODAY)
    assert (len(rows), total) == (2, 7)


def test_more_claims_ask_no_more_of_the_database(database: Database, make: Factory) -> None:
    """Whatever the filter, and however many claims and statements there are."""
    wanted = Wanted(
        words="claim", unrebutted=True, only=Filter(stances=(Stance.ASSERTS,), languages=("en",)), sort=Sort.OLDEST
    )
    make.statement("Claim one")
    with counted_queries(database) as few:
        find(database, wanted)
    for number in range(12):
        claim = make.claim(f"Claim, another {number}")
        for actor in ("A", "B"):
            make.statement(claim, actor=actor, source={"outlet": f"Outlet {number}"})
    with counted_queries(database) as many:
        assert len(find(database, wanted)) == 13
    assert len(many) == len(few) <= 5


@pytest.mark.parametrize("sort", Sort)
@pytest.mark.parametrize("unrebutted", [True, None])
def test_statements_are_looked_up_for_all_claims_at_once(
    database: Database, make: Factory, sort: Sort, unrebutted: bool | None
) -> None:
    """Not claim by claim: with ten thousand claims the list would take seconds, on PostgreSQL minutes."""
    make.statement(make.claim("The bakery closes at noon"))
    wanted = Wanted(unrebutted=unrebutted, sort=sort, never=Filter(stances=(Stance.DENIES,)))
    with counted_queries(database) as asked, database.read() as session:
        claim_list.find_claims(session, wanted, 0, 25, today=TODAY)
    explain = "EXPLAIN" if SERVER else "EXPLAIN QUERY PLAN"
    with database.engine.connect() as connection:
        plans = [connection.exec_driver_sql(f"{explain} {query}", given).all() for query, given in asked]
    steps = [str(row[-1]) for plan in plans for row in plan]
    assert any("statement" in step for step in steps)
    assert [step for step in steps if "CORRELATED" in step or "(SubPlan" in step] == []


@contextmanager
def counted_queries(database: Database) -> Iterator[list[tuple[str, Any]]]:
    """Every query and its parameters."""
    told: list[tuple[str, Any]] = []

    def note(_connection: object, _cursor: object, statement: str, parameters: Any, *_rest: object) -> None:
        told.append((statement, parameters))

    sa.event.listen(database.engine, "before_cursor_execute", note)
    yield told
    sa.event.remove(database.engine, "before_cursor_execute", note)

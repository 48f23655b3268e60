"""What a claim page computes: first, last, answered, how soon, how often since, how many, and what is missing."""

import random
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimtrack.rules.timeline import Entry, facts
from claimtrack.words import ClaimType, Stance
from tests.rules.statements import CLAIMS, TODAY, article, entry


def test_one_article_gives_what_a_careful_fact_checker_finds_in_it() -> None:
    known = facts(article(), TODAY).as_json()
    expected = {
        "statements": 6,
        "first_asserted_edtf": "[2022-02-14..2022-02-20]",
        "asserters": 2,
        "independent_asserters": 1,
        "deniers": 3,
        "rebutters": 0,
        "sources": 1,
        "outlets": 1,
        "time_to_first_rebuttal_days": [0, 7],
        "unrebutted": False,
        "single_source": True,
        "no_archive_copy": [1],
    }
    assert {name: known[name] for name in expected} == expected
    assert known["first_known"]["actors"] == ["Sergei Lavrov"]
    assert known["first_known"]["may_be_earlier"] is False
    assert known["first_rebuttal"]["statements"] == [3, 4, 5]
    assert known["by_stance"]["denies"] == 3
    assert known["by_stance"]["retracts"] == 0


# The same article's other claims: nobody answers any of them, and a few could not be answered with a fact.
UNANSWERED = [
    ("factual", True, "can be checked"),
    ("forecast", True, "can be contradicted before the day comes"),
    ("accusation", True, "blame can be disputed"),
    ("analysis", False, "a reading of events is not true or false"),
    ("position", False, "where somebody stands is theirs to say"),
    ("pledge", False, "a promise is kept or broken later"),
]


@pytest.mark.parametrize(("claim_type", "expected", "why"), UNANSWERED)
def test_only_what_can_be_checked_can_be_unrebutted(claim_type: str, expected: bool, why: str) -> None:
    known = facts([entry(1, "asserts", "2022-02-21")], TODAY, ClaimType(claim_type))
    assert known.unrebutted is expected, why
    assert (known.days_unrebutted == (8, 8)) is expected, why


ANSWERS = [
    ("denies", False),
    ("rebuts", False),
    ("no_comment", True),
    ("retracts", True),
    ("reports", True),
]


@pytest.mark.parametrize(("stance", "unrebutted"), ANSWERS)
def test_silence_a_retraction_and_a_report_are_no_rebuttal(stance: str, unrebutted: bool) -> None:
    known = facts([entry(1, "asserts", "2022-02-10"), entry(2, stance, "2022-02-12", "Boris")], TODAY)
    assert known.unrebutted is unrebutted
    assert (known.first_rebuttal is None) is unrebutted


def test_a_claim_that_is_only_reported_has_no_first_assertion() -> None:
    known = facts([entry(1, "reports", "2022-02-10", "TASS")], TODAY)
    assert known.first is None
    assert known.first_report
    assert known.first_report.ids == (1,)
    assert (known.asserters, known.independent_asserters, known.unrebutted) == (0, 0, False)


FIRSTS = [
    ("2022-02-10", "2022-02-12", 1, False, "two days, the earlier one is first"),
    ("[2022-02-01..2022-02-20]", "2022-02-12", 2, True, "known by the 12th, but the other may have come before"),
    ("[..2022-02-12]", "2022-02-12", 2, True, "an open start never wins and never loses"),
    ("[2022-02-10..2022-02-12]", "2022-02-12", 1, False, "at the latest on the day of the other"),
    ("", "2022-02-12", 2, True, "no date at all may be any date"),
]


@pytest.mark.parametrize(("one", "other", "first", "may_be_earlier", "why"), FIRSTS)
def test_the_first_is_the_one_known_by_the_earliest_day(
    one: str, other: str, first: int, may_be_earlier: bool, why: str
) -> None:
    moment = facts([entry(1, "asserts", one), entry(2, "asserts", other, "Boris")], TODAY).first
    assert moment is not None
    assert (moment.ids, moment.may_be_earlier) == ((first,), may_be_earlier), why


def test_statements_with_the_same_date_are_first_together() -> None:
    moment = facts([entry(1, "asserts", "2022-02-12"), entry(2, "confirms", "2022-02-12", "Boris")], TODAY).first
    assert moment
    assert moment.ids == (1, 2)


def test_one_act_in_two_sources_is_dated_by_what_both_allow() -> None:
    lavrov = {"actor": "Sergei Lavrov"}
    told = [
        entry(1, "asserts", "[2022-02-14..2022-02-20]", **lavrov),
        entry(2, "asserts", "[2022-02-18..2022-02-23]", same_act_as=1, **lavrov),
    ]
    known = facts(told, TODAY)
    assert known.first
    assert known.first.said.edtf == "[2022-02-18..2022-02-20]"
    assert known.last is None
    assert known.dates_disagree == ()


DISAGREEMENTS = [
    ({"same_act_as": 1}, ((1, 2),), "one act cannot be on two days"),
    ({"quote": "they are  COMING", "source_id": 102}, ((1, 2),), "the very same words in another text"),
    ({}, (), "saying it again on another day is no contradiction"),
    ({"quote": "they are gone"}, (), "other words, another time"),
]


@pytest.mark.parametrize(("given_too", "expected", "why"), DISAGREEMENTS)
def test_sources_disagree_when_one_act_has_two_dates(
    given_too: dict[str, object], expected: tuple[tuple[int, ...], ...], why: str
) -> None:
    told = [entry(1, "asserts", "2022-02-12", quote="They are coming"), entry(2, "asserts", "2022-02-14", **given_too)]
    assert facts(told, TODAY).dates_disagree == expected, why


def test_dates_of_one_act_that_contradict_each_other_span_them_all() -> None:
    lavrov = {"actor": "Sergei Lavrov"}
    told = [
        entry(1, "asserts", "[..2022-02-10]", **lavrov),
        entry(2, "asserts", "[2022-02-20..]", same_act_as=1, **lavrov),
    ]
    known = facts(told, TODAY)
    assert known.dates_disagree == ((1, 2),)
    assert known.first
    assert not known.first.said.is_known


VOICES = [
    ({}, {}, 2, "two people"),
    ({"on_behalf_of_id": 7}, {"on_behalf_of_id": 7}, 1, "two voices of one government"),
    ({"on_behalf_of_id": 66}, {"actor": "B"}, 1, "a spokesman and whom he speaks for"),
    ({}, {"same_act_as": 1}, 1, "one act under two names"),
    ({}, {"kind": "unnamed"}, 1, "somebody unnamed may be the one who is named"),
]


@pytest.mark.parametrize(("one", "other", "expected", "why"), VOICES)
def test_who_speaks_for_another_is_not_independent_of_them(
    one: dict[str, object], other: dict[str, object], expected: int, why: str
) -> None:
    told = [entry(1, "asserts", "2022-02-12", **one), entry(2, "asserts", "2022-02-13", **({"actor": "Boris"} | other))]
    assert facts(told, TODAY).independent_asserters == expected, why


def test_a_wire_text_in_five_papers_is_one_independent_source() -> None:
    wire = entry(1, "asserts", "2022-02-12")
    copies = [replace(wire, id=n, source_id=100 + n, outlet_id=n, original_source_id=101) for n in range(2, 6)]
    known = facts([wire, *copies], TODAY)
    assert (known.sources, known.outlets, known.independent_sources, known.single_source) == (5, 5, 1, True)
    assert known.last is None, "a copy is not a repetition"


AFTER = [
    ("2022-02-18", 1, 0, "the day after"),
    ("2022-02-17", 0, 1, "the same day may be before or after"),
    ("[2022-02-15..2022-02-20]", 0, 1, "the span reaches past the rebuttal"),
    ("[..2022-02-20]", 0, 1, "may be long before"),
    ("2022-02-16", 0, 0, "the day before"),
]


@pytest.mark.parametrize(("when", "surely", "maybe", "why"), AFTER)
def test_repeats_after_the_first_rebuttal_are_sure_or_possible(when: str, surely: int, maybe: int, why: str) -> None:
    told = [entry(1, "asserts", "2022-02-10"), entry(2, "denies", "2022-02-17", "B"), entry(3, "repeats", when, "C")]
    known = facts(told, TODAY)
    assert (known.repeats_after, known.maybe_repeats_after) == (surely, maybe), why


def test_the_first_assertion_is_never_counted_as_a_repeat() -> None:
    known = facts(article(), TODAY)
    assert (known.surely_after, known.maybe_after) == ((), ())


WAITS = [
    ("2022-02-10", "2022-02-12", (2, 2), "two days"),
    ("2022-02-10", "[2022-02-12..2022-02-15]", (2, 5), "as exact as the rebuttal is dated"),
    ("2022-02-10", "[..2022-02-15]", (0, 5), "at once or five days later"),
    ("[2022-02-01..]", "2022-02-15", (0, 14), "asserted at any time since"),
    ("2022-02-10", "", (None, None), "nothing to count to"),
    ("2022-02-10", "2022-02-08", None, "answered before it was known to be asserted"),
]


@pytest.mark.parametrize(("asserted", "denied", "expected", "why"), WAITS)
def test_the_time_to_the_first_rebuttal_is_never_more_exact_than_the_dates(
    asserted: str, denied: str, expected: tuple[int | None, int | None] | None, why: str
) -> None:
    known = facts([entry(1, "asserts", asserted), entry(2, "denies", denied, "B")], TODAY)
    assert known.days_to_rebuttal == expected, why
    assert known.rebutted_before_asserted is (expected is None), why


def test_an_earlier_rival_widens_the_time_to_the_first_rebuttal() -> None:
    told = [
        entry(1, "asserts", "2022-02-10"),
        entry(2, "asserts", "[2022-02-01..2022-02-28]", "B"),
        entry(3, "denies", "2022-02-12", "C"),
    ]
    assert facts(told, TODAY).days_to_rebuttal == (2, 11)


def test_the_last_repetition_is_the_latest_that_is_surely_late() -> None:
    told = [
        entry(1, "asserts", "2022-02-10"),
        entry(2, "repeats", "2022-02-20", "B"),
        entry(3, "repeats", "[..2022-02-25]", "C"),
    ]
    last = facts(told, TODAY).last
    assert last
    assert last.ids == (2,)


@given(CLAIMS, st.randoms(use_true_random=False))
def test_the_order_of_the_statements_does_not_matter(told: list[Entry], chance: random.Random) -> None:
    shuffled = told[:]
    chance.shuffle(shuffled)
    assert facts(shuffled, TODAY) == facts(told, TODAY)


@given(CLAIMS)
def test_counts_and_spans_are_never_impossible(told: list[Entry]) -> None:
    known = facts(told, TODAY)
    assert sum(known.by_stance.values()) == known.statements == len(told)
    assert known.independent_asserters <= known.asserters <= len(told)
    assert known.independent_sources <= max(known.sources, len({one.text_id for one in told}))
    assert not set(known.surely_after) & set(known.maybe_after)
    for days in filter(None, (known.days_to_rebuttal, known.days_unrebutted)):
        fewest, most = days
        assert fewest is None or most is None or fewest <= most
    if known.days_to_rebuttal and known.days_to_rebuttal[0] is not None:
        assert known.days_to_rebuttal[0] >= 0
    for moment in filter(None, (known.first, known.last, known.first_rebuttal, known.first_report)):
        assert moment.ids
        assert not set(moment.ids) & set(moment.rivals)


@settings(max_examples=200)
@given(CLAIMS, st.data())
def test_a_syndicated_copy_never_adds_an_independent_source_or_a_repeat(told: list[Entry], data: st.DataObject) -> None:
    if not told:
        return
    copied = data.draw(st.sampled_from(told))
    copy = replace(copied, id=1000, source_id=2000, original_source_id=copied.text_id, same_act_as=None)
    before, after = facts(told, TODAY), facts([*told, copy], TODAY)
    assert after.independent_sources <= before.independent_sources
    assert after.independent_asserters == before.independent_asserters
    assert (after.repeats_after, after.maybe_repeats_after) == (before.repeats_after, before.maybe_repeats_after)
    assert after.by_stance[copied.stance] == before.by_stance[copied.stance] + 1


def test_an_empty_claim_has_nothing_and_breaks_nothing() -> None:
    known = facts([], date(2022, 3, 1))
    assert known.first is known.first_rebuttal is known.days_to_rebuttal is None
    assert known.as_json()["by_stance"] == {stance.value: 0 for stance in Stance}

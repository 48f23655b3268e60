"""The sentence on top of a claim's page: true in every case, and never more exact than what is known."""

import pytest
from hypothesis import given

from claimtrack.rules.timeline import Entry, facts, sentence, sentence_parts
from claimtrack.words import ClaimType
from tests.rules.statements import CLAIMS, TODAY, article, entry


def told(*entries: Entry, verdict: str = "", claim_type: ClaimType = ClaimType.FACTUAL) -> str:
    return sentence(facts(entries, TODAY, claim_type), verdict)


def test_the_article_in_one_line() -> None:
    assert told(*article()) == (
        "First known from Sergei Lavrov between 14 and 20 Feb 2022 (“last week”). "
        "Denied by officials from Albania, Kosovo and Bosnia, 0–7 days later. No known repeat since. "
        "1 outlet, 1 independent source. No verdict yet."
    )


FIRST = entry(1, "asserts", "2022-02-10", "Ana")

STORIES = [
    ([], "Nobody is on record with this claim yet. No verdict yet.", "no statements"),
    (
        [entry(1, "reports", "2022-02-10", "TASS")],
        "Nobody is on record asserting it. First reported by TASS on 10 Feb 2022. No denial or rebuttal on record. "
        "1 outlet, 1 independent source. No verdict yet.",
        "only reports",
    ),
    (
        [FIRST, entry(2, "denies", "2022-02-08", "Boris")],
        "First known from Ana on 10 Feb 2022. "
        "Denied by Boris on 8 Feb 2022, before it was first known to be asserted. No known repeat since. "
        "2 outlets, 2 independent sources. No verdict yet.",
        "answered before asserted",
    ),
    (
        [entry(1, "asserts", "[..2022-02-21]", "", kind="unnamed", outlet="", outlet_id=None)],
        "First known from somebody unnamed by 21 Feb 2022 (may be earlier). No denial or rebuttal on record. "
        "1 independent source. No verdict yet.",
        "nobody named, open date, no outlet",
    ),
    (
        [entry(1, "asserts", "", "Ana", words="some time ago")],
        "First known from Ana on a day not known (“some time ago”). No denial or rebuttal on record. "
        "1 outlet, 1 independent source. No verdict yet.",
        "words without a date",
    ),
    (
        [FIRST, entry(2, "no_comment", "2022-02-12", "Government of Serbia", kind="state")],
        "First known from Ana on 10 Feb 2022. No comment from the Government of Serbia. "
        "No denial or rebuttal on record. 2 outlets, 2 independent sources. No verdict yet.",
        "silence is told apart from a denial",
    ),
    (
        [FIRST, entry(2, "denies", "2022-02-12", "Ministry for Health", kind="organisation")],
        "First known from Ana on 10 Feb 2022. Denied by the Ministry for Health, 2 days later. "
        "No known repeat since. 2 outlets, 2 independent sources. No verdict yet.",
        "a body takes its article",
    ),
    (
        [
            FIRST,
            entry(2, "denies", "2022-02-12", "Boris"),
            entry(3, "rebuts", "2022-02-12", "Vera"),
            entry(4, "repeats", "2022-02-20", "Goran"),
            entry(5, "repeats", "[2022-02-11..2022-02-20]", "Dina"),
            entry(6, "retracts", "2022-02-25", "Goran"),
        ],
        "First known from Ana on 10 Feb 2022. Denied by Boris and rebutted by Vera, 2 days later. "
        "1 repeat since, perhaps 2. Taken back by Goran on 25 Feb 2022. "
        "6 outlets, 6 independent sources. No verdict yet.",
        "the whole story",
    ),
]


@pytest.mark.parametrize(("entries", "expected", "why"), STORIES)
def test_the_story_in_every_case(entries: list[Entry], expected: str, why: str) -> None:
    assert told(*entries) == expected, why


DATES = [
    ("[2022-01-28..2022-02-03]", "between 28 Jan and 3 Feb 2022"),
    ("[2021-12-28..2022-01-03]", "between 28 Dec 2021 and 3 Jan 2022"),
    ("[2022-02-01..2022-02-28]", "in Feb 2022"),
    ("[2022-02-14..]", "from 14 Feb 2022"),
    ("[2022-02-14~..2022-02-20~]", "between about 14 and 20 Feb 2022"),
]


@pytest.mark.parametrize(("when", "words"), DATES)
def test_a_date_keeps_its_doubt_inside_the_sentence(when: str, words: str) -> None:
    assert f"First known from Ana {words}" in told(entry(1, "asserts", when, "Ana"))


def test_many_who_answered_on_one_day_are_named_in_part() -> None:
    denials = [entry(id, "denies", "2022-02-12", f"Witness {id}") for id in range(2, 10)]
    assert "Denied by Witness 2, Witness 3, Witness 4, Witness 5 and 4 others, 2 days later." in told(FIRST, *denials)


def test_the_verdict_is_the_newsrooms_and_comes_last() -> None:
    assert told(FIRST, verdict="Not supported by evidence").endswith(" Verdict: Not supported by evidence.")


def test_names_and_spoken_words_are_told_apart_from_the_rest() -> None:
    parts = sentence_parts(facts(article(), TODAY))
    assert [part.text for part in parts if part.kind == "name"] == [
        *("Sergei Lavrov", "last week", "Albania", "Kosovo", "Bosnia"),
    ]


@given(CLAIMS)
def test_the_sentence_always_ends_with_the_verdict_and_never_shows_a_gap(entries: list[Entry]) -> None:
    story = told(*entries)
    assert story.endswith("No verdict yet.")
    assert "None" not in story
    for gap in ("  ", " .", " ,", "()", ".."):
        assert gap not in story

"""The label of a match on labelled pairs of our own, and the rules one by one."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from claimtrack.matching.guards import label
from claimtrack.matching.reading import read
from claimtrack.words import MatchLabel
from tests.bench.guards import is_right

BASE = "Mercenaries from Albania, Kosovo and Bosnia are being sent to fight in Ukraine"

AGAINST_BASE = [
    (
        "Mercenaries from Kosovo, Bosnia and Albania are being sent to fight in Ukraine",
        MatchLabel.SAME,
        "a list in another order",
    ),
    (
        "Mercs from Kosovo, Albania and Bosnia sent to Donbass",
        MatchLabel.SAME,
        "Donbass lies in Ukraine, mercs are mercenaries",
    ),
    (
        "These countries are sending mercenaries to fight in Ukraine",
        MatchLabel.SAME,
        "“these countries” is no other place",
    ),
    ("Mercenaries from Kosovo are being sent to fight in Ukraine", MatchLabel.NARROWER, "fewer of the places"),
    ("No mercenaries from Albania, Kosovo and Bosnia are being sent to fight in Ukraine", MatchLabel.REBUTTAL, "“no”"),
    (
        "Tirana denies that mercenaries from Albania, Kosovo and Bosnia are sent to fight in Ukraine",
        MatchLabel.REBUTTAL,
        "“denies”",
    ),
    ("Mercenaries from Serbia are being sent to fight in Ukraine", MatchLabel.DIFFERENT_PLACE, "another country"),
    (
        "Mercenaries from Ukraine are being sent to fight in Albania, Kosovo and Bosnia",
        MatchLabel.ROLE_SWAP,
        "the other way round",
    ),
    (
        "Weapons from Albania, Kosovo and Bosnia are being sent to Ukraine",
        MatchLabel.DIFFERENT_OBJECT,
        "weapons, not people",
    ),
    ("The museum opens at nine", MatchLabel.UNRELATED, "nothing in common"),
]


@pytest.mark.parametrize(("text", "expected", "why"), AGAINST_BASE)
def test_each_way_of_differing_has_its_label(text: str, expected: MatchLabel, why: str) -> None:
    assert label(read(BASE), read(text)).label is expected, why


def test_a_doubt_on_one_side_is_noted_and_changes_no_label() -> None:
    finding = label(
        read(BASE), read("Mercenaries from Albania, Kosovo and Bosnia are reportedly being sent to fight in Ukraine")
    )
    assert (finding.label, finding.hedged) == (MatchLabel.SAME, True)


def test_two_denials_do_not_contradict_each_other() -> None:
    one, other = "Poland is not preparing to annex Ukraine", "Poland isn't preparing to annex Ukraine"
    assert label(read(one), read(other)).label is MatchLabel.SAME


def test_that_something_ended_and_is_no_more_agree() -> None:
    one, other = "Poland has stopped buying Russian gas", "Poland no longer buys Russian gas"
    assert label(read(one), read(other)).label is MatchLabel.SAME


def test_that_something_ended_and_did_not_end_contradict_each_other() -> None:
    one, other = "Poland has stopped buying Russian gas", "Poland has not stopped buying Russian gas"
    assert label(read(one), read(other)).label is MatchLabel.REBUTTAL


def test_two_names_of_one_actor_are_no_other_actor() -> None:
    one, other = "Minister Halvorsen sold the harbour", "Minister Brandt sold the harbour"
    assert label(read(one), read(other)).label is MatchLabel.DIFFERENT_ACTOR
    known = [("Halvorsen", "Brandt")]
    assert label(read(one, aliases=known), read(other, aliases=known)).label is not MatchLabel.DIFFERENT_ACTOR


def test_the_reason_names_the_words_it_stands_on() -> None:
    assert "Serbia" in label(read(BASE), read("Mercenaries from Serbia are being sent to fight in Ukraine")).reason


@pytest.mark.parametrize("name", ["pairs.csv", "pairs_languages.csv"])
def test_nine_of_ten_labelled_pairs_get_their_label(name: str) -> None:
    with (Path(__file__).parent / name).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    right = Counter(is_right(row["expected"], label(read(row["base"]), read(row["candidate"]))) for row in rows)
    assert right[True] >= 0.9 * len(rows)


@pytest.mark.parametrize("text", ["", "🙂", "The", "!!!", "x" * 100_000, "\u202e\u200b", "سوريا", "北京"])
def test_any_text_gets_some_label(text: str) -> None:
    assert label(read(BASE), read(text)).label in MatchLabel
    assert label(read(text), read(BASE)).label in MatchLabel

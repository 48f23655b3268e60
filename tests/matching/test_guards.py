"""The label of a match on labelled pairs of our own, and the rules one by one."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from claimtrack.matching.guards import label
from claimtrack.matching.pair import Finding
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
    assert label(read(one, aliases=known), read(other, aliases=known)).label is MatchLabel.SAME


def test_a_first_name_alone_makes_nobody_another() -> None:
    one, other = (
        "Alexander Lukashenko sold the old harbour to investors",
        "Aleksandar Vučić sold the old harbour to investors",
    )
    known = [("Alexander Vucic", "Aleksandar Vučić")]
    assert label(read(one, aliases=known), read(other, aliases=known)).label is MatchLabel.DIFFERENT_ACTOR
    known.append(("Alexander Lukashenko", "Lukaschenko"))
    assert label(read(one, aliases=known), read(other, aliases=known)).label is MatchLabel.DIFFERENT_ACTOR
    short = "Yesterday Lukaschenko sold the old harbour to investors"
    assert label(read(one, aliases=known), read(short, aliases=known)).label is MatchLabel.SAME


def test_the_reason_names_the_words_it_stands_on() -> None:
    assert "Serbia" in label(read(BASE), read("Mercenaries from Serbia are being sent to fight in Ukraine")).reason


SWAPS = [
    ("Israel struck Iran", "Israel was struck by Iran", MatchLabel.ROLE_SWAP, "the struck one strikes"),
    ("Israel struck Iran", "Iran was struck by Israel", MatchLabel.SAME, "only the voice differs"),
    (
        "Russland hat Georgien angegriffen",
        "Russland wurde von Georgien angegriffen",
        MatchLabel.ROLE_SWAP,
        "“von” is “by”",
    ),
    (
        "Russland hat Georgien angegriffen",
        "Georgien wurde von Russland angegriffen",
        MatchLabel.SAME,
        "only the voice differs",
    ),
]


@pytest.mark.parametrize(("one", "other", "expected", "why"), SWAPS)
def test_an_active_and_a_passive_sentence_are_compared_by_who_does_it(
    one: str, other: str, expected: MatchLabel, why: str
) -> None:
    assert label(read(one), read(other)).label is expected, why


@pytest.mark.parametrize(
    "text", ["Kosovo is Serbia", "They are not from Kosovo", "It was not us", "Ukraine", "No", "🙂🙂"]
)
def test_the_same_words_are_the_same_however_little_they_tell(text: str) -> None:
    assert label(read(text), read(text)) == Finding(MatchLabel.SAME, "Word for word the same.")


CONTRARY = [
    ("Kosovo is Serbia", "Kosovo is not Serbia"),
    ("Sweden has joined NATO", "Sweden failed to join NATO"),
    ("Bulgaria will adopt the euro in January", "Bulgaria refuses to adopt the euro in January"),
    ("The vaccine is safe", "The vaccine is unsafe"),
    ("Crime has risen in Sweden", "Crime has fallen in Sweden"),
    ("Poland will close the border with Belarus", "Poland will open the border with Belarus"),
    ("Taxes in Greece are up", "Taxes in Greece are down"),
]


@pytest.mark.parametrize(("one", "other"), CONTRARY)
def test_what_denies_the_other_may_be_a_rebuttal(one: str, other: str) -> None:
    assert label(read(one), read(other)).label is MatchLabel.REBUTTAL


def test_a_contrary_that_is_denied_says_the_same() -> None:
    assert label(read("Crime in Sweden has risen"), read("Crime in Sweden has not fallen")).label is MatchLabel.SAME


def test_what_one_text_does_without_and_the_other_does_not_mention_is_a_detail() -> None:
    one, other = "Orban met Putin in Moscow without telling Brussels", "Orban met Putin in Moscow"
    assert label(read(one), read(other)).label is not MatchLabel.REBUTTAL


FIGURES = [
    ("Fewer than 100 soldiers died", "More than 100 soldiers died", "the bound"),
    ("At least 100 people died", "At most 100 people died", "the bound"),
    ("Ukraine received $60bn in aid", "Ukraine received €60bn in aid", "the currency"),
    ("Two thirds of Serbs support joining", "A third of Serbs support joining", "the share"),
    ("Inflation in Turkey hit 60 percent in May", "Inflation in Turkey hit 60 percent in June", "the month"),
    ("The president resigned on 3 May", "The president resigned on 5 May", "the day, though May is the fifth month"),
]


@pytest.mark.parametrize(("one", "other", "what"), FIGURES)
def test_a_figure_is_its_value_with_unit_and_bound(one: str, other: str, what: str) -> None:
    assert label(read(one), read(other)).label is MatchLabel.DIFFERENT_FIGURE, what


def test_a_sum_is_one_sum_however_it_is_written() -> None:
    one, other = "Hungary received 20 million euros from Russia for gas", "Hungary got €20m from Russia for gas"
    assert label(read(one), read(other)).label is MatchLabel.SAME


TOWNS = [
    ("A bomb went off in Stockholm", "A bomb went off in Oslo", "Oslo"),
    ("The dam near Trnovo is collapsing", "The dam near Velika Plana is collapsing", "Velika Plana"),
    ("Protesters burned flags in Budapest", "Protesters burned flags in Velika Plana", "Velika Plana"),
    ("A hospital in Aleppo was bombed", "A hospital in Damascus was bombed", "Damascus"),
    ("Crimea is Russia", "Crimea is Ukraine", "Ukraine"),
]


@pytest.mark.parametrize(("one", "other", "named"), TOWNS)
def test_another_town_is_another_place_known_or_not(one: str, other: str, named: str) -> None:
    finding = label(read(one), read(other))
    assert (finding.label, named in finding.reason) == (MatchLabel.DIFFERENT_PLACE, True)


ABROAD = [
    (
        "Mercenaries from Albania are being sent to Ukraine",
        "Наёмники из Албании направляются на Украину",
        MatchLabel.SAME,
    ),
    ("Wagner fighters arrived in Minsk", "Вагнер прибыл в Минск", MatchLabel.SAME),
    ("Zelensky fled to Poland", "Selenskyj ist nach Polen geflohen", MatchLabel.SAME),
    ("Russia is attacking Ukraine", "Россия продаёт газ Украине", MatchLabel.RELATED),
    ("American biolabs are working in Armenia", "В Армении нет американских биолабораторий", MatchLabel.REBUTTAL),
    ("Mercenaries from Serbia are sent to Ukraine", "Наёмники из Албании едут на Украину", MatchLabel.DIFFERENT_PLACE),
    ("Russia lost 120 tanks near Vuhledar", "Под Угледаром Россия потеряла 40 танков", MatchLabel.DIFFERENT_FIGURE),
    ("Bulgaria secretly sold mortars to Armenia", "В Казани открыли новую станцию метро", MatchLabel.UNRELATED),
]


@pytest.mark.parametrize(("one", "other", "expected"), ABROAD)
def test_across_languages_only_what_compares_is_compared_and_the_reason_says_so(
    one: str, other: str, expected: MatchLabel
) -> None:
    finding = label(read(one), read(other))
    assert finding.label is expected
    assert "in different languages (English and" in finding.reason


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Macron met Putin in Paris", "Macron met Putin at the palace in Paris"),
        ("Le Pen wins French election", "Le Pen has won the French election"),
        ("Police die in war", "Police die in the war"),
    ],
)
def test_a_foreign_small_word_in_a_headline_makes_no_other_language(one: str, other: str) -> None:
    finding = label(read(one), read(other))
    assert (finding.label, "language" in finding.reason) == (MatchLabel.SAME, False)


def test_that_one_rises_and_another_falls_is_no_contradiction() -> None:
    one, other = "Wages have risen in Sweden", "Wages have fallen in Norway"
    assert label(read(one), read(other)).label is MatchLabel.DIFFERENT_PLACE


NAMES = [
    ("Aleksandr Lukashenko offered talks", "Alexander Lukashenko has offered talks", True),
    ("General Petrov gave the order", "General Petrova gave the order", False),
    ("Minister Biden gave the order", "Minister Baden gave the order", False),
]


@pytest.mark.parametrize(("one", "other", "alike"), NAMES)
def test_another_spelling_is_no_other_name(one: str, other: str, alike: bool) -> None:
    assert (label(read(one), read(other)).label is MatchLabel.SAME) is alike


def test_the_firm_is_not_the_fruit() -> None:
    one, other = "Apple will close its stores in Russia", "The apple harvest in Russia failed because of frost"
    assert label(read(one), read(other)).label is MatchLabel.UNRELATED


def test_the_reason_names_shared_places_and_never_nothing() -> None:
    assert label(read("Serbian media praise Kosovo"), read("Serbia and Kosovo")).reason == "Both name Serbia, Kosovo."
    single = label(read("Macron met Putin in Paris"), read("Nobody has seen Putin since"))
    assert (single.label, "“Putin”" in single.reason) == (MatchLabel.UNRELATED, True)


def test_the_month_of_may_is_no_doubt() -> None:
    assert read("Inflation in Turkey hit 60 percent in May").hedges == {}
    assert read("Inflation in Turkey may hit 60 percent").hedges != {}


def test_the_reason_says_which_side_has_the_doubt() -> None:
    finding = label(read("Iran supplied drones to Sudan"), read("Iran may have supplied drones to Sudan"))
    assert finding.reason.endswith("Only the new text puts it with a doubt: “may”.")


@pytest.mark.parametrize("name", ["pairs.csv", "pairs_languages.csv", "pairs_newsroom.csv"])
def test_nine_of_ten_labelled_pairs_get_their_label(name: str) -> None:
    with (Path(__file__).parent / name).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    right = Counter(is_right(row["expected"], label(read(row["base"]), read(row["candidate"]))) for row in rows)
    assert right[True] >= 0.9 * len(rows)


@pytest.mark.parametrize("text", ["", "🙂", "The", "!!!", "x" * 100_000, "\u202e\u200b", "سوريا", "北京"])
def test_any_text_gets_some_label(text: str) -> None:
    assert label(read(BASE), read(text)).label in MatchLabel
    assert label(read(text), read(BASE)).label in MatchLabel

"""Suggestions: what is found, in which order, and that nothing makes the engine fail."""

import time
from datetime import date
from pathlib import Path

import pytest

from claimtrack.matching.engine import Index, Suggestion, explain
from claimtrack.matching.entry import Entry
from claimtrack.matching.stock import Change
from claimtrack.words import MatchLabel

CLAIMS = [
    Entry(
        1, ("Mercenaries from Albania, Kosovo and Bosnia are being sent to fight in Ukraine",), names=("Sergey Lavrov",)
    ),
    Entry(2, ("Serbia will never join NATO", "Srbija nikada neće ući u NATO")),
    Entry(3, ("The",)),
    Entry(4, ("false",)),
    Entry(5, ("The measles vaccine causes autism", "Measles jabs make children autistic")),
    Entry(6, ("Hospitals in Lyon have run out of antibiotics",), dates=((date(2020, 3, 1), date(2020, 3, 4)),)),
    Entry(7, ("Наёмники из Сирии воюют на стороне Армении",)),
]


@pytest.fixture(scope="module")
def index() -> Index:
    return Index(CLAIMS)


def first(found: list[Suggestion]) -> int | None:
    return found[0].id if found else None


FOUND = [
    ("Mercs from Kosovo, Albania and Bosnia sent to Donbass", 1, "a shortened word and other places names"),
    ("mercenaires from albania in ukraine", 1, "a misspelt word"),
    ("Children become autistic from the measles jab", 5, "by its second wording"),
    ("Наемники из Албании, Косова и Боснии", 1, "names from another script"),
    ("Srbija neće u NATO", 2, "a wording in another language"),
    ("naemniki iz Sirii v Armenii", 7, "a Cyrillic claim typed in Latin letters"),
    ("No antibiotics left in the hospitals of Lyon", 6, "other word order"),
]


@pytest.mark.parametrize(("text", "claim", "why"), FOUND)
def test_a_text_finds_its_claim(index: Index, text: str, claim: int, why: str) -> None:
    assert first(index.suggest(text)) == claim, why


def test_a_claim_of_one_word_is_not_likely_just_because_the_word_occurs(index: Index) -> None:
    text = "It is false that the mercenaries from Albania, Kosovo and Bosnia are being sent to fight in Ukraine"
    chances = {found.id: found.probability for found in index.suggest(text)}
    assert chances[1] > 0.5
    assert chances.get(3, 0) < 0.3
    assert chances.get(4, 0) < 0.3


def test_the_same_text_is_surer_than_a_vague_one(index: Index) -> None:
    [same, *_], [vague, *_] = index.suggest(CLAIMS[0].texts[0]), index.suggest("Mercenaries are a problem")
    assert same.id == vague.id == 1
    assert same.probability > 0.9 > vague.probability


def test_a_near_date_makes_a_claim_likelier_and_a_far_one_does_not_hide_it(index: Index) -> None:
    text = "Lyon hospitals out of antibiotics"
    near, far = (index.suggest(text, date(year, 3, 3))[0] for year in (2020, 2027))
    assert near.id == far.id == 6
    assert near.probability > far.probability


def test_a_suggestion_shows_why_and_marks_what_differs(index: Index) -> None:
    [found, *_] = index.suggest("Mercenaries from Serbia are being sent to fight in Ukraine")
    assert found.label is MatchLabel.DIFFERENT_PLACE
    assert found.reasons
    assert "".join(words for words, _ in found.text_marked) == found.text
    assert ("Serbia", True) in found.query_marked


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "🙂",
        "\u200b",
        "the of and",
        "\ud800",
        "\x00",
        "x" * 1_000_000,
        "word " * 200_000,
        "١٢٣",
        "東京 مرحبا Лавров",
        '"a" OR b* C++ O\'Brien',
    ],
)
def test_any_text_is_answered_within_a_second(index: Index, text: str) -> None:
    start = time.perf_counter()
    for found in index.suggest(text):
        assert 0 <= found.probability <= 1
    assert time.perf_counter() - start < 1


@pytest.mark.parametrize("wordless", ["???", "🙂", "=" * 500])
def test_a_claim_without_words_is_compared_with_any_language(wordless: str) -> None:
    index = Index([Entry(1, (wordless,), names=("Olaf Scholz",)), Entry(2, ("Наёмники из Сирии воюют",))])
    found = index.suggest("Scholz verschweigt die Wahrheit über den Krieg")
    assert [one.label for one in found if one.id == 1] == [MatchLabel.UNRELATED]
    assert first(index.suggest(f"{wordless} Наёмники из Сирии воюют")) == 2


def test_no_claims_and_one_claim_are_answered() -> None:
    assert Index().suggest("anything") == []
    assert first(Index(CLAIMS[:1]).suggest("mercenaries in Ukraine")) == 1


def test_ten_thousand_identical_claims_are_answered_in_order_of_id() -> None:
    many = Index(Entry(n, ("Serbia will never join NATO",)) for n in range(10_000))
    start = time.perf_counter()
    assert [found.id for found in many.suggest("Serbia joins NATO")] == [0, 1, 2, 3, 4]
    assert time.perf_counter() - start < 1


def test_a_changed_claim_is_found_by_its_new_words_only() -> None:
    index = Index(CLAIMS)
    index.apply([Change(1, 5, Entry(5, ("Ballot boxes were stolen in Nairobi",)))])
    assert first(index.suggest("stolen ballot boxes")) == 5
    assert 5 not in [found.id for found in index.suggest("measles vaccine autism")]


def test_a_removed_claim_is_not_found_and_comes_back_when_undone() -> None:
    index = Index(CLAIMS)
    index.apply([Change(1, 1, None)])
    assert 1 not in [found.id for found in index.suggest("Mercenaries from Albania")]
    index.apply([Change(2, 1, CLAIMS[0])])
    assert first(index.suggest("Mercenaries from Albania")) == 1
    assert len(index) == len(CLAIMS)


def test_changes_that_come_late_or_twice_do_not_undo_newer_ones() -> None:
    index = Index(CLAIMS)
    newer, older = Change(9, 1, None), Change(3, 1, CLAIMS[0])
    index.apply([newer, older, newer])
    assert 1 not in [found.id for found in index.suggest("Mercenaries from Albania")]
    assert index.number == 9


def test_where_a_claim_lies_makes_no_difference(tmp_path: Path) -> None:
    """Built at once, added later, or saved and mapped from a folder: the same claims with the same probabilities."""
    built = Index(CLAIMS, 8)
    added = Index([Entry(1, ("Something else",)), Entry(99, ("Gone tomorrow, the measles vaccine",))])
    added.apply([Change(n, entry.id, entry) for n, entry in enumerate(CLAIMS, 1)] + [Change(8, 99, None)])
    added.save(tmp_path / "index")
    saved = Index.open(tmp_path / "index")
    assert saved.number == 8
    for text in ("mercenaires in Ukraine", "measles", "Лавров NATO Serbia", "hospitals of Lyon", "false"):
        assert built.suggest(text) == added.suggest(text) == saved.suggest(text)


def test_an_index_that_grows_by_changes_alone_stays_the_same_index() -> None:
    many = [Entry(n, (f"The harbour of town{n} was sold to company{n % 7}",)) for n in range(2500)]
    grown, built = Index(), Index(many, 2500)
    for start in range(0, 2500, 500):
        grown.apply(Change(n + 1, n, many[n]) for n in range(start, start + 500))
    assert grown.pending == 0
    assert grown.number == 2500
    text = "company3 bought the harbour of town1400"
    assert grown.suggest(text) == built.suggest(text)
    grown.apply([Change(2500, 1400, None), Change(1, 3, None)])
    assert 1400 not in [found.id for found in grown.suggest(text)]
    assert len(grown) == 2499


def test_a_pair_can_be_explained_without_an_index() -> None:
    found = explain("Serbia joins NATO", "Serbia will never join NATO")
    assert found is not None
    assert found.label is MatchLabel.REBUTTAL
    assert explain("🙂", "Serbia will never join NATO") is None

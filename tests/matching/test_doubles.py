"""Claims that say the same as each other do not take from each other's probability; those that say something else do."""

import time

import numpy as np
import pytest

from claimtrack.matching.engine import Index
from claimtrack.matching.entry import Entry
from claimtrack.matching.model import Company, leads

NOISE = [Entry(100 + n, (f"Noise number {n} about the harvest of wheat in province {n}",)) for n in range(30)]
BRIBES = "The mayor of Skopje took bribes from a Chinese company"
MERCENARIES = "Mercenaries from Albania, Kosovo and Bosnia are being sent to fight in Ukraine"


def chances(text: str, *claims: str | Entry) -> list[float]:
    """How likely each of these claims is, among others."""
    entries = [claim if isinstance(claim, Entry) else Entry(n, (claim,)) for n, claim in enumerate(claims)]
    found = {one.id: one.probability for one in Index([*entries, *NOISE]).suggest(text, limit=40)}
    return [found.get(entry.id, 0.0) for entry in entries]


def test_near_copies_on_record_do_not_hide_each_other() -> None:
    copies = (BRIBES, f"{BRIBES}.", BRIBES.removeprefix("The "), BRIBES.replace(" a ", " the "))
    for text in (
        BRIBES,
        "Mayor of Skopje took bribes from Chinese company",
        "Skopje mayor took Chinese company's bribes",
    ):
        assert min(chances(text, *copies)) > 0.9
    assert chances(BRIBES, BRIBES)[0] == pytest.approx(chances(BRIBES, *copies)[0], abs=0.05)


def test_another_word_for_the_same_thing_does_not_hide_a_claim() -> None:
    others = (BRIBES, BRIBES.replace("took", "accepted"), BRIBES.replace("took", "received"))
    assert min(chances(BRIBES.replace("took", "pocketed"), *others)) > 0.5


def test_a_claim_with_the_very_words_is_sure_whatever_else_is_like_it() -> None:
    narrower = "Mercenaries from Albania and Kosovo are being sent to fight in Ukraine"
    assert chances(MERCENARIES, MERCENARIES, narrower)[0] > 0.95
    turnout = [f"Turnout in the election was {n} percent" for n in (44, 43, 45)]
    same, *others = chances(turnout[0], *turnout)
    assert same > 0.95
    assert max(others) < 0.1


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        (
            "Turnout in the election was 44 percent",
            ("Turnout in the election was 43 percent", "Turnout in the election was 45 percent"),
        ),
        (
            "Mercenaries from Serbia are sent to Ukraine",
            ("Mercenaries from Croatia are sent to Ukraine", "Mercenaries from Turkey are sent to Ukraine"),
        ),
    ],
)
def test_claims_that_differ_in_a_figure_or_place_stay_rivals(text: str, claims: tuple[str, str]) -> None:
    assert max(chances(text, *claims)) < 0.5


def test_the_same_quote_under_many_claims_makes_none_of_them_likely() -> None:
    subjects = "storks banks rivers roads schools hospitals".split()
    claims = [
        Entry(n, (f"A tale about {word} went round",), quotes=("It is a lie",)) for n, word in enumerate(subjects)
    ]
    assert max(chances("It is a lie", *claims)) < 0.3


def test_claims_are_doubles_by_any_of_their_own_wordings() -> None:
    first = Entry(1, ("Storks bring babies", "Newborn infants are delivered by long-legged birds"))
    second = Entry(2, ("Newborn infants get delivered by long-legged birds",))
    assert min(chances("Newborn infants delivered by birds with long legs", first, second)) > 0.7


def test_a_thousand_copies_are_answered_at_once() -> None:
    index = Index([*(Entry(n, (BRIBES + "!" * (n % 7),)) for n in range(1000, 2000)), *NOISE])
    start = time.perf_counter()
    found = index.suggest(BRIBES)
    assert time.perf_counter() - start < 1
    assert min(one.probability for one in found) > 0.7


def test_the_lead_is_over_the_best_claim_that_says_something_else() -> None:
    points = np.array([9.0, 8.0, 7.0, 3.0, 2.0, 1.0])
    company = Company(np.array([0, 0, 2, 3, 4, 5]), np.zeros(6, dtype=bool))
    alone = leads(np.delete(points, 1), 0.0)
    assert leads(points, 0.0, company)[[0, 2]] == pytest.approx(alone[[0, 1]])
    assert leads(points, 0.0, company)[1] == pytest.approx(leads(np.delete(points, 0), 0.0)[0])

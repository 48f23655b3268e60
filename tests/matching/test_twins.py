"""Claims that may say the same, found among all at once."""

from claimtrack.matching.engine import Index
from claimtrack.matching.entry import Entry
from claimtrack.matching.stock import Change

OTHERS = [Entry(100 + n, (f"Letter {n} about subject{n} was posted late by person{n}",)) for n in range(50)]
STORKS, AGAIN = "White storks nest on the cathedral of Strasbourg", "Storks nest upon Strasbourg cathedral again"
BOXES = "Ballot boxes were stolen in Nairobi"


def twins(*texts: str, others: list[Entry] = OTHERS) -> set[tuple[int, int]]:
    index = Index([*(Entry(n, (text,)) for n, text in enumerate(texts, 1)), *others])
    return {(one, other) for one, other in index.twins().pairs().tolist() if one < 100}


def test_two_texts_that_share_rare_words_are_found_from_either_side() -> None:
    assert twins(STORKS, AGAIN, BOXES) == {(1, 2), (2, 1)}


def test_equal_texts_are_found_however_common_their_words_are() -> None:
    same = [Entry(n, ("It is a lie",)) for n in range(200, 3000)]
    assert twins("It is a lie", STORKS, others=same) == {(1, 200)}
    assert Index(same).twins().having(range(200, 3000)) == set(range(200, 3000))


def test_claims_without_a_telling_word_are_nobodys_twin() -> None:
    assert twins("🙂", "🙃", "", STORKS) == set()


def test_each_wording_counts_and_a_claim_is_not_its_own_twin() -> None:
    index = Index([Entry(1, (BOXES, STORKS)), Entry(2, (AGAIN,)), Entry(3, (BOXES + " today", BOXES)), *OTHERS])
    assert index.twins().having([1, 2, 3, 100]) == {1, 2, 3}


def test_what_came_or_went_later_counts() -> None:
    index = Index([Entry(1, (STORKS,)), Entry(2, (AGAIN,)), *OTHERS])
    index.apply([Change(1, 2, None), Change(2, 3, Entry(3, (AGAIN,)))])
    assert index.twins().pairs([1, 2, 3]).tolist() == [[1, 3], [3, 1]]


def test_an_empty_index_has_none() -> None:
    assert Index().twins().pairs().tolist() == []

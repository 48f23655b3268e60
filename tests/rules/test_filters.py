"""Showing only some statements, from what stands in the page's address."""

from datetime import date

import pytest

from claimtrack.rules.filters import choices
from claimtrack.rules.timeline import Filter, filtered, read_filter
from claimtrack.words import Stance
from tests.rules.statements import entry

STATEMENTS = [
    entry(1, "asserts", "[2022-02-14..2022-02-20]", actor_id=1, outlet_id=1, on_behalf_of_id=9, on_behalf_of="Moscow"),
    entry(2, "denies", "2022-02-18", actor_id=2, outlet_id=1),
    entry(3, "reports", "[..2022-02-21]", actor_id=3, outlet_id=2),
    entry(4, "repeats", "", actor_id=1, outlet_id=None),
]

FILTERS = [
    ({}, [1, 2, 3, 4], "nothing chosen is everything"),
    ({"stances": [Stance.DENIES]}, [2], "one stance"),
    ({"stances": [Stance.DENIES, Stance.ASSERTS]}, [1, 2], "either of two"),
    ({"outlets": [1], "stances": [Stance.DENIES]}, [2], "both must fit"),
    ({"actors": [9]}, [1], "whoever somebody speaks for"),
    ({"since": date(2022, 2, 19)}, [1, 3, 4], "can mean that day or a later one"),
    ({"until": date(2022, 2, 13)}, [3, 4], "can mean that day or an earlier one"),
    ({"since": date(2022, 2, 22)}, [4], "no date may be any date"),
]


@pytest.mark.parametrize(("wanted", "expected", "why"), FILTERS)
def test_statements_fit_every_filter_given(wanted: dict[str, list[int]], expected: list[int], why: str) -> None:
    assert [one.id for one in filtered(STATEMENTS, **wanted)] == expected, why


def test_the_address_says_what_is_shown() -> None:
    query = {"stance": ["denies", "asserts"], "outlet": ["1"], "actor": ["2", "9"], "since": ["2022-02-01"]}
    assert read_filter(query) == Filter(
        stances=frozenset({Stance.DENIES, Stance.ASSERTS}),
        outlets=frozenset({1}),
        actors=frozenset({2, 9}),
        since=date(2022, 2, 1),
    )


HOSTILE = [
    ({"stance": ["lies", "'; --"]}, 0),
    ({"outlet": ["-1", "x", "", "²", "9" * 30]}, 0),
    ({"since": ["32 May"]}, 1),
    ({"since": ["2022-02-20"], "until": ["2022-02-01"]}, 1),
    ({"since": ["", "x"]}, 0),
]


@pytest.mark.parametrize(("query", "problems"), HOSTILE)
def test_a_broken_address_shows_everything_it_can_and_says_what_to_mend(
    query: dict[str, list[str]], problems: int
) -> None:
    assert len(read_filter(query).problems) == problems


def test_boxes_are_offered_for_what_is_there_with_the_most_used_first() -> None:
    offered = choices(STATEMENTS, Filter(stances=frozenset({Stance.DENIES}), outlets=frozenset({2})))
    assert [(box.value, box.count, box.chosen) for box in offered.outlets] == [("1", 2, False), ("2", 1, True)]
    assert [box.words for box in offered.stances if box.chosen] == ["denies"]
    assert {box.value for box in offered.actors} == {"1", "2", "3", "9"}

"""Who stands for whom, and which judgements cannot both hold."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.errors import NotAllowed
from claimtrack.rules.clusters import check_different, check_same, heads, shortest_path

pairs = st.lists(st.tuples(st.integers(1, 12), st.integers(1, 12)).filter(lambda pair: pair[0] < pair[1]), max_size=25)


@pytest.mark.parametrize(
    ("same", "expected", "why"),
    [
        ([], {}, "nothing was judged"),
        ([(2, 5)], {2: 2, 5: 2}, "the smaller number stands for both"),
        ([(5, 9), (2, 5)], {2: 2, 5: 2, 9: 2}, "a chain has one head, whatever the order"),
        ([(1, 2), (3, 4)], {1: 1, 2: 1, 3: 3, 4: 3}, "clusters that do not touch stay apart"),
        ([(1, 2), (2, 3), (1, 3)], {1: 1, 2: 1, 3: 1}, "a ring is one cluster"),
        ([(4, 5), (6, 7), (5, 7)], {4: 4, 5: 4, 6: 4, 7: 4}, "two clusters become one through any of theirs"),
    ],
)
def test_the_smallest_number_stands_for_its_cluster(
    same: list[tuple[int, int]], expected: dict[int, int], why: str
) -> None:
    assert heads(same) == expected, why


@given(pairs)
def test_clusters_are_what_walking_along_the_pairs_finds(same: list[tuple[int, int]]) -> None:
    reached = {number: {number} for pair in same for number in pair}
    for _ in reached:
        for left, right in same:
            both = reached[left] | reached[right]
            reached[left], reached[right] = both, both
    assert heads(same) == {number: min(those) for number, those in reached.items()}


@given(pairs, st.integers(1, 12), st.integers(1, 12))
def test_a_path_leads_along_recorded_pairs_or_there_is_none(same: list[tuple[int, int]], start: int, goal: int) -> None:
    path = shortest_path(same, start, goal)
    head = heads([*same, (start, start), (goal, goal)])
    assert bool(path) == (head[start] == head[goal])
    assert all((min(step), max(step)) in same for step in pairwise(path))
    assert path[:1] + path[-1:] == [start, goal] * bool(path)


@pytest.mark.parametrize(
    ("same", "different", "told"),
    [
        ([(2, 3)], [(1, 3)], "2 is the same as 3, and 1 was judged different from 3"),
        ([(1, 4), (2, 3)], [(3, 4)], "1 is the same as 4, 2 is the same as 3, and 4 was judged different from 3"),
        ([(4, 5), (1, 4)], [(2, 5)], "1 is the same as 4, 4 is the same as 5, and 5 was judged different from 2"),
        ([], [(1, 2)], "1 was judged different from 2"),
    ],
)
def test_what_was_judged_different_is_not_joined_and_the_chain_is_told(
    same: list[tuple[int, int]], different: list[tuple[int, int]], told: str
) -> None:
    with pytest.raises(NotAllowed) as refused:
        check_same(same, different, 1, 2)
    assert str(refused.value) == (f"They cannot be the same: {told}. Take that judgement back first, if it was wrong.")


def test_the_chain_is_told_by_name() -> None:
    with pytest.raises(
        NotAllowed, match="claim 7 is the same as claim 9, and claim 4 was judged different from claim 9"
    ):
        check_same([(7, 9)], [(4, 9)], 4, 7, name=lambda number: f"claim {number}")


@pytest.mark.parametrize(
    ("same", "different", "why"),
    [
        ([], [], "nothing was judged"),
        ([(1, 3)], [(3, 4)], "the other is none of the two clusters"),
        ([], [(3, 4), (1, 5)], "different from somebody else"),
    ],
)
def test_what_nothing_contradicts_may_be_joined(
    same: list[tuple[int, int]], different: list[tuple[int, int]], why: str
) -> None:
    check_same(same, different, 1, 2)


def test_what_is_the_same_by_way_of_others_is_not_different() -> None:
    with pytest.raises(NotAllowed, match=r"cannot be different: 1 is the same as 2, and 2 is the same as 3\. Take one"):
        check_different([(1, 2), (2, 3)], 1, 3)
    check_different([(1, 2)], 1, 3)

"""From days to pixels: folds, ticks and the words for a length of time."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.rules.scale import Stretch, length_in_words, scale, ticks


def stretch(first: str, last: str = "") -> Stretch:
    return date.fromisoformat(first).toordinal(), date.fromisoformat(last or first).toordinal() + 1


def words(*stretches: Stretch) -> list[str]:
    drawn = scale(stretches, 100, 860, 110)
    return [tick.words for piece in drawn.pieces if not piece.folded for tick in ticks(piece)]


SCALES = [
    ([stretch("2022-02-14", "2022-02-24")], "14 Feb", "days"),
    ([stretch("2022-02-01", "2022-03-31")], "7 Feb", "weeks, on Mondays"),
    ([stretch("2022-01-01", "2022-12-01")], "Jan", "months"),
    ([stretch("2004-01-01", "2022-12-01")], "2004", "years"),
    ([stretch("1804-01-01", "2022-12-01")], "1820", "scores of years"),
]


@pytest.mark.parametrize(("stretches", "first", "why"), SCALES)
def test_the_scale_picks_its_own_unit(stretches: list[Stretch], first: str, why: str) -> None:
    assert words(*stretches)[0] == first, why


def test_a_year_is_written_once() -> None:
    (piece,) = scale([stretch("2021-12-20", "2022-01-10")], 100, 860, 110).pieces
    assert [tick.year for tick in ticks(piece) if tick.year] == ["2021", "2022"]


FOLDS = [
    ([stretch("2022-02-14", "2022-02-21"), stretch("2025-11-23")], 1, "years of silence after a busy week"),
    ([stretch("2022-02-14"), stretch("2022-03-01")], 0, "two weeks are no long silence"),
    ([stretch("2020-01-01"), stretch("2021-01-01"), stretch("2022-01-01")], 0, "evenly far apart reads well to scale"),
    (
        [stretch("2020-01-01", "2020-01-08"), stretch("2021-01-01", "2021-01-08"), stretch("2022-01-01", "2022-01-08")],
        2,
        "busy weeks would be squeezed",
    ),
]


@pytest.mark.parametrize(("stretches", "folds", "why"), FOLDS)
def test_long_empty_stretches_are_folded(stretches: list[Stretch], folds: int, why: str) -> None:
    assert len(scale(stretches, 100, 860, 110).folds) == folds, why


@pytest.mark.parametrize(
    ("days", "expected"),
    [(24, "24 days"), (77, "11 weeks"), (244, "8 months"), (1366, "4 years"), (730, "2 years"), (40000, "110 years")],
)
def test_a_length_of_time_is_one_round_number(days: int, expected: str) -> None:
    assert length_in_words(days) == expected


@given(st.lists(st.tuples(st.integers(700000, 740000), st.integers(1, 500)), min_size=1, max_size=12))
def test_later_days_are_never_further_left_and_the_pieces_fill_the_axis(spans: list[tuple[int, int]]) -> None:
    drawn = scale([(start, start + long) for start, long in spans], 100, 860, 110)
    assert (round(drawn.pieces[0].x0), round(drawn.pieces[-1].x1)) == (100, 860)
    for before, after in pairwise(drawn.pieces):
        assert before.end == after.start
        assert before.x1 == pytest.approx(after.x0)
    days = sorted(start for start, _ in spans)
    places = [drawn.at(day) for day in days]
    assert places == sorted(places)

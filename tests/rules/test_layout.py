"""The timeline's picture: nothing overlaps, nothing is outside, nothing is lost, and it is always the same."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimtrack.rules.picture import Box, Label, Picture
from claimtrack.rules.timeline import Entry, facts, layout
from tests.rules.statements import CLAIMS, TODAY, article, entry, random_statements


def drawn(told: list[Entry], today: date = TODAY, *, upright: bool = False) -> Picture:
    return layout(told, facts(told, today), today, upright=upright)


def labels(picture: Picture) -> Iterator[Label]:
    yield from (mark.label for mark in picture.marks if mark.label)
    yield from (more.label for more in picture.more)
    yield from picture.ticks
    yield from (line.label for line in picture.lines if line.label)
    yield from picture.headings
    for fold in picture.folds:
        yield from fold.labels


def shape(x: int, y: int) -> Box:
    return Box(x - 7, y - 7, 14, 14)


def check(picture: Picture, told: list[Entry]) -> None:
    """What must be true of every picture."""
    words = [(label.name, label.box) for label in labels(picture)]
    for (one, box), (other, other_box) in combinations(words, 2):
        assert not box.overlaps(other_box), f"{one!r} {box} and {other!r} {other_box}"
    shapes = [(mark.statement, shape(mark.x, mark.y)) for mark in picture.marks]
    for (first, box), (second, other_box) in combinations(shapes, 2):
        assert not box.overlaps(other_box), f"shapes of {first} and {second}"
    for name, box in words:
        assert not any(box.overlaps(other) for _, other in shapes), f"{name!r} lies on a shape"
    paper = Box(0, 0, picture.width, picture.height)
    bars = [mark.bar.box for mark in picture.marks if mark.bar]
    for box in [
        *(box for _, box in words),
        *(box for _, box in shapes),
        *(part.hit for part in (*picture.marks, *picture.more)),
        *bars,
    ]:
        assert box.x >= paper.x, box
        assert box.y >= paper.y, box
        assert box.x + box.width <= paper.width, box
        assert box.y + box.height <= paper.height, box
    assert picture.ids == sorted(one.id for one in told)


NUMBERS = st.integers(0, 130)
DAYS = st.sampled_from([1, 3, 20, 200, 2000])
SEEDS = st.integers(0, 10**6)


@settings(max_examples=150, deadline=None)
@given(NUMBERS, DAYS, SEEDS)
def test_a_picture_holds_every_statement_and_nothing_overlaps(number: int, days: int, seed: int) -> None:
    told = random_statements(number, days, seed)
    check(drawn(told), told)
    check(drawn(told, upright=True), told)


@settings(max_examples=60, deadline=None)
@given(NUMBERS, st.integers(500, 1400), SEEDS)
def test_a_picture_may_be_wide_or_narrow(number: int, width: int, seed: int) -> None:
    told = random_statements(number, 3, seed)
    check(layout(told, facts(told, TODAY), TODAY, width=width), told)


def test_no_more_time_is_folded_than_there_is_room_for() -> None:
    told = random_statements(18, 3, 657420)
    check(layout(told, facts(told, TODAY), TODAY, width=522), told)


def test_a_crowd_on_the_last_day_stays_inside_at_every_width() -> None:
    crowd = [entry(id, "reports", "2022-03-01") for id in range(2, 60)]
    told = [entry(1, "asserts", "[2000-01-01..2021-01-01]"), *crowd]
    for width in range(600, 650):
        check(layout(told, facts(told, TODAY), TODAY, width=width), told)


def test_a_tick_that_would_run_into_the_words_of_a_fold_is_left_out() -> None:
    told = [entry(1, "asserts", "[2021-11-20..2022-01-03]"), entry(2, "denies", "2025-11-23", "B")]
    picture = drawn(told, date(2025, 11, 23))
    check(picture, told)
    assert "3 Jan" not in [label.name for label in picture.ticks]
    assert "27 Dec" in [label.name for label in picture.ticks]


def crowd(number: int, days: int, seed: int = 1) -> list[Entry]:
    chance = random.Random(seed)
    stances = ["asserts"] * 5 + ["repeats"] * 4 + ["reports"] * 4 + ["denies"] * 3 + ["no_comment"]
    start = date(2021, 3, 1)
    return [
        entry(id, chance.choice(stances), (start + timedelta(chance.randrange(days))).isoformat(), f"Speaker {id % 37}")
        for id in range(1, number + 1)
    ]


CROWDS = [(1, 1), (7, 1), (60, 90), (60, 1), (300, 10), (2000, 1500), (2000, 1), (2000, 36500)]


@pytest.mark.parametrize("upright", [False, True])
@pytest.mark.parametrize(("number", "days"), CROWDS)
def test_one_and_two_thousand_statements_are_both_readable(number: int, days: int, upright: bool) -> None:
    told = crowd(number, days)
    picture = drawn(told, date(2022, 3, 1), upright=upright)
    check(picture, told)
    assert picture.height <= (2200 if upright else 900)
    assert len(picture.marks) <= 160


def test_among_thousands_the_first_the_first_rebuttal_and_repeats_after_it_stay_shapes() -> None:
    told = [*crowd(2000, 300), entry(5001, "asserts", "2020-06-01"), entry(5002, "rebuts", "2020-07-01", "Boris")]
    known = facts(told, TODAY)
    for upright in (False, True):
        shapes = {mark.statement for mark in layout(told, known, TODAY, upright=upright).marks}
        assert {5001, 5002} <= shapes
        assert shapes & set(known.surely_after)


@settings(deadline=None)
@given(CLAIMS)
def test_the_same_statements_always_give_the_same_picture(told: list[Entry]) -> None:
    for upright in (False, True):
        assert drawn(told[::-1], upright=upright) == drawn(told, upright=upright)


def test_asserted_is_above_the_axis_answered_below_and_a_report_on_it() -> None:
    picture = drawn(article())
    heights = {mark.statement: mark.y for mark in picture.marks}
    assert heights[1] < picture.axis.y1 < heights[3]
    assert heights[6] == picture.axis.y1


def test_upright_asserted_is_left_of_the_axis_and_answered_on_its_right() -> None:
    picture = drawn(article(), upright=True)
    places = {mark.statement: mark.x for mark in picture.marks}
    assert places[1] < picture.axis.x1 < places[3]
    assert places[6] == picture.axis.x1


@pytest.mark.parametrize("number", [6, 60])
def test_upright_time_runs_down(number: int) -> None:
    picture = drawn(crowd(number, 300), upright=True)
    days = {one.id: one.said.earliest or TODAY for one in crowd(number, 300)}
    shapes = sorted(picture.marks, key=lambda mark: mark.y)
    assert [days[mark.statement] for mark in shapes] == sorted(days[mark.statement] for mark in shapes)
    lines = {line.kind: line.y1 for line in picture.lines}
    assert lines["rebuttal"] < lines["today"]
    assert lines["today"] > max(mark.y for mark in picture.marks)


def test_a_span_is_a_bar_with_its_shape_in_the_middle() -> None:
    mark = drawn(article()).marks[0]
    assert mark.bar is not None
    assert mark.bar.box.x < mark.x < mark.bar.box.x + mark.bar.box.width
    assert abs(mark.bar.box.x + mark.bar.box.width // 2 - mark.x) <= 1
    assert mark.bar.fade == ""


def test_an_exact_day_has_no_bar() -> None:
    assert [mark.bar for mark in drawn(article()).marks if mark.statement == 6] == [None]


OPEN = [("[..2022-02-21]", "start"), ("[2022-02-21..]", "end"), ("[2022-02-19..2022-02-21]", "")]


@pytest.mark.parametrize("upright", [False, True])
@pytest.mark.parametrize(("when", "fade"), OPEN)
def test_an_open_end_fades_out(when: str, fade: str, upright: bool) -> None:
    bar = drawn([entry(1, "asserts", when)], upright=upright).marks[0].bar
    assert bar is not None
    assert bar.fade == fade


def test_an_approximate_date_has_a_dashed_outline() -> None:
    (mark,) = drawn([entry(1, "asserts", "[2022-02-10~..2022-02-14~]")]).marks
    assert mark.bar is not None
    assert mark.bar.rough


def test_a_long_silence_is_folded_and_its_length_written_down() -> None:
    told = [entry(1, "asserts", "2022-02-14"), entry(2, "denies", "2022-02-21"), entry(3, "repeats", "2022-10-24")]
    for upright in (False, True):
        picture = drawn(told, date(2022, 10, 30), upright=upright)
        (fold,) = picture.folds
        assert " ".join(label.name for label in fold.labels) == "8 months, nothing recorded"


def test_nothing_is_folded_within_a_few_weeks() -> None:
    assert drawn([entry(1, "asserts", "2022-02-10"), entry(2, "denies", "2022-02-21")]).folds == ()


def test_today_and_the_first_rebuttal_have_their_lines() -> None:
    lines = {line.kind: line for line in drawn(article()).lines}
    assert {kind: line.label and line.label.name for kind, line in lines.items()} == {
        "today": "today, 1 Mar 2022",
        "rebuttal": "first rebuttal by 21 Feb 2022",
    }
    assert lines["rebuttal"].rough
    assert not lines["today"].rough


def test_an_unanswered_claim_has_only_todays_line() -> None:
    assert [line.kind for line in drawn([entry(1, "asserts", "2022-02-10")]).lines] == ["today"]


def test_copies_are_folded_under_their_original() -> None:
    wire = entry(1, "asserts", "2022-02-12")
    copies = [replace(wire, id=n, source_id=100 + n, original_source_id=101) for n in range(2, 5)]
    (mark,) = drawn([wire, *copies]).marks
    assert mark.ids == (1, 2, 3, 4)
    assert mark.label
    assert mark.label.word == "asserts, +3 copies"


def test_every_shape_says_who_what_when_and_where() -> None:
    assert drawn(article()).marks[0].name == "Sergei Lavrov asserts, 14–20 Feb 2022, Breeze-Courier"


def test_direction_marks_and_line_breaks_in_a_name_do_not_reach_the_picture() -> None:
    (mark,) = drawn([entry(1, "asserts", "2022-02-12", "Ana\u202e\nAnić\x00")]).marks
    assert mark.label
    assert mark.label.name == "Ana Anić"


def test_a_claim_without_statements_is_an_axis_with_today_on_it() -> None:
    for upright in (False, True):
        picture = drawn([], upright=upright)
        assert picture.marks == ()
        assert picture.description == "No statements yet."


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_ends_of_the_calendar_can_be_drawn(day: str) -> None:
    told = [entry(1, "asserts", day), entry(2, "denies", f"[..{day}]", "B"), entry(3, "repeats", f"[{day}..]", "C")]
    for upright in (False, True):
        check(drawn(told, upright=upright), told)

"""Somebody who asserted a claim and later denied it is shown as such, and nobody else is."""

from datetime import date

import pytest

from claimtrack.dates import FuzzyDate
from claimtrack.rules.turnabouts import Taken, turnabouts
from claimtrack.words import Stance

S = Stance


def day(number: int, last: int = 0) -> FuzzyDate:
    return FuzzyDate(earliest=date(2022, 2, number), latest=date(2022, 2, last or number))


BY_THE_20TH = FuzzyDate(latest=date(2022, 2, 20))
UNKNOWN = FuzzyDate()


@pytest.mark.parametrize(
    ("said", "expected", "why"),
    [
        ([(S.ASSERTS, day(1)), (S.DENIES, day(9))], (S.ASSERTS, S.DENIES, True), "the plain case"),
        ([(S.DENIES, day(9)), (S.ASSERTS, day(1))], (S.ASSERTS, S.DENIES, True), "the order of entry does not matter"),
        ([(S.REPEATS, day(1)), (S.RETRACTS, day(9))], (S.REPEATS, S.RETRACTS, True), "taking back counts"),
        ([(S.CONFIRMS, day(1)), (S.REBUTS, day(9))], (S.CONFIRMS, S.REBUTS, True), "whichever word was chosen"),
        ([(S.ASSERTS, day(1, 7)), (S.DENIES, day(5))], (S.ASSERTS, S.DENIES, False), "the dates overlap"),
        ([(S.ASSERTS, day(5)), (S.DENIES, BY_THE_20TH)], (S.ASSERTS, S.DENIES, False), "an open start"),
        ([(S.ASSERTS, day(5)), (S.DENIES, UNKNOWN)], (S.ASSERTS, S.DENIES, False), "no date at all"),
        (
            [(S.ASSERTS, day(1, 7)), (S.DENIES, day(5)), (S.RETRACTS, day(9))],
            (S.ASSERTS, S.RETRACTS, True),
            "a certain one is shown before an uncertain one",
        ),
        ([(S.DENIES, day(1)), (S.ASSERTS, day(9))], None, "denied first, asserted after"),
        ([(S.ASSERTS, day(1)), (S.NO_COMMENT, day(9))], None, "silence is no denial"),
        ([(S.REPORTS, day(1)), (S.DENIES, day(9))], None, "passing on is not asserting"),
        ([(S.ASSERTS, day(1)), (S.REPEATS, day(9))], None, "stood by it"),
        ([], None, "said nothing"),
    ],
)
def test_a_turnabout_is(
    said: list[tuple[Stance, FuzzyDate]], expected: tuple[Stance, Stance, bool] | None, why: str
) -> None:
    noise = [Taken(2, S.ASSERTS, day(1)), Taken(3, S.DENIES, day(9))]
    found = turnabouts([*noise, *(Taken(1, stance, when) for stance, when in said)])
    assert [(t.claim_id, t.first.stance, t.then.stance, t.certain) for t in found] == (
        [(1, *expected)] if expected else []
    ), why

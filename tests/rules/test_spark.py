"""The picture the size of a word: where its bars stand and how long they are."""

from datetime import date

from claimtrack.dates import FuzzyDate
from claimtrack.rules.entries import Entry
from claimtrack.rules.spark import spark
from claimtrack.words import ActorKind, Stance


def entry(number: int, stance: Stance, day: str | None) -> Entry:
    said = FuzzyDate(earliest=date.fromisoformat(day), latest=date.fromisoformat(day)) if day else FuzzyDate()
    return Entry(number, stance, said, 1, "A", ActorKind.PERSON, 1, None, "", None)


def test_what_was_asserted_goes_up_and_what_was_answered_goes_down() -> None:
    drawn = spark([entry(1, Stance.ASSERTS, "2022-02-01"), entry(2, Stance.DENIES, "2022-02-28")])
    assert drawn.asserted == "M0 12h3v-11h-3z"
    assert drawn.answered == "M108 12h3v11h-3z"
    assert drawn.reported == ""


def test_a_bar_is_longer_the_more_was_said() -> None:
    days = ["2022-02-01", "2022-02-01", "2022-02-01", "2022-02-01", "2022-02-28"]
    drawn = spark([entry(n, Stance.ASSERTS, day) for n, day in enumerate(days, 1)])
    assert drawn.asserted == "M0 12h3v-11h-3zM108 12h3v-5h-3z"


def test_one_day_alone_stands_in_the_middle() -> None:
    assert spark([entry(1, Stance.REPORTS, "2022-02-01")]).reported == "M56 11h3v2h-3z"


def test_without_a_date_nothing_is_drawn() -> None:
    assert spark([entry(1, Stance.ASSERTS, None)]).is_empty
    assert spark([]).is_empty

"""The facts in words: never more than is known, and with every doubt said."""

from datetime import date

from claimtrack.dates import FuzzyDate
from claimtrack.rules.entries import Entry
from claimtrack.rules.facts import facts
from claimtrack.rules.told import Told, figures, flags, told
from claimtrack.words import ActorKind, ClaimType, Stance

TODAY = date(2022, 3, 31)


def entry(number: int, stance: Stance, first: str = "", last: str = "", actor: int = 0, **more: object) -> Entry:
    said = FuzzyDate(
        words=str(more.pop("words", "")),
        earliest=date.fromisoformat(first) if first else None,
        latest=date.fromisoformat(last or first) if last or first else None,
    )
    source = int(str(more.pop("source", number)))
    person = actor or number
    known = {"archive_url": "https://archive.example/", **more}
    return Entry(
        number,
        stance,
        said,
        person,
        f"Actor {person}",
        ActorKind.PERSON,
        source,
        source,
        f"Outlet {source}",
        None,
        **known,
    )


def lines(*entries: Entry, kind: ClaimType = ClaimType.FACTUAL) -> dict[str, Told]:
    return {line.term: line for line in told(facts(entries, TODAY, kind))}


def test_the_golden_case_reads_as_an_editor_would_say_it() -> None:
    lavrov = entry(1, Stance.ASSERTS, "2022-02-14", "2022-02-20", words="last week")
    deniers = [entry(n, Stance.DENIES, "2022-02-14", "2022-02-21") for n in (2, 3, 4)]
    found = lines(lavrov, *deniers)
    assert found["First known"].named == (("Actor 1", 1),)
    assert (found["First known"].when, found["First known"].words) == ("14–20 Feb 2022", "last week")
    assert found["First known"].note == ""
    assert found["First rebuttal"].named == (("Actor 2", 2), ("Actor 3", 3), ("Actor 4", 4))
    assert found["Time to first rebuttal"].text == "0–7 days"
    assert found["Since the first rebuttal"].text == "0 repeats"


def test_a_first_that_may_not_be_the_first_says_so() -> None:
    rival = entry(2, Stance.ASSERTS, "2022-02-10", "2022-02-28")
    assert (
        "1 other statement may have come before"
        in lines(entry(1, Stance.ASSERTS, "2022-02-18"), rival)["First known"].note
    )
    by_then = entry(1, Stance.ASSERTS, "", "2022-02-21")
    assert lines(by_then)["First known"].note == "May be earlier: the date has no known start."


def test_repeats_are_counted_apart_from_those_that_may_be_earlier() -> None:
    first, rebuttal = entry(1, Stance.ASSERTS, "2022-02-01"), entry(2, Stance.REBUTS, "2022-02-10")
    later, perhaps = entry(3, Stance.REPEATS, "2022-03-01"), entry(4, Stance.REPEATS, "2022-02-05", "2022-02-28")
    assert lines(first, rebuttal, later)["Since the first rebuttal"].text == "1 repeat"
    assert lines(first, rebuttal, later, perhaps)["Since the first rebuttal"].text == "1 repeat, perhaps 1 more"
    assert lines(first, rebuttal, perhaps)["Since the first rebuttal"].text == "perhaps 1 repeat"


def test_what_nobody_answered_tells_for_how_long() -> None:
    found = lines(entry(1, Stance.ASSERTS, "2022-03-01"), entry(2, Stance.NO_COMMENT, "2022-03-02"))
    assert found["First rebuttal"].text == "No denial or rebuttal on record."
    assert found["Unrebutted for"].text == "30 days"
    assert found["No comment from"].note == "Silence is not a denial."
    assert "First rebuttal" not in lines(entry(1, Stance.ASSERTS, "2022-03-01"), kind=ClaimType.PLEDGE)


def test_a_report_alone_asserts_nothing() -> None:
    found = lines(entry(1, Stance.REPORTS, "2022-03-01"))
    assert found["First known"].text == "Nobody is on record asserting it."
    assert found["First reported"].when == "1 Mar 2022"


def test_an_answer_before_the_assertion_is_called_that() -> None:
    found = lines(entry(1, Stance.ASSERTS, "2022-03-10"), entry(2, Stance.DENIES, "2022-03-01"))
    assert found["Time to first rebuttal"].text == "It was answered before it is first known to be asserted."


def test_many_names_end_in_a_count() -> None:
    line = lines(*[entry(n, Stance.ASSERTS, "2022-03-01") for n in range(1, 10)])["First known"]
    assert (len(line.named), line.others) == (6, 3)


def test_nothing_said_is_nothing_told() -> None:
    assert told(facts([], TODAY)) == []


def test_flags_name_what_weakens_the_record() -> None:
    bare = entry(1, Stance.ASSERTS, "2022-03-01", archive_url="")
    assert [flag.name for flag in flags(facts([bare], TODAY))] == ["unrebutted", "single source", "no archive copy"]
    assert flags(facts([bare], TODAY))[-1].sentence == "Its source has no archive copy."
    two = [bare, entry(2, Stance.DENIES, "2022-03-02"), entry(3, Stance.DENIES, "2022-03-02", archive_url="")]
    assert flags(facts(two, TODAY))[-1].sentence == "2 of 3 sources have no archive copy."


def test_sources_that_disagree_on_the_date_are_shown_with_their_statements() -> None:
    one = entry(1, Stance.ASSERTS, "2022-03-01", actor=1)
    other = entry(2, Stance.ASSERTS, "2022-03-05", actor=1, same_act_as=1)
    found = {flag.name: flag.statements for flag in flags(facts([one, other], TODAY))}
    assert found["sources disagree"] == (1, 2)


def test_figures_agree_with_their_nouns() -> None:
    told_figures = figures(
        facts([entry(1, Stance.ASSERTS, "2022-03-01"), entry(2, Stance.DENIES, "2022-03-01")], TODAY)
    )
    assert told_figures == [(1, "asserter"), (1, "denier"), (2, "outlets"), (2, "sources"), (2, "independent sources")]

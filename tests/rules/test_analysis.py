"""What shows only across claims."""

from datetime import date

import pytest

from claimtrack.rules import analysis
from claimtrack.rules.analysis import Story
from claimtrack.rules.drift import drift, hardened, mark_doubts
from claimtrack.rules.facts import facts
from claimtrack.rules.timeline import Entry
from claimtrack.words import Modality
from tests.rules.statements import TODAY, article, entry


def story(number: int, *entries: Entry) -> Story:
    return Story(number, entries, facts(entries, TODAY))


def test_whoever_asserts_and_then_denies_is_found_and_whoever_only_denies_is_not() -> None:
    told = story(
        7,
        entry(1, "asserts", "2022-02-01", "Ana"),
        entry(2, "denies", "2022-02-03", "Ana"),
        entry(3, "denies", "2022-02-02", "Petar"),
    )
    (turn,) = analysis.turned([told, story(8, *article())])
    assert (turn.actor, turn.claim_id, turn.first.id, turn.then.id, turn.certain) == ("Ana", 7, 1, 2, True)


def test_a_government_that_turns_through_two_speakers_is_found_once() -> None:
    voices = {"on_behalf_of_id": 99, "on_behalf_of": "Government of Russia"}
    told = story(
        7,
        entry(1, "asserts", "2022-02-01", "Lavrov", **voices),
        entry(2, "denies", "2022-02-03", "Peskov", **voices),
        entry(3, "retracts", "2022-02-05", "Lavrov", **voices),
    )
    found = analysis.turned([told])
    assert {(turn.actor, turn.first.id, turn.then.id) for turn in found} == {
        ("Government of Russia", 1, 2),
        ("Lavrov", 1, 3),
    }


def test_two_contradicting_claims_of_one_mouth() -> None:
    one = story(1, entry(1, "asserts", "2022-02-01", "Ana"), entry(2, "asserts", "2022-02-01", "Petar"))
    other = story(2, entry(3, "repeats", "2022-02-09", "Ana"), entry(4, "denies", "2022-02-09", "Petar"))
    clashes = analysis.clashes([one, other], [(2, 1), (1, 2), (1, 3)])
    assert [(c.actor, c.one_claim, c.one.id, c.other_claim, c.other.id) for c in clashes] == [("Ana", 1, 1, 2, 3)]


def test_repeats_after_a_rebuttal_are_counted_by_claim_and_by_actor() -> None:
    told = story(
        1,
        entry(1, "asserts", "2022-02-01", "Ana"),
        entry(2, "rebuts", "2022-02-03", "Petar"),
        entry(3, "repeats", "2022-02-05", "Ana"),
        entry(4, "repeats", "2022-02-06", "Mila"),
        entry(5, "repeats", "2022-02", "Ana"),
    )
    silent = story(2, entry(6, "asserts", "2022-02-01"), entry(7, "repeats", "2022-02-05"))
    found = analysis.repeated([silent, told])
    assert [(one.claim_id, one.surely, one.perhaps) for one in found] == [(1, 2, 1)]
    assert [(name, count) for _, name, count in analysis.repeaters(found)] == [("Ana", 2), ("Mila", 1)]


def test_where_claims_begin_and_how_soon_they_are_answered_there() -> None:
    here, there = {"outlet_id": 1, "outlet": "Here"}, {"outlet_id": 2, "outlet": "There"}
    told = story(
        1,
        entry(1, "asserts", "2022-02-01", "Ana", **here),
        entry(2, "repeats", "2022-02-02", "Ana", **there),
        entry(3, "denies", "2022-02-04/2022-02-06", "Petar", **there),
    )
    only_denied = story(2, entry(4, "denies", "2022-02-04", **here))
    first, second = analysis.by_outlet([told, only_denied], TODAY)
    assert (first.name, first.claims, first.first, first.answered, first.days) == ("Here", 1, 1, 0, None)
    assert (second.name, second.claims, second.first, second.answered, second.days) == ("There", 1, 0, 1, (2, 4))
    (serbia,) = analysis.by_country([told, only_denied], {1: "RS", 2: "RS"}, TODAY)
    assert (serbia.name, serbia.claims, serbia.first, serbia.answered, serbia.days) == ("RS", 1, 1, 1, (3, 5))


def test_sources_that_date_one_act_apart() -> None:
    told = story(
        1,
        entry(1, "asserts", "2022-02-01", "Ana", quote="They are coming"),
        entry(2, "asserts", "2022-02-05", "Ana", quote="They are  coming"),
    )
    assert [(n, [[e.id for e in group] for group in groups]) for n, groups in analysis.disagreeing([told])] == [
        (1, [[1, 2]])
    ]
    assert analysis.disagreeing([story(2, *article())]) == []


@pytest.mark.parametrize(
    ("text", "language", "doubts"),
    [
        ("They are reportedly on their way", "en", ["reportedly"]),
        ("Sie sind angeblich unterwegs", "de", ["angeblich"]),
        ("We are double checking that", "en", ["double checking"]),
        ("They are on their way", "en", []),
    ],
)
def test_words_of_doubt_are_marked_and_nothing_is_lost(text: str, language: str, doubts: list[str]) -> None:
    segments = mark_doubts(text, language)
    assert "".join(words for words, _ in segments) == text
    assert [words for words, marked in segments if marked] == doubts


def test_the_wording_goes_on_in_order_of_the_days_and_a_dropped_doubt_is_told() -> None:
    put = drift(
        [
            entry(2, "asserts", "2022-02-05", "Petar", quote="They are coming", quote_language="en"),
            entry(1, "asserts", "2022-02-01", "Ana", quote="They may be coming", quote_language="en"),
            entry(3, "denies", "2022-02-06", quote="Nobody is coming"),
            entry(4, "asserts", "2022-02-07", quote="They come", modality=Modality.DISTANCED),
        ],
        [("They come, people say", "en", date(2022, 2, 6)), ("Undated", "en", None)],
    )
    assert [(one.text, one.doubtful, one.change) for one in put] == [
        ("They may be coming", True, ""),
        ("They are coming", False, "the doubt is gone"),
        ("They come, people say", False, ""),
        ("They come", True, "a doubt is added"),
    ]
    assert hardened(put)
    assert not hardened(put[2:])

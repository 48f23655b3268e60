"""What two claims had in common is counted once when they turn out to be one."""

from typing import Any

import pytest

from claimtrack.dates import FuzzyDate
from claimtrack.rules.entries import Entry
from claimtrack.rules.repeats import without_repeats
from claimtrack.words import ActorKind, Stance


def entry(number: int, **fields: Any) -> Entry:
    known = {"actor_id": 1, "stance": Stance.ASSERTS, "source_id": 1, "quote": "Storks!", **fields}
    more = {"actor": "A", "actor_kind": ActorKind.PERSON, "outlet_id": None, "outlet": "", "published": None}
    return Entry(id=number, said=FuzzyDate(), **more, **known)


@pytest.mark.parametrize(
    ("other", "kept", "why"),
    [
        ({}, [1], "the same in all"),
        ({"gloss": "Cigognes"}, [1], "a gloss makes no other statement"),
        ({"actor_id": 2}, [1, 2], "somebody else"),
        ({"stance": Stance.REPEATS}, [1, 2], "another stance"),
        ({"source_id": 2}, [1, 2], "in another source"),
        ({"quote": "Cranes!"}, [1, 2], "in other words"),
    ],
)
def test_only_identical_statements_count_once(other: dict[str, Any], kept: list[int], why: str) -> None:
    assert [e.id for e in without_repeats([entry(1), entry(2, **other)])] == kept, why


def test_the_same_act_as_a_repeat_is_the_same_act_as_the_first() -> None:
    found = without_repeats([entry(1), entry(2), entry(3, source_id=2, same_act_as=2)])
    assert [(e.id, e.same_act_as) for e in found] == [(1, None), (3, 1)]


def test_nothing_is_the_same_act_as_itself() -> None:
    assert [e.same_act_as for e in without_repeats([entry(1, same_act_as=2), entry(2)])] == [None]

"""Which records an act belongs to."""

from typing import Any

import pytest

from claimtrack import models
from claimtrack.rules.touched import OWNERS, touched, within

CLAIM = {"id": 5, "text": "A", "joined_to_id": None, "revision": 1}


@pytest.mark.parametrize(
    ("subject", "rows", "found"),
    [
        ("claim:5", {}, {("claim:5", "claim")}),  # somebody saw a mention: nothing kept in the trail changed
        ("claim:5", {"claim:5": (None, CLAIM)}, {("claim:5", "claim")}),
        (
            "statement:7",
            {
                "statement:7": (None, {"id": 7, "claim_id": 5, "actor_id": 3}),
                "claim:5": (CLAIM, {**CLAIM, "revision": 2}),  # counters alone are no change of the claim
            },
            {("statement:7", "statement"), ("claim:5", "statement")},
        ),
        (
            "judgement:1",
            {
                "judgement:1": (None, {"kind": "claim", "left_id": 5, "right_id": 6}),
                "claim:6": ({"id": 6, "joined_to_id": None}, {"id": 6, "joined_to_id": 5}),
            },
            {("judgement:1", ""), ("claim:5", "judgement"), ("claim:6", "judgement")}
            | {("claim:5", "claim"), ("claim:6", "claim")},
        ),
        (
            "claim_relation:2",
            {"claim_relation:2": ({"id": 2, "claim_id": 5, "other_id": 6}, None)},
            {("claim_relation:2", ""), ("claim:5", "claim_relation"), ("claim:6", "claim_relation")},
        ),
        (
            "actor:3",
            {"actor_alias:9": (None, {"id": 9, "actor_id": 3})},
            {("actor:3", "actor_alias")},
        ),
        ("setting:newsroom", {"setting:newsroom": (None, {"name": "newsroom"})}, {("setting:newsroom", "setting")}),
    ],
)
def test_an_act_belongs_to_what_it_changed_and_to_what_that_hangs_on(
    subject: str, rows: dict[str, Any], found: set[tuple[str, str]]
) -> None:
    assert touched(subject, rows) == found


def test_only_the_rows_of_one_record_are_within_it() -> None:
    rows = {
        "statement:7": (None, {"id": 7, "claim_id": 5}),
        "actor:3": (None, {"id": 3}),
        "setting:x": (None, {"name": "x"}),
    }
    assert list(within("claim:5", rows)) == ["statement:7"]
    assert list(within("setting:x", rows)) == ["setting:x"]


def test_every_table_in_the_trail_with_a_record_above_it_says_so() -> None:
    """A new table that hangs on a claim must not be missing from the claim's history."""
    above = {"claim_id", "actor_id", "user_id", "joined_to_id"}
    tables = [row for row in models.Row.__subclasses__() if row.audited and above & row.model_fields.keys()]
    assert {str(row.__tablename__) for row in tables} <= OWNERS.keys()

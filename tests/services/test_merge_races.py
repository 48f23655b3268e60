"""Two editors on the same records at once: one wins, the other is told, and nothing ever goes round in a circle."""

import argparse

import pytest

from tests.bench import merges

pytestmark = pytest.mark.slow


def test_no_race_of_two_editors_ends_in_a_circle_or_with_two_winners(database_url: str) -> None:
    found = merges.main(argparse.Namespace(trials=10, url=database_url))
    assert {name: race["answers"] for name, race in found["races"].items() if not race["as_expected"]} == {}
    assert found["cycles"] == 0

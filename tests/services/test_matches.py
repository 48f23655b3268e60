"""Suggestions over the records: whoever spoke is found by any of their names."""

import pytest

from claimtrack.db import Database
from claimtrack.services.finding import catch_up
from claimtrack.services.matches import suggest
from claimtrack.services.queue import Wanted, open_matches
from tests.factories import Factory

NAMES = {"actor_fields": {"aliases": ("Сергей Лавров",)}}


@pytest.fixture
def base(make: Factory) -> int:
    """A claim by somebody with a name in two scripts, among claims by others: its number."""
    make.statement("Mercenaries are being trained in the mountains", actor="Hashim Krasniqi")
    spoken = make.statement("Mercenaries are being sent to the front", actor="Sergei Lavrov", **NAMES)
    make.statement("The pipeline will be closed for repairs", actor="Ursula Brandt")
    return spoken.claim_id


@pytest.mark.parametrize(
    "text",
    [
        "Lavrov speaks of mercenaries",
        "Лавров: mercenaries again",
        "Лавров сказал: наёмники (mercenaries)",
        "Mercenaries, says Lavrov",
    ],
)
def test_a_name_in_the_text_lifts_the_claim_of_that_actor(database: Database, base: int, text: str) -> None:
    with database.read() as session:
        assert suggest(session, text)[0].claim_id == base


def test_a_text_without_the_name_is_not_drawn_to_the_actor(database: Database, base: int) -> None:
    with database.read() as session:
        assert suggest(session, "Mercenaries trained in the mountains")[0].claim_id != base


def test_the_queue_pairs_a_claim_that_names_the_actor_with_what_that_actor_said(
    database: Database, base: int, make: Factory
) -> None:
    named = make.claim("Лавров: mercenaries are being sent to the front")
    catch_up(database)
    with database.read() as session:
        first = open_matches(session, Wanted())[0][0]
        assert (first.left_id, first.right_id) == (base, named.id)

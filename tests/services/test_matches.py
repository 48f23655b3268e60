"""Suggestions over the records: whoever spoke is found by any of their names."""

import pytest
import sqlalchemy as sa

from claimtrack.db import Database
from claimtrack.services.finding import catch_up
from claimtrack.services.judgements import judge
from claimtrack.services.matches import suggest, whole
from claimtrack.services.queue import Wanted, open_matches
from claimtrack.words import Answer, Kind, MatchLabel, Role
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


def test_a_suggestion_asks_the_database_four_times(database: Database, base: int) -> None:
    """What changed, who spoke, by which names, and the claims: to a server each is a message and its answer."""
    asked: list[str] = []

    def note(*told: object) -> None:
        asked.append(str(told[2]))

    with database.read() as session:
        suggest(session, "Mercenaries are being sent to the front")  # which has the index read what is new
        sa.event.listen(database.engine, "before_cursor_execute", note)
        found = suggest(session, "Mercenaries are being sent to the mountains")
        sa.event.remove(database.engine, "before_cursor_execute", note)
    assert base in [one.claim_id for one in found]
    assert len([one for one in asked if one != "BEGIN"]) == 4


def test_the_queue_pairs_a_claim_that_names_the_actor_with_what_that_actor_said(
    database: Database, base: int, make: Factory
) -> None:
    named = make.claim("Лавров: mercenaries are being sent to the front")
    catch_up(database)
    with database.read() as session:
        first = open_matches(session, Wanted())[0][0]
        assert (first.left_id, first.right_id) == (base, named.id)


def test_two_names_of_an_actor_on_record_are_one_actor(database: Database, make: Factory) -> None:
    fled = make.statement("Kamel Daoud fled to Belgium", actor="Kamel Daoud", actor_fields={"aliases": ("Abu Nidal",)})
    again = make.claim("Abu Nidal fled to Belgium")
    other = make.claim("Abu Hamza fled to Belgium")
    with database.read() as session:
        labels = {one.claim_id: one.label for one in suggest(session, "Abu Nidal fled to Belgium")}
    assert labels[fled.claim_id] is MatchLabel.SAME
    assert labels[other.id] is not MatchLabel.SAME
    catch_up(database)
    with database.read() as session:
        queued = {(one.left_id, one.right_id): one.label for one in open_matches(session, Wanted(), limit=9)[0]}
    assert queued[fled.claim_id, again.id] is MatchLabel.SAME


def test_actors_that_count_as_the_same_lend_each_other_their_names(database: Database, make: Factory) -> None:
    editor = make.user(role=Role.EDITOR)
    one = make.statement("Minister Halvorsen sold the harbour", actor="Halvorsen")
    other = make.statement("It rained all day", actor="Brandt", on_behalf_of="Norway")

    def label() -> MatchLabel:
        with database.read() as session:
            return next(
                f.label for f in suggest(session, "Minister Brandt sold the harbour") if f.claim_id == one.claim_id
            )

    assert label() is MatchLabel.DIFFERENT_ACTOR
    with database.write_tx() as tx:
        judge(tx, Kind.ACTOR, one.actor_id, other.actor_id, Answer.SAME, by=editor)
    assert label() is MatchLabel.SAME


@pytest.mark.parametrize("text", ["Лавров", "Lavrov", "Sergei Lavrov"])
def test_a_text_that_only_names_who_spoke_is_called_that(database: Database, base: int, text: str) -> None:
    with database.read() as session:
        found = suggest(session, text)[0]
    assert (found.claim_id, found.label) == (base, MatchLabel.RELATED)
    assert found.reasons[0] == f"Only the name “{text}” agrees."


def test_a_text_that_only_names_somebody_is_not_what_is_said_of_them(database: Database, make: Factory) -> None:
    make.statement("Alexander Vucic promised to resign", actor="Alexander Vucic", actor_fields={"aliases": ("Вучич",)})
    with database.read() as session:
        found = suggest(session, "Вучич")[0]
    assert (found.label, found.reasons[0]) == (MatchLabel.RELATED, "Only the name “Вучич” agrees.")


def test_a_claim_of_many_words_is_shown_whole_with_the_part_that_fits_marked(database: Database, make: Factory) -> None:
    before, fits = "The harbour was closed for repairs. " * 15, "White storks were seen nesting in Strasbourg."
    claim = make.claim(f"{before}{fits} {'Ships had to wait outside. ' * 15}".strip())
    with database.read() as session:
        (found,) = suggest(session, "White storks were seen nesting in Colmar.")
    assert found.is_title
    assert whole(found.title) == claim.text
    assert "Strasbourg" in [words for words, differs in found.title if differs]


@pytest.mark.parametrize(
    ("says", "label"),
    [
        ("Mercenaries from Kosovo are being sent to fight in the Donbass!", MatchLabel.SAME),
        ("It is a lie that mercenaries from Kosovo are sent to fight in the Donbass.", MatchLabel.REBUTTAL),
    ],
)
def test_of_a_long_text_the_part_that_is_near_the_claim_is_compared(
    database: Database, make: Factory, says: str, label: MatchLabel
) -> None:
    make.claim("Mercenaries from Kosovo are being sent to fight in the Donbass")
    before = (
        "Everybody at the market wondered why apples, bread and cheese were so dear in the spring of that year. " * 8
    )
    with database.read() as session:
        (found,) = suggest(session, f"{before}{says} {before}")
    assert found.label is label
    assert says in whole(found.yours)


@pytest.mark.parametrize(
    ("language", "recorded", "new"),
    [
        ("de", "Grenzen bleiben offen", "Grenzen bleiben niemals offen"),
        ("sr-Latn", "Ministar demantuje sastanak", "Ministar potvrdio sastanak"),
    ],
)
def test_texts_are_read_in_the_language_that_is_noted(
    database: Database, make: Factory, language: str, recorded: str, new: str
) -> None:
    make.claim(recorded, language=language)
    with database.read() as session:
        (found,) = suggest(session, new, language=language)
    assert found.label is MatchLabel.REBUTTAL

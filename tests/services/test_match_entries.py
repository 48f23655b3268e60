"""What matching reads of a claim: every text in its own language, quotes to their end, all names of who spoke."""

import pytest

from claimtrack.db import Database
from claimtrack.drafts import ActorDraft, WordingDraft
from claimtrack.matching.entry import Entry
from claimtrack.models import Claim, Judgement, User
from claimtrack.services import claims, match_entries
from claimtrack.services.actors import find_or_make_actor
from claimtrack.services.claim_list import Wanted, find_claims
from claimtrack.services.judgements import judge, take_back
from claimtrack.services.matches import suggest
from claimtrack.services.records import get, id_of
from claimtrack.words import Answer, Kind, Role
from tests.factories import D, Factory

HARMS = "Regierungen verschweigen Nebenwirkungen der Impfungen"


@pytest.fixture
def editor(make: Factory) -> User:
    return make.user(role=Role.EDITOR)


def entry_of(database: Database, number: int) -> Entry:
    with database.read() as session:
        return next(entry for entry in match_entries.all_entries(session) if entry.id == number)


def changed(database: Database) -> list[int]:
    """The claims that changed last, as matching sees it."""
    with database.read() as session:
        return [change.id for some in match_entries.changes_since(session, 0) for change in some]


def test_every_text_is_read_in_its_own_language(database: Database, make: Factory, editor: User) -> None:
    claim = make.claim("Officials hide harms of the jab", gloss="The jab does harm")
    make.statement(
        claim,
        quote="On nous cache tout",
        quote_language="fr",
        gloss="They hide everything",
        source={"language": "sq"},
    )
    make.statement(claim, actor="Ana", quote="Наёмники едут", source={"language": "sr-Cyrl"})
    for wording in (WordingDraft(text=HARMS, language="de"), WordingDraft(text="The jab is harmful")):
        with database.write_tx() as tx:
            claims.add_wording(tx, get(tx, Claim, claim.id), wording, by=editor)
    entry = entry_of(database, id_of(claim))
    assert entry.texts == ("Officials hide harms of the jab", "The jab does harm", HARMS, "The jab is harmful")
    assert entry.quotes == ("On nous cache tout", "They hide everything", "Наёмники едут")
    assert [entry.languages.get(text) for text in (*entry.texts, *entry.quotes)] == [
        *("en", "en", "de", None),
        *("fr", "en", "sr"),
    ]


def test_a_wording_in_another_language_is_found_by_its_stems(database: Database, make: Factory, editor: User) -> None:
    for n in range(40):
        make.claim(f"Regierung und Impfung und Nebenwirkung im Ort{n}", language="de")
    claim = make.claim("Officials hide harms of the jab")
    with database.write_tx() as tx:
        claims.add_wording(tx, get(tx, Claim, claim.id), WordingDraft(text=HARMS, language="de"), by=editor)
    with database.read() as session:
        [found, *_] = suggest(session, "Regierung verschweigt Nebenwirkung der Impfung")
    assert found.claim_id == claim.id
    assert found.probability > 0.5


def test_a_long_quote_is_matched_to_its_end(database: Database, make: Factory) -> None:
    for n in range(10):
        make.claim(f"Noise number {n} about the harvest of wheat")
    quote = "We have looked at all that was asked of us today. " * 30 + "The moon landing was staged in Nevada."
    said = make.statement("The minister spoke about the budget", quote=quote)
    with database.read() as session:
        found = suggest(session, "The moon landing was staged in Nevada")[0]
        assert (found.claim_id, found.probability > 0.5) == (said.claim_id, True)
        by_its_own_words = suggest(session, "The minister spoke about the budget")[0]
        assert (by_its_own_words.claim_id, by_its_own_words.probability > 0.9) == (said.claim_id, True)


def test_the_name_of_whom_somebody_speaks_for_is_read_too(database: Database, make: Factory) -> None:
    said = make.statement("The satellite was shot down", actor="Maria Petrova", on_behalf_of="Roscosmos")
    assert entry_of(database, said.claim_id).names == ("Maria Petrova", "Roscosmos")


def test_actors_that_are_one_are_found_by_all_their_names_until_that_is_taken_back(
    database: Database, make: Factory, editor: User
) -> None:
    deal = make.statement("The grain deal is over", actor="Dmitry Peskov")
    wheat = make.statement("Wheat exports will be stopped", actor="Maria", on_behalf_of="Sandman Press")
    make.statement("The bridge is closed", actor="Olga Smith")
    with database.write_tx() as tx:
        press = id_of(find_or_make_actor(tx, ActorDraft(name="Sandman Press", kind="organisation")))
        judge(tx, Kind.ACTOR, deal.actor_id, press, Answer.SAME, by=editor)
    assert set(changed(database)[-2:]) == {deal.claim_id, wheat.claim_id}
    assert set(entry_of(database, deal.claim_id).names) == {"Dmitry Peskov", "Sandman Press"}
    assert found_by(database, "sandman") == {deal.claim_id, wheat.claim_id}
    with database.write_tx() as tx:
        take_back(tx, get(tx, Judgement, 1), by=editor)
    assert set(changed(database)[-2:]) == {deal.claim_id, wheat.claim_id}
    assert entry_of(database, deal.claim_id).names == ("Dmitry Peskov",)
    assert found_by(database, "sandman") == {wheat.claim_id}


def test_a_new_name_of_an_actor_is_read_at_all_their_claims(database: Database, make: Factory) -> None:
    bridge = make.statement("The bridge was blown up by divers", actor="Igor Volkov")
    make.claim("The harvest was good")
    tunnel = make.statement("The tunnel was flooded", actor="Igor Volkov", actor_fields={"aliases": ("Zibbelquark",)})
    assert {bridge.claim_id, tunnel.claim_id} == set(changed(database)[-2:])
    assert found_by(database, "zibbelquark") == {bridge.claim_id, tunnel.claim_id}


def found_by(database: Database, words: str) -> set[int | None]:
    """The claims a list finds by these words."""
    with database.read() as session:
        return {row.claim.id for row in find_claims(session, Wanted(words), 0, 10, today=D("2022-03-01"))[0]}

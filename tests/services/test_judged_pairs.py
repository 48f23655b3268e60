"""What is told of past suggestions stays as it was when the pairs were judged, whatever happens to the claims later."""

import pytest

from claimtrack.db import Database
from claimtrack.drafts import ClaimDraft
from claimtrack.models import Claim, Judgement, User
from claimtrack.services import claims
from claimtrack.services.finding import catch_up
from claimtrack.services.judged_pairs import record_so_far
from claimtrack.services.judgements import judge, take_back
from claimtrack.services.records import get
from claimtrack.words import Answer, Kind, Role
from tests.factories import Factory

TWINS = ("Storks were seen nesting on the cathedral", "Storks are seen nesting on the cathedral")


@pytest.fixture
def editor(make: Factory) -> User:
    return make.user(role=Role.EDITOR)


@pytest.mark.parametrize("text", ["Storks were seen nesting on the roof of the cathedral", "The bakery is closed"])
def test_a_suggestion_counts_as_it_was_when_judged_though_a_text_changes(
    database: Database, make: Factory, editor: User, text: str
) -> None:
    one, other = (make.claim(text) for text in TWINS)
    catch_up(database)
    with database.write_tx() as tx:
        judge(tx, Kind.CLAIM, one.id or 0, other.id or 0, Answer.SAME, by=editor)
    with database.read() as session:
        before = record_so_far(session)
    assert (before.suggested, before.unsuggested) == (1, 0)
    with database.write_tx() as tx:
        claim = get(tx, Claim, one.id)
        claims.change_claim(tx, claim, ClaimDraft(text=text), seen=claim.version, by=editor)
    catch_up(database)
    with database.read() as session:
        assert record_so_far(session) == before


def test_what_was_found_only_after_the_answer_was_not_suggested(
    database: Database, make: Factory, editor: User
) -> None:
    one, other = (make.claim(text) for text in TWINS)
    with database.write_tx() as tx:
        made = judge(tx, Kind.CLAIM, one.id or 0, other.id or 0, Answer.DIFFERENT, by=editor)
    catch_up(database)
    with database.read() as session:
        assert record_so_far(session).suggested == 0
    with database.write_tx() as tx:
        take_back(tx, get(tx, Judgement, made.id), by=editor)
        judge(tx, Kind.CLAIM, one.id or 0, other.id or 0, Answer.SAME, by=editor)
        assert record_so_far(tx).suggested == 1

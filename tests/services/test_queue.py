"""What waits for an answer: what nobody answered yet, in whatever roundabout way."""

from datetime import timedelta

import pytest
from sqlmodel import Session

from claimtrack.db import Database
from claimtrack.drafts import ClaimDraft, RelationDraft
from claimtrack.models import Claim, Match, User, now
from claimtrack.services import claims, relations
from claimtrack.services.finding import Looked, store
from claimtrack.services.judgements import judge, take_back
from claimtrack.services.pairs import Found
from claimtrack.services.queue import Wanted, lately, open_count, open_matches
from claimtrack.services.records import get
from claimtrack.words import Answer, Kind, MatchLabel, Relation, Role
from tests.factories import Factory

CLAIM, SAME, DIFFERENT = Kind.CLAIM, Answer.SAME, Answer.DIFFERENT


@pytest.fixture
def editor(make: Factory) -> User:
    return make.user(role=Role.EDITOR)


@pytest.fixture
def four(database: Database, make: Factory) -> list[int]:
    """Four claims, each paired with each other, the pairs of smaller numbers likelier."""
    numbers = [claim.id or 0 for claim in (make.claim(f"Storks seen in {place}", topics=(place,)) for place in "abcd")]
    put(database, numbers)
    return numbers


def put(database: Database, numbers: list[int]) -> None:
    found = tuple(
        Found(CLAIM, left, right, 1 - (left * 10 + right) / 100, MatchLabel.SAME, ("alike",))
        for left in numbers
        for right in numbers
        if left < right
    )
    with database.write_tx() as tx:
        store(tx, CLAIM, Looked(tuple(numbers), 0, found))


def asked(session: Session, **wanted: object) -> list[tuple[int, int]]:
    found, total = open_matches(session, Wanted(**wanted), 0, 50)  # type: ignore[arg-type]
    assert total == len(found)
    return [(match.left_id, match.right_id) for match in found]


def test_the_likeliest_pair_comes_first(database: Database, four: list[int]) -> None:
    with database.read() as session:
        assert asked(session) == [(1, 2), (1, 3), (1, 4), (2, 3), (2, 4), (3, 4)]
        assert open_count(session, CLAIM) == 6
        assert open_count(session, Kind.ACTOR) == 0


def test_what_follows_from_an_answer_is_not_asked(database: Database, editor: User, four: list[int]) -> None:
    a, b, c, d = four
    with database.write_tx() as tx:
        judge(tx, CLAIM, a, b, SAME, by=editor)
        judge(tx, CLAIM, b, c, DIFFERENT, by=editor)
        assert asked(tx) == [(a, d), (b, d), (c, d)], "a and c are different since b and c are"
        judge(tx, CLAIM, d, a, SAME, by=editor)
        assert asked(tx) == []


def test_what_is_taken_back_is_asked_again(database: Database, editor: User, four: list[int]) -> None:
    with database.write_tx() as tx:
        made = judge(tx, CLAIM, four[0], four[1], SAME, by=editor)
        before = asked(tx)
        take_back(tx, made, by=editor)
        assert asked(tx) == [(four[0], four[1]), *before]


def test_related_claims_are_not_asked_about_however_that_was_recorded(
    database: Database, editor: User, four: list[int]
) -> None:
    a, b, c, d = four
    with database.write_tx() as tx:
        judge(tx, CLAIM, b, a, Answer.RELATED, by=editor, relation=Relation.ABOUT)
        relations.relate(tx, get(tx, Claim, d), RelationDraft(other_id=c, relation=Relation.ABOUT), by=editor)
        assert asked(tx) == [(a, c), (a, d), (b, c), (b, d)]


def test_what_is_related_to_a_claim_is_related_to_all_that_count_as_the_same(
    database: Database, editor: User, four: list[int]
) -> None:
    a, b, c, d = four
    with database.write_tx() as tx:
        judge(tx, CLAIM, a, b, Answer.RELATED, by=editor, relation=Relation.NARROWER)
        relations.relate(tx, get(tx, Claim, d), RelationDraft(other_id=a, relation=Relation.ABOUT), by=editor)
        made = judge(tx, CLAIM, b, c, SAME, by=editor)
        assert asked(tx) == [(b, d), (c, d)], "a is related to b, and so to c"
        take_back(tx, made, by=editor)
        assert asked(tx) == [(a, c), (b, c), (b, d), (c, d)]


def test_a_rejected_pair_returns_only_when_a_text_changes(database: Database, editor: User, four: list[int]) -> None:
    a, b, *_ = four
    with database.write_tx() as tx:
        judge(tx, CLAIM, a, b, DIFFERENT, by=editor)
    put(database, four)
    with database.read() as session:
        assert (a, b) not in asked(session)
    with database.write_tx() as tx:
        claim = get(tx, Claim, b)
        claims.change_claim(tx, claim, ClaimDraft(text="Storks seen in x"), seen=claim.version, by=editor)
    put(database, four)
    with database.read() as session:
        assert asked(session)[0] == (a, b)
    with database.write_tx() as tx:
        judge(tx, CLAIM, a, b, DIFFERENT, by=editor)
        assert (a, b) not in asked(tx)


@pytest.mark.parametrize(
    ("wanted", "expected", "why"),
    [
        ({"topic": "a"}, [(1, 2), (1, 3), (1, 4)], "one of the two is on the topic"),
        ({"topic": "nothing"}, [], "no claim has it"),
        ({"least": 0.8}, [(1, 2), (1, 3), (1, 4)][:3], "likely enough"),
        ({"skipped": (1, 2)}, [(1, 4), (2, 3), (2, 4), (3, 4)], "skipped by number of the match"),
        ({"since": now() + timedelta(hours=1)}, [], "found before that"),
        ({"until": now() - timedelta(hours=1)}, [], "found after that"),
    ],
)
def test_the_queue_is_filtered(
    database: Database, four: list[int], wanted: dict[str, object], expected: list[tuple[int, int]], why: str
) -> None:
    with database.read() as session:
        assert asked(session, **wanted) == expected, why


def test_the_queue_is_filtered_by_the_topics_of_claims_that_count_as_the_same(
    database: Database, editor: User, four: list[int]
) -> None:
    a, b, c, d = four
    with database.write_tx() as tx:
        judge(tx, CLAIM, a, b, SAME, by=editor)
    with database.read() as session:
        assert sorted(asked(session, topic="b")) == [(a, c), (a, d), (b, c), (b, d)]


def test_what_was_judged_lately_is_shown_until_it_is_taken_back(
    database: Database, editor: User, four: list[int]
) -> None:
    with database.write_tx() as tx:
        first = judge(tx, CLAIM, four[0], four[1], SAME, by=editor)
        second = judge(tx, CLAIM, four[2], four[3], DIFFERENT, by=editor)
        assert [judgement.id for judgement in lately(tx, CLAIM)] == [second.id, first.id]
        take_back(tx, second, by=editor)
        assert [judgement.id for judgement in lately(tx, CLAIM)] == [first.id]


def test_matches_leave_no_trace_in_the_trail(database: Database, four: list[int]) -> None:
    with database.write_tx() as tx:
        tx.add(Match(kind=CLAIM, left_id=7, right_id=9, probability=0.5, label=MatchLabel.SAME))

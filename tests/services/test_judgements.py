"""What people answer about pairs: one answer in force, taken back as exactly as it was given."""

from collections.abc import Callable
from itertools import combinations
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, col, select

from claimtrack.db import Database
from claimtrack.drafts import ActorDraft, ClaimDraft, EntryDraft, RelationDraft, SourceDraft, StatementDraft
from claimtrack.errors import BadInput, Duplicate, NotAllowed, NotFound, Stale
from claimtrack.models import Actor, AuditEvent, Claim, ClaimRelation, ClaimSearch, Judgement, Source, User
from claimtrack.services import actors, audit, claims, judgements, review_desk, reviews, sources, statements, trail
from claimtrack.services.hands import hands_in
from claimtrack.services.joined import TABLES, joined_to, standing_for
from claimtrack.services.judgements import Asked, Seen, judge, seen_now, take_back
from claimtrack.services.records import get
from claimtrack.services.relations import relate, unrelate
from claimtrack.words import Answer, Kind, Relation, Role, Stance, Status
from tests.factories import Factory

SAME, DIFFERENT, RELATED = Answer.SAME, Answer.DIFFERENT, Answer.RELATED
CLAIM = Kind.CLAIM


@pytest.fixture
def editor(make: Factory) -> User:
    return make.user(role=Role.EDITOR)


@pytest.fixture
def chief(make: Factory) -> User:
    return make.user(role=Role.EDITOR)


@pytest.fixture
def records(database: Database) -> Callable[..., list[int]]:
    """Stores so many records of a kind and gives their numbers."""

    def stored(kind: Kind, number: int = 4) -> list[int]:
        with database.write_tx() as tx:
            made = [stored_one(tx, kind, n) for n in range(number)]
            audit.record(tx, audit.Action.ENTERED, "test", by=None)
            return made

    return stored


def stored_one(tx: Session, kind: Kind, n: int) -> int:
    made: Claim | Actor | Source
    if kind is CLAIM:
        made = claims.make_claim(tx, ClaimDraft(text=f"Storks were seen in {n} villages"), by=None)
    elif kind is Kind.ACTOR:
        made = actors.make_actor(tx, ActorDraft(name=f"Ornithologist {n}"))
    else:
        made = sources.find_or_make_source(tx, SourceDraft(url=f"https://example.org/storks/{n}"))
    assert made.id is not None
    return made.id


def state(session: Session, kind: Kind) -> dict[str, Any]:
    """All that judgements decide: what is in force, who stands for whom, how claims are related, how far each is."""
    live = session.exec(select(Judgement).where(col(Judgement.superseded_at).is_(None))).all()
    relations = session.exec(select(ClaimRelation)).all()
    found = claims_in(session)
    return {
        "in force": {j.id: (j.left_id, j.right_id, j.answer, j.relation, j.turned, j.reason) for j in live},
        "joined": {row.id: row.joined_to_id for row in session.exec(select(TABLES[kind]))},
        "relations": sorted((r.claim_id, r.other_id, r.relation, r.note) for r in relations),
        "reviews": {c.id: (c.status, c.written_by, c.reviewed_version == c.revision) for c in found},
        "behind": review_desk.changed_since_published(session, 0)[1],
        "hands": {c.id: hands_in(session, c) for c in found},
    }


def claims_in(session: Session) -> list[Claim]:
    return list(session.exec(select(Claim).order_by(col(Claim.id))))


@pytest.mark.parametrize("kind", list(Kind))
def test_the_oldest_of_what_is_the_same_stands_for_the_rest(
    database: Database, editor: User, records: Callable[..., list[int]], kind: Kind
) -> None:
    a, b, c, d = records(kind)
    with database.write_tx() as tx:
        judge(tx, kind, c, d, SAME, by=editor)
        judge(tx, kind, d, b, SAME, by=editor)
    with database.read() as session:
        assert state(session, kind)["joined"] == {a: None, b: None, c: b, d: b}
        assert standing_for(session, get(session, TABLES[kind], d)).id == b
        assert [row.id for row in joined_to(session, get(session, TABLES[kind], b))] == [c, d]


@pytest.mark.parametrize("kind", list(Kind))
def test_taking_back_the_link_in_the_middle_splits_the_cluster(
    database: Database, editor: User, records: Callable[..., list[int]], kind: Kind
) -> None:
    a, b, c, d = records(kind)
    with database.write_tx() as tx:
        judge(tx, kind, a, b, SAME, by=editor)
        middle = judge(tx, kind, b, c, SAME, by=editor)
        judge(tx, kind, c, d, SAME, by=editor)
        assert state(tx, kind)["joined"] == {a: None, b: a, c: a, d: a}
        take_back(tx, middle, by=editor)
    with database.read() as session:
        assert state(session, kind)["joined"] == {a: None, b: a, c: None, d: c}


def test_what_was_judged_different_is_not_joined_by_way_of_a_third(
    database: Database, editor: User, records: Callable[..., list[int]]
) -> None:
    a, b, c, _ = records(CLAIM)
    with database.write_tx() as tx:
        judge(tx, CLAIM, a, c, DIFFERENT, by=editor)
        judge(tx, CLAIM, b, c, SAME, by=editor)
    told = f"claim {b} is the same as claim {c}, and claim {a} was judged different from claim {c}"
    with pytest.raises(NotAllowed, match=told), database.write_tx() as tx:
        judge(tx, CLAIM, a, b, SAME, by=editor)
    with database.read() as session:
        assert state(session, CLAIM)["joined"] == {a: None, b: None, c: b, _: None}


def test_what_is_the_same_by_way_of_others_cannot_be_called_different(
    database: Database, editor: User, records: Callable[..., list[int]]
) -> None:
    a, b, c, _ = records(Kind.ACTOR)
    with database.write_tx() as tx:
        judge(tx, Kind.ACTOR, a, b, SAME, by=editor)
        judge(tx, Kind.ACTOR, b, c, SAME, by=editor)
        with pytest.raises(NotAllowed, match=rf"Ornithologist 0 \(actor {a}\) is the same as Ornithologist 1"):
            judgements.check_can(tx, Asked(Kind.ACTOR, a, c, DIFFERENT))


def test_a_former_answer_that_contradicts_what_came_since_does_not_come_back(
    database: Database, editor: User, records: Callable[..., list[int]]
) -> None:
    a, b, c, _ = records(CLAIM)
    with database.write_tx() as tx:
        judge(tx, CLAIM, a, b, DIFFERENT, by=editor)
        mistaken = judge(tx, CLAIM, a, b, SAME, by=editor)
        judge(tx, CLAIM, b, c, SAME, by=editor)
        judge(tx, CLAIM, a, c, SAME, by=editor)
    with pytest.raises(NotAllowed, match="cannot be different"), database.write_tx() as tx:
        take_back(tx, get(tx, Judgement, mistaken.id), by=editor)


def test_an_answer_supersedes_the_one_before_and_both_are_kept(
    database: Database, editor: User, records: Callable[..., list[int]]
) -> None:
    a, b, _, _ = records(CLAIM)
    with database.write_tx() as tx:
        first = judge(tx, CLAIM, b, a, DIFFERENT, by=editor, reason="other year")
        second = judge(tx, CLAIM, a, b, SAME, by=editor, reason="the year was a slip")
    with database.read() as session:
        assert [j.id for j in judgements.history(session, CLAIM, b, a)] == [second.id, first.id]
        found = judgements.in_force(session, CLAIM, b, a)
        assert found is not None
        assert (found.id, found.supersedes_id, found.reason) == (second.id, first.id, "the year was a slip")
        assert found.made_by == editor.id


def test_the_same_answer_twice_is_told(database: Database, editor: User, records: Callable[..., list[int]]) -> None:
    a, b, _, _ = records(CLAIM)
    with database.write_tx() as tx:
        judge(tx, CLAIM, a, b, DIFFERENT, by=editor)
    with pytest.raises(Duplicate), database.write_tx() as tx:
        judge(tx, CLAIM, b, a, DIFFERENT, by=editor)


def test_different_may_be_answered_again_after_a_text_changed(
    database: Database, make: Factory, editor: User, records: Callable[..., list[int]]
) -> None:
    a, b, _, _ = records(CLAIM)
    with database.write_tx() as tx:
        first = judge(tx, CLAIM, a, b, DIFFERENT, by=editor)
    with database.write_tx() as tx:
        claim = get(tx, Claim, a)
        claims.change_claim(tx, claim, ClaimDraft(text="Storks were seen"), seen=claim.version, by=editor)
    with database.write_tx() as tx:
        again = judge(tx, CLAIM, a, b, DIFFERENT, by=editor)
        assert again.supersedes_id == first.id
        assert again.texts_key != first.texts_key


@pytest.mark.parametrize("turned", [False, True])
def test_related_claims_are_related_until_it_is_taken_back(
    database: Database, editor: User, records: Callable[..., list[int]], turned: bool
) -> None:
    pair = records(CLAIM)[:2]
    narrow, broad = pair[::-1] if turned else pair
    with database.write_tx() as tx:
        before = state(tx, CLAIM)
        made = judge(tx, CLAIM, narrow, broad, RELATED, by=editor, relation=Relation.NARROWER, reason="one village")
        assert state(tx, CLAIM)["relations"] == [(narrow, broad, "narrower", "one village")]
        take_back(tx, made, by=editor)
        assert state(tx, CLAIM) == before


def test_a_relation_comes_back_the_way_round_it_was(
    database: Database, editor: User, records: Callable[..., list[int]]
) -> None:
    a, b, _, _ = records(CLAIM)
    with database.write_tx() as tx:
        judge(tx, CLAIM, b, a, RELATED, by=editor, relation=Relation.OUTCOME_OF)
        other = judge(tx, CLAIM, a, b, RELATED, by=editor, relation=Relation.CONTRADICTS)
        assert state(tx, CLAIM)["relations"] == [(a, b, "contradicts", "")]
        take_back(tx, other, by=editor)
        assert state(tx, CLAIM)["relations"] == [(b, a, "outcome_of", "")]


def test_a_relation_recorded_by_hand_is_not_recorded_again(
    database: Database, editor: User, records: Callable[..., list[int]]
) -> None:
    a, b, _, _ = records(CLAIM)
    with database.write_tx() as tx:
        relate(tx, get(tx, Claim, a), RelationDraft(other_id=b, relation=Relation.ABOUT), by=editor)
    with pytest.raises(Duplicate), database.write_tx() as tx:
        judge(tx, CLAIM, a, b, RELATED, by=editor, relation=Relation.ABOUT)


def relations(session: Session) -> list[tuple[int, int, Relation, str]]:
    return list(state(session, CLAIM)["relations"])


def test_a_judged_relation_is_taken_back_with_its_judgement_and_by_editors_only(
    database: Database, make: Factory, editor: User, records: Callable[..., list[int]]
) -> None:
    (a, b, _, _), checker = records(CLAIM), make.user()
    with database.write_tx() as tx:
        before = state(tx, CLAIM)
        judge(tx, CLAIM, a, b, RELATED, by=editor, relation=Relation.ABOUT)
    with pytest.raises(NotAllowed, match="Only an editor"), database.write_tx() as tx:
        unrelate(tx, tx.exec(select(ClaimRelation)).one(), by=checker)
    with database.write_tx() as tx:
        unrelate(tx, tx.exec(select(ClaimRelation)).one(), by=editor)
        assert state(tx, CLAIM) == before
        last = tx.exec(select(AuditEvent).order_by(col(AuditEvent.id).desc())).first()
        assert last is not None
        assert (last.action, last.subject) == ("took_back", "judgement:1")
        judge(tx, CLAIM, a, b, RELATED, by=editor, relation=Relation.ABOUT)
        assert relations(tx) == [(a, b, "about", "")]


def test_a_relation_judged_again_after_a_text_changed_is_taken_back_whole(
    database: Database, editor: User, records: Callable[..., list[int]]
) -> None:
    a, b, _, _ = records(CLAIM)
    with database.write_tx() as tx:
        judge(tx, CLAIM, a, b, RELATED, by=editor, relation=Relation.ABOUT)
        claim = get(tx, Claim, a)
        claims.change_claim(tx, claim, ClaimDraft(text="Storks were seen"), seen=claim.version, by=editor)
        judge(tx, CLAIM, a, b, RELATED, by=editor, relation=Relation.ABOUT)
    with database.write_tx() as tx:
        unrelate(tx, tx.exec(select(ClaimRelation)).one(), by=editor)
        assert (relations(tx), judgements.in_force(tx, CLAIM, a, b)) == ([], None)


def test_a_judgement_taken_back_leaves_what_was_related_by_hand(
    database: Database, editor: User, records: Callable[..., list[int]]
) -> None:
    a, b, _, _ = records(CLAIM)
    with database.write_tx() as tx:
        related = judge(tx, CLAIM, a, b, RELATED, by=editor, relation=Relation.ABOUT)
        same = judge(tx, CLAIM, a, b, SAME, by=editor)
        relate(tx, get(tx, Claim, a), RelationDraft(other_id=b, relation=Relation.ABOUT, note="mine"), by=editor)
        take_back(tx, same, by=editor)
        take_back(tx, related, by=editor)
        assert relations(tx) == [(a, b, "about", "mine")]


def test_what_is_related_by_hand_and_judged_so_is_taken_back_as_one(
    database: Database, make: Factory, editor: User, records: Callable[..., list[int]]
) -> None:
    (a, b, _, _), checker = records(CLAIM), make.user()
    with database.write_tx() as tx:
        judge(tx, CLAIM, a, b, RELATED, by=editor, relation=Relation.ABOUT)
        same = judge(tx, CLAIM, a, b, SAME, by=editor)
        relate(tx, get(tx, Claim, a), RelationDraft(other_id=b, relation=Relation.ABOUT, note="mine"), by=editor)
        take_back(tx, same, by=editor)
    with pytest.raises(NotAllowed), database.write_tx() as tx:
        unrelate(tx, tx.exec(select(ClaimRelation)).one(), by=checker)
    with database.write_tx() as tx:
        unrelate(tx, tx.exec(select(ClaimRelation)).one(), by=editor)
        assert (relations(tx), judgements.in_force(tx, CLAIM, a, b)) == ([], None)


@pytest.mark.parametrize(
    ("changes", "error", "why"),
    [
        ({"right": 1}, BadInput, "a record is not compared with itself"),
        ({"right": 999}, NotFound, "no such record"),
        ({"answer": RELATED}, BadInput, "related, but not how"),
        ({"relation": Relation.ABOUT}, BadInput, "the same and related at once"),
        ({"kind": Kind.ACTOR, "answer": RELATED, "relation": Relation.ABOUT}, BadInput, "only claims are related"),
    ],
)
def test_what_is_no_answer_is_refused(
    database: Database,
    editor: User,
    records: Callable[..., list[int]],
    changes: dict[str, Any],
    error: type[Exception],
    why: str,
) -> None:
    for kind in Kind:
        assert records(kind, 2) == [1, 2]
    asked = {"kind": CLAIM, "left": 1, "right": 2, "answer": SAME, **changes}
    with pytest.raises(error), database.write_tx() as tx:
        judge(tx, **asked, by=editor, reason=why)


def test_who_judges_a_pair_that_was_judged_meanwhile_is_told(
    database: Database, editor: User, records: Callable[..., list[int]]
) -> None:
    a, b, _, _ = records(CLAIM)
    with database.read() as session:
        seen = seen_now(session, CLAIM, a, b)
    with database.write_tx() as tx:
        judge(tx, CLAIM, a, b, SAME, by=editor, seen=seen)
    with pytest.raises(Stale, match="judged this pair"), database.write_tx() as tx:
        judge(tx, CLAIM, a, b, DIFFERENT, by=editor, seen=seen)


def test_who_judges_a_claim_that_was_reworded_meanwhile_is_told(
    database: Database, editor: User, records: Callable[..., list[int]]
) -> None:
    a, b, _, _ = records(CLAIM)
    with database.read() as session:
        seen = seen_now(session, CLAIM, a, b)
    with database.write_tx() as tx:
        claims.change_claim(tx, get(tx, Claim, b), ClaimDraft(text="Storks were not seen"), seen=1, by=editor)
    with pytest.raises(Stale, match="changed one of the two claims"), database.write_tx() as tx:
        judge(tx, CLAIM, a, b, SAME, by=editor, seen=seen)


def test_who_rewords_a_claim_that_was_joined_meanwhile_is_told(
    database: Database, editor: User, records: Callable[..., list[int]]
) -> None:
    a, b, _, _ = records(CLAIM)
    with database.write_tx() as tx:
        judge(tx, CLAIM, a, b, SAME, by=editor)
    with pytest.raises(Stale, match=f"same as claim {a}"), database.write_tx() as tx:
        claims.change_claim(tx, get(tx, Claim, b), ClaimDraft(text="Storks were not seen"), seen=1, by=editor)


def test_a_judgement_is_taken_back_once(database: Database, editor: User, records: Callable[..., list[int]]) -> None:
    a, b, _, _ = records(CLAIM)
    with database.write_tx() as tx:
        made = judge(tx, CLAIM, a, b, SAME, by=editor)
        take_back(tx, made, by=editor, reason="too quick")
        with pytest.raises(Stale):
            take_back(tx, made, by=editor)


def test_each_act_leaves_one_event_that_says_what_followed(
    database: Database, editor: User, records: Callable[..., list[int]]
) -> None:
    a, b, c, _ = records(CLAIM)
    with database.write_tx() as tx:
        first, second = judgements.judge_all(tx, [Asked(CLAIM, a, b, SAME), Asked(CLAIM, b, c, SAME)], by=editor)
        take_back(tx, second, by=editor, reason="too quick")
    with database.read() as session:
        events = session.exec(select(AuditEvent).order_by(col(AuditEvent.id))).all()[-2:]
        assert [(e.action, e.subject) for e in events] == [
            ("judged", f"judgement:{first.id}"),
            ("took_back", f"judgement:{second.id}"),
        ]
        joined = events[0].contents["rows"][f"claim:{c}"]
        assert (joined["before"]["joined_to_id"], joined["after"]["joined_to_id"]) == (None, a)
        assert events[1].contents["reason"] == "too quick"


def test_of_several_answers_none_is_given_if_one_cannot_be(
    database: Database, editor: User, records: Callable[..., list[int]]
) -> None:
    a, b, c, d = records(CLAIM)
    asked = [Asked(CLAIM, a, b, SAME), Asked(CLAIM, c, d, SAME, seen=Seen(17, 1, 1))]
    with pytest.raises(Stale), database.write_tx() as tx:
        judgements.judge_all(tx, asked, by=editor)
    with database.read() as session:
        assert state(session, CLAIM)["in force"] == {}


def test_words_of_a_joined_claim_are_found_at_the_one_that_stands_for_it(
    database: Database, editor: User, make: Factory
) -> None:
    one, other = make.claim("Storks were seen in Alsace"), make.claim("Cigognes aperçues")
    with database.write_tx() as tx:
        made = judge(tx, CLAIM, one.id, other.id, SAME, by=editor)
        assert "apercues" in words(tx, one)
        take_back(tx, made, by=editor)
        assert "apercues" not in words(tx, one)


def words(session: Session, claim: Claim) -> str:
    found = session.get(ClaimSearch, claim.id)
    assert found is not None
    return found.words


@pytest.mark.parametrize("text", ["", "1.2", "1.2.x", "1.2.3.4", "1.2.-3", "1.2.99999999999", "١.1.1"])
def test_a_form_that_lost_what_was_seen_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        Seen.read(text)
    assert Seen.read(str(Seen(4, 1, 2))) == Seen(4, 1, 2)


# Any order of judging and taking back against a model that knows no cleverness ------------------------------------

NUMBER = 5
PAIRS = list(combinations(range(NUMBER), 2))
AGAIN = dict.fromkeys((Status.PUBLISHED, Status.APPROVED), Status.SUBMITTED)
REVIEWS = ["submit approve publish", "", "submit", "submit approve publish", "submit approve"]
KINDS = [CLAIM, CLAIM, Kind.ACTOR, Kind.SOURCE]
ANSWERS = [SAME, SAME, DIFFERENT, RELATED, None, None]
acts = st.lists(st.tuples(st.sampled_from(KINDS), st.sampled_from(PAIRS), st.sampled_from(ANSWERS)), max_size=24)


class Model:
    """Per pair the answers given and not taken back. The last one holds."""

    def __init__(self) -> None:
        self.given: dict[tuple[int, int], list[Answer]] = {pair: [] for pair in PAIRS}

    def pairs(self, answer: Answer) -> list[tuple[int, int]]:
        return [pair for pair, given in self.given.items() if given[-1:] == [answer]]

    def heads(self) -> list[int]:
        head = list(range(NUMBER))
        for _ in range(NUMBER):
            for left, right in self.pairs(SAME):
                head[left] = head[right] = min(head[left], head[right])
        return head

    def holds(self) -> bool:
        """Whether nothing is both the same and different."""
        head = self.heads()
        return all(head[left] != head[right] for left, right in self.pairs(DIFFERENT))

    def try_to(self, pair: tuple[int, int], answer: Answer | None) -> bool:
        before = self.given[pair]
        if answer is None:
            self.given[pair] = before[:-1]
        else:
            self.given[pair] = [*before, answer]
        if self.given[pair] == before or before[-1:] == [answer] or not self.holds():
            self.given[pair] = before
            return False
        return True


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=acts)
def test_any_order_of_judging_and_taking_back_comes_out_as_if_only_what_holds_had_been_judged(
    database: Database, editor: User, chief: User, acts: list[tuple[Kind, tuple[int, int], Answer | None]]
) -> None:
    models = {kind: Model() for kind in Kind}
    with database.read() as tx:  # a reading session throws away what is changed in it
        trail.watch(tx)
        ids = {kind: [stored_one(tx, kind, n) for n in range(NUMBER)] for kind in Kind}
        for n, (number, steps) in enumerate(zip(ids[CLAIM], REVIEWS, strict=True)):
            named(tx, number, n)
            for step in steps.split():
                claim, by = get(tx, Claim, number), chief if step == "submit" else editor
                reviews.take_step(tx, claim, step, seen=reviews.Seen.of(claim), by=by)
        start = state(tx, CLAIM)["reviews"]
        for kind, pair, answer in acts:
            if kind is not CLAIM and answer is RELATED:
                continue
            assert done(tx, kind, ids[kind], pair, answer, editor) == models[kind].try_to(pair, answer)
            check_like(tx, kind, ids[kind], models[kind])
            check_reviews(tx, ids[CLAIM], models, start)


def named(tx: Session, claim: int, n: int) -> None:
    """Enter on this claim what the nth actor says in the nth source."""
    entry = EntryDraft(
        claim_id=claim,
        actor=ActorDraft(name=f"Ornithologist {n}"),
        source=SourceDraft(url=f"https://example.org/storks/{n}"),
        statement=StatementDraft(stance=Stance.ASSERTS),
    )
    statements.enter(tx, entry, by=None)


def done(tx: Session, kind: Kind, ids: list[int], pair: tuple[int, int], answer: Answer | None, editor: User) -> bool:
    """Whether the act could be done. Judging and at once taking back must leave no difference."""
    left, right = (ids[n] for n in pair)
    before = state(tx, kind)
    try:
        with tx.begin_nested():
            if answer is None:
                found = judgements.in_force(tx, kind, left, right)
                if found is None:
                    return False
                take_back(tx, found, by=editor)
                return True
            relation = Relation.CONTRADICTS if answer is RELATED else None
            made = judge(tx, kind, left, right, answer, by=editor, relation=relation)
            after = state(tx, kind)["joined"]
            take_back(tx, made, by=editor)
            assert state(tx, kind) == before
            judge(tx, kind, left, right, answer, by=editor, relation=relation)
            assert state(tx, kind)["joined"] == after
            return True
    except (NotAllowed, Duplicate):
        tx.expire_all()
        assert state(tx, kind) == before
        return False


def check_like(tx: Session, kind: Kind, ids: list[int], model: Model) -> None:
    found = state(tx, kind)
    head = model.heads()
    assert found["joined"] == {ids[n]: None if top == n else ids[top] for n, top in enumerate(head)}
    if kind is CLAIM:
        related = [(ids[left], ids[right]) for left, right in sorted(model.pairs(RELATED))]
        assert [relation[:2] for relation in found["relations"]] == related


def check_reviews(tx: Session, ids: list[int], models: dict[Kind, Model], start: dict[int, Any]) -> None:
    """A claim that stands for itself alone is as far as at the start; what stands for more has to be approved again.

    Where it shows another actor or source than at the start, it is as far, but not as it was approved.
    """
    head, found = models[CLAIM].heads(), state(tx, CLAIM)["reviews"]
    shown = [models[kind].heads() for kind in (Kind.ACTOR, Kind.SOURCE)]
    for n, number in enumerate(ids):
        status, written_by, approved = start[number]
        if head.count(n) == 1:
            as_it_was = all(heads[n] == n for heads in shown)
            assert found[number] == (status, written_by, approved and as_it_was)
        elif head.count(n):
            assert found[number][:2] == (AGAIN.get(status, status), written_by)

"""Review: what is approved is what is published, nobody approves their own, and changes come back."""

from collections.abc import Callable

import pytest
from sqlmodel import select

from claimtrack.db import Database
from claimtrack.drafts import ClaimDraft, VerdictDraft, WordingDraft
from claimtrack.errors import BadInput, ClaimtrackError, NotAllowed, NotFound, Stale
from claimtrack.models import AuditEvent, Claim, Publication, Statement, User
from claimtrack.services import (
    audit,
    claims,
    history,
    judgements,
    publications,
    reviews,
    settings,
    statements,
    verdicts,
)
from claimtrack.services.records import get
from claimtrack.services.reviews import Seen
from claimtrack.words import Answer, Kind, Role, Stance, Status
from tests.factories import Factory


class Desk:
    """A newsroom of three with one claim that has a statement on it."""

    def __init__(self, make: Factory) -> None:
        self.make = make
        self.checker, self.editor = make.user(), make.user(role=Role.EDITOR)
        self.other = make.user(role=Role.EDITOR)
        statement = make.statement("Storks bring babies", by=self.checker)
        assert statement.id is not None
        self.statement, self.number = statement.id, statement.claim_id

    @property
    def claim(self) -> Claim:
        with self.make.database.read() as session:
            return get(session, Claim, self.number)

    def step(self, name: str, by: User, text: str = "", seen: Seen | None = None) -> None:
        with self.make.writing() as tx:
            claim = get(tx, Claim, self.number)
            reviews.take_step(tx, claim, name, seen=seen or Seen.of(claim), by=by, text=text)

    def approve(self) -> None:
        self.step("submit", self.checker)
        self.step("approve", self.editor)

    def publish(self, note: str = "") -> None:
        if self.claim.status is not Status.SUBMITTED:
            self.step("submit", self.checker)
        self.step("approve", self.editor)
        self.step("publish", self.editor, note)

    def change(self, text: str = "Cranes bring babies", by: User | None = None) -> None:
        with self.make.writing() as tx:
            claim = get(tx, Claim, self.number)
            claims.change_claim(tx, claim, ClaimDraft(text=text), seen=claim.version, by=by or self.checker)

    def shown(self) -> str:
        with self.make.database.read() as session:
            return publications.published(session, self.number).frozen.text


@pytest.fixture
def desk(make: Factory) -> Desk:
    return Desk(make)


def test_a_claim_goes_from_draft_to_the_reader(desk: Desk, database: Database) -> None:
    desk.publish()
    assert desk.claim.status is Status.PUBLISHED
    with database.read() as session:
        found = publications.published(session, desk.number)
        assert found.frozen.text == "Storks bring babies"
        assert [entry.id for entry in found.frozen.entries] == [desk.statement]
        told = [
            e.action
            for e in session.exec(select(AuditEvent).order_by(AuditEvent.id))
            if e.subject == f"claim:{desk.number}"
        ]
    assert told == ["submitted", "approved", "published"]


def _reword(desk: Desk) -> None:
    desk.change()


def _add_statement(desk: Desk) -> None:
    desk.make.statement(desk.claim, Stance.DENIES, "Stork Society", by=desk.checker)


def _strike(desk: Desk) -> None:
    with desk.make.writing() as tx:
        statements.strike(tx, get(tx, Statement, desk.statement), seen=1, by=desk.checker)


def _word(desk: Desk) -> None:
    with desk.make.writing() as tx:
        claims.add_wording(tx, get(tx, Claim, desk.number), WordingDraft(text="Babies come by stork"), by=desk.checker)


def _join(desk: Desk) -> None:
    newer = desk.make.claim("Babies are brought by storks")
    with desk.make.writing() as tx:
        judgements.judge(tx, Kind.CLAIM, desk.number, newer.id or 0, Answer.SAME, by=desk.other)


def _verdict(desk: Desk) -> None:
    with desk.make.writing() as tx:
        claim = get(tx, Claim, desk.number)
        verdicts.give(tx, claim, VerdictDraft(label="False", rationale="No."), seen=claim.revision, by=desk.other)


CHANGES = [_reword, _add_statement, _strike, _word, _join, _verdict]


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("published", [False, True])
def test_any_change_readers_would_see_reopens_what_was_approved(
    desk: Desk, change: Callable[[Desk], None], published: bool
) -> None:
    desk.publish() if published else desk.approve()
    before = desk.claim.revision
    change(desk)
    assert desk.claim.status is Status.SUBMITTED
    assert desk.claim.revision > before
    assert desk.claim.reviewed_version == before


@pytest.mark.parametrize("change", CHANGES)
def test_readers_go_on_seeing_what_was_approved(desk: Desk, change: Callable[[Desk], None], database: Database) -> None:
    desk.publish()
    with database.read() as session:
        before = publications.published(session, desk.number)
    change(desk)
    with database.read() as session:
        after = publications.published(session, desk.number)
    assert (after.frozen, after.publication.number) == (before.frozen, before.publication.number)


def test_a_change_to_a_claim_joined_to_it_reopens_the_one_that_stands_for_both(desk: Desk) -> None:
    newer = desk.make.claim("Babies are brought by storks")
    with desk.make.writing() as tx:
        judgements.judge(tx, Kind.CLAIM, desk.number, newer.id or 0, Answer.SAME, by=desk.checker)
    desk.approve()
    desk.make.statement(newer, Stance.REPEATS, "Another aunt", by=desk.checker)
    assert desk.claim.status is Status.SUBMITTED


def test_what_readers_do_not_see_reopens_nothing(desk: Desk) -> None:
    desk.approve()
    with desk.make.writing() as tx:
        claim = get(tx, Claim, desk.number)
        same = ClaimDraft(text=claim.text, note="ask the zoo")
        claims.change_claim(tx, claim, same, seen=claim.version, by=desk.checker)
    with desk.make.writing() as tx:
        reviews.assign(tx, get(tx, Claim, desk.number), desk.editor, seen=Seen.of(desk.claim), by=desk.editor)
    assert desk.claim.status is Status.APPROVED


def test_who_wrote_on_a_claim_does_not_approve_the_one_that_stands_for_it(desk: Desk) -> None:
    third = desk.make.user(role=Role.EDITOR)
    newer = desk.make.claim("Babies are brought by storks", by=desk.editor)
    desk.make.statement(newer, Stance.DENIES, "Stork Society", by=desk.other)
    with desk.make.writing() as tx:
        judgements.judge(tx, Kind.CLAIM, desk.number, newer.id or 0, Answer.SAME, by=desk.checker)
    desk.step("submit", desk.checker)
    for who in (desk.editor, desk.other):
        with pytest.raises(NotAllowed, match="somebody else"):
            desk.step("approve", who)
    desk.step("approve", third)
    desk.change(by=third)
    desk.step("approve", desk.other)  # what they wrote was approved by somebody else


def test_nobody_approves_what_they_entered_submitted_or_changed(make: Factory) -> None:
    desk = Desk(make)
    desk.step("submit", desk.other)
    with pytest.raises(NotAllowed, match="somebody else"):
        desk.step("approve", desk.other)
    desk.change(by=desk.editor)
    with pytest.raises(NotAllowed, match="somebody else"):
        desk.step("approve", desk.editor)
    third = make.user(role=Role.EDITOR)
    desk.step("approve", third)
    desk.change("Swans bring babies", by=third)
    desk.step("approve", desk.editor)  # what the editor wrote was approved by somebody else


def test_one_may_approve_ones_own_once_an_admin_has_said_so_and_history_tells(desk: Desk, database: Database) -> None:
    admin = desk.make.user(role=Role.ADMIN)
    desk.step("submit", desk.editor)
    with desk.make.writing() as tx:
        settings.choose(tx, settings.APPROVE_OWN, "yes", seen="", by=admin, reason="alone this week")
    desk.step("approve", desk.editor)
    with database.read() as session:
        event = session.exec(select(AuditEvent).where(AuditEvent.action == audit.Action.SETTING)).one()
        assert (event.subject, event.user_id) == ("setting:approve_own", admin.id)
    with pytest.raises(Stale), desk.make.writing() as tx:
        settings.choose(tx, settings.APPROVE_OWN, "", seen="", by=admin)


def test_a_change_after_publication_needs_a_note_to_readers(desk: Desk, database: Database) -> None:
    desk.publish()
    desk.change()
    desk.step("approve", desk.editor)
    with pytest.raises(BadInput) as error:
        desk.step("publish", desk.editor)
    assert "Tell readers" in error.value.fields["text"]
    assert desk.shown() == "Storks bring babies"
    desk.step("publish", desk.editor, "It was cranes.")
    assert desk.shown() == "Cranes bring babies"
    with database.read() as session:
        assert [c.text for c in publications.published(session, desk.number).corrections] == ["It was cranes."]
        assert [p.ended_at is None for p in session.exec(select(Publication).order_by(Publication.id))] == [False, True]


def test_publishing_the_same_again_needs_no_note(desk: Desk) -> None:
    desk.publish()
    desk.step("step_back", desk.editor)
    assert desk.shown() == "Storks bring babies"
    desk.publish()


def test_a_withdrawn_claim_is_gone_for_readers_and_they_are_told_why(desk: Desk, database: Database) -> None:
    desk.publish()
    with pytest.raises(BadInput):
        desk.step("withdraw", desk.editor)
    desk.step("withdraw", desk.editor, "Our source made it up.")
    with database.read() as session:
        with pytest.raises(NotFound):
            publications.published(session, desk.number)
        why = publications.withdrawal(session, desk.number)
        assert why is not None
        assert why.text == "Our source made it up."
    desk.step("reopen", desk.checker)
    assert desk.claim.status is Status.DRAFT


def test_a_form_that_is_behind_takes_no_step(desk: Desk) -> None:
    desk.step("submit", desk.checker)
    seen = Seen.of(desk.claim)
    desk.make.statement(desk.claim, Stance.DENIES, "Stork Society")
    with pytest.raises(Stale):
        desk.step("approve", desk.editor, seen=seen)
    assert desk.claim.status is Status.SUBMITTED


def test_a_claim_that_stands_under_another_is_not_reviewed(desk: Desk) -> None:
    older = desk.number
    newer = desk.make.claim("Babies are brought by storks")
    with desk.make.writing() as tx:
        judgements.judge(tx, Kind.CLAIM, older, newer.id or 0, Answer.SAME, by=desk.other)
    desk.number = newer.id or 0
    with pytest.raises(NotAllowed, match=f"claim {older}"):
        desk.step("submit", desk.checker)


def test_sending_back_says_what_to_change(desk: Desk, database: Database) -> None:
    desk.step("submit", desk.checker)
    with pytest.raises(BadInput):
        desk.step("ask_changes", desk.editor, "  ")
    desk.step("ask_changes", desk.editor, "Who says so?")
    assert desk.claim.status is Status.NEEDS_CHANGES


def test_a_snapshot_that_was_altered_is_not_shown(desk: Desk, database: Database) -> None:
    desk.publish()
    with desk.make.writing() as tx:
        publication = tx.exec(select(Publication)).one()
        publication.snapshot = {**publication.snapshot, "text": "Storks bring storks"}
        audit.record(tx, audit.Action.CHANGED, "publication:1", by=None)
    with pytest.raises(ClaimtrackError, match="altered"):
        desk.shown()


def test_a_new_name_of_an_actor_does_not_reach_readers_unreviewed(desk: Desk, database: Database) -> None:
    from claimtrack.drafts import ActorDraft
    from claimtrack.models import Actor
    from claimtrack.services import actors

    desk.publish()
    with desk.make.writing() as tx:
        actor = tx.exec(select(Actor)).one()
        actors.change_actor(tx, actor, ActorDraft(name="S. Lavrov"), seen=actor.version, by=desk.checker)
    with database.read() as session:
        assert publications.published(session, desk.number).frozen.entries[0].actor == "Sergei Lavrov"
        assert publications.has_moved_on(session, get(session, Claim, desk.number))


def test_whom_a_claim_is_given_to(desk: Desk, make: Factory) -> None:
    def assign(user: User | None, by: User, seen: Seen | None = None) -> None:
        with make.writing() as tx:
            claim = get(tx, Claim, desk.number)
            reviews.assign(tx, claim, user, seen=seen or Seen.of(claim), by=by)

    first = Seen.of(desk.claim)
    assign(desk.checker, desk.checker)
    colleague = make.user()
    with pytest.raises(Stale):
        assign(desk.editor, desk.editor, first)
    with pytest.raises(NotAllowed):
        assign(colleague, colleague)
    assign(colleague, desk.editor)
    assign(None, colleague)
    assert desk.claim.assigned_to is None


def test_history_tells_the_steps_as_sentences(desk: Desk, database: Database) -> None:
    desk.publish()
    _verdict(desk)
    desk.step("take_back", desk.editor)
    with database.read() as session:
        told = [f"{act.did} {act.to}".strip() for act in history.changes(session)][:5]
    assert told == [
        "sent back the claim",
        "gave a verdict on the claim",
        "published the claim",
        "approved the claim",
        "submitted the claim",
    ]

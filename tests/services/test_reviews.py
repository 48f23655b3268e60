"""Review: what is approved is what is published, nobody approves their own, and changes come back."""

from collections.abc import Callable

import pytest
from sqlmodel import select

from claimtrack.db import Database
from claimtrack.drafts import ActorDraft, ClaimDraft, OutletDraft, SourceDraft, VerdictDraft, WordingDraft
from claimtrack.errors import BadInput, ClaimtrackError, NotAllowed, NotFound, Stale
from claimtrack.exchange.frozen import Frozen
from claimtrack.models import Actor, AuditEvent, Claim, Judgement, Outlet, Publication, Source, Statement, User
from claimtrack.services import (
    actors,
    audit,
    claims,
    comments,
    history,
    judgements,
    outlets,
    publications,
    review_desk,
    reviews,
    settings,
    sources,
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
        copy = {"url": "https://example.org/copy", "syndicated_from": "https://example.org/wire"}
        statement = make.statement("Storks bring babies", by=self.checker, source=copy, on_behalf_of="Zoo")
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

    def change_name(self, by: User | None = None) -> None:
        """Of the actor who made the statement."""
        self._rename(self.row.actor_id, "S. Lavrov", by)

    def change_behalf(self, by: User | None = None) -> None:
        """Of the actor on whose behalf it was made."""
        self._rename(self.row.on_behalf_of_id, "City Zoo", by)

    def change_title(self, by: User | None = None) -> None:
        self._change_source(self.row.source_id, by, title="Storks!")

    def change_day(self, by: User | None = None) -> None:
        self._change_source(self.row.source_id, by, published="2022-02-21")

    def change_outlet(self, by: User | None = None) -> None:
        with self.make.writing() as tx:
            outlet = tx.exec(select(Outlet).where(Outlet.name == "Example")).one()
            outlets.change_outlet(tx, outlet, OutletDraft(name="Exempel"), seen=outlet.version, by=by or self.checker)

    def change_original(self, by: User | None = None) -> None:
        """Say that the wire, of which the source is a copy, is a copy itself."""
        with self.make.writing() as tx:
            wire = tx.exec(select(Source.id).where(Source.url == "https://example.org/wire")).one()
        self._change_source(wire or 0, by, syndicated_from="https://example.org/root")

    def join_actors(self, by: User | None = None) -> Judgement:
        return self.join(Kind.ACTOR, self.other_statement().actor_id, self.row.actor_id, by)

    def join_sources(self, by: User | None = None) -> Judgement:
        return self.join(Kind.SOURCE, self.other_statement().source_id, self.row.source_id, by)

    def change_name_of_who_stands_for_them(self, by: User | None = None) -> None:
        self._rename(self.other_statement().actor_id, "Lavrov, Sergei", by)

    def fill_a_gap(self, by: User | None = None) -> None:
        """Record another claim from the same source, and with it where a copy of it is kept."""
        source = {"url": "https://example.org/copy", "archive_url": "https://archive.example.org/1"}
        self.make.statement("Frogs bring rain", by=by or self.checker, source=source)

    @property
    def row(self) -> Statement:
        with self.make.database.read() as session:
            return get(session, Statement, self.statement)

    def other_statement(self) -> Statement:
        """The first on record: its actor and source stand for any that are judged to be the same."""
        with self.make.database.read() as session:
            return get(session, Statement, 1)

    def _rename(self, number: int | None, name: str, by: User | None) -> None:
        with self.make.writing() as tx:
            actor = get(tx, Actor, number)
            actors.change_actor(tx, actor, ActorDraft(name=name), seen=actor.version, by=by or self.checker)

    def _change_source(self, number: int, by: User | None, **fields: object) -> None:
        with self.make.writing() as tx:
            source = get(tx, Source, number)
            known = {"url": source.url, "outlet": "Example", "syndicated_from_id": source.syndicated_from_id}
            draft = SourceDraft(**{**known, **fields})
            sources.change_source(tx, source, draft, seen=source.version, by=by or self.checker)

    def join(self, kind: Kind, left: int, right: int, by: User | None) -> Judgement:
        with self.make.writing() as tx:
            return judgements.judge(tx, kind, left, right, Answer.SAME, by=by or self.checker)

    def shown(self) -> str:
        with self.make.database.read() as session:
            return publications.published(session, self.number).frozen.text


@pytest.fixture
def desk(make: Factory) -> Desk:
    make.statement("Frogs bring rain", actor="Lavrov S.", source={"outlet": "Other"})
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


def slip(desk: Desk, by: User) -> Judgement:
    newer = desk.make.claim("Cranes bring parcels")
    with desk.make.writing() as tx:
        return judgements.judge(tx, Kind.CLAIM, desk.number, newer.id or 0, Answer.SAME, by=by)


def undo(desk: Desk, slipped: Judgement, by: User) -> None:
    with desk.make.writing() as tx:
        judgements.take_back(tx, get(tx, Judgement, slipped.id), by=by)


@pytest.mark.parametrize("published", [False, True])
def test_a_claim_that_was_joined_by_a_slip_and_parted_at_once_is_as_far_as_it_was(desk: Desk, published: bool) -> None:
    desk.publish() if published else desk.approve()
    before = desk.claim.status
    slipped = slip(desk, desk.editor)
    assert desk.claim.status is Status.SUBMITTED
    undo(desk, slipped, desk.editor)
    assert (desk.claim.status, desk.claim.written_by) == (before, [])
    assert desk.claim.revision == desk.claim.reviewed_version
    if not published:
        desk.step("publish", desk.editor)
    desk.change()
    assert desk.claim.status is Status.SUBMITTED


def test_who_joined_claims_may_not_approve_them_until_it_is_taken_back(desk: Desk) -> None:
    desk.step("submit", desk.checker)
    slipped = slip(desk, desk.editor)
    with pytest.raises(NotAllowed, match="somebody else"):
        desk.step("approve", desk.editor)
    undo(desk, slipped, desk.editor)
    desk.step("approve", desk.editor)
    slip(desk, desk.other)
    desk.step("approve", desk.editor)


def test_who_parts_claims_that_were_approved_as_one_has_changed_them(desk: Desk) -> None:
    joined = slip(desk, desk.other)
    desk.publish()
    undo(desk, joined, desk.editor)
    assert desk.claim.status is Status.SUBMITTED
    with pytest.raises(NotAllowed, match="somebody else"):
        desk.step("approve", desk.editor)
    before = desk.claim.revision
    with desk.make.writing() as tx:
        pair = (desk.number, get(tx, Judgement, joined.id).right_id)
        judgements.judge(tx, Kind.CLAIM, *pair, Answer.SAME, by=desk.editor)
    assert desk.claim.revision > before
    assert (desk.claim.status, desk.claim.written_by) == (Status.PUBLISHED, []), "it stands as it was approved"


JOINS = [Desk.join_actors, Desk.join_sources]


@pytest.mark.parametrize("join", JOINS)
def test_a_published_claim_is_as_it_was_once_joining_whom_it_names_is_taken_back(
    desk: Desk, database: Database, join: Callable[..., Judgement]
) -> None:
    desk.publish()
    slipped = join(desk, desk.checker)
    assert desk.claim.status is Status.PUBLISHED
    assert behind(database) == [desk.number]
    undo(desk, slipped, desk.checker)
    assert (desk.claim.status, desk.claim.written_by, behind(database)) == (Status.PUBLISHED, [], [])
    assert desk.claim.revision == desk.claim.reviewed_version


def behind(database: Database) -> list[int | None]:
    with database.read() as session:
        return [claim.id for claim in review_desk.changed_since_published(session, 9)[0]]


@pytest.mark.parametrize("join", JOINS)
def test_who_joined_what_a_claim_names_may_not_approve_it_until_it_is_taken_back(
    desk: Desk, join: Callable[..., Judgement]
) -> None:
    desk.step("submit", desk.checker)
    slipped = join(desk, desk.editor)
    with pytest.raises(NotAllowed, match="somebody else"):
        desk.step("approve", desk.editor)
    undo(desk, slipped, desk.editor)
    desk.step("approve", desk.editor)


@pytest.mark.parametrize("join", JOINS)
def test_who_joined_others_with_what_a_claim_names_may_approve_it(desk: Desk, join: Callable[..., Judgement]) -> None:
    join(desk, desk.checker)
    desk.step("submit", desk.checker)
    third = desk.make.statement("Frogs sing", actor="Lavrow")
    for kind, number in ((Kind.ACTOR, third.actor_id), (Kind.SOURCE, third.source_id)):
        desk.join(kind, 1, number, desk.editor)
    desk.step("approve", desk.editor)


@pytest.mark.parametrize("join", JOINS)
def test_who_parts_what_a_claim_names_that_was_approved_as_one_has_changed_it(
    desk: Desk, join: Callable[..., Judgement]
) -> None:
    joined = join(desk, desk.other)
    desk.publish()
    undo(desk, joined, desk.editor)
    assert (desk.claim.status, desk.claim.written_by) == (Status.PUBLISHED, [desk.editor.id])
    join(desk, desk.editor)
    assert (desk.claim.written_by, desk.claim.revision) == ([], desk.claim.reviewed_version)


def test_a_claim_named_anew_while_it_was_joined_is_published_once_it_is_parted(desk: Desk) -> None:
    desk.publish()
    slipped = slip(desk, desk.editor)
    desk.change_name()
    undo(desk, slipped, desk.editor)
    assert (desk.claim.status, desk.claim.written_by) == (Status.PUBLISHED, [desk.checker.id])
    assert desk.claim.revision > (desk.claim.reviewed_version or 0), "the new name is not approved"


def test_a_claim_sent_back_to_review_stays_there_when_a_judgement_is_taken_back(desk: Desk) -> None:
    desk.publish()
    desk.step("step_back", desk.editor)
    undo(desk, slip(desk, desk.editor), desk.editor)
    assert desk.claim.status is Status.SUBMITTED


def test_a_change_made_while_claims_were_joined_is_reviewed(desk: Desk) -> None:
    desk.publish()
    slipped = slip(desk, desk.editor)
    desk.make.statement(desk.claim, Stance.DENIES, "Stork Society", by=desk.checker)
    undo(desk, slipped, desk.editor)
    assert (desk.claim.status, desk.claim.written_by) == (Status.SUBMITTED, [desk.checker.id])


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


NAMES = [
    Desk.change_name,
    Desk.change_behalf,
    Desk.change_title,
    Desk.change_day,
    Desk.change_outlet,
    Desk.change_original,
    Desk.join_actors,
    Desk.join_sources,
    Desk.fill_a_gap,
]


def as_it_stands(desk: Desk) -> Frozen:
    with desk.make.database.read() as session:
        return publications.as_it_stands(session, get(session, Claim, desk.number))


@pytest.mark.parametrize("change", NAMES)
def test_a_page_opened_before_a_name_or_a_source_was_changed_approves_nothing(
    desk: Desk, change: Callable[[Desk], None]
) -> None:
    desk.step("submit", desk.checker)
    seen, before = Seen.of(desk.claim), as_it_stands(desk)
    change(desk)
    assert as_it_stands(desk) != before
    with pytest.raises(Stale):
        desk.step("approve", desk.editor, seen=seen)
    desk.step("approve", desk.editor)


@pytest.mark.parametrize("change", NAMES)
def test_who_changed_a_name_or_a_source_does_not_approve_the_claims_it_is_shown_on(
    desk: Desk, change: Callable[[Desk, User], None]
) -> None:
    change(desk, desk.editor)
    desk.step("submit", desk.checker)
    with pytest.raises(NotAllowed, match="somebody else"):
        desk.step("approve", desk.editor)
    desk.step("approve", desk.other)


@pytest.mark.parametrize("change", NAMES)
def test_a_new_name_sends_nothing_back_but_is_listed(
    desk: Desk, change: Callable[[Desk], None], database: Database
) -> None:
    def behind() -> tuple[list[int | None], int]:
        with database.read() as session:
            found, total = review_desk.changed_since_published(session, 5)
            return [claim.id for claim in found], total

    desk.approve()
    change(desk)
    desk.step("publish", desk.editor)  # as it was approved
    assert behind() == ([desk.number], 1)
    desk.step("step_back", desk.editor)
    desk.step("approve", desk.other)
    assert behind() == ([desk.number], 1)
    desk.step("publish", desk.editor, "It is called otherwise now.")
    assert behind() == ([], 0)
    desk.step("withdraw", desk.editor, "Our source made it up.")
    _add_statement(desk)
    assert behind() == ([], 0)


def test_what_was_done_since_a_page_was_opened_is_told(desk: Desk, database: Database) -> None:
    def told(seen: Seen) -> list[str]:
        with database.read() as session:
            claim = get(session, Claim, desk.number)
            found = review_desk.done_since(session, claim, seen.revision, seen.status, spell=lambda _kind, code: code)
            return [act.did for act in found]

    drafted = Seen.of(desk.claim)
    desk.step("submit", desk.checker)
    submitted = Seen.of(desk.claim)
    desk.change_title()
    desk.make.claim("Frogs sing")
    desk.fill_a_gap()
    assert told(Seen.of(desk.claim)) == []
    named = ["entered a statement by Sergei Lavrov", "changed the title of the source"]
    assert told(submitted) == named
    assert told(drafted) == [*named, "submitted the claim"]


def test_the_new_name_of_an_actor_counts_where_it_stands_for_another(desk: Desk) -> None:
    desk.join_actors()
    before = desk.claim.revision
    desk.change_name_of_who_stands_for_them()
    assert desk.claim.revision == before + 1


def test_what_is_not_shown_of_an_actor_or_a_source_counts_on_no_claim(desk: Desk) -> None:
    before = desk.claim.revision
    with desk.make.writing() as tx:
        actor, source = get(tx, Actor, desk.row.actor_id), get(tx, Source, desk.row.source_id)
        same = ActorDraft(name=actor.name, kind=actor.kind, note="ask again", aliases=("Sergey Lavrov",))
        actors.change_actor(tx, actor, same, seen=actor.version, by=desk.checker)
        known = {"url": source.url, "outlet": "Example", "syndicated_from_id": source.syndicated_from_id}
        draft = SourceDraft(**known, byline="Ana", excerpt="Storks", note="ask again")
        sources.change_source(tx, source, draft, seen=source.version, by=desk.checker)
    assert desk.claim.revision == before


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


def test_a_withdrawn_claim_is_shown_again_with_the_reason_even_as_it_was(desk: Desk, database: Database) -> None:
    desk.publish()
    desk.step("withdraw", desk.editor, "Our source made it up.")
    desk.step("reopen", desk.checker)
    desk.step("submit", desk.checker)
    desk.step("approve", desk.editor)
    with pytest.raises(BadInput):
        desk.step("publish", desk.editor)
    desk.step("publish", desk.editor, "Our source was right after all.")
    with database.read() as session:
        told = [one.text for one in publications.published(session, desk.number).corrections]
    assert told == ["Our source was right after all.", "Our source made it up."]


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


def test_what_is_written_with_a_first_publication_is_a_comment(desk: Desk, database: Database) -> None:
    desk.approve()
    desk.step("publish", desk.editor, "Well done @all")
    with database.read() as session:
        claim = get(session, Claim, desk.number)
        assert [said.comment.text for said in comments.comments_of(session, claim, desk.editor)] == ["Well done @all"]
        assert publications.published(session, desk.number).corrections == []


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
    desk.publish()
    desk.change_name()
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

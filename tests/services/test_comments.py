"""Comments and who is named in them."""

import pytest

from claimtrack.db import Database
from claimtrack.drafts import CommentDraft
from claimtrack.errors import BadInput, NotAllowed, NotFound
from claimtrack.models import Claim, Comment, User
from claimtrack.services import comments, users
from claimtrack.services.records import get
from tests.factories import Factory


def say(make: Factory, claim: Claim, text: str, by: User, statement: int | None = None) -> Comment:
    with make.writing() as tx:
        draft = CommentDraft(text=text, statement_id=statement)
        return comments.add(tx, get(tx, Claim, claim.id), draft, by=by)


def unseen(database: Database, user: User) -> list[str]:
    with database.read() as session:
        return [one.comment.text for one in comments.unseen(session, user)]


def test_whoever_is_named_is_told_until_they_have_seen_it(database: Database, make: Factory) -> None:
    ana, petar, claim = make.user("ana"), make.user("petar"), make.claim()
    comment = say(make, claim, "@Ana and @nobody: who says so? @petar", petar)
    assert unseen(database, ana) == [comment.text]
    assert unseen(database, petar) == []
    with make.writing() as tx:
        comments.see(tx, comment.id or 0, by=ana)
    assert unseen(database, ana) == []
    with database.read() as session:
        assert comments.unknown_names(session, comment.text) == ["nobody"]


def test_answering_is_seeing(database: Database, make: Factory) -> None:
    ana, petar, claim = make.user("ana"), make.user("petar"), make.claim()
    say(make, claim, "@ana?", petar)
    say(make, claim, "Yes, @petar", ana)
    assert unseen(database, ana) == []
    assert unseen(database, petar) == ["Yes, @petar"]


def test_nobody_marks_what_names_another(database: Database, make: Factory) -> None:
    ana, petar, claim = make.user("ana"), make.user("petar"), make.claim()
    comment = say(make, claim, "@ana?", petar)
    with pytest.raises(NotFound), make.writing() as tx:
        comments.see(tx, comment.id or 0, by=petar)
    assert unseen(database, ana) == ["@ana?"]


def test_somebody_suspended_is_not_told(database: Database, make: Factory) -> None:
    ana, petar, claim = make.user("ana"), make.user("petar"), make.claim()
    with make.writing() as tx:
        users.suspend(tx, get(tx, User, ana.id), by=None)
    say(make, claim, "@ana?", petar)
    assert unseen(database, ana) == []


def test_a_comment_is_on_a_statement_of_this_claim_only(make: Factory, database: Database) -> None:
    ours, theirs, ana = make.statement(), make.statement(), make.user("ana")
    with database.read() as session:
        claim = get(session, Claim, ours.claim_id)
    say(make, claim, "Is this the right day?", ana, ours.id)
    with pytest.raises(BadInput):
        say(make, claim, "Is this the right day?", ana, theirs.id)
    with database.read() as session:
        assert [one.about for one in comments.comments_of(session, claim, ana)] == ["Sergei Lavrov"]


def test_one_strikes_ones_own_comment_and_no_other(database: Database, make: Factory) -> None:
    ana, petar, claim = make.user("ana"), make.user("petar"), make.claim()
    comment = say(make, claim, "@ana: nonsense", petar)
    with pytest.raises(NotAllowed), make.writing() as tx:
        comments.strike(tx, get(tx, Comment, comment.id), by=ana)
    with make.writing() as tx:
        comments.strike(tx, get(tx, Comment, comment.id), by=petar)
    assert unseen(database, ana) == []
    with database.read() as session:
        assert comments.comments_of(session, claim, ana)[0].comment.struck


def test_a_comment_is_found_through_its_own_claim_only(database: Database, make: Factory) -> None:
    ana, claim, other = make.user("ana"), make.claim(), make.claim()
    comment = say(make, claim, "Hm", ana)
    with database.read() as session, pytest.raises(NotFound):
        comments.get_comment(session, other, comment.id or 0)

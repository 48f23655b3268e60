"""What colleagues say to each other about a claim, and who was named in it and has not seen it yet."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlmodel import Session, col, func, select

from claimtrack.drafts import CommentDraft
from claimtrack.errors import BadInput, NotAllowed, NotFound
from claimtrack.models import Actor, Claim, Comment, Mention, Statement, User, now
from claimtrack.rules.mentions import named_in
from claimtrack.services import audit
from claimtrack.services.joined import any_of
from claimtrack.services.records import id_of
from claimtrack.services.timelines import entries_of


@dataclass(frozen=True, slots=True)
class Said:
    """One comment, who made it, and whose statement it is about ("" for the claim as a whole)."""

    comment: Comment
    by: str
    is_mine: bool
    about: str


@dataclass(frozen=True, slots=True)
class Unseen:
    """A comment in which somebody was named and which they have not seen."""

    comment: Comment
    claim: Claim
    by: str


def add(session: Session, claim: Claim, draft: CommentDraft, *, by: User) -> Comment:
    """Comment on a claim, or on one of its statements; whoever is named by @name is told. Raises BadInput."""
    comment = store(session, claim, draft, by=by)
    see_all(session, claim, by)
    audit.record(session, audit.Action.COMMENTED, f"claim:{claim.id}", by=by)
    return comment


def store(session: Session, claim: Claim, draft: CommentDraft, *, by: User) -> Comment:
    """Like `add`, without telling of it: for a caller that tells of more at once."""
    _check_statement(session, claim, draft.statement_id)
    comment = Comment(claim_id=id_of(claim), statement_id=draft.statement_id, text=draft.text, made_by=by.id)
    session.add(comment)
    session.flush()
    for user in _named(session, draft.text):
        if user.id != by.id:
            session.add(Mention(comment_id=comment.id or 0, user_id=id_of(user)))
    session.flush()
    return comment


def unknown_names(session: Session, text: str) -> list[str]:
    """The names after an @ that nobody here has."""
    known = {user.name.lower() for user in _named(session, text)}
    return [name for name in named_in(text) if name not in known]


def strike(session: Session, comment: Comment, *, by: User, struck: bool = True) -> None:
    """Strike one's own comment out, or bring it back. Raises NotAllowed."""
    if comment.made_by != by.id:
        raise NotAllowed("Only whoever wrote a comment may strike it out or bring it back.")
    comment.struck = struck
    action = audit.Action.STRUCK if struck else audit.Action.RESTORED
    audit.record(session, action, f"comment:{comment.id}", by=by)


def get_comment(session: Session, claim: Claim, number: int) -> Comment:
    """The comment with this number on this claim. Raises NotFound."""
    comment = session.get(Comment, number) if 0 < number < 2**31 else None
    if comment is None or comment.claim_id != claim.id:
        raise NotFound(f"There is no comment {number} on this claim.")
    return comment


def comments_of(session: Session, claim: Claim, user: User) -> list[Said]:
    """All comments on a claim and on those it stands for, oldest first, as this person sees them."""
    query = (
        select(Comment, User, Actor)
        .outerjoin(User, col(Comment.made_by) == User.id)
        .outerjoin(Statement, col(Comment.statement_id) == Statement.id)
        .outerjoin(Actor, col(Statement.actor_id) == Actor.id)
        .where(any_of(Comment.claim_id, Claim, claim.id))
        .order_by(col(Comment.id))
    )
    return [
        Said(
            comment, (who.full_name or who.name) if who else "", comment.made_by == user.id, actor.name if actor else ""
        )
        for comment, who, actor in session.exec(query).all()
    ]


def unseen(session: Session, user: User) -> list[Unseen]:
    """The comments that name this person and that they have not seen, oldest first."""
    query = (
        select(Comment, Claim, User)
        .join(Mention, col(Mention.comment_id) == Comment.id)
        .join(Claim, col(Comment.claim_id) == Claim.id)
        .outerjoin(User, col(Comment.made_by) == User.id)
        .where(Mention.user_id == user.id, col(Mention.seen_at).is_(None), ~col(Comment.struck))
        .order_by(col(Comment.id))
    )
    return [
        Unseen(comment, claim, (who.full_name or who.name) if who else "")
        for comment, claim, who in session.exec(query)
    ]


def see(session: Session, number: int, *, by: User) -> Comment:
    """Note that this person has seen the comment that names them. Raises NotFound."""
    mention = session.get(Mention, (number, by.id)) if 0 < number < 2**31 else None
    comment = session.get(Comment, number) if mention else None
    if mention is None or comment is None:
        raise NotFound("No comment with this number names you.")
    mention.seen_at = mention.seen_at or now()
    audit.record(session, audit.Action.SAW, f"claim:{comment.claim_id}", by=by)
    return comment


def see_all(session: Session, claim: Claim, user: User) -> None:
    """Note that this person has seen every comment on the page of this claim that names them."""
    on_it = any_of(Comment.claim_id, Claim, claim.id)
    query = select(Mention).join(Comment, col(Mention.comment_id) == Comment.id)
    for mention in session.exec(query.where(on_it, Mention.user_id == user.id)).all():
        mention.seen_at = mention.seen_at or now()


def _named(session: Session, text: str) -> Iterable[User]:
    names = named_in(text)
    if not names:
        return []
    return session.exec(select(User).where(func.lower(User.name).in_(names), col(User.active))).all()


def _check_statement(session: Session, claim: Claim, number: int | None) -> None:
    if number is None:
        return
    if number not in {entry.id for entry in entries_of(session, [id_of(claim)])[id_of(claim)]}:
        message = "Choose a statement on this claim."
        raise BadInput(message, {"statement_id": message})

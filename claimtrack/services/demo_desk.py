"""The demo's desk: one claim on its way to an editor and one published, so that every page has something to show."""

from sqlmodel import Session, select

from claimtrack.drafts import CommentDraft, VerdictDraft
from claimtrack.models import Claim, User
from claimtrack.services import comments, reviews, verdicts
from claimtrack.services.records import id_of
from claimtrack.services.timelines import entries_of

SUBMITTED = "Mercenaries from Albania, Kosovo and Bosnia are being sent to fight in Ukraine"
PUBLISHED = "Patrushev’s visit to Belgrade has been called off"
QUESTION = "@editor TASS gives the Friday and a hedge, the headlines that follow have neither. Is the order right?"
VERDICT = VerdictDraft(
    label="True",
    rationale="The President of Serbia said himself that the visit was cancelled, and nobody has said otherwise since.",
    grain_of_truth="A visit had been announced for those days.",
)


def begin_review(session: Session, checker: User, editor: User, admin: User) -> None:
    """The checker submits two of the demo's claims; the editor gives one a verdict, and the admin publishes it."""
    contested, settled = _claim(session, SUBMITTED), _claim(session, PUBLISHED)
    comments.add(session, contested, CommentDraft(text=QUESTION), by=checker)
    for claim in (contested, settled):
        _step(session, claim, "submit", checker)
    said = tuple(entry.id for entry in entries_of(session, [id_of(settled)])[id_of(settled)])
    draft = VERDICT.model_copy(update={"statements": said})
    verdicts.give(session, settled, draft, seen=settled.revision, by=editor)
    for name in ("approve", "publish"):
        _step(session, settled, name, admin)


def _claim(session: Session, text: str) -> Claim:
    return session.exec(select(Claim).where(Claim.text == text)).one()


def _step(session: Session, claim: Claim, name: str, by: User) -> None:
    reviews.take_step(session, claim, name, seen=reviews.Seen.of(claim), by=by)

"""Review: what waits for whom, and a claim's steps, verdict and comments."""

import secrets
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlmodel import Session
from wtforms.fields.choices import SelectChoice

from claimtrack.errors import BadInput, Joined, NotFound, Stale
from claimtrack.models import Claim, User
from claimtrack.rules.review import STEPS, Step, Text
from claimtrack.services import comments, review_desk, reviews, settings, verdicts
from claimtrack.services.history import Told
from claimtrack.services.records import get, get_standing
from claimtrack.services.reviews import Seen
from claimtrack.services.timelines import entries_of, timeline_of
from claimtrack.web import lists
from claimtrack.web.change_form import opened
from claimtrack.web.changing import action, forget, left_unsaved, standing_in
from claimtrack.web.codes import spelled
from claimtrack.web.request import acting, db, done_before, me, needs, note_done
from claimtrack.web.review_forms import CommentForm, StepForm, VerdictForm, about, recorded
from claimtrack.web.texts import moment
from claimtrack.words import Role, Status

bp = Blueprint("reviews", __name__)
DONE = {
    "submit": "The claim is submitted. An editor will look at it.",
    "take_back": "The claim is a draft again.",
    "ask_changes": "The claim went back with your comment.",
    "approve": "The claim is approved as it stands. It can be published now.",
    "publish": "The claim is published.",
    "step_back": "The claim is in review again.",
    "withdraw": "The claim is withdrawn. It can be reopened.",
    "reopen": "The claim is a draft again.",
}


@bp.get("/reviews")
@needs(Role.FACT_CHECKER)
def index() -> ResponseReturnValue:
    """All that waits: for this person, and for any editor."""
    return render_template(
        "reviews/index.html",
        waiting=review_desk.waiting(db(), me(), today()),
        page=lists.paged(lambda offset, limit: review_desk.submitted(db(), me(), today(), offset, limit)),
        is_editor=me().role.includes(Role.EDITOR),
    )


@bp.route("/reviews/<int:number>/steps/<name>", methods=["GET", "POST"])
@needs(Role.FACT_CHECKER, confirmed={"name": ("publish", "withdraw")})
def step(number: int, name: str) -> ResponseReturnValue:
    """One step of a claim: what it does, and what has to be written with it."""
    if name not in STEPS:
        raise NotFound("There is no such step. Open the claim and choose one there.")
    if request.method == "GET":
        claim, form = _to_step(db(), number, STEPS[name]), StepForm(left_unsaved())
        form.seen.data = form.seen.data or str(Seen.of(claim))
        return _step_page(claim, STEPS[name], form)
    form = StepForm()
    try:
        with acting() as (tx, by):
            row = _to_step(tx, number, STEPS[name])
            is_comment = not reviews.is_for_readers(tx, row, STEPS[name])
            reviews.take_step(tx, row, name, seen=Seen.read(form.seen.data or ""), by=by, text=form.text.data or "")
            forget(tx, by)
    except BadInput as error:
        form.text.errors = [error.fields.get("text", str(error))]
        return _step_page(get(db(), Claim, number), STEPS[name], form, 400)
    except Stale as stale:
        claim, seen = get(db(), Claim, standing_in(stale, number)), Seen.read(form.seen.data or "")
        form.seen.data = str(Seen.of(claim))
        done = _done_since(stale, claim, seen.revision, seen.status)
        return _step_page(claim, STEPS[name], form, 409, done)
    flash(DONE[name], "good")
    if is_comment:
        _tell_unknown_names(form.text.data or "")
    return redirect(claim_url(number))


@bp.post("/reviews/<int:number>/assign")
@needs(Role.FACT_CHECKER)
def assign(number: int) -> ResponseReturnValue:
    """Give the claim to somebody, or to nobody."""
    chosen = request.form.get("user", "")
    with acting() as (tx, by):
        user = get(tx, User, int(chosen)) if chosen.isascii() and chosen.isdigit() and len(chosen) < 11 else None
        if chosen and user is None:
            raise BadInput("Choose somebody from the list.")
        seen = Seen.read(request.form.get("seen", ""))
        reviews.assign(tx, get_standing(tx, Claim, number), user, seen=seen, by=by)
    flash(f"Assigned to {user.full_name or user.name}." if user else "Assigned to nobody.", "good")
    return redirect(claim_url(number))


@bp.route("/reviews/<int:number>/verdict", methods=["GET", "POST"])
@needs(Role.EDITOR)
def verdict(number: int) -> ResponseReturnValue:
    """Give a verdict, or replace the one in force."""
    claim = (get if request.method == "POST" else get_standing)(db(), Claim, number)
    form = opened(VerdictForm, recorded(verdicts.in_force(db(), claim), claim.revision))
    if request.method == "GET":
        verdicts.check_open(claim)
        return _verdict_page(claim, form)
    try:
        wanted = form.draft()
        with acting() as (tx, by):
            verdicts.give(tx, get_standing(tx, Claim, number), wanted, seen=form.seen, by=by)
            forget(tx, by)
    except BadInput as error:
        form.tell(error)
        return _verdict_page(get(db(), Claim, number), form), 400
    except Stale as stale:
        return _verdict_conflict(get(db(), Claim, standing_in(stale, number)), form, stale)
    flash("The verdict is given.", "good")
    return redirect(claim_url(number))


@bp.route("/reviews/<int:number>/comments", methods=["GET", "POST"])
@needs(Role.FACT_CHECKER)
def comment(number: int) -> ResponseReturnValue:
    """What colleagues say about the claim, and a comment of one's own."""
    form = CommentForm() if request.method == "POST" else CommentForm(left_unsaved())
    if request.method == "POST":
        try:
            wanted = form.draft()
            with acting() as (tx, by):
                if not done_before(tx, form.once.data or "", by):
                    comments.add(tx, get_standing(tx, Claim, number), wanted, by=by)
                    note_done(tx, form.once.data or "", claim_url(number, "comments"), by)
                forget(tx, by)
        except BadInput as error:
            for field, sentence in error.fields.items():
                form[field].errors = [sentence]
            return _comment_page(get(db(), Claim, number), form), 400
        except Joined as error:
            form.text.errors = [f"{error} Nothing is saved yet: send it here, to that one."]
            return _comment_page(get(db(), Claim, error.head), form), 409
        _tell_unknown_names(wanted.text)
        return redirect(claim_url(number, "comments"))
    return _comment_page(get_standing(db(), Claim, number), form)


@bp.post("/reviews/<int:number>/comments/<int:comment>/strike")
@needs(Role.FACT_CHECKER)
def strike_comment(number: int, comment: int) -> ResponseReturnValue:
    return _struck(number, comment, struck=True)


@bp.post("/reviews/<int:number>/comments/<int:comment>/restore")
@needs(Role.FACT_CHECKER)
def restore_comment(number: int, comment: int) -> ResponseReturnValue:
    return _struck(number, comment, struck=False)


@bp.post("/reviews/mentions/<int:comment>/seen")
@needs(Role.FACT_CHECKER)
def see(comment: int) -> ResponseReturnValue:
    """Note that one has seen a comment that names one."""
    with acting() as (tx, by):
        comments.see(tx, comment, by=by)
    return redirect(url_for("reviews.index"))


def claim_url(number: int, anchor: str = "review") -> str:
    return url_for("claims.show", number=number, _anchor=anchor)


def today() -> date:
    """The current day in UTC."""
    return datetime.now(UTC).date()


def _tell_unknown_names(text: str) -> None:
    for name in comments.unknown_names(db(), text):
        flash(f"Nobody here is called @{name}, so nobody was told.", "warn")


def _done_since(stale: Stale, claim: Claim, revision: int, status: str = "") -> Sequence[Told]:
    """What was done since the form was opened; nothing if that was the form of another claim."""
    joined = isinstance(stale, Joined)
    return () if joined else review_desk.done_since(db(), claim, revision, status, spell=spelled)


def _to_step(session: Session, number: int, step: Step) -> Claim:
    """The claim to step on with; one that another stands for can still be withdrawn. Raises NotFound, Joined."""
    return (get if step.end is Status.WITHDRAWN else get_standing)(session, Claim, number)


def _step_page(
    claim: Claim, step: Step, form: StepForm, status: int = 200, done: Sequence[Told] = ()
) -> ResponseReturnValue:
    """The step with its form, or why it cannot be taken; `done` is what was done since the form was opened."""
    if status != 409:
        reviews.check_may(db(), claim, step, me())
    for_readers = reviews.is_for_readers(db(), claim, step)
    page = render_template(
        "reviews/step.html",
        claim=claim,
        step=step,
        form=form,
        sentence=timeline_of(db(), claim).sentence,
        for_readers=for_readers,
        needed=for_readers or step.text is Text.NEEDED,
        is_stale=status == 409,
        done=done,
        may=step in reviews.may_take(db(), claim, me()),
    )
    return page, status


def _verdict_page(claim: Claim, form: VerdictForm) -> str:
    assert claim.id is not None
    scale, entries = settings.scale(db()), entries_of(db(), [claim.id])[claim.id]
    form.offer(scale, entries)
    return render_template(
        "reviews/verdict.html",
        claim=claim,
        form=form,
        scale=scale,
        before=verdicts.in_force(db(), claim),
        sentence=timeline_of(db(), claim).sentence,
    )


def _verdict_conflict(claim: Claim, form: VerdictForm, stale: Stale) -> ResponseReturnValue:
    """Two people at one claim: the verdict that is in force now beside the one that was typed."""
    assert claim.id is not None
    current = verdicts.in_force(db(), claim)
    form.offer(settings.scale(db()), entries_of(db(), [claim.id])[claim.id])
    done = _done_since(stale, claim, form.seen)
    form.version.data = str(claim.revision)
    theirs = {name: value or "" for name, value in recorded(current, claim.revision).items()}
    is_theirs = current is not None and current.claim_version + 1 == claim.revision  # nothing was changed after it
    by = get(db(), User, current.made_by) if is_theirs and current.made_by else None
    page = render_template(
        "errors/conflict.html",
        what="claim",
        form=form,
        theirs={name: theirs.get(name, "") for name in ("label", "rationale", "grain_of_truth", "urls")}
        | {"reason": current.reason if current else ""},
        action=action(stale),
        joined=stale if isinstance(stale, Joined) else None,
        show_url=claim_url(claim.id),
        changed_by=(by.full_name or by.name) if by else "",
        changed_when=moment(current.made_at) if is_theirs else "",
        also="reviews/_verdict_claim.html",
        claim=claim,
        done=done,
        sentence=timeline_of(db(), claim).sentence,
    )
    return page, 409


def _comment_page(claim: Claim, form: CommentForm) -> str:
    assert claim.id is not None
    form.once.data = form.once.data or secrets.token_urlsafe(12)
    entries = entries_of(db(), [claim.id])[claim.id]
    form.statement_id.choices = [
        SelectChoice("", "The whole claim"),
        *(SelectChoice(str(entry.id), about(entry)) for entry in entries),
    ]
    return render_template(
        "reviews/comment.html", claim=claim, form=form, comments=comments.comments_of(db(), claim, me())
    )


def _struck(number: int, comment: int, *, struck: bool) -> ResponseReturnValue:
    with acting() as (tx, by):
        row = comments.get_comment(tx, get(tx, Claim, number), comment)
        comments.strike(tx, row, by=by, struck=struck)
    return redirect(claim_url(number, "comments"))


def panel(claim: Claim) -> dict[str, Any]:
    """What templates/reviews/_panel.html needs on the claim's page."""
    return {"review": review_desk.panel(db(), claim, me()), "once": secrets.token_urlsafe(12), "about": about}

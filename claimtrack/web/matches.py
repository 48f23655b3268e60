"""The match queue: one pair after the other, judged by key or button, and every judgement taken back the same way."""

from datetime import UTC, date, datetime

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from claimtrack.drafts import clean_line
from claimtrack.errors import BadInput, Duplicate, NotAllowed, Stale
from claimtrack.models import Judgement
from claimtrack.services import comparing, judgements, meanings, queue, records
from claimtrack.services.consequences import consequences
from claimtrack.services.finding import Finder, catch_up, is_behind
from claimtrack.services.judgements import Asked, Seen
from claimtrack.web import lists, match_forms
from claimtrack.web.changing import forget, left_unsaved
from claimtrack.web.request import acting, close_reading, database, db, me, needs
from claimtrack.words import Answer, Kind, Role

bp = Blueprint("matches", __name__)
MORE = 12  # pairs listed after the one in front
LOOKED_AT = 25  # new records looked at before the queue is shown, where nothing runs in the background


@bp.record_once
def attach(state) -> None:
    """Look for new matches after whatever was saved, in the background."""
    app = state.app
    finder = Finder(app.extensions["claimtrack"])
    app.extensions["claimtrack_finder"] = finder
    app.config.setdefault("FIND_IN_BACKGROUND", not app.testing)

    @app.after_request
    def nudge(response):
        if request.method == "POST" and response.status_code < 400 and app.config["FIND_IN_BACKGROUND"]:
            finder.nudge()
        return response


@bp.get("/matches")
@needs(Role.FACT_CHECKER)
def index() -> ResponseReturnValue:
    """The likeliest pair in front, the next ones below it."""
    look_first()
    wanted = match_forms.wanted()
    found, total = queue.open_matches(db(), wanted, 0, MORE + 1)
    first = found[0] if found else None
    return render_template(
        "matches/index.html",
        **shared(wanted.kind),
        pair=comparing.compare(db(), wanted.kind, first.left_id, first.right_id, today=today()) if first else None,
        skip_url=url_for("matches.index", **match_forms.skipping(first.id)) if first else "",
        is_behind=first is None and is_behind(db(), (wanted.kind,)),
        others=comparing.in_brief(db(), found[1:]),
        total=total,
        counts=[(kind, queue.open_count(db(), kind)) for kind in Kind],
        form=match_forms.filter_form(),
        parts=match_forms.sentence(),
        clear=url_for("matches.index", kind=wanted.kind.value),
        lately=comparing.told(db(), queue.lately(db(), wanted.kind)),
        compares_meaning=wanted.kind is Kind.CLAIM and meanings.is_used(db()),
    )


@bp.get("/matches/<kind>/<int:left>/<int:right>")
@needs(Role.FACT_CHECKER)
def show(kind: str, left: int, right: int) -> ResponseReturnValue:
    """One pair, whether it is in the queue or not, with all it was ever judged."""
    if left > right:
        return redirect(url_for("matches.show", kind=kind, left=right, right=left))
    unsaved = left_unsaved() or {}
    return pair_page(match_forms.kind_of(kind), left, right, reason=unsaved.get("reason", ""))


@bp.post("/matches/<kind>/<int:left>/<int:right>")
@needs(Role.EDITOR)
def judge(kind: str, left: int, right: int) -> ResponseReturnValue:
    """Say whether the two are the same, different or related."""
    which, reason = match_forms.kind_of(kind), ""
    try:
        reason = reason_given()
        answer, relation, turned = match_forms.answer_given()
        seen = Seen.read(request.form.get("seen", ""))
        one, other = (right, left) if turned else (left, right)
        if turned:
            seen = Seen(seen.judgement, seen.right, seen.left)
        with acting() as (tx, by):
            made = judgements.judge(tx, which, one, other, answer, by=by, reason=reason, relation=relation, seen=seen)
            forget(tx, by)
    except (BadInput, Stale, Duplicate, NotAllowed) as error:
        mine = in_force_by_me(which, left, right)
        if isinstance(error, Stale) and mine is not None and mine.answer == request.form.get("answer"):
            return onward(mine)  # the button was pressed twice
        return pair_page(which, left, right, problem=str(error), reason=reason), 400 if is_bad(error) else 409
    return onward(made)


@bp.post("/matches/<kind>/<int:left>/<int:right>/take-back")
@needs(Role.EDITOR)
def take_back(kind: str, left: int, right: int) -> ResponseReturnValue:
    """Make it as if the judgement in force had not been given."""
    which, reason = match_forms.kind_of(kind), ""
    try:
        reason = reason_given()
        number = lists.number_in(request.form.get("judgement", "")) or 0
        with acting() as (tx, by):
            judgement = records.get(tx, Judgement, number)
            if (judgement.kind, judgement.left_id, judgement.right_id) != (which, left, right):
                raise BadInput("This judgement is about another pair. Open the pair again.")
            judgements.take_back(tx, judgement, by=by, reason=reason)
    except (BadInput, Stale, NotAllowed) as error:
        return pair_page(which, left, right, problem=str(error), reason=reason), 400 if is_bad(error) else 409
    if "queue" in request.form:
        return redirect(url_for("matches.index", **match_forms.carried(request.form)), 303)
    return redirect(url_for("matches.show", kind=kind, left=left, right=right), 303)


@bp.get("/matches/several")
@needs(Role.EDITOR)
def several() -> ResponseReturnValue:
    """What would follow from giving one answer to several pairs at once."""
    which = match_forms.kind_of(request.args.get("kind", ""))
    answer = answer_for_all(request.args.get("answer", ""))
    pairs = [
        (min(pair), max(pair))
        for left, right in match_forms.pairs_given(request.args.getlist("pair"), 2)
        if (pair := (int(left), int(right)))
    ]
    found = consequences(db(), which, list(dict.fromkeys(pairs)), answer)
    return render_template(
        "matches/several.html", found=found, kind=which, answer=answer, carried=match_forms.carried()
    )


@bp.post("/matches/several")
@needs(Role.EDITOR)
def judge_several() -> ResponseReturnValue:
    """Give one answer to several pairs at once, or to none of them."""
    which = match_forms.kind_of(request.form.get("kind", ""))
    answer = answer_for_all(request.form.get("answer", ""))
    pairs = match_forms.pairs_given(request.form.getlist("pair"), 3)
    asked = [Asked(which, int(left), int(right), answer, seen=Seen.read(seen)) for left, right, seen in pairs]
    with acting() as (tx, by):
        made = judgements.judge_all(tx, asked, by=by, reason=reason_given())
    return redirect(url_for("matches.index", several=len(made), **match_forms.carried(request.form)), 303)


def pair_page(kind: Kind, left: int, right: int, problem: str = "", reason: str = "") -> str:
    """One pair by itself."""
    pair = comparing.compare(db(), kind, left, right, today=today())
    return render_template(
        "matches/show.html", **{**shared(kind), "problem": problem, "reason": reason}, pair=pair, skip_url=""
    )


def look_first() -> None:
    """Have new records looked at: in the background, or at once where nothing runs there."""
    if current_app.config["FIND_IN_BACKGROUND"]:
        current_app.extensions["claimtrack_finder"].nudge()
        return
    close_reading()
    catch_up(database(), LOOKED_AT)


def shared(kind: Kind) -> dict[str, object]:
    """What both the queue and the page of one pair need."""
    done = lists.number_asked("done")
    judgement = db().get(Judgement, done) if done else None
    return {
        "kind": kind,
        "can_judge": me().role.includes(Role.EDITOR),
        "directions": match_forms.directions,
        "carried": match_forms.carried(),
        "done": comparing.told(db(), [judgement])[0] if judgement and judgement.superseded_at is None else None,
        "several": lists.number_asked("several"),
        "problem": "",
        "reason": "",
    }


def onward(made: Judgement) -> ResponseReturnValue:
    """To the next pair of the queue, or back to the pair's own page."""
    if "queue" in request.form:
        return redirect(url_for("matches.index", done=made.id, **match_forms.carried(request.form)), 303)
    where = url_for("matches.show", kind=made.kind.value, left=made.left_id, right=made.right_id, done=made.id)
    return redirect(where, 303)


def in_force_by_me(kind: Kind, left: int, right: int) -> Judgement | None:
    found = judgements.in_force(db(), kind, left, right)
    return found if found and found.made_by == me().id else None


def answer_for_all(text: str) -> Answer:
    if text not in (Answer.SAME, Answer.DIFFERENT):
        raise BadInput("Choose whether these pairs are the same or different.")
    return Answer(text)


def reason_given() -> str:
    """Why, in one line. Raises BadInput for what is no text."""
    try:
        return str(clean_line(request.form.get("reason", "")[:1000]))
    except ValueError as error:
        raise BadInput("The reason cannot be read as text. Type it anew.") from error


def is_bad(error: Exception) -> bool:
    return isinstance(error, BadInput)


def today() -> date:
    """The current day in UTC."""
    return datetime.now(UTC).date()

"""The first page: what needs me, before what is there."""

from datetime import UTC, datetime

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from claimtrack.models import KeptEntry
from claimtrack.services import kept
from claimtrack.services.desk import desk_of
from claimtrack.web.request import acting, db, me, needs
from claimtrack.web.typed import name_in
from claimtrack.words import Role

bp = Blueprint("home", __name__)


@bp.get("/")
@needs(Role.FACT_CHECKER)
def index() -> ResponseReturnValue:
    desk = desk_of(db(), me(), datetime.now(UTC).date())
    unsaved = [(left.form, what_is_unsaved(left), left.kept_at) for left in desk.unsaved if left.form.startswith("/")]
    return render_template("home/index.html", desk=desk, unsaved=unsaved)


@bp.post("/unsaved/drop")
@needs(Role.FACT_CHECKER)
def drop() -> ResponseReturnValue:
    """Forget what one typed into a form and did not save."""
    with acting() as (tx, by):
        kept.forget(tx, by, name_in(request.form.get("form")))
    flash("What you had typed there is dropped.", "good")
    return redirect(url_for("home.index"))


def what_is_unsaved(left: KeptEntry) -> str:
    """What was typed into a form, in a few words."""
    fields = [left.fields.get(name) for name in ("claim", "quote", "text", "rationale", "note", "reason")]
    typed = " ".join(next(filter(None, fields), []))
    page = "An entry" if left.form.startswith("/enter") else "A change"
    start = " ".join(typed.split())[:80]
    return f"{page}: {start}" if start else page

"""Changing a claim: its words and facts, the ways it was put, how it bears on others. Nothing here is final."""

from datetime import UTC, datetime

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlmodel import Session
from wtforms.fields.choices import SelectChoice

from claimtrack.errors import BadInput, Duplicate, Joined, NotFound, Stale
from claimtrack.models import Claim, ClaimRelation, Wording
from claimtrack.services import claim_list, claims, records, relations
from claimtrack.web import lists
from claimtrack.web.changing import conflict, forget, left_unsaved, standing_in, tell
from claimtrack.web.claim_forms import (
    ClaimForm,
    FindForm,
    RelationForm,
    WordingForm,
    claim_draft,
    event_of,
    relation_draft,
    values_of,
    wording_draft,
)
from claimtrack.web.request import acting, db, needs
from claimtrack.web.typed import reason_in
from claimtrack.words import Role

bp = Blueprint("claims", __name__)
SEND_AGAIN = "Nothing is saved yet: send this form, which is that one’s."
OFFERED = 12  # claims to choose from when relating


@bp.route("/claims/<int:number>/change", methods=["GET", "POST"])
@needs(Role.FACT_CHECKER)
def change(number: int) -> ResponseReturnValue:
    """Reword a claim or change what is known of it."""
    if request.method == "GET":
        claim, left = records.get_standing(db(), Claim, number), left_unsaved()
        return change_page(claim, ClaimForm(left) if left else stored_form(claim))
    claim, form = records.get(db(), Claim, number), ClaimForm()
    if "look" in request.form:
        return change_page(claim, form)
    try:
        draft, seen = claim_draft(form, claim), lists.number_in(form.version.data) or 0
        reason = reason_in(form.reason.data)
    except BadInput as error:
        return change_page(claim, form, tell(form, error)), 400
    try:
        with acting() as (tx, by):
            claims.change_claim(tx, records.get(tx, Claim, number), draft, seen=seen, by=by, reason=reason)
            forget(tx, by)
    except Stale as stale:
        now = standing_in(stale, number)
        return conflict(form, as_stored, what="claim", number=now, stale=stale, url=url(now))
    flash("The claim is changed. Its former text stays among its wordings.", "good")
    return redirect(url(number))


@bp.route("/claims/<int:number>/wordings", methods=["GET", "POST"])
@needs(Role.FACT_CHECKER)
def word(number: int) -> ResponseReturnValue:
    """Add another way the claim was put."""
    if request.method == "GET":
        return word_page(records.get_standing(db(), Claim, number), WordingForm(left_unsaved()))
    claim, form = records.get(db(), Claim, number), WordingForm(request.form)
    try:
        draft = wording_draft(form)
        with acting() as (tx, by):
            claims.add_wording(tx, records.get_standing(tx, Claim, number), draft, by=by)
            forget(tx, by)
    except (BadInput, Duplicate) as error:
        told = error if isinstance(error, BadInput) else BadInput(str(error), {"text": str(error)})
        return word_page(claim, form, tell(form, told)), 400
    except Joined as error:
        return word_page(records.get(db(), Claim, error.head), form, [("", f"{error} {SEND_AGAIN}")]), 409
    flash("The wording is added.", "good")
    return redirect(url(number))


@bp.post("/claims/<int:number>/wordings/<int:wording>/strike")
@needs(Role.FACT_CHECKER)
def strike_wording(number: int, wording: int) -> ResponseReturnValue:
    with acting() as (tx, by):
        claims.strike_wording(tx, wording_of(tx, number, wording), by=by)
    flash("The wording is struck out. Restore it under “Wordings struck out”.", "good")
    return redirect(url(number))


@bp.post("/claims/<int:number>/wordings/<int:wording>/restore")
@needs(Role.FACT_CHECKER)
def restore_wording(number: int, wording: int) -> ResponseReturnValue:
    with acting() as (tx, by):
        claims.strike_wording(tx, wording_of(tx, number, wording), by=by, struck=False)
    flash("The wording is back.", "good")
    return redirect(url(number))


@bp.route("/claims/<int:number>/relate", methods=["GET", "POST"])
@needs(Role.FACT_CHECKER)
def relate(number: int) -> ResponseReturnValue:
    """Say how this claim bears on another one, found by its number or its words."""
    if request.method == "GET":
        return relate_page(records.get_standing(db(), Claim, number), RelationForm(left_unsaved()))
    claim, form = records.get(db(), Claim, number), RelationForm()
    form.other.choices = choices_of(claim, form)
    try:
        draft = relation_draft(form)
        with acting() as (tx, by):
            relations.relate(tx, records.get_standing(tx, Claim, number), draft, by=by)
            forget(tx, by)
    except BadInput as error:
        return relate_page(claim, form, tell(form, error, {"other_id": "other"})), 400
    except (Duplicate, NotFound) as error:
        return relate_page(claim, form, tell(form, BadInput("", {"other": str(error)}))), 400
    except Joined as error:
        return relate_page(records.get(db(), Claim, error.head), form, [("", f"{error} {SEND_AGAIN}")]), 409
    flash("The two claims are related. Take it back under “Related claims”.", "good")
    return redirect(url(number))


@bp.post("/claims/<int:number>/relations/<int:relation>/take-back")
@needs(Role.FACT_CHECKER)
def unrelate(number: int, relation: int) -> ResponseReturnValue:
    with acting() as (tx, by):
        row = tx.get(ClaimRelation, relation) if relation <= records.LARGEST_ID else None
        if row is None or number not in (row.claim_id, row.other_id):
            raise NotFound("This claim has no such relation. Somebody may have taken it back already.")
        relations.unrelate(tx, row, by=by)
    flash("The relation is taken back. Relate the two again if that was a mistake.", "good")
    return redirect(url(number))


def as_stored(number: int) -> ClaimForm:
    return stored_form(records.get(db(), Claim, number))


def stored_form(claim: Claim) -> ClaimForm:
    topics, countries = claims.own_topics(db(), claim)
    return ClaimForm(formdata=None, data=values_of(claim, topics, countries))


def change_page(claim: Claim, form: ClaimForm, extra: list[tuple[str, str]] | None = None) -> str:
    try:
        event = event_of(form, claim)
    except BadInput:
        event = None
    topics, countries = claims.own_topics(db(), claim)
    besides = {
        "topics": [one for one in claims.topics_of(db(), claim) if one not in topics],
        "countries": [one for one in claims.countries_of(db(), claim) if one not in countries],
    }
    return render_template(
        "claims/change.html", claim=claim, form=form, event=event, extra=extra or [], besides=besides
    )


def word_page(claim: Claim, form: WordingForm, extra: list[tuple[str, str]] | None = None) -> str:
    return render_template("claims/word.html", claim=claim, form=form, extra=extra or [])


def relate_page(claim: Claim, form: RelationForm, extra: list[tuple[str, str]] | None = None) -> str:
    q = lists.text_asked("q")
    form.other.choices = choices_of(claim, form)
    return render_template(
        "claims/relate.html", claim=claim, form=form, find=FindForm(request.args), q=q, extra=extra or []
    )


def choices_of(claim: Claim, form: RelationForm) -> list[SelectChoice]:
    """The claims to choose from as the other one; that which was chosen before, where nothing is looked for."""
    found = others(claim, lists.text_asked("q") or str(lists.number_in(form.other.data or "") or ""))
    return [SelectChoice(str(other.id), f"{other.text} (claim {other.id})") for other in found]


def others(claim: Claim, words: str) -> list[Claim]:
    """The claims somebody may mean by these words, the one with that number first."""
    if not words:
        return []
    number = lists.number_in(words.removeprefix("#"))
    numbered = db().get(Claim, number) if number else None
    today = datetime.now(UTC).date()
    found, _ = claim_list.find_claims(db(), claim_list.Wanted(words=words), 0, OFFERED, today=today)
    every = [numbered, *(row.claim for row in found)]
    return list({other.id: other for other in every if other is not None and other.id != claim.id}.values())


def wording_of(session: Session, number: int, wording: int) -> Wording:
    """A wording that belongs to this claim. Raises NotFound."""
    row = session.get(Wording, wording) if wording <= records.LARGEST_ID else None
    if row is None or row.claim_id != number:
        raise NotFound("This claim has no such wording.")
    return row


def url(number: int) -> str:
    return url_for("claims.show", number=number)

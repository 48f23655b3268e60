"""What an entry form holds before anybody types: nothing, what was kept, or what goes on from a record."""

import hashlib
import secrets
from typing import Any

from flask import request, url_for
from sqlmodel import Session
from werkzeug.datastructures import MultiDict

from claimtrack.dates import FuzzyDate, understand
from claimtrack.models import Actor, Claim, KeptEntry, Source, Statement
from claimtrack.services.entry_help import ANSWERS
from claimtrack.services.records import get
from claimtrack.web.entry_form import EntryForm
from claimtrack.web.typed import number_in, today
from claimtrack.words import Stance

ASKED = ("claim", "source", "actor", "stance", "after", "keep", "sentence")  # what the address of the form may say
NOT_TYPED = ("csrf_token", "action", "once", "draft", "slot")


def slot_of(values: Any) -> str:
    """The address of the form with what it was opened with: each has an unsaved draft of its own."""
    known = {name: str(values[name])[:20] for name in ASKED if values.get(name)}
    return url_for("entry.enter", **known)[:60]


def slot_in(form: EntryForm) -> str:
    """The address the form was opened at, as it says itself; the plain one if it says anything else."""
    slot = form.slot.data or ""
    plain = url_for("entry.enter")
    return slot if len(slot) <= 60 and slot.isprintable() and slot.startswith(f"{plain}?") else plain


def new_form(session: Session) -> EntryForm:
    """The form as the address asks for it. Raises NotFound for a record that is not there."""
    return _keyed(EntryForm(formdata=None, data=_asked_for(session)), slot_of(request.args))


def begun_form(form: EntryForm) -> EntryForm:
    """A form that was sent with a few fields to begin with: retrieved today, and with an unsaved draft of its own."""
    form.retrieved.data = form.retrieved.data or today().isoformat()
    return _keyed(form, begun_slot(form))


def begun_slot(form: EntryForm) -> str:
    """The address under which an entry begun with a sentence is kept: the same for the same sentence and claim."""
    begun = f"{form.quote.data} {form.claim_id.data}".encode(errors="replace")
    return url_for("entry.enter", sentence=hashlib.sha256(begun).hexdigest()[:16])


def kept_form(found: KeptEntry) -> EntryForm:
    """The form as it was left. Its key is kept too, so that saving it drops what was kept."""
    form = EntryForm(formdata=MultiDict({n: v for n, v in found.fields.items() if n not in ("csrf_token", "once")}))
    return _keyed(form, found.form, key=form.draft.data or "")


def typed_fields() -> dict[str, Any]:
    """All that this request's form holds, to be kept."""
    return {name: values for name, values in request.form.to_dict(flat=False).items() if name not in NOT_TYPED[:2]}


def _keyed(form: EntryForm, slot: str, key: str = "") -> EntryForm:
    form.once.data, form.slot.data = secrets.token_urlsafe(16), slot
    form.draft.data = key or secrets.token_urlsafe(8)
    return form


def _asked_for(session: Session) -> dict[str, Any]:
    fields: dict[str, Any] = {"retrieved": today().isoformat()}
    after = number_in(request.args.get("after"))
    if after:
        fields |= _going_on(get(session, Statement, after), with_claim=request.args.get("keep") == "claim")
    for name, kind in (("claim", Claim), ("source", Source), ("actor", Actor)):
        if number := number_in(request.args.get(name)):
            fields[f"{name}_id"] = str(get(session, kind, number).id)
    if request.args.get("stance") in set(Stance):
        fields["stance"] = request.args["stance"]
    return fields


def _going_on(statement: Statement, *, with_claim: bool) -> dict[str, Any]:
    """From the same source, at the same date; also in the same words and on the same claim, if wanted."""
    fields: dict[str, Any] = {"source_id": str(statement.source_id), "said_words": statement.said_words}
    if _corrected(statement.said, statement.stance):
        fields["said_earliest"] = statement.said_earliest.isoformat() if statement.said_earliest else ""
        fields["said_latest"] = statement.said_latest.isoformat() if statement.said_latest else ""
    if with_claim:
        same = ("quote", "quote_language", "modality")
        fields |= {name: getattr(statement, name) for name in same}
        fields |= {"quote_gloss": statement.gloss, "claim_id": str(statement.claim_id)}
    return fields


def _corrected(said: FuzzyDate, stance: Stance) -> bool:
    """Whether the days were corrected by hand: an answer's may also have been cut off by what it answers."""
    read = understand(said.words, said.anchor)
    return stance not in ANSWERS and (read.earliest, read.latest) != (said.earliest, said.latest)

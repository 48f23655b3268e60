"""What the small buttons of the entry form do: take what claimtrack knows into the form, or out of it again."""

from collections.abc import Callable

from sqlmodel import Session

from claimtrack.rules.phrasing import find_slip
from claimtrack.services.likely import chosen_claim
from claimtrack.services.recognised import actor_numbered, source_numbered
from claimtrack.web.entry_form import EntryForm
from claimtrack.web.typed import number_in
from claimtrack.words import Stance

Choice = Callable[[EntryForm, str, Session], tuple[str, ...]]  # gives the parts of the page that it changes
CLAIM_PARTS = ("claim", "stance", "notes")


def use_claim(form: EntryForm, value: str, session: Session) -> tuple[str, ...]:
    """Choose the claim. What was typed is kept as a wording of it, unless that turns the claim round."""
    _choose(form, value, session)
    form.keep_wording.data = bool(form.claim.data and not find_slip(form.claim.data))
    return CLAIM_PARTS


def record_rebuttal(form: EntryForm, value: str, session: Session) -> tuple[str, ...]:
    """Choose the claim, and take the stance for a rebuttal unless it is an answer already."""
    _choose(form, value, session)
    if form.stance.data not in (Stance.DENIES, Stance.REBUTS):
        form.stance.data = Stance.REBUTS.value
    return CLAIM_PARTS


def call_it_new(form: EntryForm, value: str, session: Session) -> tuple[str, ...]:
    form.claim_id.data, form.claim_is_new.data = "", "yes"
    return CLAIM_PARTS


def use_actor(form: EntryForm, value: str, session: Session) -> tuple[str, ...]:
    """Choose the actor, and take the role they were last recorded with where none was typed."""
    found = actor_numbered(session, number_in(value))
    if found:
        form.actor_id.data = str(found.id)
        form.role.data = form.role.data or found.role
        form.on_behalf_of.data = form.on_behalf_of.data or found.on_behalf_of
    return ("who",)


def use_source(form: EntryForm, value: str, session: Session) -> tuple[str, ...]:
    found = source_numbered(session, number_in(value))
    form.source_id.data = str(found.id) if found else ""
    return ("source",)


def use_outlet(form: EntryForm, value: str, session: Session) -> tuple[str, ...]:
    form.outlet.data = value[:200]
    return ("source",)


def take_back(form: EntryForm, value: str, session: Session) -> tuple[str, ...]:
    """Undo a choice; what had been typed before it is there again."""
    if value == "claim":
        form.claim_id.data = form.claim_is_new.data = form.same_act_as.data = ""
        return CLAIM_PARTS
    if value == "actor":
        found = actor_numbered(session, number_in(form.actor_id.data))
        form.actor.data, form.actor_id.data = form.actor.data or (found.name if found else ""), ""
        return ("who",)
    if value == "source":
        source = source_numbered(session, number_in(form.source_id.data))
        if source and not form.url.data and not form.source_title.data:
            form.url.data, form.source_title.data = source.url, "" if source.url else source.title
        form.source_id.data = ""
        return ("source",)
    return ()


def _choose(form: EntryForm, value: str, session: Session) -> None:
    found = chosen_claim(session, number_in(value))
    form.claim_id.data, form.claim_is_new.data = str(found.id) if found else "", ""
    form.keep_wording.data = False


CHOICES: dict[str, Choice] = {
    "use": use_claim,
    "rebut": record_rebuttal,
    "new": call_it_new,
    "actor": use_actor,
    "source": use_source,
    "outlet": use_outlet,
    "undo": take_back,
}

"""What the entry form holds, as the draft that is stored: complete, or a sentence for each field that is wrong."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

from claimtrack.drafts import EntryDraft, draft
from claimtrack.errors import BadInput
from claimtrack.services.entry_help import LONGEST_EXCERPT, Known
from claimtrack.web.entry_form import EntryForm
from claimtrack.web.typed import day_in, line_in, name_in, number_in, split_in, text_in, today
from claimtrack.words import ActorKind, ClaimType

LONGEST_DATE = 200
# The parts of a draft whose names differ from the form's.
FIELDS = {
    "source": "url",
    "source.title": "source_title",
    "source.language": "source_language",
    "actor.name": "actor",
    "actor.kind": "actor_kind",
    "actor.country": "actor_country",
    "statement.gloss": "quote_gloss",
    "claim.text": "claim",
    "wording.text": "keep_wording",
    "wording.language": "keep_wording",
    "claim.type": "claim_type",
    "claim.language": "claim_language",
    "claim.gloss": "claim_gloss",
    "title": "source_title",
    "language": "source_language",
    "outlet_id": "outlet",
    "syndicated_from_id": "syndicated_from",
}


def entry_of(form: EntryForm, known: Known) -> EntryDraft:
    """The draft that the form describes. Raises BadInput with a sentence for each field that is wrong."""
    wrong = dict(_missing(form, known))
    days = {}
    for name in ("published", "retrieved", "said_earliest", "said_latest"):
        with _noting(wrong, name):
            days[name] = day_in(form[name].data)
    for name in ("published", "retrieved"):
        if (day := days.get(name)) and day > today() + timedelta(days=1):
            wrong[name] = "This day is still to come. Enter the day as it was."
    for name in ("said_words", "event_words"):
        if len(name_in(form[name].data)) > LONGEST_DATE:
            wrong[name] = f"Shorten this to {LONGEST_DATE} characters."
    if known.said_problem:
        wrong.setdefault("said_earliest", known.said_problem)
    if len(text_in(form.excerpt.data)) > LONGEST_EXCERPT:
        wrong["excerpt"] = (
            f"This is {len(text_in(form.excerpt.data)):,} characters, and an excerpt holds {LONGEST_EXCERPT:,}. "
            "Nothing is cut off for you: leave the passage you rely on, with a paragraph around it."
        )
    try:
        entry = draft(EntryDraft, **_parts(form, known, days))
    except BadInput as error:
        found = {_field(place): sentence for place, sentence in error.fields.items()}
        raise BadInput(str(error), {**found, **wrong}) from error
    if wrong:
        raise BadInput("Some of this cannot be saved yet.", wrong)
    return entry


def fields_named_in(error: BadInput) -> dict[str, str]:
    """What a service found wrong, by the form's names of the fields."""
    return {_field(place): sentence for place, sentence in error.fields.items()} or {"": str(error)}


def _missing(form: EntryForm, known: Known) -> Iterator[tuple[str, str]]:
    if not known.source_chosen and not line_in(form.url.data) and not line_in(form.source_title.data):
        yield "url", "Enter the source’s web address, or its title further down."
    if not known.actor_chosen and not name_in(form.actor.data):
        yield "actor", "Enter who said it. Where nobody is named, write “unnamed” and choose that kind."
    if not form.stance.data:
        yield "stance", "Choose what they do with the claim."
    if known.claim is None and not line_in(form.claim.data):
        yield "claim", "Enter the claim, or use one of the likely ones."


def _parts(form: EntryForm, known: Known, days: dict[str, date | None]) -> dict[str, Any]:
    parts: dict[str, Any] = {"statement": _statement(form, known)}
    if known.source_chosen and known.source:
        parts["source_id"] = known.source.id
    else:
        parts["source"] = _source(form, days)
    if known.actor_chosen and known.actor:
        parts["actor_id"] = known.actor.id
    else:
        parts["actor"] = {
            "name": form.actor.data,
            "kind": form.actor_kind.data or ActorKind.PERSON,
            "country": form.actor_country.data or "",
            "aliases": split_in(form.aliases.data),
        }
    if known.claim:
        parts["claim_id"] = known.claim.id
        if form.keep_wording.data and line_in(form.claim.data):
            parts["wording"] = {"text": form.claim.data, "language": form.claim_language.data or ""}
    else:
        parts["claim"] = _claim(form, known)
    return parts


def _source(form: EntryForm, days: dict[str, date | None]) -> dict[str, Any]:
    same = ("url", "outlet", "byline", "archive_url", "excerpt", "syndicated_from")
    return {
        **{name: form[name].data or "" for name in same},
        "title": form.source_title.data or "",
        "language": form.source_language.data or "",
        "published": days.get("published"),
        "retrieved": days.get("retrieved"),
    }


def _statement(form: EntryForm, known: Known) -> dict[str, Any]:
    same = ("quote", "quote_language", "role", "on_behalf_of", "attribution_note", "scope_note")
    return {
        **{name: form[name].data or "" for name in same},
        "gloss": form.quote_gloss.data or "",
        "stance": form.stance.data or None,
        "modality": form.modality.data or None,
        "said": known.said,
        "same_act_as_id": number_in(form.same_act_as.data) if known.claim else None,
    }


def _claim(form: EntryForm, known: Known) -> dict[str, Any]:
    return {
        "text": form.claim.data or "",
        "type": form.claim_type.data or ClaimType.FACTUAL,
        "language": form.claim_language.data or "",
        "gloss": form.claim_gloss.data or "",
        "topics": split_in(form.topics.data),
        "countries": split_in(form.countries.data),
        "event": known.event,
    }


@contextmanager
def _noting(wrong: dict[str, str], name: str) -> Iterator[None]:
    try:
        yield
    except BadInput as error:
        wrong[name] = f"{error} Write it as 2022-02-21 or 21 Feb 2022."


def _field(place: str) -> str:
    """The form's field for a part of a draft: “claim.topics.0” is `topics`."""
    path = ".".join(part for part in place.split(".") if not part.isdigit())
    return FIELDS.get(path, path.rpartition(".")[2])

"""The form that records a statement, and what its fields say: to the help beside it, and as a draft to be stored."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any

from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice

from claimtrack.dates import understand
from claimtrack.drafts import EntryDraft, clean_line, clean_name, clean_text, draft
from claimtrack.errors import BadInput
from claimtrack.services.entry_help import LONGEST_EXCERPT, Known, Typed
from claimtrack.services.records import LARGEST_ID
from claimtrack.words import ActorKind, ClaimType, Modality, Stance, Word

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


def choices(kind: type[Word], empty: str = "") -> list[SelectChoice]:
    """The words of a vocabulary to choose from, after an empty choice if it has a name."""
    first = [SelectChoice("", empty)] if empty else []
    return first + [SelectChoice(word, word.label) for word in kind]


class EntryForm(FlaskForm):
    """One statement with its source, actor and claim. What the fields hold is checked by the draft."""

    once = HiddenField()
    draft = HiddenField()
    slot = HiddenField()
    source_id = HiddenField()
    actor_id = HiddenField()
    claim_id = HiddenField()
    claim_is_new = HiddenField()

    url = StringField("Web address")
    source_title = StringField("Title", description="Needed where there is no web address.")
    outlet = StringField("Outlet", description="The address alone may tell it.")
    published = StringField("Published on", description="2022-02-21 or 21 Feb 2022")
    byline = StringField("Byline", description="Who wrote it, as printed.")
    retrieved = StringField("Retrieved on")
    archive_url = StringField("Archive address", description="Of a copy that stays when the page is changed or gone.")
    source_language = StringField("Language of the source", description="As a code: en, ru, sr-Cyrl …")
    syndicated_from = StringField(
        "Copied from", description="The address of the original, if this is an agency’s or another outlet’s text."
    )
    excerpt = TextAreaField("Excerpt", description="The passage you rely on, or the whole article.")

    quote = TextAreaField("Quote", description="Word for word as it stands in the source, in its own language.")
    quote_gloss = TextAreaField("The quote in English")
    quote_language = StringField("Language of the quote", description="If it is not that of the source.")
    modality = SelectField("How firmly it is put", choices=choices(Modality, "not noted"), validate_choice=False)

    actor = StringField("Who said it", description="A person, a state, or words like “Officials from Albania”.")
    role = StringField("Role", description="As of that day: Foreign Minister, spokeswoman …")
    on_behalf_of = StringField("On behalf of", description="Who they speak for, such as Government of Russia.")
    actor_kind = SelectField("Kind", choices=choices(ActorKind), default=ActorKind.PERSON.value, validate_choice=False)
    actor_country = StringField("Country", description="Two letters: RS, AL, XK …")
    aliases = StringField("Other names", description="Also in other scripts, with commas between.")

    stance = RadioField("What they do with the claim", choices=choices(Stance), validate_choice=False)

    said_words = StringField("When it was said", description="As the source puts it: “last week”, “Friday”, 18 Feb.")
    said_earliest = StringField("First day it can be")
    said_latest = StringField("Last day it can be")
    said_approximate = BooleanField("The date is approximate")
    said_uncertain = BooleanField("The date is uncertain")

    claim = TextAreaField(
        "Claim", description="One sentence that could be true or false, as those who assert it would put it."
    )
    keep_wording = BooleanField("Keep my wording as another way this claim is put")
    claim_type = SelectField("Type", choices=choices(ClaimType), default=ClaimType.FACTUAL.value, validate_choice=False)
    claim_language = StringField("Language of the claim", default="en")
    claim_gloss = TextAreaField("The claim in English", description="If it is worded in another language.")
    topics = StringField("Topics", description="With commas between.")
    countries = StringField("Countries", description="Two letters each, with commas between: AL, XK, BA.")
    event_words = StringField("When the claimed thing happens", description="Not when it was said.")

    same_act_as = SelectField(
        "The same act as", choices=[SelectChoice("", "no other statement")], validate_choice=False
    )
    scope_note = TextAreaField("What exactly was denied or asserted")
    attribution_note = TextAreaField("How the source attributes it")

    def has(self, *names: str) -> bool:
        """Whether one of these fields holds something of its own or is wrong: then its part is shown unfolded."""
        return any(self[name].errors or self[name].data not in ("", None, False, self[name].default) for name in names)

    def tell(self, wrong: dict[str, str]) -> list[str]:
        """Put these sentences at their fields. Gives back those that belong to no field."""
        rest = []
        for name, sentence in wrong.items():
            if name in self:
                self[name].errors = [*self[name].errors, sentence]
            else:
                rest.append(sentence)
        return rest


def number_in(text: str | None) -> int | None:
    """The number of a record as a form carries it; None where there is none."""
    if not (text and text.isascii() and text.isdigit() and len(text) <= 10):
        return None
    return int(text) if 0 < int(text) <= LARGEST_ID else None


def typed_of(form: EntryForm) -> Typed:
    """What stands in the form, as the help beside it reads it; what cannot be read yet is left out."""
    stance, kind = form.stance.data, form.claim_type.data
    return Typed(
        source_id=number_in(form.source_id.data),
        url=_line(form.url.data),
        outlet=_name(form.outlet.data),
        published=_day_or_none(form.published.data),
        source_language=_name(form.source_language.data)[:35],
        excerpt=_text(form.excerpt.data),
        quote=_text(form.quote.data),
        quote_language=_name(form.quote_language.data)[:35],
        actor_id=number_in(form.actor_id.data),
        actor=_name(form.actor.data),
        stance=Stance(stance) if stance in set(Stance) else None,
        said_words=_name(form.said_words.data),
        said_earliest=_day_or_none(form.said_earliest.data),
        said_latest=_day_or_none(form.said_latest.data),
        approximate=bool(form.said_approximate.data),
        uncertain=bool(form.said_uncertain.data),
        claim_id=number_in(form.claim_id.data),
        claim=_line(form.claim.data),
        claim_type=ClaimType(kind) if kind in set(ClaimType) else ClaimType.FACTUAL,
        event_words=_name(form.event_words.data),
    )


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
        if len(_name(form[name].data)) > LONGEST_DATE:
            wrong[name] = f"Shorten this to {LONGEST_DATE} characters."
    if known.said_problem:
        wrong.setdefault("said_earliest", known.said_problem)
    if len(_text(form.excerpt.data)) > LONGEST_EXCERPT:
        wrong["excerpt"] = (
            f"This is {len(_text(form.excerpt.data)):,} characters, and an excerpt holds {LONGEST_EXCERPT:,}. "
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


def same_act_choices(form: EntryForm, known: Known) -> None:
    """Offer the statements on the chosen claim as what this one may be the same act as."""
    told = known.claim.statements if known.claim else ()
    form.same_act_as.choices = [
        SelectChoice("", "no other statement"),
        *(SelectChoice(str(one.id), one.in_short) for one in told),
    ]


def fields_named_in(error: BadInput) -> dict[str, str]:
    """What a service found wrong, by the form's names of the fields."""
    return {_field(place): sentence for place, sentence in error.fields.items()} or {"": str(error)}


def day_in(text: str | None) -> date | None:
    """One day, however it is written; None for nothing. Raises BadInput."""
    words = _name(text)
    if not words:
        return None
    found = understand(words, None)
    if not found.is_exact or found.earliest is None:
        raise BadInput(found.problem if not found.understood and "There is no" in found.problem else "Enter one day.")
    return found.earliest


def _missing(form: EntryForm, known: Known) -> Iterator[tuple[str, str]]:
    if not known.source_chosen and not _line(form.url.data) and not _line(form.source_title.data):
        yield "url", "Enter the source’s web address, or its title further down."
    if not known.actor_chosen and not _name(form.actor.data):
        yield "actor", "Enter who said it. Where nobody is named, write “unnamed” and choose that kind."
    if not form.stance.data:
        yield "stance", "Choose what they do with the claim."
    if known.claim is None and not _line(form.claim.data):
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
            "aliases": _split(form.aliases.data),
        }
    if known.claim:
        parts["claim_id"] = known.claim.id
        if form.keep_wording.data and _line(form.claim.data):
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
        "topics": _split(form.topics.data),
        "countries": _split(form.countries.data),
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


def _split(text: str | None) -> tuple[str, ...]:
    parts = (part.strip() for part in (text or "").replace(";", ",").replace("\n", ",").split(","))
    return tuple(dict.fromkeys(part for part in parts if part))


def _day_or_none(text: str | None) -> date | None:
    try:
        return day_in(text)
    except BadInput:
        return None


def _text(text: str | None) -> str:
    return _cleaned(clean_text, text)


def _line(text: str | None) -> str:
    return _cleaned(clean_line, text)


def _name(text: str | None) -> str:
    return _cleaned(clean_name, text)


def _cleaned(clean: Any, text: str | None) -> str:
    try:
        return str(clean(text or ""))
    except ValueError:
        return ""


def today() -> date:
    return datetime.now(UTC).date()

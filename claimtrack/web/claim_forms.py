"""The forms that change a claim, and the drafts they make."""

from datetime import UTC, datetime

from flask_wtf import FlaskForm
from wtforms import BooleanField, Form, HiddenField, RadioField, SearchField, SelectField, StringField, TextAreaField

from claimtrack.dates import FuzzyDate, understand
from claimtrack.drafts import ClaimDraft, RelationDraft, WordingDraft, draft
from claimtrack.errors import BadInput
from claimtrack.models import Claim
from claimtrack.web import dated
from claimtrack.web.entry_form import choices
from claimtrack.web.typed import day_in
from claimtrack.words import ClaimType, Relation

REASON = "Shown in the history of the record."


class ClaimForm(FlaskForm):
    """A claim as it is worded now; what its fields hold is checked by the draft."""

    version = HiddenField()
    text = TextAreaField("Claim", description="One sentence that could be true or false, neutral and never negated.")
    language = StringField("Language of the claim", description="As a code: en, ru, sr-Cyrl …")
    gloss = TextAreaField("The claim in English", description="If it is worded in another language.")
    type = SelectField("Type", choices=choices(ClaimType), validate_choice=False)
    topics = TextAreaField("Topics", description="One on each line.")
    countries = StringField("Countries", description="Two letters each, with commas between: AL, XK, BA.")
    event_words = StringField(
        "When the claimed thing happens", description="Not when it was said: “in the coming days”, 3 April 2022."
    )
    event_earliest = dated.day_field("First day it can happen")
    event_latest = dated.day_field("Last day it can happen")
    event_approximate = BooleanField("The date is approximate")
    event_uncertain = BooleanField("The date is uncertain")
    event_lasting = BooleanField("It lasts from the first day to the last")
    note = TextAreaField("Note", description="For colleagues.")
    reason = StringField("Why you change it", description=REASON)


class WordingForm(FlaskForm):
    text = TextAreaField("Wording", description="As it was put, in its own language.")
    language = StringField("Language", description="As a code: en, ru, sr-Cyrl …")
    put_on = StringField("Put so on", description="One day: 2022-02-21 or 21 Feb 2022.")


class RelationForm(FlaskForm):
    other = RadioField("The other claim", validate_choice=False)
    relation = SelectField("This claim …", choices=choices(Relation), validate_choice=False)
    note = StringField("Note")


class FindForm(Form):
    q = SearchField("Find the other claim", description="Its number, or words that occur in it.")


def values_of(claim: Claim, topics: list[str], countries: list[str]) -> dict[str, object]:
    """What the form holds before anybody types."""
    event = dated.shown(claim.event, understood(claim.event.words, claim))
    return {
        **{name: getattr(claim, name) for name in ("version", "text", "language", "gloss", "note")},
        "type": claim.type.value,
        "topics": "\n".join(topics),
        "countries": ", ".join(countries),
        **{f"event_{part}": value for part, value in event.items()},
    }


def understood(words: str, claim: Claim) -> FuzzyDate:
    """How words about the claimed thing's date are read: from the day they were first resolved against."""
    anchor = claim.event_anchor or datetime.now(UTC).date()
    return understand(words, anchor, language=claim.language or None, ahead=True) if words.strip() else FuzzyDate()


def event_of(form: ClaimForm, claim: Claim) -> FuzzyDate:
    """The claimed thing's date as the form has it. Raises BadInput."""
    words = form.event_words.data or ""
    return dated.read(form, "event", claim.event, understood(claim.event.words, claim), understood(words, claim))


def claim_draft(form: ClaimForm, claim: Claim) -> ClaimDraft:
    """Raises BadInput with a sentence for each field that is wrong."""
    wrong: dict[str, str] = {}
    event = FuzzyDate()
    try:
        event = event_of(form, claim)
    except BadInput as error:
        wrong = dict(error.fields)
    try:
        made = draft(
            ClaimDraft,
            **{name: form[name].data or "" for name in ("text", "language", "gloss", "note")},
            type=form.type.data or ClaimType.FACTUAL,
            topics=_split(form.topics.data, "\n"),
            countries=_split(form.countries.data, ",; \n"),
            event=event,
        )
    except BadInput as error:
        raise BadInput(str(error), {**error.fields, **wrong}) from error
    if wrong:
        raise BadInput("Some of this cannot be saved yet.", wrong)
    return made


def wording_draft(form: WordingForm) -> WordingDraft:
    """Raises BadInput with a sentence for each field that is wrong."""
    try:
        put_on = day_in(form.put_on.data)
    except BadInput as error:
        raise BadInput(str(error), {"put_on": f"{error} Write it as 2022-02-21 or 21 Feb 2022."}) from error
    return draft(WordingDraft, text=form.text.data or "", language=form.language.data or "", put_on=put_on)


def relation_draft(form: RelationForm) -> RelationDraft:
    """Raises BadInput with a sentence for each field that is wrong."""
    return draft(RelationDraft, relation=form.relation.data, other_id=form.other.data or 0, note=form.note.data or "")


def _split(text: str | None, at: str) -> tuple[str, ...]:
    for mark in at:
        text = (text or "").replace(mark, "\n")
    return tuple(dict.fromkeys(part.strip() for part in (text or "").split("\n") if part.strip()))

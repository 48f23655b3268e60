"""The forms that change a statement or strike it out, and the draft they make."""

from flask_wtf import FlaskForm
from sqlmodel import Session
from wtforms import BooleanField, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice

from claimtrack.dates import FuzzyDate, understand
from claimtrack.drafts import StatementDraft, draft
from claimtrack.errors import BadInput
from claimtrack.rules.entries import REBUTTING, Entry
from claimtrack.services.statement_page import StatementPage
from claimtrack.services.statements import first_asserted
from claimtrack.web import dated
from claimtrack.web.claim_forms import REASON
from claimtrack.web.entry_form import choices
from claimtrack.web.lists import number_in
from claimtrack.words import Modality, Stance

TEXTS = ("quote", "quote_language", "gloss", "role", "attribution_note", "scope_note")


class StatementForm(FlaskForm):
    """A statement without its actor, source and claim, which stay."""

    version = HiddenField()
    stance = RadioField("What they do with the claim", choices=choices(Stance), validate_choice=False)
    modality = SelectField("How firmly it is put", choices=choices(Modality, "not noted"), validate_choice=False)
    quote = TextAreaField("Quote", description="Word for word as it stands in the source, in its own language.")
    quote_language = StringField("Language of the quote", description="If it is not that of the source.")
    gloss = TextAreaField("The quote in English")
    role = StringField("Role", description="As of that day: Foreign Minister, spokeswoman …")
    on_behalf_of = StringField("On behalf of", description="Who they speak for, such as Government of Russia.")
    said_words = StringField("When it was said", description="As the source puts it: “last week”, “Friday”, 18 Feb.")
    said_earliest = dated.day_field("First day it can be")
    said_latest = dated.day_field("Last day it can be")
    said_approximate = BooleanField("The date is approximate")
    said_uncertain = BooleanField("The date is uncertain")
    said_lasting = BooleanField("It went on from the first day to the last")
    same_act_as = SelectField("The same act as", validate_choice=False)
    scope_note = TextAreaField("What exactly was denied or asserted")
    attribution_note = TextAreaField("How the source attributes it")
    reason = StringField("Why you change it", description=REASON)


class StrikeForm(FlaskForm):
    version = HiddenField()
    reason = StringField("Why it is struck out", description=REASON)


def values_of(session: Session, found: StatementPage) -> dict[str, object]:
    """What the form holds before anybody types."""
    statement = found.statement
    said = dated.shown(statement.said, understood(session, found, statement.said.words, statement.stance))
    return {
        **{name: getattr(statement, name) for name in ("version", *TEXTS)},
        "stance": statement.stance.value,
        "modality": statement.modality.value if statement.modality else "",
        "on_behalf_of": found.on_behalf_of,
        "same_act_as": str(statement.same_act_as_id or ""),
        **{f"said_{part}": value for part, value in said.items()},
    }


def same_act_choices(others: list[Entry]) -> list[SelectChoice]:
    """The other statements on the claim, in words."""
    named = [
        SelectChoice(
            str(entry.id), f"{entry.actor} {entry.stance.label}, {entry.said.human}, {entry.outlet or entry.title}"
        )
        for entry in others
    ]
    return [SelectChoice("", "no other statement"), *named]


def understood(session: Session, found: StatementPage, words: str, stance: Stance | None) -> FuzzyDate:
    """How words about the statement's date are read: from its source's publication, an answer not before the claim."""
    first = first_asserted(session, found.claim.id or 0) if stance in REBUTTING else None
    return understand(
        words,
        found.statement.said_anchor or found.source.published,
        not_before=first.earliest if first else None,
        language=found.statement.quote_language or found.source.language or None,
    )


def said_of(session: Session, form: StatementForm, found: StatementPage) -> FuzzyDate:
    """The statement's date as the form has it. Raises BadInput."""
    stored, stance = found.statement.said, form.stance.data
    before = understood(session, found, stored.words, found.statement.stance)
    now = understood(session, found, form.said_words.data or "", Stance(stance) if stance in set(Stance) else None)
    return dated.read(form, "said", stored, before, now)


def statement_draft(session: Session, form: StatementForm, found: StatementPage) -> StatementDraft:
    """Raises BadInput with a sentence for each field that is wrong."""
    wrong: dict[str, str] = {}
    said = FuzzyDate()
    try:
        said = said_of(session, form, found)
    except BadInput as error:
        wrong = dict(error.fields)
    try:
        made = draft(
            StatementDraft,
            **{name: form[name].data or "" for name in (*TEXTS, "on_behalf_of")},
            stance=form.stance.data,
            modality=form.modality.data or None,
            said=said,
            same_act_as_id=number_in(form.same_act_as.data),
        )
    except BadInput as error:
        raise BadInput(str(error), {**error.fields, **wrong}) from error
    if wrong:
        raise BadInput("Some of this cannot be saved yet.", wrong)
    return made

"""The form that records a statement, and what it holds as the help beside it reads it."""

from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice

from claimtrack.services.entry_help import Known, Typed
from claimtrack.web.typed import day_or_none, line_in, name_in, number_in, text_in
from claimtrack.words import ActorKind, ClaimType, Modality, Stance, Word


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


def typed_of(form: EntryForm) -> Typed:
    """What stands in the form, as the help beside it reads it; what cannot be read yet is left out."""
    stance, kind = form.stance.data, form.claim_type.data
    return Typed(
        source_id=number_in(form.source_id.data),
        url=line_in(form.url.data),
        outlet=name_in(form.outlet.data),
        published=day_or_none(form.published.data),
        source_language=name_in(form.source_language.data)[:35],
        excerpt=text_in(form.excerpt.data),
        quote=text_in(form.quote.data),
        quote_language=name_in(form.quote_language.data)[:35],
        actor_id=number_in(form.actor_id.data),
        actor=name_in(form.actor.data),
        stance=Stance(stance) if stance in set(Stance) else None,
        said_words=name_in(form.said_words.data),
        said_earliest=day_or_none(form.said_earliest.data),
        said_latest=day_or_none(form.said_latest.data),
        approximate=bool(form.said_approximate.data),
        uncertain=bool(form.said_uncertain.data),
        claim_id=number_in(form.claim_id.data),
        claim=line_in(form.claim.data),
        claim_language=name_in(form.claim_language.data)[:35],
        claim_type=ClaimType(kind) if kind in set(ClaimType) else ClaimType.FACTUAL,
        event_words=name_in(form.event_words.data),
    )


def same_act_choices(form: EntryForm, known: Known) -> None:
    """Offer the statements on the chosen claim as what this one may be the same act as."""
    told = known.claim.statements if known.claim else ()
    form.same_act_as.choices = [
        SelectChoice("", "no other statement"),
        *(SelectChoice(str(one.id), one.in_short) for one in told),
    ]

"""Every field comes with its label, its hint and what is wrong with it, tied together for screen readers too."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from werkzeug.datastructures import MultiDict
from wtforms import (
    BooleanField,
    Form,
    HiddenField,
    PasswordField,
    RadioField,
    SelectChoice,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired

from claimtrack.words import Stance

TEMPLATES = Path(__file__).parents[2] / "templates"


class EntryForm(Form):  # type: ignore[misc]  # WTForms ships no types
    version = HiddenField()
    quote = TextAreaField("Quote", [InputRequired("Enter the quote word for word.")])
    place = StringField("Place", description="Where it was said.")
    password = PasswordField("Password")
    stance = RadioField(
        "Stance", [InputRequired("Choose a stance.")], choices=[SelectChoice(word, word.label) for word in Stance]
    )
    kind = SelectField("Kind", choices=["factual", "pledge"])
    language = SelectField("Language", choices=[SelectChoice("", "not known"), SelectChoice("sr", "Serbian")])
    archived = BooleanField("An archive copy exists")


def drawn(macro_call: str, form: Form) -> BeautifulSoup:
    """What a page shows for this call, with the undefined treated as strictly as on our pages."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        autoescape=select_autoescape(["html"], default_for_string=True),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["get_flashed_messages"] = lambda with_categories: []
    page = environment.from_string(
        '{% from "_macros/field.html" import field, radio_cards, stance_cards %}'
        '{% from "_macros/page.html" import error_summary %}' + macro_call
    )
    return BeautifulSoup(page.render(form=form, Stance=Stance), "html.parser")


def refused() -> EntryForm:
    form = EntryForm(MultiDict({"kind": "factual", "language": "", "place": "<b>Priština</b>"}))
    assert not form.validate()
    return form


def one(html: Tag, selector: str) -> Tag:
    found = html.select(selector)
    assert len(found) == 1, f"{len(found)} of {selector}"
    return found[0]


def test_hint_and_error_are_read_out_with_the_field() -> None:
    html = drawn('{{ field(form.quote, hint="As printed.", described_by="count") }}', refused())
    control = one(html, "textarea")
    assert control["aria-describedby"] == "quote-hint quote-error count"
    assert control["aria-invalid"] == "true"
    assert one(html, "#quote-hint").get_text(strip=True) == "As printed."
    assert one(html, "#quote-error").get_text(" ", strip=True) == "Error: Enter the quote word for word."


def test_field_without_hint_and_error_is_described_by_nothing() -> None:
    control = one(drawn("{{ field(form.quote) }}", EntryForm()), "textarea")
    assert not control.has_attr("aria-describedby")
    assert not control.has_attr("aria-invalid")


def test_field_that_is_right_is_described_by_its_hint_alone() -> None:
    html = drawn("{{ field(form.place) }}", refused())
    assert one(html, "input")["aria-describedby"] == "place-hint"
    assert one(html, "#place-hint").get_text() == "Where it was said."


def test_what_was_typed_comes_back_as_text() -> None:
    html = drawn("{{ field(form.place) }}", refused())
    assert one(html, "input")["value"] == "<b>Priština</b>"


@pytest.mark.parametrize(
    ("call", "said", "why"),
    [
        ("field(form.place)", True, "nothing asks for it"),
        ("field(form.place, optional=false)", False, "the page knows better"),
        ("field(form.quote)", False, "the form asks for it"),
        ("field(form.quote, optional=true)", True, "the page knows better"),
        ("field(form.kind)", False, "a list without an empty choice always has an answer"),
        ("field(form.language)", True, "a list with an empty choice can be left"),
        ("field(form.stance)", False, "the form asks for it"),
        ("field(form.archived)", False, "an empty box is an answer"),
    ],
)
def test_only_what_may_stay_empty_is_called_optional(call: str, said: bool, why: str) -> None:
    html = drawn("{{ " + call + " }}", EntryForm())
    assert ("(optional)" in html.get_text()) is said, why


@pytest.mark.parametrize(
    ("name", "direction", "why"),
    [
        ("quote", "auto", "a quote may be in any script"),
        ("place", "auto", "a name may be in any script"),
        ("password", None, "dots have no direction"),
    ],
)
def test_text_decides_its_own_direction(name: str, direction: str | None, why: str) -> None:
    html = drawn("{{ field(form." + name + ") }}", EntryForm())
    assert one(html, "input, textarea").get("dir") == direction, why


def test_attributes_reach_the_control() -> None:
    control = one(drawn('{{ field(form.place, class="short", lang="sr", data_find="places") }}', EntryForm()), "input")
    assert control["class"] == ["form-control", "short"]
    assert (control["lang"], control["data-find"]) == ("sr", "places")


def test_an_answer_stands_inside_its_field() -> None:
    html = drawn('{% call field(form.place) %}<p id="found">Two places</p>{% endcall %}', EntryForm())
    assert one(html, ".field > #found").get_text() == "Two places"


def test_hidden_field_is_only_itself() -> None:
    html = drawn("{{ field(form.version) }}", EntryForm(data={"version": "4"}))
    assert one(html, "input")["value"] == "4"
    assert html.select("label, div") == []


def test_stances_are_eight_cards_with_shape_word_and_definition() -> None:
    html = drawn("{{ stance_cards(form.stance) }}", EntryForm(data={"stance": Stance.DENIES}))
    cards = html.select(".radio-card")
    assert [one(card, "label").get_text(strip=True) for card in cards] == [word.label for word in Stance]
    assert [one(card, ".hint").get_text(strip=True) for card in cards] == [word.hint for word in Stance]
    assert [one(card, "input")["aria-describedby"] for card in cards] == [one(card, ".hint")["id"] for card in cards]
    assert len({str(one(card, "svg")) for card in cards}) == 8, "every stance has a shape of its own"
    assert one(html, "input[checked]")["value"] == "denies"


def test_error_summary_leads_to_each_field_in_the_order_of_the_page() -> None:
    form = refused()
    html = drawn('{{ error_summary(form, extra=[("place", "Enter a place."), ("", "Try again.")]) }}', form)
    assert [(a["href"], a.get_text()) for a in html.select("a")] == [
        ("#quote", "Enter the quote word for word."),
        ("#stance-0", "Choose a stance."),
        ("#place", "Enter a place."),
    ]
    assert html.select("li")[-1].get_text() == "Try again."
    fields = drawn("{% for f in form %}{{ field(f) }}{% endfor %}", form)
    assert all(fields.select(str(a["href"])) for a in html.select("a")), "every link has its field"


def test_nothing_wrong_draws_no_summary() -> None:
    assert drawn("{{ error_summary(form) }}", EntryForm()).get_text(strip=True) == ""

"""What may come in. Every door (form, JSON, CSV) builds these, and nothing else reaches a table.

A draft holds words already cleaned: no control characters, no lone surrogates, no spaces around them.
"""

import re
import unicodedata
from datetime import date
from functools import cache
from typing import Annotated, Any, Self, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from claimtrack.dates import FuzzyDate
from claimtrack.errors import BadInput
from claimtrack.rules.urls import check_url
from claimtrack.words import ActorKind, ClaimType, Modality, Relation, Role, Stance

INVISIBLE = dict.fromkeys([0x200B, 0x2060, 0xFEFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])

# As patterns, which go through a whole pasted book in milliseconds and so keep nobody else waiting.
MOST_MARKS, LAST_MARK = 30, 0x1F000
HALF, CONTROL = re.compile("[\ud800-\udfff]"), re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def clean_text(value: Any) -> Any:
    """Text as it may be stored: normal form C, lines and tabs kept, other control characters dropped."""
    if not isinstance(value, str):
        return value
    if HALF.search(value):
        raise ValueError("Enter text that is complete: it holds half of a character.")
    text = CONTROL.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))
    if not text.isascii():
        text = _without_excess(unicodedata.normalize("NFC", _without_excess(text)))
    return text.strip()  # last, so that cleaning twice changes nothing


def _without_excess(text: str) -> str:
    return _too_many_marks().sub(r"\1", text)


@cache
def _too_many_marks() -> re.Pattern[str]:
    """More accents on one letter than Unicode asks anybody to bear (its Stream-Safe Text Format).

    Putting them in order takes the square of their number: a megabyte of them, minutes in which nobody else is served.
    """
    all_marks = (chr(n) for n in range(LAST_MARK) if _is_mark(chr(n)))
    marks = "".join(re.escape(mark) for mark in all_marks)
    return re.compile(f"([{marks}]{{{MOST_MARKS}}})[{marks}]+")


def _is_mark(letter: str) -> bool:
    """Whether it is put in order with others around it, as it is or taken apart."""
    return any(unicodedata.combining(unicodedata.normalize(form, letter)[0]) for form in ("NFD", "NFKD"))


def clean_line(value: Any) -> Any:
    """One line of text: like `clean_text`, and every run of white space is one space."""
    text = clean_text(value)
    return " ".join(text.split()) if isinstance(text, str) else text


def clean_name(value: Any) -> Any:
    """A name: one line without characters that cannot be seen or that turn the writing direction."""
    return clean_line(value.translate(INVISIBLE)) if isinstance(value, str) else value


def _web_address(value: str) -> str:
    try:
        return check_url(value) if value else ""
    except BadInput as error:
        raise ValueError(str(error)) from error


def _country(value: str) -> str:
    if value and not (len(value) == 2 and value.isascii() and value.isalpha()):
        raise ValueError("Enter a country as its two-letter code, such as RS.")
    return value.upper()


def _language(value: str) -> str:
    if value and not all(part.isascii() and part.isalnum() and len(part) <= 8 for part in value.split("-")):
        raise ValueError("Enter a language as its code, such as en, sr-Cyrl or ru.")
    return value


Line = Annotated[str, BeforeValidator(clean_line)]
Text = Annotated[str, BeforeValidator(clean_text)]
Name = Annotated[str, BeforeValidator(clean_name), Field(max_length=200)]
Url = Annotated[str, BeforeValidator(clean_line), AfterValidator(_web_address)]
Country = Annotated[str, BeforeValidator(clean_name), AfterValidator(_country)]
Language = Annotated[str, BeforeValidator(clean_name), Field(max_length=35), AfterValidator(_language)]
Topic = Annotated[str, BeforeValidator(clean_name), Field(min_length=1, max_length=60)]
Note = Annotated[str, BeforeValidator(clean_text), Field(max_length=1000)]
Id = Annotated[int, Field(gt=0, lt=2**31)]
LongText = Annotated[str, BeforeValidator(clean_text), Field(max_length=20_000)]


class Draft(BaseModel):
    """Unknown fields are refused, so nothing is lost without a word."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class ActorRoleDraft(Draft):
    title: Name = Field(min_length=1)
    affiliation: Name = ""
    speaks_for: Name = ""
    since: date | None = None
    until: date | None = None


class ActorDraft(Draft):
    """Who spoke. `aliases` need not repeat the name."""

    name: Name = Field(min_length=1)
    kind: ActorKind = ActorKind.PERSON
    country: Country = ""
    aliases: tuple[Name, ...] = ()
    roles: tuple[ActorRoleDraft, ...] = ()
    note: Note = ""


class OutletDraft(Draft):
    name: Name = Field(min_length=1)
    domain: Annotated[str, BeforeValidator(clean_name), Field(max_length=253)] = ""
    country: Country = ""
    language: Language = ""
    note: Note = ""


class SourceDraft(Draft):
    """A document. Without an address it is known by outlet, title and date together."""

    url: Url = ""
    outlet: Name = ""
    title: Annotated[Line, Field(max_length=500)] = ""
    byline: Annotated[Line, Field(max_length=300)] = ""
    published: date | None = None
    retrieved: date | None = None
    archive_url: Url = ""
    language: Language = ""
    excerpt: LongText = ""
    syndicated_from: Url = ""
    syndicated_from_id: Id | None = None  # the original by its number, where it has no address
    note: Note = ""

    @model_validator(mode="after")
    def _known_by_something(self) -> Self:
        if not self.url and not self.title:
            raise ValueError("Enter the source’s web address or its title.")
        return self


class WordingDraft(Draft):
    text: Line = Field(min_length=1, max_length=1000)
    language: Language = ""
    put_on: date | None = None


class ClaimDraft(Draft):
    """A claim. It says nothing of its status: all come in as drafts, and the review's steps lead on."""

    text: Line = Field(min_length=1, max_length=1000)
    language: Language = "en"
    gloss: Annotated[Line, Field(max_length=1000)] = ""
    type: ClaimType = ClaimType.FACTUAL
    topics: tuple[Topic, ...] = ()
    countries: tuple[Country, ...] = ()
    event: FuzzyDate = FuzzyDate()
    note: Note = ""
    wordings: tuple[WordingDraft, ...] = ()


class RelationDraft(Draft):
    relation: Relation
    other_id: Id
    note: Note = ""


class StatementDraft(Draft):
    """One statement. Actor and source are named, not numbered: services find or make them."""

    stance: Stance
    modality: Modality | None = None
    quote: Annotated[str, BeforeValidator(clean_text), Field(max_length=5000)] = ""
    quote_language: Language = ""
    gloss: Annotated[str, BeforeValidator(clean_text), Field(max_length=5000)] = ""
    role: Name = ""
    on_behalf_of: Name = ""
    said: FuzzyDate = FuzzyDate()
    attribution_note: Note = ""
    scope_note: Note = ""
    same_act_as_id: Id | None = None


class EntryDraft(Draft):
    """One saved form: a statement with its claim, actor and source, each new or by the number of a recorded one."""

    claim: ClaimDraft | None = None
    claim_id: Id | None = None
    wording: WordingDraft | None = None  # another way the recorded claim is put here
    actor: ActorDraft | None = None
    actor_id: Id | None = None
    source: SourceDraft | None = None
    source_id: Id | None = None
    statement: StatementDraft

    @model_validator(mode="after")
    def _one_of_each(self) -> Self:
        for name in ("claim", "actor", "source"):
            if (getattr(self, name) is None) == (getattr(self, f"{name}_id") is None):
                raise ValueError(f"Choose a recorded {name} or describe a new one.")
        return self


class VerdictDraft(Draft):
    """The newsroom's assessment of a claim, with what it rests on: statements of the claim by number, and addresses."""

    label: Annotated[Line, Field(min_length=1, max_length=60)]
    rationale: LongText = Field(min_length=1)
    grain_of_truth: LongText = ""
    statements: tuple[Id, ...] = ()
    urls: tuple[Url, ...] = ()
    reason: Note = ""


class CommentDraft(Draft):
    """What somebody says to colleagues about a claim, or about one statement on it."""

    text: Annotated[Text, Field(min_length=1, max_length=5000)]
    statement_id: Id | None = None


def _user_name(value: str) -> str:
    """Plain letters only, so that no two names look alike: a Cyrillic “а” passes for a Latin one."""
    if not re.fullmatch(r"[A-Za-z0-9._-]{2,60}", value):
        raise ValueError("Enter 2 to 60 of the letters a to z, digits, dots, hyphens and underscores.")
    return value


class UserDraft(Draft):
    name: Annotated[str, BeforeValidator(clean_name), AfterValidator(_user_name)]
    full_name: Annotated[str, BeforeValidator(clean_name), Field(max_length=120)] = ""
    role: Role = Role.FACT_CHECKER


D = TypeVar("D", bound=Draft)


def sentence_for(error: dict[str, Any]) -> str:
    """What to do about one error that pydantic found."""
    if error["type"] == "value_error":
        return str(error["ctx"]["error"])
    limits = error.get("ctx", {})
    match error["type"]:
        case "string_too_long" | "too_long":
            return f"Shorten this to {limits['max_length']} characters."
        case "string_too_short" | "too_short" | "missing":
            return "Enter something here."
        case "enum":
            return f"Choose one of {limits['expected']}."
        case "date_from_datetime_parsing" | "date_parsing" | "date_type":
            return "Enter a date as 2022-02-21."
        case "extra_forbidden":
            return "Leave this out: it is not a known field."
        case _:
            return f"Check this: {error['msg'][0].lower()}{error['msg'][1:]}."


def draft(kind: type[D], /, **fields: Any) -> D:
    """Build a draft. Raises BadInput with a sentence for each field that is not right."""
    try:
        return kind(**fields)
    except ValidationError as error:
        found = {".".join(str(part) for part in e["loc"]): sentence_for(dict(e)) for e in error.errors()}
        raise BadInput("Some of this cannot be saved yet.", found) from error

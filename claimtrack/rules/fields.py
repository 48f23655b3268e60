"""What became of a record's fields, as people call them: “date”, “last week” (14–20 Feb 2022), 18 Feb 2022."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from claimtrack.dates import FuzzyDate
from claimtrack.dates.written import day_for_people
from claimtrack.rules.differing import Piece, differing, shortened
from claimtrack.rules.touched import Row, Rows, kind_of
from claimtrack.words import ActorKind, ClaimType, Modality, Role, Scope, Stance, Status, Word

Naming = Callable[[str, object], str]  # ("actor", 3) → "Sergei Lavrov", ("country", "XK") → "Kosovo"
VOCABULARY: dict[str, type[Word]] = {
    "stance": Stance,
    "modality": Modality,
    "type": ClaimType,
    "status": Status,
    "kind": ActorKind,
    "role": Role,
    "scope": Scope,
}
TEXTS = frozenset({"text", "gloss", "quote", "note", "rationale", "grain_of_truth", "attribution_note", "scope_note"})
TEXTS |= {"excerpt", "title"}

# Kind of row → column → what it is called; a date's columns stand under its prefix. What is not here is not told.
FIELDS: dict[str, dict[str, str]] = {
    "claim": {
        "text": "wording",
        "gloss": "English gloss",
        "language": "language",
        "type": "type",
        "event": "date of the claimed thing",
        "status": "status",
        "assigned_to": "person in charge",
        "joined_to_id": "claim that stands for it",
        "note": "note",
    },
    "statement": {
        "actor_id": "actor",
        "stance": "stance",
        "said": "date",
        "source_id": "source",
        "quote": "quote",
        "quote_language": "language of the quote",
        "gloss": "English gloss",
        "modality": "firmness",
        "role": "office",
        "on_behalf_of_id": "actor spoken for",
        "same_act_as_id": "statement it is one act with",
        "attribution_note": "note on attribution",
        "scope_note": "note on scope",
    },
    "wording": {"text": "wording", "language": "language", "put_on": "day", "source_id": "source"},
    "actor": {
        "name": "name",
        "kind": "kind",
        "country": "country",
        "note": "note",
        "joined_to_id": "actor that stands for it",
    },
    "actor_role": {
        "title": "office",
        "affiliation": "place",
        "speaks_for_id": "actor spoken for",
        "since": "start",
        "until": "end",
    },
    "outlet": {"name": "name", "domain": "web address", "country": "country", "language": "language", "note": "note"},
    "source": {
        "title": "title",
        "url": "address",
        "outlet_id": "outlet",
        "byline": "byline",
        "published": "day of publication",
        "retrieved": "day of retrieval",
        "archive_url": "archive copy",
        "language": "language",
        "excerpt": "excerpt",
        "syndicated_from_id": "original",
        "note": "note",
        "joined_to_id": "source that stands for it",
    },
    "verdict": {
        "label": "verdict",
        "rationale": "rationale",
        "grain_of_truth": "grain of truth",
        "evidence": "evidence",
    },
    "comment": {"text": "comment"},
    "correction": {"text": "correction for readers"},
    "user_account": {"name": "user name", "full_name": "name", "role": "role"},
    "api_token": {"name": "key", "scope": "scope", "expires_at": "last day"},
}
DATES = {"said", "event"}
DAYS = {"put_on", "published", "retrieved", "since", "until", "expires_at"}
REFERENCES = {  # column → kind of record it names; “joined_to_id” names one of the row's own kind
    "actor_id": "actor",
    "on_behalf_of_id": "actor",
    "speaks_for_id": "actor",
    "claim_id": "claim",
    "other_id": "claim",
    "source_id": "source",
    "syndicated_from_id": "source",
    "outlet_id": "outlet",
    "same_act_as_id": "statement",
    "statement_id": "statement",
    "assigned_to": "user_account",
    "user_id": "user_account",
}
CODES = {"language": "language", "quote_language": "language", "country": "country"}


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field before and after, "" for nothing; a longer text in `pieces` besides."""

    name: str
    before: str
    after: str
    pieces: tuple[Piece, ...] = ()


def field_changes(kind: str, before: Row | None, after: Row | None, naming: Naming) -> list[FieldChange]:
    """What is different now, field by field in the order of FIELDS; of a new record all that it holds."""
    return [
        _change(name, column, old, new)
        for column, name in FIELDS.get(kind, {}).items()
        for old, new in [(value(kind, column, before, naming), value(kind, column, after, naming))]
        if old != new
    ]


def mentioned(rows: Rows) -> set[tuple[str, int]]:
    """All records that these rows name by number, to look up what they are called."""
    found: set[tuple[str, int]] = set()
    for name, pair in rows.items():
        kind = kind_of(name)
        for row in filter(None, pair):
            ends = {row["kind"]: ("left_id", "right_id")} if kind == "judgement" else {}
            found |= {(other, row[column]) for other, columns in ends.items() for column in columns}
            found |= {(other, row[column]) for column, other in REFERENCES.items() if row.get(column)}
            found |= {(kind, row[column]) for column in ("joined_to_id", "id") if isinstance(row.get(column), int)}
    return found


def value(kind: str, column: str, row: Row | None, naming: Naming) -> str:
    """What a column, or the columns of a date, say in words; "" for nothing."""
    if row is None:
        return ""
    if column in DATES:
        return said_in_words(date_of(row, column))
    held = row.get(column)
    if held is None or held == "":
        return ""
    if kind == "statement" and column == "role":
        return str(held)
    if column in VOCABULARY:
        return _label(VOCABULARY[column], str(held))
    if column in CODES:
        return naming(CODES[column], held)
    if column in REFERENCES or column == "joined_to_id":
        return naming(REFERENCES.get(column, kind), held)
    return _plain(column, held)


def date_of(row: Row, prefix: str) -> FuzzyDate:
    """The date kept in the columns with this prefix."""

    def held(part: str) -> Any:
        return row.get(f"{prefix}_{part}")

    return FuzzyDate(
        words=str(held("words") or ""),
        earliest=_day(held("earliest")),
        latest=_day(held("latest")),
        approximate=bool(held("approximate")),
        uncertain=bool(held("uncertain")),
        lasting=bool(held("lasting")),
    )


def said_in_words(said: FuzzyDate) -> str:
    """“last week” (14–20 Feb 2022); only the day where the words were one."""
    if not said.words or (said.is_exact and any(char.isdigit() for char in said.words)):
        return said.human if said.is_known else ""
    return f"“{said.words}” ({said.human})"


def _change(name: str, column: str, before: str, after: str) -> FieldChange:
    whole = column in TEXTS and before and after
    return FieldChange(name, before, after, shortened(differing(before, after)) if whole else ())


def _plain(column: str, held: object) -> str:
    if column == "evidence" and isinstance(held, list):
        return "; ".join(_evidence(held))
    day = _day(str(held)[:10]) if column in DAYS else None
    return day_for_people(day) if day else str(held)


def _evidence(held: Iterable[object]) -> list[str]:
    return [
        f"statement {one['statement']}" if "statement" in one else str(one.get("url", ""))
        for one in held
        if isinstance(one, dict)
    ]


def _label(words: type[Word], held: str) -> str:
    return words(held).label if held in set(words) else held


def _day(text: object) -> date | None:
    try:
        return date.fromisoformat(str(text)) if text else None
    except ValueError:
        return None

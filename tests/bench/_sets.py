"""The labelled sets a measurement reads: claims, new texts, and which claim each text makes.

Claims are recorded with their language, so the index is told it; of a new text it is guessed.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from claimtrack.matching.entry import Entry

ENGLISH = ("checkthat2022-2a-en", "checkthat2022-2b-en", "emergent")
ABROAD = {
    "normalization-ara": "ar", "normalization-deu": "de", "normalization-fra": "fr", "normalization-pol": "pl",
    "normalization-por": "pt", "normalization-spa": "es",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Text:
    """A new text with its day and the claims (by id) that it makes; `besides` is the claim it is itself."""

    id: str
    text: str
    day: date | None
    gold: frozenset[int]
    besides: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class LabelledSet:
    name: str
    claims: list[dict[str, Any]]
    entries: list[Entry]
    texts: list[Text]


def read_set(folder: Path, split: str) -> LabelledSet:
    """Read claims.jsonl, queries.SPLIT.jsonl and qrels.SPLIT.tsv; texts without a claim are left out."""
    claims = list(_lines(folder / "claims.jsonl"))
    number = {claim["id"]: n for n, claim in enumerate(claims)}
    gold: dict[str, set[int]] = {}
    for line in (folder / f"qrels.{split}.tsv").read_text(encoding="utf-8").splitlines():
        text, claim = (line.split()[0], line.split()[-2]) if len(line.split()) > 3 else line.split()[:2]
        gold.setdefault(text, set()).add(number[claim])
    texts = [
        Text(row["id"], row["text"], day_of(row), frozenset(gold[row["id"]]))
        for row in _lines(folder / f"queries.{split}.jsonl")
        if row["id"] in gold
    ]
    entries = [entry_of(n, claim, ABROAD.get(folder.name, "")) for n, claim in enumerate(claims)]
    return LabelledSet(folder.name, claims, entries, texts)


def judged_set(file: Path, background: list[Entry]) -> LabelledSet:
    """A newsroom's judged pairs: each claim is a text that makes those judged the same, in a base as large as usual."""
    pairs = list(_lines(file))
    told = {claim["id"]: claim for pair in pairs for claim in (pair["left"], pair["right"])}
    same: dict[int, set[int]] = {number: set() for number in told}
    for pair in pairs:
        if pair["answer"] == "same":
            same[pair["left"]["id"]].add(pair["right"]["id"])
            same[pair["right"]["id"]].add(pair["left"]["id"])
    first = len(told)
    place = {number: n for n, number in enumerate(told)}
    entries = [_judged_entry(place[number], claim) for number, claim in told.items()]
    texts = [
        Text(
            str(number),
            claim["texts"][0],
            _first_day(claim),
            frozenset(place[o] for o in same[number]),
            frozenset([place[number]]),
        )
        for number, claim in told.items()
    ]
    others = [replace(entry, id=first + n) for n, entry in enumerate(background)]
    return LabelledSet("newsroom", list(told.values()), [*entries, *others], texts)


def _judged_entry(id: int, claim: dict[str, Any]) -> Entry:
    spans = tuple((_day(first), _day(last)) for first, last in claim["dates"])
    return Entry(id, tuple(claim["texts"]), dict.fromkeys(claim["texts"], claim["language"]), spans)


def _first_day(claim: dict[str, Any]) -> date | None:
    days = (_day(first or last) for first, last in claim["dates"])
    return min((day for day in days if day), default=None)


def entry_of(id: int, claim: dict[str, Any], language: str = "") -> Entry:
    """A claim of a set as the index takes it: its title is a second wording."""
    day = day_of(claim)
    names = (claim["speaker"],) if claim.get("speaker") else ()
    texts = tuple(text for text in (claim["text"], claim.get("title")) if text)
    return Entry(id, texts, dict.fromkeys(texts, language), ((day, day),) if day else (), names)


def day_of(row: dict[str, Any]) -> date | None:
    return _day(row.get("date"))


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        return None


def _lines(file: Path) -> Iterator[dict[str, Any]]:
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)

"""The labelled sets a measurement reads: claims, new texts, and which claim each text makes."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from claimtrack.matching.entry import Entry

ENGLISH = ("checkthat2022-2a-en", "checkthat2022-2b-en", "emergent")
LANGUAGES = ("ara", "deu", "fra", "pol", "por", "spa")


@dataclass(frozen=True, slots=True)
class Text:
    """A new text with its day and the claims (by id) that it makes."""

    id: str
    text: str
    day: date | None
    gold: frozenset[int]


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
    return LabelledSet(folder.name, claims, [entry_of(n, claim) for n, claim in enumerate(claims)], texts)


def entry_of(id: int, claim: dict[str, Any]) -> Entry:
    """A claim of a set as the index takes it: its title is a second wording."""
    day = day_of(claim)
    names = (claim["speaker"],) if claim.get("speaker") else ()
    texts = tuple(text for text in (claim["text"], claim.get("title")) if text)
    return Entry(id, texts, dates=((day, day),) if day else (), names=names)


def day_of(row: dict[str, Any]) -> date | None:
    try:
        return date.fromisoformat((row.get("date") or "")[:10])
    except ValueError:
        return None


def _lines(file: Path) -> Iterator[dict[str, Any]]:
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)

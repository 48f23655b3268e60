"""Suggesting recorded claims for a new text: candidates by words, a probability by the model, a label by the guards."""

import threading
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple

import numpy as np

from claimtrack.matching import doubles, guards, weighing
from claimtrack.matching.arrays import Floats
from claimtrack.matching.batch import Batch
from claimtrack.matching.entry import Entry
from claimtrack.matching.features import FEATURES, same_meaning, table
from claimtrack.matching.marking import Segments, mark
from claimtrack.matching.meaning import Meaning, Meant
from claimtrack.matching.model import Company, Reason
from claimtrack.matching.query import ask
from claimtrack.matching.reading import Reading, read
from claimtrack.matching.row import writable
from claimtrack.matching.search import candidates
from claimtrack.matching.shelf import Shelf, build
from claimtrack.matching.shelf_file import About, open_shelf, save
from claimtrack.matching.stock import Change, Stock
from claimtrack.matching.text import KEY_LENGTH, READ_LENGTH, parts_of
from claimtrack.matching.twins import Twins
from claimtrack.words import MatchLabel

# How many claims are looked at closely; more found no more right ones on any set measured. A date can lift a claim
# that words alone put far down.
_LOOKED_AT, _LOOKED_AT_WITH_DAY = 32, 100
# From this cosine on texts are on the same matter, whatever their words.
_NEAR, _SAME_MEANING = 0.5, FEATURES.index(same_meaning)
# An index that has grown beyond this and to twice its size moves everything to a new shelf, which is quicker to search.
_FOLD = 2000


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of some claims besides their words.

    `actors` are those who spoke on each claim, by its number, each with all their names; `languages` those of texts
    of these claims: where none is told, it is guessed.
    """

    actors: Mapping[int, Collection[tuple[str, ...]]] = field(default_factory=dict)
    languages: Mapping[str, str] = field(default_factory=dict)


def _nothing(_: Sequence[int]) -> Known:
    return Known()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A recorded claim that may say the same.

    The label tells how the new text relates to the claim: NARROWER means the new text says less. `text` is the wording
    of the claim that agrees best; `text_marked` and `query_marked` are both texts in segments (words, differs), of a
    new text that is long the part that agrees best.
    """

    id: int
    probability: float
    label: MatchLabel
    label_reason: str
    hedged: bool
    reasons: tuple[Reason, ...]
    text: str
    text_marked: Segments
    query_marked: Segments


class Index:
    """All claims, ready to be searched. Safe to share between threads."""

    def __init__(self, entries: Iterable[Entry] = (), number: int = 0) -> None:
        self._stock = Stock(build(entries), number)
        self._lock = threading.RLock()

    @classmethod
    def open(cls, folder: Path) -> "Index":
        """The index saved in a folder, mapped into memory: workers share it, and opening it takes no time.

        Raises BadInput when it is not whole or another version wrote it.
        """
        return cls.on(*open_shelf(folder))

    @classmethod
    def on(cls, shelf: Shelf, about: About) -> "Index":
        """The index of a shelf that holds all changes up to a number."""
        index = cls()
        index._stock = Stock(shelf, about.number)
        return index

    def save(self, folder: Path) -> None:
        """Write everything known now, changes included, to a folder that did not exist."""
        with self._lock:
            shelf = self._stock.shelved() if self.pending else self._stock.shelf
            save(shelf, folder, About(self._stock.number))

    def __len__(self) -> int:
        return self._stock.count

    @property
    def number(self) -> int:
        """The number of the last change this index knows."""
        return self._stock.number

    @property
    def pending(self) -> int:
        """How many rows came or went since the shelf was built; thousands slow the search down."""
        return len(self._stock.delta.rows) + len(self._stock.dead)

    def apply(self, changes: Iterable[Change]) -> None:
        """Take in claims that were entered, changed or removed. The next suggestion knows them."""
        with self._lock:
            self._stock.apply(changes)
            if len(self._stock.delta.rows) > max(_FOLD, len(self._stock.shelf)):
                self._stock = self._stock.folded()

    def twins(self) -> Twins:
        """All claims as they are now, ready to be searched for those that say the same."""
        with self._lock:
            return Twins(self._stock)

    def suggest(
        self,
        text: str,
        day: date | None = None,
        limit: int = 5,
        language: str = "",
        besides: Collection[int] = (),
        meaning: Meaning | None = None,
        known_of: Callable[[Sequence[int]], Known] = _nothing,
    ) -> list[Suggestion]:
        """The likeliest claims for this text, best first; none of those with an id in `besides`.

        An empty text or index has none. With `meaning`, claims in other words are found, too. `known_of` is asked for
        what is known of the claims found, by their numbers: names of one actor count as the same.
        """
        found, texts = self.rank(text, day, language, besides, meaning)
        found = found[:limit]
        known = known_of([row.id for row in found])
        aliases = list(dict.fromkeys(names for actors in known.actors.values() for names in actors))
        text = writable(text[:READ_LENGTH])
        parts = list(parts_of(text)) if len(text) > KEY_LENGTH else [text]
        queries = [read(part, language, aliases) for part in parts]
        claims = [read(texts[row.id], known.languages.get(texts[row.id], ""), aliases) for row in found]
        spoke = {id: {aliases.index(names) for names in actors} for id, actors in known.actors.items()}
        return [
            _suggestion(row, _nearest(queries, claim), claim, spoke.get(row.id, ()))
            for row, claim in zip(found, claims, strict=True)
        ]

    def rank(
        self,
        text: str,
        day: date | None = None,
        language: str = "",
        besides: Collection[int] = (),
        meaning: Meaning | None = None,
    ) -> tuple[list["Ranked"], dict[int, str]]:
        """All claims looked at closely, best first, and the best wording of each; without labels, which cost more."""
        text = writable(text[: READ_LENGTH * 4])
        meant = meaning.ask(text, language) if meaning else None
        with self._lock:
            query = ask(self._stock, text, day, language)
            looked_at = _LOOKED_AT_WITH_DAY if day else _LOOKED_AT
            near = partial(self._rows_near, meant, _LOOKED_AT + len(besides))
            rows, scores = candidates(self._stock, query, looked_at + len(besides), near)
            if besides:  # a claim that is recorded already would outshine all others like it
                others = ~np.isin(self._stock.ids(rows), list(besides))
                rows, scores = rows[others], scores[others]
            if not len(rows):
                return [], {}
            batch = Batch(self._stock, query, rows, scores, meant)
            features = table(batch)
            trained = weighing.trained()
            company = Company(doubles.groups(batch, trained.points(features)), doubles.verbatim(batch))
            chances = trained.probabilities(features, company).tolist()
            ids = self._stock.ids(batch.rows).tolist()
            leads = trained.leads(features, company).tolist()
            told = zip(ids, chances, leads, company.group.tolist(), company.verbatim.tolist(), features, strict=True)
            ranked = [Ranked(*row) for row in told]
            texts = dict(zip(ids, batch.texts, strict=True))
        return sorted(ranked, key=lambda row: (-row.probability, row.id)), texts

    def _rows_near(self, meant: Meant | None, limit: int) -> list[int]:
        """The rows of the claims that mean most nearly the same, as soon as they are found."""
        nearest = meant.nearest(limit) if meant else []
        return [row for id in nearest if (row := self._stock.row_at(id)) >= 0]


class Ranked(NamedTuple):
    """A claim with its probability and what it comes from; those of one `group` say the same as each other."""

    id: int
    probability: float
    lead: float
    group: int
    verbatim: bool
    features: Floats


def _nearest(parts: Sequence[Reading], claim: Reading) -> Reading:
    """The part of a long text that shares most of its telling words with a claim."""
    return parts[0] if len(parts) == 1 else max(parts, key=lambda part: len(part.telling & claim.telling))


def _suggestion(ranked: Ranked, query: Reading, claim: Reading, spoke: Collection[int]) -> Suggestion:
    finding = guards.label(claim, query)
    if named := _only_named(query, claim, spoke, finding.label):
        finding = replace(finding, label=MatchLabel.RELATED, reason=f"Only the name “{named}” agrees.")
    if finding.label is MatchLabel.UNRELATED and ranked.features[_SAME_MEANING] > _NEAR:
        finding = replace(finding, label=MatchLabel.RELATED, reason="Near in meaning, with hardly a word in common.")
    claim_marked, query_marked = mark(claim, query)
    reasons = weighing.trained().reasons(ranked.features, ranked.lead)
    return Suggestion(
        ranked.id,
        ranked.probability,
        finding.label,
        finding.reason,
        finding.hedged,
        reasons,
        claim.text,
        claim_marked,
        query_marked,
    )


def _only_named(query: Reading, claim: Reading, spoke: Collection[int], label: MatchLabel) -> str:
    """The name of an actor by which alone a text is near a claim: of who spoke on it, or the whole of what is new."""
    if label is MatchLabel.UNRELATED:
        names = [n for n, actor in query.actors.items() if actor in spoke]
    else:
        is_all = not query.places and all(n in query.actors for n in query.content)
        says_more = any(n not in claim.actors for n in claim.content)
        names = query.content if is_all and says_more else []
    return " ".join(query.tokens[n].original for n in sorted(names))


def explain(text: str, *entry_texts: str, day: date | None = None) -> Suggestion | None:
    """How a text relates to one claim, given by all its wordings. The rarity of words is unknown, so all count alike.

    None when they have not one word in common.
    """
    found = Index([Entry(0, entry_texts)]).suggest(text, day, 1)
    return found[0] if found else None

"""Other ways to find claims, to be measured side by side: each takes the lines and answers a text with line numbers."""

import re
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path

import tantivy
from rapidfuzz import fuzz, process

from claimtrack.matching.text import normal_text

Search = Callable[[str], list[int]]


def fts5(lines: Sequence[str], folder: Path) -> Search:
    """SQLite's full text index: porter stems, any of the words."""
    db = sqlite3.connect(folder / "fts5.sqlite")
    db.execute("CREATE VIRTUAL TABLE line USING fts5(text, tokenize = 'porter unicode61')")
    db.executemany("INSERT INTO line(rowid, text) VALUES (?, ?)", enumerate(lines))
    db.commit()

    def search(text: str) -> list[int]:
        words = " OR ".join(f'"{word}"' for word in re.findall(r"\w+", text))
        found = db.execute("SELECT rowid FROM line WHERE line MATCH ? ORDER BY rank LIMIT 100", (words,))
        return [row for (row,) in found]

    return search


def tantivy_index(lines: Sequence[str], folder: Path) -> Search:
    """tantivy: English stems, any of the words, the best hundred with their stored numbers."""
    schema = tantivy.SchemaBuilder()
    schema.add_text_field("text", stored=False, tokenizer_name="en_stem")
    schema.add_integer_field("line", stored=True)
    (folder / "tantivy").mkdir()
    index = tantivy.Index(schema.build(), path=str(folder / "tantivy"))
    writer = index.writer(heap_size=200_000_000, num_threads=1)
    for number, line in enumerate(lines):
        writer.add_document(tantivy.Document(text=line, line=number))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def search(text: str) -> list[int]:
        query = index.parse_query(" ".join(re.findall(r"\w+", text)), ["text"])
        return [searcher.doc(at)["line"][0] for _, at in searcher.search(query, 100).hits]

    return search


def rapidfuzz_all(lines: Sequence[str], folder: Path) -> Search:
    """Every line compared with `token_set_ratio`."""
    keys = [normal_text(line) for line in lines]

    def search(text: str) -> list[int]:
        best = process.extract(normal_text(text), keys, scorer=fuzz.token_set_ratio, limit=100)
        return [number for _, _, number in best]

    return search

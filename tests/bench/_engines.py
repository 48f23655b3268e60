"""Other ways to find claims, to be measured side by side: each takes the lines and answers a text with line numbers."""

import re
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path

import sqlalchemy as sa
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


def postgresql_words(lines: Sequence[str], engine: sa.Engine) -> Search:
    """PostgreSQL's full text search: English stems, any of the words, in the order of ts_rank."""
    with engine.begin() as db:
        _table(db, "line_words", lines)
        db.exec_driver_sql("ALTER TABLE line_words ADD words tsvector")
        db.exec_driver_sql("UPDATE line_words SET words = to_tsvector('english', text)")
        db.exec_driver_sql("CREATE INDEX ON line_words USING gin (words)")
    query = sa.text(
        "SELECT id FROM line_words, to_tsquery('english', :words) AS asked WHERE words @@ asked "
        "ORDER BY ts_rank(words, asked) DESC, id LIMIT 100"
    )

    def search(text: str) -> list[int]:
        with engine.connect() as db:
            return list(db.execute(query, {"words": " | ".join(re.findall(r"[^\W_]+", text))}).scalars())

    return search


def postgresql_letters(lines: Sequence[str], engine: sa.Engine) -> Search:
    """PostgreSQL's pg_trgm: the nearest by three-letter pieces, at its own threshold."""
    with engine.begin() as db:
        db.exec_driver_sql("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        _table(db, "line_letters", lines)
        db.exec_driver_sql("CREATE INDEX ON line_letters USING gin (text gin_trgm_ops)")
    query = sa.text(
        "SELECT id FROM line_letters WHERE text % :text ORDER BY similarity(text, :text) DESC, id LIMIT 100"
    )

    def search(text: str) -> list[int]:
        with engine.connect() as db:
            return list(db.execute(query, {"text": text}).scalars())

    return search


def _table(db: sa.Connection, name: str, lines: Sequence[str]) -> None:
    db.exec_driver_sql(f"CREATE TABLE {name} (id integer PRIMARY KEY, text text NOT NULL)")
    raw = db.connection.driver_connection
    assert raw is not None
    with raw.cursor() as cursor, cursor.copy(f"COPY {name} (id, text) FROM STDIN") as copy:
        for row in enumerate(lines):
            copy.write_row(row)

"""The demo's files: what they say, and that they keep to a dozen words."""

from collections import Counter

import pytest

from claimtrack import demo
from claimtrack.db import Database
from claimtrack.exchange import csvfile, csvreader, jsonfile
from claimtrack.services.exporting import export
from claimtrack.services.importing import bring_in

LONGEST_QUOTE = 12  # words


@pytest.mark.parametrize("name", demo.PARTS)
def test_quotes_are_short_and_attributed(name: str) -> None:
    part = demo.part(name)
    quotes = [statement.quote for claim in part.claims for statement in claim.statements]
    wordings = [wording.text for claim in part.claims for wording in claim.wordings]
    assert [text for text in quotes + wordings if len(text.split()) > LONGEST_QUOTE] == []
    assert all(source.url or (source.title and source.outlet and source.published) for source in part.sources)
    assert all(source.excerpt == "" for source in part.sources)


def test_the_article_alone_holds_nineteen_statements_on_eleven_claims() -> None:
    article = demo.part("first_article")
    stances = Counter(statement.stance.value for claim in article.claims for statement in claim.statements)
    assert len(article.claims) == 11
    assert stances == {"asserts": 12, "reports": 3, "denies": 3, "no_comment": 1}
    inexact = [s for claim in article.claims for s in claim.statements if not s.said.meant().is_exact]
    assert len(inexact) == 15


def test_the_second_wave_joins_the_article_and_brings_its_statements_once(database: Database) -> None:
    with database.write_tx() as tx:
        bring_in(tx, demo.part("first_article"))
        second = bring_in(tx, demo.part("second_wave"))
    assert (second.claims, second.known_claims, second.statements, second.known_statements) == (4, 3, 23, 2)


def test_the_demo_survives_both_formats(database: Database) -> None:
    with database.write_tx() as tx:
        for name in demo.PARTS:
            bring_in(tx, demo.part(name))
    with database.read() as session:
        whole = export(session)
    assert jsonfile.read(jsonfile.write(whole).encode()) == whole
    again = csvreader.read(csvfile.write(whole).encode())
    assert csvfile.write(again) == csvfile.write(whole)

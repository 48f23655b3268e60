"""/api/v1/match, /api/v1/matches: which recorded claims say what a text says, or each sentence of an article."""

import datetime as dates
from typing import Annotated

from flask.typing import ResponseReturnValue
from pydantic import BeforeValidator, Field

from claimtrack.api.base import SOMETHING_SEEN, Day, Operation, Query, answered, asked, describes, sent
from claimtrack.api.shapes import AllComparedShape, ComparedShape, MatchesShape, MatchShape
from claimtrack.drafts import Draft, clean_line, clean_text
from claimtrack.errors import BadInput
from claimtrack.services.articles import LONGEST_ARTICLE, MOST, compare, in_sentences
from claimtrack.services.match_index import is_whole
from claimtrack.services.matches import suggest
from claimtrack.web.request import db, needs
from claimtrack.words import Role

LONGEST = 2000  # characters of a text that are compared
WHEN = "When it was said; a claim from long before or after is less likely."
Line = Annotated[
    str,
    BeforeValidator(clean_line),
    Field(min_length=1, max_length=LONGEST, json_schema_extra={"pattern": SOMETHING_SEEN}),
]


class MatchQuery(Query):
    """The text to compare, and when it was said."""

    text: Line = Field(description="A sentence, in any language.")
    date: Day | None = Field(default=None, description=WHEN)
    limit: int = Field(default=5, ge=1, le=20)


class SentTexts(Draft):
    """Several texts to compare, or an article to be cut into its sentences. Nothing of it is recorded."""

    texts: tuple[Line, ...] = Field(default=(), max_length=MOST)
    article: Annotated[str, BeforeValidator(clean_text)] = Field(default="", max_length=LONGEST_ARTICLE)
    date: dates.date | None = Field(default=None, description=WHEN)
    limit: int = Field(default=3, ge=1, le=20, description="How many claims for each text at most.")


@describes(
    Operation("/api/v1/match", "match", "Find the claims that may say what a text says", MatchesShape, MatchQuery)
)
@needs(Role.FACT_CHECKER)
def match() -> ResponseReturnValue:
    query = asked(MatchQuery)
    found = suggest(db(), query.text, query.date, query.limit)
    return answered(MatchesShape(matches=[MatchShape.of(one) for one in found], complete=is_whole(db())))


@describes(
    Operation(
        "/api/v1/matches",
        "matches",
        "Find the claims that may say what each of several texts says, or each sentence of an article",
        AllComparedShape,
        body=SentTexts,
        records=False,
        errors=(422,),
    )
)
@needs(Role.FACT_CHECKER, reads=True)
def matches() -> ResponseReturnValue:
    given = sent(SentTexts)
    if bool(given.texts) == bool(given.article):
        raise BadInput("Send either texts or an article.", {"texts": "Send these or an article, one of the two."})
    texts = list(given.texts) or in_sentences(given.article)
    found = compare(db(), texts[:MOST], given.date, given.limit)
    compared = [
        ComparedShape(text=text, matches=[MatchShape.of(one) for one in likely])
        for text, likely in zip(texts, found, strict=False)
    ]
    return answered(AllComparedShape(compared=compared, left_out=len(texts) - len(compared), complete=is_whole(db())))

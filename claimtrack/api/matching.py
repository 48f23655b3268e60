"""/api/v1/match: which recorded claims say what a text says."""

from typing import Annotated

from flask.typing import ResponseReturnValue
from pydantic import BeforeValidator, Field

from claimtrack.api.base import SOMETHING_SEEN, Day, Operation, Query, answered, asked, describes
from claimtrack.api.shapes import MatchesShape, MatchShape
from claimtrack.drafts import clean_line
from claimtrack.services.match_index import is_whole
from claimtrack.services.matches import suggest
from claimtrack.web.request import db, needs
from claimtrack.words import Role

LONGEST = 2000  # characters of a text that are compared


class MatchQuery(Query):
    """The text to compare, and when it was said."""

    text: Annotated[str, BeforeValidator(clean_line), Field(min_length=1, max_length=LONGEST)] = Field(
        description="A sentence, in any language.", json_schema_extra={"pattern": SOMETHING_SEEN}
    )
    date: Day | None = Field(
        default=None, description="When it was said; a claim from long before or after is less likely."
    )
    limit: int = Field(default=5, ge=1, le=20)


@describes(
    Operation("/api/v1/match", "match", "Find the claims that may say what a text says", MatchesShape, MatchQuery)
)
@needs(Role.FACT_CHECKER)
def match() -> ResponseReturnValue:
    query = asked(MatchQuery)
    found = suggest(db(), query.text, query.date, query.limit)
    return answered(MatchesShape(matches=[MatchShape.of(one) for one in found], complete=is_whole(db())))

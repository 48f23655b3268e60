"""/api/v1/statements: one statement, and a new one with its claim, actor and source."""

from flask.typing import ResponseReturnValue

from claimtrack.api.base import Operation, Query, answered, asked, describes, sent
from claimtrack.api.entering import recorded
from claimtrack.api.shapes import OneStatementShape
from claimtrack.exchange.entry import SentEntry
from claimtrack.services import sent as entering
from claimtrack.services.statement_page import statement_page
from claimtrack.web.request import db, needs
from claimtrack.words import Role


@describes(
    Operation(
        "/api/v1/statements/{number}",
        "statement",
        "One statement",
        OneStatementShape,
        Query,
        errors=(404,),
        numbers={"number": "The statement's number."},
    )
)
@needs(Role.FACT_CHECKER)
def show_statement(number: int) -> ResponseReturnValue:
    asked(Query)
    return answered(OneStatementShape.of(statement_page(db(), number)))


@describes(
    Operation(
        "/api/v1/statements",
        "enter_statement",
        "Record a statement with its claim, actor and source; what is new of them comes in as a draft",
        OneStatementShape,
        Query,
        body=SentEntry,
    )
)
@needs(Role.FACT_CHECKER)
def enter_statement() -> ResponseReturnValue:
    asked(Query)
    number, location = recorded(sent(SentEntry), entering.enter_statement, "api.statement")
    return answered(OneStatementShape.of(statement_page(db(), number)), location)

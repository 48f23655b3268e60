"""What every address of the API has in common: who may ask, which parameters it takes, how it answers."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Any, TypeVar

from flask import Blueprint, request
from flask.typing import ResponseReturnValue
from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError, WithJsonSchema

from claimtrack.drafts import sentence_for
from claimtrack.errors import ClaimtrackError
from claimtrack.services.audit import request_id

bp = Blueprint("api", __name__)
V = TypeVar("V", bound=Callable[..., ResponseReturnValue])
Q = TypeVar("Q", bound="Query")
PROBLEM = "application/problem+json"


# What the parameters' own checks let through, as the description tells it to programs.
TWO_LETTERS = WithJsonSchema({"type": "string", "pattern": "^[A-Za-z]{2}$"})
LANGUAGE_CODE = WithJsonSchema({"type": "string", "pattern": "^[A-Za-z0-9]{1,8}(-[A-Za-z0-9]{1,8})*$", "maxLength": 35})
SOMETHING_SEEN = r"[^\s\u0000-\u001f\u007f-\u009f\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069]"


def _written_as_a_day(value: Any) -> Any:
    if not isinstance(value, str) or not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        raise ValueError("Enter a date as 2022-02-21.")  # a number would be read as seconds since 1970
    return value


Day = Annotated[date, BeforeValidator(_written_as_a_day)]


class Query(BaseModel):
    """The parameters after the question mark. What is not among them is refused, so a typing error shows."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Answer(BaseModel):
    """What an address answers with: exactly these fields."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Wrong(Answer):
    """One parameter that cannot be used, and what to do about it."""

    name: str
    detail: str


class Problem(Answer):
    """Why there is no answer (RFC 9457). `request` is the number under which the log knows the request."""

    type: str
    title: str
    status: int
    request: str | None = None
    errors: list[Wrong] | None = None


class BadQuery(ClaimtrackError):
    """Parameters that cannot be used."""

    def __init__(self, errors: list[Wrong]) -> None:
        super().__init__("Some of the parameters cannot be used.")
        self.errors = errors


@dataclass(frozen=True, slots=True)
class Operation:
    """One address as the API describes itself."""

    path: str
    name: str
    summary: str
    answer: type[Answer] | None
    query: type[Query] | None = None
    errors: tuple[int, ...] = ()
    is_public: bool = False
    numbers: dict[str, str] = field(default_factory=dict)  # what the numbers in the path are


OPERATIONS: list[Operation] = []


def describes(operation: Operation) -> Callable[[V], V]:
    """Serve a view at this address, and list it in the API's own description."""

    def mark(view: V) -> V:
        OPERATIONS.append(operation)
        path = operation.path
        for number in operation.numbers:
            path = path.replace(f"{{{number}}}", f"<int:{number}>")
        bp.add_url_rule(path, operation.name, view)
        return view

    return mark


def asked(kind: type[Q]) -> Q:
    """The parameters of this request. Raises BadQuery."""
    given: dict[str, Any] = {}
    for name, values in request.args.lists():
        field_ = kind.model_fields.get(name)
        many = field_ is not None and str(field_.annotation).startswith("tuple")
        given[name] = values if many or len(values) > 1 else values[0]
    try:
        return kind.model_validate(given)
    except ValidationError as error:
        found = {str(e["loc"][0]): sentence_for(dict(e)) for e in error.errors()}
        raise BadQuery([Wrong(name=name, detail=what) for name, what in found.items()]) from error


def answered(answer: Answer) -> ResponseReturnValue:
    """An answer as JSON."""
    return answer.model_dump_json(), 200, {"Content-Type": "application/json"}


@bp.errorhandler(BadQuery)
def tell_bad_query(error: BadQuery) -> ResponseReturnValue:
    """The parameters that cannot be used, as a problem document."""
    problem = Problem(type="about:blank", title=str(error), status=422, request=request_id.get(), errors=error.errors)
    return problem.model_dump_json(exclude_none=True), 422, {"Content-Type": PROBLEM}

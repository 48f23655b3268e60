"""What every address of the API has in common: which parameters and bodies it takes, how it answers."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Any, TypeVar

from flask import Blueprint, request
from flask.typing import ResponseReturnValue
from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError, WithJsonSchema
from werkzeug.exceptions import RequestEntityTooLarge

from claimtrack.drafts import Draft, sentence_for
from claimtrack.errors import BadInput, ClaimtrackError, Duplicate
from claimtrack.services.audit import request_id

bp = Blueprint("api", __name__)
V = TypeVar("V", bound=Callable[..., ResponseReturnValue])
Q = TypeVar("Q", bound="Query")
B = TypeVar("B", bound=Draft)
PROBLEM = "application/problem+json"
JSON = "application/json"
LARGEST_BODY = 256 * 1024  # bytes; the longest excerpt and quote in letters of two bytes, twice over


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
    """One parameter or part of the body that cannot be used, and what to do about it."""

    name: str
    detail: str


class Problem(Answer):
    """Why there is no answer (RFC 9457). `request` is the number under which the log knows the request.

    `existing` is the number of what is recorded already, or of what stands for what was asked for.
    """

    type: str
    title: str
    status: int
    request: str | None = None
    errors: list[Wrong] | None = None
    existing: int | None = None


class Refused(ClaimtrackError):
    """A request that cannot be used, with the parts of it that are wrong."""

    def __init__(self, status: int, message: str, fields: dict[str, str] | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.errors = [Wrong(name=_readable(name), detail=what) for name, what in (fields or {}).items()]


@dataclass(frozen=True, slots=True)
class Operation:
    """One address with one method as the API describes itself. A `body` is sent there; what `records` keeps it."""

    path: str
    name: str
    summary: str
    answer: type[Answer] | None
    query: type[Query] | None = None
    body: type[Draft] | None = None
    records: bool = True
    errors: tuple[int, ...] = ()
    is_public: bool = False
    numbers: dict[str, str] = field(default_factory=dict)  # what the numbers in the path are

    @property
    def method(self) -> str:
        return "POST" if self.body else "GET"


OPERATIONS: list[Operation] = []


def describes(operation: Operation) -> Callable[[V], V]:
    """Serve a view at this address, and list it in the API's own description."""

    def mark(view: V) -> V:
        OPERATIONS.append(operation)
        path = operation.path
        for number in operation.numbers:
            path = path.replace(f"{{{number}}}", f"<int:{number}>")
        bp.add_url_rule(path, operation.name, view, methods=[operation.method])
        return view

    return mark


def asked(kind: type[Q]) -> Q:
    """The parameters of this request. Raises Refused."""
    given: dict[str, Any] = {}
    for name, values in request.args.lists():
        field_ = kind.model_fields.get(name)
        many = field_ is not None and str(field_.annotation).startswith("tuple")
        given[name] = values if many or len(values) > 1 else values[0]
    try:
        return kind.model_validate(given)
    except ValidationError as error:
        found = {str(e["loc"][0]): sentence_for(dict(e)) for e in error.errors()}
        raise Refused(422, "Some of the parameters cannot be used.", found) from error


def sent(kind: type[B]) -> B:
    """What came in the body of this request. Raises Refused."""
    if request.mimetype != JSON:
        raise Refused(415, f"Send JSON, as {JSON}.")
    request.max_content_length = LARGEST_BODY
    try:
        return kind.model_validate_json(request.get_data(), strict=True)
    except RequestEntityTooLarge as error:
        raise Refused(413, f"Send at most {LARGEST_BODY // 1024} KiB: one statement or article.") from error
    except ValidationError as error:
        wrong: list[dict[str, Any]] = [dict(e) for e in error.errors(include_url=False)]
        if wrong[0]["type"] == "json_invalid":
            raise Refused(400, f"This is not JSON: {wrong[0]['ctx']['error']}.") from error
        found = {".".join(map(str, e["loc"])): sentence_for(e) for e in wrong}
        raise Refused(422, "Some of this cannot be used yet.", found) from error


def answered(answer: Answer, location: str = "") -> ResponseReturnValue:
    """An answer as JSON; of what was recorded just now, with its address."""
    made = {"Location": location} if location else {}
    return answer.model_dump_json(), 201 if location else 200, {"Content-Type": JSON, **made}


def moved(location: str, words: str, existing: int) -> ResponseReturnValue:
    """What was asked for is read at another address for good, and why."""
    body, status, headers = _problem(301, words, existing=existing)
    return body, status, {**headers, "Location": location}


@bp.errorhandler(Refused)
def tell_refused(error: Refused) -> ResponseReturnValue:
    return _problem(error.status, str(error), errors=error.errors or None)


@bp.errorhandler(BadInput)
def tell_bad_input(error: BadInput) -> ResponseReturnValue:
    return tell_refused(Refused(422, str(error), error.fields))


@bp.errorhandler(Duplicate)
def tell_duplicate(error: Duplicate) -> ResponseReturnValue:
    return _problem(409, str(error), existing=error.existing_id)


def _problem(status: int, title: str, **more: Any) -> tuple[str, int, dict[str, str]]:
    problem = Problem(type="about:blank", title=title, status=status, request=request_id.get(), **more)
    return problem.model_dump_json(exclude_none=True), status, {"Content-Type": PROBLEM}


def _readable(name: str) -> str:
    """The name of a part as it can be sent back: no longer than it helps, and without halves of characters."""
    return name[:200].encode(errors="replace").decode()

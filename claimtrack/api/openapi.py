"""/api/v1/openapi.json: the API described for programs, built from the same classes that check what comes and goes."""

from collections import defaultdict
from functools import cache
from typing import Any, Literal

from flask.typing import ResponseReturnValue
from pydantic.json_schema import models_json_schema

from claimtrack.api.base import JSON, LARGEST_BODY, OPERATIONS, PROBLEM, Operation, Problem, Query, describes
from claimtrack.web.request import public

REF = "#/components/schemas/{model}"
REASONS = {
    301: "This is recorded as the same as another, which stands for it: `Location` leads there, `existing` names it.",
    400: "The body is not JSON.",
    401: "Nobody is signed in and no valid token came along.",
    403: "The token may only read, or what is asked for may not be done in this state.",
    404: "There is no such record.",
    409: "This is recorded already.",
    413: f"The body is larger than {LARGEST_BODY // 1024} KiB.",
    415: f"The body is not {JSON}.",
    422: "A parameter or a part of the body cannot be used; `errors` names each.",
    503: "The database cannot be reached.",
}


IDEMPOTENCY_KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "description": "Words of your own for this one act: sent again with the same body it is recorded once.",
    "schema": {"type": "string", "minLength": 1, "maxLength": 200},
}
LEADS_ON = {"description": "The address of what stands for it.", "schema": {"type": "string"}}
LOCATION = {"description": "The address of what was recorded.", "schema": {"type": "string"}}


@describes(Operation("/api/v1/openapi.json", "openapi", "This description", None, is_public=True))
@public
def show_openapi() -> ResponseReturnValue:
    return description()


@cache
def description() -> dict[str, Any]:
    """The whole document, OpenAPI 3.1."""
    answers = [operation.answer for operation in OPERATIONS if operation.answer]
    kinds: list[tuple[Any, Literal["serialization", "validation"]]] = [
        *((kind, "serialization") for kind in [*answers, Problem]),
        *((operation.body, "validation") for operation in OPERATIONS if operation.body),
    ]
    _, schemas = models_json_schema(kinds, ref_template=REF)
    paths: dict[str, Any] = defaultdict(dict)
    for operation in OPERATIONS:
        paths[operation.path][operation.method.lower()] = _described(operation)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "claimtrack",
            "version": "1",
            "description": "Who claimed what, who answered, in which source, on which day, in which words.",
        },
        "paths": paths,
        "components": {
            "schemas": schemas["$defs"],
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
        "security": [{"token": []}],
    }


def _described(operation: Operation) -> dict[str, Any]:
    is_recorded = operation.body is not None and operation.records
    statuses = [503, *operation.errors]
    statuses += [] if operation.is_public else [401]
    statuses += [422] if operation.query else []
    statuses += [400, 413, 415] if operation.body else []
    statuses += [403, 409] if is_recorded else []
    described: dict[str, Any] = {
        "operationId": operation.name,
        "summary": operation.summary,
        "parameters": [
            *_numbers(operation),
            *(_parameters(operation.query) if operation.query else ()),
            *([IDEMPOTENCY_KEY] if is_recorded else ()),
        ],
        "responses": {**_ok(operation), **{str(status): _problem(status) for status in sorted(statuses)}},
    }
    if operation.body:
        schema = {"$ref": REF.format(model=operation.body.__name__)}
        described["requestBody"] = {"required": True, "content": {JSON: {"schema": schema}}}
    return {**described, "security": []} if operation.is_public else described


def _numbers(operation: Operation) -> list[dict[str, Any]]:
    schema = {"type": "integer", "minimum": 0}
    return [
        {"name": name, "in": "path", "required": True, "description": what, "schema": schema}
        for name, what in operation.numbers.items()
    ]


def _parameters(query: type[Query]) -> list[dict[str, Any]]:
    _, whole = models_json_schema([(query, "validation")], ref_template=REF)
    schema = whole["$defs"][query.__name__]
    return [
        {
            "name": name,
            "in": "query",
            "required": name in schema.get("required", ()),
            "schema": _inlined(value, whole["$defs"]),
            **({"description": value["description"]} if "description" in value else {}),
        }
        for name, value in schema.get("properties", {}).items()
    ]


def _inlined(schema: Any, known: dict[str, Any]) -> Any:
    """The schema with what it refers to in place; a parameter left out says null, one given never does."""
    if isinstance(schema, list):
        return [_inlined(part, known) for part in schema if part != {"type": "null"}]
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        return _inlined(known[schema["$ref"].rpartition("/")[2]], known)
    told = {name: _inlined(value, known) for name, value in schema.items() if name not in ("title", "description")}
    only = told.pop("anyOf", None)
    if told.get("default", 0) is None:
        del told["default"]
    return {**told, **only[0]} if only and len(only) == 1 else {**told, **({"anyOf": only} if only else {})}


def _ok(operation: Operation) -> dict[str, Any]:
    shape = operation.answer.__name__ if operation.answer else ""
    schema = {"$ref": REF.format(model=shape)} if shape else {"type": "object"}
    answer = {"description": operation.summary, "content": {JSON: {"schema": schema}}}
    if operation.body and operation.records:
        return {"201": {**answer, "headers": {"Location": LOCATION}}}
    return {"200": answer}


def _problem(status: int) -> dict[str, Any]:
    schema = {"$ref": REF.format(model=Problem.__name__)}
    answer = {"description": REASONS[status], "content": {PROBLEM: {"schema": schema}}}
    return {**answer, "headers": {"Location": LEADS_ON}} if status == 301 else answer

"""Requests of every kind against the API's own description: never a server error, always what is described."""

from typing import Any

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, given, settings
from schemathesis import Case
from schemathesis.checks import negative_data_rejection, not_a_server_error, positive_data_acceptance
from schemathesis.generation import GenerationMode

from claimtrack import demo
from claimtrack.api.openapi import description
from claimtrack.db import Database
from claimtrack.services import users
from claimtrack.services.importing import bring_in
from claimtrack.words import Scope
from tests.factories import Factory

POSITIVE, NEGATIVE = GenerationMode.POSITIVE, GenerationMode.NEGATIVE
OPERATIONS = [
    (path, method.upper(), bool(operation["parameters"] or "requestBody" in operation))
    for path, operations in sorted(description()["paths"].items())
    for method, operation in operations.items()
]
ANY = [(path, method) for path, method, _ in OPERATIONS]
ASKING = [(path, method) for path, method, takes_something in OPERATIONS if takes_something]
PLAIN = {"Accept-Encoding": "identity"}  # a client inside the process does not unpack what was packed
quick = settings(max_examples=20, deadline=None, database=None, suppress_health_check=list(HealthCheck))
deep = settings(quick, max_examples=200)


@pytest.fixture
def tokens(database: Database, make: Factory) -> dict[str, dict[str, str]]:
    """What each of three scripts sends with every request."""
    user = make.user()
    with database.write_tx() as tx:
        bring_in(tx, demo.part("first_article"))
        known = users.get_user(tx, user.name)
        made = {scope.value: users.make_token(tx, known, "test", by=None, scope=scope) for scope in Scope}
    headers = {name: {"Authorization": f"Bearer {token}", **PLAIN} for name, token in made.items()}
    return {**headers, "none": PLAIN}


@pytest.fixture
def described(app: Flask) -> Any:
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app)


def ask(described: Any, path: str, method: str, mode: GenerationMode, how_often: settings, **how: Any) -> None:
    @how_often
    @given(case=described[path][method].as_strategy(generation_mode=mode))
    def check(case: Case) -> None:
        case.call_and_validate(**how)

    check()


AS_DESCRIBED = [(*one, POSITIVE) for one in ANY] + [(*one, NEGATIVE) for one in ASKING]


@pytest.mark.parametrize(("path", "method", "mode"), AS_DESCRIBED)
def test_any_request_is_answered_as_described(
    described: Any, tokens: Any, path: str, method: str, mode: GenerationMode
) -> None:
    """Requests that fit the description, and such as do not; of these some are understood all the same, as “ 1 ” is.

    What is sent to be recorded may fit and be refused all the same: a description cannot say that a day comes first.
    """
    excluded = [negative_data_rejection, *([positive_data_acceptance] if method == "POST" else [])]
    ask(described, path, method, mode, quick, headers=tokens["write"], excluded_checks=excluded)


@pytest.mark.parametrize("token", ["none", "read"])
@pytest.mark.parametrize(("path", "method"), ASKING)
def test_a_stranger_or_a_reader_never_meets_a_server_error(
    described: Any, tokens: Any, path: str, method: str, token: str
) -> None:
    ask(described, path, method, NEGATIVE, quick, headers=tokens[token], checks=[not_a_server_error])


@pytest.mark.slow
@pytest.mark.parametrize("token", ["none", "read", "write"])
@pytest.mark.parametrize("mode", [POSITIVE, NEGATIVE])
@pytest.mark.parametrize(("path", "method"), ANY)
def test_no_request_of_hundreds_meets_a_server_error(
    described: Any, tokens: Any, path: str, method: str, mode: GenerationMode, token: str
) -> None:
    if mode is NEGATIVE and (path, method) not in ASKING:
        pytest.skip("there is nothing to get wrong")
    ask(described, path, method, mode, deep, headers=tokens[token], checks=[not_a_server_error])

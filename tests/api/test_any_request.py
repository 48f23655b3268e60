"""Requests of every kind against the API's own description: never a server error, always what is described."""

from typing import Any

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, given, settings
from schemathesis import Case
from schemathesis.checks import negative_data_rejection, not_a_server_error
from schemathesis.generation import GenerationMode

from claimtrack import demo
from claimtrack.api.openapi import description
from claimtrack.db import Database
from claimtrack.services import users
from claimtrack.services.importing import bring_in
from tests.factories import Factory

PATHS = sorted(description()["paths"])
ASKING = [path for path in PATHS if description()["paths"][path]["get"]["parameters"]]
PLAIN = {"Accept-Encoding": "identity"}  # a client inside the process does not unpack what was packed
quick = settings(max_examples=20, deadline=None, database=None, suppress_health_check=list(HealthCheck))


@pytest.fixture
def token(database: Database, make: Factory) -> str:
    user = make.user()
    with database.write_tx() as tx:
        bring_in(tx, demo.part("first_article"))
        return users.make_token(tx, users.get_user(tx, user.name), "test", by=None)


@pytest.fixture
def described(app: Flask) -> Any:
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app)


@pytest.mark.parametrize(
    ("path", "mode"),
    [(path, GenerationMode.POSITIVE) for path in PATHS] + [(path, GenerationMode.NEGATIVE) for path in ASKING],
)
def test_any_request_is_answered_as_described(described: Any, token: str, path: str, mode: GenerationMode) -> None:
    """Requests that fit the description, and such as do not; of these some are understood all the same, as “ 1 ” is."""

    @quick
    @given(case=described[path]["GET"].as_strategy(generation_mode=mode))
    def check(case: Case) -> None:
        headers = {"Authorization": f"Bearer {token}", **PLAIN}
        case.call_and_validate(headers=headers, excluded_checks=[negative_data_rejection])

    check()


@pytest.mark.parametrize("path", ASKING)
def test_a_stranger_never_meets_a_server_error(described: Any, path: str) -> None:
    @quick
    @given(case=described[path]["GET"].as_strategy(generation_mode=GenerationMode.NEGATIVE))
    def check(case: Case) -> None:
        case.call_and_validate(checks=[not_a_server_error], headers=PLAIN)

    check()

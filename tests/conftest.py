"""What tests stand on: a real database of their own, an application on it, and a browser-like client."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from claimtrack import create_app, migrations
from claimtrack.db import Database
from claimtrack.words import Role
from tests.client import PageClient
from tests.factories import Factory

SERVER = os.environ.get("CLAIMTRACK_TEST_DATABASE_URL", "")  # a PostgreSQL server's database; empty: SQLite files


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A migrated database without a record, to be copied: a file's path, or a database's name on the server."""
    folder = tmp_path_factory.mktemp("empty")
    if not SERVER:
        database = Database(f"sqlite:///{folder / 'empty.db'}", folder / "lock")
        migrations.upgrade(database, folder)
        database.engine.dispose()
        yield str(folder / "empty.db")
        return
    name = f"claimtrack_empty_{os.getpid()}"
    on_server(f"DROP DATABASE IF EXISTS {name}", f"CREATE DATABASE {name}")
    database = Database(server_url(name))
    migrations.upgrade(database, folder)
    database.engine.dispose()
    yield name
    on_server(f"DROP DATABASE {name}")


@pytest.fixture
def database_url(empty_database: str, tmp_path: Path) -> Iterator[str]:
    """The address of a database of this test's own."""
    if not SERVER:
        shutil.copy(empty_database, tmp_path / "claimtrack.db")
        yield f"sqlite:///{tmp_path / 'claimtrack.db'}"
        return
    name = f"claimtrack_test_{os.getpid()}"
    on_server(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)", f"CREATE DATABASE {name} TEMPLATE {empty_database}")
    yield server_url(name)
    on_server(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def app(database_url: str, tmp_path: Path) -> Iterator[Flask]:
    """The application on this test's database."""
    app = create_app({"DATABASE_URL": database_url, "TESTING": True, "PROPAGATE_EXCEPTIONS": False}, str(tmp_path))
    yield app
    app.extensions["claimtrack"].engine.dispose()


@pytest.fixture
def database(app: Flask) -> Database:
    found = app.extensions["claimtrack"]
    assert isinstance(found, Database)
    return found


@pytest.fixture
def make(database: Database) -> Factory:
    """Builds records, filling in what the test does not care about."""
    return Factory(database)


@pytest.fixture
def client(app: Flask) -> PageClient:
    """A visitor who is not signed in."""
    return PageClient(app)


@pytest.fixture
def signed_in(app: Flask, make: Factory) -> Callable[[Role], PageClient]:
    """A client of somebody signed in with the given role."""

    def client_for(role: Role = Role.FACT_CHECKER) -> PageClient:
        client = PageClient(app)
        client.sign_in_as(make.user(role=role))
        return client

    return client_for


@pytest.fixture
def checker(signed_in: Callable[[Role], PageClient]) -> PageClient:
    """A fact-checker's browser."""
    return signed_in(Role.FACT_CHECKER)


def server_url(name: str) -> str:
    return sa.make_url(SERVER).set(database=name).render_as_string(hide_password=False)


def on_server(*statements: str) -> None:
    engine = sa.create_engine(SERVER, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)
    engine.dispose()

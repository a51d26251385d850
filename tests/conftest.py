"""Databases, people and the house for all tests; both databases where they run."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

sys.path.insert(0, str(Path(__file__).parent))

from city import City, found_city
from machine import POSTGRESQL, SHARED, missing
from tumbaga import records
from tumbaga.catalog.accounts import passwords
from tumbaga.records.database import connect, writing
from tumbaga.web.database import prepare

assert records
# The passwords of tests cost as little as argon2id can: there are many.
passwords._hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The reference folder beside the checkout, with schemas and samples."""
    if not SHARED.is_dir():
        missing("../shared")
    return SHARED


@pytest.fixture(scope="session")
def postgresql_url() -> str:
    if not POSTGRESQL:
        missing("PostgreSQL (TUMBAGA_TEST_POSTGRESQL)")
    return POSTGRESQL


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database of each kind; the same tests run on both."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'tumbaga.db'}"
    return fresh_schema(request.getfixturevalue("postgresql_url"))


def fresh_schema(url: str) -> str:
    """Empty the worker's own schema and return an address that uses it."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    schema = f"test_{worker}"
    engine = connect(url)
    with engine.begin() as connection:
        connection.execute(text(f"DROP SCHEMA IF EXISTS {schema} CASCADE"))
        connection.execute(text(f"CREATE SCHEMA {schema}"))
    engine.dispose()
    return f"{url}?options=-csearch_path%3D{schema}"


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """A database made by the real migrations, its ledger founded."""
    made = connect(database_url)
    prepare(made)
    yield made
    made.dispose()


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """A writing session; nothing is committed unless the test does."""
    with Session(writing(engine)) as opened:
        yield opened


@pytest.fixture
def city(session: Session) -> City:
    """Two dependencias and their people, in an open writing session."""
    return found_city(session)

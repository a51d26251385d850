"""Databases, people and the house for all tests; both databases where they run."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from hypothesis import settings
from sqlalchemy import Engine
from sqlalchemy.orm import Session

sys.path.insert(0, str(Path(__file__).parent))

import ready_pages
from city import City, found_city
from machine import ALL, POSTGRESQL, SHARED, SOAK, missing
from ready_databases import empty_postgresql, hurry, ready_postgresql
from tumbaga import records
from tumbaga.catalog.accounts import passwords
from tumbaga.records.database import connect, writing
from tumbaga.web.database import prepare

assert records
hurry()
ready_pages.hurry()
# The same examples for the same commit; `make soak` draws new ones each time.
settings.register_profile("tumbaga", derandomize=not SOAK)
settings.load_profile("tumbaga")
# The passwords of tests cost as little as argon2id can: there are many.
passwords._hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave the thorough ones to CI, so that `make test` answers in minutes."""
    if ALL:
        return
    left_out = pytest.mark.skip(reason="minuciosa: la corre CI (TUMBAGA_TEST_ALL=1)")
    for item in items:
        if item.get_closest_marker("thorough"):
            item.add_marker(left_out)


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
    """A database of each kind, migrated and empty; the same tests run on both."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'tumbaga.db'}"
    return ready_postgresql(request.getfixturevalue("postgresql_url"))


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database of each kind with no table in it, for the migrations' own tests."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'empty.db'}"
    return empty_postgresql(request.getfixturevalue("postgresql_url"))


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """A database as the real migrations leave it, its ledger founded."""
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

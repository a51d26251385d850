"""The API on each database, and a small one for what no database decides."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from api_setting import Api, opened
from tumbaga.web.settings import Settings


@pytest.fixture
def api(tmp_path: Path, database_url: str) -> Iterator[Api]:
    """On each database."""
    yield from opened(Settings(data=str(tmp_path), database_url=database_url))


@pytest.fixture
def new_api(tmp_path: Path) -> Iterator[Api]:
    """On SQLite alone, empty."""
    yield from opened(Settings(data=str(tmp_path)))


@pytest.fixture(scope="module")
def small_api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Api]:
    """On SQLite, one for all tests of a file: for what no database decides."""
    yield from opened(Settings(data=str(tmp_path_factory.mktemp("api"))))

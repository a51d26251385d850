"""A catalogue on each database, for the tests of every protocol."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from protocol_site import opened


@pytest.fixture
def site(tmp_path, database_url):
    with opened(tmp_path / "datos", database_url) as made:
        yield made


@pytest.fixture
def quick_site(tmp_path):
    """On SQLite alone, for what no database can change."""
    with opened(tmp_path / "datos") as made:
        yield made

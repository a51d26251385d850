"""The site of the account tests."""

import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from accounts_site import Site, found_site


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data that each site begins with, made once and copied."""
    folder = tmp_path_factory.mktemp("founded") / "site"
    found_site(str(folder))
    return folder


@pytest.fixture
def make_site(tmp_path: Path, founded: Path) -> Iterator[Callable[..., Site]]:
    made: list[Site] = []

    def make(**settings: str) -> Site:
        folder = shutil.copytree(founded, tmp_path / f"site{len(made)}")
        made.append(Site(str(folder), **settings))
        return made[-1]

    yield make
    for one in made:
        one.house.engine.dispose()


@pytest.fixture
def site(make_site: Callable[..., Site]) -> Site:
    return make_site()

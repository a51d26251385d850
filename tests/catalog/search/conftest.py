"""A founded ledger, an index of each engine, and a way to ask it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from search_ledger import Ledger
from tumbaga.catalog.search import Index, Page, Question, catch_up, open_index
from tumbaga.catalog.search.engines import ENGINES


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    made = Ledger(tmp_path).found()
    yield made
    made.engine.dispose()


@pytest.fixture(params=ENGINES)
def index(request: pytest.FixtureRequest, tmp_path: Path) -> Index:
    return open_index(tmp_path / "search", request.param)


@pytest.fixture
def search(ledger: Ledger, index: Index) -> Callable[..., Page]:
    """Catch up, then ask."""

    def ask(text: str = "", **how: Any) -> Page:
        catch_up(index, ledger.session)
        with ledger.session() as session:
            return index.search(Question(text, **how), session)

    return ask

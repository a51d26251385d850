"""One application and one scene for the whole of the leak matrix: nobody changes it."""

from collections.abc import Iterator

import pytest
from looking_for_leaks import Stage


@pytest.fixture(scope="session")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    made = Stage(tmp_path_factory.mktemp("fugas"))
    yield made
    made.app.extensions["tumbaga"].engine.dispose()
    made.house.engine.dispose()

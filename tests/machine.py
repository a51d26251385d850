"""What this machine has; what is missing leaves a test out, or fails it in CI."""

import os
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

ALL = os.environ.get("TUMBAGA_TEST_ALL") == "1"
SOAK = os.environ.get("TUMBAGA_TEST_SOAK") == "1"
POSTGRESQL = os.environ.get("TUMBAGA_TEST_POSTGRESQL", "")
REDIS = os.environ.get("TUMBAGA_TEST_REDIS", "")
SHARED = Path(__file__).parents[1].parent / "shared"


def missing(what: str) -> None:
    """Leave a test out with one line; where nothing may be missing, fail."""
    if ALL:
        pytest.fail(f"falta {what}, y TUMBAGA_TEST_ALL=1 no admite que falte nada")
    pytest.skip(f"falta {what}")


def needed(module: str) -> Any:
    """The module; without it the test is left out, or where nothing may be missing, fails."""
    if ALL:
        return import_module(module)
    return pytest.importorskip(module, reason=f"falta {module}")


def examples(count: int) -> int:
    """How many examples a property gets: more in ``make soak`` than in ``make test``."""
    return count * 40 if SOAK else count

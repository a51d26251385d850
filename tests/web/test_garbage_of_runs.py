"""What the steps of a long run leave behind is gone before the next ones, however seldom
Python looks for garbage by itself.
"""

import gc
import weakref
from collections.abc import Iterator
from contextlib import nullcontext
from types import SimpleNamespace
from typing import Any

import pytest
from tumbaga.web.collector import look_seldom
from tumbaga.web.harvests import Harvest

STEPS = 60


class Knot:
    """Something that holds itself: only a look for garbage takes it away."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture(autouse=True)
def seldom() -> Iterator[None]:
    before = gc.get_threshold()
    look_seldom()
    yield
    gc.set_threshold(*before)


def test_no_step_of_a_run_leaves_what_holds_itself() -> None:
    left: list[weakref.ref[Knot]] = []
    most = 0
    for _done in run(left):
        most = max(most, sum(one() is not None for one in left))

    assert len(left) == STEPS
    assert most == 0


def run(left: list[weakref.ref[Knot]]) -> Iterator[Any]:
    def step(_session: Any) -> None:
        left.append(weakref.ref(Knot()))

    work: Any = SimpleNamespace(job=SimpleNamespace(preview=False))
    house: Any = SimpleNamespace(writing=lambda: nullcontext(None))
    return Harvest(house, work, iter([step] * STEPS)).steps()

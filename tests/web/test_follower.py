"""The thread that follows the ledger survives whatever goes wrong in one look."""

import time
from pathlib import Path

import pytest
from tumbaga.web import following
from tumbaga.web.composition import House
from tumbaga.web.settings import Settings


def test_one_bad_look_does_not_end_the_thread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    house = House(Settings(data=str(tmp_path)))
    house.prepare()
    looks: list[int] = []

    def look(_follower: following.Follower) -> None:
        looks.append(1)
        if len(looks) == 1:
            raise ValueError("planned by the test")

    monkeypatch.setattr(following, "PAUSE", 0.01)
    monkeypatch.setattr(following.Follower, "look", look)
    follower = following.Follower(house)
    follower.start()
    until = time.monotonic() + 10
    while len(looks) < 2 and time.monotonic() < until:
        time.sleep(0.01)
    follower.stopped.set()
    follower.join(10)

    assert len(looks) >= 2
    assert not follower.is_alive()
    house.engine.dispose()

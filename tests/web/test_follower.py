"""The thread that follows the ledger survives what goes wrong, and misses nothing."""

import json
import time
from pathlib import Path
from typing import Any

import pytest
from tumbaga.catalog import ledger
from tumbaga.catalog.search import Question
from tumbaga.catalog.search.following import CaughtUp
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


def test_what_is_published_just_after_a_catching_up_is_followed_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """Between the index's last look at the ledger and the follower's next one."""
    house = House(Settings(data=str(tmp_path)))
    house.prepare()
    follower = following.Follower(house)
    catch_up = following.following.catch_up

    def then_another_publishes(*given: Any) -> CaughtUp:
        done = catch_up(*given)
        monkeypatch.undo()
        with house.writing() as session:
            text = json.dumps({"uid": "w0", "kind": "dataset", "title": "Acueducto"})
            entry = ledger.Entry("w0", "dataset", "w0", "published", "full", text)
            ledger.append(session, [entry])
        return done

    monkeypatch.setattr(following.following, "catch_up", then_another_publishes)
    follower.look()
    follower.look()

    with house.session() as session:
        assert house.index.search(Question("acueducto"), session).total == 1
    house.engine.dispose()

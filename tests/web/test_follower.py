"""The thread that follows the ledger survives what goes wrong, and misses nothing."""

import json
import shutil
import threading
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


def publish(house: House, uid: str, title: str) -> None:
    with house.writing() as session:
        text = json.dumps({"uid": uid, "kind": "dataset", "title": title})
        entry = ledger.Entry(uid, "dataset", uid, "published", "full", text)
        ledger.append(session, [entry])


def found(house: House, words: str) -> int:
    with house.session() as session:
        return house.index.search(Question(words), session).total


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
        publish(house, "w0", "Acueducto")
        return done

    monkeypatch.setattr(following.following, "catch_up", then_another_publishes)
    follower.look()
    follower.look()

    assert found(house, "acueducto") == 1
    house.engine.dispose()


def test_who_publishes_does_not_wait_for_the_fragments_of_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    house = House(Settings(data=str(tmp_path)))
    house.prepare()
    publish(house, "w0", "Acueducto")
    busy, done = threading.Event(), threading.Event()

    def endless(*_given: Any, **_named: Any) -> int:
        busy.set()
        done.wait(60)
        return 0

    monkeypatch.setattr(following.fragments, "fill", endless)
    follower = following.Follower(house)
    follower.start()
    assert busy.wait(30)
    publish(house, "w1", "Alcantarillado")
    until = time.monotonic() + 30
    while not found(house, "alcantarillado") and time.monotonic() < until:
        time.sleep(0.05)
    waiting = not done.is_set()
    follower.stopped.set()
    done.set()
    follower.join(30)

    assert waiting
    assert found(house, "alcantarillado") == 1
    house.engine.dispose()


def test_what_another_indexer_was_killed_at_is_taken_up(tmp_path: Path):
    """Nothing is published after it, and yet the index is brought up to the ledger."""
    house = House(Settings(data=str(tmp_path)))
    house.prepare()
    indexer = following.Indexer(house, threading.Event())
    indexer.look()
    publish(house, "w0", "Acueducto")
    with house.index.place.leading() as led:  # another process, until it is killed
        assert led
        indexer.look()

    indexer.look()

    assert found(house, "acueducto") == 1
    house.engine.dispose()


def test_an_index_that_is_gone_or_spoilt_is_built_again_unasked(tmp_path: Path):
    house = House(Settings(data=str(tmp_path)))
    house.prepare()
    publish(house, "w0", "Acueducto")
    indexer = following.Indexer(house, threading.Event())
    indexer.look()
    shutil.rmtree(house.index.place.folder)
    indexer.look()
    assert found(house, "acueducto") == 1

    house.index.place.give_up(house.index.place.current())
    indexer.look()

    assert found(house, "acueducto") == 1
    house.engine.dispose()

"""The queue in Redis: it wakes workers, and whatever becomes of it, no work is lost."""

import uuid

import harvest_states
import pytest
from machine import REDIS, missing, needed
from tumbaga.catalog import jobs as verbs
from tumbaga.catalog import people, sources
from tumbaga.web import queue, setting_checks, settings
from tumbaga.web.settings import WrongSetting

DEAD = "redis://127.0.0.1:1/0"


@pytest.fixture
def redis():
    if not REDIS:
        missing("Redis (TUMBAGA_TEST_REDIS)")
    return REDIS


@pytest.fixture
def house(redis, tmp_path):
    made = founded(tmp_path / "una", redis)
    yield made
    queue.line(made).huey.storage.flush_queue()
    made.engine.dispose()


def founded(folder, address):
    secret = uuid.uuid4().hex
    return harvest_states.founded(folder, queue_url=address, secret=secret)


def asked(house):
    """A harvest as a page asks for it, of a source that nobody may reach from here."""
    place = {"kind": "datajson", "location": "http://127.0.0.1:1/data.json"}
    with house.writing() as session:
        ana = people.get(session, "ana")
        sources.propose(
            session, **place, title="f", code="f", organization="dapm", by=ana
        )
        arguments = {"source": "f", "preview": True}
        return verbs.ask(session, "harvest", "f", arguments, by=ana).uid


def state(house, uid):
    with house.session() as session:
        return verbs.get(session, uid, by=people.get(session, "ana")).state


def take(house):
    """What a worker does with the next message, if there is one."""
    line = queue.line(house)
    line.huey.storage.read_timeout = 0.05
    task = line.huey.dequeue()
    if task is not None:
        line.huey.execute(task)
    return task


def test_a_worker_takes_a_job_from_redis_once(house):
    uid = asked(house)

    queue.send(house, uid)

    assert take(house) is not None
    assert state(house, uid) == "done"
    assert take(house) is None


def test_a_redis_that_was_emptied_has_lost_nothing(house):
    uid = asked(house)
    queue.send(house, uid)
    queue.line(house).huey.storage.flush_queue()

    assert take(house) is None
    assert queue.sweep(house) == 1
    assert take(house) is not None
    assert state(house, uid) == "done"


def test_two_catalogues_in_one_redis_leave_each_other_alone(house, redis, tmp_path):
    other = founded(tmp_path / "otra", redis)
    uid = asked(house)
    queue.send(house, uid)

    assert take(other) is None
    assert take(house) is not None
    other.engine.dispose()


def test_without_redis_work_that_was_asked_for_waits(tmp_path):
    needed("redis")
    house = founded(tmp_path / "una", DEAD)
    uid = asked(house)

    queue.send(house, uid)

    assert state(house, uid) == "waiting"
    house.engine.dispose()


@pytest.mark.parametrize("given", ["127.0.0.1:6379", "http://127.0.0.1", "redis://"])
def test_an_address_that_is_no_redis_is_told(given):
    with pytest.raises(WrongSetting, match=r"redis://127\.0\.0\.1:6379/0"):
        settings.read({"TUMBAGA_QUEUE_URL": given})


def test_without_the_package_the_remedy_is_told(monkeypatch):
    monkeypatch.setattr(setting_checks, "find_spec", lambda _name: None)
    with pytest.raises(WrongSetting, match=r"pip install tumbaga\[redis\]"):
        settings.read({"TUMBAGA_QUEUE_URL": DEAD})

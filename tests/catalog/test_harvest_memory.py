"""A run holds in memory no more for a long source than for a short one."""

import gc
import tracemalloc
from collections.abc import Callable
from itertools import islice
from typing import Any

import pytest
from city import City
from harvest_runs import approved, harvest, last_run, thing
from sqlalchemy import func, insert, select
from tumbaga.catalog.harvesting import Job, Work, renaming, vanishing
from tumbaga.catalog.harvesting.held import Held
from tumbaga.catalog.harvesting.work import KEPT, Outcome, Ready
from tumbaga.records.harvest import HarvestItem, HarvestOutcome, HarvestSource
from tumbaga.records.seen import Seen
from tumbaga.schemas.harvest import Item


@pytest.fixture
def source(city):
    return approved(city)


FLAT = 40_000
"""Bytes by which a peak may differ from one time to the next, whatever was kept."""


@pytest.mark.parametrize("asked", ["", "preview", "keep_all"])
def test_four_times_the_source_does_not_raise_the_peak(asked, monkeypatch):
    monkeypatch.setattr("tumbaga.catalog.harvesting.held.IN_MEMORY", 2**14)
    few, many = (most_held(seeing_all, count, asked) for count in (1_600, 4_800))

    assert many - few < FLAT  # 24 bytes for each would be 72,000


def test_four_times_as_many_that_wait_do_not_raise_the_peak():
    few, many = most_held(holding_all, 600), most_held(holding_all, 1_500)

    assert many - few < FLAT  # kept, each would take 2,000


def test_four_times_as_many_missing_do_not_raise_the_peak(city, source):
    few = most_held(missing_all, city, source, 400)
    many = most_held(missing_all, city, source, 1_200)

    assert last_run(city).state == "suspended"
    assert many - few < 5 * FLAT  # each as an object would take 2,000
    assert vanishing.confirm(city.session, source, by=city.carla) == 1_600


def most_held(doing: Callable[..., None], *given: Any) -> int:
    """The bytes that this holds at most, beyond what was there before."""
    gc.collect()
    tracemalloc.start()
    try:
        doing(*given)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def seeing_all(count: int, asked: str = "") -> None:
    """So many things of a source, a third of them wrong, each with a code of its own."""
    more = {asked: True} if asked else {}
    run = Work(Job("otra", "carla", [], lambda item: item, **more))
    for number in range(count):
        address = f"https://datos.otra.gov.co/conjuntos/de/la/ciudad/{number}"
        run.seen.add(address, number)
        run.codes.add(f"OTRA-{number}", address)
        run.deleted.add(address, address)
        result = "failed" if number % 3 == 0 else "created"
        text = f"Qué tiene de raro el conjunto {number} de esta ciudad."
        run.note(Outcome(address, result, "", text, (text,), address))
    assert run.counts.total() == run.noted == len(run.seen) == count
    assert sum(1 for _address in run.deleted) == count
    assert sum(1 for _one in run.outcomes) == (count if asked else KEPT)


def holding_all(count: int) -> None:
    run = Work(Job("otra", "carla", [], lambda item: item))
    for number in range(count):
        item = Item(f"id-{number}", f"Conjunto {number}", content=object())
        renaming.hold(run, [Ready(item, reason=f"{number:02000}")])
    assert [one.item.id for one in islice(run.held, 2)] == ["id-0", "id-1"]
    assert sum(len(one.reason) for one in run.held) == 2_000 * count


def missing_all(city: City, source: HarvestSource, count: int) -> None:
    """The source had so many more than before, and now has none."""
    asset = city.asset(code=f"PET-{count}")
    city.session.execute(
        insert(HarvestItem),
        [
            {
                "source_id": source.id,
                "remote_id": f"{count}-{number}",
                "name": f"Conjunto {number}",
                "state": "present",
                "asset_id": asset.id,
            }
            for number in range(count)
        ],
    )
    tracemalloc.reset_peak()
    harvest(city, {})


def test_of_many_failures_the_first_are_at_hand_and_the_tables_have_all(city, source):
    wrong = {f"id-{number}": thing("") for number in range(KEPT + 60)}
    work = harvest(city, {"id-bueno": thing("Uno bueno"), **wrong})

    assert len(work.failures) == KEPT
    assert (work.counts["failed"], work.counts["created"]) == (KEPT + 60, 1)
    query = select(func.count()).where(
        HarvestOutcome.run_id == last_run(city).id, HarvestOutcome.result == "failed"
    )
    assert city.session.scalar(query) == KEPT + 60


@pytest.mark.parametrize("asked", ["preview", "keep_all"])
def test_who_lists_every_outcome_has_every_one(city, source, asked):
    city.session.commit()
    wrong = {f"id-{number}": thing("") for number in range(KEPT + 20)}
    work = harvest(city, wrong, **{asked: True})

    assert (len(work.failures), len(work.outcomes)) == (KEPT, KEPT + 20)
    assert len({one.remote_id for one in work.outcomes}) == KEPT + 20


def test_a_name_is_known_again_with_what_it_came_with_first():
    seen = Seen()
    names = [f"oai:x:{number}" for number in range(5_000)]

    assert all(seen.add(name, f"contenido de {name}") for name in names)
    assert not any(seen.add(name, "otro") for name in names)
    assert len(seen) == 5_000
    assert all(name in seen for name in names)
    assert all(seen.first(name) == f"contenido de {name}" for name in names)
    assert sorted(seen) == sorted(f"contenido de {name}" for name in names)
    assert "oai:x:5000" not in seen
    assert (seen.first("\ud800", 7), seen.first("\ud800", 8)) == (None, 7)


def test_of_a_page_that_shifted_only_the_new_ones_are_news():
    seen = Seen()
    pages = [range(700), range(690, 1_300), range(1_300)]

    came = [seen.news(list(page), str) for page in pages]

    assert came == [list(range(700)), list(range(700, 1_300)), []]
    assert (len(seen), "1299" in seen, seen.add("1300")) == (1_300, True, True)


def test_what_waits_comes_back_as_it_was_and_a_name_of_two_is_no_ones_alone():
    held: Held[str] = Held()
    for name, one in [("a", "uno"), ("b", "dos"), ("b", "tres")]:
        held.add(one, name)

    assert list(held) == list(held) == ["uno", "dos", "tres"]
    assert [held.is_alone(name) for name in "abc"] == [True, False, False]

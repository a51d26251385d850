"""A run keeps next to nothing of what it has seen, however long the source is."""

import tracemalloc

import pytest
from harvest_runs import approved, harvest, last_run, thing
from sqlalchemy import func, select
from tumbaga.catalog.harvesting import Job, Work
from tumbaga.catalog.harvesting.seen import Seen
from tumbaga.catalog.harvesting.work import KEPT, Outcome
from tumbaga.records.harvest import HarvestOutcome


@pytest.fixture
def source(city):
    return approved(city)


def test_four_times_the_source_hardly_raises_the_peak():
    few, many = most_held(3_000), most_held(12_000)

    assert many - few < 9_000 * 150  # bytes; kept whole, each would take 560


def most_held(count: int) -> int:
    """The bytes that a run holds at most for so many things, a third of them wrong."""
    tracemalloc.start()
    try:
        run = Work(Job("otra", "carla", [], lambda item: item))
        for number in range(count):
            address = f"https://datos.otra.gov.co/conjuntos/de/la/ciudad/{number}"
            run.seen.add(address, f"{number:064}")
            result = "failed" if number % 3 == 0 else "created"
            text = f"Qué tiene de raro el conjunto {number} de esta ciudad."
            run.note(Outcome(address, result, "", text, (text,), address))
        assert run.counts.total() == run.noted == len(run.seen) == count
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


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

    assert len(work.failures) == len(work.outcomes) == KEPT + 20


def test_a_name_is_known_again_with_what_it_came_with_first():
    seen = Seen()
    names = [f"oai:x:{number}" for number in range(5_000)]

    assert all(seen.add(name, f"contenido de {name}") for name in names)
    assert not any(seen.add(name, "otro") for name in names)
    assert len(seen) == 5_000
    assert all(name in seen for name in names)
    assert all(seen.came_with(name, f"contenido de {name}") for name in names)
    assert not any(seen.came_with(name, "otro") for name in names)
    assert "oai:x:5000" not in seen
    assert not seen.came_with("oai:x:5000", "")

"""The run: what came, what changed, what failed, and how it ends."""

from contextlib import nullcontext

import pytest
from harvest_runs import (
    approved,
    counts,
    harvest,
    items,
    last_run,
    mapped,
    row,
    stored,
    ten,
    thing,
)
from sqlalchemy import func, select
from tumbaga.catalog import assets, sources
from tumbaga.catalog.harvesting import Job, Work, runs, steps
from tumbaga.catalog.refusals import WrongState
from tumbaga.records.harvest import HarvestRun
from tumbaga.schemas.harvest import Item, NotChanged


@pytest.fixture
def source(city):
    return approved(city)


def test_what_comes_is_a_draft_that_says_where_it_came_from(city, source):
    work = harvest(city, {"abc": thing("Árboles", page="https://otra.gov.co/d/abc")})

    asset = assets.get(city.session, "otra:abc")
    assert counts(work) == {"created": 1}
    assert asset.workflow_state == "draft"
    assert asset.source == {"title": "Otra", "url": "https://otra.gov.co/d/abc"}
    assert last_run(city).state == "finished"


def test_the_second_time_nothing_changes(city, source):
    harvest(city, ten())

    work = harvest(city, ten())

    assert counts(work) == {"unchanged": 10}
    assert stored(city) == 10


def test_only_what_changed_is_updated(city, source):
    harvest(city, ten())

    work = harvest(city, ten(**{"id-3": thing("Conjunto 3", description="Otra cosa.")}))

    assert counts(work) == {"unchanged": 9, "updated": 1}
    assert assets.get(city.session, "otra:id-3").description == "Otra cosa."


def test_a_poison_record_is_named_and_the_rest_goes_on(city, source):
    bad = list(items(ten()))
    bad[4] = Item("id-4", "Conjunto 4", "x", problem="Sin título.")

    work = harvest(city, bad)

    assert counts(work) == {"created": 9, "failed": 1}
    assert last_run(city).state == "partial"
    assert [one.reason for one in work.failures] == ["Sin título."]


def test_one_poison_record_spoils_none_of_a_thousand(city, source):
    things = {f"{n}": thing(f"Cosa {n}") for n in range(1_000)}
    poisoned = list(items({**things, "437": thing("x" * 70_000)}))

    work = harvest(city, poisoned)

    assert counts(work) == {"created": 999, "failed": 1}
    assert work.failures[0].remote_id == "437"
    assert "Es demasiado largo" in work.failures[0].reason


def test_what_failed_is_tried_again_though_it_did_not_change(city, source):
    harvest(city, {"a": thing("A", publisher="Nadie")}, organization="")

    work = harvest(city, {"a": thing("A", publisher="Nadie")})

    assert counts(work) == {"created": 1}


def test_one_bad_reading_does_not_take_what_there_was(city, source):
    harvest(city, ten())
    bad = list(items(ten()))
    bad[4] = Item("id-4", "Conjunto 4", "x", problem="Mal formado.")

    work = harvest(city, bad)

    assert counts(work) == {"unchanged": 9, "failed": 1}
    assert row(city, "id-4").state == "present"
    assert counts(harvest(city, ten())) == {"unchanged": 10}


def test_a_preview_tells_all_and_saves_nothing(city, source):
    city.session.commit()

    work = harvest(city, ten(), preview=True)

    assert counts(work) == {"created": 10}
    assert stored(city) == 0
    assert city.session.scalar(select(func.count()).select_from(HarvestRun)) == 0


def test_the_source_says_itself_that_nothing_changed(city, source):
    harvest(city, ten())

    def same():
        raise NotChanged
        yield

    work = harvest(city, same())

    assert (work.state, counts(work)) == ("finished", {"unchanged": 10})
    assert counts(harvest(city, ten())) == {"unchanged": 10}


def test_a_run_can_be_stopped(city, source):
    many = {f"{n}": thing(f"Cosa {n}") for n in range(250)}

    def stopping():
        for number, one in enumerate(items(many)):
            if number == 120:
                runs.ask_to_stop(city.session, source, by=city.carla)
            yield one

    work = harvest(city, stopping())

    assert work.state == last_run(city).state == "stopped"
    assert 0 < stored(city) < 250
    assert source.holder is None
    assert harvest(city, many).state == "finished"
    assert stored(city) == 250


def test_a_run_that_takes_too_long_ends_by_itself(city, source):
    source.minutes = 0
    city.session.flush()

    work = harvest(city, ten())

    assert work.state == "stopped"
    assert "se detuvo sola" in work.reason


def test_two_at_once_is_refused(city, source):
    def inside():
        source.holder = "otra-maquina:1:otro"
        with pytest.raises(WrongState, match="se está cosechando ahora"):
            runs._take(city.session, source, again)
        source.holder = first.holder
        yield from items(ten())

    again = Work(Job("otra", "carla", [], lambda item: item))
    first = Work(Job("otra", "carla", inside(), mapped, organization="planeacion"))

    for step in steps(first, lambda: nullcontext(city.session)):
        step(city.session)
    assert first.state == "finished"


def test_who_lost_the_source_saves_nothing_more(city, source):
    def lost():
        source.holder = "otra-maquina:1:otro"
        city.session.flush()
        yield from items(ten())

    with pytest.raises(WrongState, match="Otro proceso"):
        harvest(city, lost())
    assert stored(city) == 0


def test_a_new_source_waits_for_its_approval(city):
    sources.propose(
        city.session,
        kind="ckan",
        location="https://otra.gov.co",
        title="Otra",
        code="otra",
        by=city.carla,
    )
    with pytest.raises(WrongState, match="aprobarla"):
        harvest(city, ten())


def test_a_general_run_over_many_batches_counts_them_all(city, source):
    many = {f"{n}": thing(f"Cosa {n}") for n in range(350)}

    assert counts(harvest(city, many)) == {"created": 350}
    assert counts(harvest(city, many)) == {"unchanged": 350}

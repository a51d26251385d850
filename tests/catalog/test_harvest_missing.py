"""What is missing in a source: waited for, asked about, and only then withdrawn."""

from datetime import timedelta

import pytest
from harvest_runs import (
    approved,
    counts,
    harvest,
    items,
    last_run,
    published,
    row,
    ten,
    thing,
)
from tumbaga.catalog import sources
from tumbaga.catalog.harvesting import vanishing
from tumbaga.catalog.refusals import NotAllowed, WrongState
from tumbaga.records import reading
from tumbaga.records.base import now
from tumbaga.schemas.harvest import Cut
from tumbaga.schemas.tables import Unreadable


@pytest.fixture
def source(city):
    return approved(city)


@pytest.mark.parametrize(
    "problem", [Unreadable("Es una página web."), Cut("Se cortó.")]
)
def test_an_error_page_is_no_success_and_takes_nothing(city, source, problem):
    harvest(city, ten())

    def broken():
        raise problem
        yield

    work = harvest(city, broken())

    assert (work.state, work.reason) == ("failed", str(problem))
    assert last_run(city).state == "failed"
    assert row(city, "id-3").state == "present"


def test_a_source_cut_half_way_keeps_what_came_and_takes_nothing(city, source):
    harvest(city, ten())

    def half():
        yield from list(items(ten()))[:5]
        raise Unreadable("Se repite una página.")

    work = harvest(city, half())

    assert work.state == "partial"
    assert counts(work) == {"unchanged": 5}
    assert row(city, "id-9").state == "present"


def test_half_of_last_time_waits_for_a_person(city, source):
    harvest(city, ten())
    half = dict(list(ten().items())[:5])

    work = harvest(city, half)

    assert work.state == "suspended"
    assert "Faltan 5 de los 10" in work.reason
    assert row(city, "id-9").state == "present"
    with pytest.raises(NotAllowed):
        vanishing.confirm(city.session, source, by=city.ana)
    assert vanishing.confirm(city.session, source, by=city.carla) == 5
    assert row(city, "id-9").state == "missing"
    run = sources.health(city.session, source).runs[0]
    assert (run.state, "confirmó" in run.reason, "decida en" in run.reason) == (
        "finished",
        True,
        False,
    )
    with pytest.raises(WrongState):
        vanishing.confirm(city.session, source, by=city.carla)


def test_an_empty_list_takes_nothing(city, source):
    harvest(city, ten())

    assert harvest(city, {}).state == "suspended"


def test_a_first_harvest_of_nothing_is_no_success(city, source):
    work = harvest(city, {})

    assert work.state == "failed"
    assert "ningún registro" in work.reason


def test_a_first_harvest_of_what_was_erased_says_so(city, source):
    work = harvest(city, {"1": thing("X", deleted=True)})

    assert "ya no existen" in work.reason


def test_one_that_vanished_has_days_of_grace(city, source):
    harvest(city, ten())
    nine = ten()
    nine.pop("id-7")

    work = harvest(city, nine)

    assert counts(work) == {"unchanged": 9, "gone": 1}
    assert row(city, "id-7").state == "missing"
    assert counts(harvest(city, nine)) == {"unchanged": 9}


def test_one_that_comes_back_in_time_is_as_it_was(city, source):
    harvest(city, ten())
    nine = ten()
    nine.pop("id-7")
    harvest(city, nine)

    work = harvest(city, ten())

    assert counts(work) == {"unchanged": 10}
    assert row(city, "id-7").state == "present"
    assert row(city, "id-7").missing_since is None


def test_after_the_grace_what_was_published_is_withdrawn(city, source):
    harvest(city, ten())
    asset = published(city, "otra:id-7")
    nine = ten()
    nine.pop("id-7")
    harvest(city, nine)
    row(city, "id-7").missing_since = now() - timedelta(days=8)

    work = harvest(city, nine)

    assert counts(work) == {"unchanged": 9, "withdrawn": 1}
    assert asset.workflow_state == "withdrawn"
    assert reading.by_uid(city.session, asset.uid) is None


def test_who_may_not_withdraw_leaves_it_standing_and_says_so(city, source):
    harvest(city, ten())
    asset = published(city, "otra:id-7")
    nine = ten()
    nine.pop("id-7")
    harvest(city, nine)
    row(city, "id-7").missing_since = now() - timedelta(days=8)

    work = harvest(city, nine, by=city.ana)

    assert asset.workflow_state == "published"
    assert "no puede sacar" in work.failures[0].reason


def test_a_deletion_that_the_source_tells_counts_without_a_full_reading(city, source):
    harvest(city, ten())

    work = harvest(city, {"id-3": thing("X", deleted=True)}, partial_read=True)

    assert counts(work) == {"gone": 1}
    assert row(city, "id-3").state == "missing"
    assert row(city, "id-4").state == "present"

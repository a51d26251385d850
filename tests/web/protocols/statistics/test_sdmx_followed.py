"""One city's indicators followed by another over SDMX: what did not change is not asked."""

from datetime import timedelta
from decimal import Decimal

import pytest
from city import found_city
from public_records import indicator
from sdmx_figures import figure
from sqlalchemy import select
from sqlalchemy.orm import Session
from tumbaga import harvesters
from tumbaga.catalog.harvesting import rereading
from tumbaga.harvesters.sdmx import marks
from tumbaga.records.base import now
from tumbaga.records.harvest import HarvestItem
from tumbaga.records.indicator import Indicator
from tumbaga.web import harvests
from tumbaga.web.composition import House
from tumbaga.web.harvests import Asked
from tumbaga.web.protocols.sdmx import answers
from tumbaga.web.protocols.sdmx.refusals import too_large
from tumbaga.web.settings import Settings

TOMORROW = timedelta(days=1)


@pytest.fixture
def other(tmp_path):
    """A city that has no indicator yet, and reads each source as if a day later."""
    inside = {"harvest_private": "sí", "harvest_delay": "0"}
    house = House(Settings(data=str(tmp_path / "vecina"), **inside))
    house.prepare()
    with house.writing() as session:
        found_city(session)
    yield house
    house.engine.dispose()


def published(site, slug, value, title="Tasa"):
    record = indicator(slug, unit="Casos", title=f"{title} {slug}")
    site.publish(record, figures=[figure("2020", Decimal(value))])


def harvested(other, address):
    """What came of a harvest, and the flows whose figures were asked for."""
    asked = Asked(f"{address}/sdmx", "carla", "sdmx", organization="planeacion")
    work = harvests.run(other, asked)
    assert work.state == "finished", work.reason
    questions = [note["url"] for note in work.job.notes if "/sdmx/data/" in note["url"]]
    return dict(work.counts), [url.split(",")[1].split("/")[0] for url in questions]


def values(other):
    with Session(other.engine) as session:
        found = session.scalars(select(Indicator).order_by(Indicator.title))
        return [(one.title, float(one.observations[0].value)) for one in found]


@pytest.fixture
def _later(monkeypatch):
    moment = now() + TOMORROW
    monkeypatch.setattr(marks, "_now", lambda: moment)


@pytest.mark.usefixtures("_later")
def test_a_corrected_figure_arrives_and_nothing_else_is_asked_for(site, other):
    published(site, "a", 7)
    published(site, "b", 8)
    with site.served() as address:
        first = harvested(other, address)
        again = harvested(other, address)
        published(site, "b", 9)
        corrected = harvested(other, address)
        last = harvested(other, address)

    assert first == ({"created": 2}, ["IND_A_REGISTRO", "IND_B_REGISTRO"])
    assert again == ({"unchanged": 2}, [])
    assert corrected == ({"unchanged": 1, "updated": 1}, ["IND_B_REGISTRO"])
    assert last == ({"unchanged": 2}, [])
    assert values(other) == [("Tasa a", 7), ("Tasa b", 9)]


@pytest.mark.usefixtures("_later")
def test_what_could_not_be_read_is_asked_for_again_and_so_is_all_after_a_new_reading(
    site, other, monkeypatch
):
    published(site, "a", 7)
    published(site, "b", 8)
    with site.served() as address:
        harvested(other, address)
        with other.writing() as session:
            first = session.scalars(
                select(HarvestItem).order_by(HarvestItem.id)
            ).first()
            rereading.ask(session, [first.id])
        doubted = harvested(other, address)
        monkeypatch.setattr(harvesters.get("sdmx"), "VERSION", "otra")
        read_anew = harvested(other, address)

    assert doubted == ({"unchanged": 2}, ["IND_A_REGISTRO"])
    assert read_anew == ({"unchanged": 2}, ["IND_A_REGISTRO", "IND_B_REGISTRO"])


@pytest.mark.usefixtures("_later")
def test_a_flow_whose_figures_failed_is_asked_for_again(site, other, monkeypatch):
    published(site, "a", 7)
    down = monkeypatch.context()
    with site.served() as address:
        with down as broken:
            broken.setattr(answers, "data", _fails)
            asked = Asked(f"{address}/sdmx", "carla", "sdmx", organization="planeacion")
            first = harvests.run(other, asked)
        second = harvested(other, address)

    assert first.state == "partial"
    assert "No se pudieron leer sus datos" in first.failures[0].reason
    assert second == ({"created": 1}, ["IND_A_REGISTRO"])
    assert values(other) == [("Tasa a", 7)]


def _fails(*_given):
    raise too_large("no")

"""One city harvested into another, over the wire: what each protocol carries, and the loop."""

import socket
import threading
from contextlib import contextmanager
from pathlib import Path

import pytest
from city import found_city
from sqlalchemy import select
from sqlalchemy.orm import Session
from tumbaga.catalog import (
    assets,
    classification,
    people,
    publishing,
    withdrawing,
    workflow,
)
from tumbaga.records.asset import Asset
from tumbaga.records.harvest import HarvestItem
from tumbaga.web import harvests
from tumbaga.web.app import create_app
from tumbaga.web.composition import House
from tumbaga.web.following import follow
from tumbaga.web.harvests import Asked
from tumbaga.web.settings import Settings
from werkzeug.serving import make_server

pytestmark = pytest.mark.thorough

FIELDS = [
    "title",
    "description",
    "theme",
    "language",
    "keywords",
    "spatial",
    "temporal_start",
    "temporal_end",
    "frequency",
    "licence",
    "issued",
    "contact",
]
# What each protocol carries of FIELDS; distributions and the organisation always.
CARRIES = {
    ("dcat", "/catalogo.ttl"): set(FIELDS),
    ("dcat", "/catalogo.rdf"): set(FIELDS),
    ("dcat", "/catalogo.jsonld"): set(FIELDS),
    ("dcat", "/catalogo.ttl?page=1"): set(FIELDS),
    ("datajson", "/data.json"): set(FIELDS),
    ("oai", "/oai"): set(FIELDS),
    ("ckan", ""): set(FIELDS),
}
DATASET = {
    "description": "Cuánto cuesta cada año el plan.",
    "keywords": ["plan", "inversión"],
    "spatial": ["76001"],
    "temporal_start": "2016",
    "temporal_end": "2019-06",
    "frequency": "anual",
    "licence": "CC-BY-4.0",
    "issued": "2016-02-29",
    "contact": {"position": "Oficina de estadística", "email": "datos@cali.gov.co"},
}


def free_port() -> int:
    with socket.socket() as made:
        made.bind(("127.0.0.1", 0))
        return made.getsockname()[1]


def part(number):
    return {
        "title": "Inversión en CSV",
        "url": f"https://cali.gov.co/inversion-{number}.csv",
        "media_type": "text/csv",
    }


@contextmanager
def town(folder):
    """A catalogue with its people, served on loopback."""
    port = free_port()
    settings = Settings(
        data=str(folder),
        base_url=f"http://127.0.0.1:{port}",
        harvest_private="sí",
        harvest_delay="0",
    )
    house = House(settings)
    house.prepare()
    server = make_server("127.0.0.1", port, create_app(settings), threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield house
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
        house.engine.dispose()


def publish(city, who, draft):
    asset = assets.save(city.session, draft, by=who).asset
    workflow.submit(city.session, asset, by=who)
    workflow.approve(city.session, asset, by=city.carla)
    public = {"access_class": "publica"}
    classification.decide(city.session, asset, public, by=city.beto)
    publishing.publish(city.session, asset, by=city.carla)


@pytest.fixture
def origin(tmp_path):
    """Four datasets of one office and one of another, published, and a draft."""
    with town(tmp_path / "origen") as house:
        with house.writing() as session:
            city = found_city(session)
            units = [city.ana.organization, city.fabio.organization]
            publishing.publish_organizations(session, units, by=city.dario)
            for number in range(5):
                title = f"Inversión {number}"
                given = {**DATASET, "distributions": [part(number)]}
                who = (city.fabio, "salud") if number == 4 else (city.ana, "planeacion")
                given |= {"code": f"PET-{number}", "organization": who[1]}
                publish(city, who[0], city.draft(title=title, **given))
            city.asset(code="PET-9", title="Borrador secreto")
        follow(house)
        yield house


@pytest.fixture
def other(tmp_path):
    with town(tmp_path / "vecina") as house:
        with house.writing() as session:
            found_city(session)
        yield house


def harvest(house, address, kind, by="carla"):
    return harvests.run(house, Asked(address, by, kind, "planeacion"))


def held(house):
    with Session(house.engine) as session:
        return {
            asset.title: (
                {name: getattr(asset, name) for name in FIELDS},
                [(one.title, one.url, one.media_type) for one in asset.distributions],
                asset.organization.name,
            )
            for asset in session.scalars(select(Asset))
        }


ROWS = {"dcat": "DCAT", "datajson": "data.json", "oai": "OAI-PMH", "ckan": "CKAN"}


@pytest.mark.parametrize("kind", ROWS)
def test_the_published_table_says_what_is_carried(kind):
    text = (Path(__file__).parents[2] / "docs" / "cosecha.md").read_text("utf-8")
    table = text.split("## De una ciudad a otra")[1].split("\n### ")[0].splitlines()
    [row] = [one for one in table if one.startswith(f"| {ROWS[kind]}")]
    whole = all(CARRIES[way] == set(FIELDS) for way in CARRIES if way[0] == kind)

    assert (row.split("|")[2].strip() == "todo") == whole


@pytest.mark.parametrize("way", CARRIES, ids="-".join)
def test_what_a_protocol_carries_arrives_whole(origin, other, way):
    kind, path = way
    address = origin.settings.base_url + path

    first = harvest(other, address, kind)
    again = harvest(other, address, kind)

    there, here = held(origin), held(other)
    there.pop("Borrador secreto")
    assert (first.state, first.counts["created"]) == ("finished", 5)
    assert (again.state, again.counts["unchanged"]) == ("finished", 5)
    assert set(here) == set(there)
    for title, (fields, parts, unit) in there.items():
        came, came_parts, came_unit = here[title]
        lost = {name for name in FIELDS if came[name] != fields[name]}
        assert lost <= set(FIELDS) - CARRIES[way], {n: came[n] for n in lost}
        assert (came_parts, came_unit) == (parts, unit)


def test_by_a_second_protocol_nothing_is_doubled(origin, other):
    base = origin.settings.base_url
    harvest(other, f"{base}/catalogo.ttl", "dcat")

    work = harvest(other, f"{base}/data.json", "datajson")

    assert work.counts["twin"] == 5
    assert len(held(other)) == 5


def test_what_is_withdrawn_there_goes_missing_here(origin, other):
    address = f"{origin.settings.base_url}/data.json"
    harvest(other, address, "datajson")
    with origin.writing() as session:
        by = people.get(session, "carla")
        withdrawing.withdraw(session, assets.get(session, "PET-3"), "Error.", by=by)
    follow(origin)

    work = harvest(other, address, "datajson")

    assert (work.counts["gone"], work.counts["unchanged"]) == (1, 4)
    with Session(other.engine) as session:
        states = session.scalars(select(HarvestItem.state)).all()
    assert sorted(states) == ["missing", *["present"] * 4]


@pytest.mark.parametrize(
    ("kind", "path"),
    [
        ("dcat", "/catalogo.ttl"),
        ("datajson", "/data.json"),
        ("oai", "/oai"),
        ("ckan", ""),
    ],
)
def test_a_harvests_b_harvests_a_and_nothing_comes_round(origin, other, kind, path):
    harvest(other, origin.settings.base_url + path, kind)
    with other.writing() as session:
        carla, beto = people.get(session, "carla"), people.get(session, "beto")
        for asset in session.scalars(select(Asset)).all():
            workflow.submit(session, asset, by=carla)
            workflow.approve(session, asset, by=carla)
            public = {"access_class": "publica"}
            classification.decide(session, asset, public, by=beto)
            publishing.publish(session, asset, by=carla)
    follow(other)
    before = held(origin)

    work = harvest(origin, other.settings.base_url + path, kind)

    assert (work.counts["ours"], work.counts["created"]) == (5, 0)
    assert held(origin) == before

"""Real sheets that name persons go all the way out, and the persons do not."""

from contextlib import nullcontext

import pytest
from sqlalchemy import select
from tumbaga import harvesters
from tumbaga.catalog import assets, classification, harvesting, publishing, workflow
from tumbaga.catalog.harvesting import Job
from tumbaga.harvesters.sheets import Book
from tumbaga.records.publication import Publication, PublicationObservation
from tumbaga.schemas.harvest import Item

NAMED = {
    "MAHP03.02.18.FT04": "Palomino",
    "MAHP03.02.18.FT07": "Zuluaga",
    "MAHP03.01.18.FT23": "Chileuitt",
    "MMDS01.03.18.FT03": "Emilce",
    "MMCS03.05.18.FT03": "Estefania",
}


@pytest.fixture
def published(city, shared):
    """The five sheets, harvested, reviewed and published."""
    session = city.session
    folder = shared / "data" / "colombia" / "cali-fichas-indicador"
    job = Job(
        source="tables-fichas",
        direct=("tables", str(folder)),
        by=city.ana.code,
        items=[Item(code, code, code, Book(folder / f"{code}.xlsx")) for code in NAMED],
        map=harvesters.get("tables").map,
        organization="planeacion",
    )
    for step in harvesting.steps(harvesting.Work(job), lambda: nullcontext(session)):
        step(session)
    records = [assets.get(session, code) for code in NAMED]
    for one in records:
        one.theme = "funcion-publica"
        workflow.submit(session, one, by=city.ana)
        workflow.approve(session, one, by=city.carla)
        classification.decide(session, one, {"access_class": "publica"}, by=city.beto)
    publishing.publish_many(session, records, by=city.carla)
    return session


def test_the_ledger_names_nobody(published):
    documents = published.scalars(select(Publication)).all()
    figures = published.scalars(select(PublicationObservation)).all()
    out = " ".join(str(vars(one)) for one in (*documents, *figures))

    assert len(documents) == 5
    assert len(figures) > 30
    assert [name for name in NAMED.values() if name in out] == []


def test_the_desk_keeps_them(published):
    for code, name in NAMED.items():
        assert name in str(assets.get(published, code).desk)

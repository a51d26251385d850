"""What pages keep of many records stands only while nothing moves."""

from dataclasses import replace

import pytest
from public_records import dataset, indicator, organization
from tumbaga.catalog import ledger
from tumbaga.web import following
from tumbaga.web.app import create_app
from tumbaga.web.settings import Settings


@pytest.fixture
def site(tmp_path):
    app = create_app(Settings(data=str(tmp_path)))
    house = app.extensions["tumbaga"]
    house.prepare()
    yield house, app.test_client()
    house.engine.dispose()


def publish(house, one, **row):
    said = {"state": "published", "disclosure": "full"} | row
    entry = ledger.Entry(one.uid, one.kind, one.slug, text=one.text, **said)
    with house.writing() as session:
        ledger.append(session, [entry])
    following.following.catch_up(house.index, house.session)


def test_the_quality_of_an_office_follows_what_it_publishes_and_withdraws(site):
    house, client = site
    office = organization()
    own = {"organization": {"uid": office.uid, "name": "Planeación"}}
    publish(house, office)
    publish(house, dataset("uno", **own))
    assert "en 1 registro público" in client.get(office.path).text
    publish(house, dataset("dos", **own))
    assert "en 2 registros públicos" in client.get(office.path).text
    publish(house, replace(dataset("dos", **own), text="{}"), disclosure="index")
    assert "en 1 registro público" in client.get(office.path).text


def test_the_figure_of_the_week_leaves_the_first_page_with_its_record(site):
    house, client = site
    publish(house, indicator("cifra", title="Cifra que se va"))
    assert "Cifra que se va" in client.get("/").text
    publish(house, replace(indicator("cifra"), text="{}"), disclosure="index")
    assert "Cifra que se va" not in client.get("/").text

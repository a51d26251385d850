"""The desk's page of a record: the source that it came from, and how its links answer."""

import re

import pytest
from harvest_runs import approved, harvest, thing
from offices import opened
from tumbaga.catalog import links
from tumbaga.web.settings import Settings

URL = "https://x.gov.co/a.csv"


@pytest.fixture
def desks(tmp_path):
    yield from opened(Settings(data=str(tmp_path)))


def page(desks, uid, person="carla"):
    answer = desks.desk(person).get(f"/escritorio/registros/{uid}")
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.get_data(as_text=True))


def test_each_link_says_how_it_answers_and_what_it_answered_before(desks):
    part = {"title": "Datos", "url": URL, "media_type": "text/csv"}
    uid = desks.asset(distributions=[part])
    assert "Cómo responden" not in page(desks, uid)

    desks.do(lambda city: links.note(city.session, URL, "works", 200).id)
    gone = (URL, "broken", 404, "Respondió 404: ya no está ahí.")
    desks.do(lambda city: links.note(city.session, *gone).id)
    seen = page(desks, uid)

    assert "Falló la última vez" in seen
    assert "Respondió 404: ya no está ahí." in seen
    assert seen.index("no responde (404)") < seen.index("responde (200)")
    for _turn in range(2):
        desks.do(lambda city: links.note(city.session, *gone).id)
    assert "Falló la última vez" not in page(desks, uid)


def test_a_harvested_record_leads_to_where_each_value_came_from(desks):
    def harvested(city):
        approved(city)
        harvest(city, {"a": thing("Parques")})
        return city.session.query(type(city.asset())).filter_by(title="Parques").one()

    uid = desks.do(harvested)

    [place] = re.findall(
        r'href="(/escritorio/cosechas/registros/\d+)"', page(desks, uid)
    )
    told = desks.desk("carla").get(place).get_data(as_text=True)
    assert "De dónde salió cada valor" in told
    assert "cosechas/registros" not in page(desks, desks.asset(code="otro"))

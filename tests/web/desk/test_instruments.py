"""Editions, the merged matrix and the transparency menu at the desk."""

import io
import re
from datetime import timedelta

import pytest
from city import City
from desk_client import Desk
from openpyxl import load_workbook
from tumbaga.catalog import (
    assets,
    classification,
    door,
    edition_changes,
    editions,
    publishing,
)
from tumbaga.records import reading


def city_of(session, people) -> City:
    names = ("ana", "beto", "carla", "dario", "elsa", "fabio")
    found = City(session, *(session.merge(getattr(people, n)) for n in names))
    found.carla.organization = found.ana.organization
    session.flush()
    return found


@pytest.fixture
def carla(app, house, people) -> Desk:
    with house.writing() as session:
        city = city_of(session, people)
        city.published()
    return Desk(app, people.carla)


def test_an_edition_is_prepared_adopted_by_an_act_and_published(house, people, carla):
    place = "/escritorio/instrumentos"
    assert carla.post(f"{place}/registro-de-activos").status_code == 303
    assert carla.post(f"{place}/registro-de-activos").status_code == 303

    with house.writing() as session:
        city = city_of(session, people)
        [edition] = editions.listed(session, "registro-de-activos")
        assert edition.workflow_state == "approved"
        act = {
            "access_class": "publica",
            "act": "Resolución 0098",
            "act_date": "2026-11-25",
        }
        classification.decide(session, edition, act, by=city.beto)
        publishing.publish(session, edition, by=city.carla)
        public = reading.by_uid(session, edition.uid)
    kinds = {one["media_type"] for one in public.document["distributions"]}
    assert "text/csv" in kinds
    assert public.document["classification"]["act"] == "Resolución 0098"
    assert "registro-de-activos" in public.document["distributions"][0]["url"]
    assert carla.post(f"{place}/otra-cosa").status_code == 404
    for page in ("/transparencia", "/transparencia/registro-de-activos"):
        shown = carla.get(page).get_data(as_text=True)
        assert f'href="{public.path}"' in shown
        assert "Adoptada por Resolución 0098" in shown
    other = carla.get("/transparencia/esquema-de-publicacion").get_data(as_text=True)
    assert "Ediciones adoptadas" not in other


def test_two_editions_are_compared_row_by_row(tmp_path):
    older, newer = tmp_path / "a.csv", tmp_path / "b.csv"
    older.write_text("n,plazo,d\nUno,x,/1\nDos,5 años,/2\nTres,x,/3\n")
    newer.write_text("n,plazo,d\nUno,x,/1\nDos,6 años,/2\nCuatro,x,/4\n")

    told = edition_changes.compare(older, newer)

    said = [
        [(one.address, one.name) for one in lines.first]
        for lines in (told.added, told.removed, told.changed)
    ]
    assert said == [[("/4", "Cuatro")], [("/3", "Tres")], [("/2", "Dos")]]
    [field] = told.changed.first[0].fields
    assert (field.label, field.before, field.after) == ("plazo", "5 años", "6 años")


def test_of_many_changes_all_are_counted_and_the_first_are_told(tmp_path, monkeypatch):
    older, newer = tmp_path / "a.csv", tmp_path / "b.csv"
    older.write_text("n,d\n")
    newer.write_text("n,d\n" + "".join(f"Uno,/{n}\n" for n in range(9)))
    monkeypatch.setattr(edition_changes, "MOST", 4)

    told = edition_changes.compare(older, newer)

    assert (told.added.count, len(told.added.first)) == (9, 4)


def test_the_page_names_what_entered_since_the_edition_before(
    house, people, carla, monkeypatch
):
    place = "/escritorio/instrumentos"
    carla.post(f"{place}/registro-de-activos")
    with house.writing() as session:
        city = city_of(session, people)
        city.published(code="NUEVO-7", title="Entra después")
        other = city.asset(code="OTRO").uid
    tomorrow = door.today() + timedelta(days=1)
    monkeypatch.setattr(door, "today", lambda: tomorrow)
    carla.post(f"{place}/registro-de-activos")

    page = carla.get(place).get_data(as_text=True)
    [address] = re.findall(r'href="([^"]+/ediciones/[^"]+)"', page)
    told = carla.get(address).get_data(as_text=True)

    assert re.search(r'<a href="[^"]+/datos/nuevo-7">Entra después', told)
    assert "Entran" in told
    assert "Salen" not in told
    with house.session() as session:
        first = editions.listed(session, "registro-de-activos")[-1].uid
    alone = carla.get(f"{place}/ediciones/{first}").get_data(as_text=True)
    assert "Es la primera edición" in alone
    assert carla.get(f"{place}/ediciones/{other}").status_code == 404


def test_the_matrix_has_every_record_and_stays_inside(house, app, people, carla):
    with house.writing() as session:
        city = city_of(session, people)
        draft = city.draft(
            code="PET-7", title="=2+2", confidentiality="alta", integrity="alta"
        )
        assets.save(session, draft, by=city.ana)

    answer = carla.get("/escritorio/instrumentos/matriz.xlsx")
    book = load_workbook(io.BytesIO(answer.get_data()))
    text = [[cell.value for cell in row] for row in book.active.iter_rows()]

    flat = [value for row in text for value in row]
    assert "Criticidad" in flat
    assert {"PET-1", "PET-7"} <= set(flat)
    assert not any(
        cell.data_type == "f" for row in book.active.iter_rows() for cell in row
    )
    for who in ("ana", "fabio"):
        refused = Desk(app, getattr(people, who)).get(
            "/escritorio/instrumentos/matriz.xlsx"
        )
        assert refused.status_code == 403


def test_the_menu_says_where_each_numeral_is(app, people, carla):
    dario = Desk(app, people.dario)
    place = "/escritorio/instrumentos/menu"
    bad = dario.post(place, {"estado-3": "si", "url-3": "javascript:alert(1)"})
    dario.post(place, {"estado-3": "si", "url-3": "https://www.secop.gov.co"})

    page = app.test_client().get("/transparencia").get_data(as_text=True)

    assert bad.status_code == 422
    assert "https://www.secop.gov.co" in page
    rows = re.findall(r'<th scope="row">([\d.]+) ', page)
    assert rows[:7] == ["1", "2", "3", "4", "5", "6", "7"]
    assert rows[-1] == "10"
    assert carla.post(place, {"estado-3": "no"}).status_code in (303, 403)


def test_the_calendar_says_what_is_due(house, app, people):
    with house.writing() as session:
        city = city_of(session, people)
        city.published(
            code="MENSUAL",
            title="Casos, por semana; y mes",
            frequency="mensual",
            temporal_end="2099-01",
            generated="2099-01",
        )
        city.published(
            code="TARDE", title="Cobertura", frequency="anual", temporal_end="2020-12"
        )
        lately = (door.today() - timedelta(days=120)).isoformat()
        city.published(
            code="RECIEN", title="Vacunas", frequency="mensual", temporal_end=lately
        )
    client = app.test_client()

    page = client.get("/transparencia/calendario").get_data(as_text=True)
    feed = client.get("/transparencia/calendario.ics")

    text = feed.get_data(as_text=True)
    assert "Casos, por semana; y mes" in page
    assert feed.mimetype == "text/calendar"
    assert "SUMMARY:Casos\\, por semana\\; y mes" in text
    assert "Atrasados" in page
    assert page.index("Casos, por semana") < page.index("Cobertura")
    assert page.index("Vacunas") < page.index("Cobertura")  # the latest first
    assert "SUMMARY:Atrasado: Vacunas" in text
    assert "Cobertura" not in text  # it was expected more than a year ago
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))

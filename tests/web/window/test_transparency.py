"""The instruments of Ley 1712, from the ledger, for people and for programs."""

import csv
import io
import json

import pytest
from city import RESERVED, found_city
from openpyxl import load_workbook
from pypdf import PdfReader
from tumbaga.catalog import classification, publishing
from tumbaga.exporters import ley1712
from tumbaga.web.app import create_app
from tumbaga.web.composition import House
from tumbaga.web.settings import Settings

PROGRAMME = "programa_gestion_documental"
PARTIAL = {
    **RESERVED,
    "access_class": "clasificada",
    "articles": ["18-a"],
    "scope": "partial",
    "public_leaves": ["description", "variables/comuna"],
    "index_title": "Personas atendidas",
    "term_years": None,
    "unlimited": True,
}


@pytest.fixture
def client(tmp_path):
    house = House(Settings(data=str(tmp_path), base_url="https://datos.ejemplo.gov.co"))
    house.prepare()
    with house.writing() as session:
        city = found_city(session)
        city.published(code="ABIERTO", title="Árboles sembrados", category="Ambiente")
        city.published(code="FORMULA", title="=HYPERLINK(1)")
        for code, decision in (("CERRADO", RESERVED), ("PARTE", PARTIAL)):
            asset = city.approved(
                code=code,
                title="TITULO-QUE-NO-SALE",
                medium="fisico",
                variables=[
                    {"name": "cedula", "label": "VARIABLE-QUE-NO-SALE"},
                    {"name": "comuna", "label": "Comuna"},
                ],
            )
            classification.decide(session, asset, decision, by=city.beto)
            publishing.publish(session, asset, by=city.carla)
    return create_app(house.settings).test_client()


def rows(client, name: str) -> list[dict[str, str]]:
    answer = client.get(f"/transparencia/{name}.csv")
    text = answer.get_data(as_text=True)
    answer.close()
    return list(csv.DictReader(io.StringIO(text)))


def test_the_registro_has_every_asset_and_the_official_columns(client):
    found = rows(client, "registro-de-activos")

    assert len(found) == 4
    assert list(found[0])[:3] == [
        "Nombre o título de la categoría de información",
        "Descripción del contenido de la categoría de información",
        "Idioma",
    ]
    assert found[0]["Nombre o título de la categoría de información"] == "Ambiente"


def test_the_indice_has_what_is_excepted_with_reason_norm_act_and_term(client):
    found = {
        r["Nombre o título de la información"]: r
        for r in rows(client, "indice-clasificada-reservada")
    }

    assert set(found) == {"Expedientes de indagación", "Personas atendidas"}
    closed = found["Expedientes de indagación"]
    assert closed["Fundamento constitucional o legal"] == RESERVED["norm"]
    assert "artículo 19, literal d" in closed["Objetivo legítimo de la excepción"]
    assert "Resolución 0127" in closed["Fundamento jurídico de la excepción"]
    assert closed["Excepción total o parcial"] == "Total"
    assert closed["Fecha de la calificación"] == "2024-03-14"
    assert closed["Plazo de la clasificación o reserva"] == (
        "5 años, desde el 14 de marzo de 2024, hasta el 14 de marzo de 2029"
    )
    part = found["Personas atendidas"]
    assert part["Excepción total o parcial"] == "Parcial. Se publica: Comuna"
    assert part["Plazo de la clasificación o reserva"] == "Ilimitado"
    assert part["Medio de conservación y/o soporte"] == "Físico"


def test_a_term_is_told_as_people_write_it_and_to_programs_as_they_read_it(client):
    [closed] = [
        one
        for one in client.get("/transparencia/indice-clasificada-reservada.json").json[
            "rows"
        ]
        if one["nombre"] == "Expedientes de indagación"
    ]
    assert closed["plazo"] == "5 años, desde el 2024-03-14, hasta el 2029-03-14"
    assert closed["fecha_calificacion"] == "2024-03-14"

    told = "5 años, desde el 14 de marzo de 2024, hasta el 14 de marzo de 2029"
    assert told in client.get("/transparencia/indice-clasificada-reservada").text
    answer = client.get("/transparencia/indice-clasificada-reservada.xlsx")
    sheet = load_workbook(io.BytesIO(answer.data)).active
    answer.close()
    cells = {str(cell.value) for row in sheet for cell in row}
    assert {told, "14/03/2024"} <= cells
    answer = client.get("/transparencia/indice-clasificada-reservada.pdf")
    pages = PdfReader(io.BytesIO(answer.data)).pages
    answer.close()
    said = "".join(page.extract_text() for page in pages)
    assert "14/03/2024" in said
    assert "2024-03-14" not in said


def test_the_esquema_has_what_is_published_and_where(client):
    found = rows(client, "esquema-de-publicacion")

    assert len(found) == 3
    assert found[0]["Lugar de consulta"].startswith(
        "https://datos.ejemplo.gov.co/datos/"
    )


@pytest.mark.parametrize("suffix", ["", ".csv", ".xlsx", ".pdf", ".json"])
@pytest.mark.parametrize(
    "name",
    ["registro-de-activos", "indice-clasificada-reservada", "esquema-de-publicacion"],
)
def test_nothing_that_is_withheld_is_in_any_of_them(client, name, suffix):
    answer = client.get(f"/transparencia/{name}{suffix}")
    content = answer.get_data()
    answer.close()

    assert answer.status_code == 200
    assert b"NO-SALE" not in content
    if suffix == ".xlsx":
        book = load_workbook(io.BytesIO(content))
        text = str([[c.value for c in row] for row in book.active.iter_rows()])
        assert "NO-SALE" not in text
        assert "Idioma" in text


def test_a_title_is_no_formula(client):
    titles = [
        r["Nombre o título de la información"]
        for r in rows(client, "esquema-de-publicacion")
    ]

    assert "'=HYPERLINK(1)" in titles


def test_the_json_has_the_names_for_programs(client):
    answer = client.get("/transparencia/indice-clasificada-reservada.json")
    told = json.loads(answer.get_data())

    assert told["base"] == "Ley 1712 de 2014, artículo 20"
    assert {one["nombre"] for one in told["rows"]} == {
        "Expedientes de indagación",
        "Personas atendidas",
    }


def test_the_page_counts_and_leads_to_the_formats(client):
    page = client.get("/transparencia").get_data(as_text=True)

    assert "4 registros" in page
    assert "/transparencia/indice-clasificada-reservada.pdf" in page
    assert "Expedientes de indagación" in page
    assert client.get("/transparencia/otra-cosa").status_code == 404
    assert client.get("/transparencia/registro-de-activos.exe").status_code == 404
    assert client.get("/transparencia/registro-de-activos?desde=-1").status_code == 404


def test_the_publications_the_programme_and_the_series_have_their_lists(client):
    city_wide = rows(client, "registro-de-publicaciones")
    assert {one["Nombre o título de la publicación"] for one in city_wide} == {
        "Árboles sembrados",
        "'=HYPERLINK(1)",
        "Personas atendidas",
    }
    assert rows(client, "programa-de-gestion-documental") == []
    assert rows(client, "tablas-de-retencion-documental") == []
    for name in ("registro-de-publicaciones", "tablas-de-retencion-documental"):
        assert client.get(f"/transparencia/{name}").status_code == 200


def test_what_is_filed_in_a_series_and_the_adopted_schedules_are_listed(tmp_path):
    house = House(Settings(data=str(tmp_path / "otra"), base_url="https://x.gov.co"))
    house.prepare()
    with house.writing() as session:
        city = found_city(session)
        city.published(code="SERIE", title="Árboles", trd_series="200.12 Informes")
        for code, kind in (("TRD", "tabla_retencion"), ("PGD", PROGRAMME)):
            city.published(kind="document", code=code, title=code, document_type=kind)
        closed = city.approved(code="CERRADO", trd_series="SERIE-QUE-NO-SALE")
        classification.decide(session, closed, RESERVED, by=city.beto)
        publishing.publish(session, closed, by=city.carla)
    other = create_app(house.settings).test_client()

    filed = rows(other, "tablas-de-retencion-documental")
    assert {one["Nombre o título de la información"] for one in filed} == {
        "Árboles",
        "TRD",
    }
    assert "200.12 Informes" in {one["Serie documental"] for one in filed}
    programme = rows(other, "programa-de-gestion-documental")
    assert [one["Nombre o título del documento"] for one in programme] == ["PGD"]
    page = other.get("/transparencia").get_data(as_text=True)
    assert "7.1.4" in page
    assert "SERIE-QUE-NO-SALE" not in page


def test_what_each_instrument_is_for_is_said_in_the_page_s_language(client):
    page = client.get("/transparencia?lang=en").get_data(as_text=True)
    one = client.get("/transparencia/esquema-de-publicacion?lang=en")
    spanish = client.get("/transparencia?lang=es").get_data(as_text=True)

    for key in ley1712.INSTRUMENTS:
        assert ley1712.get(key).means in spanish
        assert ley1712.get(key).means not in page
    assert "What is published, where and how often." in one.get_data(as_text=True)


def test_the_terms_that_end_first_are_told_whatever_came_first(tmp_path):
    house = House(Settings(data=str(tmp_path / "plazos")))
    house.prepare()
    with house.writing() as session:
        city = found_city(session)
        for years in (15, 12, 13, 9, 14):
            asset = city.approved(code=f"P-{years}")
            named = f"Expediente de {years} años"
            term = {**RESERVED, "term_years": years, "index_title": named}
            classification.decide(session, asset, term, by=city.beto)
            publishing.publish(session, asset, by=city.carla)
        never = city.approved(code="SIN-PUBLICAR")
        soon = {**RESERVED, "term_years": 3, "index_title": "No se publicó"}
        classification.decide(session, never, soon, by=city.beto)
    page = create_app(house.settings).test_client().get("/transparencia").text

    places = [page.find(f"Expediente de {n} años") for n in (9, 12, 13)]
    assert places == sorted(places)
    assert min(places) > 0
    assert "Expediente de 14 años" not in page
    assert "No se publicó" not in page

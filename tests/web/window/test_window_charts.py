"""The chart of an indicator on its page and as a file, drawn or not drawn yet."""

import io
import json
import re
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
import samples
from flask.testing import FlaskClient
from pypdf import PdfReader
from sqlalchemy import insert
from tumbaga.exporters.charts import keeping
from tumbaga.records import reading
from tumbaga.records.fragment import Fragment
from tumbaga.web.composition import House

SVG = '<svg class="tb-ancho" viewBox="0 0 9 9" role="img"><title>T</title></svg>'
PLACE = "/indicadores/ej-1"
SDMX = re.compile(r'<a class="tb-formato" href="(/sdmx/[^"]+)">([^<]+)</a>')


def keep(house: House, form: str, body: bytes) -> None:
    """What the follower would have kept of the sample indicator."""
    with house.writing() as session:
        seq = reading.by_slug(session, "indicator", "ej-1").seq
        row = {"format": form, "version": keeping.VERSION, "seq": seq, "body": body}
        session.execute(insert(Fragment), [row])


@pytest.fixture
def drawn(house: House, filled: None) -> None:
    words = {"es": SVG, "en": SVG.replace("T<", "Title<")}
    keep(house, keeping.PAGE, json.dumps(words).encode())
    keep(house, keeping.SVG, b"<svg xmlns='http://www.w3.org/2000/svg'/>")


@pytest.mark.usefixtures("drawn")
def test_the_kept_chart_is_on_the_page_in_its_language(client: FlaskClient) -> None:
    page = client.get(PLACE).text
    assert SVG in page
    assert "tb-barras" not in page
    assert f'href="{PLACE}.svg"' in page
    assert "<title>Title</title>" in client.get(f"{PLACE}?lang=en").text


@pytest.mark.usefixtures("filled")
def test_without_a_chart_the_table_is_the_chart(client: FlaskClient) -> None:
    page = client.get(PLACE).text
    assert "tb-barras" in page
    assert f"{PLACE}.svg" not in page
    for suffix in (".svg", ".png"):
        answer = client.get(PLACE + suffix)
        assert answer.status_code == 503
        assert int(answer.headers["Retry-After"]) > 0
        assert "se está dibujando" in answer.text


@pytest.mark.usefixtures("filled")
def test_the_figures_are_offered_as_sdmx_and_the_links_lead_there(
    client: FlaskClient,
) -> None:
    links = dict(SDMX.findall(client.get(PLACE).text))
    assert set(links.values()) == {"SDMX-ML", "SDMX-CSV"}
    for address, name in links.items():
        answer = client.get(address)
        assert answer.status_code == 200
        assert ("csv" in answer.mimetype) == (name == "SDMX-CSV")
        assert "IND_EJ_1" in answer.text
        assert "2019" in answer.text
    other = client.get("/datos/inversion").text
    assert "JSON-LD" in other
    assert "SDMX-CSV" not in other


@pytest.mark.usefixtures("filled")
def test_a_chart_that_comes_later_is_seen_at_the_next_request(
    client: FlaskClient, house: House
) -> None:
    marks = {place: client.get(place).headers["ETag"] for place in (PLACE, "/")}
    for place, mark in marks.items():
        assert client.get(place, headers={"If-None-Match": mark}).status_code == 304
    keep(house, keeping.PAGE, json.dumps({"es": SVG}).encode())
    for place, mark in marks.items():
        answer = client.get(place, headers={"If-None-Match": mark})
        assert answer.status_code == 200
        assert SVG in answer.text


@pytest.mark.usefixtures("filled")
def test_what_has_nothing_to_draw_has_no_chart_file(
    client: FlaskClient, append: Callable[..., None]
) -> None:
    short = {**samples.INDICATOR, "uid": samples.UIDS["bare"][:-1] + "z"}
    figures = [samples.observation("2015", 1)]
    append(samples.entry(short, "corto", figures=figures))
    for suffix in (".svg", ".png", ".vl.json"):
        assert client.get(f"/indicadores/corto{suffix}").status_code == 404
    assert client.get("/indicadores/corto.xlsx").status_code == 200
    assert client.get("/indicadores/sin-cifras.pdf").status_code == 200
    for suffix in (".csv", ".xlsx", ".serie.json", ".svg", ".vl.json"):
        assert client.get(f"/indicadores/sin-cifras{suffix}").status_code == 404
    for place in ("/datos/inversion", "/ppi/encuesta", "/documentos/boletin"):
        for suffix in (".csv", ".xlsx", ".pdf", ".svg", ".serie.json"):
            assert client.get(place + suffix).status_code == 404


@pytest.mark.usefixtures("drawn")
def test_every_file_says_what_it_is_and_may_load_nothing(client: FlaskClient) -> None:
    kinds = {
        ".csv": "text/csv",
        ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ".serie.json": "application/json",
        ".svg": "image/svg+xml",
        ".vl.json": "application/vnd.vegalite.v5+json",
        ".pdf": "application/pdf",
    }
    for suffix, kind in kinds.items():
        answer = client.get(PLACE + suffix)
        assert (answer.status_code, answer.mimetype) == (200, kind), suffix
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        assert f"ej-1{suffix}" in answer.headers["Content-Disposition"]
        mark = {"If-None-Match": answer.headers["ETag"]}
        assert client.get(PLACE + suffix, headers=mark).status_code == 304


@pytest.mark.usefixtures("filled")
def test_the_sheets_carry_target_compliance_and_light(client: FlaskClient) -> None:
    lines = client.get(f"{PLACE}.csv").text.splitlines()
    assert lines[0] == (
        "periodo,territorio,valor,meta,cumplimiento,semaforo,estado,fuente,nota"
    )
    assert lines[-1] == "2019,,81,87,93.1,satisfactorio,,,"
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"{PLACE}.xlsx").data))
    assert [one.value for one in book.active[6]][2:6] == [81, 87, 93.1, "satisfactorio"]
    found = client.get(f"{PLACE}.serie.json").json
    assert found["observations"][-1]["light"] == "satisfactorio"
    text = (
        PdfReader(io.BytesIO(client.get(f"{PLACE}.pdf").data)).pages[0].extract_text()
    )
    assert "Satisfactorio" in text


@pytest.mark.usefixtures("filled")
def test_the_page_shows_the_traffic_light_with_its_word(client: FlaskClient) -> None:
    page = client.get(PLACE).text
    assert page.count("tb-sem--verde") >= 2
    assert "Satisfactorio" in page
    assert "93,1\xa0%" in page
    assert "desde 90 % de la meta" in page


@pytest.mark.usefixtures("filled")
def test_the_permanent_address_leads_to_each_file(client: FlaskClient) -> None:
    place = f"/id/{samples.UIDS['indicator']}"
    for suffix in (".serie.json", ".vl.json", ".pdf"):
        answer = client.get(place + suffix)
        assert answer.status_code == 303
        assert answer.headers["Location"] == PLACE + suffix


@pytest.mark.usefixtures("filled")
def test_what_is_not_open_has_no_file(
    client: FlaskClient, append: Callable[..., None]
) -> None:
    figures = [samples.observation(*pair) for pair in samples.FIGURES]

    def changed(**more: Any) -> None:
        append(samples.entry(samples.INDICATOR, "ej-1", figures=figures, **more))

    suffixes = (".csv", ".xlsx", ".serie.json", ".svg", ".png", ".vl.json", ".pdf")
    changed(state="retired")
    for suffix in suffixes:
        assert client.get(PLACE + suffix).status_code == 404, suffix
    changed(disclosure="index")
    for suffix in suffixes:
        assert client.get(PLACE + suffix).status_code == 404, suffix


@pytest.mark.usefixtures("filled")
def test_a_series_too_long_for_a_workbook_is_left_to_the_csv(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tumbaga.web.window.figures.MOST", 3)
    answer = client.get(f"{PLACE}.xlsx")
    assert answer.status_code == 404
    assert f"{PLACE}.csv" in answer.text
    assert f"{PLACE}.xlsx" not in client.get(PLACE).text


@pytest.mark.usefixtures("filled")
def test_a_row_of_results_shows_the_light_of_the_page(client: FlaskClient) -> None:
    page = client.get("/buscar?q=bibliotecas").text
    assert page.count("tb-sem--verde") == 1
    assert "Satisfactorio" in page

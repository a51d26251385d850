"""The score on the pages: in headers and rows, in words, and only where there is one."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import samples
from flask.testing import FlaskClient
from tumbaga.catalog.quality.assessment import WEIGHTS
from tumbaga.catalog.quality.completeness import EXPECTED
from tumbaga.catalog.quality.documentation import OFFICE, POINTS, POST, WAY
from tumbaga.schemas import vocabularies
from tumbaga.web.window import quality, reserve

OFFICE_PAGE = "/organizaciones/departamento-de-ejemplos"
HIDDEN = samples.UIDS["reserved"]


def words(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


@pytest.mark.usefixtures("filled")
def test_header_and_list_say_the_same(client: FlaskClient) -> None:
    page = client.get("/datos/inversion").text
    bars = re.findall(r'<i aria-hidden="true">(.*?)</i>', page)

    lines = re.findall(r'<li class="(si|no)">', page)
    assert len(bars) == 1
    assert bars[0].count("<span") == len(lines) == 5
    assert bars[0].count('class="si"') == lines.count("si") == 3
    assert "Calidad 3 de 5" in page
    assert "Calidad del registro: 3 de 5" in page
    assert page.index("Calidad 3 de 5") < page.index('id="que"')
    assert page.index('id="confiar"') < page.index("tb-chequeo")


@pytest.mark.usefixtures("filled")
def test_each_check_says_why_and_what_is_missing(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quality, "today", lambda: date(2026, 11, 21))
    page = words(client.get("/indicadores/ej-1").text)

    assert "Incompleto: 21 de 40 campos" in page
    assert "Falta: cargo que responde por producirla, medio de conservación" in page
    assert (
        "Desactualizado: último dato, 2019; el siguiente se esperaba a más tardar el "
        "31 de marzo de 2021 Falta: datos más recientes"
    ) in page
    assert "Reutilizable: CSV, con licencia abierta" in page
    assert "Documentado en parte: 3 de 4 puntos Falta: fuente de los datos" in page
    assert "Con responsable y contacto" in page


@pytest.mark.usefixtures("filled")
def test_the_list_speaks_english(client: FlaskClient) -> None:
    page = words(client.get("/indicadores/ej-1?lang=en").text)

    assert "Quality 2 of 5" in page
    assert "Missing: data source" in page
    assert "Falta" not in page


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize(
    "address", [f"/documentos/{HIDDEN}", "/buscar?clase=reservada", "/organizaciones"]
)
def test_what_has_no_score_shows_none(client: FlaskClient, address: str) -> None:
    page = client.get(address).text

    assert "tb-calidad" not in page
    assert "tb-chequeo" not in page
    assert "Calidad" not in page


def test_what_was_retired_or_is_reserved_in_part_has_none(
    client: FlaskClient, append: Callable[..., None]
) -> None:
    reserved = {**samples.DATASET, "classification": {"class": "reservada"}}
    append(
        samples.entry(samples.INDICATOR, "ej-1", state="retired"),
        samples.entry(reserved, "inversion", disclosure="partial"),
    )
    for address in ("/indicadores/ej-1", "/datos/inversion", "/buscar"):
        answer = client.get(address)
        assert answer.status_code == 200
        assert "tb-calidad" not in answer.text


@pytest.mark.usefixtures("filled")
def test_rows_carry_the_score(client: FlaskClient) -> None:
    page = client.get("/buscar?tipo=indicadores").text

    assert page.count('class="tb-calidad"') == page.count('class="tb-resultado"') == 2


@pytest.mark.usefixtures("filled")
def test_an_office_is_told_what_its_records_lack(client: FlaskClient) -> None:
    page = words(client.get(OFFICE_PAGE).text)

    assert "Nota media: 2,2 de 5, en 4 registros públicos." in page
    assert "Completo 0 de 4" in page
    assert "Con contacto 4 de 4" in page
    assert "Lo que más falta:" in page


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize(
    "address", ["/indicadores/ej-1", "/buscar?q=ejemplo", OFFICE_PAGE]
)
def test_a_page_kept_since_yesterday_is_asked_for_again(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    kept = client.get(address).headers["ETag"]
    again = {"If-None-Match": kept}
    assert client.get(address, headers=again).status_code == 304

    monkeypatch.setattr(reserve, "today", lambda: date(2031, 1, 1))
    assert client.get(address, headers=again).status_code == 200


def test_columns_are_named_as_text(
    client: FlaskClient, append: Callable[..., None]
) -> None:
    columns = [{"name": "<b>uno"}, {"name": "100%(x)s"}]
    files = [{"media_type": "text/csv", "columns": columns}]
    append(samples.entry({**samples.DATASET, "distributions": files}, "inversion"))
    page = client.get("/datos/inversion").text

    assert "Falta describir: &lt;b&gt;uno, 100%(x)s" in page


def test_every_code_and_every_field_has_its_words() -> None:
    undated = [
        term.code for term in vocabularies.get("frequencies") if not term.extra["days"]
    ]
    assert {f"current.{code}" for code in undated} <= set(quality.WORDS)
    assert {f"documented.{kind}" for kind in POINTS} <= set(quality.WORDS)
    assert set(WEIGHTS) == set(quality.CHECKS)
    for kind, lines in EXPECTED.items():
        named = [*lines, *POINTS.get(kind, ()), OFFICE, POST, WAY]
        for paths in named:
            name = quality.field_name(kind, paths[0])
            assert name
            assert "_" not in name
            assert quality.any_field_name(paths[0])


def test_long_lists_are_cut() -> None:
    def said(*names: str, **kept: Any) -> str:
        return quality.words(
            quality.Said("missing", {"fields": names}), "dataset", **kept
        )

    five = ("theme", "licence", "medium", "access", "keywords")
    assert said(*five) == "Falta: tema, licencia, medio de conservación y 2 más"
    assert said(*five[:4]).endswith("publicada o disponible")
    assert said(*five, named=9).count(",") == 4

"""ETags, headers, files and lists: what machines and caches get."""

import gzip
import json
from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import samples
from flask.testing import FlaskClient

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/acerca",
        "/organizaciones",
        "/indicadores/ej-1",
        "/indicadores/ej-1.csv",
        "/buscar?q=ejemplo",
        "/buscar.json?q=ejemplo",
    ],
)
def test_page_is_not_sent_twice(client: FlaskClient, address: str) -> None:
    first = client.get(address)
    again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert (first.status_code, again.status_code, again.data) == (200, 304, b"")
    assert "no-cache" in first.headers["Cache-Control"]


@pytest.mark.usefixtures("filled")
def test_change_and_language_change_the_mark(
    client: FlaskClient, append: Callable[..., None]
) -> None:
    spanish = client.get("/datos/inversion").headers["ETag"]
    english = client.get("/datos/inversion?lang=en").headers["ETag"]
    append(samples.entry({**samples.DATASET, "title": "Otro título"}, "inversion"))
    changed = client.get("/datos/inversion?lang=es").headers["ETag"]
    assert len({spanish, english, changed}) == 3


def test_headers_keep_the_page_to_itself(client: FlaskClient) -> None:
    headers = client.get("/").headers
    assert "script-src 'self'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"]


@pytest.mark.usefixtures("filled")
def test_file_is_served_to_be_saved(client: FlaskClient, table: dict[str, Any]) -> None:
    answer = client.get(table["url"])
    assert answer.status_code == 200
    assert answer.mimetype == "text/csv"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    again = client.get(table["url"], headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304
    answer.close()
    again.close()


@pytest.mark.usefixtures("filled")
def test_file_that_no_open_document_names_is_not_there(
    client: FlaskClient, append: Callable[..., None], table: dict[str, Any]
) -> None:
    append(samples.entry(samples.DATASET, "inversion"))
    assert client.get(table["url"]).status_code == 404


@pytest.mark.usefixtures("filled")
def test_results_as_json(client: FlaskClient) -> None:
    found = json.loads(client.get("/buscar.json?q=ejemplo&tipo=indicadores").data)
    assert found["total"] == 1
    first = found["results"][0]
    assert first["url"] == "https://datos.test/indicadores/ej-1"
    assert (first["kind"], first["title"]) == ("indicator", samples.INDICATOR["title"])
    assert found["facets"]["kind"]


@pytest.mark.usefixtures("filled")
def test_results_as_atom(client: FlaskClient) -> None:
    feed = ET.fromstring(client.get("/buscar.atom?orden=reciente").data)
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == 8
    for entry in entries:
        assert entry.findtext(f"{ATOM}id", "").startswith("https://datos.test/id/")


@pytest.mark.usefixtures("filled")
def test_suggestions(client: FlaskClient) -> None:
    found = json.loads(client.get("/sugerencias?q=bibl").data)
    assert {one["kind"] for one in found} >= {"indicator", "production_process"}


@pytest.mark.usefixtures("filled")
def test_misspelt_question_says_what_was_done(client: FlaskClient) -> None:
    page = client.get("/buscar?q=biblioteka").text
    assert "porque «biblioteka» no aparece" in page
    assert "exacta=1" in page


@pytest.mark.usefixtures("filled")
def test_nothing_found_offers_ways_that_work(client: FlaskClient) -> None:
    page = client.get("/buscar?q=bibliotecas&tipo=datos").text
    assert "No encontramos «bibliotecas»" in page
    assert "Quitar los filtros" in page
    assert "/buscar?q=bibliotecas" in page


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("address", ["/", "/estatico/theme.css", "/buscar.json"])
def test_words_travel_packed(client: FlaskClient, address: str) -> None:
    plain = client.get(address)
    packed = client.get(address, headers={"Accept-Encoding": "gzip, br"})
    assert gzip.decompress(packed.data) == plain.data
    assert len(packed.data) < len(plain.data) * 0.6
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert packed.headers["ETag"].startswith("W/")
    asked = {"If-None-Match": packed.headers["ETag"], "Accept-Encoding": "gzip"}
    again = client.get(address, headers=asked)
    assert (again.status_code, again.data) == (304, b"")
    for answer in (plain, packed, again):
        answer.close()


@pytest.mark.usefixtures("filled")
def test_language_link_keeps_the_question(client: FlaskClient) -> None:
    page = client.get("/buscar?q=ejemplo&tipo=datos").text
    assert 'href="?q=ejemplo&amp;tipo=datos&amp;lang=en"' in page

"""Each page says what it should, in its order, and leads nowhere that does not work."""

import re
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import pytest
import samples
from flask.testing import FlaskClient

RECORDS = (
    "/indicadores/ej-1",
    "/datos/inversion",
    "/ppi/encuesta",
    "/documentos/boletin",
)
ORDER = ('id="que"', 'id="usar"', 'id="obtener"', 'id="quien"', 'id="confiar"')


class Links(HTMLParser):
    """Collects addresses, and what the content policy forbids."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.forbidden: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in {"href", "src", "action"} and value:
                self.found.add(value)
            if name == "style" or name.startswith("on"):
                self.forbidden.append(f"{tag} {name}={value}")
        data = ("type", "application/ld+json") in attrs
        ours = data or (dict(attrs).get("src") or "").startswith("/estatico/")
        if tag == "style" or (tag == "script" and not ours):
            self.forbidden.append(tag)


def crawl(client: FlaskClient, start: str = "/", most: int = 400) -> dict[str, int]:
    """Follow every link of our own, from the first page on."""
    waiting, seen = [start], {}
    while waiting and len(seen) < most:
        address = waiting.pop(0)
        if address in seen:
            continue
        answer = client.get(address, headers={"Accept": "text/html"})
        seen[address] = answer.status_code
        page = answer.get_data(as_text=True) if answer.mimetype == "text/html" else ""
        answer.close()
        if page and answer.status_code == 200:
            links = Links(page)
            assert not links.forbidden, (address, links.forbidden)
            for link in links.found:
                whole = urljoin(f"https://datos.test{address}", link.partition("#")[0])
                parts = urlsplit(whole)
                if parts.netloc == "datos.test":
                    target = parts.path + (f"?{parts.query}" if parts.query else "")
                    waiting.append(target)
    return seen


@pytest.mark.usefixtures("filled")
def test_every_link_leads_somewhere(client: FlaskClient) -> None:
    seen = crawl(client)
    assert len(seen) > 40
    assert {a: s for a, s in seen.items() if s not in {200, 301, 303}} == {}
    assert set(RECORDS) <= set(seen)


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("address", RECORDS)
def test_record_answers_in_order(client: FlaskClient, address: str) -> None:
    page = client.get(address).text
    places = [page.index(mark) for mark in ORDER]
    assert places == sorted(places)
    assert "¿Puedo usarlo? Sí" in page
    assert "Cítelo así" in page
    assert f"https://datos.test/id/{'0' * 8}" in page
    for suffix in (".ttl", ".jsonld", ".rdf", ".nt"):
        assert f'href="{address}{suffix}"' in page


@pytest.mark.usefixtures("filled")
def test_indicator_tells_its_figures_exactly(client: FlaskClient) -> None:
    page = client.get("/indicadores/ej-1").text
    assert '<span class="tb-grande">81</span>' in page
    assert "$\xa026.250.000" in page
    assert 'class="tb-tabla tb-cifras tb-barras"' in page  # its chart is not drawn yet
    assert "De 57" not in page
    assert 'href="/indicadores/ej-1.csv"' in page
    assert 'href="/ppi/encuesta"' in page
    csv = client.get("/indicadores/ej-1.csv")
    assert csv.text.splitlines()[1].startswith("2015,,57")


@pytest.mark.usefixtures("filled")
def test_indicator_without_figures_promises_none(client: FlaskClient) -> None:
    page = client.get("/indicadores/sin-cifras").text
    assert "Todavía no hay datos" in page
    assert ".csv" not in page
    assert client.get("/indicadores/sin-cifras.csv").status_code == 404


@pytest.mark.usefixtures("filled")
def test_dataset_previews_its_file(client: FlaskClient) -> None:
    page = client.get("/datos/inversion").text
    assert "1.115.975" in page
    assert "05001" in page
    assert "2 filas" in page


@pytest.mark.usefixtures("filled")
def test_name_alone_tells_the_leaves_of_the_index(client: FlaskClient) -> None:
    uid = samples.UIDS["reserved"]
    page = client.get(f"/documentos/{uid}").text
    assert "Pública reservada" in page
    assert "hasta el 14 de marzo de 2029" in page
    assert "Artículo 19, literal d" in page
    assert "Descargar" not in page
    assert "Cítelo así" not in page
    for suffix in (".ttl", ".json", ".csv"):
        assert client.get(f"/documentos/{uid}{suffix}").status_code == 404
        assert client.get(f"/id/{uid}{suffix}").status_code == 404


@pytest.mark.usefixtures("filled")
def test_permanent_identifier_leads_on(client: FlaskClient) -> None:
    uid = samples.UIDS["indicator"]
    plain = client.get(f"/id/{uid}")
    assert (plain.status_code, plain.location) == (303, "/indicadores/ej-1")
    asked = client.get(f"/id/{uid}", headers={"Accept": "text/turtle"})
    assert asked.location == "/indicadores/ej-1.ttl"
    assert "Accept" in asked.headers["Vary"]


@pytest.mark.usefixtures("filled")
def test_organization_answers_for_its_records(client: FlaskClient) -> None:
    page = client.get("/organizaciones/departamento-de-ejemplos").text
    assert "Responde por 6 registros" in page
    assert "de@ejemplo.gov.co" in page


@pytest.mark.usefixtures("filled")
def test_english_is_asked_for_and_kept(client: FlaskClient) -> None:
    page = client.get("/?lang=en").text
    assert '<html lang="en">' in page
    assert "Search" in page
    assert '<html lang="en">' in client.get("/acerca").text
    assert '<html lang="es-CO">' in client.get("/acerca?lang=es").text


@pytest.mark.parametrize(
    ("wanted", "spoken"),
    [
        ("en-GB,es;q=0.5", "en"),
        ("es-419,en;q=0.9", "es-CO"),
        ("fr,en;q=0.2,es;q=0.1", "en"),
        ("en;q=0,fr", "es-CO"),
        ("*", "es-CO"),
    ],
)
def test_the_browser_s_first_language_that_there_is(
    client: FlaskClient, wanted: str, spoken: str
) -> None:
    page = client.get("/acerca", headers={"Accept-Language": wanted}).text
    assert f'<html lang="{spoken}">' in page


def test_empty_house_still_answers(client: FlaskClient, append) -> None:
    for address in ("/", "/buscar", "/organizaciones", "/acerca"):
        assert client.get(address).status_code == 200
    append()  # nothing, but there is an index now
    assert client.get("/buscar.json").json["total"] == 0


@pytest.mark.usefixtures("filled")
def test_no_page_names_a_colour(client: FlaskClient) -> None:
    page = re.sub(r"<svg.*?</svg>", "", client.get("/indicadores/ej-1").text)
    assert not re.search(r"#[0-9a-f]{6}\b", page)


@pytest.mark.usefixtures("filled")
def test_the_formula_is_mathematics_and_is_said(client: FlaskClient) -> None:
    page = client.get("/indicadores/ej-1").get_data(as_text=True)
    assert "<mfrac><mrow><msub><mi>V</mi><mn>1</mn></msub></mrow>" in page
    assert "V1 dividido por V2, por 100</span>" in page


@pytest.mark.usefixtures("filled")
def test_what_is_no_formula_stays_the_text_it_is(client: FlaskClient, append) -> None:
    said = "La suma de <los> casos"
    append(samples.entry({**samples.INDICATOR, "formula": said}, "otra-formula"))
    page = client.get("/indicadores/otra-formula").get_data(as_text=True)
    assert "La suma de &lt;los&gt; casos</div>" in page
    assert "<math" not in page

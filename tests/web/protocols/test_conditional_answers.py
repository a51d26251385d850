"""Every protocol alike: HEAD, ETag and 304, Last-Modified, gzip, Vary; 303 of ``/id/``."""

import gzip
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from protocol_site import opened
from public_records import everything, indicator, many
from tumbaga.web.following import follow

PAST = datetime(2026, 1, 2, tzinfo=UTC)
FIGURE = {
    "territory": "76001", "breakdown": {}, "status": "A", "source": None, "note": None,
    "components": None, "target": None, "value": Decimal("1.5"),
}  # fmt: skip
FIGURES = [FIGURE | {"period": str(year)} for year in range(2001, 2026)]
OF_THE_WHOLE = [
    "/catalogo.ttl",
    "/catalogo.rdf?page=1",
    "/catalogo.jsonld",
    "/catalogo/tema/trabajo.ttl",
    "/data.json",
    "/catalogo.datosgov.csv",
    "/catalogo.ddi.xml",
    "/datos/dato-1-registro.ttl",
    "/ppi/ppi-1-registro.ddi.xml",
    "/sdmx/dataflow/all/all/latest",
    "/sdmx/data/IND_CON_CIFRAS_REGISTRO",
    "/sdmx/v2/structure/dataflow/*/*/*",
]
OF_ITS_BYTES = [
    "/api/3/action/package_search?rows=20",
    "/api/action/package_show?id=dato-1",
    "/ogc/collections/catalogo/items?limit=20",
    "/ogc/collections/catalogo/items/dato-1",
    "/index.php/api/catalog/search",
    "/index.php/api/datasets/ppi-1",
    "/novedades.atom",
    "/novedades.json",
    "/buscar.json?q=empleo",
]
DOWNLOADS = ["/transparencia/registro-de-activos.csv"]
OAI = [
    "/oai?verb=ListRecords&metadataPrefix=oai_dc",
    "/oai?verb=ListRecords&metadataPrefix=dcat",
]
EVERY = OF_THE_WHOLE + OF_ITS_BYTES


@pytest.fixture(scope="module")
def standing(tmp_path_factory):
    with opened(tmp_path_factory.mktemp("condiciones")) as site:
        records = [*everything(), *many(40)]
        site.publish(*records)
        site.publish(indicator("con-cifras"), observations=FIGURES)
        for uid in ("con-cifras", *(one.uid for one in records)):
            site.date(uid, PAST)
        site.age()
        follow(site.house)
        yield site


def asked(site, path, headers=None, method="GET"):
    """The whole answer, its files closed."""
    answer = site.app.test_client().open(path, headers=headers, method=method)
    answer.get_data()
    answer.close()
    return answer


@pytest.mark.parametrize("path", EVERY + OAI + DOWNLOADS)
def test_head_is_get_without_its_body(standing, path):
    get, head = asked(standing, path), asked(standing, path, method="HEAD")

    assert (get.status_code, head.status_code, head.data) == (200, 200, b"")
    for name in ("Content-Type", "ETag", "Last-Modified", "Vary", "Cache-Control"):
        assert head.headers.get(name) == get.headers.get(name)


@pytest.mark.parametrize("path", EVERY + DOWNLOADS)
def test_who_holds_the_answer_gets_304_and_nobody_else(standing, path):
    first = asked(standing, path)

    mark = first.headers["ETag"]
    again = asked(standing, path, headers={"If-None-Match": mark})
    other = asked(standing, path, headers={"If-None-Match": 'W/"otra"'})

    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == mark
    assert other.status_code == 200
    assert first.headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("path", OF_THE_WHOLE)
def test_who_knows_its_date_gets_304(standing, path):
    date = asked(standing, path).headers["Last-Modified"]

    same = asked(standing, path, headers={"If-Modified-Since": date})
    older = {"If-Modified-Since": "Mon, 01 Jan 2001 00:00:00 GMT"}

    assert (same.status_code, same.data) == (304, b"")
    assert asked(standing, path, headers=older).status_code == 200


@pytest.mark.parametrize("path", EVERY + OAI)
def test_who_takes_gzip_gets_the_same_in_less(standing, path):
    plain = asked(standing, path)

    packed = asked(standing, path, headers={"Accept-Encoding": "gzip"})

    assert "Accept-Encoding" in plain.headers["Vary"]
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert len(packed.data) < len(plain.data)
    if path not in OAI:  # its responseDate is the moment of asking
        assert gzip.decompress(packed.data) == plain.data


@pytest.mark.parametrize(
    ("accept", "leads_to"),
    [
        ("text/html", "/datos/dato-1-registro"),
        ("text/turtle", "/datos/dato-1-registro.ttl"),
        ("application/ld+json", "/datos/dato-1-registro.jsonld"),
        ("application/rdf+xml", "/datos/dato-1-registro.rdf"),
        ("application/n-triples", "/datos/dato-1-registro.nt"),
        ("image/png", "/datos/dato-1-registro"),
    ],
)
def test_a_permanent_address_leads_with_303_to_the_form_asked_for(
    standing, accept, leads_to
):
    answer = asked(standing, "/id/dato-1", headers={"Accept": accept})

    assert (answer.status_code, answer.location) == (303, leads_to)
    assert "Accept" in answer.headers["Vary"]
    told = asked(standing, answer.location, headers={"Accept": accept})
    assert told.status_code == 200

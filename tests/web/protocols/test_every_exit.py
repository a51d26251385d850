"""Every exit that a registry lists: HEAD, ETag, 304, gzip and Vary, each in every form.

The addresses are made of the registries, so a form that is added is tested too.
"""

import gzip
from datetime import UTC, datetime

import pytest
from tumbaga import exporters
from tumbaga.exporters import citations, feeds, ley1712
from tumbaga.web import negotiation
from tumbaga.web.protocols.catalogue import address
from tumbaga.web.protocols.ckan.actions import ACTIONS
from tumbaga.web.protocols.sdmx import formats
from tumbaga.web.window import figures, lists
from whole_site import CHECKSUM, FLOW, standing

pytestmark = pytest.mark.thorough

PLACES = {
    "datosgov": "/catalogo.datosgov.json",
    "datosgov-csv": "/catalogo.datosgov.csv",
}
RECORDS = {"ddi": "/ppi/ppi-7", "ddi-26": "/ppi/ppi-7", "ddi-l": "/ppi/ppi-7"}
ASKED = {
    "package_show": "id=tabla", "organization_show": "id=org-dap-registro",
    "group_show": "id=trabajo", "tag_show": "id=empleo", "resource_show": "id=RESOURCE",
    "help_show": "name=package_show",
}  # fmt: skip
PORTIONS = ("/catalogo/tema/trabajo", "/catalogo/dependencia/org-dap-registro")


def whole():
    for key in exporters.RECORD:
        yield PLACES.get(key, address(key))


def records():
    for key in dict.fromkeys([*negotiation.MEDIA.values(), *negotiation.LONG.values()]):
        page = RECORDS.get(key, "/datos/tabla-registro")
        yield page + negotiation.suffix_of(key)
        if key not in negotiation.LONG.values():
            yield from (f"{place}.{key}" for place in PORTIONS)


def sdmx():
    for form in formats.DATA:
        yield f"/sdmx/data/{FLOW}?format={form.key}"
        yield f"/sdmx/v2/data/dataflow/CALI/{FLOW}?format={form.key}"
        if form not in {formats.JSON_10, formats.JSON_WD}:
            yield f"/sdmx/data/all?format={form.key}"
    for form in formats.STRUCTURES:
        yield f"/sdmx/dataflow/CALI/{FLOW}?references=all&format={form.key}"
        yield f"/sdmx/dataflow?format={form.key}"
        yield f"/sdmx/v2/availability/dataflow/CALI/{FLOW}?format={form.key}"
    for form in formats.SCHEMAS:
        yield f"/sdmx/schema/dataflow/CALI/{FLOW}?format={form.key}"


def others():
    for name in ACTIONS:
        yield f"/api/3/action/{name}?{ASKED.get(name, '')}"
    yield from (f"/citar/tabla.{key}" for key in citations.STYLES)
    for key in feeds.FORMS:
        yield from (f"/novedades.{key}", f"/novedades/datos.{key}")
        yield f"/novedades/tema/trabajo.{key}"
    yield from (f"/buscar.{key}?q=empleo" for key in lists.WRITERS)
    for name in ley1712.INSTRUMENTS:
        endings = ("", ".json", *(f".{key}" for key in exporters.TABLE))
        yield from (f"/transparencia/{name}{ending}" for ending in endings)
    yield from (f"/indicadores/tasa-registro{one}" for one in figures.FILES)
    yield from (f"/transparencia/normograma.{key}" for key in ("csv", "json", "atom"))
    yield from ("/transparencia/cumplimiento.csv", "/transparencia/calendario.ics")
    yield from (
        "/api/3",
        "/robots.txt",
        "/llms.txt",
        "/sitemap.xml",
        "/sitemap-1.xml",
        "/ogc",
    )
    yield from (f"/ogc/{one}" for one in ("api", "conformance", "collections"))
    items = "/ogc/collections/catalogo/items"
    yield from (f"/ogc/collections/catalogo/{one}ables" for one in ("sort", "query"))
    yield from ("/ogc/collections/catalogo", items, f"{items}/tabla")
    nada = "/index.php/api/datasets"
    yield from (nada, f"{nada}/search", f"{nada}/PPI-7", f"{nada}/PPI-7/variables")
    yield from (f"{nada}/json/PPI-7", f"{nada}/ddi/PPI-7", "/ppi/ppi-7.nada.zip")
    yield from ("/ppi/ppi-7/diccionario", "/ppi/ppi-7/diccionario.pdf")
    yield f"/archivos/{CHECKSUM}/cifras.csv"


def dated():
    """What says by date, too, when it last changed."""
    yield from (f"/citar/tabla.{key}" for key in citations.STYLES)
    for key in feeds.FORMS:
        yield from (f"/novedades.{key}", f"/novedades/datos.{key}")
    yield from ("/sitemap.xml", "/sitemap-1.xml", "/ppi/ppi-7.nada.zip")
    yield from (f"/indicadores/tasa-registro{one}" for one in figures.DATED)
    yield from ("/ppi/ppi-7/diccionario.pdf", "/ogc/collections/catalogo/items/tabla")
    nada = "/index.php/api/catalog"
    yield from (nada, f"{nada}/PPI-7", f"{nada}/latest", f"{nada}/list_idno")
    yield from (f"/index.php/metadata/export/PPI-7/{key}" for key in ("json", "rdf"))


DATED = [*whole(), *records(), *sdmx(), *dated()]
EXITS = list(dict.fromkeys([*DATED, *others()]))
# Its every answer says the second in which it was given: no two are the same.
OAI = [f"/oai?verb=ListRecords&metadataPrefix={one}" for one in exporters.METADATA]
OAI += [f"/oai?verb={one}" for one in ("Identify", "ListSets", "ListMetadataFormats")]
PACKED_ALREADY = ("application/pdf", "application/zip", "image/png",
                  "application/vnd.openxmlformats")  # fmt: skip
PAST = datetime(2026, 1, 2, tzinfo=UTC)
NEGOTIATED = ("/sdmx/", "/datos/", "/ppi/ppi-7.ddi")


def is_data(path):
    """Neither a page for people, nor a drawing, nor what only a crawler asks for."""
    page = path.partition("?")[0].rpartition("/")[2]
    seen = (
        "sitemap",
        "robots",
        "diccionario",
        "normograma",
        "cumplimiento",
        "calendario",
    )
    drawn = page.endswith((".svg", ".png"))
    instrument = path.startswith("/transparencia/") and "." not in page
    return not (page.startswith(seen) or drawn or instrument)


@pytest.fixture(scope="module")
def every(tmp_path_factory):
    with standing(tmp_path_factory.mktemp("salidas")) as site:
        for uid in ("tabla", "papel", "proceso", "tasa"):
            site.date(uid, PAST)
        site.age()
        shown = site.get("/api/3/action/package_show?id=tabla").json["result"]
        site.resource = shown["resources"][0]["id"]
        yield site


def asked(site, path, method="GET", **headers):
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    path = path.replace("RESOURCE", site.resource)
    answer = site.app.test_client().open(path, headers=named, method=method)
    answer.get_data()
    answer.close()
    return answer


@pytest.mark.parametrize("path", EXITS + OAI)
def test_every_exit_keeps_the_rules_of_http(every, path):
    get, head = asked(every, path), asked(every, path, "HEAD")
    if path.endswith((".svg", ".png")) and get.status_code == 503:
        assert get.headers["Retry-After"]  # drawn some seconds after publishing
        return
    assert (get.status_code, head.status_code, head.data) == (200, 200, b"")
    for name in ("Content-Type", "ETag", "Last-Modified", "Vary", "Cache-Control"):
        assert head.headers.get(name) == get.headers.get(name), name
    assert "no-cache" in get.headers["Cache-Control"]
    packing(every, path, get)
    if path not in OAI:
        conditions(every, path, get)


def packing(site, path, get):
    packed = asked(site, path, Accept_Encoding="gzip")
    if get.mimetype.startswith(PACKED_ALREADY):
        assert "Content-Encoding" not in packed.headers
        return
    assert "Content-Encoding" not in get.headers
    if len(get.data) >= 1000 and not path.startswith("/archivos/"):
        assert packed.headers["Content-Encoding"] == "gzip"
    if packed.headers.get("Content-Encoding") == "gzip":
        assert "Accept-Encoding" in packed.headers["Vary"]
        assert "Accept-Encoding" in get.headers["Vary"]
        if path not in OAI:
            assert gzip.decompress(packed.data) == get.data
        assert len(packed.data) < len(get.data) or len(get.data) < 1000


def conditions(site, path, get):
    mark = get.headers["ETag"]
    for way in ("GET", "HEAD"):
        again = asked(site, path, way, If_None_Match=mark)
        assert (again.status_code, again.data) == (304, b"")
        assert again.headers["ETag"].removeprefix("W/") == mark.removeprefix("W/")
    assert asked(site, path, If_None_Match='W/"otra"').status_code == 200
    packed = asked(site, path, Accept_Encoding="gzip").headers["ETag"]
    again = asked(site, path, If_None_Match=packed, Accept_Encoding="gzip")
    assert again.status_code == 304
    if path.startswith(NEGOTIATED) and "Accept" not in get.headers["Vary"].split(", "):
        pytest.fail(f"{path} is negotiated, and does not say so")


@pytest.mark.parametrize("path", [one for one in EXITS + OAI if is_data(one)])
def test_a_page_of_another_site_may_read_what_is_data(every, path):
    for way in ("GET", "HEAD"):
        answer = asked(every, path, way, Origin="https://otro.example")
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert "Access-Control-Allow-Credentials" not in answer.headers


@pytest.mark.parametrize("path", DATED)
def test_what_is_of_a_date_is_asked_for_by_it(every, path):
    date = asked(every, path).headers["Last-Modified"]
    assert asked(every, path, If_Modified_Since=date).status_code == 304
    old = "Mon, 01 Jan 2001 00:00:00 GMT"
    assert asked(every, path, If_Modified_Since=old).status_code == 200


def test_the_registries_are_read():
    """A list that is empty would find nothing wrong."""
    assert len(EXITS) > 120
    assert len({path.partition("?")[0] for path in EXITS}) > 90

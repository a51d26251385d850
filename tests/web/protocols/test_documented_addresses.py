"""Every address that the manual, the README or CONTRIBUTING names is there and answers."""

import re
from pathlib import Path

import pytest
from whole_site import CHECKSUM, FLOW, standing

ROOT = Path(__file__).parents[3]
DOCUMENTS = [ROOT / "docs" / "manual.md", ROOT / "README.md", ROOT / "CONTRIBUTING.md"]
MANUAL = DOCUMENTS[0].read_text()
NAMED = re.compile(
    r"`(?:GET |POST )?(?=/)([^`\s]+)`"
    r"|https?://(?:127\.0\.0\.1:8000|datos\.ciudad\.gov\.co)(/[^\s`)\"]*)"
)
PLACEHOLDER = re.compile(r"…|\{|IND_X|KEY|SUFFIX")
# What stands for something else: each with addresses that it stands for.
FILLED = {
    "/api/3/action/…": ["/api/3/action/package_list"],
    "/api/action/…": ["/api/action/package_list"],
    "/api/v1/…": ["/api/v1/datos", "/api/v1/yo", "/api/v1/organizaciones"],
    "/archivos/{huella}/{nombre}": [f"/archivos/{CHECKSUM}/cifras.csv"],
    "/buscar.csv?q=…": ["/buscar.csv?q=empleo"],
    "/buscar.json?q=…&pagina=todas": ["/buscar.json?q=empleo&pagina=todas"],
    "/buscar?q=…": [f"/buscar{s}?q=empleo" for s in ("", ".json", ".csv", ".atom")],
    "/catalogo.KEY": ["/catalogo.ttl", "/catalogo.jsonl"],
    "/catalogo/dependencia/{dependencia}": [
        f"/catalogo/dependencia/org-dap-registro.{one}"
        for one in ("ttl", "jsonld", "rdf", "nt", "json")
    ],
    "/catalogo/tema/{tema}": [
        f"/catalogo/tema/trabajo.{one}"
        for one in ("ttl", "jsonld", "rdf", "nt", "json")
    ],
    "/citar/{uid}": [f"/citar/tabla.{one}" for one in ("txt", "bib", "ris", "json")],
    "/citar/….SUFFIX": ["/citar/tabla.bib"],
    "/dataset/…": ["/dataset/datos-tabla-registro", "/dataset/tabla"],
    "/dataset/…/resource/…": ["/dataset/tabla/resource/RESOURCE"],
    "/datos/…": ["/datos/tabla-registro"],
    "/datos/….KEY": ["/datos/tabla-registro.ttl"],
    "/descargas/ultima/{archivo}": [
        "/descargas/ultima/SHA256SUMS",
        "/descargas/ultima/catalogo.ttl.gz",
    ],
    "/documentos/…": ["/documentos/papel-registro"],
    "/escritorio/…": ["/escritorio/"],
    "/group/…": ["/group/trabajo"],
    "/id/{uid}": ["/id/tabla"],
    "/index.php/api/catalog/…": [
        f"/index.php/api/catalog/{one}" for one in ("search", "PPI-7", "ddi/PPI-7")
    ],
    "/index.php/api/datasets/…": ["/index.php/api/datasets/PPI-7"],
    "/index.php/metadata/export/…/ddi": [
        f"/index.php/metadata/export/PPI-7/{one}" for one in ("ddi", "json", "rdf")
    ],
    "/indicadores/…": ["/indicadores/tasa-registro"],
    "/novedades/dependencia/{dependencia}…": [
        "/novedades/dependencia/org-dap-registro.atom",
        "/novedades/dependencia/org-dap-registro.json",
    ],
    "/novedades/tema/{tema}…": [
        "/novedades/tema/trabajo.atom",
        "/novedades/tema/trabajo.json",
    ],
    "/novedades/{ppi,indicadores,datos,documentos}…": [
        f"/novedades/{folder}.{form}"
        for folder in ("ppi", "indicadores", "datos", "documentos")
        for form in ("atom", "json")
    ],
    "/novedades….SUFFIX": ["/novedades.atom", "/novedades.json"],
    "/organizaciones/…": ["/organizaciones/org-dap-registro"],
    "/organization/…": ["/organization/org-dap-registro"],
    "/ppi/…": ["/ppi/ppi-7"],
    "/ppi/…/diccionario": ["/ppi/ppi-7/diccionario"],
    "/ppi/…/diccionario.pdf": ["/ppi/ppi-7/diccionario.pdf"],
    "/sdmx/v2/availability/…": [f"/sdmx/v2/availability/dataflow/CALI/{FLOW}"],
    "/sdmx/v2/schema/…": [f"/sdmx/v2/schema/dataflow/CALI/{FLOW}"],
    "/sdmx/v2/…": ["/sdmx/v2/structure/dataflow", "/sdmx/v2/data/dataflow/*/*"],
    "/sdmx/…": ["/sdmx/dataflow", "/sdmx/codelist"],
    "/sdmx/metadata/…": ["/sdmx/metadata/CALI"],
    "/sugerencias?q=…": ["/sugerencias?q=emp"],
    "/transparencia/{instrumento}": ["/transparencia/registro-de-activos"],
    "/variables/…": ["/variables/edad"],
}
# The manual says that these answer otherwise.
OTHERWISE = {
    "/sdmx/metadata/CALI": 404,  # there are none, and it says so
    "/entrar/externo/regreso": 404,  # no identity provider is set
}
STEPS = ("aprobar", "devolver", "clasificar", "publicar", "retirar",
         "retirar-del-publico", "enviar")  # fmt: skip
WHOLE = {".ttl", ".jsonld", ".rdf", ".nt", ".jsonl", ".datosgov.json",
         ".datosgov.csv", ".ddi.xml"}  # fmt: skip


def named() -> list[str]:
    """Every address that the documents name, as they write it."""
    found = set()
    for one in DOCUMENTS:
        for pair in NAMED.findall(one.read_text()):
            found.add("".join(pair).rstrip(".,;:"))
    return sorted(found - {f"/{step}" for step in STEPS})


ADDRESSES = named()


@pytest.fixture(scope="module")
def documented(tmp_path_factory):
    with standing(tmp_path_factory.mktemp("documentado")) as site:
        yield site


def concrete(address: str) -> list[str]:
    if address in FILLED:
        return FILLED[address]
    filled = address.replace("IND_X", FLOW)
    assert not PLACEHOLDER.search(filled), (
        f"{address}: say in FILLED what it stands for"
    )
    return [filled]


def answered(site, address):
    """What it comes to, led on: at the desk by one who may do everything."""
    if "RESOURCE" in address:
        said = site.get("/api/action/package_show?id=tabla").json["result"]
        address = address.replace("RESOURCE", said["resources"][0]["id"])
    if address.startswith("/api/v1"):
        headers = {"Authorization": f"Bearer {site.token}"}
        return site.get(address, headers=headers, follow_redirects=True)
    return site.desk.get(address, follow_redirects=True)


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_address_of_the_documents_answers(documented, address):
    for one in concrete(address):
        answer = answered(documented, one)

        assert answer.status_code == OTHERWISE.get(one, 200), (one, answer.status)
        assert answer.data, one


def test_the_documents_name_what_they_should():
    """A reading that finds nothing would find nothing wrong."""
    assert len(ADDRESSES) > 80
    assert {"/oai", "/ogc", "/data.json", "/sdmx/dataflow"} <= set(ADDRESSES)
    assert set(FILLED) <= set(ADDRESSES) | {"/sdmx/metadata/…"}


def test_every_step_of_the_api_is_there(documented):
    rules = [
        rule for rule in documented.app.url_map.iter_rules() if "POST" in rule.methods
    ]
    for step in STEPS:
        assert f"/{step}`" in MANUAL
        assert any(str(rule).endswith(f"/<path:code>/{step}") for rule in rules), step


def row(beginning: str) -> str:
    return next(one for one in MANUAL.splitlines() if one.startswith(beginning))


def test_every_page_of_the_desk_that_the_table_names_answers(documented):
    uid = documented.desk.get("/escritorio/registros").get_data(as_text=True)
    uid = re.search(r"/escritorio/registros/([0-9a-f-]{36})", uid)[1]
    said = row("| `/entrar` · `/escritorio/…`").partition("|")[2].partition("|")[2]
    codes = re.findall(r"`([a-z{][^`]*)`", said)
    assert len(codes) > 10
    for code in codes:
        place = code.replace("{uid}", uid)
        if code == "versiones":
            place = f"registros/{uid}/versiones"
        answer = documented.desk.get(f"/escritorio/{place}", follow_redirects=True)
        assert answer.status_code == 200, code


def suffixes(heading: str) -> dict[str, str]:
    table = MANUAL.partition(heading)[2].strip().split("\n\n")[0]
    return {
        code: line
        for line in table.splitlines()
        for code in re.findall(r"`(\.[a-z.]+)`", line.split("|")[1])
    }


def test_every_suffix_of_the_catalogue_and_of_a_record_answers(documented):
    found = suffixes("Los formatos de una ficha y del catálogo:")
    assert len(found) > 8
    for suffix, line in found.items():
        places = [f"/catalogo{suffix}"] if suffix in WHOLE else []
        if "solo todo el catálogo" not in line:
            page = "ppi/ppi-7" if "proceso" in line else "datos/tabla-registro"
            places.append(f"/{page}{suffix}")
        for place in places:
            assert documented.desk.get(place).status_code == 200, place


def test_every_suffix_of_an_indicator_answers(documented):
    found = suffixes("Los archivos de un indicador:")
    assert len(found) > 6
    for suffix in found:
        answer = documented.desk.get(f"/indicadores/tasa-registro{suffix}")
        drawn_later = answer.status_code == 503 and answer.headers["Retry-After"]
        assert answer.status_code == 200 or drawn_later, suffix


def test_every_instrument_has_the_forms_that_the_table_says(documented):
    line = row("| `/transparencia/{instrumento}`")
    forms = re.findall(r"`(\.[a-z]+)`", line)
    names = re.findall(r"`([a-z]+(?:-[a-z]+)+)`", line)
    assert (len(forms), len(names)) == (4, 6)
    for name in names:
        for form in ["", *forms]:
            answer = documented.desk.get(f"/transparencia/{name}{form}")
            assert answer.status_code == 200, (name, form)

"""What each kind of source says, in our words: terms, dates, offices, persons, files."""

import pytest
from local_server import client, serving
from openpyxl import Workbook
from tumbaga.harvesters import ckan, dublin_core, inventory, socrata
from tumbaga.harvesters.http import Client
from tumbaga.harvesters.sketch import Sketch
from tumbaga.harvesters.words import day, line, link, many, plain
from tumbaga.schemas.crosswalks import terms
from tumbaga.schemas.harvest import Order

PACKAGE = {
    "id": "abc",
    "name": "arboles",
    "title": "Árboles de la ciudad",
    "notes": "<p>Cada árbol,<br>con su <b>especie</b>.</p>",
    "license_id": "cc-by",
    "organization": {"title": "DAGMA"},
    "groups": [{"title": "Ambiente"}],
    "tags": [{"name": "árbol"}],
    "maintainer": "Juan Pérez",
    "maintainer_email": "juan.perez@ciudad.gov.co",
    "extras": [{"key": "frequency", "value": "R/P1Y"}, {"key": "language", "value": "es"}],
    "resources": [
        {"name": "CSV", "url": "https://x.gov.co/a b.csv", "format": "CSV", "size": "1234"},
        {"name": "sin dirección", "format": "CSV"},
    ],
}  # fmt: skip
ASSET = {
    "resource": {
        "id": "gdxc-w37w",
        "name": "DIVIPOLA",
        "description": "Códigos de municipios.",
        "type": "dataset",
        "createdAt": "2013-12-01T12:00:00.000Z",
        "page_views": {"page_views_total": 9},
    },
    "classification": {
        "domain_category": "Ordenamiento Territorial",
        "domain_tags": ["divipola"],
        "domain_metadata": [
            {"key": "Información-de-Datos_Frecuencia-de-Actualización", "value": "Anual"},
            {"key": "Información-de-Datos_Idioma", "value": "Español"},
            {"key": "Información-de-la-Entidad_Área-o-dependencia", "value": "Geoestadística"},
        ],
    },
    "metadata": {"license": "Creative Commons Attribution | Share Alike 4.0 International"},
    "permalink": "https://www.datos.gov.co/d/gdxc-w37w",
}  # fmt: skip


def test_a_package_of_ckan():
    found = ckan.map(ckan.item(PACKAGE, "https://x.gov.co"))
    data = found.entry.data

    assert data["description"] == "Cada árbol,\ncon su especie."
    assert (data["theme"], data["licence"]) == (
        "ambiente-y-desarrollo-sostenible",
        "CC-BY-4.0",
    )
    assert (data["frequency"], data["language"]) == ("anual", "es")
    assert data["distributions"] == [
        {
            "title": "CSV",
            "url": "https://x.gov.co/a%20b.csv",
            "size": 1234,
            "media_type": "text/csv",
        }
    ]
    assert found.organization == "DAGMA"
    assert found.addresses == ("https://x.gov.co/dataset/arboles",)
    assert any("sin dirección" in one.text for one in found.entry.remarks)


def test_a_person_stays_on_the_desk_and_an_office_does_not():
    data = ckan.map(ckan.item(PACKAGE, "")).entry.data
    office = {"maintainer": "Oficina de datos", "maintainer_email": "datos@x.gov.co"}
    public = ckan.map(ckan.item({**PACKAGE, **office}, "")).entry.data

    assert "contact" not in data
    assert data["desk"]["contact_name"] == "Juan Pérez"
    assert public["contact"] == {
        "position": "Oficina de datos",
        "email": "datos@x.gov.co",
    }
    assert "desk" not in public


def test_an_asset_of_datos_gov_co():
    item = socrata.item(ASSET)
    found = socrata.map(item)
    visited = socrata.item(
        {**ASSET, "resource": {**ASSET["resource"], "page_views": {}}}
    )

    assert found.entry.data["theme"] == "ordenamiento-territorial"
    assert found.entry.data["frequency"] == "anual"
    assert found.organization == "Geoestadística"
    assert "rows.csv" in found.entry.data["distributions"][0]["url"]
    assert visited.digest == item.digest


def test_a_record_of_dublin_core_that_is_a_text_is_a_document():
    said = {
        "title": ["Boletín"],
        "type": ["Text"],
        "date": ["2019-05", "2018"],
        "identifier": ["https://x.gov.co/1.pdf", "ISBN 1"],
        "publisher": ["Planeación"],
    }
    found = dublin_core.draft("x", said)

    assert (found.entry.kind, found.entry.data["publication_date"]) == (
        "document",
        "2018",
    )
    assert found.organization == "Planeación"
    assert found.identity == "https://x.gov.co/1.pdf"


def book(path, *rows):
    made = Workbook()
    for row in rows:
        made.active.append(row)
    made.save(path)


def test_the_columns_of_an_inventory_are_guessed_and_corrected(tmp_path):
    path = tmp_path / "inventario.xlsx"
    head = ("Código", "Nombre", "De qué trata", "Dependencia")
    book(path, head, ("7", "Predios", "Cada predio con su uso.", "Catastro"))
    corrected = {"columns": {"De qué trata": "description"}}

    [table] = inventory.tables(next(_opened(path)), {})
    guessed = dict(inventory.guess(table, {}))
    [item] = inventory.read(Order(str(path), corrected), Client())
    found = inventory.map(item)

    assert guessed["Código"] == "code"
    assert guessed["De qué trata"] == ""
    assert dict(inventory.guess(table, corrected))["De qué trata"] == "description"
    assert (item.id, found.organization) == ("7", "Catastro")
    assert found.entry.data["description"] == "Cada predio con su uso."
    assert "code" not in found.entry.data


def _opened(path):
    from tumbaga.harvesters.places import documents

    yield from documents(str(path), Client(), (".xlsx",))


def test_an_inventory_comes_over_the_wire_whatever_it_says_it_is(tmp_path):
    path = tmp_path / "a.xlsx"
    book(path, ("Código", "Nombre"), ("1", "Uno"), ("2", "Dos"))
    routes = {"/x": (path.read_bytes(), "text/plain"), "/y": ("Código;Nombre\n3;Tres",)}

    with serving(routes) as server:
        names = [
            [one.name for one in inventory.read(Order(server.url(where)), client())]
            for where in ("/x", "/y")
        ]

    assert names == [["Uno", "Dos"], ["Tres"]]


@pytest.mark.parametrize(
    ("vocabulary", "given", "code"),
    [
        ("frequencies", "http://publications.europa.eu/resource/authority/frequency/ANNUAL", "anual"),
        ("frequencies", "R/P3M", "trimestral"),
        ("languages", "http://publications.europa.eu/resource/authority/language/SPA", "es"),
        ("languages", "en-US", "en"),
        ("licences", "http://creativecommons.org/licenses/by/4.0/deed.es", "CC-BY-4.0"),
        ("licences", "CC_40_BY_SA", "CC-BY-SA-4.0"),
        ("media_types", "http://publications.europa.eu/resource/authority/file-type/CSV", "text/csv"),
        ("media_types", "https://www.iana.org/assignments/media-types/text/csv", "text/csv"),
        ("media_types", "text/csv; charset=utf-8", "text/csv"),
        ("themes", "http://publications.europa.eu/resource/authority/data-theme/HEAL", "salud-y-proteccion-social"),
        ("themes", "Marcianos", ""),
    ],
)  # fmt: skip
def test_words_and_addresses_of_others_are_terms_of_ours(vocabulary, given, code):
    assert terms.find(vocabulary, given) == code


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"en": "House", "es": "Casa"}, "Casa"),
        ({"@value": "x"}, "x"),
        ("{{name}}", ""),
        ("null", ""),
        ("a &amp; b &lt;c&gt;", "a & b <c>"),
        ("<script>x</script>a<!-- b -->", "a"),
        ("3 < 5 y 7 > 2", "3 < 5 y 7 > 2"),
        (7, "7"),
        (True, ""),
        (["", "x"], "x"),
        (None, ""),
    ],
)
def test_text_of_strangers_is_made_plain(given, said):
    assert plain(given) == said


def test_dates_lists_and_links_of_strangers():
    assert [day("2019-02-30"), day("R/P1D"), day("2019-01-05T10:00:00Z")] == [
        "",
        "",
        "2019-01-05",
    ]
    assert many("a, b;c|a") == ["a", "b", "c"]
    assert link("www.x.gov.co/a b") == "https://www.x.gov.co/a%20b"
    assert [link("javascript:x"), link("http://a:b@x/"), link("x")] == ["", "", ""]
    assert line("a\n  b") == "a b"


def test_what_has_no_title_is_no_record():
    assert "título" in Sketch("x").found().problem


@pytest.mark.parametrize(
    ("said", "codes", "left"),
    [
        ("Santiago de Cali, Ibagué, Manizales", ["76001", "73001", "17001"], []),
        ("Santiago de Cali, Valle del Cauca", ["76001"], []),
        ("Santiago de Cali, Macondo", None, ["Santiago de Cali, Macondo"]),
        ("-76.5,3.4,-76.4,3.5", None, []),
    ],
)  # fmt: skip
def test_several_places_in_one_text(said, codes, left):
    sketch = Sketch("x")

    sketch.places(said)

    assert sketch.data.get("spatial") == codes
    assert [one.given for one in sketch.unmapped] == left

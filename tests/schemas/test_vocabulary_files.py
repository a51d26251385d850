"""The vocabularies as files: complete, unambiguous, and true to what they name."""

import csv
import re
from collections import defaultdict
from importlib.resources import files

import pytest
from tumbaga.schemas import vocabularies
from tumbaga.schemas.vocabularies import fold

FOLDER = files("tumbaga.schemas.vocabularies")
FIRST = ["code", "label_es", "label_en", "uri", "aliases"]
NAMES = [
    "access_classes",
    "accumulations",
    "asset_types",
    "availabilities",
    "collection_instruments",
    "collection_modes",
    "continuity_states",
    "dane_instruments",
    "demand_coverage",
    "demand_difficulties",
    "directions",
    "dissemination_media",
    "dissemination_products",
    "document_types",
    "documentation_states",
    "exceptions",
    "frequencies",
    "gsbpm_phases",
    "indicator_links",
    "indicator_types",
    "kinds",
    "languages",
    "legal_flags",
    "licences",
    "maturity",
    "media_of_conservation",
    "media_types",
    "migration_states",
    "norm_states",
    "observation_status",
    "ods",
    "organization_types",
    "personal_data",
    "ppi_types",
    "process_documents",
    "publication_access",
    "record_formats",
    "relation_types",
    "request_kinds",
    "requirement_origins",
    "sdmx_confidentiality",
    "sdmx_sex",
    "security_levels",
    "spatial_levels",
    "storage",
    "term_starts",
    "synonyms",
    "territories",
    "thematic_axes",
    "themes",
    "transparency_menu",
    "user_types",
    "value_chain",
    "variable_intervals",
    "variable_types",
    "workflow_states",
]
EU = "http://publications.europa.eu/resource/authority/"


def table(name):
    text = FOLDER.joinpath(f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def find(name, text):
    found = vocabularies.get(name).find(text)
    return found and found.code


def test_every_vocabulary_is_there():
    assert vocabularies.names() == sorted(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_columns_rows_and_codes(name):
    rows = table(name)
    assert rows
    assert list(rows[0])[:5] == FIRST
    for row in rows:
        assert None not in row
        assert None not in row.values()
        assert row["code"]
        assert row["label_es"]
        assert row["label_en"]
        assert all(value == value.strip() for value in row.values())
    codes = [row["code"] for row in rows]
    assert len(codes) == len(set(codes))


SDMX = {"observation_status", "sdmx_confidentiality", "sdmx_sex"}  # theirs, kept


@pytest.mark.parametrize("name", sorted(set(NAMES) - {"licences", "media_types"}))
def test_codes_are_plain_ascii(name):
    plain = "_?[A-Z]" if name in SDMX else "[a-z0-9]+([._-][a-z0-9]+)*"
    for row in table(name):
        assert re.fullmatch(plain, row["code"])


@pytest.mark.parametrize("name", sorted(set(NAMES) - {"territories"}))
def test_a_spelling_stands_for_one_term(name):
    meant = defaultdict(set)
    for row in table(name):
        said = [row["code"], row["label_es"], row["label_en"], row["uri"]]
        for text in said + row["aliases"].split("|"):
            if text:
                meant[fold(text)].add(row["code"])
    assert {text: codes for text, codes in meant.items() if len(codes) > 1} == {}


@pytest.mark.parametrize("name", NAMES)
def test_uris_are_unique(name):
    uris = [row["uri"] for row in table(name) if row["uri"]]
    assert len(uris) == len(set(uris))
    assert all(re.match(r"(https?://|urn:)\S+$", uri) for uri in uris)


def test_territories_are_all_departments_and_their_municipalities():
    rows = table("territories")
    departments = {row["code"] for row in rows if row["level"] == "departamento"}
    towns = [row for row in rows if row["level"] == "municipio"]
    assert (len(departments), len(towns)) == (33, 1104)
    assert all(re.fullmatch(r"\d\d", code) for code in departments)
    for town in towns:
        assert re.fullmatch(r"\d{5}", town["code"])
        assert town["parent"] == town["code"][:2]
        assert town["parent"] in departments
        assert -5 < float(town["latitude"]) < 14
        assert -82 < float(town["longitude"]) < -66


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("Santiago de Cali", "76001"),
        ("CALI", "76001"),
        ("Ibague", "73001"),
        ("Manizales", "17001"),
        ("Medellín", "05001"),
        ("Valle del Cauca", "76"),
        ("Armenia, Quindío", "63001"),
        ("Armenia (Antioquia)", "05059"),
        ("Bogotá", "11001"),
    ],
)
def test_territories_are_found_by_name(said, code):
    assert find("territories", said) == code


def test_exceptions_are_the_letters_of_the_law():
    rows = {row["code"]: row for row in table("exceptions")}
    assert list(rows) == [
        *(f"18-{letter}" for letter in "abc"),
        *(f"19-{letter}" for letter in "abcdefghi"),
        "19-paragrafo",
    ]
    for code, row in rows.items():
        clasificada = code.startswith("18-")
        assert row["class"] == ("clasificada" if clasificada else "reservada")
        assert row["duration"] == ("ilimitada" if clasificada else "hasta 15 años")
        assert row["article"] == code[:2]


@pytest.mark.parametrize("said", ["18 a", "18a", "art. 18 literal a", "18-A"])
def test_an_exception_is_found_as_people_cite_it(said):
    assert find("exceptions", said) == "18-a"


def test_themes_are_the_26_of_datos_gov_co():
    rows = table("themes")
    assert len(rows) == 26
    assert {"Función pública", "Participación ciudadana"} <= {
        r["datosgov"] for r in rows
    }
    assert all(row["label_es"] == row["datosgov"] for row in rows)
    known = r"AGRI|ECON|EDUC|ENER|ENVI|GOVE|HEAL|INTR|JUST|REGI|SOCI|TECH|TRAN"
    assert all(re.fullmatch(known, row["eu_theme"]) for row in rows)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("MENSUAL", "mensual"),
        ("Trimestral acumulado", "trimestral"),
        ("Trimestre", "trimestral"),
        ("Bimensual", "bimestral"),
        ("R/P1Y", "anual"),
        ("half-yearly", "semestral"),
    ],
)
def test_frequencies_are_found_as_sheets_write_them(said, code):
    assert find("frequencies", said) == code


def test_frequencies_have_their_equivalents():
    rows = table("frequencies")
    assert len(rows) == 19
    for row in rows:
        assert row["uri"] == f"{EU}frequency/{row['eu']}"
        assert re.fullmatch(r"R/P(\d+|0\.5)[YMWD]|R/PT1[SH]|irregular", row["iso8601"])


def test_classes_map_to_the_other_worlds():
    rows = {row["code"]: row for row in table("access_classes")}
    assert list(rows) == ["publica", "clasificada", "reservada"]
    assert [row["eu_access_right"] for row in rows.values()] == [
        "PUBLIC",
        "RESTRICTED",
        "NON_PUBLIC",
    ]
    assert [row["sdmx_conf"] for row in rows.values()] == ["F", "C", "N"]


@pytest.mark.parametrize(
    "said",
    [
        "CC_40_BY_SA",
        "http://creativecommons.org/licenses/by-sa/4.0/legalcode",
        "Creative Commons Attribution Share Alike 4.0 International",
    ],
)
def test_the_licence_of_colombian_practice_is_found(said):
    assert find("licences", said) == "CC-BY-SA-4.0"


@pytest.mark.parametrize(
    ("said", "code"), [("CSV", "text/csv"), (".xlsx", None), ("PDF", "application/pdf")]
)
def test_media_types_are_found_by_their_usual_name(said, code):
    sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    assert find("media_types", said) == (code or sheet)


def test_inverse_relations_agree():
    rows = {row["code"]: row for row in table("relation_types")}
    for code, row in rows.items():
        if row["inverse"]:
            assert rows[row["inverse"]]["inverse"] == code

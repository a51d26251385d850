"""Headings that people write, and the fields that they mean."""

import csv
from importlib.resources import files

import pytest
from tumbaga.exporters.ley1712 import matrix
from tumbaga.harvesters.tables import columns, values
from tumbaga.schemas import kinds, vocabularies

OFFICIAL = (
    "Proceso",
    "Subproceso",
    "Código gestión documental",
    "Identificador",
    "Tipo",
    "Dependencia",
    "Serie",
    "Subserie",
    "Nombre",
    "Descripción",
    "Propietario (cargo)",
    "Fecha de generación",
    "Custodio",
    "Fecha de ingreso al archivo",
    "Soporte",
    "Medio de conservación",
    "Formato",
    "Idioma",
    "Confidencialidad",
    "Integridad",
    "Disponibilidad",
    "Información publicada",
    "Lugar de consulta",
    "Objetivo legítimo de la excepción",
    "Fundamento constitucional o legal",
    "Fundamento jurídico de la excepción",
    "Excepción total o parcial",
    "Fecha de calificación (DD/MM/AAAA)",
    "Plazo",
    "Datos personales",
    "De menores",
    "Tipos",
    "Finalidad",
    "Autorización",
)


def lines():
    text = (files("tumbaga.harvesters.tables") / "columns.csv").read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))


@pytest.mark.parametrize("heading", OFFICIAL)
def test_every_official_column_is_known(heading):
    assert columns.match(heading) is not None


def test_no_two_official_columns_mean_the_same():
    found = columns.resolve(OFFICIAL)

    assert not [one.text for one in found if one.repeated]


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("  CODIGO ", "code"),
        ("Nombre o título de la categoría de información", "title"),
        ("1. Nombre", "title"),
        ("Título*", "title"),
        ("Fecha de calificación (DD/MM/AAAA)", "remark.starts"),
        ("Palabras\nclave", "keywords"),
        ("title", "title"),
        ("contact.email", "contact.email"),
        ("NOMBRE DEL FUNCIONARIO", "desk.contact_name"),
    ],
)
def test_accents_case_and_asides_do_not_matter(heading, field):
    assert columns.match(heading).field == field


def test_one_heading_may_mean_another_thing_for_another_kind():
    assert columns.match("Tipo").field == "kind"
    assert columns.match("Tipo", "indicator").field == "indicator_type"
    assert columns.match("Tipo", "production_process").field == "ppi_type"


def test_years_in_headings_are_targets_baselines_and_figures():
    found = [columns.match(text) for text in ("Meta 2027", "Línea base 2015", "2019")]

    assert [(one.field, one.year) for one in found] == [
        ("targets", 2027),
        ("baseline.value", 2015),
        ("observations", 2019),
    ]


def test_the_sheet_tells_its_kind_by_columns_of_one_kind():
    assert columns.kind_of(["Código", "Nombre", "Fórmula"]) == "indicator"
    assert columns.kind_of(["Código", "Nombre"]) == ""


@pytest.mark.parametrize("line", lines(), ids=lambda line: line["field"])
def test_every_column_leads_to_a_reader_and_a_field_of_the_schemas(line):
    reader, _, vocabulary = line["reader"].partition(":")
    name = line["field"].split(".")[0]
    ours = {"kind", "temporal", "holds_personal_data", "remark", "refused"}
    for kind in line["kinds"].split() or kinds.SCHEMAS:
        assert name in ours or name in kinds.SCHEMAS[kind]().fields
    assert vocabulary in {"", *vocabularies.names()}
    assert reader in {*values._READERS, "terms", "partial", "date"}


def test_the_matrix_that_we_write_is_read_back():
    mine = [heading for heading, _leaf, _vocabulary in matrix.COLUMNS]
    found = columns.resolve(mine)

    assert [one.text for one in found if one.column is None or one.repeated] == []


def test_every_field_is_called_as_people_call_it():
    spoken = columns.spoken()

    assert spoken.keys() == columns.labels().keys()
    assert (spoken["title"], spoken["theme"]) == ("Nombre", "Tema")
    assert not [path for path, said in spoken.items() if said == path]

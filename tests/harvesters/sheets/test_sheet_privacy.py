"""Persons in a sheet: none leaves it in a field that is published (Ley 1581)."""

import json

import pytest
from indicator_sheets import LINES, data, harvest, put, write
from openpyxl import load_workbook
from tumbaga.harvesters.sheets import Book, privacy
from tumbaga.harvesters.sheets import map as mapped

INSIDE = ("desk",)


def public(draft):
    """All that may be published of a draft; the improvement is the desk's as well."""
    outside = {name: one for name, one in draft.items() if name not in INSIDE}
    for one in outside.get("observations", []):
        one.pop("improvement", None)
    return json.dumps(outside, default=str, ensure_ascii=False)


@pytest.mark.parametrize(
    ("text", "outside", "inside"),
    [
        ("Secretaría de Salud / Líder del proceso", None, ""),
        ("Subdirección de Tesorería/Fredy González Palomino", "Subdirección de Tesorería", "Fredy González Palomino"),
        ("Jefe de Oficina, Nhora Ocoro / Líder, Liliana Chileuitt", "Jefe de Oficina / Líder", "Nhora Ocoro / Liliana Chileuitt"),
        ("Emilce Arévalo García", "", "Emilce Arévalo García"),
        ("EMILCE AREVALO", "", "EMILCE AREVALO"),
        ("Subsecretaría Juan Pérez", "", "Subsecretaría Juan Pérez"),
        ("Líder del proceso Arévalo García", "", "Líder del proceso Arévalo García"),
        ("Departamento de Planeación - Subdirección de Espacio Público", "Departamento de Planeación / Subdirección de Espacio Público", ""),
    ],
)  # fmt: skip
def test_a_post_goes_out_and_a_name_stays_inside(text, outside, inside):
    found = privacy.posts(text)

    assert found == (text if outside is None else outside, inside)


@pytest.mark.parametrize(
    "text",
    [
        "Sara Estefania Murillo, contratista de la Secretaría",
        "el funcionario Jorge no entregó el informe",
        "MARIA CAMILA TORRES",
        "se reunió con Andeimer Ramirez",
        "identificado con cédula de ciudadanía 16.789.012 de Cali",
        "C.C. 31894512",
    ],
)
def test_a_text_that_names_somebody_is_known(text):
    assert privacy.mentions_person(text)


@pytest.mark.parametrize(
    "text",
    [
        "El Municipio de Santiago de Cali atendió 1.250.000 solicitudes",
        "En el mes de Julio se cumplió",
        "Hospital San Juan de Dios",
        "Secretaría de Seguridad y Justicia",
        "Ley 142 de 1994, Decreto 4924 de 2011",
        "Porcentaje de Automotores siniestrados",
    ],
)
def test_a_text_that_names_nobody_goes_out(text):
    assert not privacy.mentions_person(text)


def test_an_analysis_with_a_name_stays_on_the_desk(tmp_path):
    line = (
        2019,
        "Ene-Mar",
        1,
        90,
        100,
        0.9,
        0.9,
        "Medio",
        "Lo hizo Sandra Milena Ortiz",
    )
    found = harvest(tmp_path, lines=(line,))
    draft = found.entry.data

    assert "Sandra" not in public(draft)
    assert "Sandra Milena Ortiz" in draft["desk"]["remarks"]
    assert any("se guardó en el escritorio" in one.text for one in found.entry.remarks)


@pytest.mark.parametrize(
    "label",
    [
        "Objetivo del Indicador",
        "Método de Medición",
        "Fuente de los Datos",
        "Observaciones",
        "Deficiones y conceptos",
        "Desagregación temática*",
        "Rangos de Cumplimiento",
        "Responsable ",
    ],
)
def test_a_name_in_any_field_of_the_form_is_not_published(tmp_path, label):
    draft = data(tmp_path, form={label: "Lo lleva Leidy Alejandra Portilla"})

    assert "Portilla" not in public(draft)


def test_other_sheets_and_hidden_ones_are_not_read(tmp_path):
    path = write(tmp_path / "ficha.xlsx", lines=LINES)
    book = load_workbook(path)
    listed = book.create_sheet("enero")
    put(listed, 1, 1, "NOMBRE", "CEDULA", "VALOR")
    put(listed, 2, 1, "PERSONA DE PRUEBA", 99_888_777, 5)
    hidden = book.create_sheet("Oculta")
    put(hidden, 12, 2, *[cell.value for cell in book["Ficha T Seguimiento"][12][1:]])
    put(hidden, 13, 2, 2017, "Ene-Mar", 1, 7, 8, 0.5, 0.5, None, "Secreto de prueba")
    hidden.sheet_state = "hidden"
    book.save(path)

    found = mapped(Book(path))
    whole = json.dumps(found.entry.data, default=str, ensure_ascii=False)

    for canary in ("PERSONA DE PRUEBA", "99888777", "Secreto", "2017-Q1"):
        assert canary not in whole


def test_remarks_of_reviewers_beside_the_form_are_not_read(tmp_path):
    path = write(tmp_path / "ficha.xlsx")
    book = load_workbook(path)
    put(book.worksheets[0], 40, 14, "cambiar según correo de la revisora")
    book.save(path)

    assert "revisora" not in str(mapped(Book(path)).entry.data)

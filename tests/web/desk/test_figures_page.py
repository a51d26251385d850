"""The figures of an indicator: typed, pasted, uploaded; worked out before they are saved."""

import re
from collections.abc import Iterator
from decimal import Decimal
from html import unescape
from io import BytesIO
from pathlib import Path

import pytest
from form_setting import BASE, Office, changed, multi, opened, words
from openpyxl import Workbook

SHEET = {
    "kind": "indicator",
    "objective": "Ver",
    "unit": "porcentaje",
    "formula": "(V1/V2)*100",
    "formula_variables": [
        {"symbol": "V1", "name": "Atendidos"},
        {"symbol": "V2", "name": "Todos"},
    ],
    "targets": [{"year": 2019, "value": 80}, {"year": 2020, "value": 90}],
}


@pytest.fixture
def office(tmp_path: Path, database_url: str) -> Iterator[Office]:
    with opened(tmp_path, database_url) as made:
        yield made


@pytest.fixture
def uid(office: Office) -> str:
    return office.made(**SHEET)


def test_variables_give_result_compliance_and_light_before_saving(
    office: Office, uid: str
):
    address = f"{BASE}/{uid}/datos"
    row = {"r.0.period": "2019", "r.0.v0": "60", "r.0.v1": "80"}

    seen = office.desk.send(address, {**row, "_action": "calcular"})

    text = words(seen)
    assert "Da 75" in text
    assert "93,8 %" in text
    assert "Satisfactorio" in text
    assert office.record(uid).observations == []

    office.desk.send(address, {**row, "_action": "guardar"})
    [figure] = office.record(uid).observations
    assert figure.value == Decimal(75)
    assert figure.components == {"V1": "60", "V2": "80"}


def test_numbers_as_offices_write_them(office: Office, uid: str):
    given = ["1.234,5", "1,234.5", "<5", "N/A", "1234", "1e5000", "=1+1"]
    rows = {
        f"r.{row}.{name}": value
        for row, text in enumerate(given)
        for name, value in (("period", str(2000 + row)), ("value", text))
    }

    office.desk.send(f"{BASE}/{uid}/datos", rows)

    record = office.record(uid)
    known = {one.period: one.value for one in record.observations}
    assert known == {
        "2000": Decimal("1234.5"),
        "2001": Decimal("1234.5"),
        "2004": Decimal(1234),
    }
    text = words(office.desk.get(f"{BASE}/{uid}/datos"))
    assert "No es un número sino un límite" in text
    assert "Tiene que ser un número, por ejemplo 1234,5." in text
    page = office.desk.form(f"{BASE}/{uid}/datos")
    typed = [value for name, value in page if name.endswith(".value")]
    assert {"<5", "N/A", "=1+1", "1e5000"} <= set(typed)


def test_one_period_twice_is_said_and_kept(office: Office, uid: str):
    office.desk.send(
        f"{BASE}/{uid}/datos",
        {
            "r.0.period": "2019",
            "r.0.value": "1",
            "r.1.period": "2019",
            "r.1.value": "2",
        },
    )

    record = office.record(uid)
    assert [one.value for one in record.observations] == [Decimal(1)]
    assert "Ya hay otro dato de este periodo" in record.incomplete[0]["text"]


@pytest.mark.parametrize(
    ("formula", "told"),
    [
        ("V1/0", "divide por cero"),
        ("V1/(V2-V2)", "divide por cero"),
        ("V1/V9", "no está entre las variables"),
        ("PET-1*2", "no está entre las variables"),
        ("__import__('os').system('x')", ""),
        ("V1**999999999", ""),
        ("(" * 9000 + "V1", ""),
        ("IND=IND+1", "se usa a sí misma"),
    ],
)
def test_a_formula_that_is_none_is_said_and_kept_as_typed(
    office: Office, uid: str, formula: str, told: str
):
    address = f"{BASE}/{uid}/editar/formula"
    office.desk.send(f"{BASE}/{uid}/editar/que-es", {"acronym": "IND"})

    office.desk.send(address, {"formula": formula})

    record = office.record(uid)
    assert record.formula is None
    [problem] = record.incomplete
    assert problem["path"] == "formula"
    assert told in problem["text"]
    assert dict(office.desk.form(address))["formula"] == formula


def test_division_by_zero_in_one_period_is_said_there(office: Office, uid: str):
    seen = office.desk.send(
        f"{BASE}/{uid}/datos",
        {"r.0.period": "2019", "r.0.v0": "1", "r.0.v1": "0", "_action": "calcular"},
    )

    assert "Con estos valores la fórmula divide por cero" in words(seen)


PASTED = (
    "Periodo\tV1\tV2\tMeta\tOtra cosa\n"
    "2018\t50\t100\t60\tx\n"
    "2019\t1.234,5\t2,469.0\t\t\n"
    "2020\t<5\t10\t\t\n"
    "el año\t1\t2\t\t\n"
    "2018\t1\t2\t\t\n"
    "2021\tN/A\t10\t\t\n"
)


def test_pasted_cells_are_shown_row_by_row_and_then_saved(office: Office, uid: str):
    office.desk.send(f"{BASE}/{uid}/datos", {"r.0.period": "2018", "r.0.value": "9"})
    page = f"{BASE}/{uid}/datos"
    marks = {k: v for k, v in office.desk.form(page) if k == "_mark"}

    seen = office.desk.post(f"{page}/pegar", {"_text": PASTED, **marks})

    text = words(seen)
    assert "3 filas listas y 3 por corregir" in text
    assert "No es un número sino un límite" in text
    assert "No es un periodo." in text
    assert "Ya hay otra fila de este periodo" in text
    assert "«Otra cosa» no se conoce" in text
    assert "Reemplaza al que hay" in text
    assert len(office.record(uid).observations) == 1

    saved = office.desk.post(
        f"{page}/pegar", {"_text": PASTED, "_confirm": "si", **marks}
    )
    assert saved.status_code == 303
    figures = {one.period: one for one in office.record(uid).observations}
    assert set(figures) == {"2018", "2019", "2021"}
    assert figures["2018"].target == Decimal(60)
    assert figures["2019"].value == Decimal(50)
    assert figures["2021"].components == {"V2": "10"}


def test_pasting_on_what_another_changed_is_shown_again(office: Office, uid: str):
    page = f"{BASE}/{uid}/datos"
    marks = {k: v for k, v in office.desk.form(page) if k == "_mark"}
    office.at("carla").send(page, {"r.0.period": "2001", "r.0.value": "1"})

    again = office.desk.post(
        f"{page}/pegar", {"_text": "2002\t5\t6\t7", "_confirm": "si", **marks}
    )

    assert again.status_code == 409
    assert "Alguien cambió el registro" in words(again)
    assert [one.period for one in office.record(uid).observations] == ["2001"]


def test_two_people_on_one_table_lose_nothing(office: Office, uid: str):
    page = f"{BASE}/{uid}/datos"
    mine = office.desk.form(page)
    office.at("carla").send(page, {"r.0.period": "2001", "r.0.value": "1"})

    both = office.desk.post(
        page, multi(changed(mine, {"r.0.period": "2002", "r.0.value": "2"}))
    )

    assert both.status_code == 409
    assert "2001" in words(both)
    assert "2002" in words(both)
    kept = dict(
        re.findall(r'name="(_\w+)" value="([^"]*)"', both.get_data(as_text=True))
    )
    sent = {name: unescape(value) for name, value in kept.items()}
    office.desk.post(page, {**sent, "_choice.observations": "mio"})
    periods = {one.period for one in office.record(uid).observations}
    assert periods == {"2001", "2002"}


def test_a_workbook_and_a_csv_are_read_as_if_pasted(office: Office, uid: str):
    book, held = Workbook(), BytesIO()
    sheet = book.active
    assert sheet is not None
    for row in (("Año", "Valor", "Nota"), (2018, 12.5, "=cmd"), (2019, "n.d.", None)):
        sheet.append(row)
    book.save(held)
    page = f"{BASE}/{uid}/datos/pegar"

    for name, content in (
        ("datos.xlsx", held.getvalue()),
        ("datos.csv", b"Periodo;Valor\n2018;12,5\n2019;\n"),
    ):
        seen = office.desk.post(
            page,
            {"_file": (BytesIO(content), name)},
            content_type="multipart/form-data",
        )
        assert "2 filas listas" in words(seen), words(seen)
    bad = office.desk.post(
        page,
        {"_file": (BytesIO(b"%PDF-1.4"), "x.csv")},
        content_type="multipart/form-data",
    )
    assert bad.status_code == 422
    assert "Es un PDF, no una tabla" in words(bad)


def test_many_figures_are_shown_by_fifties(office: Office, uid: str):
    text = "\n".join(f"{1900 + n}-01\t{n}" for n in range(120))
    page = f"{BASE}/{uid}/datos"
    marks = {k: v for k, v in office.desk.form(page) if k == "_mark"}
    office.desk.post(
        f"{page}/pegar", {"_text": f"Periodo\tValor\n{text}", "_confirm": "si", **marks}
    )

    second = f"{page}?desde=50"
    assert "De la fila 51 a la 100, de 120" in words(office.desk.get(second))
    office.desk.send(page, {"r.50.value": "999"}, page=second)

    figures = {one.period: one.value for one in office.record(uid).observations}
    assert len(figures) == 120
    assert figures["1950-01"] == 999
    assert figures["1949-01"] == 49


def test_other_kinds_have_no_figures(office: Office):
    other = office.made(code="PET-3")

    assert office.desk.get(f"{BASE}/{other}/datos").status_code == 404


@pytest.mark.parametrize(
    ("cell", "typed", "told"),
    [
        ("status", "ZZ", "No está en la lista"),
        ("status", "<b>A</b>", "No está en la lista"),
        ("territory", "99999", "No está en la lista"),
        ("period", "2019-Q5", "El año tiene 4 periodos de esos"),
        ("period", "2019-13", "No es un periodo"),
        ("breakdown", "sexo", "Falta este dato"),
    ],
)
def test_a_code_outside_its_list_is_said_in_its_row_and_kept(
    office: Office, uid: str, cell: str, typed: str, told: str
):
    page = f"{BASE}/{uid}/datos"
    row = {"r.0.period": "2019", "r.0.value": "1", f"r.0.{cell}": typed}

    office.desk.send(page, row)

    record = office.record(uid)
    assert record.observations == []
    assert told in record.incomplete[0]["text"]
    assert "<b>A</b>" not in office.desk.get(page).get_data(as_text=True)
    assert dict(office.desk.form(page))[f"r.0.{cell}"] == typed

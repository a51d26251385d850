"""DevInfo's tables: indicator, unit, subgroup, area and time become series."""

import pytest
from openpyxl import Workbook
from tumbaga import harvesters
from tumbaga.harvesters.http import Client
from tumbaga.schemas.harvest import Order, settle

LONG = """Indicator;Unit;Subgroup;Area ID;Area Name;Time Period;Data Value;Source
Tasa de desempleo;Porcentaje;Mujeres;76001;Cali;2018;12,5;GEIH
Tasa de desempleo;Porcentaje;Hombres;76001;Cali;2018;9,1;GEIH
Tasa de desempleo;Porcentaje;Total;76001;Cali;2018;10,7;GEIH
Tasa de desempleo;Porcentaje;Total;76001;Cali;2018.06;n.d.;GEIH
Tasa de desempleo;Porcentaje;Total;76001;Cali;;3;GEIH
Población;Personas;Total;76001;Cali;2018;2.227.642;Censo
Población;Personas;Total;BOGUS;Comuna 99;2018;1;Censo
"""


def read(place):
    harvester = harvesters.get("devinfo")
    items = list(harvester.read(Order(str(place)), Client()))
    return [(item, None if item.problem else harvester.map(item)) for item in items]


def settled(found):
    data = {**found.entry.data, "code": "X", "organization": "y"}
    return settle(found.entry.kind, data)[0]


def test_a_long_table_gives_an_indicator_for_each_name_and_unit(tmp_path):
    (tmp_path / "a.csv").write_text(LONG, encoding="utf-8-sig")

    (first, rate), (second, people) = read(tmp_path)

    assert (first.id, second.name) == ("Tasa de desempleo|Porcentaje", "Población")
    assert rate.entry.data["unit"] == "Porcentaje"
    assert rate.entry.data["source_text"] == "GEIH"
    assert rate.entry.data["observations"] == [
        {
            "period": "2018",
            "value": "12.5",
            "territory": "76001",
            "breakdown": [{"name": "Subgrupo", "value": "Mujeres"}],
        },
        {
            "period": "2018",
            "value": "9.1",
            "territory": "76001",
            "breakdown": [{"name": "Subgrupo", "value": "Hombres"}],
        },
        {"period": "2018", "value": "10.7", "territory": "76001"},
    ]
    assert people.entry.data["observations"][1]["breakdown"] == [
        {"name": "Área", "value": "Comuna 99"}
    ]
    assert not settled(rate).problems
    assert not settled(people).problems


def test_the_rows_that_hold_no_figure_are_told_with_what_they_say(tmp_path):
    (tmp_path / "a.csv").write_text(LONG)

    (_item, found), _other = read(tmp_path)

    said = " ".join(one.text for one in found.entry.remarks)
    assert "1 filas no traen un número" in said
    assert "«n.d.»" in said
    assert "1 filas no dicen un periodo" in said


def test_a_form_of_data_entry_names_the_indicator_above(tmp_path):
    book = Workbook()
    for row in (
        ["DevInfo Data Entry Spreadsheet"],
        ["Indicador", "Cobertura de acueducto"],
        ["Unidad", "Porcentaje"],
        [],
        ["Tiempo", "ID Área", "Área", "Valor", "Subgrupo", "Fuente", "Nota"],
        [2018, "76001", "Cali", 98.5, "Urbano", "DAPM", ""],
        [2019, "76001", "Cali", 98.75, "Urbano", "DAPM", ""],
    ):
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")

    [(item, found)] = read(tmp_path)

    assert item.name == "Cobertura de acueducto"
    values = [(one["period"], one["value"]) for one in found.entry.data["observations"]]
    assert values == [("2018", "98.5"), ("2019", "98.75")]


def test_reading_twice_gives_the_same_and_a_new_figure_another(tmp_path):
    (tmp_path / "a.csv").write_text(LONG)
    before = [item.digest for item, _found in read(tmp_path)]
    again = [item.digest for item, _found in read(tmp_path)]
    (tmp_path / "a.csv").write_text(LONG.replace("12,5", "12,6"))
    after = [item.digest for item, _found in read(tmp_path)]

    assert before == again
    assert [one == two for one, two in zip(before, after, strict=True)] == [False, True]


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04roto", b"a;b\n1;2\n", b"\x00\x01", b'"Time;Value\n']
)
def test_what_is_no_table_is_a_reason(tmp_path, content):
    (tmp_path / "a.csv").write_bytes(content)

    [(item, _found)] = read(tmp_path)

    assert item.problem

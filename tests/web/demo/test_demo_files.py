"""The files that the demo serves: whole, described column by column, and exact."""

import csv
import io

import pytest
from tumbaga.web.demo import files
from tumbaga.web.demo.datasets import datasets
from tumbaga.web.demo.tables import served, served_rows

ROWS = {
    "plan-accion.csv": 35,
    "inversion-dependencia.csv": 16,
    "diagnostico.csv": 35,
    "graficos-diagnostico.csv": 12,
    "ppi-por-dependencia-derivado.csv": 16,
    "procedimiento-ibague.csv": 12,
    "rendicion-cuentas-2021.csv": 29,
    "rendicion-infimanizales-2022.csv": 62,
    "ley1712-excepciones.csv": 13,
    "ley1712-instrumentos-campos.csv": 30,
    "transparencia-menu-1519.csv": 17,
    "datos-gov-co-categorias.csv": 26,
    "frecuencias-equivalencias.csv": 19,
    "ciudades-divisiones.csv": 3,
    "corregimientos-cali.csv": 15,
    "divipola-departamentos.csv": 33,
    "divipola-municipios.csv": 1104,
}
DESCRIBED = {
    one["file_name"]: one
    for entry in datasets()
    for one in entry.values.get("distributions", [])
}


def test_every_file_is_served_by_a_dataset():
    assert files.names() == sorted(ROWS) == sorted(DESCRIBED)


@pytest.mark.parametrize("name", sorted(ROWS))
def test_a_file_is_as_its_distribution_says(name):
    said = DESCRIBED[name]
    text = served(name).read_bytes().decode("utf-8")
    lines = list(csv.reader(io.StringIO(text)))
    assert {len(line) for line in lines} == {len(lines[0])}
    assert lines[0] == [column["name"] for column in said["columns"]]
    assert len(lines) - 1 == ROWS[name] == said["rows"]
    assert said["size"] == len(text.encode())
    for column in said["columns"]:
        assert column["label"]
        assert column["type"]
        assert column["description"]


def test_the_investment_adds_up():
    rows = served_rows("inversion-dependencia.csv")
    parts = [name for name in rows[0] if name.startswith("c")]
    for row in rows:
        assert sum(int(row[name]) for name in parts) == int(row["total_cop"])
    totals = [sum(int(row[name]) for row in rows) for name in [*parts, "total_cop"]]
    assert totals == [
        1_931_975_000,
        454_500_000,
        1_036_500_000,
        116_000_000,
        3_538_975_000,
    ]


def test_the_codes_keep_their_leading_zero():
    towns = served_rows("divipola-municipios.csv")
    assert towns[0]["cod_mpio"] == "05001"
    assert {len(town["cod_mpio"]) for town in towns} == {5}

"""An inventory whose headings say nothing to us: a person says what each column is."""

import io

import pytest
from openpyxl import Workbook
from tumbaga.harvesters import inventory
from tumbaga.harvesters.http import Client
from tumbaga.schemas.harvest import Order
from tumbaga.schemas.tables import Unreadable

ROWS = [
    ["Inventario de la vecina"],
    ["Cómo se llama", "De qué trata", "Cosa rara"],
    ["Parques", "Los parques de la ciudad", "x"],
    ["Vías", "Las vías", "y"],
]
MAPPED = {"Cómo se llama": "title", "De qué trata": "description", "Cosa rara": ""}


@pytest.fixture(params=["csv", "xlsx"])
def place(request, tmp_path):
    path = tmp_path / f"inventario.{request.param}"
    if request.param == "csv":
        path.write_text("\n".join(";".join(row) for row in ROWS), "utf-8")
    else:
        book, out = Workbook(), io.BytesIO()
        for row in ROWS:
            book.active.append(row)
        book.save(out)
        path.write_bytes(out.getvalue())
    return str(path)


def test_the_headings_are_shown_though_none_is_known(place):
    found = inventory.headings(Order(place), Client())

    assert [heading for heading, _field in found] == list(MAPPED)
    [item] = inventory.read(Order(place), Client())
    assert "Cómo se leen las columnas" in item.problem


def test_what_a_person_said_of_them_is_how_it_is_read(place):
    items = list(inventory.read(Order(place, {"columns": MAPPED}), Client()))

    found = [inventory.map(item).entry.data for item in items]
    assert [(one["title"], one["description"]) for one in found] == [
        ("Parques", "Los parques de la ciudad"),
        ("Vías", "Las vías"),
    ]
    assert (
        dict(inventory.headings(Order(place, {"columns": MAPPED}), Client())) == MAPPED
    )


def test_a_sheet_with_nothing_like_headings_has_none(tmp_path):
    (tmp_path / "a.csv").write_text("uno\ndos\ntres\n")

    assert inventory.headings(Order(str(tmp_path / "a.csv")), Client()) == []


def test_a_renamed_pdf_is_told_as_such(tmp_path):
    (tmp_path / "falso.xlsx").write_bytes(b"%PDF-1.4\n1 0 obj\n%%EOF")

    try:
        [item] = inventory.read(Order(str(tmp_path / "falso.xlsx")), Client())
        problem = item.problem
    except Unreadable as error:
        problem = str(error)
    assert "Es un PDF, no una tabla" in problem

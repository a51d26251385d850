"""The series as rows and as JSON: components, target, compliance and light."""

import csv
import io
import json
from decimal import Decimal

from indicator_figures import figure, indicator, judged
from tumbaga import exporters
from tumbaga.exporters.series import Judged, document, ranges, table


def read(figures, **own):
    out = io.BytesIO()
    exporters.table("csv").write(table(indicator(**own), figures), out)
    return list(csv.DictReader(io.StringIO(out.getvalue().decode(), newline="")))


def test_breakdowns_are_columns_and_figures_are_exact():
    first, second = read(
        judged(
            [
                figure(breakdown={"sexo": "mujer"}),
                figure("2016", None, breakdown={"edad": "0 a 5"}, note="Sin medir"),
            ]
        )
    )

    assert list(first) == [
        *("periodo", "territorio", "edad", "sexo"),
        *("valor", "meta", "cumplimiento", "semaforo", "estado", "fuente", "nota"),
    ]
    assert (first["valor"], first["sexo"], first["edad"]) == ("12.5", "mujer", "")
    assert (second["valor"], second["nota"]) == ("", "Sin medir")


def test_variables_target_compliance_and_light_are_columns():
    one = figure("2019", "81", components={"V1": "81.50", "V2": "100"})
    met = Decimal(81) / Decimal(87) * 100
    (row,) = read([Judged(one, Decimal(87), met, "satisfactorio")])
    assert (row["V1"], row["V2"]) == ("81.5", "100")
    assert (row["meta"], row["cumplimiento"]) == ("87", "93.1")
    assert row["semaforo"] == "satisfactorio"


def test_no_two_columns_have_one_name():
    one = figure(breakdown={"valor": "x", "meta": "y"}, components={"meta": "1"})
    header = table(indicator(), judged([one])).header
    assert len(set(header)) == len(header)


def test_no_figures_leave_the_heading():
    assert table(indicator(), []).header == (
        *("periodo", "territorio", "valor"),
        *("meta", "cumplimiento", "semaforo", "estado", "fuente", "nota"),
    )


def test_json_has_what_one_must_know_to_read_it():
    one = figure("2019", "81", components={"V1": "81.5"}, status="A")
    met = Judged(one, Decimal(87), Decimal("93.10344"), "satisfactorio")
    given = indicator(targets=[{"year": 2019, "value": 87}], notes=["x"], place="z")
    found = json.loads(document(given, [met, Judged(figure("2020", None))]))
    assert found["unit"] == "Número de procesos"
    assert found["targets"] == [{"year": 2019, "value": 87}]
    assert found["observations"] == [
        {
            "period": "2019",
            "territory": "76001",
            "value": 81,
            "components": {"V1": 81.5},
            "target": 87,
            "compliance": 93.1,
            "light": "satisfactorio",
            "status": "A",
        },
        {"period": "2020", "territory": "76001", "status": "A"},
    ]
    assert not {"notes", "place", "contact"} & set(found)


def test_ranges_are_the_own_ones_or_the_usual():
    assert ranges({}) == {"satisfactory": 90, "medium": 70}
    assert ranges({"thresholds": {"medium": 60}}) == {"satisfactory": 90, "medium": 60}

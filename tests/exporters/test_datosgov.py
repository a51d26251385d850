"""The fields of datos.gov.co: what its federation leaves empty, and nothing empty."""

import csv
import io
import json

from public_records import CATALOGUE, dataset, everything, indicator
from tumbaga import exporters
from tumbaga.exporters import datosgov
from tumbaga.exporters.base import assemble, keeper


def whole(key, records):
    exporter = exporters.get(key)
    bodies = map(keeper(exporter, CATALOGUE).make, records)
    return b"".join(assemble(exporter.frame(CATALOGUE), bodies))


def test_the_view_has_the_three_sets_of_fields():
    said = datosgov.view(dataset(spatial_level="municipal"), CATALOGUE)
    fields = said["metadata"]["custom_fields"]

    assert said["category"] == "Trabajo"
    assert said["licenseId"] == "CC_40_BY"
    assert fields["Información de la Entidad"] == {
        "Nombre de la Entidad": "Alcaldía de Santiago de Cali",
        "Área o dependencia": "Departamento Administrativo de Planeación",
        "Orden": "Territorial",
        "Departamento": "Valle del Cauca",
        "Municipio": "Santiago de Cali",
    }
    assert fields["Información de Datos"] == {
        "Idioma": "Español",
        "Cobertura Geográfica": "Municipal",
        "Frecuencia de Actualización": "Anual",
        "Fecha Emisión (aaaa-mm-dd)": "2016-02-29",
        "URL Documentación": "https://datos.cali.example/datos/dato-1-registro",
    }
    core = fields["Common Core"]
    assert core["Unique-Identifier"] == "https://datos.cali.example/id/dato-1"
    assert core["Update-Frequency"] == "R/P1Y"


def values(found):
    if isinstance(found, dict):
        for one in found.values():
            yield from values(one)
    elif isinstance(found, list):
        for one in found:
            yield from values(one)
    else:
        yield found


def test_nothing_empty_and_no_placeholder_ever_leaves():
    for one in json.loads(whole("datosgov", everything())):
        assert all(str(value).strip() for value in values(one))
        assert not any(str(value).startswith("{{") for value in values(one))


def test_the_table_says_the_same_and_no_formula_is_in_it():
    records = [
        dataset(title='=cmd|"/c calc"!A1'),
        indicator(observation_count=0),
        indicator(),
    ]
    text = whole("datosgov-csv", records).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))

    assert len(rows) == 2
    assert rows[0]["Nombre"].startswith("'=cmd")
    assert rows[1]["Información de Datos: Frecuencia de Actualización"] == "Anual"
    ids = [row["Common Core: Unique-Identifier"].rpartition("/")[2] for row in rows]
    assert ids == ["dato-1", "ind-1"]


def test_an_indicator_with_figures_always_has_its_csv_in_data_json():
    said = json.loads(
        whole("json", [indicator(), indicator("mudo", observation_count=0)])
    )

    assert len(said["dataset"]) == 1
    files = said["dataset"][0]["distribution"]
    assert any(
        one.get("mediaType") == "text/csv" and one.get("downloadURL") for one in files
    )

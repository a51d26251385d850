"""SDMX-CSV with the labels, keys and moments that its reader asks for."""

import csv
import io
from decimal import Decimal

import pytest
from machine import needed
from public_records import indicator
from sdmx_city import FIGURES, FLOW, OTHER
from sdmx_figures import figure

DATA = f"/sdmx/data/{FLOW}"
ACCEPT = "application/vnd.sdmx.data+csv;version={};{}"


def sheet(site, path=DATA, asked="", version="2.0.0", language="es"):
    headers = {"Accept": ACCEPT.format(version, asked), "Accept-Language": language}
    answer = site.get(path, headers=headers)
    assert answer.status_code == 200, answer.text
    return answer, list(csv.reader(io.StringIO(answer.text)))


def test_labels_both_say_code_and_name_in_one_cell(filled):
    _answer, (head, *rows) = sheet(filled, asked="labels=both")

    row = next(
        one for one in (dict(zip(head, row, strict=True)) for row in rows)
        if one["TIME_PERIOD: Periodo"] == "2014"
    )  # fmt: skip
    assert head[:5] == [
        "STRUCTURE", "STRUCTURE_ID", "ACTION", "FREQ: Frecuencia", "REF_AREA: Territorio"
    ]  # fmt: skip
    assert "ZONA_URBANA: Zona urbana" in head
    assert row["STRUCTURE_ID"].startswith(f"CALI:{FLOW}(1.0.0): ")
    assert row["REF_AREA: Territorio"] == "76001: Santiago de Cali"
    assert row["UNIT_MEASURE: Unidad de medida"] == "PORCENTAJE: Porcentaje"
    assert row["OBS_VALUE: Valor"] == "50.25"
    assert len(rows) == len(FIGURES)


def test_labels_name_stand_in_a_column_of_their_own(filled):
    _answer, (head, *rows) = sheet(filled, asked="labels=name")

    assert head[:6] == [
        "STRUCTURE", "STRUCTURE_ID", "STRUCTURE_NAME", "ACTION", "FREQ", "Frecuencia"
    ]  # fmt: skip
    place, sex, value = (head.index(one) for one in ("REF_AREA", "SEX", "OBS_VALUE"))
    assert rows[0][place : place + 2] == ["76001", "Santiago de Cali"]
    assert ["F", "Mujeres"] in [row[sex : sex + 2] for row in rows]
    assert ["50.25", ""] in [row[value : value + 2] for row in rows]
    assert {len(row) for row in rows} == {len(head)}


def test_keys_are_those_of_the_data_queries(filled):
    _answer, (head, *rows) = sheet(filled, asked="keys=both")
    _same, (named, *_rest) = sheet(filled, asked="key=series")

    series, figures = head.index("SERIES_KEY"), head.index("OBS_KEY")
    assert [series, figures] == [3, 4]
    assert rows[0][series] == f"A.76001.{FLOW}.F._T._T"
    assert rows[0][figures] == f"A.76001.{FLOW}.F._T._T.2016"
    assert "SERIES_KEY" in named
    assert "OBS_KEY" not in named
    _again, found = sheet(filled, f"{DATA}/{rows[0][series]}")
    assert len(found) - 1 == sum(row[series] == rows[0][series] for row in rows)


def test_moments_may_come_as_days(filled):
    _answer, (head, *rows) = sheet(filled, asked="timeFormat=normalized")

    place = head.index("TIME_PERIOD")
    assert {row[place] for row in rows} == {
        "2014-01-01", "2015-01-01", "2016-01-01", "2017-01-01", "2017-05-01"
    }  # fmt: skip


def test_names_come_in_the_language_of_the_reader(filled):
    plain, _rows = sheet(filled)
    spanish, _rows = sheet(filled, asked="labels=both")
    english, (head, *rows) = sheet(
        filled, asked="labels=both", language="en-GB,es;q=0.5"
    )

    assert "SEX: Sex" in head
    assert "F: Female" in {row[head.index("SEX: Sex")] for row in rows}
    assert english.headers["Content-Language"] == "en, es"
    assert spanish.headers["Content-Language"] == "es"
    assert "Accept-Language" in english.headers["Vary"]
    assert "Accept-Language" not in plain.headers["Vary"]
    marks = {one.headers["ETag"] for one in (plain, spanish, english)}
    assert len(marks) == 3


def test_a_mark_of_one_sheet_is_no_mark_of_another(filled):
    plain, _rows = sheet(filled)
    asked = {"Accept": ACCEPT.format("2.0.0", "labels=both")}

    again = filled.get(DATA, headers=asked | {"If-None-Match": plain.headers["ETag"]})

    assert again.status_code == 200


def test_the_address_may_ask_for_it_too(filled):
    answer = filled.get(f"{DATA}?format=csv-2.0&labels=both&keys=obs")

    assert answer.text.startswith("STRUCTURE,STRUCTURE_ID,ACTION,OBS_KEY,FREQ: Frec")


def test_the_first_version_knows_labels_and_moments(filled):
    asked = "labels=both;timeFormat=normalized"
    _answer, (head, *rows) = sheet(filled, asked=asked, version="1.0.0")

    assert head[:2] == ["DATAFLOW", "FREQ: Frecuencia"]
    assert rows[0][0].startswith(f"CALI:{FLOW}(1.0): ")


def test_all_flows_share_one_sheet_with_names(filled):
    _answer, (head, *rows) = sheet(filled, "/sdmx/data/all", "labels=both;keys=both")

    zone = head.index("ZONA_URBANA: Zona urbana")
    other = [row for row in rows if f".{OTHER}." in row[head.index("OBS_KEY")]]
    assert {row[zone] for row in other} == {""}
    assert len(rows) == len(FIGURES) + 2


@pytest.mark.parametrize(
    ("accept", "says"),
    [
        (ACCEPT.format("2.0.0", "labels=todo"), "id, both, name"),
        (ACCEPT.format("2.0.0", "keys=todo"), "none, series, obs, both"),
        (ACCEPT.format("2.0.0", "timeFormat=todo"), "original, normalized"),
        (ACCEPT.format("1.0.0", "labels=name"), "id, both."),
    ],
)
def test_what_the_sheet_has_not_is_refused_with_what_it_has(filled, accept, says):
    answer = filled.get(DATA, headers={"Accept": accept})

    assert answer.status_code == 406
    assert says in answer.text


def test_a_hostile_name_is_text_in_a_cell(site):
    odd = '=1+1"; ]]> \u202e\x00'
    breakdown = {"@zona": "=cmd()"}
    site.publish(
        indicator("a", title=odd),
        figures=[figure("2020", Decimal(1), breakdown=breakdown)],
    )

    _answer, (head, row) = sheet(site, asked="labels=name")

    assert not [one for one in (*head, *row) if one.startswith(("=", "@", "+", "-"))]
    assert len(head) == len(row)
    assert "'=cmd()" in row


@pytest.mark.parametrize(
    "asked", ["labels=both;keys=both", "labels=name", "keys=series"]
)
@pytest.mark.filterwarnings("ignore")
def test_sdmx1_reads_the_sheet_with_labels(filled, asked, tmp_path):
    sdmx = needed("sdmx")
    whole = filled.get(f"/sdmx/v2/structure/dataflow/CALI/{FLOW}?references=all")
    structure = sdmx.read_sdmx(io.BytesIO(whole.data)).structure[f"DSD_{FLOW}"]
    answer, _rows = sheet(filled, asked=asked)
    file = tmp_path / "datos.csv"
    file.write_bytes(answer.data)

    read = sdmx.read_sdmx(file, structure=structure)

    figures = [one for part in read.data for one in part.obs]
    values = sorted(
        Decimal(one.value) for one in figures if one.value not in {"", None}
    )
    assert values == sorted(one["value"] for one in FIGURES if one["value"] is not None)

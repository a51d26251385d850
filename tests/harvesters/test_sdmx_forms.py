"""SDMX in JSON and CSV: the same figures as in XML, and nothing that breaks a run."""

import json
from decimal import Decimal
from io import BytesIO

import pytest
from tumbaga import harvesters
from tumbaga.harvesters.answers import Answer
from tumbaga.harvesters.http import Client
from tumbaga.harvesters.sdmx import structures
from tumbaga.schemas.harvest import Order

RATES = {
    ("2013-01-18", "New Zealand dollar", Decimal("1.5931")),
    ("2013-01-21", "New Zealand dollar", Decimal("1.5925")),
    ("2013-01-18", "Russian rouble", Decimal("40.3426")),
    ("2013-01-21", "Russian rouble", Decimal("40.3000")),
}


def read(place):
    harvester = harvesters.get("sdmx")
    items = list(harvester.read(Order(str(place)), Client()))
    return [(item, None if item.problem else harvester.map(item)) for item in items]


def figures(found):
    return {
        (
            one["period"],
            next(
                part["value"] for part in one["breakdown"] if part["name"] == "Currency"
            ),
            Decimal(one["value"]),
        )
        for one in found.entry.data["observations"]
    }


@pytest.mark.parametrize(
    "name",
    [
        "v3/json/data/exr-time-series.json",
        "v3/json/data/exr-flat.json",
        "v3/json/data/exr-cross-section.json",
        "ECB_EXR/flat.json",
        "ECB_EXR/ts.json",
        "ECB_EXR/xs.json",
    ],
)
def test_every_arrangement_of_json_gives_the_same_figures(shared, name):
    [(item, found)] = read(shared / "data/sdmx/samples" / name)

    assert item.id == "ECB:EXR"
    assert figures(found) == RATES
    assert found.entry.data["frequency"] == "diaria"


CSV = """STRUCTURE;STRUCTURE_ID;ACTION;FREQ: Frecuencia;SEX: Sexo;TIME_PERIOD;OBS_VALUE
dataflow;CALI:DESEMPLEO(1.0): Tasa de desempleo;I;A: Anual;F: Mujeres;2018;12,4
dataflow;CALI:DESEMPLEO(1.0): Tasa de desempleo;I;A: Anual;M: Hombres;2018;9,1
dataflow;CALI:DESEMPLEO(1.0): Tasa de desempleo;D;A: Anual;M: Hombres;2017;8,0
"""


def test_a_csv_with_labels_and_decimal_commas(tmp_path):
    (tmp_path / "a.csv").write_text(CSV)

    [(item, found)] = read(tmp_path)

    assert (item.id, found.entry.data["title"]) == (
        "CALI:DESEMPLEO",
        "Tasa de desempleo",
    )
    assert found.entry.data["observations"] == [
        {
            "period": "2018",
            "value": value,
            "breakdown": [{"name": "Sexo", "value": sex}],
        }
        for sex, value in (("Mujeres", "12.4"), ("Hombres", "9.1"))
    ]


OF_EUROSTAT = """DATAFLOW:Flujo,LAST UPDATE,sex:Sex,unit:Unit of measure,TIME_PERIOD:Time,OBS_VALUE:Value,OBS_FLAG:Flag
ESTAT:UNE(1.0):Unemployment,07/11/26 11:00:00,F:Females,PC:Percentage,2024,5.1,p:provisional
ESTAT:UNE(1.0):Unemployment,07/11/26 11:00:00,M:Males,PC:Percentage,2024,4.9,
"""


def test_a_sheet_of_eurostat_has_its_own_words(tmp_path):
    (tmp_path / "a.csv").write_text(OF_EUROSTAT)

    [(item, found)] = read(tmp_path)

    assert (item.id, found.entry.data["title"]) == ("ESTAT:UNE", "Unemployment")
    assert found.entry.data["unit"] == "Percentage"
    women, men = found.entry.data["observations"]
    assert (women["status"], women["value"]) == ("P", "5.1")
    assert women["breakdown"] == [{"name": "Sex", "value": "Females"}]
    assert men["breakdown"] == [{"name": "Sex", "value": "Males"}]


NOTED = """STRUCTURE,STRUCTURE_ID,ACTION,SEX,TIME_PERIOD,OBS_VALUE,COMMENT_OBS,SOURCE_DETAIL,TARGET_VALUE,CONF_STATUS,DECIMALS
dataflow,CALI:DESEMPLEO(1.0),I,F,2018,12.4,Dato de marzo.,GEIH,11.5,F,1
dataflow,CALI:DESEMPLEO(1.0),I,M,2018,9.1,,,mucho,C,2
"""


def test_what_is_said_of_one_figure_tells_it_from_no_other(tmp_path):
    """Its source, note and target have fields of their own, and are no breakdown."""
    (tmp_path / "a.csv").write_text(NOTED)

    [(_item, found)] = read(tmp_path)

    assert found.entry.data["observations"] == [
        {
            "period": "2018",
            "value": "12.4",
            "source": "GEIH",
            "note": "Dato de marzo.",
            "target": "11.5",
            "breakdown": [{"name": "SEX", "value": "F"}],
        },
        {
            "period": "2018",
            "value": "9.1",
            "breakdown": [{"name": "SEX", "value": "M"}],
        },
    ]


@pytest.mark.parametrize(
    ("written", "ours"),
    [
        ("2018-T3", "2018-C3"),
        ("2018-03-01/P2M", "2018-B2"),
        ("2018-11-01T00:00:00/P2M", "2018-B6"),
        ("2018-A1", "2018"),
        ("2018-M3", "2018-03"),
        ("2018-05-07T00:00:00", "2018-05-07"),
        ("2018-Q3", "2018-Q3"),
    ],
)
def test_periods_of_sdmx_are_told_in_our_writing(tmp_path, written, ours):
    (tmp_path / "a.csv").write_text(CSV.replace(";2018;", f";{written};"))

    [(_item, found)] = read(tmp_path)

    assert {one["period"] for one in found.entry.data["observations"]} == {ours}


def test_a_structure_and_its_data_in_two_files_are_one_indicator(tmp_path):
    flow = {"id": "DESEMPLEO", "agencyID": "CALI", "names": {"es": "Desempleo"}}
    (tmp_path / "b.json").write_text(json.dumps({"data": {"dataflows": [flow]}}))
    (tmp_path / "a.csv").write_text(CSV.replace(": Tasa de desempleo", ""))

    [(item, found)] = read(tmp_path)

    assert (item.name, len(found.entry.data["observations"])) == ("Desempleo", 2)


def test_a_figure_given_twice_is_kept_once_and_told(tmp_path):
    (tmp_path / "a.csv").write_text(CSV + CSV.splitlines()[1].replace("12,4", "12,5"))

    [(_item, found)] = read(tmp_path)

    assert len(found.entry.data["observations"]) == 2
    assert any("repetidos" in one.text for one in found.entry.remarks)


@pytest.mark.parametrize(
    "said",
    [
        {"data": {"dataSets": [{"series": {"x:9": {"observations": {"-1": 3}}}}]}},
        {"data": {"dataSets": [{"observations": {"0": [float("1e300")]}}]}},
        {"data": {"dataSets": [{"structure": 99, "series": {"0": None}}, 7, None]}},
        {"data": {"structures": [{"dimensions": {"series": [1]}}], "dataSets": [{}]}},
        {"dataSets": {"a": 1}, "structure": []},
        {"data": {"dataflows": [1, {"id": {}}, {"id": "A", "names": ["x"]}]}},
        [1, 2],
    ],
)
def test_a_wrong_json_ends_in_records_or_in_a_reason(tmp_path, said):
    (tmp_path / "a.json").write_text(json.dumps(said))

    for item, found in read(tmp_path):
        assert item.problem or found.entry or found.problem


@pytest.mark.parametrize(
    ("name", "part", "called"),
    [
        ("ESTAT/demography-structure.xml", "SEX", ("Sex", "F", "Female")),
        ("UNICEF/GLOBAL_DATAFLOW-structure.xml", "SEX", ("Sex", "F", "Female")),
        ("ECB_EXR/sg-structure-full.xml", "CURRENCY", ("Currency", "EUR", "Euro")),
        (
            "ESTAT/demography-structure.xml",
            "DEMO",
            ("Demography", "PJANT", "Population on 1 January of Year X"),
        ),
        (
            "v3/json/structure/constructed-sample.json",
            "CURRENCY",
            ("Currency", "EUR", "Euro"),
        ),
    ],
)
def test_real_structures_tell_their_names(shared, name, part, called):
    content = (shared / "data/sdmx/samples" / name).read_bytes()
    answer = Answer(name, 200, {}, BytesIO(content), len(content))
    told = structures.Told()

    concept, listed = told.of(structures.read(answer, told)[part])

    assert (concept, told.named(listed, [called[1]]).get(called[1], "")) == (
        called[0],
        called[2],
    )

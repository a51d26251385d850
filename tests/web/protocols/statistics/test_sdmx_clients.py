"""Clients that we did not write: sdmx1 over loopback, from the flow to pandas; pysdmx."""

import warnings
from decimal import Decimal

import pytest
from machine import needed
from sdmx_city import FIGURES, FLOW, OTHER

sdmx = needed("sdmx")
pysdmx_io = needed("pysdmx.io")
pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::FutureWarning"),
    pytest.mark.filterwarnings("ignore::UserWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]


@pytest.fixture(scope="module")
def address(filled):
    with filled.served() as found:
        yield found


@pytest.fixture(scope="module")
def client(address):
    source = {"id": "CALI", "name": "Catálogo", "url": f"{address}/sdmx"}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        sdmx.add_source(source | {"data_content_type": "XML"}, override=True)
        return sdmx.Client("CALI")


def test_sdmx1_goes_from_the_flow_to_a_table(client):
    flows = client.dataflow().dataflow
    one = client.dataflow(FLOW, params={"references": "all"})

    found = client.data(FLOW, key="A.76001....", dsd=one.structure[f"DSD_{FLOW}"])

    assert set(flows) == {FLOW, OTHER}
    assert one.codelist["CL_SEX"]["F"].name.localizations == {
        "es": "Mujeres",
        "en": "Female",
    }
    table = sdmx.to_pandas(found)
    assert sorted(table) == [40.0, 50.0, 50.25, 51.5, 53.0, 55.0]


def test_sdmx1_asks_by_dimension_and_period(client):
    one = client.dataflow(FLOW, params={"references": "all"})
    structure = one.structure[f"DSD_{FLOW}"]

    found = client.data(
        FLOW, key={"SEX": ["F", "M"]}, params={"startPeriod": "2016"}, dsd=structure
    )

    assert sorted(sdmx.to_pandas(found)) == [50.0, 55.0]


def test_sdmx1_finds_code_lists_and_what_there_is(client):
    areas = client.codelist("CL_AREA").codelist["CL_AREA"]
    constraint = client.get("contentconstraint", f"CR_{FLOW}").constraint

    assert str(areas["76001"].name) == "Santiago de Cali"
    assert areas["76001"].parent.id == "76"
    assert f"CR_{FLOW}" in constraint


@pytest.mark.parametrize("form", ["generic-2.1", "structurespecific-2.1"])
def test_sdmx1_reads_these_forms(filled, form, tmp_path):
    import io

    structure = filled.get(f"/sdmx/dataflow/CALI/{FLOW}?references=all")
    dsd = sdmx.read_sdmx(io.BytesIO(structure.data)).structure[f"DSD_{FLOW}"]
    answer = filled.get(f"/sdmx/data/{FLOW}?format={form}")
    file = tmp_path / "d.xml"
    file.write_bytes(answer.data)

    found = sdmx.read_sdmx(file, structure=dsd)

    values = sdmx.to_pandas(found).dropna()
    assert len(values) == len(FIGURES) - 1


@pytest.mark.parametrize(
    "accept",
    [
        "application/vnd.sdmx.data+json;version=1.0.0-wd",
        "application/vnd.sdmx.draft-sdmx-json+json",
        "draft-sdmx-json",
    ],
)
def test_sdmx1_asks_for_json_and_reads_the_draft_of_1_0(client, accept):
    """What it calls SDMX-JSON 1.0 is the draft: no ``data`` around, as OECD gave it."""
    one = client.dataflow(FLOW, params={"references": "all"})
    structure = one.structure[f"DSD_{FLOW}"]

    found = client.data(FLOW, headers={"Accept": accept}, dsd=structure)

    assert found.response.headers["Content-Type"] == (
        "application/vnd.sdmx.data+json;version=1.0.0-wd"
    )
    read = {
        (str(o.key["SEX"].value), str(o.key["TIME_PERIOD"].value)): o
        for o in found.data[0].obs
    }
    assert len(found.data[0].obs) == len(FIGURES)
    note = read["_T", "2016"].attached_attribute
    assert read["F", "2016"].value == 50
    assert {str(v.value) for v in note.values()} >= {"Nota <provisional> ]]>"}


@pytest.mark.parametrize(
    "form", ["generic-2.1", "structurespecific-2.1", "xml-3.0", "csv-1.0", "csv-2.0"]
)
def test_pysdmx_reads_every_figure(filled, form, tmp_path):
    old = form.endswith("2.1") or form == "csv-1.0"
    path = "/sdmx/dataflow" if old else "/sdmx/v2/structure/dataflow"
    structure = tmp_path / "structure.xml"
    structure.write_bytes(filled.get(f"{path}/CALI/{FLOW}?references=all").data)
    data = tmp_path / ("data.csv" if "csv" in form else "data.xml")
    data.write_bytes(filled.get(f"/sdmx/data/{FLOW}?format={form}").data)

    (found,) = pysdmx_io.get_datasets(data, structure)

    said = {Decimal(str(one)) for one in found.data["OBS_VALUE"].dropna()}
    assert said == {one["value"] for one in FIGURES if one["value"] is not None}


@pytest.mark.parametrize(
    "form", ["structure-2.1", "structure-3.0", "structure-json-2.0"]
)
def test_pysdmx_reads_the_structures(filled, form, tmp_path):
    file = tmp_path / ("s.json" if "json" in form else "s.xml")
    path = f"/sdmx/v2/structure/dataflow/CALI/{FLOW}?references=all&format={form}"
    file.write_bytes(filled.get(path).data)

    found = pysdmx_io.read_sdmx(file)

    names = {getattr(one, "id", "") for one in found.structures}
    assert {FLOW, f"DSD_{FLOW}", "CL_FREQ", "CL_AREA", "CS_TUMBAGA"} <= names


def test_pysdmx_asks_the_service_itself(address):
    from pysdmx.api.qb import RestService, StructureQuery, StructureType
    from pysdmx.api.qb.util import ApiVersion
    from pysdmx.io.format import StructureFormat

    service = RestService(
        f"{address}/sdmx/v2",
        ApiVersion.V2_0_0,
        structure_format=StructureFormat.SDMX_JSON_2_0_0,
    )
    question = StructureQuery(StructureType.DATAFLOW, "CALI", FLOW)

    body = service.structure(question)

    assert FLOW.encode() in body

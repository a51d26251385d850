"""SDMX of the whole catalogue: it begins at once, flows, and no record breaks it."""

import csv
import gzip
import io
import json
import zlib
from decimal import Decimal

import pytest
from lxml import etree
from protocol_site import opened
from public_records import indicator
from sdmx_city import valid
from sdmx_figures import figure
from tumbaga.exporters.sdmx import artefacts, data_csv, data_json, data_xml
from tumbaga.records import reading
from tumbaga.web import left_out

WHOLE = [
    "/sdmx/data/all",
    "/sdmx/data/all?format=structurespecific-2.1",
    "/sdmx/data/all?format=xml-3.0",
    "/sdmx/data/all?format=json-2.0",
    "/sdmx/data/all?format=csv-2.0",
    "/sdmx/data/all?format=csv-1.0",
]
LISTS = [
    "/sdmx/dataflow",
    "/sdmx/categorisation",
    "/sdmx/v2/structure/dataflow",
    "/sdmx/dataflow?format=structure-json-2.0",
]
SERIES = [figure(str(year), Decimal(year)) for year in range(2000, 2010)]
COUNT = 250


@pytest.fixture(scope="module")
def long(tmp_path_factory):
    with opened(tmp_path_factory.mktemp("largo")) as made:
        records = [indicator(f"largo-{n:03}") for n in range(COUNT)]
        made.publish(*records, observations=SERIES)
        made.age()
        yield made


def counted(monkeypatch, name):
    """How many records each reading of this name brings, as it happens."""
    seen, read = [], getattr(reading, name)

    def counting(*given, **more):
        found = read(*given, **more)
        seen.append(len(given[1]))
        return found

    monkeypatch.setattr(reading, name, counting)
    return seen


@pytest.mark.parametrize("path", WHOLE)
def test_the_head_goes_out_before_the_figures_are_read(long, monkeypatch, path):
    seen = counted(monkeypatch, "observations_of")
    answer = long.app.test_client().get(path, buffered=False)
    pieces = answer.iter_encoded()

    first = next(pieces)

    assert sum(seen) <= 4
    assert first
    rest = b"".join(pieces)
    assert sum(seen) == COUNT
    assert max(seen) <= 64
    assert (first + rest).count(b"IND_LARGO_249") > 0
    answer.close()


@pytest.mark.parametrize("path", WHOLE + LISTS)
def test_neither_head_nor_304_reads_what_it_does_not_send(long, monkeypatch, path):
    get = long.get(path)
    seen = counted(monkeypatch, "observations_of")
    made = []
    monkeypatch.setattr(artefacts, "dataflow", made.append)

    head = long.app.test_client().head(path)
    again = long.get(path, headers={"If-None-Match": get.headers["ETag"]})

    assert (head.status_code, head.data) == (200, b"")
    assert again.status_code == 304
    for name in ("ETag", "Last-Modified", "Content-Type", "Vary"):
        assert head.headers[name] == get.headers[name]
    assert sum(seen) <= 4
    assert len(made) <= 1


def test_what_is_packed_can_be_read_as_it_comes(long):
    """The beginning does not wait in the packer for what follows."""
    packed = {"Accept-Encoding": "gzip"}
    answer = long.app.test_client().get(WHOLE[0], headers=packed, buffered=False)
    pieces = answer.iter_encoded()

    first = next(pieces)

    assert zlib.decompressobj(wbits=31).decompress(first).startswith(b"<?xml")
    whole = gzip.decompress(first + b"".join(pieces))
    assert whole == long.get(WHOLE[0]).data
    answer.close()


def test_every_form_of_the_whole_has_every_figure(long):
    wanted = COUNT * len(SERIES)

    assert len(list(valid(long.get(WHOLE[0]).data, "2.1").iter("{*}Obs"))) == wanted
    for path in WHOLE[4:]:
        rows = csv.DictReader(io.StringIO(long.get(path).text))
        assert sum(1 for _ in rows) == wanted
    said = json.loads(long.get(WHOLE[3]).data)["data"]
    assert len(said["dataSets"]) == len(said["structures"]) == COUNT
    assert [one["structure"] for one in said["dataSets"]] == list(range(COUNT))
    assert [one["dataSets"] for one in said["structures"]] == [
        [n] for n in range(COUNT)
    ]


def test_structures_that_would_bring_all_are_refused_before_any_is_made(
    long, monkeypatch
):
    seen = counted(monkeypatch, "observations_of")
    for references in ("all", "children", "descendants", "parents", "datastructure"):
        answer = long.get(f"/sdmx/dataflow?references={references}")
        assert answer.status_code == 413, references
        assert "quite «references»" in answer.text
    assert seen == []
    assert (
        long.get("/sdmx/categoryscheme?references=parentsandsiblings").data.count(
            b"<str:Dataflow "
        )
        == COUNT
    )


def test_json_1_0_holds_one_flow_and_says_so(long):
    for form in ("json-1.0", "json-1.0-wd"):
        answer = long.get(f"/sdmx/data/all?format={form}")
        assert answer.status_code == 406
        assert "un solo flujo" in answer.json["errors"][0]["title"]


def test_a_key_that_nothing_fits_is_404_and_no_empty_message(long):
    for path in ("/sdmx/data/all/W....", "/sdmx/data/all?startPeriod=2090"):
        assert long.get(path).status_code == 404, path


WRITERS = [
    (data_xml, "_generic", "/sdmx/data/all"),
    (data_xml, "_generic_flat", "/sdmx/data/all?dimensionAtObservation=AllDimensions"),
    (data_xml, "_specific", "/sdmx/data/all?format=xml-3.0"),
    (data_xml, "_specific", "/sdmx/data/all?format=structurespecific-2.1"),
    (data_json, "_number", "/sdmx/data/all?format=json-2.0"),
    (data_csv, "_rows", "/sdmx/data/all?format=csv-2.0"),
    (artefacts, "title", "/sdmx/dataflow"),
    (artefacts, "title", "/sdmx/categorisation"),
    (artefacts, "title", "/sdmx/codelist/CALI/CL_INDICATOR"),
]


@pytest.mark.parametrize(("module", "name", "path"), WRITERS)
def test_a_record_that_breaks_in_the_middle_is_left_out_whole_and_listed(
    quick_site, monkeypatch, module, name, path
):
    """The message stays whole, the others are in it, and the administrator is told."""
    site = quick_site
    for uid, value in (("a", 1), ("b", 2), ("c", 3)):
        bad = indicator(uid, title=f"Indicador {uid}")
        site.publish(bad, observations=[figure("2020", Decimal(value))])
    write = getattr(module, name)

    def breaking(first, *rest):
        if getattr(first, "uid", "") == "b" or first == "2":
            raise ValueError("imposible")
        return write(first, *rest)

    monkeypatch.setattr(module, name, breaking)
    left_out.LISTENER.taken()

    answer = site.get(path)

    assert answer.status_code == 200
    if "xml" in answer.mimetype:
        etree.fromstring(answer.data)
    if "json" in answer.mimetype:
        said = json.loads(answer.data)["data"]
        assert [one["structure"] for one in said["dataSets"]] == [0, 1]
    assert "IND_A_REGISTRO" in answer.text
    assert "IND_C_REGISTRO" in answer.text
    heard = {(one.uid, one.format) for one in left_out.LISTENER.taken()}
    assert heard == {("b", "sdmx")}


def test_it_stays_on_the_list_while_any_form_cannot_write_it(quick_site, monkeypatch):
    quick_site.publish(indicator("a"), observations=SERIES)
    with quick_site.house.session() as session:
        record = reading.by_uid(session, "a")
    write = left_out.writers(quick_site.house)["sdmx"]
    write(record, None)

    def broken(*_given):
        raise ValueError("imposible")

    monkeypatch.setattr(data_json, "_number", broken)

    with pytest.raises(ValueError, match="imposible"):
        write(record, None)


@pytest.mark.parametrize(
    "path",
    [
        "/sdmx/data/all/..IND_NADIE..",
        "/sdmx/data/all/A.",
        "/sdmx/v2/data/dataflow/CALI/*/*/*?c[INDICATOR]=IND_NADIE",
    ],
)
def test_what_no_indicator_can_have_is_refused_without_a_figure(
    long, monkeypatch, path
):
    seen = counted(monkeypatch, "observations_of")
    client = long.app.test_client()
    assert (client.get(path).status_code, client.head(path).status_code) == (404, 404)
    assert seen == []


@pytest.mark.parametrize(
    "path",
    [
        "/sdmx/data/all/..IND_LARGO_007_REGISTRO+IND_LARGO_200_REGISTRO..",
        "/sdmx/v2/data/dataflow/CALI/*/*/*.*.IND_LARGO_007_REGISTRO,*.*.IND_LARGO_200_REGISTRO",
        "/sdmx/v2/data/dataflow/CALI/*/*/*?c[INDICATOR]=IND_LARGO_007_REGISTRO,IND_LARGO_200_REGISTRO",
    ],
)
def test_a_key_that_names_indicators_reads_the_figures_of_those(
    long, monkeypatch, path
):
    seen = counted(monkeypatch, "observations_of")
    query = path + ("&" if "?" in path else "?") + "format=csv-2.0"
    answer = long.get(query)
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert {one["INDICATOR"] for one in rows} == {
        "IND_LARGO_007_REGISTRO",
        "IND_LARGO_200_REGISTRO",
    }
    assert len(rows) == 2 * len(SERIES)
    assert sum(seen) == 2


@pytest.mark.parametrize("prefix", ["/sdmx", "/sdmx/v2/structure"])
def test_the_list_of_indicators_begins_before_it_is_read(long, monkeypatch, prefix):
    made, code = [], artefacts.indicator_code

    def counting(record):
        made.append(record.uid)
        return code(record)

    monkeypatch.setattr(artefacts, "indicator_code", counting)
    path = f"{prefix}/codelist/CALI/CL_INDICATOR"
    answer = long.app.test_client().get(path, buffered=False)
    pieces = answer.iter_encoded()
    first = next(pieces)
    assert len(made) <= 4
    body = first + b"".join(pieces)
    answer.close()
    version = "3.0" if "v2" in prefix else "2.1"
    assert len(list(valid(body, version).iter("{*}Code"))) == COUNT
    made.clear()
    assert long.app.test_client().head(path).status_code == 200
    assert len(made) <= 4

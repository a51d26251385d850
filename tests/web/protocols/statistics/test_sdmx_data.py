"""Data over REST 2.1 and 2.x: every form, keys, periods, counts, and wrong questions."""

import csv
import io
from decimal import Decimal

import pytest
from public_records import indicator
from sdmx_city import FIGURES, FLOW, OTHER, valid, valid_json
from sdmx_figures import figure

DATA = f"/sdmx/data/{FLOW}"
V2 = f"/sdmx/v2/data/dataflow/CALI/{FLOW}"
ACCEPT = "application/vnd.sdmx.data+{}"


def rows(site, path):
    """The figures as SDMX-CSV gives them, row by row."""
    glue = "&" if "?" in path else "?"
    answer = site.get(f"{path}{glue}format=csv-2.0")
    assert answer.status_code == 200, answer.text
    return list(csv.DictReader(io.StringIO(answer.text)))


def values(site, path):
    return [(one["TIME_PERIOD"], one["OBS_VALUE"]) for one in rows(site, path)]


def test_every_figure_leaves_once_with_its_status(filled):
    found = rows(filled, DATA)

    assert len(found) == len(FIGURES)
    missing = [one for one in found if one["OBS_VALUE"] == ""]
    assert [(one["OBS_STATUS"], one["FREQ"]) for one in missing] == [("M", "A_3")]
    assert {one["CONF_STATUS"] for one in found} == {"F"}
    assert {one["STRUCTURE_ID"] for one in found} == {f"CALI:{FLOW}(1.0.0)"}


@pytest.mark.parametrize("level", ["TIME_PERIOD", "AllDimensions"])
def test_generic_data_are_the_usual_answer_and_valid(filled, level):
    answer = filled.get(f"{DATA}?dimensionAtObservation={level}")

    found = valid(answer.data, "2.1")
    assert answer.content_type.startswith("application/vnd.sdmx.genericdata+xml")
    assert len(list(found.iter("{*}Obs"))) == len(FIGURES)
    assert len(list(found.iter("{*}ObsValue"))) == len(FIGURES) - 1


@pytest.mark.parametrize("form", ["structurespecific-2.1", "xml-3.0"])
def test_structure_specific_data_say_each_figure(filled, form):
    from lxml import etree

    found = etree.fromstring(filled.get(f"{DATA}?format={form}").data)

    said = [one.get("OBS_VALUE") for one in found.iter("Obs")]
    assert sorted(filter(None, said)) == sorted(
        ["50.25", "51.5", "53", "50", "55", "40", "54.125", "-1"]
    )


def test_json_data_are_valid_and_keep_every_figure(filled):
    answer = filled.get(V2, headers={"Accept": ACCEPT.format("json;version=2.0.0")})

    found = valid_json(answer.data, "data")
    series = found["data"]["dataSets"][0]["series"]
    figures = [o for one in series.values() for o in one["observations"].values()]
    assert len(figures) == len(FIGURES)
    first = found["data"]["structures"][0]["dimensions"]["series"][0]
    assert {one["id"] for one in first["values"]} == {"A", "A_3", "M2", "Q"}


def test_json_1_0_for_old_clients_is_valid(site):
    site.publish(indicator("a"), figures=FIGURES[:6])

    answer = site.get(f"{DATA}?format=json-1.0")

    found = valid_json(answer.data, "data-1.0")
    assert len(found["data"]["dataSets"][0]["series"]) == 4


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        (f"{DATA}/A.76001..F+M.._T", ["50", "55"]),
        (f"{DATA}/A.76001..F+M..", ["50", "55"]),
        (f"{DATA}/.....CABECERA", ["40"]),
        (f"{DATA}/Q.....", ["54.125"]),
        (f"{V2}/*/A.76001.*.F", ["50"]),
        (f"{V2}/*/A.*.*.F,A.*.*.M", ["50", "55"]),
        (f"{V2}/1.0.0/*?c[SEX]=F,M", ["50", "55"]),
        (f"{V2}/~/*?c[SEX]=_T&c[ZONA_URBANA]=_T&c[TIME_PERIOD]=ge:2016+le:2016", ["53"]),
        (f"{DATA}?startPeriod=2017-01&endPeriod=2017-03", ["54.125"]),
        (f"{DATA}/A.76001.._T.._T?lastNObservations=1", ["53"]),
        (f"{DATA}/A.76001.._T.._T?firstNObservations=2", ["50.25", "51.5"]),
        (f"{DATA}/A.76001.._T.._T?firstNObservations=1&lastNObservations=1", ["50.25", "53"]),
        (f"{DATA}/A.76001.._T.._T?startPeriod=2015&endPeriod=2015-S2", ["51.5"]),
        (f"/sdmx/data/CALI,{FLOW},1.0/Q.....", ["54.125"]),
        (f"/sdmx/v2/data/datastructure/CALI/DSD_{FLOW}/*/Q", ["54.125"]),
    ],
)  # fmt: skip
def test_a_question_brings_what_it_asks_for(filled, question, wanted):
    assert sorted(value for _p, value in values(filled, question)) == sorted(wanted)


def test_detail_says_how_much_comes(filled):
    keys = valid(filled.get(f"{DATA}?detail=serieskeysonly").data, "2.1")
    bare = valid(filled.get(f"{DATA}?detail=dataonly").data, "2.1")

    assert list(keys.iter("{*}Series"))
    assert not list(keys.iter("{*}Obs"))
    assert len(list(bare.iter("{*}Obs"))) == len(FIGURES)
    assert not list(bare.iter("{*}Attributes"))


def test_updated_after_brings_only_what_changed(filled):
    assert filled.get(f"{DATA}?updatedAfter=2001-01-01T00:00:00Z").status_code == 200

    later = filled.get(f"{DATA}?updatedAfter=2999-01-01T00:00:00+00:00")

    assert later.status_code == 404
    assert "no ha cambiado" in valid(later.data, "2.1").findtext(".//{*}Text")


def test_all_flows_come_in_one_message(filled):
    whole = valid(filled.get("/sdmx/data/all").data, "2.1")
    sheet = rows(filled, "/sdmx/v2/data/dataflow/*/*/*/*")

    assert len(list(whole.iter("{*}Obs"))) == len(FIGURES) + 2
    assert len(sheet) == len(FIGURES) + 2
    assert {one["INDICATOR"] for one in sheet} == {FLOW, OTHER}
    assert {one["ZONA_URBANA"] for one in sheet if one["INDICATOR"] == OTHER} == {""}


def test_what_was_suppressed_has_no_figure_and_says_so(site):
    secret = figure("2020", Decimal(987654), status="Q", target=Decimal(987654))
    site.publish(indicator("a"), figures=[secret, figure("2021", Decimal(1))])

    for form in ("generic-2.1", "xml-3.0", "json-2.0", "csv-2.0", "csv-1.0"):
        assert "987654" not in site.get(f"{DATA}?format={form}").text
    assert [one["CONF_STATUS"] for one in rows(site, DATA)] == ["C", "F"]


@pytest.mark.parametrize("state", ["index", "withdrawn", "draft"])
def test_what_is_not_open_has_no_flow_and_no_data(site, state):
    site.publish(indicator("a"), figures=[figure("2020", Decimal(987654))])
    if state == "index":
        site.publish(indicator("a", title="x"), disclosure="index")
    elif state == "withdrawn":
        site.publish(indicator("a", title="x"), state="withdrawn")
    name = FLOW if state != "draft" else "IND_NUNCA"

    paths = [
        f"/sdmx/data/{name}", f"/sdmx/dataflow/CALI/{name}",
        f"/sdmx/availableconstraint/{name}", f"/sdmx/v2/data/dataflow/CALI/{name}",
        f"/sdmx/codelist/CALI/CL_{name}_AGE", f"/sdmx/datastructure/CALI/DSD_{name}",
    ]  # fmt: skip
    for path in paths:
        assert site.get(path).status_code == 404, path


@pytest.mark.parametrize(
    ("path", "status", "says"),
    [
        (f"{DATA}/A", 400, "FREQ.REF_AREA.INDICATOR.SEX.AGE.ZONA_URBANA"),
        (f"{DATA}/A.1.2.3.4.5.6.7.8", 400, "tiene 6"),
        (f"{DATA}/" + "+".join(["A"] * 10_000) + ".....", 413, "1000"),
        (f"{V2}/*/" + ",".join(["A"] * 10_000), 413, "1000"),
        (f"{V2}/*/A.1.2.3.4.5.6.7", 400, "tiene 6"),
        (f"{V2}/*/*?c[NADA]=1", 400, "ZONA_URBANA"),
        (f"{V2}/7.0.0", 404, "1.0.0"),
        (f"/sdmx/v2/data/dataflow/OTRA/{FLOW}", 404, "CALI"),
        (f"/sdmx/v2/data/nada/CALI/{FLOW}", 404, "dataflow"),
        (f"{DATA}/all/OTRA", 404, "CALI"),
        ("/sdmx/data/NO_HAY", 404, "/sdmx/dataflow"),
        (f"{DATA}?startPeriod=ayer", 400, "2015-Q3"),
        (f"{DATA}?endPeriod=2015-Q9", 400, "2015-Q3"),
        (f"{DATA}?lastNObservations=-1", 400, "entero"),
        (f"{DATA}?firstNObservations=10**9", 400, "entero"),
        (f"{DATA}?updatedAfter=mañana", 400, "2026"),
        (f"{DATA}?updatedAfter=0001-01-01T00:00:00%2B14:00", 400, "2026"),
        ("/sdmx/data/all?updatedAfter=0001-01-01T00:00:00%2B14:00", 400, "2026"),
        ("/sdmx/data/all?updatedAfter=2999-01-01T00:00:00-05:00", 404, "condiciones"),
        (f"{DATA}?detail=todo", 400, "dataonly"),
        (f"{DATA}?dimensionAtObservation=SEX", 400, "AllDimensions"),
        (f"{DATA}?format=xls", 406, "csv-2.0"),
        (f"{DATA}/W.....", 404, "no tiene datos"),
        (f"{DATA}?startPeriod=2090", 404, "no tiene datos"),
        (f"/sdmx/availableconstraint/{FLOW}/all/all/NADA", 400, "ZONA_URBANA"),
    ],
)
def test_a_wrong_question_is_told_what_is_right(filled, path, status, says):
    answer = filled.get(path)

    assert answer.status_code == status
    text = valid(answer.data, "2.1").findtext(".//{*}Text")
    assert says in text


@pytest.mark.parametrize(
    ("accept", "gets"),
    [
        ("*/*", "genericdata+xml;version=2.1"),
        ("", "genericdata+xml;version=2.1"),
        ("text/html,application/xml;q=0.9,*/*;q=0.8", "genericdata+xml;version=2.1"),
        (ACCEPT.format("json"), "data+json;version=2.0.0"),
        (ACCEPT.format("json;version=1.0.0"), "data+json;version=1.0.0"),
        (ACCEPT.format("json;version=1.0.0-wd"), "data+json;version=1.0.0-wd"),
        (ACCEPT.format("json;version=2.0"), "data+json;version=2.0.0"),
        ("application/json", "data+json;version=2.0.0"),
        ("text/csv", "data+csv;version=2.0.0"),
        ("text/csv;q=0, application/json", "data+json;version=2.0.0"),
        ("text/csv;q=0.5, " + ACCEPT.format("xml;version=3.0.0"), "data+xml;version=3.0.0"),
        ("text/csv, text/csv;q=0", "data+csv;version=2.0.0"),
        (ACCEPT.format("xml;version=3.0.0;q=0.1") + ", text/csv;q=0.9", "data+csv;version=2.0.0"),
        ("application/vnd.sdmx.genericdata+xml;version=2.1;q=0, */*", "structurespecificdata+xml;version=2.1"),
    ],
)  # fmt: skip
def test_accept_says_which_form(filled, accept, gets):
    answer = filled.get(DATA, headers={"Accept": accept})

    assert answer.status_code == 200
    assert answer.content_type.replace(" ", "").startswith(
        f"application/vnd.sdmx.{gets}"
    )


@pytest.mark.parametrize(
    "accept", ["image/png", "*/*;q=0", ACCEPT.format("json;version=9"), "text/csv;q=0"]
)
def test_what_is_not_offered_is_406_with_what_is(filled, accept):
    answer = filled.get(DATA, headers={"Accept": accept})

    assert answer.status_code == 406
    assert "csv-2.0" in answer.get_data(as_text=True)


def test_availability_says_what_there_is(filled):
    old = valid(filled.get(f"/sdmx/availableconstraint/{FLOW}/A.....").data, "2.1")
    path = f"/sdmx/v2/availability/dataflow/CALI/{FLOW}/*/*/SEX"
    new = valid(filled.get(path).data, "3.0")

    said = {
        one.get("id"): [value.text for value in one] for one in old.iter("{*}KeyValue")
    }
    assert said["FREQ"] == ["A"]
    assert said["SEX"] == ["F", "M", "_T"]
    assert [one.get("id") for one in new.iter("{*}KeyValue")] == ["SEX"]


def test_two_spellings_of_one_word_are_one_code_and_one_figure(site, caplog):
    figures = [
        figure("2020", Decimal(1), breakdown={"Sexo": "Mujer"}),
        figure("2020", Decimal(2), breakdown={"sexo": "MUJER"}),
    ]
    site.publish(indicator("a"), figures=figures)

    assert values(site, DATA) == [("2020", "1")]
    assert "dos valores" in caplog.text


def test_a_text_of_any_kind_stays_valid(site):
    odd = "</x> ]]> \u202e\x00\x1b & \"'ñ' =1+1 {{x}}"
    figures = [
        figure("2020", Decimal(1), breakdown={odd: odd}, source=odd, note=odd),
        figure("2021", Decimal(2), breakdown={"🐦": "🐦"}, territory="x y"),
    ]
    site.publish(indicator("a", title=odd, unit=odd), figures=figures)

    valid(site.get(DATA).data, "2.1")
    valid(site.get(f"/sdmx/dataflow/CALI/{FLOW}?references=all").data, "2.1")
    valid_json(site.get(f"{DATA}?format=json-2.0").data, "data")
    valid_json(
        site.get(
            f"/sdmx/dataflow/CALI/{FLOW}?references=all&format=structure-json-2.0"
        ).data,
        "structure",
    )
    assert len(rows(site, DATA)) == 2


def test_head_answers_without_a_body(filled):
    answer = filled.app.test_client().head(DATA)

    assert answer.status_code == 200
    assert answer.data == b""
    assert answer.headers["ETag"]


def test_one_bad_record_is_left_out_and_logged(site, monkeypatch, caplog):
    from tumbaga.exporters.sdmx import flows

    site.publish(indicator("a"), figures=[figure("2020", Decimal(1))])
    site.publish(indicator("b"), figures=[figure("2020", Decimal(2))])
    right = flows.flow

    def breaks(record, *rest):
        if record.uid == "a":
            raise ValueError("malo")
        return right(record, *rest)

    monkeypatch.setattr(flows, "flow", breaks)

    found = valid(site.get("/sdmx/data/all").data, "2.1")

    assert len(list(found.iter("{*}DataSet"))) == 1
    assert "a cannot be written as sdmx" in caplog.text

"""Figures through SDMX and back by a reader that is not ours: what goes in comes out."""

import csv
import io
import json
import re
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from machine import examples, needed
from public_records import indicator
from tumbaga.exporters.sdmx import data_csv, data_json, data_xml, flows, names, periods
from tumbaga.exporters.sdmx.message import Header
from tumbaga.records.reading import Observed

HEADER = Header("CALI", datetime(2026, 11, 20, tzinfo=UTC))
YEARS = st.integers(1990, 2099)
PERIODS = st.one_of(
    YEARS.map(str),
    st.builds("{}-S{}".format, YEARS, st.integers(1, 2)),
    st.builds("{}-Q{}".format, YEARS, st.integers(1, 4)),
    st.builds("{}-C{}".format, YEARS, st.integers(1, 3)),
    st.builds("{}-B{}".format, YEARS, st.integers(1, 6)),
    st.builds("{}-{:02}".format, YEARS, st.integers(1, 12)),
    st.dates(date(1990, 1, 1), date(2099, 1, 1)).map(str),
)
VALUES = st.none() | st.decimals(
    allow_nan=False, allow_infinity=False, places=3, min_value=-(10**9), max_value=10**9
)
WORDS = st.sampled_from(["Sexo", "sexo", "Edad", "Zona", "¿Qué?", "🐦", "2024", "freq"])
PARTS = st.sampled_from(
    ["mujer", "Hombre", "15 a 24 años", "Rural", "a/b", "🐦", "Total"]
)
FIGURES = st.lists(
    st.builds(
        Observed,
        period=PERIODS,
        territory=st.sampled_from(["76001", "76", None]),
        breakdown=st.dictionaries(WORDS, PARTS, max_size=2),
        value=VALUES,
        status=st.sampled_from(["A", "P", "E", "M", None]),
        source=st.none() | st.sampled_from(["Censo & registro", "a < b ]]>"]),
        note=st.none(),
    ),
    max_size=8,
)
SLOW = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
RECORD = indicator("a", unit="Casos")


def made(figures):
    return flows.flow(RECORD, figures, "76001")


def told(flow):
    """Each figure of a flow by its whole key: the value and the status."""
    return {
        (*one.key, each.period): (each.value, each.attributes["OBS_STATUS"])
        for one in flow.series
        for each in one.observations
    }


def as_number(text):
    return None if text in (None, "") else Decimal(text)


@settings(max_examples=examples(60), deadline=None, suppress_health_check=SLOW)
@given(figures=FIGURES)
def test_a_flow_keeps_every_figure_that_has_a_place_of_its_own(figures):
    flow = made(figures)

    found = told(flow)
    kept = [one for one in flow.series for _ in one.observations]
    assert len(kept) == len(found) <= len(figures)
    assert {periods.ours(key[-1]) for key in found} == {one.period for one in figures}
    values = [one.value for one in figures]
    assert all(as_number(value) in values for value, _status in found.values())


@settings(max_examples=examples(40), deadline=None, suppress_health_check=SLOW)
@given(figures=FIGURES)
def test_generic_xml_comes_back(figures):
    flow = made(figures)

    body = "".join(data_xml.generic([flow], [flow.id], HEADER))

    found = {}
    for series in etree.fromstring(body.encode()).iter("{*}Series"):
        key = tuple(one.get("value") for one in series.find("{*}SeriesKey"))
        for one in series.iter("{*}Obs"):
            value = one.find("{*}ObsValue")
            status = one.find(".//{*}Value[@id='OBS_STATUS']").get("value")
            said = None if value is None else value.get("value")
            found[(*key, one.find("{*}ObsDimension").get("value"))] = (said, status)
    assert found == told(flow)


@settings(max_examples=examples(40), deadline=None, suppress_health_check=SLOW)
@given(figures=FIGURES)
def test_csv_comes_back(figures):
    flow = made(figures)
    text = "".join(data_csv.rows([flow], data_csv.sheet(flow), "CALI"))

    found = {
        (*(row[name] for name in flow.dimensions), row["TIME_PERIOD"]): (
            row["OBS_VALUE"] or None,
            row["OBS_STATUS"],
        )
        for row in csv.DictReader(io.StringIO(text))
    }
    assert found == told(flow)


@settings(max_examples=examples(40), deadline=None, suppress_health_check=SLOW)
@given(figures=FIGURES)
def test_json_comes_back(figures):
    flow = made(figures)
    whole = json.loads(b"".join(data_json.message([flow], HEADER)))["data"]

    (structure,) = whole["structures"]
    series = structure["dimensions"]["series"]
    times = structure["dimensions"]["observation"][0]["values"]
    place = [one["id"] for one in structure["attributes"]["observation"]]
    status = place.index("OBS_STATUS") + 1
    statuses = structure["attributes"]["observation"][status - 1].get("values", [])
    found = {}
    for key, one in whole["dataSets"][0]["series"].items():
        codes = tuple(
            series[n]["values"][int(code)]["id"]
            for n, code in enumerate(key.split(":"))
        )
        for when, told_ in one["observations"].items():
            period = periods.written(times[int(when)]["id"].replace("-T", "-C"))
            found[(*codes, period)] = (told_[0], statuses[told_[status]]["id"])
    wanted = {
        key: (None if value is None else Decimal(value), state)
        for key, (value, state) in told(flow).items()
    }
    said = {
        key: (None if value is None else Decimal(str(value)), state)
        for key, (value, state) in found.items()
    }
    assert said == wanted


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.filterwarnings("ignore::FutureWarning")
@pytest.mark.filterwarnings("ignore::UserWarning")
@settings(max_examples=examples(15), deadline=None, suppress_health_check=SLOW)
@given(figures=FIGURES.filter(bool))
def test_pysdmx_reads_back_what_went_in(figures):
    reader = needed("pysdmx.io")
    flow = made(figures)

    body = "".join(data_xml.specific([flow], [flow.id], HEADER, version="3.0"))
    found = reader.read_sdmx(body, validate=False).data[0].data

    keys = {
        (*(row[name] for name in flow.dimensions), row["TIME_PERIOD"])
        for _n, row in found.iterrows()
    }
    assert keys == set(told(flow))


@settings(max_examples=examples(300), deadline=None)
@given(text=st.text(max_size=30))
def test_any_text_gives_the_same_lawful_identifiers(text):
    code, dimension = names.identifier(text), names.dimension(text)

    assert re.fullmatch(r"[A-Za-z0-9_@$\-]+", code)
    assert re.fullmatch(r"[A-Za-z][A-Za-z0-9_\-]*", dimension)
    assert (code, dimension) == (names.identifier(text), names.dimension(text))
    assert dimension in names.SHARED.values() or dimension not in names.TAKEN


@pytest.mark.parametrize(
    ("dimension", "value", "code"),
    [
        ("SEX", "Mujer", "F"),
        ("SEX", "hombres", "M"),
        ("SEX", "ambos sexos", "_T"),
        ("AGE", "15 a 24 años", "Y15T24"),
        ("AGE", "De 0 a 5 años", "Y0T5"),
        ("AGE", "60 años y más", "Y_GE60"),
        ("AGE", "menores de 5 años", "Y_LT5"),
        ("ZONA_X", "Cabecera municipal", "CABECERA_MUNICIPAL"),
        ("ZONA_X", "todas", "_T"),
    ],
)
def test_usual_words_have_their_usual_codes(dimension, value, code):
    assert names.category(dimension, value) == code


@pytest.mark.parametrize(
    ("one", "other"), [("0,5", "05"), ("a/b", "a b"), (">= 65", "65"), ("🐦", "🐧")]
)
def test_what_a_plain_code_cannot_tell_apart_is_told_apart(one, other):
    assert names.identifier(one) != names.identifier(other)

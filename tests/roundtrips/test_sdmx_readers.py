"""SDMX read back by sdmx1 and pysdmx: structures and data, whatever the texts are."""

import io
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from machine import examples, needed
from public_records import indicator
from tumbaga.exporters.dcat.record import description, title
from tumbaga.exporters.sdmx import (
    artefacts,
    data_csv,
    data_json,
    data_xml,
    lists,
    periods,
    structure_json,
)
from tumbaga.exporters.sdmx.message import Header
from tumbaga.exporters.sdmx.registry import Registry
from tumbaga.exporters.sdmx.resolving import Asked, resolve
from tumbaga.exporters.sdmx.structure_xml import StructureWriter
from tumbaga.exporters.tabular.csv import cell
from tumbaga.records.reading import Observed
from tumbaga.schemas import texts, vocabularies

sdmx = needed("sdmx")
pysdmx = needed("pysdmx.io")
pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::FutureWarning"),
    pytest.mark.filterwarnings("ignore::UserWarning"),
]
HEADER = Header("CALI", datetime(2026, 11, 20, tzinfo=UTC))
SLOW = [
    HealthCheck.too_slow,
    HealthCheck.data_too_large,
    HealthCheck.large_base_example,
]
ODD = [
    "</script><script>alert(1)</script>", "]]>", "\u202eodatxet", "\x00\x1b[31m", "&amp;",
    "a\nb\tc", '"comillas" \'y\'', "=1+1", "{{x}}", "🐦 ñandú", "\ud800", "<!-- -->", "%s",
]  # fmt: skip
WORDS = st.one_of(
    st.sampled_from(["Empleo", "Tasa de desempleo", "Año 2015"]),
    st.lists(st.sampled_from([*ODD, "texto", " "]), min_size=1, max_size=4).map(
        "".join
    ),
    st.text(max_size=20),
)
# What a reader that guesses types would take for a number, a truth or nothing.
GUESSED = {"nan", "na", "n/a", "null", "none", "inf", "infinity", "true", "false"}
NOTES = WORDS.filter(
    lambda text: (
        any(sign.isalpha() and sign not in "eEjJ" for sign in text)
        and text.strip().lower() not in GUESSED
    )
)
YEARS = st.integers(1990, 2099)
PERIODS = st.one_of(
    YEARS.map(str),
    st.builds("{}-S{}".format, YEARS, st.integers(1, 2)),
    st.builds("{}-Q{}".format, YEARS, st.integers(1, 4)),
    st.builds("{}-C{}".format, YEARS, st.integers(1, 3)),
    st.builds("{}-{:02}".format, YEARS, st.integers(1, 12)),
    st.dates(date(1990, 1, 1), date(2099, 1, 1)).map(str),
)
VALUES = st.none() | st.decimals(
    allow_nan=False, allow_infinity=False, places=3, min_value=-(10**9), max_value=10**9
)
BREAKDOWN = st.dictionaries(
    st.sampled_from(["Sexo", "Edad", "Zona", "¿Qué?", "🐦", "freq", "]]>"]) | WORDS,
    st.sampled_from(["Mujer", "Hombre", "15 a 24 años", "Rural", "Total"]) | WORDS,
    max_size=2,
)
FIGURES = st.lists(
    st.builds(
        Observed,
        period=PERIODS,
        territory=st.sampled_from(["76001", "76", None]),
        breakdown=BREAKDOWN,
        value=VALUES,
        status=st.sampled_from(["A", "P", "E", "M", "Q", None]),
        source=st.none() | NOTES,
        note=st.none() | NOTES,
        target=st.none() | st.just(Decimal("7.5")),
    ),
    min_size=1,
    max_size=6,
)
RECORDS = st.builds(
    lambda name, said, unit, theme: indicator(
        "a", title=name, description=said, unit=unit, theme=theme
    ),
    WORDS,
    WORDS,
    WORDS | st.just("Casos"),
    st.sampled_from(["trabajo", "cultura", "no-existe", None]),
)


def registry(record, figures):
    return Registry(
        agency="CALI",
        publisher="Alcaldía & otros",
        area="76001",
        every=lambda: [record],
        named=lambda slug: record if slug == record.slug else None,
        figures=lambda _record: figures,
    )


def wanted(known):
    """The flow, and all that it brings."""
    (record,) = known.few()
    flow = known.flow(record)
    asked = Asked(["dataflow"], [flow.id], (), "all", "referencepartial")
    return record, flow, list(resolve(known, asked))


def clean(text):
    """As every form writes a text: without what XML cannot carry."""
    return texts.clean(text)


def own(found, kind):
    return {b.artefact.id: b.artefact for b in found if b.artefact.kind == kind}


def told(names):
    return {language: clean(text) for language, text in names.items()}


def spelt(names):
    """A text as a reader gives it: line ends within an element stay as they are."""
    return {language: text.strip() for language, text in names.items()}


@settings(max_examples=examples(8), deadline=None, suppress_health_check=SLOW)
@given(record=RECORDS, figures=FIGURES)
def test_sdmx1_finds_every_structure_as_it_was(record, figures):
    record, flow, found = wanted(registry(record, figures))

    body = "".join(StructureWriter("CALI", "2.1").message(found, HEADER)).encode()
    read = sdmx.read_sdmx(io.BytesIO(body))

    one = read.dataflow[flow.id]
    assert spelt(one.name.localizations) == {"es": clean(title(record))}
    assert spelt(one.description.localizations) == (
        {"es": clean(description(record))} if description(record) else {}
    )
    assert {each.type: each.title for each in one.annotations} == updates(record)
    for name, made in own(found, "codelist").items():
        said = {c.id: spelt(c.name.localizations) for c in read.codelist[name]}
        assert said == {c.id: told(c.names) for c in made.items}, name
    for name, made in own(found, "conceptscheme").items():
        said = {c.id: spelt(c.name.localizations) for c in read.concept_scheme[name]}
        assert said == {c.id: told(c.names) for c in made.items}, name
    structure = read.structure[f"DSD_{flow.id}"]
    dimensions = [d.id for d in structure.dimensions.components]
    assert dimensions == [*flow.dimensions, "TIME_PERIOD"]
    coded = {
        d.id: d.local_representation.enumerated.id
        for d in structure.dimensions.components[:-1]
    }
    (made,) = own(found, "datastructure").values()
    assert coded == {p.id: p.codes.id for p in made.parts if p.level == "dimension"}
    assert {a.id for a in structure.attributes.components} == {
        name for name, _level, _required in artefacts.ATTRIBUTES
    }
    filed(record, flow, read)
    limits(flow, read)


def updates(record):
    """What a flow says of when it changed."""
    return dict.fromkeys(artefacts.UPDATES, record.modified.isoformat())


def filed(record, flow, read):
    """In its category, if its theme is one."""
    theme = vocabularies.get("themes").terms.get(record.document.get("theme"))
    if theme is None:
        return
    categories = {c.id: c for c in read.category_scheme[lists.themes().id]}
    assert str(categories[theme.code].name.localizations["es"]) == theme.es
    (placed,) = read.categorisation.values()
    assert placed.category.id == theme.code
    assert placed.artefact.id == flow.id


def limits(flow, read):
    """What the constraint says that there is, is what there is."""
    constraint = read.constraint[f"CR_{flow.id}"]
    (region,) = constraint.data_content_region
    said = {
        dimension.id: {value.value for value in chosen.values}
        for dimension, chosen in region.member.items()
    }
    assert said == {
        name: {one.key[place] for one in flow.series}
        for place, name in enumerate(flow.dimensions)
    }


@pytest.mark.parametrize("form", ["3.0", "json"])
@settings(max_examples=examples(5), deadline=None, suppress_health_check=SLOW)
@given(record=RECORDS, figures=FIGURES)
def test_pysdmx_finds_every_structure_as_it_was(form, record, figures):
    record, flow, found = wanted(registry(record, figures))
    if form == "json":
        body = b"".join(structure_json.message(found, HEADER)).decode()
    else:
        body = "".join(StructureWriter("CALI", "3.0").message(found, HEADER))

    read = pysdmx.read_sdmx(body, validate=False)

    known = {(type(one).__name__, one.id): one for one in read.structures
             if getattr(one, "id", "")}  # fmt: skip
    one = known["Dataflow", flow.id]
    assert {each.type: each.title for each in one.annotations} == updates(record)
    assert (one.name or "").strip() == clean(title(record))
    assert (one.description or "").strip() == clean(description(record))
    for name, made in own(found, "codelist").items():
        said = {c.id: (c.name or "").strip() for c in known["Codelist", name].items}
        assert said.keys() == {c.id for c in made.items}, name
        for code in made.items:  # it keeps one language only
            assert said[code.id] in told(code.names).values(), name
    structure = known["DataStructureDefinition", f"DSD_{flow.id}"]
    assert [d.id for d in structure.components.dimensions] == [
        *flow.dimensions,
        "TIME_PERIOD",
    ]


def figures_of(flow):
    """Each figure by its key: the value, and every attribute of its series and its own."""
    return {
        (*one.key, each.period): (
            None if each.value is None else Decimal(each.value),
            {k: clean(v) for k, v in (one.attributes | each.attributes).items()},
        )
        for one in flow.series
        for each in one.observations
    }


def number(value):
    empty = value is None or value == "" or value != value
    return None if empty else Decimal(str(value))


def by_sdmx1(flow, body, structure=None):
    read = sdmx.read_sdmx(io.BytesIO(body), structure=structure)
    names = (*flow.dimensions, "TIME_PERIOD")
    return {
        tuple(str(one.key[name].value) for name in names): (
            number(one.value),
            {k: str(getattr(v.value, "id", v.value)) for k, v in one.attrib.items()},
        )
        for one in (read.data[0].obs if read.data else [])
    }


@settings(max_examples=examples(8), deadline=None, suppress_health_check=SLOW)
@given(record=RECORDS, figures=FIGURES)
def test_sdmx1_finds_every_figure_with_all_that_is_said_of_it(record, figures):
    _record, flow, found = wanted(registry(record, figures))
    body = "".join(StructureWriter("CALI", "2.1").message(found, HEADER)).encode()
    structure = sdmx.read_sdmx(io.BytesIO(body)).structure[f"DSD_{flow.id}"]
    expected = figures_of(flow)

    for write in (data_xml.generic, data_xml.specific):
        text = "".join(write([flow], [flow.id], HEADER))
        assert by_sdmx1(flow, text.encode(), structure) == expected
    hidden = [one for one in expected.values() if one[1]["OBS_STATUS"] == "Q"]
    assert all(one[0] is None for one in hidden)
    assert all(one[1]["CONF_STATUS"] == "C" for one in hidden)


@settings(max_examples=examples(8), deadline=None, suppress_health_check=SLOW)
@given(record=RECORDS, figures=FIGURES)
def test_sdmx1_finds_every_figure_in_the_draft_of_json_1_0(record, figures):
    """Of attributes, those of the figures: it looks for those of the series elsewhere."""
    _record, flow, _found = wanted(registry(record, figures))
    body = b"".join(data_json.message([flow], HEADER, data_json.DRAFT))

    read = by_sdmx1(flow, body)

    series = {name for name, level, _ in artefacts.ATTRIBUTES if level == "series"}
    assert read == {
        (*key[:-1], periods.ours(key[-1])): (
            value,
            {name: clean(text) for name, text in said.items() if name not in series},
        )
        for key, (value, said) in figures_of(flow).items()
    }


@pytest.mark.parametrize("form", ["xml-3.0", "csv-2.0", "csv-1.0"])
@settings(max_examples=examples(5), deadline=None, suppress_health_check=SLOW)
@given(record=RECORDS, figures=FIGURES)
def test_pysdmx_finds_every_figure_with_all_that_is_said_of_it(form, record, figures):
    _record, flow, _found = wanted(registry(record, figures))
    sheet = form.startswith("csv")
    if sheet:
        columns = data_csv.sheet(flow, form[4:])
        body = "".join(data_csv.rows([flow], columns, "CALI"))
    else:
        body = "".join(data_xml.specific([flow], [flow.id], HEADER, version="3.0"))

    (read,) = pysdmx.read_sdmx(body, validate=False).data

    names = [name for name, _level, _required in artefacts.ATTRIBUTES]
    found = {}
    for _n, row in read.data.iterrows():
        key = tuple(str(row[name]) for name in (*flow.dimensions, "TIME_PERIOD"))
        said = {name: row.get(name) for name in names}
        kept = {k: str(v) for k, v in said.items() if isinstance(v, str) and v}
        found[key] = (number(row.get("OBS_VALUE")), kept)
    expected = figures_of(flow)
    if sheet:  # text that a spreadsheet would take for a formula is kept from it
        expected = {
            key: (
                value,
                {
                    name: text if name in artefacts.CODED else cell(clean(text))
                    for name, text in said.items()
                },
            )
            for key, (value, said) in expected.items()
        }
    assert found == expected

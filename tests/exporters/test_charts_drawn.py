"""Specifications that fetch nothing, and drawings that a page can hold."""

import json
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from indicator_figures import DRAWN, Painter, figure, indicator, years
from machine import missing
from tumbaga.exporters import charts
from tumbaga.exporters.charts import drawing, keeping, paint, painter, specification
from tumbaga.exporters.charts.choosing import choose
from tumbaga.exporters.charts.words import LIGHT

AIMS = {"targets": [{"year": 2019, "value": 87}]}
RISING = years(57, 62, 63, 74, 81)
ATTACK = "</text><script>alert(1)</script>&\"' ñ"


def page(observed=RISING, document=AIMS, language="es", *, wide=True):
    choice = choose(document, observed, language)
    return specification.page(choice, language, wide=wide)


def strings(value):
    if isinstance(value, dict):
        for key, one in value.items():
            yield key
            yield from strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from strings(one)
    elif isinstance(value, str):
        yield value


def test_the_page_takes_every_colour_from_the_theme():
    said = json.dumps(page())
    assert not re.findall(r"#[0-9a-fA-F]{3,6}\b", said)
    assert set(re.findall(r"var\((--tb-[\w-]+)\)", said)) <= {
        f"--tb-{name}" for name in LIGHT
    }
    assert page()["background"] is None


def test_a_file_has_the_light_colours_of_the_theme():
    theme = Path(__file__).parents[2].joinpath("web/static/theme.css").read_text()
    light = theme[theme.index(":root") : theme.index("prefers-color-scheme")]
    for name, colour in LIGHT.items():
        assert f"--tb-{name}: {colour}" in light, name


def test_nothing_is_fetched():
    for one in (page(), keeping.alone(indicator(**AIMS), RISING)):
        assert not paint.fetches(one)
    assert paint.fetches({"layer": [{"data": {"url": "file:///etc/passwd"}}]})


@settings(max_examples=40)
@given(st.text(min_size=1, max_size=60))
def test_what_people_wrote_goes_in_as_data_only(text):
    observed = years(1, 2, 3, breakdown={"d": text})
    observed += years(2, 3, 4, breakdown={"d": text + "b"})
    choice = choose({}, observed)
    found = specification.page(choice, "es", wide=True)
    for layer in found.get("layer", []):
        said = json.dumps({k: v for k, v in layer.items() if k != "data"})
        assert set(re.findall(r'"expr": "([^"]*)"', said)) <= {"datum.dy", "datum.lado"}


def test_lines_that_end_too_close_get_a_panel_each():
    close = [
        one
        for n, zone in enumerate(("Cabecera", "Rural", "Poblado", "Sin dato"))
        for one in years(50 + n / 10, 51 + n / 10, 52 + n / 10, breakdown={"z": zone})
    ]
    wide, narrow = page(close, {}), page(close, {}, wide=False)
    assert [plot["title"]["text"] for plot in wide["concat"]] == [
        ["Cabecera"],
        ["Rural"],
        ["Poblado"],
        ["Sin dato"],
    ]
    assert (wide["columns"], narrow["columns"]) == (2, 1)


def test_long_names_get_a_panel_each_and_never_take_the_plot_away():
    long = ("Población " * 15, "x" * 200)
    told = [one for name in long for one in years(1, 90, 3, breakdown={"z": name})]
    for wide in (True, False):
        found = page(told, {}, wide=wide)
        for plot in found["concat"]:
            assert plot["width"] > 80
            assert len(plot["title"]["text"]) <= 3
    alone = page(years(*(10**15 * n for n in (1, 2, 3))), {}, wide=False)
    assert alone["width"] > 40


def test_a_long_gap_breaks_the_line_and_a_usual_one_does_not():
    told = [figure(y, v) for y, v in (("2005", 1), ("2010", 2), ("2015", 3))]
    values = [row["valor"] for row in page(told, {})["layer"][1]["data"]["values"]]
    assert values == [1, 2, 3]
    told.append(figure("2025", 4))
    values = [row["valor"] for row in page(told, {})["layer"][1]["data"]["values"]]
    assert values == [1, 2, 3, None, 4]


def test_the_words_say_what_the_drawing_shows():
    choice = choose(AIMS, RISING)
    assert specification.described(choice, "es", "procesos") == (
        "La línea va de 57 en 2015 a 81 en 2019 (procesos). La meta para 2019 es 87. "
        "Los valores están en la tabla que sigue."
    )
    assert "target for 2019" in specification.described(choice, "en", "")


def test_a_drawing_keeps_geometry_and_text_and_nothing_else():
    given = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><script>x</script>'
        '<g class="c" role="graphics-symbol" aria-label="X-axis titled" onclick="x">'
        '<path d="M0.123456,1" stroke="var(--tb-s1)" style="fill:url(x)"/>'
        '<text font-family="f" fill="#000">1.23456 &lt;b&gt;</text></g>'
        '<foreignObject><b xmlns="http://www.w3.org/1999/xhtml">x</b></foreignObject>'
        '<a href="javascript:x"><text>y</text></a><image href="http://x"/></svg>'
    )
    drawn = drawing.page(given, "ancho", ATTACK, "d")
    assert '<path d="M0.12,1" stroke="var(--tb-s1)"/>' in drawn
    assert '<text fill="#000">1.23456 &lt;b&gt;</text>' in drawn
    for gone in ("script>x", 'class="c', "aria-label=", "onclick", "style", "href"):
        assert gone not in drawn, gone
    assert "foreign" not in drawn
    assert "image" not in drawn
    root = ET.fromstring(drawn)
    assert root.attrib == {
        "class": "tb-ancho",
        "viewBox": "0 0 9 9",
        "role": "img",
        "aria-labelledby": "g-ancho-t g-ancho-d",
    }
    assert root[0].text == ATTACK


def test_one_fragment_holds_both_widths_in_both_languages():
    asked = Painter()
    found = {one.format: one for one in keeping.keepers(asked, lambda _seq: RISING)}
    body = found["chart"].make(indicator(**AIMS))
    for language, word in (("es", "meta"), ("en", "target")):
        root = ET.fromstring(f"<p>{keeping.read(body, language)}</p>")
        assert [one.get("class") for one in root] == ["tb-ancho", "tb-angosto"]
        identifiers = [one.get("id") for one in root.iter() if one.get("id")]
        assert len(identifiers) == len(set(identifiers)) == 4
        assert word in root[0][1].text
    assert len(asked.asked) == 4
    assert b'xmlns="http://www.w3.org/2000/svg"' in found["chart-svg"].make(indicator())
    assert found["chart-png"].make(indicator()).startswith(b"\x89PNG")


def test_what_has_no_chart_has_an_empty_fragment():
    makers = keeping.keepers(Painter(), lambda _seq: years(1))
    assert [one.make(indicator()) for one in makers] == [b""] * 3
    assert keeping.read(b"", "es") == keeping.read(None, "es") == ""


def test_a_drawing_that_fails_is_tried_again_once_and_then_left_out():
    tried = []

    def draw(_record):
        tried.append(1)
        raise painter.NotDrawn("planned by the test")

    assert keeping.Keeper("chart", draw).make(indicator()) == b""
    assert len(tried) == 2


@pytest.fixture(scope="module")
def real():
    if not painter.available():
        missing("vl-convert (extra charts)")
    with painter.Painter() as one:
        yield one


def test_the_renderer_draws_what_the_page_and_the_files_need(real):
    record = indicator(title=f"Título {ATTACK}", **AIMS)
    makers = keeping.keepers(real, lambda _seq: RISING)
    chart, svg, png = (one.make(record) for one in makers)
    drawn = keeping.read(chart, "es")
    assert "87 meta" in drawn
    assert "var(--tb-s1)" in drawn
    assert "<script" not in drawn + svg.decode()
    assert "aria-roledescription" not in drawn
    ET.fromstring(svg)
    assert "var(" not in svg.decode()
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    assert len(png) < 60_000


def test_a_specification_with_an_address_is_refused(real):
    stolen = {"data": {"url": "file:///etc/passwd"}, "mark": "point"}
    with pytest.raises(painter.NotDrawn, match="address"):
        real.svg(stolen)
    assert "<svg" in real.svg(page())


def test_the_renderer_does_not_learn_the_secrets_of_the_house(monkeypatch):
    monkeypatch.setenv("TUMBAGA_SECRET", "s3creto")
    seen = {}

    def start(_self_args, **given):
        seen.update(given["env"])
        raise OSError("planned by the test")

    monkeypatch.setattr(painter.subprocess, "Popen", start)
    with pytest.raises(OSError, match="planned"):
        painter.Painter().svg({})
    assert not [name for name in seen if name.startswith("TUMBAGA_")]


def test_a_renderer_that_hangs_is_ended(monkeypatch, tmp_path):
    program = tmp_path / "slow.py"
    program.write_text("import time\ntime.sleep(60)\n")
    monkeypatch.setattr(painter, "PROGRAM", program)
    with painter.Painter(patience=0.2) as slow:
        with pytest.raises(painter.NotDrawn, match="no answer"):
            slow.svg({})
        program.write_text("")
        with pytest.raises(painter.NotDrawn):
            slow.svg({})


def test_the_message_exporter_builds_the_specification():
    asked = [(indicator(**AIMS), RISING), (indicator(), years(1))]
    (body,) = charts.build(asked, charts.Question("vl.json"))
    found = json.loads(body)
    assert found["$schema"].endswith("v5.json")
    assert found["title"]["text"] == ["Procesos que difunden"]


def test_the_sample_drawing_is_what_it_says():
    assert "X-axis titled" in DRAWN

"""The hoja de vida on paper: every section of Cali's form, and no more than is public."""

import io
import re
from decimal import Decimal

import pytest
from indicator_figures import figure, indicator
from PIL import Image
from public_records import CATALOGUE
from pypdf import PdfReader
from tumbaga.exporters import indicator_sheet
from tumbaga.exporters.indicator_sheet import contents
from tumbaga.exporters.series import Judged
from tumbaga.schemas.leaves import ASSET, OWN

FULL = {
    "code": "MAJA01.01.18.FT03",
    "description": "Qué parte se respondió a tiempo.",
    "associated_with": ["plan_de_desarrollo", "procesos"],
    "indicator_type": "eficacia",
    "plan": {"name": "Cali Progresa", "period": "2016-2019", "axis": "Eje 5"},
    "macroprocess": "Gestión Jurídica",
    "service": {"name": "Concepto jurídico", "response_time": "30 días"},
    "acronym": "CJ",
    "objective": "Medir la oportunidad.",
    "definition": "Acto: lo que decide.",
    "measurement_method": "Se cuentan las solicitudes.",
    "formula": "(V1/V2)*100",
    "formula_variables": [{"symbol": "V1", "name": "A tiempo", "source": "Orfeo"}],
    "reference_values": "El promedio del país: 80 %.",
    "breakdowns": ["Tipo de acto"],
    "geographic_breakdown": "Municipal",
    "baseline": {"period": "2017", "value": 92},
    "targets": [{"year": 2019, "value": 100}],
    "thresholds": {"satisfactory": 95, "medium": 80},
    "frequency": "trimestral",
    "source_text": "Aplicativo de soporte",
    "notes": ["Con corte al 22 de noviembre."],
    "prepared": "2018-06-04",
    "updated": "2019-01",
    "changes": [{"date": "2019-01-02", "version": "2", "change": "Cambió la meta."}],
    "producer_position": "Líder del proceso",
    "organization": {"uid": "o", "name": "Departamento Jurídico"},
    "classification": {"class": "publica", "class_label": "Pública"},
}
FIGURES = [
    Judged(
        figure(
            "2019-Q1", "92.3077", components={"V1": "336", "V2": "364"}, note="Bien."
        ),
        Decimal(100),
        Decimal("92.3077"),
        "medio",
    ),
    Judged(figure("2019-Q2", "40"), Decimal(100), Decimal(40), "critico"),
    Judged(figure("2019-Q3", "99"), Decimal(100), Decimal(99), "satisfactorio"),
]


def printed(figures=(), chart=b"", **document):
    out = io.BytesIO()
    record = indicator(**document)
    indicator_sheet.write(record, list(figures), CATALOGUE, out, chart=chart)
    reader = PdfReader(io.BytesIO(out.getvalue()))
    return reader, "\n".join(page.extract_text() for page in reader.pages)


@pytest.mark.parametrize(
    "said",
    [
        "MAJA01.01.18.FT03",
        "Plan de Desarrollo",
        "Eficacia",
        "2016-2019",
        "Gestión Jurídica",
        "Concepto jurídico",
        "30 días",
        "Acto: lo que decide.",
        "Se cuentan las solicitudes.",
        "Se lee: V1 dividido por V2, por 100.",
        "Fuente: Orfeo",
        "80 %.",
        "Municipal",
        "92 (2017)",
        "desde 95 % de la meta",
        "menos de 80 %",
        "Trimestral",
        "Aplicativo de soporte",
        "4 de junio de 2018",
        "Cambió la meta.",
        "Líder del proceso",
        "Departamento Jurídico",
        "1.º trimestre",
        "Satisfactorio",
        "Medio",
        "Crítico",
        "92,3 %",
        "336",
        "Bien.",
        "Página 1 de",
    ],
)
def test_every_section_is_there(said):
    _reader, text = printed(FIGURES, **FULL)
    assert said in " ".join(text.split())


def test_the_formula_is_drawn_as_a_fraction():
    """One short bar, where a formula in a line has none."""
    assert [wide for wide in bars("(V1/V2)*100") if wide < 40]
    assert not [wide for wide in bars("V1*V2*100") if wide < 40]


def bars(formula):
    """The widths of the level lines on the sheet, in points."""
    reader, _text = printed(**{**FULL, "formula": formula})
    drawn = b"\n".join(page.get_contents().get_data() for page in reader.pages)
    lines = re.findall(rb"([\d.]+) ([\d.]+) m ([\d.]+) \2 l", drawn)
    return [float(end) - float(start) for start, _height, end in lines]


def test_what_is_no_formula_is_printed_as_it_is():
    _reader, text = printed(**{**FULL, "formula": "La suma de los casos"})
    assert "La suma de los casos" in text
    assert "Se lee:" not in text


def test_the_least_indicator_has_a_sheet_too():
    reader, text = printed()
    assert "Procesos que difunden" in text
    assert "Seguimiento" not in text
    assert len(reader.pages) == 1


def test_the_chart_is_on_it_if_there_is_one():
    drawn = io.BytesIO()
    Image.new("RGB", (80, 40), "white").save(drawn, "PNG")
    reader, text = printed(FIGURES, drawn.getvalue(), **FULL)
    assert "Gráfico" in text
    assert [image for page in reader.pages for image in page.images]


def test_text_is_never_markup():
    """reportlab's paragraphs would fetch an image, or stop at a tag left open."""
    attack = '<img src="http://127.0.0.1:1/x.png"/> <b>&amp; <a href="x"> ]]> \x00'
    _reader, text = printed(
        [Judged(figure(note=attack, components={attack: "1"}))],
        **{**FULL, "title": attack, "objective": attack, "formula": attack},
    )
    assert '<img src="http' in text


def test_text_of_any_length_finds_its_pages():
    long = "palabra " * 2500
    reader, text = printed(
        [Judged(figure(note=long)), *FIGURES] * 30,
        **{**FULL, "objective": long, "formula": long, "description": "x" * 9000},
    )
    assert text.count("palabra") >= 5000
    assert f"Página {len(reader.pages)} de" in text


def test_a_long_series_is_cut_and_says_so():
    months = [
        Judged(figure(f"{y}-{m:02}", y))
        for y in range(1990, 2020)
        for m in range(1, 13)
    ]
    _reader, text = printed(months, **FULL)
    assert "240 de 360 cifras" in text


def test_it_names_public_leaves_only():
    named = {
        *contents.IDENTIFICATION,
        *contents.PLAN,
        *contents.PROCESS,
        *contents.SERVICE,
        *contents.METADATA,
        *contents.STATISTICS,
        *contents.ANSWERS,
    }
    assert named <= {*ASSET, *OWN["indicator"]}

"""Whatever stands in a workbook: a draft that the schema takes, or a problem, and soon."""

import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from indicator_sheets import FORM, HEAD, LINES, harvest, write
from tumbaga.harvesters.sheets import fields, figures, periods, privacy, ranges
from tumbaga.harvesters.sheets import variables as named
from tumbaga.harvesters.sheets.form import canonical
from tumbaga.harvesters.sheets.grid import Cell
from tumbaga.schemas import kinds

READERS = [
    privacy.posts,
    privacy.mentions_person,
    ranges.from_text,
    ranges.falls,
    periods.span,
    periods.year,
    canonical,
    lambda text: named.variables([text]),
    lambda text: named.heading(text, 1),
    lambda text: figures.figure(Cell(1, 1, text)),
    lambda text: fields._of_hundred(text, percent=True),
]
LONG = [
    "a" * 30_000,
    "A" * 30_000,
    "V" + "y" * 30_000,
    "V1, " * 8_000,
    "Cédula " * 4_000,
    "Pedro " * 5_000,
    "San " * 8_000,
    "satisfactorio" + " a" * 15_000,
    "medio entre " * 2_500,
    "9" * 30_000,
    "9.9,9" * 6_000,
    "ene-" * 7_500,
    " " * 30_000,
    "\n" * 30_000,
    "(" * 30_000,
    "MAJA01" + ".01" * 10_000,
]


@pytest.mark.parametrize("text", LONG, ids=lambda text: text[:8])
def test_no_text_holds_a_reader_up(text):
    start = time.thread_time()
    for reader in READERS:
        reader(text)

    assert time.thread_time() - start < 2


CELLS = st.one_of(
    st.none(),
    st.text(max_size=30).filter(lambda text: all(sign.isprintable() for sign in text)),
    st.integers(-(10**18), 10**18),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.dates(),
    st.sampled_from(["#DIV/0!", "<=40%", "<5", "N/A", "1.234,5", "1,234.5", "-", "º"]),
)


@settings(
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    st.dictionaries(st.sampled_from(sorted(FORM)), CELLS, max_size=5),
    st.lists(st.lists(CELLS, min_size=1, max_size=10), max_size=4),
    st.sampled_from(["Ene-Mar", "Abr-Jun", "Semestral", 2019, None]),
)
def test_any_cells_give_a_right_draft_or_a_problem(tmp_path, form, rows, label):
    lines = [(2019, label, *row[:8]) for row in rows]
    found = harvest(tmp_path, form=form, lines=lines)

    if found.entry is None:
        assert found.problem
    else:
        whole = {**found.entry.data, "organization": "salud"}
        assert not kinds.load("indicator", whole).problems


@pytest.mark.parametrize(
    "figure", ["<5", "N/A", "1.234,5", "1,234.5", "90 de 100", "", "1e400", "١٢"]
)
def test_a_result_typed_as_text_is_a_figure_or_none(tmp_path, figure):
    line = (2019, "Ene-Mar", 1, figure, 100, figure, None)
    found = harvest(tmp_path, lines=(line, *LINES[1:]))

    assert found.entry is not None


def test_a_table_without_an_end_is_read_so_far_as_a_form_goes(tmp_path: Path):
    many = [(2019, "Ene-Mar", 1, 1, 2, 0.5)] * 2_000
    found = harvest(tmp_path, lines=(HEAD, *many))

    assert found.entry is not None
    assert len(found.entry.remarks) < 400


def test_a_formula_that_is_code_runs_nowhere(tmp_path):
    attack = "__import__('os').system('touch /tmp/tumbaga-attack')"
    found = harvest(tmp_path, form={"Formula": attack})

    assert found.entry.data["formula"] == attack
    assert any("no se puede calcular" in one.text for one in found.entry.remarks)
    assert not Path("/tmp/tumbaga-attack").exists()


def test_markup_is_kept_as_text(tmp_path):
    found = harvest(
        tmp_path, form={"Objetivo del Indicador": "<script>x</script> **y**"}
    )

    assert found.entry.data["objective"] == "<script>x</script> **y**"


def test_a_broken_archive_is_a_problem(tmp_path):
    path = write(tmp_path / "ficha.xlsx")
    whole = path.read_bytes()
    for cut in (10, 500, len(whole) // 2, len(whole) - 30):
        path.write_bytes(whole[:cut])
        found = harvest_file(path)

        assert found.entry is None
        assert found.problem


def harvest_file(path):
    from tumbaga import harvesters
    from tumbaga.schemas.harvest import Order

    harvester = harvesters.get("tables")
    [item] = harvester.read(Order(str(path)), None)
    return harvester.map(item)

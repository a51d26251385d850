"""``tumbaga import``: counts, exit codes, the report, and a rehearsal that saves nothing."""

import csv

import pytest
from click.testing import CliRunner
from importing_setting import rows, sheet, stored
from tumbaga.records.organization import Organization
from tumbaga.records.person import Person
from tumbaga.web.cli import house
from tumbaga.web.cli.importing import import_


@pytest.fixture
def city(tmp_path, monkeypatch):
    """A house in a folder of its own, with one department and Ana."""
    monkeypatch.setenv("TUMBAGA_DATA", str(tmp_path / "datos"))
    monkeypatch.delenv("TUMBAGA_DATABASE_URL", raising=False)
    house.opened.cache_clear()
    opened = house.opened()
    opened.prepare()
    with opened.writing() as session:
        unit = Organization(code="dapm", name="Planeación")
        session.add(unit)
        session.add(
            Person(code="ana", name="Ana", roles=["producer"], organization=unit)
        )
    yield opened
    opened.engine.dispose()
    house.opened.cache_clear()


def call(*words):
    return CliRunner().invoke(import_, [str(word) for word in words])


def report(path):
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines, delimiter=";"))


def test_a_clean_file_is_counted_and_leaves_no_report(city, tmp_path):
    path = sheet(tmp_path, *rows(2))

    first, second = call(path, "--by", "ana"), call(path, "--by", "ana")

    assert (first.exit_code, second.exit_code) == (0, 0)
    assert first.stdout == "2 creados, 0 actualizados, 0 sin cambios, 0 con error.\n"
    assert second.stdout == "0 creados, 0 actualizados, 2 sin cambios, 0 con error.\n"
    assert not (tmp_path / "a.informe.csv").exists()


def test_a_rehearsal_counts_the_same_and_saves_nothing(city, tmp_path):
    result = call(sheet(tmp_path, *rows(2)), "--by", "ana", "--dry-run")

    assert result.stdout.startswith("Prueba, no se guardó nada: 2 creados")
    assert stored(city.engine) == 0


def test_what_is_wrong_goes_to_the_report_and_the_rest_is_saved(city, tmp_path):
    bad = "B-1;Uno;Documento;dapm;x;Astrología;es"

    result = call(sheet(tmp_path, *rows(2), bad), "--by", "ana")

    assert result.exit_code == 1
    assert "fila 4 · Tema · Astrología · No está en la lista" in result.stderr
    [line] = report(tmp_path / "a.informe.csv")
    assert (line["fila"], line["celda"], line["columna"]) == ("4", "F4", "Tema")
    assert line["valor"] == "Astrología"
    assert stored(city.engine) == 2


def test_the_report_of_an_earlier_run_does_not_outlive_its_cause(city, tmp_path):
    call(sheet(tmp_path, "B-1;Uno;Documento;dapm;x;Astrología;es"), "--by", "ana")

    call(sheet(tmp_path, "B-1;Uno;Documento;dapm;x;;es"), "--by", "ana")

    assert report(tmp_path / "a.informe.csv") == []


def test_the_report_runs_nothing_in_a_spreadsheet(city, tmp_path):
    attack = "=HYPERLINK(1)"

    call(sheet(tmp_path, f"B-1;Uno;{attack};dapm;x;{attack};es"), "--by", "ana")

    values = {line["valor"] for line in report(tmp_path / "a.informe.csv")}
    assert values == {f"'{attack}"}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", b""),
        ("a.csv", b"uno;dos\n"),
        ("a.odt", b"x"),
        ("a.xlsx", b"PK\x03\x04"),
    ],
)
def test_a_file_that_cannot_be_read_says_so(city, tmp_path, name, content):
    (tmp_path / name).write_bytes(content)

    result = call(tmp_path / name, "--by", "ana")

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"No se pudo leer «{name}».")


def test_a_header_without_rows_says_so(city, tmp_path):
    result = call(sheet(tmp_path), "--by", "ana")

    assert result.exit_code == 2
    assert "ninguna fila de datos" in result.stderr


def test_latin_1_with_semicolons_is_read_and_said(city, tmp_path):
    path = tmp_path / "a.csv"
    text = "Código;Nombre;Dependencia\nA-1;Niñez en el país;dapm\n"
    path.write_bytes(text.encode("latin-1"))

    result = call(path, "--by", "ana", "--kind", "documento")

    assert result.exit_code == 0
    assert "Windows-1252. Separador: punto y coma." in result.stderr


def test_one_department_can_stand_for_all_rows(city, tmp_path):
    path = sheet(tmp_path, "A-1;Uno", header="Código;Nombre")

    result = call(path, "--kind", "datos", "--organization", "Planeación")

    assert result.exit_code == 0


def test_who_imports_must_be_known_when_there_are_several(city, tmp_path):
    with city.writing() as session:
        session.add(Person(code="beto", name="Beto", roles=["legal"]))

    result = call(sheet(tmp_path, *rows(1)))

    assert result.exit_code == 2
    assert "--by" in result.stderr


@pytest.mark.parametrize(
    "words", [("--by", "nadie"), ("--kind", "nave"), ("--organization", "nada")]
)
def test_an_order_that_makes_no_sense_changes_nothing(city, tmp_path, words):
    result = call(sheet(tmp_path, *rows(1)), *words)

    assert result.exit_code in {1, 2}
    assert "Traceback" not in result.output
    assert stored(city.engine) == 0


def test_a_break_says_how_to_go_on(city, tmp_path, monkeypatch):
    def stop(*_args, **_kwargs):
        raise KeyboardInterrupt

    monkeypatch.setattr("tumbaga.catalog.importing.apply", stop)

    result = call(sheet(tmp_path, *rows(1)), "--by", "ana")

    assert result.exit_code == 130
    assert "repita la orden" in result.stderr

"""``tumbaga check``: each public record with its score and what to fix next."""

import json

import pytest
from click.testing import CliRunner
from quality_documents import OFFICE, of
from tumbaga.catalog import ledger
from tumbaga.records.organization import Organization
from tumbaga.web.cli import house
from tumbaga.web.cli.checking import check

OTHER = {"uid": "o-2", "name": "Salud"}


def entry(number, kind, *, disclosure="full", **changes):
    document = of(kind, **{"uid": f"r-{number}", "code": f"EJ-{number}", **changes})
    text = json.dumps(document, ensure_ascii=False)
    return ledger.Entry(
        f"r-{number}", kind, f"ej-{number}", "published", disclosure, text
    )


@pytest.fixture
def catalogue(tmp_path, monkeypatch):
    """A house with three scored records of two offices, and one known by name."""
    monkeypatch.setenv("TUMBAGA_DATA", str(tmp_path / "datos"))
    monkeypatch.delenv("TUMBAGA_DATABASE_URL", raising=False)
    house.opened.cache_clear()
    opened = house.opened()
    opened.prepare()
    with opened.writing() as session:
        for code, office in (("de", OFFICE), ("salud", OTHER)):
            session.add(Organization(uid=office["uid"], code=code, name=office["name"]))
        ledger.append(
            session,
            [
                entry(1, "document", code=None, title="Acta {} %(x)s"),
                entry(2, "indicator", frequency=None, licence="CC-BY-NC-4.0"),
                entry(3, "document", organization=OTHER, authors=None),
                entry(4, "dataset", disclosure="index"),
            ],
        )
    yield opened
    opened.engine.dispose()
    house.opened.cache_clear()


def call(*words):
    return CliRunner().invoke(check, list(words))


def test_the_worst_come_first_with_what_to_fix(catalogue):
    result = call()

    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "3 de 5  EJ-2  Registro de ejemplo",
        "        Falta: frecuencia de actualización",
        "4 de 5  EJ-3  Registro de ejemplo",
        "        Falta: autores",
        "5 de 5  Acta {} %(x)s",
        "        Falta: código",
        "3 registros, nota media 4,0 de 5.",
    ]


def test_one_office_alone(catalogue):
    result = call("--organization", "salud")

    assert "EJ-3" in result.stdout
    assert result.stdout.endswith("1 registro, nota media 4,0 de 5.\n")
    unknown = call("--organization", "nadie")
    assert unknown.exit_code == 1
    assert "«nadie»" in unknown.stderr


def test_programs_get_every_check_and_every_field(catalogue):
    told = json.loads(call("--json", "--organization", "de").stdout)

    assert (told["total"], told["mean"], told["of"]) == (2, 4.0, 5)
    assert told["passed"]["current"] == 1
    assert told["lacking"] == {"code": 1, "frequency": 1}
    first = told["results"][0]
    assert (first["code"], first["points"]) == ("EJ-2", 3)
    assert first["url"].endswith("/indicadores/ej-2")
    assert first["next"] == "Falta: frecuencia de actualización"
    assert first["checks"][1] == {
        "key": "current",
        "passed": False,
        "says": "No dice cada cuánto se actualiza",
        "fix": "Falta: frecuencia de actualización",
        "missing": ["frequency"],
    }


def test_nothing_to_check_is_said(tmp_path, monkeypatch, catalogue):
    with catalogue.writing() as session:
        session.add(Organization(uid="o-3", code="vacia", name="Vacía"))

    result = call("--organization", "vacia")

    assert result.exit_code == 0
    assert result.stdout == "No hay registros públicos que revisar.\n"

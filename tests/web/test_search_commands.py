"""``tumbaga synonym …`` and ``tumbaga search --unmet``."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from city import found_city
from click.testing import CliRunner, Result
from tumbaga.catalog.search import unmet
from tumbaga.web.cli import searching, tumbaga
from tumbaga.web.cli.house import opened
from tumbaga.web.composition import House


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    monkeypatch.setenv("TUMBAGA_DATA", str(tmp_path))
    opened.cache_clear()
    house = opened()
    house.prepare()
    with house.writing() as session:
        found_city(session)
    yield house
    house.engine.dispose()
    opened.cache_clear()


def run(*words: str) -> Result:
    return CliRunner().invoke(tumbaga, list(words))


@pytest.mark.usefixtures("house")
def test_a_synonym_comes_and_goes():
    added = run(
        "synonym", "add", "bus", "transporte público", "--both", "--by", "carla"
    )
    assert "«bus» también busca transporte público" in added.output
    assert run("synonym", "list").output == "bus ↔ transporte público\n"
    assert (
        "basura ↔ residuos sólidos; desechos" in run("synonym", "list", "--all").output
    )

    refused = run("synonym", "remove", "bus", "--by", "ana")
    assert (refused.exit_code, "le corresponde a" in refused.output) == (1, True)
    assert run("synonym", "remove", "bus", "--by", "carla").exit_code == 0
    assert run("synonym", "list").output == ""
    assert "suspendida" in run("synonym", "suspend", "basura", "--by", "carla").output
    assert run("synonym", "list").output == ""
    listed = run("synonym", "list", "--all").output
    assert "basura ↔ residuos sólidos; desechos (suspendida)" in listed
    assert (
        "vuelve a contar" in run("synonym", "resume", "basura", "--by", "carla").output
    )
    assert run("synonym", "resume", "basura", "--by", "carla").exit_code != 0
    wrong = run("synonym", "add", "de", "la", "--by", "carla")
    assert (wrong.exit_code, "por corregir" in wrong.output) == (1, True)


def test_while_another_builds_the_index_it_says_so(house: House):
    with house.index.place.leading() as led:  # another process
        assert led
        told = run("search", "agua")

    assert (told.exit_code, "preparando" in told.output) == (1, True)
    assert "0 resultados" not in told.output
    assert run("search", "agua").exit_code == 0


def test_a_rebuild_waits_for_who_is_at_the_index_and_never_claims_to_be_done(
    house: House, monkeypatch: pytest.MonkeyPatch
):
    first = run("index", "rebuild")
    before = house.index.place.current()
    monkeypatch.setattr(searching, "PATIENCE", 0.0)
    with house.index.place.leading() as led:  # another process
        assert led
        told = run("index", "rebuild")

    assert (first.exit_code, "listo" in first.output) == (0, True)
    assert (told.exit_code, "no se rehízo" in told.output) == (1, True)
    assert house.index.place.current() == before
    assert run("index", "rebuild").exit_code == 0
    assert house.index.place.current() != before


def test_what_nobody_found(house: House):
    with house.writing() as session:
        for visit, day in (("a", 1), ("b", 2), ("c", 3), ("d", 3)):
            when = date(2026, 3, day)
            unmet.note(session, "catastro", visit=visit, day=when, key="k")

    assert "«catastro»  2026-03-01 a 2026-03-03" in run("search", "--unmet").output
    (row,) = json.loads(run("search", "--unmet", "--json").output)
    assert (row["text"], row["visits"]) == ("catastro", 4)
    assert run("search").exit_code == 2
    assert "0 resultados" in run("search", "catastro").output

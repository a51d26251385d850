"""A harvest saves drafts, says why what it does not save is not, and never doubles."""

import json
from contextlib import nullcontext
from dataclasses import replace

import pytest
from click.testing import CliRunner
from importing_setting import stored
from indicator_sheets import LINES, write
from indicator_sheets import harvest as found_in
from sqlalchemy import func, select
from tumbaga.catalog import assets, harvesting
from tumbaga.catalog.harvesting import Job
from tumbaga.records.asset import Asset
from tumbaga.records.indicator import Indicator
from tumbaga.records.observation import Observation
from tumbaga.records.organization import Organization
from tumbaga.records.person import Person
from tumbaga.schemas.harvest import Item
from tumbaga.web.cli import house
from tumbaga.web.cli.harvesting import harvest


@pytest.fixture
def item(tmp_path):
    return found_in(tmp_path)


def run(city, *items, by=None, organization="planeacion"):
    """Harvest what was found, in the session of the test; each is new to the hash."""
    who = by or city.ana
    job = Job(
        source="tables-prueba",
        direct=("tables", "/fichas"),
        by=who.code,
        items=[
            Item(f"{number}-{one.name}", one.name, f"{id(one)}", one, one.problem)
            for number, one in enumerate(items)
        ],
        map=lambda item: item.content,
        organization=organization,
    )
    work = harvesting.Work(job)
    for step in harvesting.steps(work, lambda: nullcontext(city.session)):
        step(city.session)
    return [one for one in work.outcomes if one.result != "gone"]


def test_an_item_becomes_a_draft_with_its_figures(city, item):
    [outcome] = run(city, replace(item, organization=""))
    asset = assets.get(city.session, "MAJA01.01.18.FT03")

    assert (outcome.result, outcome.code) == ("created", asset.code)
    assert isinstance(asset, Indicator)
    assert asset.workflow_state == "draft"
    assert asset.organization.code == "planeacion"
    assert [one.period for one in asset.observations] == ["2019-Q1", "2019-Q2"]
    assert asset.observations[0].value == 90


def test_the_same_again_changes_nothing(city, item):
    run(city, item)

    [again] = run(city, item)

    assert again.result == "unchanged"
    assert city.session.scalar(select(func.count()).select_from(Asset)) == 1
    assert city.session.scalar(select(func.count()).select_from(Observation)) == 2


def test_what_changed_at_the_source_is_revised(city, item, tmp_path):
    run(city, item)
    longer = (*LINES, (None, "Jul-Sep", 1, 1, 2, 0.5))

    [outcome] = run(city, found_in(tmp_path, lines=longer))

    assert outcome.result == "updated"


def test_what_the_source_does_not_speak_of_stays_as_the_desk_left_it(city, item):
    run(city, item)
    asset = assets.get(city.session, "MAJA01.01.18.FT03")
    asset.theme = "salud-y-proteccion-social"
    entry = replace(item.entry, data={**item.entry.data, "title": "Otro nombre"})

    run(city, replace(item, entry=entry))

    assert (asset.title, asset.theme) == ("Otro nombre", "salud-y-proteccion-social")


def test_an_item_belongs_to_the_organisation_that_it_names(city, item):
    named = replace(item, organization="Secretaría de salud publica")

    [outcome] = run(city, named, by=city.carla)

    asset = assets.get(city.session, outcome.code)
    assert asset.organization.code == "salud"


@pytest.mark.parametrize(
    ("name", "said"), [("Oficina de Nada", "«Oficina de Nada»"), ("", "--organization")]
)
def test_without_a_known_organisation_it_fails_and_says_so(city, item, name, said):
    [outcome] = run(city, replace(item, organization=name), organization="")

    assert outcome.result == "failed"
    assert said in outcome.reason


def test_a_person_of_another_organisation_is_refused(city, item):
    [outcome] = run(city, item, by=city.fabio)

    assert outcome.result == "failed"
    assert "no puede proponer una fuente ni guardar" in outcome.reason


def test_of_two_items_with_one_code_the_second_fails_by_name(city, item):
    first, second = run(city, item, replace(item, name="copia.xlsx"))

    assert (first.result, second.result) == ("created", "failed")
    assert "ya vino en «ficha.xlsx»" in second.reason


def test_a_bad_item_never_stops_the_run(city, item):
    bad = replace(item, name="malo.xlsx", entry=None, problem="No se entiende.")

    outcomes = run(city, bad, item)

    assert [one.result for one in outcomes] == ["failed", "created"]
    assert outcomes[0].reason == "No se entiende."


@pytest.fixture
def opened(tmp_path, monkeypatch):
    monkeypatch.setenv("TUMBAGA_DATA", str(tmp_path / "datos"))
    monkeypatch.delenv("TUMBAGA_DATABASE_URL", raising=False)
    house.opened.cache_clear()
    made = house.opened()
    made.prepare()
    with made.writing() as session:
        unit = Organization(code="dapm", name="Planeación")
        session.add(unit)
        session.add(
            Person(code="ana", name="Ana", roles=["producer"], organization=unit)
        )
    yield made
    made.engine.dispose()
    house.opened.cache_clear()


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "fichas"
    made.mkdir()
    write(made / "a.xlsx")
    (made / "b.xlsx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 99)
    return made


def call(*words):
    said = [str(word) for word in (*words, "--kind", "tables", "--by", "ana")]
    return CliRunner().invoke(harvest, said)


def test_the_command_counts_and_names_each_failure(opened, folder):
    first = call(folder, "--organization", "dapm")
    again = call(folder, "--organization", "dapm", "--json")
    told = json.loads(again.stdout)

    assert first.exit_code == again.exit_code == 1
    assert "1 creados, 0 actualizados, 0 sin cambios, 1 con error." in first.stdout
    assert "b.xlsx · Es un libro del formato antiguo" in first.stderr
    assert (told["seen"], told["unchanged"], told["failed"]) == (2, 1, 1)
    assert told["failures"][0]["item"] == "b.xlsx"
    assert (told["created"], told["updated"], told["gone"]) == (0, 0, 0)


def test_a_preview_tells_all_and_saves_nothing(opened, folder):
    result = call(folder, "--organization", "dapm", "--preview")

    assert result.stdout.startswith("Prueba, no se guardó nada: 1 creados")
    assert stored(opened.engine) == 0


def test_a_break_keeps_what_was_saved_and_says_how_to_go_on(
    opened, folder, monkeypatch
):
    def stop(*_args, **_kwargs):
        raise KeyboardInterrupt

    monkeypatch.setattr("tumbaga.catalog.harvesting.saving.apply", stop)

    result = call(folder, "--organization", "dapm")

    assert result.exit_code == 130
    assert "repita la orden" in result.stderr


@pytest.mark.parametrize(
    "words", [("nada",), (".", "--organization", "nada"), (".", "--kind", "nave")]
)
def test_an_order_that_makes_no_sense_says_so(opened, tmp_path, words):
    result = call(tmp_path / words[0], *words[1:])

    assert result.exit_code in {1, 2}
    assert "Traceback" not in result.output

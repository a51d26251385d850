"""``tumbaga export``: the same file as the window gives, on disk or on the output."""

import json
from pathlib import Path

import pytest
from city import found_city
from click.testing import CliRunner
from rdflib import Graph
from tumbaga.web.cli import house as cli_house
from tumbaga.web.cli import tumbaga
from tumbaga.web.composition import House
from tumbaga.web.settings import Settings


@pytest.fixture
def runner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    house = House(Settings(data=str(tmp_path / "datos")))
    house.prepare()
    with house.writing() as session:
        found_city(session).published()
    monkeypatch.setenv("TUMBAGA_DATA", str(tmp_path / "datos"))
    cli_house.opened.cache_clear()
    yield CliRunner()
    cli_house.opened.cache_clear()
    house.engine.dispose()


def test_the_catalogue_goes_to_a_file(runner: CliRunner, tmp_path: Path):
    place = tmp_path / "catalogo.ttl"

    answer = runner.invoke(tumbaga, ["export", "ttl", "-o", str(place)])

    assert answer.exit_code == 0, answer.output
    assert "Inversión por dependencia" in place.read_text()
    assert len(Graph().parse(place)) > 10
    assert sorted(p.name for p in tmp_path.iterdir()) == ["catalogo.ttl", "datos"]


def test_without_a_file_it_goes_to_the_output(runner: CliRunner):
    answer = runner.invoke(tumbaga, ["export", "json"])

    assert answer.exit_code == 0
    assert len(json.loads(answer.output)["dataset"]) <= 1

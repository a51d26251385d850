"""What a command gives to everybody says no hidden word; each command is one or the other.

Who may run a command has the machine and its database: what is for the house (``check``,
``source list`` …) may name a draft. What is made to be handed out may not.
"""

from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from looking_for_leaks import Stage, opened
from scene import CANARY, STATES, word
from tumbaga import exporters
from tumbaga.web.cli import house as cli_house
from tumbaga.web.cli import tumbaga

HANDED_OUT = {"export", "search", "index status", "template"}
OF_THE_HOUSE = {
    *("approve", "check", "classify", "publish", "retire", "return", "submit"),
    *("withdraw", "import", "harvest", "demo", "serve", "worker", "database upgrade"),
    *("index rebuild", "links check", "links list", "organization add"),
    *("person add", "person invite", "person password", "publisher confirm"),
    *("publisher list", "source add", "source adjust", "source approve"),
    *("source confirm", "source list", "source pause", "source resume"),
    *("source runs", "source schedule", "source stop", "source try", "synonym add"),
    *("synonym resume", "synonym suspend"),
    *("synonym list", "synonym remove", "term choose", "term list", "token add"),
    *("token list", "token revoke", "database grant", "source refuse"),
    *("source trust", "source mistrust"),
}


@pytest.fixture
def runner(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> Iterator[CliRunner]:
    monkeypatch.setenv("TUMBAGA_DATA", str(stage.house.settings.folder))
    cli_house.opened.cache_clear()
    yield CliRunner()
    cli_house.opened.cache_clear()


def commands(group: click.Group, before: str = "") -> Iterator[str]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None, name
        if isinstance(command, click.Group):
            yield from commands(command, f"{before}{name} ")
        else:
            yield before + name


def test_every_command_says_for_whom_it_speaks():
    """A new command gets a row: is what it writes for everybody, or for the house?"""
    assert set(commands(tumbaga)) == HANDED_OUT | OF_THE_HOUSE


@pytest.mark.parametrize("key", exporters.RECORD)
def test_no_export_says_a_hidden_word(runner: CliRunner, tmp_path: Path, key: str):
    place = tmp_path / "todo"

    answer = runner.invoke(tumbaga, ["export", key, "-o", str(place)])

    assert answer.exit_code == 0, answer.output
    assert CANARY not in answer.output.lower()
    assert CANARY not in opened(place.read_bytes()).lower()


@pytest.mark.parametrize("more", [[], ["--json"]])
def test_no_search_finds_a_hidden_word(runner: CliRunner, more: list[str]):
    for state in STATES:
        answer = runner.invoke(tumbaga, ["search", word(state), *more])
        assert answer.exit_code == 0, answer.output
        assert word(state) not in answer.output.lower()
    assert CANARY not in runner.invoke(tumbaga, ["search", "título"]).output.lower()
    assert CANARY not in runner.invoke(tumbaga, ["index", "status"]).output.lower()

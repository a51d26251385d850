"""Every file of the command line is known by its commands, and loaded only for them."""

import subprocess
import sys
from importlib import import_module
from pathlib import Path

import click
from tumbaga.web import cli

FOLDER = Path(cli.__file__).parent


def test_each_file_registers_the_commands_that_the_list_says():
    for part, names in cli.PARTS.items():
        group = click.Group()
        import_module(f"tumbaga.web.cli.{part}").register(group)
        assert tuple(group.commands) == names


def test_no_file_with_commands_is_forgotten():
    having = {
        path.stem for path in FOLDER.glob("*.py") if "def register" in path.read_text()
    }

    assert having == set(cli.PARTS)


def test_help_lists_them_all_in_spanish():
    program = Path(sys.executable).with_name("tumbaga")
    said = subprocess.run(
        [str(program), "--help"], capture_output=True, text=True, check=True
    )

    for names in cli.PARTS.values():
        for name in names:
            assert f"  {name} " in said.stdout


def test_a_command_leaves_the_files_of_others_alone():
    asked = (
        "import sys; from tumbaga.web.cli import tumbaga;"
        "tumbaga(['submit', '--help'], standalone_mode=False);"
        "print([x for x in sys.modules if x.startswith('tumbaga.web.cli.')])"
    )
    said = subprocess.run(
        [sys.executable, "-c", asked], capture_output=True, text=True, check=True
    )

    assert "cli.desk" in said.stdout
    assert "cli.demo" not in said.stdout

"""The documents are an interface: what exists is written down, and what is written runs."""

import re
from dataclasses import fields
from pathlib import Path

import click
from tumbaga import exporters, harvesters
from tumbaga.web.cli import tumbaga
from tumbaga.web.settings import Settings, variable

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "manual.md").read_text()
README = (ROOT / "README.md").read_text()


def commands(group: click.Group, before: str = "tumbaga"):
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, f"{before} {name}")
        else:
            yield f"{before} {name}", command


def test_every_setting_is_documented_with_its_default():
    for one in fields(Settings):
        row = re.search(rf"^\| `{variable(one.name)}` \|.*$", GUIDE, re.MULTILINE)
        assert row, variable(one.name)
        assert str(one.default) in row[0], variable(one.name)


def test_every_command_is_documented_and_explains_itself():
    for name, command in commands(tumbaga):
        assert f"`{name}" in GUIDE, name
        assert command.help, name


def test_every_exporter_is_documented():
    for key in exporters.RECORD:
        assert f"`{exporters.get(key).SUFFIX}`" in GUIDE, key


def test_every_harvester_is_documented():
    for kind in harvesters.KINDS:
        assert f"--kind {kind}" in GUIDE, kind


def test_the_readme_names_the_two_commands():
    assert "make demo" in README
    assert "make test" in README


def test_links_between_documents_lead_somewhere():
    documents = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]
    for document in documents:
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", document.read_text()):
            assert (document.parent / target).exists(), f"{document.name}: {target}"


def test_every_dependency_says_where_it_is_used():
    setup = (ROOT / "setup.cfg").read_text()
    core = re.search(r"install_requires =\n((?:    .+\n)+)", setup)
    assert core
    for line in core[1].split():
        name = re.split(r"[>=<\[]", line)[0]
        assert f"`{name}`" in README, name

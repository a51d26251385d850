"""The README's walk, command by command: from a two-row CSV to the search and the DCAT."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from tumbaga.web.app import create_app
from tumbaga.web.following import follow
from tumbaga.web.settings import Settings

pytestmark = pytest.mark.thorough

ROOT = Path(__file__).parents[2]
CODE = "SALUD-2024-001"


def walk() -> list[list[str]]:
    """The commands between `database upgrade` and `publish`, as the README has them."""
    blocks = re.findall(r"```sh\n(.*?)```", (ROOT / "README.md").read_text(), re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines()]
    commands = [shlex.split(line) for line in lines if line.startswith("tumbaga ")]
    return [command for command in commands if command[1] != "serve"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "mi-ciudad"


def run(command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).with_name("tumbaga")
    return subprocess.run(
        [str(program), *command[1:]],
        cwd=ROOT,
        env={**os.environ, "TUMBAGA_DATA": str(folder), "TUMBAGA_DATABASE_URL": ""},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_walk_of_the_readme(folder: Path, tmp_path: Path):
    assert len(walk()) == 9
    for command in walk():
        answer = run(command, folder)
        assert answer.returncode == 0, (command, answer.stdout, answer.stderr)

    app = create_app(Settings(data=str(folder)))
    follow(app.extensions["tumbaga"])
    client = app.test_client()
    found = client.get("/buscar.json?q=vacunacion").json
    assert [one["kind"] for one in found["results"]] == ["dataset"]
    assert CODE in client.get("/catalogo.ttl").text
    assert client.get(found["results"][0]["url"].replace("http://127.0.0.1:8000", ""))


@pytest.mark.thorough
def test_what_a_command_refuses_is_one_sentence(folder: Path):
    for command in walk()[:6]:
        run(command, folder)

    refused = [
        run(["tumbaga", "publish", CODE, "--by", "ana"], folder),
        run(["tumbaga", "approve", CODE, "--by", "beto"], folder),
        run(["tumbaga", "submit", "NO-EXISTE", "--by", "ana"], folder),
        run(["tumbaga", "submit", CODE, "--by", "nadie"], folder),
        run(
            ["tumbaga", "classify", CODE, "--class", "reservada", "--by", "beto"],
            folder,
        ),
    ]

    for answer in refused:
        assert answer.returncode == 1
        assert "Traceback" not in answer.stderr
        assert answer.stderr.startswith("Error: ")
    assert "artículo 19" in refused[-1].stderr


def test_without_a_database_the_remedy_is_told(folder: Path):
    answer = run(["tumbaga", "search", "agua"], folder)

    assert answer.returncode == 1
    assert "tumbaga database upgrade" in answer.stderr


def test_a_wrong_setting_is_told(folder: Path):
    program = Path(sys.executable).with_name("tumbaga")
    answer = subprocess.run(
        [str(program), "database", "upgrade"],
        env={**os.environ, "TUMBAGA_DATA": str(folder), "TUMBAGA_BASE_URL": "aqui"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert answer.returncode == 2
    assert "https://datos.ciudad.gov.co" in answer.stderr

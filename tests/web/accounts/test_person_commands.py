"""``tumbaga person add|invite|password``: a first administrator, with no page and no post."""

from pathlib import Path
from typing import Any

import pytest
from accounts_site import Site, found_site
from click.testing import CliRunner, Result
from tumbaga.web.cli import tumbaga
from tumbaga.web.cli.house import opened

NEW = "otra frase de la casa"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setenv("TUMBAGA_DATA", str(tmp_path))
    monkeypatch.setenv("TUMBAGA_BASE_URL", "https://datos.prueba.gov.co")
    found_site(str(tmp_path))
    opened.cache_clear()
    yield str(tmp_path)
    opened().engine.dispose()
    opened.cache_clear()


def run(*words: str, typed: str = "") -> Result:
    return CliRunner().invoke(tumbaga, ["person", *words], input=typed)


def enters(folder: str, who: str) -> bool:
    site = Site(folder)
    entered = site.browser().sign_in(who, NEW).status_code == 303
    site.house.engine.dispose()
    return entered


def test_a_first_administrator_needs_no_page(folder: str):
    run("add", "jefe", "--name", "Jefe", "--role", "administrator")
    asked = run("password", "jefe", typed=f"{NEW}\n{NEW}\n")

    assert asked.exit_code == 0, asked.output
    assert NEW not in asked.output
    assert enters(folder, "jefe")


def test_a_password_is_read_from_a_pipe(folder: str):
    assert run("password", "ana", "--stdin", typed=f"{NEW}\n").exit_code == 0
    assert enters(folder, "ana")


def test_a_weak_password_is_refused_in_a_sentence(folder: str):
    asked = run("password", "ana", "--stdin", typed="corta\n")

    assert asked.exit_code == 1
    assert "por lo menos 12" in asked.output
    assert run("password", "nadie", "--stdin", typed=NEW).exit_code == 1


def test_an_invitation_writes_its_link_alone(folder: str):
    made = run("invite", "lia", "--name", "Lía", "--role", "legal", "--by", "dario")
    assert made.exit_code == 0, made.output
    assert made.stdout.startswith("https://datos.prueba.gov.co/entrar/clave/")
    assert "sirve una vez, durante 7 días" in made.stderr
    again = run("invite", "lia", "--by", "dario")
    assert again.stdout.startswith("https://")
    assert again.stdout != made.stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("lia", "--name", "Lía", "--by", "dario"), "Falta este dato."),
        (
            ("lia", "--name", "Lía", "--role", "legal", "--by", "ana"),
            "no puede inscribir",
        ),
        (("ana", "--name", "Ana", "--role", "legal", "--by", "dario"), "ya existe"),
        (("nadie", "--by", "dario"), "No hay ninguna persona"),
    ],
)
def test_a_wrong_invitation_is_told(folder: str, words, said: str):
    asked = run("invite", *words)

    assert asked.exit_code == 1
    assert said in asked.output

"""``tumbaga token add|list|revoke``: the secret is written once, and works until ended."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from city import found_city
from click.testing import CliRunner, Result
from tumbaga.catalog import tokens
from tumbaga.catalog.refusals import NotAuthenticated
from tumbaga.web.cli import tumbaga
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
    return CliRunner().invoke(tumbaga, ["token", *words])


def test_given_used_listed_and_revoked(house: House):
    made = run("add", "ana", "--scope", "read", "--scope", "write", "--days", "3")
    assert made.exit_code == 0, made.output
    secret = made.stdout.strip()
    assert "no se vuelve a mostrar" in made.stderr
    with house.session() as session:
        assert tokens.token_of(session, secret).person.code == "ana"

    listed = run("list").stdout
    assert "1  ana  «Token de ana»  read, write  vence el" in listed
    assert "sin usar" in listed
    assert secret not in listed

    assert run("revoke", "1", "--by", "dario").exit_code == 0
    assert "revocado el" in run("list").stdout
    with house.session() as session, pytest.raises(NotAuthenticated):
        tokens.token_of(session, secret)


@pytest.mark.parametrize(
    "words",
    [
        ("add", "nadie", "--scope", "read"),
        ("add", "ana", "--scope", "todo"),
        ("add", "ana"),
        ("add", "ana", "--scope", "read", "--days", "400"),
        ("revoke", "7", "--by", "dario"),
        ("revoke", "x", "--by", "dario"),
    ],
)
def test_what_cannot_be_is_told(house: House, words: tuple[str, ...]):
    answer = run(*words)

    assert answer.exit_code in {1, 2}
    assert answer.stderr
    assert "Traceback" not in answer.output

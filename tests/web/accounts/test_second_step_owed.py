"""Whose role has to have a second step puts it before anything else."""

import re
from pathlib import Path

import pyotp
import pytest
from accounts_site import GOOD, Site, Visitor, found_site
from tumbaga.web.settings import WrongSetting, read

ACCOUNT = "/escritorio/cuenta#segundo-paso"


@pytest.fixture
def strict(tmp_path: Path):
    """The catalogue as it comes: administrators have to."""
    found_site(str(tmp_path))
    made = Site(str(tmp_path), second_step="administrator")
    yield made
    made.house.engine.dispose()


def test_that_is_how_it_comes():
    assert read({}).second_step_roles == {"administrator"}
    assert read({"TUMBAGA_SECOND_STEP": ""}).second_step_roles == frozenset()
    named = read({"TUMBAGA_SECOND_STEP": "legal, planning"})
    assert named.second_step_roles == {"legal", "planning"}
    with pytest.raises(WrongSetting, match="«alcalde»"):
        read({"TUMBAGA_SECOND_STEP": "alcalde"})


def test_an_administrator_only_opens_the_account_until_it_is_put(strict: Site):
    dario = strict.browser("dario")

    for address in ("/escritorio/", "/escritorio/personas", "/escritorio/registros"):
        answer = dario.get(address)
        assert (answer.status_code, answer.location) == (303, ACCOUNT)
    page = dario.get("/escritorio/cuenta")
    assert page.status_code == 200
    assert "Su papel pide un segundo paso" in page.text
    token = dario.account("cuenta/tokens", {"nombre": "x", "alcance": "read"})
    assert (token.status_code, token.location) == (303, ACCOUNT)

    put(dario)
    assert dario.get("/escritorio/personas").status_code == 200
    assert "Su papel pide" not in dario.get("/escritorio/cuenta").text


def put(visitor: Visitor) -> None:
    page = visitor.account("cuenta/segundo-paso", {"clave_de_ahora": GOOD}).text
    seed = re.search(r'<code class="text-break">([A-Z2-7]+)</code>', page)[1]
    code = pyotp.TOTP(seed).now()
    done = visitor.account("cuenta/segundo-paso/confirmar", {"codigo": code})
    assert done.status_code == 200


def test_who_takes_it_away_owes_it_again(strict: Site):
    dario = strict.browser("dario")
    put(dario)
    assert dario.get("/escritorio/personas").status_code == 200

    dario.account("cuenta/segundo-paso/quitar", {"clave_de_ahora": GOOD})

    assert dario.get("/escritorio/personas").location == ACCOUNT


def test_other_roles_do_as_they_like(strict: Site):
    assert strict.browser("ana").get("/escritorio/").status_code == 200


def test_the_rule_reaches_the_roles_that_are_named(tmp_path: Path):
    found_site(str(tmp_path))
    site = Site(str(tmp_path), second_step="producer")
    assert site.browser("ana").get("/escritorio/").location == ACCOUNT
    assert site.browser("dario").get("/escritorio/personas").status_code == 200
    site.house.engine.dispose()

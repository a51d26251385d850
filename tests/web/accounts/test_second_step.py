"""The second step at the door and in one's account."""

import re

import pyotp
import pytest
from accounts_site import GOOD, Site, Visitor, said
from tumbaga.catalog.accounts import second_factor


class Telephone:
    """An authenticator whose clock moves on by itself, so that each code is new."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.at = 1_790_000_010
        monkeypatch.setattr(second_factor, "time", self)
        self.seed = ""

    def time(self) -> float:
        return self.at

    def code(self) -> str:
        self.at += 30
        return pyotp.TOTP(self.seed).at(self.at)


@pytest.fixture
def telephone(monkeypatch: pytest.MonkeyPatch) -> Telephone:
    return Telephone(monkeypatch)


def put(site: Site, telephone: Telephone) -> tuple[Visitor, list[str]]:
    """Ana puts a second step; return her browser and the recovery codes."""
    visitor = site.browser("ana")
    page = visitor.account("cuenta/segundo-paso", {"clave_de_ahora": GOOD}).text
    telephone.seed = re.search(r'<code class="text-break">([A-Z2-7]+)</code>', page)[1]
    assert "<svg" in page
    page = visitor.account(
        "cuenta/segundo-paso/confirmar", {"codigo": telephone.code()}
    ).text
    return visitor, re.findall(r"<code>([a-z2-9]{5}-[a-z2-9]{5})</code>", page)


def step(visitor: Visitor, code: str):
    page = "/entrar/segundo-paso"
    return visitor.send(page, {"codigo": code}, page=page)


def test_the_password_alone_is_not_enough(site: Site, telephone: Telephone):
    put(site, telephone)
    visitor = site.browser()
    answer = visitor.sign_in("ana", onward="/escritorio/cuenta")
    assert answer.location == "/entrar/segundo-paso"
    assert not visitor.is_in()

    wrong = step(visitor, "000000")
    assert wrong.status_code == 401
    assert "no sirve" in said(wrong.text)
    assert not visitor.is_in()
    right = step(visitor, telephone.code())
    assert (right.status_code, right.location) == (303, "/escritorio/cuenta")
    assert visitor.is_in()


def test_a_recovery_code_opens_once(site: Site, telephone: Telephone):
    _, codes = put(site, telephone)
    assert len(codes) == 10
    for wanted in (303, 401):
        visitor = site.browser()
        visitor.sign_in("ana")
        assert step(visitor, codes[0]).status_code == wanted


def test_the_second_step_is_not_guessed(site: Site, telephone: Telephone):
    put(site, telephone)
    visitor = site.browser()
    visitor.sign_in("ana")
    codes = [step(visitor, f"{number:06}").status_code for number in range(6)]
    assert codes == [401] * 5 + [429]

    again = site.browser()
    again.sign_in("ana")
    assert step(again, telephone.code()).status_code == 429


def test_without_the_first_there_is_no_second(site: Site, telephone: Telephone):
    put(site, telephone)
    visitor = site.browser()
    assert visitor.get("/entrar/segundo-paso").location == "/entrar"
    answer = visitor.send("/entrar/segundo-paso", {"codigo": telephone.code()})
    assert answer.location == "/entrar"


def test_the_wait_between_the_two_is_short(site: Site, telephone: Telephone):
    put(site, telephone)
    visitor = site.browser()
    visitor.sign_in("ana")
    with visitor.client.session_transaction() as kept:
        kept["pending"] = {**kept["pending"], "until": 1}
    assert visitor.get("/entrar/segundo-paso").location == "/entrar"


def test_a_stolen_session_cannot_touch_it(site: Site, telephone: Telephone):
    visitor, _ = put(site, telephone)
    for action in ("quitar", "codigos"):
        answer = visitor.account(
            f"cuenta/segundo-paso/{action}", {"clave_de_ahora": "no es"}
        )
        assert "Esa no es su clave de ahora" in answer.text
    assert "Está puesto" in visitor.get("/escritorio/cuenta").text

    visitor.account("cuenta/segundo-paso/quitar", {"clave_de_ahora": GOOD})
    assert site.browser().sign_in("ana").location == "/escritorio/"


def test_who_lost_the_telephone_is_helped_by_who_administers(
    site: Site, telephone: Telephone
):
    visitor, _ = put(site, telephone)
    site.browser("dario").account(f"personas/{site.ana.uid}/segundo-paso")

    assert not visitor.is_in()
    assert site.browser().sign_in("ana").location == "/escritorio/"


def test_the_seed_does_not_count_before_a_right_code(site: Site, telephone: Telephone):
    visitor = site.browser("ana")
    assert (
        visitor.account("cuenta/segundo-paso", {"clave_de_ahora": "no"}).status_code
        == 400
    )
    visitor.account("cuenta/segundo-paso", {"clave_de_ahora": GOOD})
    answer = visitor.account("cuenta/segundo-paso/confirmar", {"codigo": "123"})

    assert answer.status_code == 422
    assert "no es el de ahora" in said(answer.text)
    assert site.browser().sign_in("ana").location == "/escritorio/"

"""Brute force: tries are counted by account and by address, for known and unknown."""

import pytest
from accounts_site import GOOD, Site, said
from tumbaga.catalog import tokens
from tumbaga.catalog.accounts import attempts


@pytest.mark.parametrize("who", ["ana", "nadie@x.co"])
def test_an_account_is_not_guessed_at_for_ever(site: Site, who: str):
    visitor = site.browser()
    answers = [visitor.sign_in(who, f"una clave {number}") for number in range(11)]

    assert [one.status_code for one in answers] == [401] * 10 + [429]
    assert "Espere 15 minutos" in said(answers[-1].text)
    assert visitor.sign_in(who.upper(), GOOD).status_code == 429


def test_who_is_right_begins_anew(site: Site):
    visitor = site.browser()
    for _ in range(2):
        for number in range(6):
            assert visitor.sign_in("ana", f"otra clave {number}").status_code == 401
        assert visitor.sign_in("ana").status_code == 303
        visitor.send("/salir", page="/escritorio/cuenta")


def test_a_stranger_elsewhere_does_not_shut_a_person_out(site: Site):
    far = {"REMOTE_ADDR": "203.0.113.9"}
    stranger = site.browser()
    for number in range(12):
        stranger.sign_in("ana", f"otra clave {number}", environ_overrides=far)

    assert site.browser().sign_in("ana").status_code == 303


def test_one_address_does_not_try_every_account(site: Site, monkeypatch):
    monkeypatch.setattr(attempts, "OF_ADDRESS", attempts.Limit("account", 5))
    visitor = site.browser()
    codes = [
        visitor.sign_in(f"persona{number}", "clave").status_code for number in range(7)
    ]
    assert codes == [401] * 5 + [429] * 2


def test_a_forged_address_is_not_believed_unless_a_proxy_is_ours(
    site: Site, monkeypatch
):
    monkeypatch.setattr(attempts, "OF_ADDRESS", attempts.Limit("address", 2))
    visitor = site.browser()
    codes = [
        visitor.sign_in(
            f"p{n}", "x", headers={"X-Forwarded-For": f"198.51.100.{n}"}
        ).status_code
        for n in range(4)
    ]
    assert codes == [401, 401, 429, 429]

    behind = site.browser(app=site.again(proxies="1"))
    seen = {"X-Forwarded-For": "10.0.0.1, 192.0.2.7"}
    codes = [behind.sign_in(f"q{n}", "x", headers=seen).status_code for n in range(3)]
    assert codes == [401, 401, 429]
    other = {"X-Forwarded-For": "192.0.2.7, 192.0.2.8"}
    assert behind.sign_in("q9", "x", headers=other).status_code == 401


def test_one_machine_of_ipv6_has_one_count(site: Site, monkeypatch):
    monkeypatch.setattr(attempts, "OF_ADDRESS", attempts.Limit("address", 2))
    visitor = site.browser()
    codes = [
        visitor.sign_in(
            f"p{n}", "x", environ_overrides={"REMOTE_ADDR": f"2001:db8:1:2::{n}"}
        ).status_code
        for n in range(3)
    ]
    assert codes == [401, 401, 429]


def test_wrong_tokens_are_counted_and_right_ones_go_on(site: Site, monkeypatch):
    monkeypatch.setattr(attempts, "OF_TOKENS", attempts.Limit("tokens", 3))
    with site.house.writing() as session:
        secret = tokens.issue(session, site.ana, ["read"], by=site.ana).secret
    client = site.app.test_client()

    def call(shown: str):
        return client.get("/api/v1/yo", headers={"Authorization": f"Bearer {shown}"})

    codes = [call(f"tumbaga_{number}").status_code for number in range(5)]
    last = call("tumbaga_x")
    assert codes == [401, 401, 401, 429, 429]
    assert last.headers["Retry-After"] == "900"
    assert last.json["type"].endswith("#demasiados-intentos")
    assert call(secret).status_code == 200
    assert client.get("/api/v1/yo").status_code == 401


def test_ones_own_password_is_not_guessed_with_a_stolen_session(site: Site):
    visitor = site.browser("ana")
    form = {"clave": "otra frase de la casa", "otra_vez": "otra frase de la casa"}
    codes = [
        visitor.account(
            "cuenta/clave", {**form, "clave_de_ahora": f"no {number}"}
        ).status_code
        for number in range(10)
    ]
    assert set(codes) == {422}

    answer = visitor.account("cuenta/clave", {**form, "clave_de_ahora": GOOD})
    assert "Espere 15 minutos" in answer.text
    assert site.browser().sign_in("ana").status_code == 303


def test_letters_to_one_person_are_few(make_site):
    site = make_site(smtp_host="127.0.0.1")
    codes = [
        site.browser()
        .send("/entrar/olvide", {"quien": who}, page="/entrar/olvide")
        .status_code
        for who in ("ana", "ANA", "ana ", "ana", "nadie", "nadie", "nadie", "nadie")
    ]
    assert codes == [200, 200, 200, 429] * 2

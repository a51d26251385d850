"""A password by link: invitations, forgotten ones, and links that nobody may misuse."""

import re

import pytest
from accounts_site import BASE, GOOD, Site, said
from sqlalchemy import select
from tumbaga.catalog.accounts import links
from tumbaga.records.outbox import Letter
from tumbaga.web.accounts import passwords

NEW = "otra frase de la casa"


@pytest.fixture
def posting(make_site) -> Site:
    return make_site(smtp_host="127.0.0.1")


def letters(site: Site) -> list[Letter]:
    with site.house.session() as session:
        return list(session.scalars(select(Letter).order_by(Letter.id)))


def ask(site: Site, who: str, **options):
    visitor = site.browser()
    return visitor.send(
        "/entrar/olvide", {"quien": who}, page="/entrar/olvide", **options
    )


def path_in(letter: Letter) -> str:
    found = re.search(rf"{re.escape(BASE)}(/entrar/clave/\S+)", letter.body)
    assert found, letter.body
    return found[1]


def keep(site: Site, path: str, password: str = NEW, again: str | None = None):
    visitor = site.browser()
    data = {"clave": password, "otra_vez": password if again is None else again}
    return visitor.send(path, data, page=path)


def test_a_forgotten_password_is_replaced_by_letter(posting: Site):
    before = posting.browser("ana")
    ask(posting, "Ana@prueba.gov.co")
    (letter,) = letters(posting)
    assert letter.recipient == "ana@prueba.gov.co"
    path = path_in(letter)
    page = posting.browser().get(path)
    assert page.headers["Referrer-Policy"] == "same-origin"
    assert page.headers["Cache-Control"] == "no-store"

    assert keep(posting, path).location == "/entrar"

    assert not before.is_in()
    assert posting.browser().sign_in("ana", GOOD).status_code == 401
    assert posting.browser().sign_in("ana", NEW).status_code == 303
    dead = posting.browser().get(path)
    assert dead.status_code == 404
    assert "ya no sirve" in dead.text
    assert "Su clave cambió" in [one.subject for one in letters(posting)]


def test_nothing_tells_who_is_registered(posting: Site):
    pages = {
        re.sub(r'value="[^"]+"', "", answer.text)
        for who in ("ana", "nadie", "nadie@x.co", "", "\x00", "a\nBcc: b@x.co")
        for answer in [ask(posting, who)]
        if answer.status_code == 200
    }
    assert len(pages) == 1
    assert len(letters(posting)) == 1


def test_the_time_of_the_answer_does_not_tell_either(posting: Site, monkeypatch):
    """By a clock of ours: a letter takes a while, and both answers come at one time."""
    clock = [1_000.0]
    answered = {}
    real = links.ask_reset

    def slow(session, who, **words):
        real(session, who, **words)
        clock[0] += 0.12 if who == "ana" else 0.001

    def sleep(seconds: float) -> None:
        clock[0] += seconds

    monkeypatch.setattr(links, "ask_reset", slow)
    monkeypatch.setattr(passwords, "monotonic", lambda: clock[0])
    monkeypatch.setattr(passwords, "sleep", sleep)
    for who in ("ana", "nadie"):
        begun = clock[0]
        assert ask(posting, who).status_code == 200
        answered[who] = round(clock[0] - begun, 6)

    assert answered["ana"] == answered["nadie"] == passwords.ANSWERED


@pytest.mark.parametrize("host", ["malo.example", "datos.prueba.gov.co.malo.example"])
def test_the_host_header_writes_no_letter(posting: Site, host: str):
    ask(posting, "ana", base_url=f"http://{host}", headers={"X-Forwarded-Host": host})
    app = posting.again(proxies="1")
    visitor = posting.browser(app=app)
    visitor.send(
        "/entrar/olvide",
        {"quien": "dario"},
        page="/entrar/olvide",
        headers={"X-Forwarded-Host": host, "Forwarded": f"host={host}"},
    )

    written = letters(posting)
    assert len(written) == 2
    for letter in written:
        assert "malo.example" not in letter.body
        assert path_in(letter)


def test_who_has_left_gets_no_letter(posting: Site):
    posting.browser("dario").account(f"personas/{posting.ana.uid}/cerrar")
    ask(posting, "ana")
    assert letters(posting) == []


def test_a_second_factor_is_still_asked_for_after_a_reset(posting: Site):
    import pyotp
    from tumbaga.catalog.accounts import second_factor

    with posting.house.writing() as session:
        seed = second_factor.offer(session, posting.ana, issuer="T").seed
        second_factor.confirm(session, posting.ana, pyotp.TOTP(seed).now())
    ask(posting, "ana")
    keep(posting, path_in(letters(posting)[0]))

    answer = posting.browser().sign_in("ana", NEW)
    assert answer.location == "/entrar/segundo-paso"


def test_mistakes_are_told_and_the_link_goes_on(posting: Site):
    ask(posting, "ana")
    path = path_in(letters(posting)[0])
    different = keep(posting, path, NEW, "otra")
    weak = keep(posting, path, "corta")

    assert (different.status_code, weak.status_code) == (422, 422)
    assert "no son iguales" in said(different.text)
    assert "por lo menos 12" in said(weak.text)
    assert keep(posting, path).status_code == 303


@pytest.mark.parametrize("secret", ["x", "%00", "a" * 3000, "..%2f..", "ñ"])
def test_strange_links_are_dead(site: Site, secret: str):
    assert site.browser().get(f"/entrar/clave/{secret}").status_code == 404


def test_without_post_the_page_says_so(site: Site):
    page = site.browser().get("/entrar/olvide").text
    assert "no envía correo" in page
    assert "d@prueba.gov.co" in page


def test_an_invitation_without_post_is_handed_over(site: Site):
    dario = site.browser("dario")
    answer = dario.account(
        "personas/invitar",
        {
            "name": "Lía Gómez",
            "email": "Lia@prueba.gov.co",
            "roles": ["producer", "planning"],
            "organization": "salud",
        },
    )
    path = re.search(rf'value="{re.escape(BASE)}([^"]+)"', answer.text)[1]
    assert "Le damos la bienvenida, Lía Gómez" in site.browser().get(path).text
    assert keep(site, path).status_code == 303

    lia = site.browser()
    assert lia.sign_in("lia", NEW).status_code == 303
    found = site.person("lia")
    assert found.roles == ["producer", "planning"]
    assert found.organization.code == "salud"


def test_an_invitation_goes_by_letter_where_there_is_post(posting: Site):
    dario = posting.browser("dario")
    answer = dario.account(
        "personas/invitar",
        {"name": "Lía", "email": "lia@prueba.gov.co", "roles": ["legal"]},
    )
    (letter,) = letters(posting)
    path = path_in(letter)
    assert path not in answer.text
    assert letter.recipient == "lia@prueba.gov.co"

    uid = posting.person("lia").uid
    answer = dario.account(f"personas/{uid}/enlace")
    shown = re.search(rf'value="{re.escape(BASE)}([^"]+)"', answer.text)[1]
    assert posting.browser().get(path).status_code == 404
    assert keep(posting, shown).status_code == 303

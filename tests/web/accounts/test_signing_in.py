"""Signing in and out: the right person, the same answer to all others, a new session."""

from datetime import timedelta

import pytest
from accounts_site import GOOD, Site, said
from sqlalchemy import func, select
from tumbaga.records.account import Browser
from tumbaga.records.base import now
from tumbaga.records.person import Person


def test_who_has_the_password_gets_to_where_they_wanted(site: Site):
    visitor = site.browser()
    asked = visitor.get("/escritorio/cuenta")
    assert asked.location == "/entrar?siguiente=/escritorio/cuenta"

    answer = visitor.sign_in("ana@prueba.gov.co", onward="/escritorio/cuenta")

    assert (answer.status_code, answer.location) == (303, "/escritorio/cuenta")
    assert "Usuario ana" in visitor.get("/escritorio/cuenta").text
    assert visitor.get("/entrar").location == "/escritorio/"


def test_all_who_are_not_let_in_hear_the_same(site: Site):
    with site.house.writing() as session:
        gone = Person(code="gil", name="Gil", roles=["legal"], active=False)
        session.add_all([gone, Person(code="eva", name="Eva", roles=["legal"])])
    answers = {
        (answer.status_code, said(answer.text))
        for who in (
            "ana",
            "gil",
            "eva",
            "nadie",
            "nadie@x.co",
            "",
            "' OR 1=1 --",
            "\x00",
        )
        for answer in [site.browser().sign_in(who, "una clave que no es")]
    }

    assert len(answers) == 1
    assert answers.pop() == (
        401,
        "El correo o la clave no son los que tenemos. Revíselos y escríbalos otra vez, "
        "o pida un enlace para poner una clave nueva.",
    )


@pytest.mark.parametrize(
    "onward",
    [
        "https://malo.example/",
        "//malo.example",
        "/\\malo.example",
        "\\\\malo.example",
        "/\t/malo.example",
        "javascript:alert(1)",
        "mailto:a@malo.example",
        "https:malo.example",
        " //malo.example",
        "",
    ],
)
def test_nobody_is_sent_to_another_site(site: Site, onward: str):
    answer = site.browser().sign_in("ana", onward=onward)

    assert answer.location == "/escritorio/"
    page = site.browser().get("/entrar", query_string={"siguiente": onward}).text
    assert 'name="siguiente" value="/escritorio/"' in page


def test_what_the_browser_held_before_does_not_go_on(site: Site):
    """Session fixation: a cookie that somebody planted is worth nothing afterwards."""
    visitor = site.browser()
    with visitor.client.session_transaction() as kept:
        kept["planted"] = "x"
        kept["browser"] = "planted"
    before = visitor.client.get_cookie("sesion").value

    visitor.sign_in("ana")

    after = visitor.client.get_cookie("sesion").value
    assert after != before
    with visitor.client.session_transaction() as kept:
        assert "planted" not in kept
        assert kept["browser"] != "planted"
    thief = site.browser()
    thief.client.set_cookie("sesion", before)
    assert not thief.is_in()


def test_each_signing_in_has_its_own_secret(site: Site):
    secrets = set()
    visitor = site.browser()
    for _ in range(2):
        visitor.sign_in("ana")
        with visitor.client.session_transaction() as kept:
            secrets.add(kept["browser"])
        visitor.send("/salir", page="/escritorio/cuenta")
    assert len(secrets) == 2


def test_signing_out_ends_the_row_so_a_kept_cookie_is_dead(site: Site):
    visitor = site.browser("ana")
    stolen = visitor.client.get_cookie("sesion").value

    answer = visitor.send("/salir", page="/escritorio/cuenta")

    assert answer.headers["Clear-Site-Data"] == '"cache"'
    thief = site.browser()
    thief.client.set_cookie("sesion", stolen)
    assert not thief.is_in()


def test_sessions_end_by_idleness_and_by_age(site: Site):
    for column, age in (("seen", timedelta(hours=3)), ("started", timedelta(hours=13))):
        visitor = site.browser("ana")
        assert visitor.is_in()
        with site.house.writing() as session:
            newest = session.scalar(select(func.max(Browser.id)))
            setattr(session.get(Browser, newest), column, now() - age)
        assert not visitor.is_in(), column


def test_being_seen_is_written_down_now_and_then(site: Site):
    visitor = site.browser("ana")
    with site.house.writing() as session:
        row = session.scalars(select(Browser)).one()
        row.seen = earlier = now() - timedelta(minutes=6)
    visitor.is_in()
    with site.house.session() as session:
        seen = session.scalars(select(Browser.seen)).one()
    assert seen > earlier
    visitor.is_in()
    with site.house.session() as session:
        assert session.scalars(select(Browser.seen)).one() == seen


def test_who_is_put_out_is_out_at_the_next_click(site: Site):
    ana, dario = site.browser("ana"), site.browser("dario")
    assert ana.is_in()

    dario.account(f"personas/{site.ana.uid}/cerrar")

    assert not ana.is_in()
    assert ana.sign_in("ana").status_code == 401


def test_cookies_are_for_us_alone(site: Site):
    answer = site.browser().sign_in("ana")
    cookie = next(c for c in answer.headers.getlist("Set-Cookie") if "sesion=" in c)
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Secure" not in cookie

    over_https = site.again(base_url="https://datos.prueba.gov.co").test_client()
    answer = over_https.get("/entrar", base_url="https://datos.prueba.gov.co")
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-sesion=")
    for wanted in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/"):
        assert wanted in cookie
    assert "Domain" not in cookie


def test_no_cache_keeps_what_was_shown(site: Site):
    visitor = site.browser("ana")
    for address in ("/escritorio/cuenta", "/entrar/olvide", "/entrar/clave/x"):
        assert visitor.get(address).headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "address",
    [
        "/entrar",
        "/salir",
        "/entrar/olvide",
        "/entrar/segundo-paso",
        "/entrar/clave/x",
        "/escritorio/cuenta",
        "/escritorio/cuenta/clave",
        "/escritorio/cuenta/tokens",
        "/escritorio/cuenta/segundo-paso",
        "/escritorio/cuenta/sesiones/cerrar-otras",
        "/escritorio/personas/invitar",
    ],
)
def test_forms_of_other_sites_are_refused(site: Site, address: str):
    visitor = site.browser("dario")

    answer = visitor.client.post(address, data={"quien": "ana", "clave": GOOD})

    assert answer.status_code == 400
    assert "No recibimos ese envío" in answer.text
    assert visitor.is_in()

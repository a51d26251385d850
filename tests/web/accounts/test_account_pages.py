"""My account and the people pages: what they do, and what nobody can slip into them."""

import re

import pytest
from accounts_site import GOOD, Site, said
from sqlalchemy import select
from tumbaga.catalog import people, tokens
from tumbaga.records.account import Account, Browser
from tumbaga.records.audit import AuditEntry
from tumbaga.records.token import Token

NEW = "otra frase de la casa"


def test_my_name_changes_and_nothing_else_does(site: Site):
    """Mass assignment: fields that the form does not have are passed over."""
    visitor = site.browser("ana")
    visitor.account(
        "cuenta",
        {
            "name": "Ana María",
            "position": "Jefa de área",
            "roles": "administrator",
            "email": "otra@x.co",
            "code": "dario",
            "uid": "x",
            "id": "1",
            "active": "false",
            "organization": "",
            "password": "x",
        },
    )

    ana = site.person("ana")
    assert (ana.name, ana.position) == ("Ana María", "Jefa de área")
    assert (ana.roles, ana.email) == (["producer"], "ana@prueba.gov.co")
    assert (ana.uid, ana.active) == (site.ana.uid, True)
    assert ana.organization.code == "salud"


def test_a_name_is_asked_for_beside_its_field(site: Site):
    answer = site.browser("ana").account("cuenta", {"name": " ", "position": "Jefa"})

    assert answer.status_code == 422
    assert 'id="name-error"' in answer.text
    assert "Falta este dato." in answer.text
    assert 'value="Jefa"' in answer.text


def test_text_with_marks_is_shown_as_text(site: Site):
    name = "<b onclick=x>Ana</b> {{7*7}} &amp;"
    site.browser("ana").account("cuenta", {"name": name})

    for visitor, address in (("ana", "cuenta"), ("dario", "personas")):
        page = site.browser(visitor).get(f"/escritorio/{address}").text
        assert "<b onclick" not in page
        assert "{{7*7}} &amp;amp;" in page


def test_a_new_password_ends_my_other_sessions(site: Site):
    here, other = site.browser("ana"), site.browser("ana")
    form = {"clave_de_ahora": GOOD, "clave": NEW, "otra_vez": NEW}
    for wrong, field in (
        ({"clave_de_ahora": "no"}, "clave_de_ahora"),
        ({"otra_vez": "no"}, "otra_vez"),
        ({"clave": "corta", "otra_vez": "corta"}, "clave"),
    ):
        answer = here.account("cuenta/clave", {**form, **wrong})
        assert answer.status_code == 422
        assert f'id="{field}-error"' in answer.text
    assert other.is_in()

    here.account("cuenta/clave", form)

    assert here.is_in()
    assert not other.is_in()
    assert site.browser().sign_in("ana", NEW).status_code == 303


def test_sessions_are_listed_and_closed(site: Site):
    here = site.browser("ana")
    agent = {"User-Agent": "Mozilla/5.0 (Windows NT 10.0) Firefox/140.0"}
    for _ in range(3):
        site.browser().sign_in("ana", headers=agent)
    page = here.get("/escritorio/cuenta").text
    assert "Tiene 4 sesiones abiertas" in page
    assert page.count("Firefox en Windows</strong>") == 3
    number = re.search(r"/cuenta/sesiones/(\d+)/cerrar", page)[1]

    here.account(f"cuenta/sesiones/{number}/cerrar")
    assert "Tiene 3 sesiones abiertas" in here.get("/escritorio/cuenta").text
    here.account("cuenta/sesiones/cerrar-otras")
    assert "Tiene una sesión abierta" in here.get("/escritorio/cuenta").text


def test_nobody_closes_the_session_of_another(site: Site):
    ana = site.browser("ana")
    with site.house.session() as session:
        number = session.scalars(select(Browser.id)).one()

    answer = site.browser("dario").account(f"cuenta/sesiones/{number}/cerrar")

    assert answer.status_code == 404
    assert ana.is_in()


def test_a_token_is_shown_once_works_and_is_revoked(site: Site):
    ana = site.browser("ana")
    answer = ana.account(
        "cuenta/tokens", {"nombre": "Carga", "alcances": ["read"], "dias": "30"}
    )
    secret = re.search(r'value="(tumbaga_[^"]+)"', answer.text)[1]
    client = site.app.test_client()

    def call() -> int:
        header = {"Authorization": f"Bearer {secret}"}
        return client.get("/api/v1/yo", headers=header).status_code

    assert call() == 200
    page = ana.get("/escritorio/cuenta").text
    assert "Carga" in page
    assert secret not in page
    number = re.search(r"/cuenta/tokens/(\d+)/revocar", page)[1]
    site.browser("dario").account(f"cuenta/tokens/{number}/revocar")
    assert call() == 200
    ana.account(f"cuenta/tokens/{number}/revocar")
    assert call() == 401


@pytest.mark.parametrize(
    "given",
    [
        {"alcances": []},
        {"alcances": ["root"]},
        {"alcances": ["read"], "dias": "0"},
        {"alcances": ["read"], "dias": "9999"},
        {"alcances": ["read"], "dias": "-1"},
        {"alcances": ["read"], "dias": "１２"},
        {"alcances": ["read"], "nombre": "x" * 101},
    ],
)
def test_a_wrong_token_is_not_issued(site: Site, given):
    answer = site.browser("ana").account("cuenta/tokens", {"dias": "30", **given})

    assert answer.status_code == 422
    assert said(answer.text)
    with site.house.session() as session:
        assert session.scalars(select(Token)).all() == []


def test_people_are_for_who_administers(site: Site):
    ana = site.browser("ana")
    uid = site.dario.uid
    assert "Personas" not in ana.get("/escritorio/cuenta").text
    for address in ("personas", "personas/invitar", f"personas/{uid}"):
        answer = ana.get(f"/escritorio/{address}")
        assert answer.status_code == 403
        assert "no puede inscribir personas" in answer.text
        assert "Darío" not in answer.text
    for action in ("", "/cerrar", "/abrir", "/sesiones", "/segundo-paso", "/enlace"):
        assert ana.account(f"personas/{uid}{action}").status_code == 403
    assert ana.account("personas/invitar", {"name": "X"}).status_code == 403
    assert site.person("dario").active


def test_roles_and_unit_change_and_are_audited(site: Site):
    dario = site.browser("dario")
    dario.account(
        f"personas/{site.ana.uid}",
        {
            "name": "Ana",
            "email": "ana@prueba.gov.co",
            "roles": ["planning"],
            "organization": "",
            "active": "0",
            "code": "otra",
            "uid": "x",
        },
    )

    ana = site.person("ana")
    assert (ana.roles, ana.organization, ana.active) == (["planning"], None, True)
    with site.house.session() as session:
        heard = session.scalars(
            select(AuditEntry).where(AuditEntry.verb == "revise_person")
        ).one()
    assert (heard.person, heard.after["roles"]) == ("dario", ["planning"])


def test_mistakes_in_a_person_are_told_beside_the_field(site: Site):
    answer = site.browser("dario").account(
        "personas/invitar",
        {"name": "", "email": "lia@", "roles": ["jefa"], "organization": "salud"},
    )

    assert answer.status_code == 422
    for field in ("name", "email", "roles"):
        assert f'id="{field}-error"' in answer.text
    assert "3 datos por corregir" in said(answer.text)
    assert '<option value="salud" selected>' in answer.text


def test_a_double_click_invites_once(site: Site):
    dario = site.browser("dario")
    form = {"name": "Lía", "email": "lia@prueba.gov.co", "roles": ["legal"]}
    assert dario.account("personas/invitar", form).status_code == 200
    again = dario.account("personas/invitar", form)

    assert again.status_code == 422
    assert "ya existe" in again.text
    with site.house.session() as session:
        assert len(people.listed(session)) == 3


def test_the_list_is_filtered(site: Site):
    dario = site.browser("dario")
    page = dario.get("/escritorio/personas?q=SALUD+aná").text
    listed = page[page.index("<main") :]  # above it stands the name of who looks
    assert "Ana</a>" in listed
    assert "Darío</a>" not in listed
    nobody = dario.get("/escritorio/personas?q=zzz&papel=legal").text
    assert "Nadie con esos filtros" in nobody
    assert dario.get("/escritorio/personas?papel=%27&q=%00").status_code == 200


@pytest.mark.parametrize("uid", ["x", "%00", "0" * 300])
def test_a_strange_person_is_not_there(site: Site, uid: str):
    dario = site.browser("dario")
    assert dario.get(f"/escritorio/personas/{uid}").status_code == 404
    assert dario.account(f"personas/{uid}/cerrar").status_code == 404


def test_closing_and_opening_an_account(site: Site):
    dario = site.browser("dario")
    dario.account(f"personas/{site.ana.uid}/cerrar")
    assert "Cerrada" in dario.get(f"/escritorio/personas/{site.ana.uid}").text
    dario.account(f"personas/{site.ana.uid}/abrir")
    assert site.browser().sign_in("ana").status_code == 303

    answer = dario.account(f"personas/{site.dario.uid}/cerrar")
    assert "No puede cerrar su propia cuenta" in answer.text
    assert dario.is_in()


def test_no_secret_reaches_the_audit(site: Site):
    site.browser("ana").account("cuenta/tokens", {"alcances": ["read"], "dias": "3"})
    with site.house.session() as session:
        heard = str([vars(one) for one in session.scalars(select(AuditEntry))])
        kept = session.scalars(select(Account.password)).all()
    assert GOOD not in heard
    assert tokens.PREFIX not in heard
    assert not any(one in heard for one in kept if one)

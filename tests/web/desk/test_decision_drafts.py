"""A decision kept as draft, sent back, and looked at as the public page that it leaves."""

import re
from html import unescape

import pytest
from city import RESERVED
from tumbaga.catalog import decision_drafts, decisions
from tumbaga.records.asset import Asset

HALF = {
    "access_class": "reservada",
    "norm": "Ley 1952",
    "harm.present": "Sigue abierta.",
}


def flat(**values):
    given = {k: v for k, v in RESERVED.items() if k != "harm"}
    return given | {f"harm.{k}": v for k, v in RESERVED["harm"].items()} | values


def hidden(page: str, name: str) -> str:
    return re.search(f'name="{name}" value="([^"]*)"', page)[1]


@pytest.fixture
def at(office):
    """The address of the decision on an approved record, and its uid."""
    uid = office.do(lambda city: city.approved(title="Quejas de Pepito Pérez"))
    return f"/escritorio/decisiones/{uid}", uid


def test_a_draft_is_kept_as_it_was_typed_and_decides_nothing(office, at):
    address, uid = at
    beto = office.desk("beto")
    typed = HALF | {"term_years": "quince", "accion": "guardar", "borrador": "0"}

    kept = beto.post(address, typed)
    page = beto.get(address).text

    assert kept.status_code == 303
    assert "<strong>Borrador</strong> de Beto" in page
    for said in ("Ley 1952", "Sigue abierta.", 'value="quince"'):
        assert said in page
    assert "Borradores de decisión" in beto.get("/escritorio/decisiones").text
    assert office.do(lambda city: decided(city, uid)) == (False, True)


def test_the_draft_goes_when_the_decision_is_taken_or_it_is_discarded(office, at):
    address, uid = at
    beto = office.desk("beto")
    beto.post(address, HALF | {"accion": "guardar", "borrador": "0"})
    beto.post(address, {"accion": "descartar"})
    assert office.do(lambda city: decided(city, uid)) == (False, False)

    beto.post(address, HALF | {"accion": "guardar", "borrador": "0"})
    looked = beto.post(address, flat(accion="ver")).text
    seen = {name: hidden(looked, name) for name in ("visto", "decision")}
    taken = beto.post(address, flat(accion="decidir", **seen))

    assert taken.status_code == 303
    assert office.do(lambda city: decided(city, uid)) == (True, False)


def test_of_two_who_keep_a_draft_the_second_is_told_and_loses_nothing(office, at):
    address, _uid = at
    beto = office.desk("beto")
    beto.post(address, HALF | {"accion": "guardar", "borrador": "0"})

    other = {"norm": "Ley 906 de 2004", "accion": "guardar", "borrador": "0"}
    told = beto.post(address, other)
    again = beto.post(address, other | {"borrador": hidden(told.text, "borrador")})

    assert told.status_code == 409
    assert "guardó otro borrador" in told.text
    assert "Ley 906 de 2004" in told.text
    assert again.status_code == 303
    assert "Ley 906 de 2004" in beto.get(address).text


def test_a_draft_that_is_a_book_is_refused(office, at):
    address, uid = at
    book = {"norm": "x" * 200_001, "accion": "guardar", "borrador": "0"}

    refused = office.desk("beto").post(address, book)

    assert refused.status_code == 400
    assert "demasiado largo" in refused.text
    assert office.do(lambda city: decided(city, uid)) == (False, False)


def test_only_the_legal_office_keeps_drafts_and_sees_the_page(office, at):
    address, uid = at
    for who in ("ana", "carla", "dario", "elsa", "fabio"):
        for does in ({"accion": "guardar"}, {"accion": "descartar"}, {"pagina": uid}):
            answer = office.desk(who).post(address, flat(**does))
            assert answer.status_code in (403, 404), (who, does)
    assert office.do(lambda city: decided(city, uid)) == (False, False)


def test_the_page_is_the_one_that_the_public_would_see(office, at):
    address, uid = at
    beto = office.desk("beto")

    closed = unescape(beto.post(address, flat(pagina=uid)).text)
    parts = {"scope": "partial", "public_leaves": ["title", "theme"]}
    some = unescape(beto.post(address, flat(pagina=uid, **parts)).text)
    public = {"access_class": "publica", "pagina": uid}
    whole = unescape(beto.post(address, public).text)

    assert all("Vista previa" in one for one in (closed, some, whole))
    assert "Expedientes de indagación" in closed
    assert "Pepito" not in closed
    assert "Pepito" in some
    assert "Cuánto cuesta el plan" not in some
    assert "Cuánto cuesta el plan" in whole
    assert office.do(lambda city: decided(city, uid)) == (False, False)


def test_the_page_of_a_wrong_decision_is_the_form_with_what_is_wrong(office, at):
    address, uid = at

    answer = office.desk("beto").post(address, flat(pagina=uid, norm=""))

    assert answer.status_code == 422
    assert "art. 19" in answer.text


def test_the_legal_office_sends_back_from_the_decision(office, at):
    address, uid = at
    beto = office.desk("beto")
    link = re.search(r'href="([^"]+/devolver)">Devolver a', beto.get(address).text)[1]
    mark = hidden(beto.get(link).text, "marca")

    done = beto.post(link, {"marca": mark, "razones": "Falta la base legal."})

    assert done.status_code == 303
    assert office.state(uid) == "returned"
    record = office.desk("ana").get(f"/escritorio/registros/{uid}").text
    assert "Lo devolvió la Dirección Jurídica" in record
    assert "Falta la base legal." in record


def decided(city, uid: str) -> tuple[bool, bool]:
    """Whether the record has a decision, and whether it has a draft of one."""
    asset = city.session.query(Asset).filter_by(uid=uid).one()
    there = decisions.in_force(city.session, [asset.id])
    return bool(there), bool(decision_drafts.of(city.session, [asset]))

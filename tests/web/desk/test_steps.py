"""The steps at the desk: each once, on what was seen, by whom it belongs to."""

import re
from typing import Any

import pytest
from desk_client import Desk
from sqlalchemy import select
from tumbaga.catalog import assets, classification, workflow
from tumbaga.records.audit import AuditEntry

ROOT = "/escritorio/registros"


def mark(desk: Desk, address: str) -> str:
    page = desk.get(address).get_data(as_text=True)
    found = re.search(r'name="marca" value="([0-9a-f]{32})"', page)
    assert found, page[:2000]
    return found[1]


def take(desk: Desk, uid: str, step: str, **given: str) -> Any:
    address = f"{ROOT}/{uid}/{step}"
    return desk.post(address, {"marca": mark(desk, address), **given})


def test_from_a_draft_to_the_public_and_out_of_it(office):
    uid, heir = office.asset(), office.asset(code="NUEVO", title="El nuevo")
    ana, carla = office.desk("ana"), office.desk("carla")

    assert take(ana, uid, "enviar").status_code == 303
    assert take(carla, uid, "devolver", razones="Falta el año.").status_code == 303
    home = ana.get("/escritorio/").get_data(as_text=True)
    assert "«Falta el año.»" in home
    assert "«Falta el año.»" in ana.get(f"{ROOT}/{uid}").get_data(as_text=True)
    take(ana, uid, "enviar")
    take(carla, uid, "aprobar")
    page = carla.get(f"{ROOT}/{uid}").get_data(as_text=True)
    assert "aún no ha decidido su clase" in page
    refused = take(carla, uid, "publicar")
    assert refused.status_code == 409
    assert "aún no ha decidido" in refused.get_data(as_text=True)
    assert office.state(uid) == "approved"

    def decide(city):
        asset = assets.get(city.session, uid)
        classification.decide(
            city.session, asset, {"access_class": "publica"}, by=city.beto
        )

    office.do(decide)
    assert take(carla, uid, "publicar").status_code == 303
    assert office.app.test_client().get("/datos/pet-1").status_code == 200

    assert take(carla, uid, "retirar", razones="").status_code == 400
    found = carla.get(f"{ROOT}/{uid}/retirar?buscar=nuevo").get_data(as_text=True)
    assert heir in found
    gone = take(carla, uid, "retirar", razones="Hay uno nuevo.", sucesor=heir)
    assert gone.status_code == 303
    assert office.state(uid) == "retired"
    take(carla, uid, "retirar-del-publico", razones="Repetía otro.")
    assert office.state(uid) == "withdrawn"
    assert office.app.test_client().get("/datos/pet-1").status_code == 410


def test_a_second_click_and_a_page_sent_again_do_nothing_more(office):
    uid = office.asset()
    office.do(
        lambda city: workflow.submit(
            city.session, assets.get(city.session, uid), by=city.ana
        )
    )
    carla = office.desk("carla")
    address = f"{ROOT}/{uid}/aprobar"
    sent = {"marca": mark(carla, address)}

    assert carla.post(address, sent).status_code == 303
    assert carla.post(address, sent).status_code == 303
    said = carla.get(f"{ROOT}/{uid}").get_data(as_text=True)
    assert "Ya estaba hecho" in said
    lines = office.do(
        lambda city: (
            city.session.execute(
                select(AuditEntry.verb).where(AuditEntry.subject == uid)
            )
            .scalars()
            .all()
        )
    )
    assert lines.count("approve") == 1


def test_approving_while_another_edits_approves_nothing_unseen(office):
    uid = office.asset()

    def send(city):
        workflow.submit(city.session, assets.get(city.session, uid), by=city.ana)

    office.do(send)
    carla = office.desk("carla")
    address = f"{ROOT}/{uid}/aprobar"
    seen = mark(carla, address)
    office.asset(title="Otro nombre")
    office.do(send)

    answer = carla.post(address, {"marca": seen})

    assert answer.status_code == 409
    assert "cambió después de que usted" in answer.get_data(as_text=True)
    assert office.state(uid) == "submitted"
    stale = carla.get(f"{address}?visto={seen}")
    assert stale.status_code == 409
    for forged in ("", "x", "*"):
        assert carla.post(address, {"marca": forged}).status_code == 409
    assert office.state(uid) == "submitted"


@pytest.mark.parametrize(
    "step",
    ["enviar", "aprobar", "devolver", "publicar", "retirar", "retirar-del-publico"],
)
def test_others_are_told_whose_task_it_is_or_nothing_at_all(small, step: str):
    uid = small.asset(title="CANARIO")
    address = f"{ROOT}/{uid}/{step}"
    for name in ("fabio", "elsa", "dario"):
        desk = small.desk(name)
        for answer in (desk.get(address), desk.post(address, {"marca": "x"})):
            foreign = name == "fabio"
            assert answer.status_code == (404 if foreign else 403), (name, step)
            text = answer.get_data(as_text=True)
            assert ("CANARIO" in text) is False
    anonymous = small.app.test_client().get(address)
    assert anonymous.status_code == 303
    assert "/entrar" in anonymous.location
    assert small.state(uid) == "draft"


def test_a_form_of_another_site_is_refused(small):
    uid = small.asset()
    desk = small.desk("ana")
    address = f"{ROOT}/{uid}/enviar"
    seen = mark(desk, address)

    assert desk.client.post(address, data={"marca": seen}).status_code == 400
    assert small.state(uid) == "draft"


def test_what_lacks_is_told_and_nothing_is_sent(small):
    uid = small.asset(description="")
    answer = take(small.desk("ana"), uid, "enviar")

    assert answer.status_code == 422
    assert "Descripción" in answer.get_data(as_text=True)
    assert small.state(uid) == "draft"


def test_a_record_is_not_its_own_heir_and_an_unknown_one_is_told(small):
    uid = small.do(lambda city: city.published())
    carla = small.desk("carla")

    own = take(carla, uid, "retirar", razones="x", sucesor=uid)
    assert own.status_code == 400
    none = take(carla, uid, "retirar", razones="x", sucesor="no-hay")
    assert none.status_code == 404
    assert small.state(uid) == "published"

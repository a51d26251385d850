"""The legal office sends back what waits for its decision, and who produces it is told."""

import pytest
from city import City
from sqlalchemy import select
from tumbaga.catalog import access, classification, history, waiting, workflow
from tumbaga.catalog.refusals import WrongState
from tumbaga.records.outbox import Letter

REASONS = "El título nombra al denunciante: cámbielo."


def letters(city: City) -> list[Letter]:
    return list(city.session.scalars(select(Letter).order_by(Letter.id)))


@pytest.mark.parametrize("state", ["submitted", "approved"])
def test_the_legal_office_sends_back_with_reasons_that_the_producer_reads(
    city: City, state: str
):
    asset = city.approved(code="PET-1", title="Quejas de Pepito Pérez")
    if state == "submitted":
        asset = city.asset(code="PET-2")
        workflow.submit(city.session, asset, by=city.ana)

    workflow.send_back(city.session, asset, REASONS, by=city.beto)

    assert asset.workflow_state == "returned"
    tasks = waiting.waits_for(city.session, city.ana).tasks
    (told,) = [one.why for one in tasks if one.uid == asset.uid]
    assert told == f"Dirección Jurídica: «{REASONS}»"
    entry = history.latest(city.session, [asset.uid], "return")[asset.uid]
    assert entry.after["office"] == "legal"


def test_what_planning_sends_back_is_said_to_be_theirs(city: City):
    asset = city.approved(code="PET-1")

    workflow.send_back(city.session, asset, REASONS, by=city.carla)

    (task,) = waiting.waits_for(city.session, city.ana).tasks
    assert task.why == f"Planeación: «{REASONS}»"


def test_what_was_decided_no_longer_waits_for_the_legal_office(city: City):
    asset = city.approved(code="PET-1")
    classification.decide(
        city.session, asset, {"access_class": "publica"}, by=city.beto
    )

    with pytest.raises(WrongState, match="le corresponde a Planeación") as refusal:
        workflow.send_back(city.session, asset, REASONS, by=city.beto)

    assert access.why_not(city.beto, "return", asset) == str(refusal.value)
    assert asset.workflow_state == "approved"
    assert access.why_not(city.carla, "return", asset) is None


def test_one_letter_tells_of_all_and_says_neither_title_nor_reasons(city: City):
    city.session.info["post"] = True
    city.ana.email, city.fabio.email = "ana@ejemplo.co", "fabio@ejemplo.co"
    for code in ("PET-1", "PET-2"):
        asset = city.approved(code=code, title="Quejas de Pepito Pérez")
        workflow.send_back(city.session, asset, REASONS, by=city.beto)

    (letter,) = letters(city)

    assert letter.recipient == "ana@ejemplo.co"
    assert "- PET-1 (lo devolvió la Dirección Jurídica)\n- PET-2" in letter.body
    assert "Pepito" not in letter.body + letter.subject
    assert "denunciante" not in letter.body + letter.subject


def test_a_letter_on_its_way_is_not_written_on(city: City):
    city.session.info["post"] = True
    city.ana.email = "ana@ejemplo.co"
    workflow.send_back(city.session, city.approved(code="A"), REASONS, by=city.beto)
    letters(city)[0].tries = 1
    workflow.send_back(city.session, city.approved(code="B"), REASONS, by=city.carla)

    first, second = letters(city)
    assert ("- A (" in first.body, "- B (" in first.body) == (True, False)
    assert "- B (lo devolvió Planeación)" in second.body

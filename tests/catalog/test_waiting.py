"""What waits for each role: counted, the urgent first, with the reason and since when."""

from datetime import date, timedelta

from city import RESERVED, City
from tumbaga.catalog import classification, commenting, waiting, workflow
from tumbaga.records.base import now


def groups(found: waiting.Waiting) -> list[str]:
    return [one.group for one in found.tasks]


def test_a_producer_is_told_what_to_correct_first(city: City):
    city.asset(code="A", description="")
    back = city.asset(code="B")
    workflow.submit(city.session, back, by=city.ana)
    workflow.send_back(city.session, back, "Falta el año.", by=city.carla)
    remarked = city.asset(code="C")
    commenting.comment(city.session, remarked, "title", "Corto.", by=city.carla)
    sent = city.asset(code="D")
    workflow.submit(city.session, sent, by=city.ana)
    city.published(code="E", frequency="mensual", temporal_end="2020-01")

    found = waiting.waits_for(city.session, city.ana)

    assert groups(found) == ["returned", "overdue", "remarked", "draft"]
    assert (found.count, found.urgent) == (4, 2)
    assert found.tasks[0].why == "Planeación: «Falta el año.»"
    assert found.tasks[2].why == "Tiene 1 comentario sin resolver."
    assert found.tasks[3].why == "Falta: descripción."
    assert [row.uid for row in found.others] == [sent.uid]
    assert {tile.label: tile.number for tile in found.tiles}["devueltos"] == 1
    other = waiting.waits_for(city.session, city.fabio)
    assert (other.count, other.tiles, other.others) == (0, [], [])


def test_planning_reviews_and_publishes(city: City):
    old = city.asset(code="A")
    workflow.submit(city.session, old, by=city.ana)
    old.moved = now() - timedelta(days=6)
    ready = city.approved(code="B")
    classification.decide(
        city.session, ready, {"access_class": "publica"}, by=city.beto
    )
    city.approved(code="C")

    found = waiting.waits_for(city.session, city.carla)

    assert groups(found) == ["submitted", "publishable"]
    assert (found.count, found.urgent) == (2, 1)


def test_the_legal_office_decides_and_minds_the_terms(city: City):
    city.approved(code="A")
    closed = city.asset(code="B")
    starts = date.today() + timedelta(days=10)
    given = {
        **RESERVED,
        "act_date": starts.replace(year=starts.year - 5).isoformat(),
        "starts": starts.replace(year=starts.year - 5).isoformat(),
    }
    classification.decide(city.session, closed, given, by=city.beto)

    found = waiting.waits_for(city.session, city.beto)

    assert set(groups(found)) == {"undecided", "ending"}
    assert found.urgent == 1
    assert found.tasks[0].group == "ending"
    assert "hasta el" in found.tasks[0].why


def test_administrators_and_auditors(city: City):
    city.asset()
    city.ana.active = False
    city.fabio.organization = None
    city.session.flush()

    found = waiting.waits_for(city.session, city.dario)
    assert groups(found) == ["unplaced", "unstaffed"]
    week = waiting.waits_for(city.session, city.elsa)
    assert dict(week.changes)["register"] == 1
    assert week.count == 0


def test_long_queues_are_counted_whole_and_told_in_part(city: City):
    for number in range(waiting.TOLD + 3):
        city.asset(code=f"A-{number}")

    found = waiting.waits_for(city.session, city.ana)

    assert found.count == waiting.TOLD + 3
    assert len(found.tasks) == waiting.TOLD
    [more] = found.more
    assert (more.number, more.asked) == (waiting.TOLD + 3, {"state": "draft"})


def test_who_holds_every_role_has_every_task(city: City):
    city.asset(code="A")
    city.approved(code="B")
    city.ana.roles = ["producer", "planning", "legal", "administrator"]
    city.session.flush()

    found = waiting.waits_for(city.session, city.ana)

    assert {"draft", "undecided"} <= set(groups(found))

"""One verb on many records: each told apart, none half done, nothing revealed."""

import pytest
from city import City
from tumbaga.catalog import bulk, revising
from tumbaga.catalog.bulk import Chosen
from tumbaga.catalog.refusals import Incomplete, Refusal
from tumbaga.records.asset import Asset


def chosen(*assets: Asset) -> list[Chosen]:
    return [Chosen(one.uid, revising.mark(one)) for one in assets]


def test_each_record_is_told_apart(city: City):
    whole = city.asset(code="A")
    lacking = city.asset(code="B", description="")
    sent = city.approved(code="C")
    items = [*chosen(whole, lacking, sent), Chosen("no-hay", "x")]

    done = bulk.run(city.session, items, bulk.submit, by=city.ana)

    assert [one.done for one in done] == [True, False, False, False]
    assert [one.label for one in done[1].problems] == ["Descripción"]
    assert "está aprobado" in done[2].text
    assert whole.workflow_state == "submitted"
    assert lacking.workflow_state == "draft"
    again = bulk.run(city.session, chosen(whole), bulk.submit, by=city.ana)
    assert "está en revisión" in again[0].text


def test_what_is_foreign_is_as_what_there_is_not(city: City):
    asset = city.asset(code="SECRETO-1", title="CANARIO")

    [done] = bulk.run(city.session, chosen(asset), bulk.submit, by=city.fabio)
    [nothing] = bulk.run(city.session, [Chosen("x", "")], bulk.submit, by=city.fabio)

    assert not done.done
    assert "CANARIO" not in str(done)
    assert done.text.replace(asset.uid, "x") == nothing.text
    assert asset.workflow_state == "draft"


def test_the_working_name_of_a_public_record_stays_inside(city: City):
    asset = city.published()
    city.asset(title="CANARIO")

    for item in (chosen(asset)[0], Chosen(asset.uid, "x")):
        for do in (bulk.submit, bulk.approve, bulk.editing({"theme": "cultura"})):
            [done] = bulk.run(city.session, [item], do, by=city.fabio)
            assert not done.done
            assert "CANARIO" not in str(done)


def test_what_changed_since_it_was_chosen_is_left_alone(city: City):
    asset = city.asset()
    items = chosen(asset)
    city.asset(title="Otro nombre")

    [done] = bulk.run(city.session, items, bulk.submit, by=city.ana)

    assert not done.done
    assert "cambió después" in done.text
    assert asset.workflow_state == "draft"


def test_common_fields_go_through_the_schema(city: City):
    first = city.asset(code="A", keywords=["Agua", "vieja"])
    second = city.asset(code="B", kind="indicator", contact={"telephone": "123"})
    edit = bulk.editing(
        {
            "theme": "cultura",
            "contact.email": "datos@cali.gov.co",
            "frequency": "cada mes",
            "keywords_add": "agua, nueva",
            "keywords_remove": "VIEJA",
        }
    )

    done = bulk.run(city.session, chosen(first, second), edit, by=city.ana)

    assert all(one.done for one in done), done
    assert first.keywords == ["Agua", "nueva"]
    assert (first.theme, first.frequency) == ("cultura", "mensual")
    assert second.contact == {"telephone": "123", "email": "datos@cali.gov.co"}
    [same] = bulk.run(city.session, chosen(first), edit, by=city.ana)
    assert "Ya decía lo mismo" in same.text


def test_wrong_values_are_told_before_anything_is_done(city: City):
    with pytest.raises(Incomplete) as refused:
        bulk.editing({"contact.email": "nada", "theme": "zzz"})
    assert {one.path for one in refused.value.problems} == {"contact.email", "theme"}
    with pytest.raises(Refusal, match="ningún cambio"):
        bulk.editing({"owner": "x", "uid": "y", "workflow_state": "published"})


def test_an_unknown_custodian_leaves_every_record_as_it_was(city: City):
    asset = city.asset()
    edit = bulk.editing({"custodian": "no-hay", "theme": "cultura"})

    [done] = bulk.run(city.session, chosen(asset), edit, by=city.ana)

    assert not done.done
    assert asset.theme == "funcion-publica" or asset.theme != "cultura"
    assert asset.custodian is None


def test_roles_hold_for_each(city: City):
    asset = city.asset()
    for person in (city.elsa, city.beto, city.dario):
        verbs = [bulk.submit, bulk.approve, bulk.publish]
        if person is not city.beto:
            verbs.append(bulk.returning("x"))
        for do in verbs:
            [done] = bulk.run(city.session, chosen(asset), do, by=person)
            assert not done.done
            assert "le corresponde" in done.text


def test_the_legal_office_returns_many_that_wait_for_it(city: City):
    waits, draft = city.approved(code="A-1"), city.asset(code="A-2")

    told = bulk.run(
        city.session, chosen(waits, draft), bulk.returning("x"), by=city.beto
    )

    assert [one.done for one in told] == [True, False]


def test_planning_approves_returns_and_publishes_many(city: City):
    assets = [city.asset(code=f"A-{n}") for n in range(3)]
    bulk.run(city.session, chosen(*assets), bulk.submit, by=city.ana)
    bulk.run(city.session, chosen(assets[0]), bulk.approve, by=city.carla)
    back = bulk.returning("Falta el año.")
    bulk.run(city.session, chosen(assets[1]), back, by=city.carla)
    [done] = bulk.run(city.session, chosen(assets[0]), bulk.publish, by=city.carla)

    assert [one.workflow_state for one in assets] == [
        "approved",
        "returned",
        "submitted",
    ]
    assert "aún no ha decidido" in done.text

"""One act for many assets: what it covers, what it never covers, and how it is told."""

import pytest
from city import City
from harvest_runs import approved
from tumbaga.catalog import decision_drafts, decisions, general_decisions, publishing
from tumbaga.catalog.refusals import Incomplete, NotAllowed, NotDecided, WrongState
from tumbaga.records import reading

BULLETINS = {
    "basis": "category",
    "value": "Boletines",
    "act": "Resolución 0412",
    "act_date": "2026-01-15",
    "motivation": "Los boletines se hacen para el público.",
}


def test_an_asset_that_it_names_is_published_and_records_the_act(city: City):
    general = general_decisions.take(city.session, BULLETINS, by=city.beto)
    asset = city.approved(category="BOLETINES")

    publishing.publish(city.session, asset, by=city.carla)

    taken = decisions.in_force(city.session, [asset.id])[asset.id]
    assert (taken.act, taken.general_id) == ("Resolución 0412", general.id)
    public = reading.by_uid(city.session, asset.uid)
    assert public.document["classification"]["act"] == "Resolución 0412"


@pytest.mark.parametrize(
    "marked",
    [
        {"personal_data": "privado"},
        {"proposal": {"flags": ["vida"]}},
        {"proposal": {"access_class": "reservada"}},
    ],
)
def test_what_an_interview_marked_waits_for_the_legal_office(city: City, marked: dict):
    general_decisions.take(city.session, BULLETINS, by=city.beto)
    asset = city.approved(category="Boletines", **marked)

    with pytest.raises(NotDecided):
        publishing.publish(city.session, asset, by=city.carla)


def test_what_is_being_decided_by_itself_is_not_covered(city: City):
    general_decisions.take(city.session, BULLETINS, by=city.beto)
    asset = city.approved(category="Boletines")
    said = {"access_class": "clasificada"}
    decision_drafts.keep(city.session, [asset], said, {}, by=city.beto)

    with pytest.raises(NotDecided):
        publishing.publish(city.session, asset, by=city.carla)


@pytest.mark.parametrize(
    ("basis", "value", "given"),
    [
        ("trd_series", "4132.010 Informes", {"trd_series": "4132.010 Informes"}),
        ("kind", "dataset", {}),
        ("source", "idesc", {"source": {"title": "IDESC"}}),
    ],
)
def test_it_may_name_a_series_a_kind_or_a_source(
    city: City, basis: str, value: str, given: dict
):
    approved(city, "idesc", "IDESC")
    told = {**BULLETINS, "basis": basis, "value": value}
    general = general_decisions.take(city.session, told, by=city.beto)
    asset = city.approved(**given)
    assert general_decisions.undecided(city.session, general, 9) == [asset]

    publishing.publish(city.session, asset, by=city.carla)

    assert reading.by_uid(city.session, asset.uid) is not None


def test_a_kind_is_said_in_spanish_and_one_that_there_is_not_is_refused(city: City):
    told = {**BULLETINS, "basis": "kind", "value": "Proceso de Producción"}
    taken = general_decisions.take(city.session, told, by=city.beto)
    assert taken.value == "production_process"

    with pytest.raises(Incomplete) as error:
        general_decisions.take(city.session, {**told, "value": "dato"}, by=city.beto)

    (problem,) = error.value.problems
    assert problem.path == "value"
    assert "conjunto de datos, indicador" in str(problem)


def test_a_source_that_there_is_not_is_refused_with_those_that_there_are(city: City):
    told = {**BULLETINS, "basis": "source", "value": "IDESK"}
    for there in ("Primero se registra", "Las que hay: «IDESC»."):
        with pytest.raises(Incomplete) as error:
            general_decisions.take(city.session, told, by=city.beto)
        (problem,) = error.value.problems
        assert problem.path == "value"
        assert there in str(problem)
        if "registra" in there:
            approved(city, "idesc", "IDESC")

    gone = {**told, "value": "Una que ya no se cosecha"}
    city.asset(source={"title": "Una que ya no se cosecha"})
    assert general_decisions.take(city.session, gone, by=city.beto).value


def test_one_that_ended_covers_nothing_more(city: City):
    general = general_decisions.take(city.session, BULLETINS, by=city.beto)
    general_decisions.end(city.session, general, by=city.beto)
    asset = city.approved(category="Boletines")

    with pytest.raises(NotDecided):
        publishing.publish(city.session, asset, by=city.carla)
    with pytest.raises(WrongState):
        general_decisions.end(city.session, general, by=city.beto)


def test_only_the_legal_office_takes_one_and_it_says_why(city: City):
    with pytest.raises(NotAllowed, match="Dirección Jurídica"):
        general_decisions.take(city.session, BULLETINS, by=city.carla)
    with pytest.raises(Incomplete) as error:
        general_decisions.take(city.session, {"basis": "color"}, by=city.beto)
    paths = {one.path for one in error.value.problems}
    assert {"value", "act", "act_date", "motivation"} <= paths

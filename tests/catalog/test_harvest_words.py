"""Publishers and words of the sources: suggested by likeness, settled once, remembered."""

import pytest
from harvest_runs import approved, counts, harvest, thing
from tumbaga.catalog import assets, organizations, sources
from tumbaga.catalog.harvesting import publishers, terms
from tumbaga.catalog.refusals import NotAllowed, NotFound, Refusal, Taken, WrongState
from tumbaga.records.base import now

# Spellings of one dependencia, in the manner of datos.gov.co.
SPELLINGS = (
    "Secretaria de Salud Publica Municipal",
    "SECRETARÍA DE SALUD PÚBLICA DISTRITAL",
    "Alcaldía de Santiago de Cali - Secretaría de Salud Pública",
    "Secretaria Salud Pública",
    "Sec. de Salud Pública",
    "Secretaria de Salub Publica",
    "Sria. de Salud Pública Mpal.",
)


@pytest.fixture
def source(city):
    return approved(city)


@pytest.mark.parametrize("name", SPELLINGS)
def test_a_spelling_is_suggested_by_likeness(city, name):
    found = publishers.remember(city.session, name)

    assert found.organization.code == "salud"
    assert found.likeness >= publishers.ENOUGH


def test_an_abbreviated_office_is_suggested_too(city):
    name = "Depto. Advo. de Planeacion Mpal"

    assert publishers.remember(city.session, name).organization.code == "planeacion"


@pytest.mark.parametrize(
    "name",
    [
        "Empresas Municipales EMCALI",
        "Cúcuta",
        "de la",
        "Secretaría de Asuntos Étnicos",
        "Oficina de Salubridad y Salones Públicos de Saladoblanco",
        "Policía Nacional",
    ],
)
def test_what_is_like_none_is_suggested_to_none(city, name):
    assert publishers.remember(city.session, name).organization is None


def test_no_likeness_is_more_than_the_whole():
    many = "Planeación, planeación y departamento de planeación"

    assert publishers.likeness(many, "Departamento de Planeación") <= 100


def test_confirmed_once_it_is_remembered_and_what_came_moves(city, source):
    things = {str(n): thing(f"Cosa {n}", publisher=SPELLINGS[0]) for n in range(3)}
    work = harvest(city, things)
    assert "no está entre las dependencias" in work.outcomes[0].remarks[0]
    harvest(city, {**things, "1": thing("Cosa cambiada", publisher=SPELLINGS[0])})
    (waiting,) = publishers.borne(city.session)
    assert (waiting[0].name, waiting[1]) == (SPELLINGS[0], 3)
    unit = organizations.get(city.session, "salud")
    with pytest.raises(NotAllowed):
        publishers.confirm(city.session, SPELLINGS[0], unit, by=city.ana)

    moved = publishers.confirm(city.session, SPELLINGS[0], unit, by=city.carla)
    harvest(city, things)

    assert moved == 3
    assert assets.get(city.session, "otra:1").organization.code == "salud"
    assert publishers.listed(city.session) == []
    assert counts(harvest(city, things)) == {"unchanged": 3}


def test_a_name_that_keeps_records_out_waits_to_be_settled_too(city, source):
    things = {str(n): thing(f"Cosa {n}", publisher=SPELLINGS[0]) for n in range(3)}

    work = harvest(city, things, organization="")

    assert counts(work) == {"failed": 3}
    assert "Diga cuál es en la página de nombres" in work.failures[0].reason
    (waiting,) = publishers.borne(city.session)
    assert (waiting[0].name, waiting[1]) == (SPELLINGS[0], 3)
    unit = organizations.get(city.session, "salud")
    publishers.confirm(city.session, SPELLINGS[0], unit, by=city.carla)
    assert counts(harvest(city, things, organization="")) == {"created": 3}
    assert assets.get(city.session, "otra:1").organization.code == "salud"


def test_one_that_is_none_of_ours_is_not_asked_again(city, source):
    harvest(city, {"1": thing("A", publisher="Cámara de Comercio")})

    publishers.confirm(city.session, "CAMARA DE COMERCIO", None, by=city.carla)
    work = harvest(city, {"2": thing("B", publisher="Cámara de comercio")})

    assert publishers.listed(city.session) == []
    made = next(one for one in work.outcomes if one.result == "created")
    assert made.remarks == ()


def test_a_name_that_never_came_cannot_be_settled(city):
    with pytest.raises(NotFound):
        publishers.confirm(city.session, "Nadie", None, by=city.carla)


def test_a_word_without_a_term_is_listed_and_its_choice_remembered(city, source):
    work = harvest(city, {"1": thing("A", theme="Movilidad urbana")})

    [word] = terms.listed(city.session)
    assert (word.vocabulary, word.given) == ("themes", "Movilidad urbana")
    assert "Movilidad urbana" in work.outcomes[0].remarks[0]
    with pytest.raises(Refusal, match="no está en la lista"):
        terms.choose(city.session, "themes", "movilidad urbana", "nada", by=city.carla)
    terms.choose(
        city.session, "themes", "movilidad urbana", "Transporte", by=city.carla
    )

    both = {"1": thing("A", theme="Movilidad urbana")}
    harvest(city, {**both, "2": thing("B", theme="MOVILIDAD URBANA")})

    assert assets.get(city.session, "otra:1").theme == "transporte"
    assert assets.get(city.session, "otra:2").theme == "transporte"
    assert terms.listed(city.session) == []


def test_a_source_is_proposed_approved_paused_and_resumed(city):
    session = city.session
    given = {"kind": "ckan", "location": "https://x.gov.co", "title": "X de Cali"}
    made = sources.propose(session, **given, by=city.ana, organization="planeacion")

    assert (made.code, made.state) == ("x-de-cali", "proposed")
    with pytest.raises(Taken):
        sources.propose(session, **given, by=city.carla)
    with pytest.raises(Taken, match="otro nombre"):
        sources.propose(
            session, **{**given, "title": "X DE CALI"}, code="y", by=city.carla
        )
    with pytest.raises(NotAllowed):
        sources.approve(session, made, by=city.carla)
    with pytest.raises(WrongState, match="por aprobar"):
        sources.pause(session, made, by=city.carla)
    sources.approve(session, made, by=city.dario)
    sources.schedule(session, made, "cada lunes a las 3", by=city.carla)
    assert (made.schedule, made.due > now()) == ("cada lunes a las 3", True)
    assert sources.due(session, made.due) == [made]
    sources.pause(session, made, by=city.carla)
    assert made.due is None
    sources.resume(session, made, by=city.carla)
    assert made.due is not None
    with pytest.raises(Refusal, match="No se entiende"):
        sources.schedule(session, made, "pronto", by=city.carla)


@pytest.mark.parametrize(
    "location",
    ["file:///etc/passwd", "/etc", "https://a:b@x.gov.co", "gopher://x", "x"],
)
def test_only_the_web_can_be_a_registered_source(city, location):
    with pytest.raises(Refusal):
        sources.propose(
            city.session, kind="ckan", location=location, title="X", by=city.carla
        )


def test_the_health_of_a_source_is_told_over_time(city, source):
    harvest(city, {"1": thing("A")})
    harvest(city, {})
    harvest(city, {})

    found = sources.health(city.session, source)

    assert [run.state for run in found.runs] == ["suspended", "suspended", "finished"]
    assert (found.failing, found.last_good is not None) == (2, True)

"""What goes out by itself: only with both halves, and never what was closed or taken out."""

import pytest
from city import City
from harvest_runs import approved, harvest, last_run, published, row, thing
from tumbaga.catalog import (
    assets,
    classification,
    general_decisions,
    trusting,
    withdrawing,
)
from tumbaga.catalog.refusals import NotAllowed, WrongState
from tumbaga.records import reading
from tumbaga.records.asset import Asset
from tumbaga.records.audit import AuditEntry
from tumbaga.records.harvest import HarvestSource
from tumbaga.records.reading import KNOWN

FULL = {"theme": "educacion", "language": "es"}
STATES = ("published", "retired", "withdrawn")


def full(title: str, **more):
    return {**thing(title), "language": "es", "theme": "Educación", **more}


def decided(city: City, title: str = "Otra"):
    data = {
        "basis": "source",
        "value": title,
        "act": "Resolución 7",
        "act_date": "2025-01-02",
        "motivation": "Son datos abiertos que la entidad ya publica.",
    }
    return general_decisions.take(city.session, data, by=city.beto)


@pytest.fixture
def source(city: City) -> HarvestSource:
    return approved(city)


@pytest.fixture
def both(city: City, source: HarvestSource) -> HarvestSource:
    trusting.trust(city.session, source, by=city.carla)
    decided(city)
    return source


def out(city: City, title: str) -> str:
    city.session.expire_all()
    asset = city.session.query(Asset).filter_by(title=title).one()
    found = reading.by_uid(city.session, asset.uid, disclosures=KNOWN, states=STATES)
    return found.state if found else "nothing"


def asset_of(city: City, title: str) -> Asset:
    return city.session.query(Asset).filter_by(title=title).one()


def test_with_both_halves_a_run_publishes_and_says_so(city: City, both):
    work = harvest(city, {"a": full("Colegios"), "b": full("Parques")})

    assert (out(city, "Colegios"), out(city, "Parques")) == ("published", "published")
    assert work.counts["published"] == 2
    assert last_run(city).counts["published"] == 2
    harvest(city, {"a": full("Colegios", description="Otra."), "b": full("Parques")})
    asset = asset_of(city, "Colegios")
    public = reading.by_uid(city.session, asset.uid)
    assert public is not None
    assert public.document["description"] == "Otra."


@pytest.mark.parametrize("halves", ["none", "planning", "legal"])
def test_without_either_half_nothing_goes_out(city: City, source, halves: str):
    if halves == "planning":
        trusting.trust(city.session, source, by=city.carla)
    if halves == "legal":
        decided(city)

    harvest(city, {"a": full("Colegios")})

    assert out(city, "Colegios") == "nothing"
    assert asset_of(city, "Colegios").workflow_state == "draft"
    assert trusting.why_not(city.session, source) is not None


def test_a_decision_over_another_source_is_no_half(city: City, source):
    trusting.trust(city.session, source, by=city.carla)
    approved(city, "distinta", "Una fuente distinta")
    decided(city, "Una fuente distinta")

    harvest(city, {"a": full("Colegios")})

    assert out(city, "Colegios") == "nothing"


def test_what_waited_as_a_draft_goes_when_the_second_half_comes(city: City, source):
    harvest(city, {"a": full("Colegios")})
    trusting.trust(city.session, source, by=city.carla)
    decided(city)

    harvest(city, {"a": full("Colegios")})

    assert out(city, "Colegios") == "published"


@pytest.mark.parametrize("taken_back", ["planning", "legal", "person"])
def test_taken_back_what_comes_later_is_a_draft(city: City, both, taken_back: str):
    harvest(city, {"a": full("Colegios")})
    if taken_back == "planning":
        trusting.mistrust(city.session, both, by=city.beto)
    elif taken_back == "legal":
        general = general_decisions.of_source(city.session, "Otra")
        general_decisions.end(city.session, general, by=city.beto)
    else:
        city.carla.roles = ["auditor"]

    harvest(city, {"a": full("Colegios"), "b": full("Parques")}, by=city.ana)

    assert (out(city, "Colegios"), out(city, "Parques")) == ("published", "nothing")


def test_what_was_withdrawn_here_never_comes_back(city: City, both):
    harvest(city, {"a": full("Colegios")})
    withdrawing.withdraw(
        city.session, asset_of(city, "Colegios"), "Tenía errores.", by=city.beto
    )

    harvest(city, {"a": full("Colegios", description="Cambió.")})

    assert out(city, "Colegios") == "withdrawn"


def test_what_the_source_withdrew_and_brings_again_waits_for_a_person(city: City, both):
    both.grace_days, both.brake_percent = 0, 100
    harvest(city, {"a": full("Colegios"), "b": full("Parques")})
    harvest(city, {"b": full("Parques")})
    assert out(city, "Colegios") == "withdrawn"

    harvest(city, {"a": full("Colegios", description="Volvió."), "b": full("Parques")})

    assert out(city, "Colegios") == "withdrawn"
    assert any("no vuelve por una cosecha" in one for one in row(city, "a").remarks)


def test_a_reserved_one_does_not_open(city: City, both):
    from city import RESERVED

    harvest(city, {"a": full("Colegios")})
    classification.decide(
        city.session, asset_of(city, "Colegios"), RESERVED, by=city.beto
    )

    harvest(city, {"a": full("Colegios", description="Lo reservado cambió.")})

    asset = asset_of(city, "Colegios")
    public = reading.by_uid(city.session, asset.uid, disclosures=KNOWN)
    assert public is not None
    assert public.disclosure == "index"
    assert "Lo reservado cambió" not in str(public.document)
    assert any("no sale por una cosecha" in one for one in row(city, "a").remarks)


def test_what_a_person_wrote_here_waits_for_a_person(city: City, both):
    harvest(city, {"a": full("Colegios")})
    asset = asset_of(city, "Colegios")
    draft = city.draft(
        **{**FULL, "code": asset.code, "title": "Colegios", "description": "De aquí."}
    )
    assets.save(city.session, draft, by=city.carla)

    harvest(city, {"a": full("Colegios", keywords=["escuela"])})

    public = reading.by_uid(city.session, asset.uid)
    assert public is not None
    assert public.document["description"] != "De aquí."
    assert any("escritos aquí" in one for one in row(city, "a").remarks)


def test_one_that_is_incomplete_holds_back_no_other(city: City, both):
    harvest(city, {"a": thing("Sin tema"), "b": full("Parques")})

    assert (out(city, "Sin tema"), out(city, "Parques")) == ("nothing", "published")
    assert any("borrador" in one for one in row(city, "a").remarks)


def test_a_run_that_the_brake_holds_publishes_nothing(city: City, source):
    harvest(city, {f"i{n}": full(f"Conjunto {n}") for n in range(5)})
    trusting.trust(city.session, source, by=city.carla)
    decided(city)

    work = harvest(city, {"i0": full("Conjunto 0")})

    assert work.state == "suspended"
    assert out(city, "Conjunto 0") == "nothing"


def test_only_planning_gives_it_and_both_are_audited(city: City, source):
    for person in (city.ana, city.beto, city.dario, city.elsa):
        with pytest.raises(NotAllowed):
            trusting.trust(city.session, source, by=person)
    trusting.trust(city.session, source, by=city.carla)
    with pytest.raises(WrongState):
        trusting.trust(city.session, source, by=city.carla)
    with pytest.raises(NotAllowed):
        trusting.mistrust(city.session, source, by=city.ana)
    trusting.mistrust(city.session, source, by=city.dario)
    with pytest.raises(WrongState):
        trusting.mistrust(city.session, source, by=city.dario)

    verbs = {one.verb for one in city.session.query(AuditEntry)}
    assert {"trust_source", "mistrust_source"} <= verbs


def test_a_record_of_before_keeps_its_own_way(city: City, both):
    """One that a person published stays published and follows its source."""
    both.trusted_by = None
    harvest(city, {"a": full("Colegios")})
    published(city, asset_of(city, "Colegios").code)

    harvest(city, {"a": full("Colegios", description="Nueva.")})

    asset = asset_of(city, "Colegios")
    public = reading.by_uid(city.session, asset.uid)
    assert public is not None
    assert public.document["description"] != "Nueva."
    assert asset.workflow_state == "draft"


def test_an_administrator_can_run_a_source(city: City, source):
    work = harvest(city, {"a": full("Colegios")}, by=city.dario)

    assert work.counts["created"] == 1

"""Who an item is, from one run to the next and from one source to another."""

import pytest
from harvest_runs import (
    approved,
    counts,
    harvest,
    items,
    published,
    row,
    stored,
    ten,
    thing,
)
from sqlalchemy import select
from tumbaga.catalog import assets, withdrawing
from tumbaga.records.asset import Asset


@pytest.fixture
def source(city):
    return approved(city)


def test_the_same_twice_in_one_feed(city, source):
    twice = [*items(ten()), *items({"id-3": thing("Conjunto 3")})]
    differs = [*items(ten()), *items({"id-3": thing("Otra cosa")})]

    assert counts(harvest(city, twice)) == {"created": 10}
    work = harvest(city, differs)
    assert counts(work) == {"unchanged": 10, "failed": 1}
    assert "ya vino en esta misma cosecha" in work.failures[0].reason
    assert assets.get(city.session, "otra:id-3").title == "Conjunto 3"


def test_an_identifier_that_changed_is_recognised(city, source):
    harvest(city, ten())
    uid = assets.get(city.session, "otra:id-3").uid
    changed = ten()
    changed["nuevo-3"] = changed.pop("id-3")

    work = harvest(city, changed)

    assert stored(city) == 10
    assert counts(work) == {"unchanged": 10}
    assert row(city, "nuevo-3").former_ids == ["id-3"]
    assert row(city, "nuevo-3").asset.uid == uid


def test_all_identifiers_changed_and_nothing_is_doubled(city, source):
    harvest(city, ten())
    changed = {f"v2-{key}": value for key, value in ten().items()}

    work = harvest(city, changed)

    assert (stored(city), work.state) == (10, "finished")


def test_a_copy_under_a_second_identifier_is_a_record_of_its_own(city, source):
    harvest(city, ten())

    work = harvest(city, {**ten(), "copia": thing("Conjunto 3")})

    assert counts(work) == {"unchanged": 10, "created": 1}


def test_two_sources_with_one_identifier_do_not_touch_each_other(city, source):
    approved(city, "vecina", "La vecina")
    harvest(city, {"1": thing("Una")})

    work = harvest(city, {"1": thing("Otra")}, source="vecina")

    assert counts(work) == {"created": 1}
    titles = set(city.session.scalars(select(Asset.title)))
    assert titles == {"Una", "Otra"}


def test_one_thing_from_two_sources_is_kept_once(city, source):
    approved(city, "vecina", "La vecina")
    same = "https://doi.org/10.5072/abc"
    harvest(city, {"1": thing("Una", identity=same)})

    work = harvest(city, {"x": thing("Una", identity="10.5072/abc")}, source="vecina")
    work2 = harvest(
        city, {"y": thing("Una", identity="doi:10.5072/abc")}, source="vecina"
    )

    assert counts(work) == {"created": 1}  # a bare number is not known to be a DOI
    assert counts(work2)["twin"] == 1
    assert "otra:1" in work2.outcomes[0].reason


def test_our_own_record_coming_home_is_recognised(city, source):
    home = "https://datos.cali.gov.co/id/7f1f6e8e-6d0e-4a5f-9d1c-3f6d5b8a9c01"

    work = harvest(city, {"x": thing("Mía", page=home)})

    assert counts(work) == {"ours": 1}
    assert stored(city) == 0
    assert counts(harvest(city, {"x": thing("Mía", page=home)})) == {"ours": 1}


def test_what_was_corrected_here_survives(city, source):
    harvest(city, {"a": thing("Arboles", acronym="ARB")})
    asset = assets.get(city.session, "otra:a")
    asset.title, asset.theme, asset.acronym = "Árboles", "educacion", None
    city.session.flush()

    work = harvest(
        city, {"a": thing("Arboles (2)", acronym="AR2", description="Nueva.")}
    )

    city.session.refresh(asset)
    assert counts(work) == {"updated": 1}
    assert (asset.title, asset.theme, asset.acronym) == ("Árboles", "educacion", None)
    assert asset.description == "Nueva."
    [remark] = [one for one in work.outcomes[0].remarks if "corrigió" in one]
    assert "Nombre" in remark
    again = thing("Arboles (3)", description="Más nueva.")
    harvest(city, {"a": again})
    city.session.refresh(asset)
    assert (asset.title, asset.description) == ("Árboles", "Más nueva.")


def test_what_the_source_no_longer_says_is_no_longer_said(city, source):
    harvest(city, {"a": thing("A", acronym="AA")})

    harvest(city, {"a": thing("A")})

    assert assets.get(city.session, "otra:a").acronym is None


def test_what_was_taken_out_here_is_not_put_back(city, source):

    harvest(city, ten())
    asset = published(city, "otra:id-3")
    withdrawing.withdraw(city.session, asset, "No era nuestra.", by=city.carla)

    harvest(city, ten(**{"id-3": thing("Conjunto 3", description="Nueva.")}))

    assert asset.workflow_state == "withdrawn"


def test_when_the_first_source_drops_it_the_second_takes_it_over(city, source):
    approved(city, "vecina", "La vecina")
    same = "https://doi.org/10.5072/abc"
    both = {"1": thing("Una", identity=same), "2": thing("Dos")}
    harvest(city, both)
    theirs = {"y": thing("Una", identity=same)}
    assert counts(harvest(city, theirs, source="vecina")) == {"twin": 1}
    row(city, "1").state = "gone"
    city.session.flush()

    work = harvest(city, theirs, source="vecina")

    assert counts(work) == {"created": 1}

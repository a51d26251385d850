"""The run: what came, what changed, what is missing, and what a person decides."""

from datetime import timedelta

import pytest
from harvest_runs import counts, harvest, items, thing
from sqlalchemy import func, select
from tumbaga.catalog import assets, sources
from tumbaga.catalog.harvesting import runs, vanishing
from tumbaga.catalog.refusals import NotAllowed, WrongState
from tumbaga.records import reading
from tumbaga.records.asset import Asset
from tumbaga.records.base import now
from tumbaga.records.harvest import HarvestItem, HarvestRun
from tumbaga.schemas.harvest import Cut, Item, NotChanged
from tumbaga.schemas.tables import Unreadable


@pytest.fixture
def source(city):
    made = sources.propose(
        city.session,
        kind="ckan",
        location="https://otra.gov.co",
        title="Otra",
        code="otra",
        by=city.carla,
    )
    sources.approve(city.session, made, by=city.dario)
    return made


def ten(**changed):
    things = {f"id-{number}": thing(f"Conjunto {number}") for number in range(10)}
    return {**things, **changed}


def stored(city):
    return city.session.scalar(select(func.count()).select_from(Asset))


def last_run(city):
    query = select(HarvestRun).order_by(HarvestRun.id.desc()).limit(1)
    return city.session.scalars(query).one()


def row(city, identifier):
    query = select(HarvestItem).where(HarvestItem.remote_id == identifier)
    return city.session.scalars(query.execution_options(populate_existing=True)).one()


def test_what_comes_is_a_draft_that_says_where_it_came_from(city, source):
    work = harvest(city, {"abc": thing("Árboles", page="https://otra.gov.co/d/abc")})

    asset = assets.get(city.session, "otra:abc")
    assert counts(work) == {"created": 1}
    assert asset.workflow_state == "draft"
    assert asset.source == {"title": "Otra", "url": "https://otra.gov.co/d/abc"}
    assert last_run(city).state == "finished"


def test_the_second_time_nothing_changes(city, source):
    harvest(city, ten())

    work = harvest(city, ten())

    assert counts(work) == {"unchanged": 10}
    assert stored(city) == 10


def test_only_what_changed_is_updated(city, source):
    harvest(city, ten())

    work = harvest(city, ten(**{"id-3": thing("Conjunto 3", description="Otra cosa.")}))

    assert counts(work) == {"unchanged": 9, "updated": 1}
    assert assets.get(city.session, "otra:id-3").description == "Otra cosa."


def test_a_poison_record_is_named_and_the_rest_goes_on(city, source):
    bad = list(items(ten()))
    bad[4] = Item("id-4", "Conjunto 4", "x", problem="Sin título.")

    work = harvest(city, bad)

    assert counts(work) == {"created": 9, "failed": 1}
    assert last_run(city).state == "partial"
    assert [one.reason for one in work.failures] == ["Sin título."]


def test_what_failed_is_tried_again_though_it_did_not_change(city, source):
    harvest(city, {"a": thing("A", publisher="Nadie")}, organization="")

    work = harvest(city, {"a": thing("A", publisher="Nadie")})

    assert counts(work) == {"created": 1}


def test_one_bad_reading_does_not_take_what_there_was(city, source):
    harvest(city, ten())
    bad = list(items(ten()))
    bad[4] = Item("id-4", "Conjunto 4", "x", problem="Mal formado.")

    work = harvest(city, bad)

    assert counts(work) == {"unchanged": 9, "failed": 1}
    assert row(city, "id-4").state == "present"
    assert counts(harvest(city, ten())) == {"unchanged": 10}


@pytest.mark.parametrize(
    "problem", [Unreadable("Es una página web."), Cut("Se cortó.")]
)
def test_an_error_page_is_no_success_and_takes_nothing(city, source, problem):
    harvest(city, ten())

    def broken():
        raise problem
        yield

    work = harvest(city, broken())

    assert (work.state, work.reason) == ("failed", str(problem))
    assert last_run(city).state == "failed"
    assert row(city, "id-3").state == "present"


def test_a_source_cut_half_way_keeps_what_came_and_takes_nothing(city, source):
    harvest(city, ten())

    def half():
        yield from list(items(ten()))[:5]
        raise Unreadable("Se repite una página.")

    work = harvest(city, half())

    assert work.state == "partial"
    assert counts(work) == {"unchanged": 5}
    assert row(city, "id-9").state == "present"


def test_half_of_last_time_waits_for_a_person(city, source):
    harvest(city, ten())
    half = dict(list(ten().items())[:5])

    work = harvest(city, half)

    assert work.state == "suspended"
    assert "Faltan 5 de los 10" in work.reason
    assert row(city, "id-9").state == "present"
    with pytest.raises(NotAllowed):
        vanishing.confirm(city.session, source, by=city.ana)
    assert vanishing.confirm(city.session, source, by=city.carla) == 5
    assert row(city, "id-9").state == "missing"
    with pytest.raises(WrongState):
        vanishing.confirm(city.session, source, by=city.carla)


def test_an_empty_list_takes_nothing(city, source):
    harvest(city, ten())

    assert harvest(city, {}).state == "suspended"


def test_a_first_harvest_of_nothing_is_no_success(city, source):
    work = harvest(city, {})

    assert work.state == "failed"
    assert "ningún registro" in work.reason


def test_one_that_vanished_has_days_of_grace(city, source):
    harvest(city, ten())
    nine = ten()
    nine.pop("id-7")

    work = harvest(city, nine)

    assert counts(work) == {"unchanged": 9, "gone": 1}
    assert row(city, "id-7").state == "missing"
    assert counts(harvest(city, nine)) == {"unchanged": 9}


def test_one_that_comes_back_in_time_is_as_it_was(city, source):
    harvest(city, ten())
    nine = ten()
    nine.pop("id-7")
    harvest(city, nine)

    work = harvest(city, ten())

    assert counts(work) == {"unchanged": 10}
    assert row(city, "id-7").state == "present"
    assert row(city, "id-7").missing_since is None


def published(city, code):
    from tumbaga.catalog import classification, publishing, workflow

    asset = assets.get(city.session, code)
    asset.theme, asset.language = "educacion", "es"
    workflow.submit(city.session, asset, by=city.carla)
    workflow.approve(city.session, asset, by=city.carla)
    public = {"access_class": "publica"}
    classification.decide(city.session, asset, public, by=city.beto)
    publishing.publish(city.session, asset, by=city.carla)
    return asset


def test_after_the_grace_what_was_published_is_withdrawn(city, source):
    harvest(city, ten())
    asset = published(city, "otra:id-7")
    nine = ten()
    nine.pop("id-7")
    harvest(city, nine)
    row(city, "id-7").missing_since = now() - timedelta(days=8)

    work = harvest(city, nine)

    assert counts(work) == {"unchanged": 9, "withdrawn": 1}
    assert asset.workflow_state == "withdrawn"
    assert reading.by_uid(city.session, asset.uid) is None


def test_who_may_not_withdraw_leaves_it_standing_and_says_so(city, source):
    harvest(city, ten())
    asset = published(city, "otra:id-7")
    nine = ten()
    nine.pop("id-7")
    harvest(city, nine)
    row(city, "id-7").missing_since = now() - timedelta(days=8)

    work = harvest(city, nine, by=city.ana)

    assert asset.workflow_state == "published"
    assert "no puede sacar" in work.failures[0].reason


def test_a_deletion_that_the_source_tells_counts_without_a_full_reading(city, source):
    harvest(city, ten())

    work = harvest(city, {"id-3": thing("X", deleted=True)}, partial_read=True)

    assert counts(work) == {"gone": 1}
    assert row(city, "id-3").state == "missing"
    assert row(city, "id-4").state == "present"


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


def other(city, code="vecina"):
    made = sources.propose(
        city.session,
        kind="ckan",
        location="https://vecina.gov.co",
        title="La vecina",
        code=code,
        by=city.carla,
    )
    sources.approve(city.session, made, by=city.dario)


def test_two_sources_with_one_identifier_do_not_touch_each_other(city, source):
    other(city)
    harvest(city, {"1": thing("Una")})

    work = harvest(city, {"1": thing("Otra")}, source="vecina")

    assert counts(work) == {"created": 1}
    titles = set(city.session.scalars(select(Asset.title)))
    assert titles == {"Una", "Otra"}


def test_one_thing_from_two_sources_is_kept_once(city, source):
    other(city)
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
    from tumbaga.catalog import withdrawing

    harvest(city, ten())
    asset = published(city, "otra:id-3")
    withdrawing.withdraw(city.session, asset, "No era nuestra.", by=city.carla)

    harvest(city, ten(**{"id-3": thing("Conjunto 3", description="Nueva.")}))

    assert asset.workflow_state == "withdrawn"


def test_a_preview_tells_all_and_saves_nothing(city, source):
    city.session.commit()

    work = harvest(city, ten(), preview=True)

    assert counts(work) == {"created": 10}
    assert stored(city) == 0
    assert city.session.scalar(select(func.count()).select_from(HarvestRun)) == 0


def test_the_source_says_itself_that_nothing_changed(city, source):
    harvest(city, ten())

    def same():
        raise NotChanged
        yield

    work = harvest(city, same())

    assert (work.state, counts(work)) == ("finished", {"unchanged": 10})
    assert counts(harvest(city, ten())) == {"unchanged": 10}


def test_a_run_can_be_stopped(city, source):
    many = {f"{n}": thing(f"Cosa {n}") for n in range(250)}

    def stopping():
        for number, one in enumerate(items(many)):
            if number == 120:
                runs.ask_to_stop(city.session, source)
            yield one

    work = harvest(city, stopping())

    assert work.state == last_run(city).state == "stopped"
    assert 0 < stored(city) < 250
    assert source.holder is None
    assert harvest(city, many).state == "finished"
    assert stored(city) == 250


def test_a_run_that_takes_too_long_ends_by_itself(city, source):
    source.minutes = 0
    city.session.flush()

    work = harvest(city, ten())

    assert work.state == "stopped"
    assert "se detuvo sola" in work.reason


def test_two_at_once_is_refused(city, source):
    def inside():
        source.holder = "otra-maquina:1:otro"
        with pytest.raises(WrongState, match="se está cosechando ahora"):
            runs._take(city.session, source, again)
        source.holder = first.holder
        yield from items(ten())

    from tumbaga.catalog.harvesting import Job, Work, steps

    again = Work(Job("otra", "carla", [], lambda item: item))
    first = Work(Job("otra", "carla", inside(), _mapped(), organization="planeacion"))
    from contextlib import nullcontext

    for step in steps(first, lambda: nullcontext(city.session)):
        step(city.session)
    assert first.state == "finished"


def _mapped():
    from harvest_runs import mapped

    return mapped


def test_who_lost_the_source_saves_nothing_more(city, source):
    def lost():
        source.holder = "otra-maquina:1:otro"
        city.session.flush()
        yield from items(ten())

    with pytest.raises(WrongState, match="Otro proceso"):
        harvest(city, lost())
    assert stored(city) == 0


def test_a_new_source_waits_for_its_approval(city):
    sources.propose(
        city.session,
        kind="ckan",
        location="https://otra.gov.co",
        title="Otra",
        code="otra",
        by=city.carla,
    )
    with pytest.raises(WrongState, match="aprobarla"):
        harvest(city, ten())


def test_a_general_run_over_many_batches_counts_them_all(city, source):
    many = {f"{n}": thing(f"Cosa {n}") for n in range(350)}

    assert counts(harvest(city, many)) == {"created": 350}
    assert counts(harvest(city, many)) == {"unchanged": 350}

"""The door: what it lets out, what it refuses, and how it follows decisions."""

import json

import pytest
from city import RESERVED, City
from tumbaga.catalog import assets, classification, publishing, withdrawing, workflow
from tumbaga.catalog.refusals import (
    Incomplete,
    NotAllowed,
    NotDecided,
    Refusal,
    WrongState,
)
from tumbaga.records import naming, reading
from tumbaga.records.reading import KNOWN


def public(city: City, uid: str, **values):
    return reading.by_uid(city.session, uid, **values)


def test_no_decision_no_publication(city: City):
    asset = city.approved()

    with pytest.raises(NotDecided, match="aún no ha decidido"):
        publishing.publish(city.session, asset, by=city.carla)
    assert reading.head(city.session).seq == 0


def test_a_public_asset_is_published_whole(city: City):
    asset = city.published(keywords=["inversión", "plan"])

    record = public(city, asset.uid)
    assert record.path == "/datos/pet-1"
    assert record.document["title"] == "Inversión por dependencia"
    assert record.document["organization"]["slug"] == "planeacion"
    assert record.document["classification"]["class"] == "publica"


def test_publishing_twice_writes_once(city: City):
    asset = city.published()
    city.session.commit()
    city.session.expire_all()

    publishing.publish(city.session, asset, by=city.carla)

    assert reading.head(city.session).seq == 1


def test_an_indicator_publishes_its_figures_once(city: City):
    rows = [{"period": "2015", "value": "57"}, {"period": "2016", "value": "58,5"}]
    asset = city.published(
        kind="indicator", objective="o", unit="PPI", observations=rows
    )
    city.session.commit()
    city.session.expire_all()
    publishing.publish(city.session, asset, by=city.carla)

    record = public(city, asset.uid)
    figures = reading.observations(city.session, record.seq)
    assert [(f.period, str(f.value)) for f in figures] == [
        ("2015", "57"),
        ("2016", "58.5"),
    ]
    assert record.document["latest"] == {"period": "2016", "value": 58.5}
    assert reading.head(city.session).seq == 1


def test_a_draft_changes_nothing_outside(city: City):
    asset = city.published()
    assets.save(city.session, city.draft(title="Otro nombre"), by=city.ana)

    assert public(city, asset.uid).document["title"] == "Inversión por dependencia"
    with pytest.raises(WrongState, match="borrador"):
        publishing.publish(city.session, asset, by=city.carla)


def test_a_new_version_counts_up(city: City):
    asset = city.published()
    assets.save(city.session, city.draft(title="Otro nombre"), by=city.ana)
    workflow.submit(city.session, asset, by=city.ana)
    workflow.approve(city.session, asset, by=city.carla)
    publishing.publish(city.session, asset, by=city.carla)

    document = public(city, asset.uid).document
    assert (document["title"], document["version"]) == ("Otro nombre", 2)


def test_reserved_is_known_by_the_legal_offices_name_only(city: City):
    asset = city.approved(title="CANARIO Pérez", keywords=["canario"])
    classification.decide(city.session, asset, RESERVED, by=city.beto)
    publishing.publish(city.session, asset, by=city.carla)

    assert public(city, asset.uid) is None
    record = public(city, asset.uid, disclosures=KNOWN)
    assert "canario" not in record.text.lower()
    assert record.document["title"] == "Expedientes de indagación"
    assert record.slug == asset.uid
    assert record.document["classification"]["ends"] == "2029-03-14"


def test_a_decision_that_closes_is_followed_at_once(city: City):
    asset = city.published(title="CANARIO", code="CANARIO-1")

    classification.decide(city.session, asset, RESERVED, by=city.beto)

    assert public(city, asset.uid) is None
    assert reading.head(city.session).cut == 2
    left = public(city, asset.uid, disclosures=KNOWN)
    assert "canario" not in left.text.lower()
    former = reading.by_former_slug(city.session, "dataset", "canario-1")
    assert former == left


def test_a_decision_that_opens_waits_for_publication(city: City):
    asset = city.approved()
    classification.decide(city.session, asset, RESERVED, by=city.beto)
    publishing.publish(city.session, asset, by=city.carla)

    classification.decide(
        city.session, asset, {"access_class": "publica"}, by=city.beto
    )
    assert public(city, asset.uid) is None

    publishing.publish(city.session, asset, by=city.carla)
    assert public(city, asset.uid) is not None


def test_a_partial_decision_lets_out_its_list_and_no_more(city: City):
    variables = [
        {"name": "comuna", "label": "Comuna"},
        {"name": "cedula", "label": "Cédula CANARIO"},
    ]
    asset = city.approved(variables=variables, description="CANARIO")
    partial = {
        **RESERVED,
        "access_class": "clasificada",
        "articles": ["18-a"],
        "scope": "partial",
        "public_leaves": ["title", "variables/comuna"],
        "term_years": None,
        "unlimited": True,
    }
    classification.decide(city.session, asset, partial, by=city.beto)
    publishing.publish(city.session, asset, by=city.carla)

    record = public(city, asset.uid)
    assert record.disclosure == "partial"
    assert "canario" not in record.text.lower()
    assert [one["name"] for one in record.document["variables"]] == ["comuna"]


def test_the_desk_never_leaves(city: City):
    asset = city.published(
        desk={"contact_name": "CANARIO Pérez", "contact_email": "canario@x.co"},
        proposal={"motivation": "CANARIO"},
        confidentiality="alta",
    )

    assert "canario" not in public(city, asset.uid).text.lower()
    assert "confidentiality" not in public(city, asset.uid).document


def test_private_data_cannot_be_public(city: City):
    asset = city.approved(personal_data="sensible")

    with pytest.raises(Refusal, match="Ley 1581"):
        classification.decide(
            city.session, asset, {"access_class": "publica"}, by=city.beto
        )


def test_what_is_under_construction_is_not_published(city: City):
    asset = city.approved(
        maturity="en_construccion", maturity_reason="Falta la validación."
    )
    classification.decide(
        city.session, asset, {"access_class": "publica"}, by=city.beto
    )

    with pytest.raises(Refusal, match="art. 6 k"):
        publishing.publish(city.session, asset, by=city.carla)


def test_retired_stays_and_names_its_successor(city: City):
    old, new = city.published(), city.published(code="PET-2", title="La nueva")

    withdrawing.retire(
        city.session, old, "La reemplaza otra.", by=city.carla, successor=new
    )

    assert public(city, old.uid) is None
    record = public(city, old.uid, states=("retired",))
    assert record.document["retired"]["successor"] == new.uid
    assert record.document["title"] == "Inversión por dependencia"


def test_withdrawn_leaves_a_tombstone(city: City):
    asset = city.published(title="CANARIO")

    withdrawing.withdraw(city.session, asset, "Tenía un error.", by=city.beto)

    tomb = reading.by_former_slug(city.session, "dataset", "pet-1")
    assert tomb.state == "withdrawn"
    assert tomb.document["withdrawn"]["reason"] == "Tenía un error."
    assert "CANARIO" not in json.dumps(tomb.document)


def test_withdrawing_needs_a_reason(city: City):
    asset = city.published()

    with pytest.raises(Refusal, match="motivo"):
        withdrawing.withdraw(city.session, asset, "  ", by=city.beto)


def test_two_codes_that_fold_to_one_address_get_two(city: City):
    first, second = city.published(code="A.1"), city.published(code="A-1")

    paths = {public(city, one.uid).path for one in (first, second)}
    assert len(paths) == 2


def test_relations_name_only_what_is_public(city: City):
    hidden = city.asset(code="OCULTO", title="Oculto")
    shown = city.published(code="VISTO", title="Visto")
    links = [
        {"type": "relacionado", "code": "OCULTO"},
        {"type": "relacionado", "code": "VISTO"},
        {"type": "relacionado", "code": "NO-EXISTE"},
    ]
    asset = city.published(code="CON-LAZOS", relations=links)

    assert public(city, asset.uid).document["relations"] == [
        {"type": "relacionado", "uid": shown.uid}
    ]
    assert hidden.uid not in public(city, asset.uid).text


def test_an_incomplete_draft_is_not_submitted(city: City):
    asset = city.asset(description="", theme="")

    with pytest.raises(Incomplete) as refused:
        workflow.submit(city.session, asset, by=city.ana)

    assert {one.label for one in refused.value.problems} == {"Descripción", "Tema"}


def test_another_departments_producer_may_not(city: City):
    asset = city.asset()

    with pytest.raises(NotAllowed, match="Fabio no puede"):
        workflow.submit(city.session, asset, by=city.fabio)


def test_a_part_of_a_series_says_so_by_its_own_type(city: City):
    series = city.published(code="SERIE", title="Una serie", is_series=True)
    whole = city.published(code="TODO", title="Otro conjunto")
    links = [
        {"type": "parte_de", "code": "SERIE"},
        {"type": "en_serie", "code": "TODO"},
    ]
    part = city.published(code="PARTE", title="Una parte", relations=links)

    assert public(city, part.uid).document["relations"] == [
        {"type": "en_serie", "uid": series.uid},
        {"type": "parte_de", "uid": whole.uid},
    ]
    for target, kind in ((series, "en_serie"), (whole, "parte_de")):
        found = naming.incoming(city.session, target.uid, states=["published"])
        assert [(said, one.uid) for said, one in found] == [(kind, part.uid)]

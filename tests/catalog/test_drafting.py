"""Drafts with something wrong in them, and what the other doors make of it."""

import uuid
from typing import Any

import pytest
from city import City
from sqlalchemy import select
from tumbaga.catalog import (
    drafting,
    importing,
    publishing,
    revising,
    revisions,
    workflow,
)
from tumbaga.catalog.refusals import Changed, Incomplete, NotAllowed
from tumbaga.records.asset import Asset
from tumbaga.records.audit import AuditEntry
from tumbaga.schemas.forms import sections
from tumbaga.schemas.tables import Entry


def keep(city: City, asset: Asset, key: str, auto: bool = False, **data: Any) -> Any:
    section = sections.get(asset.kind, key)
    assert section is not None
    held = sections.placed({}, section.names, drafting.typed(asset))
    mark = revising.mark(asset)
    return drafting.keep(
        city.session,
        asset,
        {**held, **data},
        section.names,
        mark,
        by=city.ana,
        auto=auto,
    )


def test_a_wrong_draft_cannot_be_submitted_until_it_is_right(city: City):
    asset = city.asset()
    keep(city, asset, "que-es", theme="nada de eso")

    assert asset.theme is None
    with pytest.raises(Incomplete) as refused:
        workflow.submit(city.session, asset, by=city.ana)
    assert [(one.path, one.given) for one in refused.value.problems] == [
        ("theme", "nada de eso")
    ]

    keep(city, asset, "que-es", theme="Cultura")
    workflow.submit(city.session, asset, by=city.ana)
    assert asset.workflow_state == "submitted"


def test_a_wrong_value_never_leaves_through_the_door(city: City):
    asset = city.published()
    keep(city, asset, "que-es", acronym="CANARIO" * 20)

    with pytest.raises(Exception, match="publicar"):
        publishing.publish(city.session, asset, by=city.carla)


def test_a_whole_draft_takes_the_place_of_what_was_wrong(city: City):
    asset = city.asset()
    keep(city, asset, "que-es", theme="nada de eso")
    mark = revising.mark(asset)

    revising.replace(city.session, asset, city.draft(), {mark}, by=city.ana)

    assert asset.incomplete == []
    assert asset.theme == "funcion-publica"


def imported(city: City, covers: set[str], **data: Any) -> None:
    given = {"code": "PET-1", "organization": "planeacion", **data}
    entry = Entry(2, "dataset", given, covers=frozenset({"code", *covers}))
    for batch in importing.batches([entry]):
        tally = importing.apply(city.session, batch, by=city.ana)
        assert tally.remarks == []


def test_a_sheet_leaves_what_it_does_not_speak_of(city: City):
    asset = city.asset()
    keep(city, asset, "que-es", theme="nada de eso", acronym="X" * 99)

    imported(city, {"title", "acronym"}, title="Otro nombre", acronym="ON")

    assert asset.title == "Otro nombre"
    assert [one["path"] for one in asset.incomplete] == ["theme"]
    assert drafting.typed(asset)["theme"] == "nada de eso"


def test_the_same_draft_twice_and_a_stale_one(city: City):
    asset = city.asset()
    section = sections.get("dataset", "que-es")
    assert section is not None
    data = sections.placed({}, section.names, drafting.typed(asset))
    seen = revising.mark(asset)
    new = {**data, "acronym": "IPD"}

    def save(given: dict[str, Any]) -> str:
        saved = drafting.keep(
            city.session, asset, given, section.names, seen, by=city.ana
        )
        return saved.outcome

    assert save(new) == "updated"
    assert save(new) == "unchanged"
    with pytest.raises(Changed):
        save({**data, "acronym": "OTRA"})
    assert asset.acronym == "IPD"


def test_the_audit_of_an_autosave_says_what_it_changed(city: City):
    asset = city.asset()
    keep(city, asset, "que-es", acronym="A", auto=True)
    keep(city, asset, "que-es", acronym="AB", auto=True)

    query = select(AuditEntry).where(AuditEntry.verb == "autosave")
    told = [
        (one.before, one.after)
        for one in city.session.scalars(query.order_by(AuditEntry.id))
    ]
    assert told == [({}, {"acronym": "A"}), ({"acronym": "A"}, {"acronym": "AB"})]
    assert [one.verb for one in revisions.listed(city.session, asset)] == [
        "register",
        "autosave",
    ]


def test_an_autosave_of_another_is_a_revision_of_its_own(city: City):
    asset = city.asset()
    keep(city, asset, "que-es", acronym="A", auto=True)
    section = sections.get("dataset", "que-es")
    assert section is not None
    data = sections.placed({}, section.names, drafting.typed(asset))
    drafting.keep(
        city.session,
        asset,
        {**data, "acronym": "B"},
        section.names,
        revising.mark(asset),
        by=city.carla,
        auto=True,
    )

    kept = revisions.listed(city.session, asset)
    assert [(one.verb, one.person) for one in kept] == [
        ("register", "ana"),
        ("autosave", "ana"),
        ("autosave", "carla"),
    ]


def test_codes_follow_each_other(city: City):
    def begun(**data: Any) -> Asset:
        return drafting.begin(
            city.session,
            "indicator",
            {"title": "Tasa", **data},
            uid=str(uuid.uuid4()),
            by=city.ana,
        )

    assert begun().code == "PLANEACION-IND-001"
    assert begun(code="PLANEACION-IND-7").code == "PLANEACION-IND-7"
    assert begun().code == "PLANEACION-IND-008"
    with pytest.raises(NotAllowed):
        begun(organization="salud")


def test_what_is_reserved_is_previewed_by_its_name_alone(city: City):
    from city import RESERVED
    from tumbaga.catalog import classification, foreseeing

    asset = city.asset(description="CANARIO")
    seen = foreseeing.preview(city.session, asset)
    assert not seen.decided
    assert "CANARIO" in seen.record.text

    classification.decide(city.session, asset, RESERVED, by=city.beto)
    seen = foreseeing.preview(city.session, asset)
    assert seen.decided
    assert "CANARIO" not in seen.record.text
    assert seen.record.document["title"] == "Expedientes de indagación"

"""Every field, from the draft to the record and to the public document, and back."""

import json
from dataclasses import replace

import pytest
from city import City
from full_drafts import FULL
from tumbaga.catalog import (
    assets,
    classification,
    publishing,
    standard_variables,
    standing,
    workflow,
)
from tumbaga.catalog.refusals import Incomplete, Refusal
from tumbaga.records import reading
from tumbaga.schemas import kinds

KINDS = sorted(FULL)
SEX = {
    "code": "sexo",
    "label": "Sexo",
    "definition": "Sexo asignado al nacer.",
    "type": "categoria",
    "categories": [{"code": "1", "label": "Hombre"}, {"code": "2", "label": "Mujer"}],
}


@pytest.fixture
def full(city: City) -> City:
    standard_variables.save(city.session, SEX, by=city.dario)
    return city


def saved(city: City, kind: str, **values):
    draft = kinds.load(kind, {"code": "X-1", **FULL[kind], **values})
    assert draft.problems == []
    return assets.save(city.session, draft, by=city.carla)


def published(city: City, asset):
    workflow.submit(city.session, asset, by=city.carla)
    workflow.approve(city.session, asset, by=city.carla)
    public = {"access_class": "publica"}
    classification.decide(city.session, asset, public, by=city.beto)
    publishing.publish(city.session, asset, by=city.carla)
    record = reading.by_uid(city.session, asset.uid)
    assert record is not None
    return record


@pytest.mark.parametrize("kind", KINDS)
def test_the_record_says_the_draft_again_and_again_it_changes_nothing(
    full: City, kind: str
):
    asset = saved(full, kind).asset
    full.session.commit()
    full.session.expire_all()

    draft = kinds.load(kind, {"code": "X-1", **FULL[kind]})
    said = standing.current(asset)
    # the place by default is not said again
    assert draft.values.pop("maturity") == "definitiva"
    assert canonical(said) == canonical(draft.values)
    assert saved(full, kind).outcome == "unchanged"


def canonical(values):
    return json.loads(json.dumps(values, default=str, sort_keys=True))


@pytest.mark.parametrize("kind", KINDS)
def test_what_may_leave_leaves_and_the_rest_stays(full: City, kind: str):
    record = published(full, saved(full, kind).asset)
    figures = reading.observations(full.session, record.seq)

    assert "canario" not in (record.text + str(figures)).lower()
    inside = {"desk", "proposal", "confidentiality", "integrity", "availability"}
    inside |= {"personal_data_authorized", "criticality", "observations"}
    assert not inside & set(record.document)
    # relations lead only to what is public, and OTRO-1 is not
    expected = set(FULL[kind]) - inside - {"relations"}
    assert expected <= set(record.document)


@pytest.mark.parametrize("kind", KINDS)
def test_a_draft_with_nothing_clears_every_field(full: City, kind: str):
    asset = saved(full, kind).asset
    full.session.commit()
    bare = {"code": "X-1", "title": "T", "organization": "planeacion"}
    assets.save(full.session, kinds.load(kind, bare), by=full.carla)
    full.session.commit()

    ours = {"maturity", "code", "title", "organization", "characterisation"}
    assert set(standing.current(asset)) <= ours


def test_the_matrix_on_the_public_page(full: City):
    document = published(full, saved(full, "dataset").asset).document

    assert document["asset_type"] == "base_de_datos"
    assert document["axis"] == "observatorios"
    assert document["process"] == "Planeación institucional"
    assert document["records_code"] == "4132.010.14.12"
    assert document["archived"] == "2017-02"
    assert document["personal_data_types"] == ["publico"]
    assert document["is_series"] is True
    (one,) = document["distributions"]
    assert (one["issued"], one["modified"]) == ("2016-03-01", "2017-03-01")
    assert one["availability"] == "estable"


def test_criticality_is_worked_out_and_cannot_be_typed(full: City):
    asset = saved(full, "dataset").asset
    assert asset.criticality == "media"

    draft = full.draft(code="X-2", criticality="baja")
    (problem,) = draft.problems
    assert problem.path == "criticality"


def test_the_sheet_on_the_public_page(full: City):
    record = published(full, saved(full, "indicator").asset)
    document = record.document

    assert document["service"]["response_time"] == "15 días hábiles"
    assert document["associated_with"] == ["procesos", "tramites_y_servicios"]
    assert document["changes"][0]["change"] == "Nueva pregunta."
    assert document["ods"] == ["16", "16.10", "16.10.2"]
    (figure,) = reading.observations(full.session, record.seq)
    assert figure.components == {"V1": "515", "V2": "1000"}
    assert str(figure.target) == "52.5"


def test_a_component_that_changes_is_published_anew(full: City):
    before = published(full, saved(full, "indicator").asset)
    (figure,) = FULL["indicator"]["observations"]

    changed = {**figure, "components": {"V1": "516", "V2": 1000}}
    after = published(full, saved(full, "indicator", observations=[changed]).asset)

    assert after.seq > before.seq
    assert after.etag != before.etag


def test_the_target_of_zero_is_a_target(full: City):
    (figure,) = FULL["indicator"]["observations"]
    without = {name: one for name, one in figure.items() if name != "target"}
    before = published(full, saved(full, "indicator", observations=[without]).asset)

    with_zero = {**figure, "target": 0}
    after = published(full, saved(full, "indicator", observations=[with_zero]).asset)

    assert after.etag != before.etag


def test_personal_data_are_declared_however_the_draft_was_put_together(city: City):
    """A sheet that says less than the variables of the record does not get by."""
    held = [{"name": "P1", "label": "Salud", "personal_data": "sensible"}]
    asset = city.asset(variables=held)
    sheet = city.draft(personal_data="ninguno")
    covers = frozenset({"personal_data"})

    merged = replace(sheet, values=standing.merged(asset, sheet.values, covers))
    with pytest.raises(Incomplete, match="Escriba aquí el más sensible"):
        assets.save(city.session, merged, by=city.ana)

    blank = city.draft()
    merged = replace(blank, values=standing.merged(asset, blank.values, covers))
    assert "personal_data" not in merged.values
    assert assets.save(city.session, merged, by=city.ana).asset.personal_data == (
        "sensible"
    )


def test_what_its_variables_hold_cannot_be_laid_open(city: City):
    held = [{"name": "P1", "label": "Salud", "personal_data": "sensible"}]

    with pytest.raises(Refusal, match="no puede ser pública"):
        city.published(variables=held)

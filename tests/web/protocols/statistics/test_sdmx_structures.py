"""Structures over REST 2.1 and 2.x: valid, whole, in two languages, and refused well."""

import pytest
from lxml import etree
from public_records import dataset, indicator
from sdmx_city import FLOW, OTHER, fill, ids, valid, valid_json
from tumbaga.records import reading

LANG = "{http://www.w3.org/XML/1998/namespace}lang"
REFERENCES = [
    "none", "parents", "parentsandsiblings", "ancestors", "children", "descendants",
    "all", "codelist", "datastructure",
]  # fmt: skip
KINDS = [
    "agencyscheme", "dataflow", "categoryscheme", "categorisation", "codelist",
    "conceptscheme", "datastructure", "contentconstraint", "structure",
]  # fmt: skip


def test_every_indicator_is_a_dataflow_and_nothing_else_is(site):
    fill(site)
    site.publish(indicator("sin-datos"), dataset("d"))
    site.publish(indicator("solo-nombre"), disclosure="index")
    site.publish(indicator("ido"))
    site.publish(indicator("ido"), state="withdrawn")

    found = valid(site.get("/sdmx/dataflow/all/all/latest").data, "2.1")

    assert ids(found, "Dataflow") == [FLOW, OTHER, "IND_SIN_DATOS_REGISTRO"]


@pytest.mark.parametrize("references", REFERENCES)
@pytest.mark.parametrize("version", ["2.1", "3.0"])
def test_references_bring_what_they_say_and_are_valid(filled, references, version):
    path = "/sdmx/dataflow" if version == "2.1" else "/sdmx/v2/structure/dataflow"

    answer = filled.get(f"{path}/CALI/{FLOW}?references={references}")

    found = valid(answer.data, version)
    assert ids(found, "Dataflow") == [FLOW]
    structures = ids(found, "DataStructure")
    brings = {"children", "descendants", "all", "parentsandsiblings", "datastructure"}
    assert bool(structures) is (references in brings - {"parentsandsiblings"})


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("version", ["2.1", "3.0"])
def test_every_kind_comes_whole(filled, kind, version):
    path = "/sdmx" if version == "2.1" else "/sdmx/v2/structure"

    answer = filled.get(f"{path}/{kind}")

    assert answer.status_code == 200
    valid(answer.data, version)


def test_all_that_a_structure_refers_to_comes_with_it(filled):
    message = filled.get(f"/sdmx/dataflow/CALI/{FLOW}/latest?references=all").data

    found = valid(message, "2.1")
    referred = {
        (one.get("class"), one.get("id"))
        for one in found.iter("Ref")
        if one.get("class") in {"Codelist", "DataStructure"}
    }
    here = {("Codelist", one) for one in ids(found, "Codelist")}
    here |= {("DataStructure", one) for one in ids(found, "DataStructure")}
    assert referred <= here
    concepts = {
        (one.get("maintainableParentID"), one.get("id"))
        for one in found.iter("Ref")
        if one.get("class") == "Concept"
    }
    defined = {
        (scheme.get("id"), one.get("id"))
        for scheme in found.iter("{*}ConceptScheme")
        for one in scheme.iter("{*}Concept")
    }
    assert concepts <= defined


def test_the_key_begins_the_same_way_everywhere_and_ends_with_its_own(filled):
    found = valid(filled.get("/sdmx/datastructure/CALI/all").data, "2.1")

    keys = [ids(one, "Dimension") for one in found.iter("{*}DimensionList")]
    common = ["FREQ", "REF_AREA", "INDICATOR", "SEX", "AGE"]
    assert keys == [[*common, "ZONA_URBANA"], common]


def test_names_come_in_spanish_and_english_and_say_which(filled):
    found = valid(filled.get("/sdmx/codelist/CALI/CL_SEX").data, "2.1")

    female = found.find(".//{*}Code[@id='F']")
    names = {one.get(LANG): one.text for one in female.iter("{*}Name")}
    assert names == {"es": "Mujeres", "en": "Female"}


def test_json_structures_are_valid(filled):
    answer = filled.get(
        f"/sdmx/v2/structure/dataflow/CALI/{FLOW}?references=all",
        headers={"Accept": "application/vnd.sdmx.structure+json;version=2.0.0"},
    )

    found = valid_json(answer.data, "structure")
    [flow] = found["data"]["dataflows"]
    assert flow["id"] == FLOW
    assert [one["type"] for one in flow["annotations"]] == [
        "UPDATE_DATA",
        "UPDATE_STRUCTURE",
    ]
    assert answer.content_type.startswith("application/vnd.sdmx.structure+json")


@pytest.mark.parametrize("form", ["structure-2.1", "structure-3.0"])
def test_each_dataflow_says_when_it_was_last_published(filled, form):
    found = valid(filled.get(f"/sdmx/dataflow?format={form}").data, form[-3:])

    told = {
        one.get("id"): {
            note.findtext("{*}AnnotationType"): note.findtext("{*}AnnotationTitle")
            for note in one.iter("{*}Annotation")
        }
        for one in found.iter("{*}Dataflow")
    }
    with filled.house.session() as session:
        rows = reading.page(session, after=0, upto=99, limit=9, kinds=["indicator"])
    moments = [one.modified.isoformat() for one in rows]
    assert told == {
        name: {"UPDATE_DATA": moment, "UPDATE_STRUCTURE": moment}
        for name, moment in zip([FLOW, OTHER], moments, strict=True)
    }


def test_stubs_have_names_and_nothing_inside(filled):
    found = valid(filled.get("/sdmx/codelist/CALI/CL_SEX?detail=allstubs").data, "2.1")

    assert ids(found, "Codelist") == ["CL_SEX"]
    assert ids(found, "Code") == []


def test_a_partial_reference_holds_only_what_is_used(filled):
    path = f"/sdmx/dataflow/CALI/{FLOW}?references=descendants&detail=referencepartial"

    found = valid(filled.get(path).data, "2.1")

    areas = found.find(".//{*}Codelist[@id='CL_AREA']")
    assert set(ids(areas, "Code")) == {"76001", "76"}
    assert areas.get("isPartial") == "true"


def test_items_of_a_scheme_can_be_asked_for(filled):
    found = valid(filled.get("/sdmx/codelist/CALI/CL_SEX/1.0/F+M").data, "2.1")

    assert ids(found, "Code") == ["F", "M"]


@pytest.mark.parametrize(
    ("path", "status", "says"),
    [
        ("/sdmx/dataflow/OTRA", 404, "CALI"),
        ("/sdmx/dataflow/CALI/NO_HAY", 404, "/sdmx/dataflow"),
        ("/sdmx/dataflow/CALI/all/9.9", 404, "1.0"),
        ("/sdmx/cosa", 404, "dataflow"),
        ("/sdmx/dataflow?references=todo", 400, "descendants"),
        ("/sdmx/dataflow?detail=mucho", 400, "allstubs"),
        ("/sdmx/dataflow?format=pdf", 406, "structure-2.1"),
        ("/sdmx/metadata", 404, "references=all"),
        ("/sdmx/metadata/IND_X/all", 404, "references=all"),
        ("/sdmx/v2/metadata/metadataflow/CALI/X", 404, "references=all"),
        ("/sdmx/schema/dataflow/CALI/NO_HAY", 404, "/sdmx/dataflow"),
        ("/sdmx/schema/nada/CALI/NO_HAY", 404, "datastructure"),
        (f"/sdmx/schema/dataflow/OTRA/{FLOW}", 404, "CALI"),
        (f"/sdmx/schema/dataflow/CALI/{FLOW}/9.9", 404, "1.0"),
        (f"/sdmx/schema/dataflow/CALI/{FLOW}?format=pdf", 406, "schema-2.1"),
        (
            f"/sdmx/schema/dataflow/CALI/{FLOW}?dimensionAtObservation=SEX",
            400,
            "AllDimensions",
        ),
        ("/sdmx/provisionagreement", 404, "provisionagreement"),
        ("/sdmx/codelist/CALI/" + "+".join(["A"] * 10_000), 413, "100"),
        ("/sdmx/codelist/CALI/%0a%22<x>", 404, "identificador"),
    ],
)
def test_a_wrong_question_is_told_what_is_right(filled, path, status, says):
    answer = filled.get(path)

    assert answer.status_code == status
    valid(answer.data, "2.1")
    assert says in answer.text


def test_references_that_would_bring_everything_are_refused(filled, monkeypatch):
    monkeypatch.setattr("tumbaga.exporters.sdmx.registry.MOST", 1)

    answer = filled.get("/sdmx/codelist/CALI/CL_FREQ?references=all")

    assert answer.status_code == 413
    assert "references" in answer.text
    assert filled.get("/sdmx/dataflow").status_code == 200


def test_a_text_of_any_kind_stays_valid(site):
    odd = "Título </x> ]]> \u202e\x00\x1b & 'ñ'"
    site.publish(indicator("a", title=odd, description=odd, unit=odd))

    answer = site.get("/sdmx/dataflow/all/all/latest?references=all")

    valid(answer.data, "2.1")
    assert "Título </x> ]]>" in etree.fromstring(answer.data).findtext(
        ".//{*}Dataflow/{*}Name"
    )


def test_it_is_asked_again_and_answered_with_304(filled):
    first = filled.get(f"/sdmx/dataflow/CALI/{FLOW}")

    again = filled.get(
        f"/sdmx/dataflow/CALI/{FLOW}", headers={"If-None-Match": first.headers["ETag"]}
    )

    assert again.status_code == 304
    assert "Accept" in first.vary

"""data.json: what is listed, what is said of it, and what never is."""

import json
from dataclasses import replace

import pytest
from public_records import (
    CATALOGUE,
    FILE,
    dataset,
    document,
    everything,
    indicator,
    least,
    nasty,
    organization,
    partial,
    process,
    record,
)
from tumbaga import exporters
from tumbaga.exporters.base import assemble, keeper, single
from tumbaga.exporters.datajson import entry

EXPORTER = exporters.get("json")


def leaves(value):
    if isinstance(value, dict):
        for inner in value.values():
            yield from leaves(inner)
    elif isinstance(value, list):
        yield from [value] if not value else (x for v in value for x in leaves(v))
    else:
        yield value


def test_only_what_has_data_is_listed():
    listed = [dataset(), indicator(), document(), least("dataset", "m"), partial()]
    silent = [
        process(),
        organization(),
        indicator(observation_count=0),
        document(distributions=[]),
        least("indicator", "m"),
    ]

    assert all(map(EXPORTER.accepts, listed))
    assert not any(map(EXPORTER.accepts, silent))


def test_a_dataset_has_a_file_to_download_and_a_lasting_identifier():
    one = entry(dataset(), CATALOGUE)

    assert one["identifier"] == "https://datos.cali.example/id/dato-1"
    assert one["accessLevel"] == "public"
    assert one["theme"] == ["Trabajo"]
    assert one["accrualPeriodicity"] == "R/P1Y"
    assert one["temporal"] == "2015/2019-06"
    file, service = one["distribution"]
    assert file["mediaType"] == "text/csv"
    assert file["downloadURL"].endswith("/archivos/ab12/empleo%20por%20comuna.csv")
    assert "downloadURL" not in service


def test_an_indicator_gives_its_series_as_csv():
    [series] = entry(indicator(), CATALOGUE)["distribution"]

    assert series["mediaType"] == "text/csv"
    assert series["downloadURL"].endswith("/indicadores/ind-1-registro.csv")


@pytest.mark.parametrize("one", everything(), ids=lambda one: one.uid)
def test_nothing_empty_and_no_placeholder_leaves(one):
    said = entry(one, CATALOGUE)

    assert not [leaf for leaf in leaves(said) if leaf in (None, "", [], {})]
    whole = [leaf for leaf in leaves(said) if str(leaf).startswith("{{")]
    assert whole == []
    assert len(said.get("rights", "")) <= 255


def test_without_a_word_of_its_own_the_theme_or_kind_stands_in():
    assert entry(least("dataset", "m"), CATALOGUE)["keyword"] == ["Conjunto de datos"]
    assert entry(dataset(keywords=[]), CATALOGUE)["keyword"] == ["Trabajo"]


def test_a_file_of_unknown_type_still_says_one():
    odd = FILE | {"media_type": "¿?", "format": "raro"}

    [one] = entry(dataset(distributions=[odd]), CATALOGUE)["distribution"]

    assert one["mediaType"] == "application/octet-stream"


def test_an_empty_and_a_full_catalogue_are_json():
    frame = EXPORTER.frame(CATALOGUE)
    bodies = [keeper(EXPORTER, CATALOGUE).make(one) for one in everything()]

    empty = json.loads(b"".join(assemble(frame, [])))
    full = json.loads(b"".join(assemble(frame, bodies)))

    assert empty["dataset"] == []
    assert len(full["dataset"]) == sum(map(EXPORTER.accepts, everything()))
    assert full["conformsTo"] == "https://project-open-data.cio.gov/v1.1/schema"


def test_strange_text_cannot_leave_a_page_script():
    text = single(EXPORTER, nasty(), CATALOGUE)

    assert b"</script>" not in text
    assert "</script>" in json.loads(text)["dataset"][0]["title"]


def test_the_catalogues_mailbox_answers_where_the_office_has_none():
    alone = record("dataset", "x", {"title": "Sin contacto"})

    assert entry(alone, CATALOGUE)["contactPoint"]["hasEmail"].endswith("cali.gov.co")
    silent = entry(alone, replace(CATALOGUE, contact_email=None))["contactPoint"]
    assert silent == {"@type": "vcard:Contact", "fn": CATALOGUE.publisher_name}


def test_a_part_of_a_series_names_its_collection():
    one = entry(dataset(relations=[{"type": "en_serie", "uid": "s"}]), CATALOGUE)

    assert one["isPartOf"] == "https://datos.cali.example/id/s"
    assert "isPartOf" not in entry(dataset(), CATALOGUE)

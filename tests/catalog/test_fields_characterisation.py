"""The characterisation of a process: dated, versioned, kept, and shown as far as it may."""

import datetime as dt

from city import City
from full_drafts import CHARACTERISATION
from tumbaga.catalog import assets, classification, publishing, workflow
from tumbaga.records import reading
from tumbaga.records.production_process import ProductionProcess

PPI = {"kind": "production_process", "code": "PPI-1", "ppi_type": "informe_gestion"}


def process(city: City, characterisation: dict | None = None, **values):
    given = {**PPI, "objective": "Informar.", **values}
    if characterisation is not None:
        given["characterisation"] = characterisation
    draft = city.draft(**given)
    assert draft.problems == []
    saved = assets.save(city.session, draft, by=city.ana)
    assert isinstance(saved.asset, ProductionProcess)
    return saved.asset


def keys(asset: ProductionProcess):
    return [(str(one.date), one.version) for one in asset.characterisations]


def public(city: City, asset: ProductionProcess):
    workflow.submit(city.session, asset, by=city.ana)
    workflow.approve(city.session, asset, by=city.carla)
    decision = {"access_class": "publica"}
    classification.decide(city.session, asset, decision, by=city.beto)
    publishing.publish(city.session, asset, by=city.carla)
    record = reading.by_uid(city.session, asset.uid)
    assert record is not None
    return record.document


def test_a_later_date_or_version_is_added_and_the_earlier_kept(city: City):
    process(city, {"date": "2015-11-20"})
    process(city, {"date": "2019-06-30"})
    asset = process(city, {"date": "2019-06-30", "version": 2})
    city.session.commit()
    city.session.expire_all()

    assert keys(asset) == [("2015-11-20", 1), ("2019-06-30", 1), ("2019-06-30", 2)]
    assert asset.characterisation is not None
    assert asset.characterisation.version == 2


def test_the_latest_is_by_date_not_by_arrival(city: City):
    process(city, {"date": "2019-06-30"})
    asset = process(city, {"date": "2015-11-20"})

    assert asset.characterisation is not None
    assert asset.characterisation.date == dt.date(2019, 6, 30)


def test_the_same_version_again_is_corrected_in_its_place(city: City):
    process(city, {"date": "2015-11-20", "processing": {"databases": 1, "edits": True}})
    asset = process(city, {"date": "2015-11-20", "processing": {"databases": 2}})

    (one,) = asset.characterisations
    assert one.processing == {"databases": 2}


def test_a_draft_that_says_nothing_of_it_keeps_it(city: City):
    process(city, {"date": "2015-11-20", "design": {"dane_instruments": ["DDI"]}})
    asset = process(city, title="Otro nombre")

    assert keys(asset) == [("2015-11-20", 1)]
    assert asset.characterisations[0].design == {"dane_instruments": ["metadato_ddi"]}


def test_each_version_keeps_what_the_record_said_then(city: City):
    process(city, {"date": "2015-11-20"}, storage="Excel")
    asset = process(city, {"date": "2019-06-30"}, storage="manejador_bd")

    stored = [one.core["storage"] for one in asset.characterisations]
    assert stored == ["hoja_de_calculo", "manejador_bd"]


def test_the_latest_follows_the_record_until_there_is_a_newer_one(city: City):
    process(city, {"date": "2015-11-20"}, storage="Excel")
    asset = process(city, storage="manejador_bd")

    assert asset.characterisations[0].core["storage"] == "manejador_bd"


def test_the_public_page_has_the_answers_without_opinions_nor_where_data_are(
    city: City,
):
    document = public(city, process(city, CHARACTERISATION))

    shown = document["characterisation"]
    assert (shown["date"], shown["version"]) == ("2015-11-20", 2)
    (demand,) = shown["requirements"]["demands"]
    assert demand == {
        "need": "Datos por comuna",
        "user": "academia",
        "coverage": "parcial",
    }
    assert shown["processing"] == {
        "databases": 2,
        "migration": "en_curso",
        "edits": True,
        "imputes": False,
        "anonymises": True,
    }
    assert "CANARIO" not in str(document)


def test_an_earlier_version_is_not_public(city: City):
    process(city, {"date": "2015-11-20", "dissemination": {"restrictions": "ANTERIOR"}})
    document = public(city, process(city, {"date": "2019-06-30"}))

    assert document["characterisation"] == {"date": "2019-06-30", "version": 1}
    assert "ANTERIOR" not in str(document)

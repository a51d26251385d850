"""Harvesters that we did not write walk the catalogue: what they find is the ledger."""

import sys
from pathlib import Path

import pytest
from machine import needed
from public_records import dataset, many

sys.path.insert(0, str(Path(__file__).parents[1] / "web" / "protocols"))

from protocol_site import opened, served
from tumbaga.catalog import selecting
from tumbaga.web.protocols.oai import verbs

pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]
PREFIXES = ["oai_dc", "dcat", "datacite"]


@pytest.fixture
def address(tmp_path, database_url, monkeypatch):
    """120 records, 20 of them gone, in pages of 25; with what the ledger says."""
    monkeypatch.setattr(verbs, "PAGE", {"ListRecords": 25, "ListIdentifiers": 25})
    with opened(tmp_path / "datos", database_url) as site:
        records = many(120)
        site.publish(*records)
        site.publish(*records[:10], state="withdrawn", disclosure="index")
        site.publish(*records[10:20], disclosure="index")
        site.publish(dataset("nunca"), disclosure="index")
        with served(site) as root:
            yield f"{root}/oai", ledger_of(site)


def ledger_of(site):
    assets = selecting.Is("kind", selecting.ASSETS)
    with site.house.session() as session:
        rows = selecting.page(session, assets, limit=1000, gone=True)
    return {
        f"oai:datos.cali.example:{one.uid}": not selecting.is_open(one) for one in rows
    }


@pytest.mark.parametrize("prefix", PREFIXES)
def test_sickle_finds_the_ledger(address, prefix):
    sickle = needed("sickle")
    url, ledger = address

    found = list(sickle.Sickle(url).ListRecords(metadataPrefix=prefix))

    assert {one.header.identifier: one.deleted for one in found} == ledger
    assert len(found) == 120
    assert sum(one.deleted for one in found) == 20
    living = sickle.Sickle(url).ListRecords(metadataPrefix=prefix, ignore_deleted=True)
    assert sum(1 for _ in living) == 100


def test_oaipmh_scythe_finds_the_ledger(address):
    scythe = needed("oaipmh_scythe")
    url, ledger = address

    with scythe.Scythe(url) as client:
        said = client.identify()
        found = list(client.list_records(metadata_prefix="oai_dc"))
        names = list(client.list_identifiers(metadata_prefix="datacite"))
        formats = [one.metadataPrefix for one in client.list_metadata_formats()]

    assert said.deletedRecord == "persistent"
    assert {one.header.identifier: one.deleted for one in found} == ledger
    assert {one.identifier: one.deleted for one in names} == ledger
    assert set(PREFIXES) <= set(formats)

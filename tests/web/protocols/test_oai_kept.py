"""OAI-PMH hands on kept fragments where it can: the same octets, and nothing that left."""

import re

import pytest
from protocol_site import opened
from public_records import dataset, everything
from tumbaga.exporters.dcat import rdfxml
from tumbaga.exporters.ddi import codebook
from tumbaga.web import following

MOMENT = re.compile(r"<responseDate>[^<]*</responseDate>")


@pytest.fixture
def site(tmp_path):
    with opened(tmp_path) as site:
        site.publish(*everything())
        yield site


def listed(site, prefix):
    answer = site.get(f"/oai?verb=ListRecords&metadataPrefix={prefix}")
    assert answer.status_code == 200
    return MOMENT.sub("", answer.text)


@pytest.mark.parametrize(
    ("prefix", "writer"), [("dcat", rdfxml), ("oai_ddi25", codebook)]
)
def test_what_is_kept_is_given_as_if_it_were_written_now(
    site, monkeypatch, prefix, writer
):
    written = listed(site, prefix)
    following.keep_up(site.house)
    monkeypatch.setattr(writer, "fragment", lambda *_: pytest.fail("written again"))
    assert listed(site, prefix) == written
    assert "<metadata>" in written


def test_a_record_closed_after_its_fragment_was_kept_is_a_tombstone(site):
    site.publish(dataset("secreto", title="CANARIO"))
    following.keep_up(site.house)
    assert "CANARIO" in listed(site, "dcat")
    site.publish(dataset("secreto"), disclosure="index")
    after = listed(site, "dcat")
    assert "CANARIO" not in after
    assert re.search(r'<header status="deleted"><identifier>[^<]*:secreto<', after)

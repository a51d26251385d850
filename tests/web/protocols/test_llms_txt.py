"""``/llms.txt``: every address that it names answers, and nothing in it is markup."""

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from protocol_site import BASE
from tumbaga import exporters
from tumbaga.exporters import llms
from tumbaga.exporters.base import Catalogue
from whole_site import standing

LINK = re.compile(r"^- \[(?:\\.|[^\[\]\\])+\]\((\S+)\)", re.MULTILINE)


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    with standing(tmp_path_factory.mktemp("llms")) as site:
        yield site


def test_every_address_that_it_names_answers(told):
    answer = told.get("/llms.txt")
    assert answer.mimetype == "text/markdown"
    found = LINK.findall(answer.text)
    assert len(found) == answer.text.count("\n- ") > 20
    for one in found:
        assert one.startswith(f"{BASE}/")
        assert told.get(one.removeprefix(BASE)).status_code == 200, one


def test_it_names_every_form_of_the_registries(told):
    text = told.get("/llms.txt").text
    media = {exporters.get(key).MEDIA_TYPE for key in exporters.RECORD}
    for one in (*media, *exporters.METADATA, *exporters.ley1712.INSTRUMENTS):
        assert one in text, one
    assert text.startswith(f"# {told.house.settings.title}")


def test_a_name_that_is_markup_stays_a_name():
    plain = Catalogue(
        base_url=BASE,
        title="Datos\n## Otra",
        description="[pulse](https://malo.example) <script>",
        publisher_name="Alcaldía",
        modified=datetime(2026, 1, 1, tzinfo=UTC),
    )
    text = llms.write(plain)
    assert text.startswith("# Datos ## Otra\n\n> \\[pulse\\](https://malo.example) \\<")
    kept = LINK.findall(text)
    assert kept == LINK.findall(llms.write(replace(plain, title="x", description="y")))

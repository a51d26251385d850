"""A flow has the theme in which its service puts it, asked for once and when it is needed."""

import json

import pytest
from sdmx_service import MESSAGE, REFERENCES, URN, built, harvested, service
from tumbaga.harvesters.sdmx import categories

ALL = "/categorisation/all/all/latest"
ONE = """<s:Categorisation id="A{n}" agencyID="X"><c:Name xml:lang="es">Uno</c:Name>
<s:Source>{source}</s:Source><s:Target>{target}</s:Target></s:Categorisation>"""
REFS = (
    '<Ref agencyID="X" id="D{n}" version="1.0" class="Dataflow"/>',
    '<Ref agencyID="X" maintainableParentID="T" id="{theme}" class="Category"/>',
)
URNS = (
    f"{URN}datastructure.Dataflow=X:D{{n}}(1.0)",
    f"{URN}categoryscheme.Category=X:T(1.0).{{theme}}",
)
PUT = [(0, "educacion"), (1, "COSAS.ECON"), (0, "transporte"), (2, "RARA")]
THEMES = ["educacion", "economia-y-finanzas", None]


def as_xml(form):
    ones = (
        ONE.format(n=n, source=form[0].format(n=n), target=form[1].format(theme=theme))
        for n, theme in PUT
    )
    return MESSAGE.format(inside="".join(ones)), "text/xml"


def as_json():
    ones = [
        {"source": URNS[0].format(n=n), "target": URNS[1].format(theme=theme)}
        for n, theme in PUT
    ]
    said = {"data": {"categorisations": [7, {"source": 3}, *ones]}}
    return json.dumps(said), "application/json"


@pytest.mark.parametrize(
    "answer", [as_xml(REFS), as_xml(URNS), as_json()], ids=["refs", "urns", "json"]
)
def test_a_flow_has_the_first_category_that_is_a_theme_of_ours(answer):
    found, server = harvested(service(built(REFERENCES), count=3) | {ALL: answer})

    assert [one.entry.data.get("theme") for one in found] == THEMES
    assert server.paths.count(ALL) == 1


@pytest.mark.parametrize(
    "answer", [("no", "text/plain", 404), ("<a", "text/xml"), ('{"data":', "text/json")]
)
def test_a_service_without_categories_is_read_all_the_same(answer):
    found, server = harvested(service(built(REFERENCES)) | {ALL: answer})

    assert [one.entry.data.get("theme") for one in found] == [None, None]
    assert found[0].entry.data["unit"] == "Por ciento"
    assert server.paths.count(ALL) == 1


def test_of_very_many_the_first_are_kept_and_it_is_told(monkeypatch):
    monkeypatch.setattr(categories, "MOST", 1)

    found, _server = harvested(service(built(REFERENCES)) | {ALL: as_xml(REFS)})

    assert [one.entry.data.get("theme") for one in found] == ["educacion", None]
    assert any("tema" in one.text for one in found[1].entry.remarks)

"""The code lists of a service name its codes, units and breakdowns."""

import pytest
from sdmx_service import (
    MESSAGE,
    NAMED,
    REFERENCES,
    SAID,
    URNS,
    broken,
    built,
    harvested,
    service,
)
from tumbaga.harvesters.sdmx import codelists, structures


@pytest.mark.parametrize("references", [REFERENCES, URNS])
def test_the_lists_of_a_structure_name_its_codes_and_are_asked_for_once(references):
    """Spanish before other languages; a code without a name stays as it is."""
    found, server = harvested(service(built(references)))

    assert [broken(one) for one in found] == [NAMED, NAMED]
    assert {one.entry.data["unit"] for one in found} == {"Por ciento"}
    asked = [path for path in server.paths if "datastructure" in path]
    assert asked == ["/datastructure/X/DSD/1.0"]


@pytest.mark.parametrize(
    "structure",
    [
        ("no", "text/plain", 406),
        ("no", "text/plain", 500),
        ("<html><body>Entre</body></html>", "text/html"),
        (
            '{"data": {"dataStructures": [7, {"dataStructureComponents": []}]}}',
            "text/json",
        ),
        ("{", "application/json"),
        ("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "text/xml"),
        (f"{'<a>' * 300}{'</a>' * 300}", "text/xml"),
        (MESSAGE.format(inside="<s:Codelists><s:Codelist/></s:Codelists>"), "text/xml"),
    ],
)
def test_a_service_that_gives_no_lists_is_read_with_its_codes(structure):
    found, _server = harvested(service(structure))

    codes = [[("SEX", "F")], [("SEX", "M")], [], [("SEX", "W")]]
    assert [broken(one) for one in found] == [codes, codes]
    assert found[0].entry.data["unit"] == "PT"


def test_a_service_that_refuses_is_soon_asked_no_more():
    routes = service(("no", "text/plain", 404), count=9)
    text, kind = routes["/dataflow/all/all/latest"]
    for n in range(9):
        text = text.replace('id="DSD"', f'id="DSD{n}"', 1)
    routes["/dataflow/all/all/latest"] = text, kind

    found, server = harvested(routes)

    asked = [path for path in server.paths if "datastructure" in path]
    assert (len(found), len(asked)) == (9, codelists.MOST_FAILED)


@pytest.mark.parametrize("bound", ["MOST_ASKED", "MOST_OCTETS"])
def test_only_so_much_of_structures_is_asked_for_and_it_is_told(monkeypatch, bound):
    monkeypatch.setattr(codelists, bound, 1)
    routes = service(built(REFERENCES))
    text, kind = routes["/dataflow/all/all/latest"]
    changed = text[::-1].replace('"DSD"'[::-1], '"DSE"'[::-1], 1)[::-1]
    routes["/dataflow/all/all/latest"] = changed, kind

    found, _server = harvested(routes)

    assert [broken(one)[0] for one in found] == [[("Sexo", "Mujeres")], [("SEX", "F")]]
    assert "códigos sin nombre" in found[1].entry.remarks[-1].text
    assert not found[0].entry.remarks


@pytest.mark.parametrize("bound", ["MOST_CODES", "ALL_CODES"])
def test_of_a_long_list_the_first_codes_are_kept_and_it_is_told(monkeypatch, bound):
    monkeypatch.setattr(structures, bound, 5)
    codes = (
        f'<s:Code id="U{n}"><c:Name>Unidad {n}</c:Name></s:Code>' for n in range(50)
    )
    more = "".join(codes)

    near, _server = harvested(service(built(REFERENCES, more), unit="U1"))
    far, _server = harvested(service(built(REFERENCES, more), unit="U49"))

    assert near[0].entry.data["unit"] == "Unidad 1"
    assert far[0].entry.data["unit"] == "U49"
    assert any("muy largas" in one.text for one in far[0].entry.remarks)


def test_nothing_more_is_asked_where_there_is_nothing_to_name():
    routes = service(built(REFERENCES), unit="")
    for n in range(2):
        text, kind = routes[f"/data/X,D{n}/all"]
        text = text.replace('<Value id="UNIT_MEASURE" value=""/>', "")
        for sex, _value in SAID:
            text = text.replace(f'value="{sex}"', 'value="_T"')
        routes[f"/data/X,D{n}/all"] = text, kind

    found, server = harvested(routes)

    assert broken(found[0]) == [[]]
    assert not [path for path in server.paths if "datastructure" in path]

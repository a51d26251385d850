"""Names that come with the figures, or from the lists of REST 3.0."""

import json

import pytest
from sdmx_service import (
    NAMED,
    REFERENCES,
    SAID,
    URN,
    URNS,
    broken,
    built,
    data,
    harvested,
    service,
)

STRUCTURE_30 = {
    "data": {
        "dataStructures": [
            {
                "id": "DSD",
                "agencyID": "X",
                "dataStructureComponents": {
                    "dimensionList": {
                        "dimensions": [
                            {
                                "id": "SEX",
                                "conceptIdentity": URNS["gender"],
                                "localRepresentation": {"enumeration": URNS["sex"]},
                            }
                        ]
                    },
                    "attributeList": {
                        "attributes": [
                            {"id": "UNIT_MEASURE", "conceptIdentity": URNS["concept"]}
                        ]
                    },
                },
            }
        ],
        "conceptSchemes": [
            {
                "id": "CS",
                "agencyID": "X",
                "concepts": [
                    {"id": "GENDER", "names": {"en": "Sex", "es": "Sexo"}},
                    {
                        "id": "UNIT",
                        "coreRepresentation": {"enumeration": URNS["unit"]},
                    },
                ],
            }
        ],
        "codelists": [
            {
                "id": "CL_SEX",
                "agencyID": "SDMX",
                "codes": [
                    {"id": "F", "names": {"en": "Female", "es": "Mujeres"}},
                    {"id": "M", "name": "Male"},
                ],
            },
            {
                "id": "CL_UNIT",
                "agencyID": "X",
                "codes": [{"id": "PT", "name": "Por ciento"}],
            },
        ],
    }
}
ROWS = "\n".join(
    [
        "STRUCTURE,STRUCTURE_ID,ACTION,SEX,TIME_PERIOD,OBS_VALUE,UNIT_MEASURE",
        *(f"dataflow,X:D0(1.0),I,{sex},2020,{value},PT" for sex, value in SAID),
    ]
)


def rest_30(structure):
    flow = {"id": "D0", "agencyID": "X", "version": "1.0", "name": "Serie"}
    flow["structure"] = f"{URN}datastructure.DataStructure=X:DSD(1.0)"
    listed = json.dumps({"data": {"dataflows": [flow]}}), "application/json"
    return {
        "/structure/dataflow/*/*/~": listed,
        "/structure/datastructure/X/DSD/1.0": structure,
        "/data/dataflow/X/D0/1.0/*": (ROWS, "text/csv"),
    }


@pytest.mark.parametrize(
    "structure",
    [(json.dumps(STRUCTURE_30), "application/json"), built(URNS)],
    ids=["json", "xml"],
)
def test_in_rest_30_the_lists_name_what_a_sheet_does_not(structure):
    [found], _server = harvested(rest_30(structure), rest="3.0")

    assert broken(found) == NAMED
    assert found.entry.data["unit"] == "Por ciento"


LABELLED = """DATAFLOW,SEX: Sexo,TIME_PERIOD: Periodo,OBS_VALUE: Valor,UNIT_MEASURE: Unidad,UNIT_MULT: Multiplicador,COMMENT_OBS: Nota
X:D0(1.0): Serie,F: Otras: dos,2020,1,COP: Pesos,6: Millones,Ojo: falta marzo
X:D0(1.0): Serie,M: Otras: dos,2020,-2,COP: Pesos,6: Millones,
"""


def picky(*, form, status=200, said="KEY,SEX\nD0.F,F"):
    """A service that gives its sheets without SDMX's own columns, or none at all."""

    def answer(asked):
        if form in asked.headers["Accept"]:
            asked.send(said, "text/csv", status)
        else:
            asked.send(*data(0))

    return answer


def test_a_sheet_with_labels_needs_no_other_question():
    """Two codes of one name stay two; a text that looks like a code and its name is whole."""
    routes = service(built(REFERENCES), count=1)
    routes["/data/X,D0/all"] = LABELLED, "text/csv"

    [found], server = harvested(routes)

    assert broken(found) == [[("Sexo", "Otras: dos (F)")], [("Sexo", "Otras: dos (M)")]]
    assert found.entry.data["unit"] == "Pesos (Millones)"
    assert found.entry.data["observations"][0]["note"] == "Ojo: falta marzo"
    assert found.entry.data["observations"][1]["value"] == "-2"
    assert server.paths == [
        "/dataflow/all/all/latest",
        "/data/X,D0/all",
        "/categorisation/all/all/latest",
    ]


@pytest.mark.parametrize("status", [200, 400, 406, 415, 500, 501])
def test_a_service_that_knows_no_labels_is_asked_once_more_and_never_again(status):
    routes = service(built(REFERENCES), count=3)
    routes |= dict.fromkeys(
        [f"/data/X,D{n}/all" for n in range(3)], picky(form="labels", status=status)
    )

    found, server = harvested(routes)

    assert [broken(one) for one in found] == [NAMED] * 3
    heads = [
        one.headers["Accept"] for one in server.seen if one.path.startswith("/data/")
    ]
    plain = [one for one in heads if "labels" not in one]
    assert len(plain) == 3

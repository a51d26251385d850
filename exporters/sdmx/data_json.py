"""Data in SDMX-JSON 2.0, and 1.0 for older clients: series by the place of their codes.

Each dataflow has a structure of its own in the message; structures come after the data,
because which codes there are is known only then. ``1.0-wd`` is the draft of 1.0, which
many clients (sdmx1 among them) read and the standard is not: it has no ``data`` around.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import partial
from tempfile import SpooledTemporaryFile
from typing import Any

import orjson

from ...schemas.texts import clean
from .. import left_out
from . import labels, lists, periods
from .artefacts import ATTRIBUTES, CODED
from .message import Header
from .model import Flow, Names, Observation, Series

SCHEMA = (
    "https://raw.githubusercontent.com/sdmx-twg/sdmx-json/master/data-message/tools/"
    "schemas/{0}/sdmx-json-data-schema.json"
)
DRAFT = "1.0-wd"
SPOOLED = 1024 * 1024  # bytes
SERIES = tuple(name for name, level, _ in ATTRIBUTES if level == "series")
FIGURE = tuple(name for name, level, _ in ATTRIBUTES if level == "observation")


def message(
    flows: Iterable[Flow], header: Header, version: str = "2.0"
) -> Iterator[bytes]:
    """The message; 1.0 has a place for one structure only, so for one dataflow."""
    new = version == "2.0"
    yield _opening(header, version)
    made = left_out.each(flows, partial(written, header.sender, version), "sdmx")
    # Structures wait outside the memory: there may be one for each of many flows.
    with SpooledTemporaryFile(max_size=SPOOLED) as waiting:
        for place, (dataset, structure) in enumerate(made):
            glue = b"," if place else b""
            yield glue + (b'{"structure":%d,' % place + dataset[1:] if new else dataset)
            if new:
                waiting.write(glue + b'{"dataSets":[%d],' % place + structure[1:])
            elif not place:
                waiting.write(structure)
        yield b'],"structures":[' if new else b'],"structure":'
        waiting.seek(0)
        yield from iter(lambda: waiting.read(SPOOLED), b"")
        yield {"2.0": b"]}}", "1.0": b"}}"}.get(version, b"}")


def _opening(header: Header, version: str) -> bytes:
    schema = SCHEMA.format(f"{version}.0")
    said = meta(header, schema)
    if version == DRAFT:
        kept = {name: said[name] for name in ("id", "test", "prepared", "sender")}
        return b'{"header":' + orjson.dumps(kept) + b',"dataSets":['
    return b'{"meta":' + orjson.dumps(said) + b',"data":{"dataSets":['


def written(agency: str, version: str, flow: Flow) -> tuple[bytes, bytes]:
    """The data of a flow and, once its codes are known, their structure."""
    table = _Table(flow, agency, version)
    data = orjson.dumps(table.dataset())
    return data, orjson.dumps(table.structure())


def meta(header: Header, schema: str) -> dict[str, Any]:
    return {
        "schema": schema,
        "id": header.id,
        "test": False,
        "prepared": header.prepared.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "contentLanguages": ["es", "en"],
        "sender": {"id": header.sender},
    }


class _Table:
    """The codes of one flow in the order of their first use, and their places."""

    def __init__(self, flow: Flow, agency: str, version: str) -> None:
        self.flow, self.agency = flow, agency
        self.new, self.draft = version == "2.0", version == DRAFT
        self.series, self.figure = SERIES, FIGURE
        if self.draft:  # its readers take no attribute without a value
            said = {name for one in flow.series for name in _said_of(one)}
            self.series = tuple(name for name in SERIES if name in said)
            self.figure = tuple(name for name in FIGURE if name in said)
        names = (*flow.dimensions, "TIME_PERIOD", *SERIES, *FIGURE)
        self.codes: dict[str, dict[str, int]] = {name: {} for name in names}

    def place(self, name: str, value: str) -> int:
        known = self.codes[name]
        return known.setdefault(value, len(known))

    def dataset(self) -> dict[str, Any]:
        series = {}
        for one in self.flow.series:
            key = ":".join(
                str(self.place(name, code))
                for name, code in zip(self.flow.dimensions, one.key, strict=True)
            )
            series[key] = {
                "attributes": [self._attribute(n, one.attributes) for n in self.series],
                "observations": {
                    str(self.place("TIME_PERIOD", each.period)): self._figure(each)
                    for each in one.observations
                },
            }
        action = "Replace" if self.new else "Information"
        if self.draft:
            return {"action": action, "series": series}
        return {"links": self._links(), "action": action, "series": series}

    def structure(self) -> dict[str, Any]:
        flow = self.flow
        series = [
            self._component(name, place) for place, name in enumerate(flow.dimensions)
        ]
        time = self._component("TIME_PERIOD", len(series))
        related: dict[str, Any] = {"dimensions": list(flow.dimensions)}
        figure: dict[str, Any] = (
            {"observation": {}} if self.new else {"primaryMeasure": "OBS_VALUE"}
        )
        attributes = {
            "dataSet": [],
            "series": [self._described(name, related) for name in self.series],
            "observation": [self._described(name, figure) for name in self.figure],
        }
        measure = {"id": "OBS_VALUE", "name": "Valor"}
        said: dict[str, Any] = {
            "name": clean(flow.names.es),
            "dimensions": {"dataSet": [], "series": series, "observation": [time]},
            "attributes": attributes,
        }
        if not self.new:
            return said
        more = {
            "names": {"es": clean(flow.names.es)},
            "links": self._links(),
            "measures": {"observation": [measure]},
        }
        return {**said, **more}

    def _links(self) -> list[dict[str, str]]:
        urn = "urn:sdmx:org.sdmx.infomodel.datastructure"
        flow, structure = self.flow.id, f"DSD_{self.flow.id}"
        number = "1.0.0" if self.new else "1.0"
        return [
            {
                "rel": "dataflow",
                "urn": f"{urn}.Dataflow={self.agency}:{flow}({number})",
            },
            {
                "rel": "datastructure",
                "urn": f"{urn}.DataStructure={self.agency}:{structure}({number})",
            },
        ]

    def _figure(self, one: Observation) -> list[Any]:
        value = None if one.value is None else _number(one.value)
        return [value, *(self._attribute(name, one.attributes) for name in self.figure)]

    def _attribute(self, name: str, said: dict[str, str]) -> int | None:
        value = said.get(name)
        return None if value is None else self.place(name, value)

    def _component(self, name: str, place: int) -> dict[str, Any]:
        named = labels.of_component(name, self.flow.concepts.get(name, ""))
        role = {"roles": ["TIME_PERIOD"]} if name == "TIME_PERIOD" else {}
        return {
            **_said(name, named),
            **role,
            "keyPosition": place,
            "values": [self._value(name, code) for code in self.codes[name]],
        }

    def _described(self, name: str, related: dict[str, Any]) -> dict[str, Any]:
        values = [self._value(name, code) for code in self.codes[name]]
        said = _said(name, lists.CONCEPTS[name])
        if values or not self.new:
            said["values"] = values
        return said | {"relationship": related}

    def _value(self, name: str, code: str) -> dict[str, Any]:
        if name == "TIME_PERIOD":
            # An identifier has no slash: two months come under our own sign for them.
            return {"id": periods.ours(code), "name": code}
        if name not in CODED and name not in self.flow.dimensions:
            if self.draft:
                return {"name": clean(code)}
            said = {"id": str(self.codes[name][code]), "name": clean(code)}
            return {"value": clean(code)} if self.new else said
        named = _said(code, labels.of_code(self.flow, name, code))
        return {"id": code, "name": named["name"]} if self.draft else named


def _said_of(one: Series) -> set[str]:
    """The attributes that a series or any of its figures has."""
    return set(one.attributes).union(*(each.attributes for each in one.observations))


def _said(name: str, named: Names) -> dict[str, Any]:
    every = {language: clean(text) for language, text in named.items()}
    return {"id": name, "name": every["es"], "names": every}


def _number(text: str) -> Any:
    """JSON has numbers; one that a double cannot say exactly travels as text."""
    value = float(text)
    exact = Decimal(repr(value)) == Decimal(text)
    return (int(text) if "." not in text else value) if exact else text

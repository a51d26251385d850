"""Data in SDMX-ML: generic and structure-specific 2.1, structure-specific 3.0.

One ``DataSet`` for each dataflow, written as soon as its figures are read.
"""

from collections.abc import Iterable, Iterator
from functools import partial
from xml.sax.saxutils import quoteattr

from ...schemas.texts import clean
from .. import left_out
from .message import CLOSED, ROOTS, Header, opening
from .model import Flow, Observation, Series

FLAT = "AllDimensions"
TIME = "TIME_PERIOD"
_XSI = ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'


def generic(
    flows: Iterable[Flow], ids: Iterable[str], header: Header, level: str = TIME
) -> Iterator[str]:
    """``GenericData`` 2.1; ``ids`` are the dataflows that come, for the header."""
    space = f' xmlns:gen="{ROOTS["2.1"]}/data/generic"'
    yield opening("GenericData", "2.1", header, space)
    for one in ids:
        yield _structure_21(one, header.sender, level)
    yield CLOSED
    yield from left_out.each(flows, partial(generic_set, level), "sdmx")
    yield "</mes:GenericData>"


def specific(
    flows: Iterable[Flow],
    ids: Iterable[str],
    header: Header,
    level: str = TIME,
    version: str = "2.1",
) -> Iterator[str]:
    """``StructureSpecificData`` 2.1 or 3.0."""
    make = _structure_30 if version == "3.0" else _structure_21
    space = f' xmlns:ss="{ROOTS[version]}/data/structurespecific"{_XSI}'
    yield opening("StructureSpecificData", version, header, space)
    for one in ids:
        yield make(one, header.sender, level, named=True)
    yield CLOSED
    write = partial(specific_set, header.sender, level, version)
    yield from left_out.each(flows, write, "sdmx")
    yield "</mes:StructureSpecificData>"


def generic_set(level: str, flow: Flow) -> str:
    write = _generic_flat if level == FLAT else _generic
    series = "".join(write(flow, one) for one in flow.series)
    return (
        f'<mes:DataSet structureRef="DSD_{flow.id}" action="Replace">'
        f"{series}</mes:DataSet>"
    )


def specific_set(agency: str, level: str, version: str, flow: Flow) -> str:
    number = "1.0.0" if version == "3.0" else "1.0"
    # 2.1 demands a scope, and 3.0 has no place for one.
    scope = "" if version == "3.0" else ' ss:dataScope="DataStructure"'
    write = _specific_flat if level == FLAT else _specific
    series = "".join(write(flow, one) for one in flow.series)
    return (
        f'<mes:DataSet xmlns:ns="{namespace(flow.id, agency, level, number)}"'
        f' ss:structureRef="DSD_{flow.id}"{scope}'
        f' xsi:type="ns:DataSetType">{series}</mes:DataSet>'
    )


def _structure_21(flow_id: str, agency: str, level: str, named: bool = False) -> str:
    space = f' namespace="{namespace(flow_id, agency, level, "1.0")}"' if named else ""
    return (
        f'<mes:Structure structureID="DSD_{flow_id}"{space} '
        f'dimensionAtObservation="{level}"><com:Structure><Ref agencyID="{agency}" '
        f'id="DSD_{flow_id}" version="1.0" package="datastructure" '
        'class="DataStructure"/></com:Structure></mes:Structure>'
    )


def _structure_30(flow_id: str, agency: str, level: str, named: bool = False) -> str:
    urn = (
        "urn:sdmx:org.sdmx.infomodel.datastructure.DataStructure="
        f"{agency}:DSD_{flow_id}(1.0.0)"
    )
    space = (
        f' namespace="{namespace(flow_id, agency, level, "1.0.0")}"' if named else ""
    )
    return (
        f'<mes:Structure structureID="DSD_{flow_id}"{space} '
        f'dimensionAtObservation="{level}"><com:Structure>{urn}</com:Structure>'
        "</mes:Structure>"
    )


def namespace(flow_id: str, agency: str, level: str, number: str) -> str:
    """The namespace of one structure's own schema; ``schema_xsd`` writes it."""
    return (
        "urn:sdmx:org.sdmx.infomodel.datastructure.DataStructure="
        f"{agency}:DSD_{flow_id}({number}):ObsLevelDim:{level}"
    )


def _values(pairs: Iterable[tuple[str, str]]) -> str:
    return "".join(
        f'<gen:Value id="{name}" value={_quoted(value)}/>' for name, value in pairs
    )


def _attributes(pairs: dict[str, str]) -> str:
    said = _values(pairs.items())
    return f"<gen:Attributes>{said}</gen:Attributes>" if said else ""


def _generic(flow: Flow, one: Series) -> str:
    key = _values(zip(flow.dimensions, one.key, strict=True))
    figures = "".join(
        f'<gen:Obs><gen:ObsDimension value="{each.period}"/>{_value(each)}'
        f"{_attributes(each.attributes)}</gen:Obs>"
        for each in one.observations
    )
    return (
        f"<gen:Series><gen:SeriesKey>{key}</gen:SeriesKey>"
        f"{_attributes(one.attributes)}{figures}</gen:Series>"
    )


def _generic_flat(flow: Flow, one: Series) -> str:
    key = _values(zip(flow.dimensions, one.key, strict=True))
    return "".join(
        f"<gen:Obs><gen:ObsKey>{key}{_values([(TIME, each.period)])}</gen:ObsKey>"
        f"{_value(each)}{_attributes(one.attributes | each.attributes)}</gen:Obs>"
        for each in one.observations
    )


def _value(one: Observation) -> str:
    return "" if one.value is None else f'<gen:ObsValue value="{one.value}"/>'


def _specific(flow: Flow, one: Series) -> str:
    pairs = dict(zip(flow.dimensions, one.key, strict=True)) | one.attributes
    figures = "".join(f"<Obs{_written(_told(each))}/>" for each in one.observations)
    return f"<Series{_written(pairs)}>{figures}</Series>"


def _specific_flat(flow: Flow, one: Series) -> str:
    pairs = dict(zip(flow.dimensions, one.key, strict=True)) | one.attributes
    return "".join(
        f"<Obs{_written(pairs | _told(each))}/>" for each in one.observations
    )


def _told(one: Observation) -> dict[str, str]:
    value = {} if one.value is None else {"OBS_VALUE": one.value}
    return {TIME: one.period} | value | one.attributes


def _written(pairs: dict[str, str]) -> str:
    return "".join(f" {name}={_quoted(value)}" for name, value in pairs.items())


def _quoted(value: str) -> str:
    return f'"{value}"' if value.isalnum() else quoteattr(clean(value))

"""The XML Schema of one structure: what checks its structure-specific data.

The official schemas say of such data only what all structures share; this one, derived
by restriction, says which dimensions, codes and attributes there are (SDMX-ML 2.1,
section 3A, and 3.0, structure-specific data).
"""

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import quoteattr

from .data_xml import FLAT, namespace
from .message import DECLARATION, ROOTS
from .model import Artefact, Component

PLACES = {
    "2.1": "https://registry.sdmx.org/schemas/v2_1",
    "3.0": "https://registry.sdmx.org/schemas/v3_0",
}
FILES = {
    "structurespecific": "SDMXDataStructureSpecific.xsd",
    "common": "SDMXCommon.xsd",
}
_OPEN = '<xs:complexType name="{0}"><xs:complexContent><xs:restriction base="ss:{0}">'
_SHUT = "</xs:restriction></xs:complexContent></xs:complexType>"
_NOTES = '<xs:element ref="com:Annotations" minOccurs="0"/>'


def schema(
    structure: Artefact,
    lists: Iterable[Artefact],
    agency: str,
    level: str = "TIME_PERIOD",
    version: str = "2.1",
) -> Iterator[str]:
    """The schema of ``structure``; ``lists`` are the code lists that it refers to."""
    flow_id = structure.id.removeprefix("DSD_")
    number = "1.0.0" if version == "3.0" else "1.0"
    own = quoteattr(namespace(flow_id, agency, level, number))
    specific, common = (
        f"{ROOTS[version]}/data/structurespecific",
        f"{ROOTS[version]}/common",
    )
    yield (
        f'{DECLARATION}<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" '
        f'xmlns={own} xmlns:ss="{specific}" xmlns:com="{common}" targetNamespace={own} '
        'elementFormDefault="qualified" attributeFormDefault="unqualified">'
    )
    for name, space in (("structurespecific", specific), ("common", common)):
        place = f"{PLACES[version]}/{FILES[name]}"
        yield f'<xs:import namespace="{space}" schemaLocation="{place}"/>'
    yield from (_codes(one) for one in lists)
    flat = level == FLAT
    parts: tuple[Component, ...] = structure.parts
    yield _dataset("Obs" if flat else "Series", version)
    if not flat:
        yield _series(parts, version)
    yield _observation(parts, version, flat)
    yield "</xs:schema>\n"


def _codes(one: Artefact) -> str:
    values = "".join(f'<xs:enumeration value="{code.id}"/>' for code in one.items)
    return (
        f'<xs:simpleType name="{one.id}"><xs:restriction base="xs:string">{values}'
        "</xs:restriction></xs:simpleType>"
    )


def _dataset(inner: str, version: str) -> str:
    provider = (
        '<xs:element name="DataProvider" type="com:DataProviderReferenceType" '
        'form="unqualified" minOccurs="0"/>'
    )
    many = '<xs:choice minOccurs="0" maxOccurs="unbounded">'
    one = f'<xs:element name="{inner}" type="{inner}Type" form="unqualified"'
    held = (
        f"{many}{one}/></xs:choice>"
        if version == "3.0"
        else f'<xs:choice minOccurs="0">{one} maxOccurs="unbounded"/></xs:choice>'
    )
    sequence = f"<xs:sequence>{_NOTES}{provider}{held}</xs:sequence>"
    return _OPEN.format("DataSetType") + sequence + _year(version) + _SHUT


def _series(parts: tuple[Component, ...], version: str) -> str:
    inner = (
        '<xs:element name="Obs" type="ObsType" form="unqualified" minOccurs="0" '
        'maxOccurs="unbounded"/>'
    )
    said = "".join(_attribute(one) for one in parts if one.level in _OF_SERIES)
    never = '<xs:attribute name="TIME_PERIOD" use="prohibited"/>'
    sequence = f"<xs:sequence>{_NOTES}{inner}</xs:sequence>"
    return _OPEN.format("SeriesType") + sequence + said + never + _year(version) + _SHUT


def _observation(parts: tuple[Component, ...], version: str, flat: bool) -> str:
    said = "".join(
        _attribute(one) for one in parts if flat or one.level not in _OF_SERIES
    )
    never = '<xs:attribute name="type" use="prohibited"/>'
    sequence = f"<xs:sequence>{_NOTES}</xs:sequence>"
    return _OPEN.format("ObsType") + sequence + said + never + _year(version) + _SHUT


_OF_SERIES = ("dimension", "series")


def _attribute(one: Component) -> str:
    """Dimensions must be there; a figure and its attributes may be missing."""
    if one.level == "time":
        kind = "com:ObservationalTimePeriodType"
    elif one.codes is not None:
        kind = one.codes.id
    else:
        kind = "xs:double" if one.level == "measure" else "xs:string"
    use = "required" if one.level in {"dimension", "time"} else "optional"
    return f'<xs:attribute name="{one.id}" type="{kind}" use="{use}"/>'


def _year(version: str) -> str:
    """What 2.1 takes besides, and this catalogue never says."""
    if version == "3.0":
        return ""
    return '<xs:attribute name="REPORTING_YEAR_START_DAY" use="prohibited"/>'

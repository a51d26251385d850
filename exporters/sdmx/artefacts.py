"""What one dataflow brings: its structure, its own lists, its category, its constraint."""

from dataclasses import replace

from ...records.reading import PublicRecord
from ...schemas import vocabularies
from ..dcat.record import description, title
from ..values import said
from . import lists, names
from .model import Artefact, Code, Component, Flow, Names, Reference, Region

TIME = Component("TIME_PERIOD", "time", lists.concept("TIME_PERIOD"))
MEASURE = Component(
    "OBS_VALUE", "measure", lists.concept("OBS_VALUE"), type="Double"
)  # "Decimal" would be truer, but old readers know only this one
ATTRIBUTES = (
    ("UNIT_MEASURE", "series", True),
    ("UNIT_MULT", "series", False),
    ("DECIMALS", "series", False),
    ("OBS_STATUS", "observation", True),
    ("CONF_STATUS", "observation", False),
    ("SOURCE_DETAIL", "observation", False),
    ("COMMENT_OBS", "observation", False),
    ("TARGET_VALUE", "observation", False),
)
CODED = {
    "FREQ": "CL_FREQ",
    "REF_AREA": "CL_AREA",
    "INDICATOR": "CL_INDICATOR",
    "UNIT_MEASURE": "CL_UNIT_MEASURE",
    "UNIT_MULT": "CL_UNIT_MULT",
    "DECIMALS": "CL_DECIMALS",
    "OBS_STATUS": "CL_OBS_STATUS",
    "CONF_STATUS": "CL_CONF_STATUS",
}
UPDATES = ("UPDATE_DATA", "UPDATE_STRUCTURE")
"""As Eurostat calls the annotations that say when figures and structure last changed."""


def dataflow(record: PublicRecord) -> Artefact:
    """It says when it was last published, so that who has its figures asks no more."""
    flow_id = names.flow(record)
    moment = record.modified.isoformat()
    return Artefact(
        "dataflow",
        flow_id,
        Names(title(record)),
        description=description(record),
        refers=(Reference("datastructure", f"DSD_{flow_id}"),),
        notes=tuple((name, moment) for name in UPDATES),
    )


def categorisation(record: PublicRecord) -> Artefact | None:
    """The flow in its theme, if it has one that the list holds."""
    theme = vocabularies.get("themes").terms.get(said(record.document.get("theme")))
    if theme is None:
        return None
    flow_id = names.flow(record)
    return Artefact(
        "categorisation",
        f"CAT_{flow_id}",
        Names(f"{title(record)}: {theme.es}"),
        refers=(
            Reference("dataflow", flow_id),
            Reference("categoryscheme", lists.themes().id, theme.code),
        ),
    )


def classified(record: PublicRecord) -> Artefact | None:
    """The dataflow, if it stands in a theme."""
    return dataflow(record) if categorisation(record) else None


def structure(flow: Flow) -> Artefact:
    """The DSD: dimensions in the order of the key, then time, attributes, measure."""
    dimensions = tuple(
        Component(each, "dimension", _concept(each, flow), _codes(each, flow), True)
        for each in flow.dimensions
    )
    attributes = tuple(
        Component(
            name,
            level,
            lists.concept(name),
            Reference("codelist", CODED[name]) if name in CODED else None,
            required,
        )
        for name, level, required in ATTRIBUTES
    )
    parts = (*dimensions, TIME, *attributes, MEASURE)
    referred = [one.codes for one in parts if one.codes]
    schemes = [replace(one.concept, item="") for one in parts]
    return Artefact(
        "datastructure",
        f"DSD_{flow.id}",
        Names(f"Estructura de: {flow.names.es}"),
        refers=tuple(dict.fromkeys([*referred, *schemes])),
        parts=parts,
    )


def own_concepts(flow: Flow) -> Artefact | None:
    """The breakdowns that only this indicator has."""
    items = tuple(
        Code(each, Names(flow.concepts[each]))
        for each in flow.dimensions
        if each not in lists.CONCEPTS
    )
    if not items:
        return None
    named = Names(f"Desagregaciones de: {flow.names.es}")
    return Artefact("conceptscheme", f"CS_{flow.id}", named, items)


def own_list(flow: Flow, dimension: str) -> Artefact:
    """The codes of one breakdown, the total first."""
    found = {lists.TOTAL.id: lists.TOTAL}
    for code, label in sorted(flow.labels.get(dimension, {}).items()):
        known = vocabularies.get("sdmx_sex").terms.get(code)
        english = known.en if known and dimension == "SEX" else ""
        found.setdefault(code, Code(code, Names(label, english)))
    named = Names(f"{flow.concepts.get(dimension, dimension)}: {flow.names.es}")
    return Artefact(
        "codelist", f"CL_{flow.id}_{dimension}", named, tuple(found.values())
    )


def indicator_code(record: PublicRecord) -> Code:
    return Code(names.flow(record), Names(title(record)))


def constraint(flow: Flow) -> Artefact | None:
    """What the figures actually hold, dimension by dimension."""
    if not flow.series:
        return None
    values = tuple(
        (each, tuple(sorted({one.key[place] for one in flow.series})))
        for place, each in enumerate(flow.dimensions)
    )
    return Artefact(
        "contentconstraint",
        f"CR_{flow.id}",
        Names(f"Contenido de: {flow.names.es}"),
        refers=(Reference("dataflow", flow.id),),
        parts=Region(values),
    )


def used(flow: Flow) -> dict[str, set[str]]:
    """The codes that a flow's figures use, by code list: for a partial reference."""
    found: dict[str, set[str]] = {}
    for place, each in enumerate(flow.dimensions):
        reference = _codes(each, flow)
        found[reference.id] = {one.key[place] for one in flow.series}
    for one in flow.series:
        for name, value in one.attributes.items():
            found.setdefault(CODED[name], set()).add(value)
        for observation in one.observations:
            for name, value in observation.attributes.items():
                if name in CODED:
                    found.setdefault(CODED[name], set()).add(value)
    return found


def _concept(dimension: str, flow: Flow) -> Reference:
    scheme = lists.CORE if dimension in lists.CONCEPTS else f"CS_{flow.id}"
    return lists.concept(dimension, scheme)


def _codes(dimension: str, flow: Flow) -> Reference:
    if dimension == "SEX" and set(flow.labels.get("SEX", {})) <= _sexes():
        return Reference("codelist", "CL_SEX")
    return Reference("codelist", CODED.get(dimension) or f"CL_{flow.id}_{dimension}")


def _sexes() -> set[str]:
    return set(vocabularies.get("sdmx_sex").terms)

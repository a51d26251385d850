"""Where, how and with which files a study was made, as DDI Lifecycle 3.3 says it."""

from typing import Any

from ...schemas import vocabularies
from ...schemas.crosswalks.table import listed
from ..dcat.coverage import term
from ..values import said
from .nodes_33 import Writer, add, texts

# The methods in the order of the schema: what of the document each of them says.
METHODS = (
    ("d:DataCollectionMethodology", ("methodology",)),
    ("d:TimeMethod", ("method.time_method",)),
    ("d:WeightingMethodology", ("method.weighting",)),
    (
        "d:SamplingProcedure",
        (
            "sampling",
            "method.sample_frame",
            "method.sample_size",
            "method.sampling_units",
        ),
    ),
    ("d:DeviationFromSampleDesign", ("method.sampling_deviation",)),
)


def coverage(writer: Writer, study: Any) -> None:
    """Of what, where and when."""
    document = writer.document
    words = [said(one) for one in listed(document.get("keywords"))]
    edges = [one["date"] for one in document["periods"]]
    covered = add(study, "r:Coverage")
    if any(words):
        topics = writer.part(covered, "r:TopicalCoverage", "temas")
        for word in dict.fromkeys(filter(None, words)):
            writer.word(topics, "r:Keyword", word)
    _places(writer, covered)
    if edges:
        times = writer.part(covered, "r:TemporalCoverage", "periodo")
        dated = add(times, "r:ReferenceDate")
        for name, day in zip(("StartDate", "EndDate"), edges, strict=False):
            add(dated, f"r:{name}", day)


def _places(writer: Writer, covered: Any) -> None:
    """The territories with their DIVIPOLA codes, and the level of detail."""
    document = writer.document
    where = writer.part(covered, "r:SpatialCoverage", "lugares")
    found = [term("territories", one) for one in listed(document.get("spatial"))]
    named = [f"{one.es} ({one.code})" for one in found if one is not None]
    told = [*texts([document.get("geographic_coverage")]), *dict.fromkeys(named)]
    if told:
        writer.content(where, "r:Description", " · ".join(told))
    add(where, "r:CountryCode", "CO")
    if level := term("spatial_levels", document.get("spatial_level")):
        lowest = add(where, "r:LowestLevelReference")
        writer.said(lowest, "r:GeographicLevelName", "r:String", level.es)


def collection(writer: Writer, study: Any) -> None:
    """The methodology, and what was done to collect the data."""
    methods = [
        (element, words)
        for element, paths in METHODS
        if (words := " · ".join(texts(_at(writer, path) for path in paths)))
    ]
    part = writer.part(study, "d:DataCollection", "recoleccion")
    if methods:
        method = writer.part(part, "d:Methodology", "metodologia")
        for element, words in methods:
            one = writer.part(method, element, element.removeprefix("d:"))
            writer.content(one, "r:Description", words)
    _event(writer, part)


def _event(writer: Writer, part: Any) -> None:
    """What is known of the collection, in the order of the schema."""
    event = writer.part(part, "d:CollectionEvent", "operativo")
    rhythm = term("frequencies", writer.document.get("frequency"))
    if rhythm:
        writer.content(event, "r:Description", f"Frecuencia: {rhythm.es}")
    for text in texts([_at(writer, "method.sources")]):
        source = add(event, "d:DataSource")
        writer.content(source, "d:SourceDescription", text)
    edges = [one["date"] for one in writer.document["collections"]]
    if edges:
        dated = add(event, "d:DataCollectionDate")
        add(dated, "r:StartDate", min(edges))
        add(dated, "r:EndDate", max(edges))
    modes = vocabularies.get("collection_modes")
    told = {
        "d:ModeOfCollection": map(
            modes.label, texts([_at(writer, "collection_modes")])
        ),
        "d:CollectionSituation": texts([_at(writer, "method.situation")]),
        "d:ActionToMinimizeLosses": texts([_at(writer, "method.followup")]),
    }
    for element, found in told.items():
        for place, text in enumerate(found, start=1):
            one = writer.part(event, element, f"{element[2:]}-{place}")
            writer.content(one, "r:Description", text)


def materials(writer: Writer, study: Any) -> None:
    """The files of the study: their names, addresses, types and sizes."""
    files = [
        one
        for one in listed(writer.document.get("distributions"))
        if isinstance(one, dict) and said(one.get("url"))
    ]
    if not files:
        return
    scheme = writer.part(study, "r:OtherMaterialScheme", "archivos")
    for place, one in enumerate(files, start=1):
        file = writer.part(scheme, "r:OtherMaterial", f"archivo-{place}")
        if words := said(one.get("description")):
            writer.content(file, "r:Description", words)
        cited = add(file, "r:Citation")
        name = said(one.get("title")) or said(one.get("url"))
        writer.said(cited, "r:Title", "r:String", name)
        add(file, "r:ExternalURLReference", said(one["url"]))
        if kind := term("media_types", one.get("media_type")):
            add(file, "r:MIMEType", kind.code)
        size = one.get("size")
        if isinstance(size, int) and size > 0:
            add(file, "r:SizeInBytes", str(size))


def _at(writer: Writer, path: str) -> object:
    """A value of the document; ``method.x`` is the x of its method."""
    value: object = writer.document
    for name in path.split("."):
        value = value.get(name) if isinstance(value, dict) else None
    return value

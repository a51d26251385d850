"""A study told in words, in the order of ANDA's study page (microdatos.dane.gov.co).

One list for the printable codebook as a page and as a PDF: what is not said is not told.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ...records.reading import PublicRecord
from ...schemas import spelling, vocabularies
from ...schemas.crosswalks.table import listed, pick
from ...schemas.labels import labels
from ..dcat.rights import ground
from ..values import said

KIND = "production_process"


@dataclass(frozen=True, slots=True)
class Line:
    """A label and what is said under it, one text for each value."""

    label: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    title: str
    lines: tuple[Line, ...]


ORDER: tuple[tuple[tuple[str, str], tuple[str, ...]], ...] = (
    (
        ("Identificación", "Identification"),
        ("title", "study.subtitle", "acronym", "study.translated_title", "code", "ppi_type", "study.series_name",
         "study.background", "description", "objective", "study.specific_objectives",
         "study.data_kind", "analysis_units", "observation_units", "version",
         "study.version_notes"),
    ),
    (
        ("Alcance", "Scope"),
        ("study.thematic_scope", "theme", "axis", "keywords", "study.concepts",
         "study.classifications", "study.parameters", "disaggregation", "norms", "notes"),
    ),
    (
        ("Cobertura", "Coverage"),
        ("geographic_coverage", "spatial", "spatial_level", "study.universe", "target_population",
         "temporal_start", "temporal_end", "study.reference_period"),
    ),
    (
        ("Productores y patrocinadores", "Producers and sponsors"),
        ("principal_investigator", "organization", "study.producers", "study.production_place",
         "study.depositor", "funding"),
    ),
    (
        ("Muestreo", "Sampling"),
        ("sampling", "method.sample_frame", "method.sampling_units",
         "method.sample_size", "method.precision", "method.sampling_deviation",
         "method.response_rate", "method.weighting"),
    ),
    (
        ("Recolección de datos", "Data collection"),
        ("collection_periods", "frequency", "method.time_method", "collection_modes",
         "method.collectors", "method.sources", "method.situation", "method.followup",
         "methodology"),
    ),
    (("Cuestionarios", "Questionnaires"), ("method.instrument",)),
    (
        ("Procesamiento de datos", "Data processing"),
        ("method.control_operations", "method.cleaning", "storage"),
    ),
    (
        ("Evaluación de la calidad", "Quality"),
        ("study.quality_statement", "method.sampling_error", "method.appraisal"),
    ),
    (
        ("Acceso a los datos", "Data access"),
        ("access", "place", "contact.position", "contact.email", "contact.telephone",
         "licence", "conditions.confidentiality", "conditions.permission",
         "conditions.restrictions", "conditions.conditions", "conditions.citation",
         "conditions.deposit", "dissemination_media", "study.products",
         "study.available_series"),
    ),
    (
        ("Descargo de responsabilidad y derechos de autor", "Disclaimer and copyright"),
        ("conditions.disclaimer", "conditions.copyright"),
    ),
    (
        ("Producción del metadato", "Metadata production"),
        ("documentation_state", "source.title", "source.detail", "first_published"),
    ),
)  # fmt: skip
TERMS = {
    "ppi_type": "ppi_types",
    "theme": "themes",
    "spatial": "territories",
    "spatial_level": "spatial_levels",
    "frequency": "frequencies",
    "collection_modes": "collection_modes",
    "storage": "storage",
    "access": "publication_access",
    "licence": "licences",
    "dissemination_media": "dissemination_media",
    "documentation_state": "documentation_states",
}
SHORT = {"keywords", "spatial", "collection_modes", "dissemination_media"}
NAMED = {
    "version": ("Versión de la ficha", "Version of the record"),
    "first_published": ("Publicada por primera vez", "First published"),
}
GROUND = ("Fundamento legal", "Legal ground")


def sections(record: PublicRecord, language: str = "es") -> list[Section]:
    """The sections that have something to say, in the language of their labels."""
    place = 1 if language == "en" else 0
    found = []
    for title, paths in ORDER:
        lines = [
            Line(_label(path)[place], values)
            for path in paths
            if (values := _values(record.document, path, language))
        ]
        if title[0] == "Acceso a los datos":
            words = ground(record.document, record.disclosure)
            lines += [Line(GROUND[place], (words,))] if words else []
        if lines:
            found.append(Section(title[place], tuple(lines)))
    return found


def _label(path: str) -> tuple[str, str]:
    return NAMED.get(path) or labels(KIND, path)


def _values(document: Mapping[str, Any], path: str, language: str) -> tuple[str, ...]:
    write = _writer(path, language)
    every = [write(one) for one in listed(pick(document, path))]
    found = tuple(text for text in every if text)
    return (", ".join(found),) if found and path in SHORT else found


def _writer(path: str, language: str) -> Callable[[Any], str]:
    if path in TERMS:
        known = vocabularies.get(TERMS[path])
        return lambda code: said(known.label(str(code), language))
    if path == "organization":
        return lambda office: said(office.get("name"))
    if path == "first_published":
        return lambda day: spelling.long_date(day, language)
    if path == "collection_periods":
        return _period
    return said


def _period(one: Mapping[str, Any]) -> str:
    days = " – ".join(filter(None, (said(one.get("start")), said(one.get("end")))))
    return f"{said(one['cycle'])}: {days}" if one.get("cycle") else days

"""The door's frame: which leaves may leave, by name. What is not named stays inside.

Every leaf of every schema stands either in what is shown or in what is withheld; a test
fails when a new field is in neither list, so somebody has to decide.
"""

from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Any

from marshmallow import Schema, fields

from .distribution import PublicDistribution
from .fields import Group, Many
from .kinds import SCHEMAS
from .noun import Noun
from .organization import Organization

ASSET = [
    "uid",
    "kind",
    "code",
    "title",
    "acronym",
    "description",
    "organization",
    "custodian",
    "producer_position",
    "custodian_position",
    "contact.position",
    "contact.email",
    "contact.telephone",
    "category",
    "theme",
    "keywords",
    "language",
    "medium",
    "format",
    "frequency",
    "spatial",
    "spatial_level",
    "temporal_start",
    "temporal_end",
    "generated",
    "issued",
    "trd_series",
    "trd_subseries",
    "licence",
    "personal_data",
    "minors",
    "access",
    "place",
    "maturity",
    "maturity_reason",
    "notes",
    "source.title",
    "source.detail",
    "source.url",
    "relations.type",
    "relations.uid",
    "version",
    "first_published",
    "distributions.uid",
    "distributions.title",
    "distributions.description",
    "distributions.url",
    "distributions.checksum",
    "distributions.size",
    "distributions.rows",
    "distributions.media_type",
    "distributions.format",
    "distributions.licence",
    "distributions.columns.name",
    "distributions.columns.label",
    "distributions.columns.type",
    "distributions.columns.description",
    "distributions.columns.unit",
    "variables.name",
    "variables.label",
    "variables.type",
    "variables.definition",
    "variables.universe",
    "variables.question",
    "variables.unit",
    "variables.categories.code",
    "variables.categories.label",
]
OWN = {
    "production_process": [
        "ppi_type",
        "objective",
        "target_population",
        "observation_units",
        "analysis_units",
        "geographic_coverage",
        "disaggregation",
        "norms",
        "collection_periods.start",
        "collection_periods.end",
        "collection_periods.cycle",
        "principal_investigator",
        "funding",
        "collection_modes",
        "storage",
        "documentation_state",
        "dissemination_media",
        "disseminates",
        "sampling",
        "methodology",
    ],
    "indicator": [
        "objective",
        "definition",
        "indicator_type",
        "formula",
        "formula_variables.symbol",
        "formula_variables.name",
        "formula_variables.source",
        "unit",
        "direction",
        "accumulation",
        "baseline.period",
        "baseline.value",
        "targets.year",
        "targets.value",
        "lag_days",
        "source_text",
        "breakdowns",
        "geographic_breakdown",
        "thresholds.satisfactory",
        "thresholds.medium",
        "plan.name",
        "plan.component",
        "plan.objective",
        "plan.action_code",
        "plan.action",
        "plan.leader",
        "plan.cost",
        "ods",
        "latest.period",
        "latest.value",
        "latest.status",
        "latest.territory",
        "observation_count",
    ],
    "dataset": ["dataset_version"],
    "document": ["document_type", "authors", "publication_date", "pages"],
}
WITHHELD = {
    "confidentiality",
    "integrity",
    "availability",
    "proposal.access_class",
    "proposal.articles",
    "proposal.norm",
    "proposal.motivation",
    "desk.contact_name",
    "desk.contact_email",
    "desk.remarks",
    # figures leave by their own table, row by row (records/publication.py)
    "observations.period",
    "observations.territory",
    "observations.breakdown.name",
    "observations.breakdown.value",
    "observations.value",
    "observations.status",
    "observations.source",
    "observations.note",
}
INDEX = [
    "uid",
    "kind",
    "category",
    "organization",
    "custodian",
    "producer_position",
    "custodian_position",
    "language",
    "medium",
    "generated",
]
ALWAYS = {"uid", "kind", "version", "organization"}
ORGANIZATION = [
    "code",
    "name",
    "short_name",
    "acronym",
    "organization_type",
    "parent",
    "email",
    "telephone",
    "url",
    "description",
]


class PublicRelation(Noun):
    type = fields.String()
    uid = fields.String()


def shown(kind: str) -> tuple[str, ...]:
    """The leaves of a full disclosure, in the order in which they are written."""
    return (*ASSET, *OWN[kind])


def full(record: Any) -> dict[str, Any]:
    """The public document of a pública asset, without its classification."""
    document: dict[str, Any] = pruned(_frame(record.kind).dump(record))
    return document


def allowed(document: dict[str, Any], names: Iterable[str]) -> dict[str, Any]:
    """The public version: only the leaves that the decision allows (art. 21).

    ``variables/NAME`` and ``distributions/UID`` allow single ones of a list; what is
    added to the record later starts withheld.
    """
    listed = set(names)
    kept = {key: value for key, value in document.items() if key in listed | ALWAYS}
    for group, key in (("variables", "name"), ("distributions", "uid")):
        if group in kept or group not in document:
            continue
        some = [one for one in document[group] if f"{group}/{one[key]}" in listed]
        if some:
            kept[group] = some
    return kept


def index(record: Any, title: str) -> dict[str, Any]:
    """Existence only: the leaves of the índice, under the legal office's name."""
    frame = _frame(record.kind, tuple(INDEX))
    return {**pruned(frame.dump(record)), "title": title}


def indexed(document: dict[str, Any], title: str) -> dict[str, Any]:
    """The same, from what is public now."""
    return {key: document[key] for key in INDEX if key in document} | {"title": title}


def organization(record: Any) -> dict[str, Any]:
    """The public document of an organisation; a person is never part of it."""
    said = pruned(_organization().dump(record))
    return {"uid": record.uid, "kind": "organization", "slug": record.slug, **said}


def leaves(schema: Schema, prefix: str = "") -> set[str]:
    """Every leaf of a schema by its dotted name."""
    found: set[str] = set()
    for name, field in schema.fields.items():
        inner = field.inner if isinstance(field, fields.List) else field
        if isinstance(inner, fields.Nested):
            found |= leaves(inner.schema, f"{prefix}{name}.")
        else:
            found.add(prefix + name)
    return found


@cache
def door_schema(kind: str) -> type[Schema]:
    """The kind's schema with its distributions and relations as the window gives them."""
    own: dict[str, Any] = {
        "distributions": Many(Group(PublicDistribution)),
        "relations": Many(Group(PublicRelation)),
    }
    return type(f"Public{SCHEMAS[kind].__name__}", (SCHEMAS[kind],), own)


def pruned(value: Any) -> Any:
    """Only what is known: no nulls, no empty texts, lists or groups."""
    if isinstance(value, dict):
        inner = {key: pruned(one) for key, one in value.items()}
        return {key: one for key, one in inner.items() if not _empty(one)}
    if isinstance(value, list):
        return [one for one in map(pruned, value) if not _empty(one)]
    return value.isoformat() if isinstance(value, date) else value


def _empty(value: Any) -> bool:
    return value is None or value in ("", [], {})


@cache
def _frame(kind: str, only: tuple[str, ...] | None = None) -> Schema:
    return door_schema(kind)(only=only or shown(kind))


@cache
def _organization() -> Schema:
    return Organization(only=ORGANIZATION)

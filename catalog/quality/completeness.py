"""Complete: how many of the fields that a record of its kind should have it has.

The list holds what the law, the asset matrix, DDI and the hoja de vida ask of every
record of the kind; what only some can have (a sample, a place to visit) is not in it.
"""

from .verdict import EMPTY, Check, Document, Said, group, known, missing

ENOUGH = 0.8  # the share of the fields that is enough to pass

# Each line is a field; after the bar, others that answer the same question.
ASSET = (
    "code",
    "title",
    "description",
    "organization",
    "custodian",
    "producer_position",
    "contact",
    "theme",
    "keywords",
    "language",
    "medium",
    "format",
    "generated|issued|publication_date",
    "access",
    "spatial|spatial_level",
    "licence",
    "personal_data",
    "maturity",
    "source|source_text",
    "trd_series|records_code",
)
REPEATED = ("frequency", "temporal_start|temporal_end")
OWN = {
    "production_process": (
        *REPEATED,
        "ppi_type",
        "objective",
        "target_population",
        "observation_units",
        "analysis_units",
        "geographic_coverage",
        "disaggregation",
        "norms",
        "principal_investigator",
        "collection_periods",
        "collection_modes",
        "storage",
        "documentation_state",
        "disseminates",
        "dissemination_media",
        "methodology",
        "variables",
        "phases",
        "continuity",
        "study.data_kind",
        "method.time_method",
        "method.instrument|method.sources",
        "characterisation.requirements",
        "characterisation.design",
        "characterisation.collection",
        "characterisation.processing",
        "characterisation.dissemination",
    ),
    "indicator": (
        *REPEATED,
        "objective",
        "definition",
        "indicator_type",
        "value_chain",
        "formula",
        "formula_variables",
        "measurement_method",
        "unit",
        "direction",
        "accumulation",
        "baseline",
        "targets",
        "lag_days",
        "breakdowns",
        "geographic_breakdown",
        "plan|associated_with",
        "relations",
        "latest",
    ),
    "dataset": (
        *REPEATED,
        "distributions",
        "distributions.columns|variables",
        "dataset_version",
        "relations",
    ),
    "document": (
        "document_type",
        "authors",
        "publication_date",
        "distributions|place",
    ),
}
EXPECTED = {
    kind: tuple(tuple(line.split("|")) for line in (*ASSET, *own))
    for kind, own in OWN.items()
}


def complete(document: Document) -> Check:
    """Count the fields; of a public version, the law decides which ones are there."""
    if group(document, "classification").get("class") not in (None, "publica"):
        return Check("complete", True, Said("complete.version"))
    expected = EXPECTED[str(document["kind"])]
    lacking = tuple(paths[0] for paths in expected if _is_lacking(document, paths))
    counts = {"known": len(expected) - len(lacking), "all": len(expected)}
    if not lacking:
        return Check("complete", True, Said("complete.full", counts))
    passed = counts["known"] >= ENOUGH * counts["all"]
    says = Said("complete.most" if passed else "complete.some", counts)
    return Check("complete", passed, says, missing(lacking))


def _is_lacking(document: Document, paths: tuple[str, ...]) -> bool:
    """Whether none of the fields that answer one question says anything."""
    value = document.get(paths[0])
    if value:
        return False
    if len(paths) == 1 and "." not in paths[0]:  # as nearly all are
        return value is None or value in EMPTY
    return not any(known(document, path) for path in paths)

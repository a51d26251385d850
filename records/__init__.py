"""The nouns: SQLAlchemy models, their invariants, migrations and the ledger. No verbs, no Flask."""

from . import (
    asset,
    audit,
    classification,
    dataset,
    distribution,
    document,
    fragment,
    indicator,
    observation,
    organization,
    person,
    production_process,
    publication,
    variable,
)

__all__ = [
    "asset",
    "audit",
    "classification",
    "dataset",
    "distribution",
    "document",
    "fragment",
    "indicator",
    "observation",
    "organization",
    "person",
    "production_process",
    "publication",
    "variable",
]

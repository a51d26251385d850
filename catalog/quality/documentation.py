"""Documented: what a stranger must read to understand it. Reachable: whom to ask."""

from .verdict import Check, Document, Said, groups, known, missing

# The points of each kind, and the fields that make each.
POINTS = {
    "production_process": (
        ("objective",),
        ("target_population",),
        ("observation_units", "analysis_units"),
        ("methodology", "collection_modes", "sampling", "method"),
    ),
    "indicator": (
        ("formula", "definition"),
        ("unit",),
        ("source_text", "source"),
        ("baseline",),
    ),
    "document": (
        ("document_type",),
        ("publication_date", "issued", "generated"),
        ("authors",),
    ),
}
DESCRIPTIONS = ("label", "description", "definition")
OFFICE = ("organization",)
POST = ("producer_position", "contact.position", "custodian_position")
WAY = ("contact.email", "contact.telephone")


def documented(document: Document) -> Check:
    """Whether each point of its kind, or each column of a dataset, is explained."""
    kind = str(document["kind"])
    if kind == "dataset":
        return _columns(document)
    lacking = tuple(
        paths[0]
        for paths in POINTS[kind]
        if not any(known(document, path) for path in paths)
    )
    if not lacking:
        return Check("documented", True, Said(f"documented.{kind}"))
    counts = {"known": len(POINTS[kind]) - len(lacking), "all": len(POINTS[kind])}
    return Check("documented", False, Said("documented.some", counts), missing(lacking))


def _columns(document: Document) -> Check:
    """The columns of its files or its variables: whichever are better described."""
    files = [
        column
        for item in groups(document, "distributions")
        for column in groups(item, "columns")
    ]
    described = [
        (_share(listed), listed)
        for listed in (files, groups(document, "variables"))
        if listed
    ]
    if not described:
        fix = missing(("distributions.columns",))
        return Check("documented", False, Said("documented.no_columns"), fix)
    share, listed = max(described, key=lambda pair: pair[0])
    if share == 1:
        says = Said("documented.columns", {"all": len(listed)})
        return Check("documented", True, says)
    bare = tuple(str(one.get("name", "")) for one in listed if not _told(one))
    counts = {"known": len(listed) - len(bare), "all": len(listed)}
    fix = Said("documented.describe", {"columns": bare})
    return Check("documented", False, Said("documented.some_columns", counts), fix)


def _share(columns: list[Document]) -> float:
    return sum(_told(one) for one in columns) / len(columns)


def _told(column: Document) -> bool:
    return any(known(column, name) for name in DESCRIPTIONS)


def reachable(document: Document) -> Check:
    """An office that answers, a post in it, and a way to write or to call."""
    lacking = {
        code: paths[0]
        for code, paths in (("way", WAY), ("post", POST), ("office", OFFICE))
        if not any(known(document, path) for path in paths)
    }
    if not lacking:
        return Check("reachable", True, Said("reachable.known"))
    says = Said(f"reachable.{next(iter(lacking))}")
    return Check("reachable", False, says, missing(tuple(lacking.values())))

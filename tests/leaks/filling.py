"""What every argument of every route is filled with, for a record of the scene.

A route with an argument that stands in no row fails the build: say what fills it.
"""

import hashlib
from collections.abc import Callable, Iterator

from scene import STATES, checksum, edition
from tumbaga.exporters.nada import package
from tumbaga.records.publication import FOLDERS
from tumbaga.web import negotiation
from tumbaga.web.window import figures
from werkzeug.routing import Rule

# Every suffix under which a record's page is had as something else.
MACHINE = tuple(
    sorted(
        {*figures.FILES, *negotiation.LONG, package.SUFFIX}
        | {negotiation.suffix_of(key) for key in negotiation.MEDIA.values()}
    )
)


def values_of(rule: Rule, argument: str, record: tuple[str, str, str]) -> list[object]:
    """What an argument of a route is filled with for a record.

    Raises ``LookupError`` for one that stands in no row: say what fills it.
    """
    uid, code, kind = record
    items = getattr(rule._converters[argument], "items", None)
    if items:
        folder = FOLDERS[kind]
        return [folder] if folder in items else sorted(items)
    row = ARGUMENTS.get(argument)
    for prefix, name, other in ELSEWHERE:
        if name == argument and str(rule).startswith(prefix):
            row = other
    if row is None:
        raise LookupError(
            f"{rule} has the argument «{argument}», and no row of the leak matrix says "
            "what fills it: add one to ARGUMENTS."
        )
    return row(uid, code)


def names(uid: str, code: str) -> list[object]:
    plain = [uid, code, code.lower()]
    return [*plain, *(f"{one}{suffix}" for one in plain[::2] for suffix in MACHINE)]


def flows(_uid: str, code: str) -> list[object]:
    """How SDMX may call the flow of an indicator."""
    return [f"IND_{code}", f"IND_{code.replace('-', '_')}"]


def ckan_names(uid: str, code: str) -> list[object]:
    """How CKAN's clients may call a record."""
    return [uid, *(f"{folder}-{code.lower()}" for folder in FOLDERS.values())]


def exactly(*values: object) -> Callable[[str, str], list[object]]:
    return lambda _uid, _code: list(values)


# One row for each argument that a route may have: what it is filled with for a record.
ARGUMENTS: dict[str, Callable[[str, str], list[object]]] = {
    "uid": lambda uid, _code: [uid],
    "code": lambda uid, code: [code, uid],
    "slug": names,
    "name": names,
    "idno": lambda uid, code: [code, uid, code.lower()],
    "flow": flows,
    "resource_id": exactly("0" * 36),
    "resource": exactly("dataflow", "codelist", "datastructure", "categoryscheme"),
    "agency": exactly("CALI"),
    "version": exactly("latest"),
    "item": exactly("A"),
    "context": exactly("dataflow"),
    "provider": exactly("all"),
    "component": exactly("all", "REF_AREA"),
    "number": exactly(1, 2, 7),
    "file_id": exactly("F1"),
    "vid": exactly("V1"),
    "key": exactly("all", "que-es", "datos", "ttl", "registro-de-activos"),
    "checksum": exactly(
        "0" * 64,
        hashlib.sha256(edition()).hexdigest(),
        *(checksum(state) for state in STATES),
    ),
    "stamp": exactly("x"),
    "rest": exactly("x", "dataflow/CALI"),
    "seq": exactly("1", "ultima"),
    "secret": exactly("x"),
    "filename": exactly("theme.css"),
    "problem": exactly("file", "csv"),
    "vocabulary": exactly("themes", "territories"),
}
# The same argument, where it means another thing.
ELSEWHERE = (
    ("/archivos/", "name", exactly("x.csv")),
    ("/sdmx/", "name", flows),
    ("/api/action/", "name", exactly("package_list", "package_search", "package_show")),
    ("/api/3/action/", "name", exactly("package_list", "package_search", "tag_list")),
    ("/dataset/", "name", ckan_names),
    ("/descargas/", "name", exactly("catalogo.ttl.gz", "SHA256SUMS")),
)


def combinations(
    rule: Rule, record: tuple[str, str, str]
) -> Iterator[dict[str, object]]:
    filled: list[dict[str, object]] = [{}]
    for argument in sorted(rule.arguments):
        options = values_of(rule, argument, record)
        filled = [{**one, argument: value} for one in filled for value in options]
    yield from filled

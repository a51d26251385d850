"""Imports run down only, and each library is known to its own room alone."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FLOOR = {
    "records": 1,
    "schemas": 2,
    "catalog": 3,
    "harvesters": 3,
    "exporters": 3,
    "web": 4,
}
# Libraries that only these rooms may import.
ALONE = {
    "flask": {"web"},
    "flask_babel": {"web"},
    "flask_bootstrap": {"web"},
    "flask_wtf": {"web"},
    "werkzeug": {"web"},
    "click": {"web"},
    "gunicorn": {"web"},
    "holidays": {"catalog"},
    "huey": {"web"},
    "marshmallow": {"schemas"},
    "apispec": {"schemas"},
    "tantivy": {"catalog"},
    "whoosh": {"catalog"},
    "Stemmer": {"catalog"},
    "pyoxigraph": {"harvesters", "exporters"},
    "reportlab": {"exporters"},
    "lxml": {"schemas", "exporters", "harvesters"},
    "openpyxl": {"harvesters", "exporters"},
    "vl_convert": {"exporters"},
    "alembic": {"records"},
    "argon2": {"catalog"},
    "pyotp": {"catalog"},
    "cryptography": {"catalog"},
    "qrcode": {"web"},
    "authlib": {"web"},
    "smtplib": {"web"},
}
FILES = sorted(
    path
    for room in FLOOR
    for path in (ROOT / room).rglob("*.py")
    if "__pycache__" not in path.parts
)


def imports(path: Path):
    """Yield (line, dotted name) with relative imports resolved from the root."""
    package = list(path.relative_to(ROOT).parts[:-1])
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, name.name) for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level:
            base = package[: len(package) - node.level + 1]
            module = (node.module or "").split(".") if node.module else []
            for name in node.names:
                yield node.lineno, ".".join(["tumbaga", *base, *module, name.name])
        elif isinstance(node, ast.ImportFrom):
            yield node.lineno, node.module or ""


def room_of(path: Path) -> str:
    return path.relative_to(ROOT).parts[0]


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_run_down_only(path: Path):
    room = room_of(path)

    for line, name in imports(path):
        parts = name.split(".")
        if parts[0] == "tumbaga" and len(parts) > 1 and parts[1] in FLOOR:
            other = parts[1]
            allowed = other == room or FLOOR[other] < FLOOR[room]
            assert allowed, f"{path}:{line}: {room} may not import {name}"
        if parts[0] in ALONE:
            rooms = ALONE[parts[0]]
            assert room in rooms, f"{path}:{line}: only {rooms} may import {parts[0]}"


def test_only_the_door_writes_the_ledger():
    """`ledger.append` is called by the door's two verbs and by nobody else."""
    callers = {
        str(path.relative_to(ROOT))
        for path in FILES
        if "ledger.append(" in path.read_text()
    }

    assert callers == {"catalog/publishing.py", "catalog/withdrawing.py"}


def test_only_the_edges_commit():
    for path in FILES:
        if room_of(path) == "web":
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Attribute) and node.attr == "commit":
                owner = ast.unparse(node.value)
                assert "session" not in owner, f"{path}:{node.lineno}"


def test_the_window_reads_the_ledger_and_nothing_else():
    """Public pages and protocols do not import the tables of the desk."""
    allowed = {
        "reading",
        "earlier",
        "walking",
        "naming",
        "totals",
        "publication",
        "fragment",
    }
    for folder in ("web/window", "web/protocols"):
        for path in (ROOT / folder).rglob("*.py"):
            for line, name in imports(path):
                parts = name.split(".")
                if parts[:2] == ["tumbaga", "records"] and len(parts) > 2:
                    assert parts[2] in allowed, f"{path}:{line}: {name}"

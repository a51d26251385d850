"""The annotated copy of an imported workbook, beside the file that it came from."""

import re
from collections.abc import Sequence
from pathlib import Path

import click

from ...exporters.workbooks import annotated
from ...harvesters.tables.reading import BOOK_SUFFIXES
from ...harvesters.tables.templates import Filled
from ...schemas.tables import Remark, Table
from ..importing import headers

NOT_A_BOOK = (
    "Solo se anota una copia de un libro .xlsx; para este archivo use el informe."
)
_OURS = re.compile(r"\.errores(?:-(\d+))?$")


def annotate(
    source: Path, asked: Path | None, tables: Sequence[Table], remarks: Sequence[Remark]
) -> Path | None:
    """Write the copy if it was asked for, or if the book is ours and has errors."""
    ours = any(isinstance(one, Filled) for one in tables)
    wrong = any(one.weight == "error" for one in remarks)
    if not wrong or not (asked or ours):
        return None
    if source.suffix.lower() not in BOOK_SUFFIXES:
        click.echo(NOT_A_BOOK, err=True)
        return None
    path = asked or beside(source)
    content = source.read_bytes()
    copy = annotated.annotate(content, remarks, headers(tables))
    draft = path.with_name(f"{path.name}.tmp")
    try:
        draft.write_bytes(copy)
        draft.replace(path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        click.echo(f"No se pudo escribir «{path}»: {error.strerror}", err=True)
        return None
    if gone := annotated.lost(content):
        said = ", ".join(gone)
        click.echo(f"La copia no lleva {said} del original.", err=True)
    return path


def beside(source: Path) -> Path:
    """``a.xlsx`` gives ``a.errores.xlsx``, and that one ``a.errores-2.xlsx``."""
    found = _OURS.search(source.stem)
    if found is None:
        return source.with_name(f"{source.stem}.errores{source.suffix}")
    stem = source.stem[: found.start()]
    number = int(found[1] or 1) + 1
    return source.with_name(f"{stem}.errores-{number}{source.suffix}")

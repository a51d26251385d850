"""The import of a sheet as steps: for the command line and for the worker alike."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, TextIO

from sqlalchemy.orm import Session

from ..catalog import importing, people
from ..catalog.importing import Batch, Tally
from ..harvesters.tables import entries, reading
from ..harvesters.tables.templates import Filled
from ..schemas.tables import Entry, Remark, Table, Unreadable
from .composition import House
from .jobs import Step, Work

COLUMNS = ("hoja", "fila", "celda", "columna", "valor", "tipo", "qué hacer")
NO_ROWS = "La tabla tiene encabezados, pero ninguna fila de datos debajo de ellos."
RISKY = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
SHOWN = 200
"""Remarks that the page of an import shows; the copy and the report have them all."""


@dataclass
class _Import:
    """An import on its way: where it reads, and what became of the rows so far."""

    house: House
    checksum: str
    name: str
    kind: str
    organization: str
    dry_run: bool
    person: str
    tables: list[Table] = field(default_factory=list)
    tally: Tally = field(default_factory=Tally)

    def steps(self) -> Iterator[Step]:
        self.tables = reading.tables(self.house.files.path(self.checksum), self.name)
        for table in self.tables:
            self.tally.remarks += entries.remarks_on(table, self.kind)
        total = sum(table.length for table in self.tables)
        at = 0

        def advance(position: int) -> None:
            nonlocal at
            at = position

        rows = rows_of(self.tables, self.kind, advance)
        for batch in importing.batches(rows, organization=self.organization):
            yield Step(at, total, self._applying(batch))
        if not self.tally.seen and not _wrong(self.tally.remarks):
            raise Unreadable(NO_ROWS)
        yield Step(total, total, lambda _session: None)

    def _applying(self, batch: Batch) -> Callable[[Session], None]:
        def apply(session: Session) -> None:
            by = people.get(session, self.person)
            if not self.dry_run:
                self.tally.add(importing.apply(session, batch, by=by))
                return
            rehearsal = session.begin_nested()
            self.tally.add(importing.apply(session, batch, by=by))
            rehearsal.rollback()

        return apply

    def summary(self) -> Mapping[str, Any]:
        """What the page of the import tells, and the files that it offers."""
        tally = self.tally
        said = {
            "created": tally.created,
            "updated": tally.updated,
            "unchanged": tally.unchanged,
            "refused": tally.refused,
            "errors": len(_wrong(tally.remarks)),
            "remarks": [asdict(one) for one in _first(tally.remarks)],
        }
        return {**said, **self._files()}

    def _files(self) -> dict[str, str]:
        if not self.tally.remarks:
            return {}
        out = io.StringIO()
        out.write("\ufeff")
        write_report(out, self.tally.remarks)
        kept = {"report": self._keep(out.getvalue().encode())}
        is_book = self.name.lower().endswith(tuple(reading.BOOK_SUFFIXES))
        if is_book and _wrong(self.tally.remarks):
            content = self.house.files.path(self.checksum).read_bytes()
            from ..exporters.workbooks import annotated

            copy = annotated.annotate(content, self.tally.remarks, headers(self.tables))
            kept["annotated"] = self._keep(copy)
        return kept

    def _keep(self, content: bytes) -> str:
        return self.house.files.put(io.BytesIO(content)).checksum


def work(house: House, arguments: Mapping[str, Any]) -> Work:
    """An import as a job: ``checksum``, ``name``, ``kind``, ``organization``,
    ``dry_run`` and ``person``.
    """
    one = _Import(house, **{key: arguments[key] for key in arguments if key != "job"})
    return Work(one.steps(), one.summary)


def rows_of(
    tables: Iterable[Table], kind: str, advance: Callable[[int], None]
) -> Iterator[Entry]:
    """The entries of every table, saying how many rows have been read."""
    before = 0
    for table in tables:
        for entry in entries.entries(table, kind):
            advance(before + entry.row - table.header_row)
            yield entry
        before += table.length
        advance(before)


def headers(tables: Sequence[Table]) -> dict[str, int]:
    """The row of the headings of every sheet that was read."""
    found = {}
    for table in tables:
        found[table.title] = table.header_row
        if isinstance(table, Filled):
            found |= {page.title: page.header_row for page in table.lists}
    return found


def write_report(lines: TextIO, remarks: Iterable[Remark]) -> None:
    """All remarks as CSV, one a row. What a sheet would run as a formula is made text."""
    writer = csv.writer(lines, delimiter=";")
    writer.writerow(COLUMNS)
    writer.writerows(_cells(one) for one in remarks)


def _cells(one: Remark) -> list[str]:
    cells = (one.sheet, str(one.row), one.cell, one.label, one.given)
    said = (*cells, one.weight, one.text)
    return [f"'{cell}" if cell.startswith(RISKY) else cell for cell in said]


def _wrong(remarks: Iterable[Remark]) -> list[Remark]:
    return [one for one in remarks if one.weight == "error"]


def _first(remarks: Sequence[Remark]) -> list[Remark]:
    """The errors before the rest: the page shows so many and no more."""
    ordered = sorted(remarks, key=lambda one: one.weight != "error")
    return ordered[:SHOWN]

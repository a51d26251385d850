"""Every published figure in one long CSV: a row a figure, with its indicator's code."""

import csv
import io
from collections.abc import Iterable, Iterator

import orjson

from ..records.reading import Observed, PublicRecord
from .base import Catalogue
from .tabular.csv import cell

NAMES = (
    "codigo",
    "indicador",
    "periodo",
    "territorio",
    "desagregacion",
    "valor",
    "unidad",
    "estado",
    "fuente",
    "nota",
)


def head() -> bytes:
    return b"\xef\xbb\xbf" + _rows([NAMES])


def rows(
    record: PublicRecord, observed: Iterable[Observed], catalogue: Catalogue
) -> bytes:
    """The figures of one indicator; the breakdown is a small JSON object."""
    return _rows(_told(record, observed, catalogue))


def _told(
    record: PublicRecord, observed: Iterable[Observed], catalogue: Catalogue
) -> Iterator[tuple[str, ...]]:
    code, unit = record.document.get("code"), record.document.get("unit")
    for one in observed:
        split = orjson.dumps(one.breakdown, option=orjson.OPT_SORT_KEYS).decode()
        yield (
            cell(code),
            catalogue.identifier(record.uid),
            cell(one.period),
            cell(one.territory),
            split if one.breakdown else "",
            cell(one.value),
            cell(unit),
            cell(one.status),
            cell(one.source),
            cell(one.note),
        )


def _rows(values: Iterable[tuple[str, ...]]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(values)
    return out.getvalue().encode()

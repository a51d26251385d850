"""Charts of an indicator's series: Vega-Lite, drawn apart, kept like a fragment."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ...records.reading import Observed, PublicRecord
from . import keeping
from .painter import Painter

KEY = "chart"
MEDIA_TYPES = {
    "vl.json": "application/vnd.vegalite.v5+json",
    "svg": "image/svg+xml",
    "png": "image/png",
}


@dataclass(frozen=True, slots=True)
class Question:
    """Which form: ``vl.json``, ``svg`` or ``png``."""

    form: str = "vl.json"


def build(
    documents: Iterable[tuple[PublicRecord, Sequence[Observed]]], question: Question
) -> Iterator[bytes]:
    """Yield the chart of each indicator that has one; drawn by a renderer of its own.

    Never call it for ``svg`` or ``png`` inside a request: it may take seconds.
    """
    with Painter() as painter:
        for record, observed in documents:
            body = _one(painter, record, observed, question.form)
            if body:
                yield body


def _one(
    painter: Painter, record: PublicRecord, observed: Sequence[Observed], form: str
) -> bytes:
    if form == "vl.json":
        wanted = keeping.alone(record, observed)
        text = json.dumps(wanted, ensure_ascii=False, indent=1) if wanted else ""
        return text.encode()
    makers = keeping.keepers(painter, lambda _seq: observed)
    name = f"{KEY}-{form}"
    return next(one for one in makers if one.format == name).make(record)

"""Charts of an indicator's series: Vega-Lite, drawn apart, kept like a fragment."""

import json
from collections.abc import Iterable, Iterator
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
    documents: Iterable[tuple[PublicRecord, list[Observed]]], question: Question
) -> Iterator[bytes]:
    """Yield the chart of each indicator that has one; drawn by a renderer of its own.

    Never call it for ``svg`` or ``png`` inside a request: it may take seconds.
    """
    with Painter() as painter:
        for record, observed in documents:
            if question.form == "vl.json":
                wanted = keeping.alone(record, observed)
                if wanted is not None:
                    yield json.dumps(wanted, ensure_ascii=False, indent=1).encode()
                continue
            makers = keeping.keepers(painter, lambda _seq, found=observed: found)
            name = f"{KEY}-{question.form}"
            body = next(one for one in makers if one.format == name).make(record)
            if body:
                yield body

"""Figures made by hand, and a renderer that draws nothing but what it is told."""

import json
from decimal import Decimal
from typing import Any

from public_records import record
from tumbaga.exporters.series import Judged
from tumbaga.records.reading import Observed

DRAWN = (
    '<svg xmlns="http://www.w3.org/2000/svg" class="marks" width="640" height="300" '
    'viewBox="0 0 640 300"><g role="graphics-document" aria-label="X-axis titled">'
    '<text font-family="sans-serif" font-size="13px">{}</text></g></svg>'
)


def figure(period: str = "2015", value: Any = "12.50000000", **more: Any) -> Observed:
    known = {"territory": "76001", "breakdown": {}, "status": "A"}
    known |= {"source": None, "note": None} | more
    return Observed(period, value=value and Decimal(str(value)), **known)


def years(*values: Any, first: int = 2015, **more: Any) -> list[Observed]:
    return [figure(str(first + n), value, **more) for n, value in enumerate(values)]


def indicator(**own: Any) -> Any:
    given = {"title": "Procesos que difunden", "unit": "Número de procesos"}
    return record("indicator", "ind-1", given | own)


def judged(observed: list[Observed], **more: Any) -> list[Judged]:
    return [Judged(one, **more) for one in observed]


class Painter:
    """Takes what is asked, and answers with the specification's own words."""

    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []

    def svg(self, specification: dict[str, Any]) -> str:
        self.asked.append(json.loads(json.dumps(specification)))
        return DRAWN.format(len(self.asked))

    def png(self, specification: dict[str, Any]) -> bytes:
        self.asked.append(specification)
        return b"\x89PNG"

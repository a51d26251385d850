"""Charts as kept fragments: two for the page in each language, and the files to take.

Whoever follows the ledger makes them; a request only reads them.
"""

import json
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ...records.reading import Observed, PublicRecord
from ..values import said
from . import drawing, specification
from .choosing import Choice, choose
from .painter import NotDrawn, Painter

VERSION = "1"
PAGE, SVG, PNG = "chart", "chart-svg", "chart-png"
KINDS = ("indicator",)
LANGUAGES = ("es", "en")
SIZES = (("ancho", True), ("angosto", False))
Figures = Callable[[int], Sequence[Observed]]
log = logging.getLogger("tumbaga.charts")


@dataclass(frozen=True, slots=True)
class Keeper:
    """Makes one kind of fragment; empty where there is nothing to draw."""

    format: str
    draw: Callable[[PublicRecord], bytes]
    version: str = VERSION
    kept: bool = True

    def make(self, record: PublicRecord) -> bytes:
        """The fragment of a record. A drawing that fails twice is left out, and said."""
        for last in (False, True):
            try:
                return self.draw(record)
            except NotDrawn as problem:
                if last:
                    log.warning(
                        "sin gráfico (%s) de %s: %s", self.format, record.path, problem
                    )
        return b""


def keepers(painter: Painter, figures: Figures) -> list[Keeper]:
    """All of them; ``figures`` gives the observations of a ``seq``."""

    @lru_cache(maxsize=2)
    def observed(seq: int) -> Sequence[Observed]:
        return figures(seq)

    def page(record: PublicRecord) -> bytes:
        return _page(painter, record, observed(record.seq))

    def svg(record: PublicRecord) -> bytes:
        wanted = alone(record, observed(record.seq))
        if wanted is None:
            return b""
        choice = choose(record.document, observed(record.seq))
        words = _described(record, choice, "es") if choice else ""
        return drawing.file(painter.svg(wanted), title(record), words)

    def png(record: PublicRecord) -> bytes:
        wanted = alone(record, observed(record.seq))
        return painter.png(wanted) if wanted else b""

    return [Keeper(PAGE, page), Keeper(SVG, svg), Keeper(PNG, png)]


def alone(
    record: PublicRecord, observed: Sequence[Observed]
) -> specification.Specification | None:
    """The specification that can be taken away; nothing where a table says it better."""
    choice = choose(record.document, observed)
    if choice is None:
        return None
    return specification.file(
        choice,
        "es",
        title=title(record),
        unit=said(record.document.get("unit")),
        source=said(record.document.get("source_text")),
    )


def title(record: PublicRecord) -> str:
    document = record.document
    return said(document.get("title")) or said(document.get("code")) or record.uid


def read(body: bytes | None, language: str) -> str:
    """The drawings for a page in a language, or nothing: as ``PAGE`` was kept."""
    drawn: dict[str, str] = json.loads(body) if body else {}
    return drawn.get(language, "")


def _page(
    painter: Painter, record: PublicRecord, observed: Sequence[Observed]
) -> bytes:
    drawn = {}
    for language in LANGUAGES:
        choice = choose(record.document, observed, language)
        if choice is None:
            return b""
        words = _described(record, choice, language)
        drawn[language] = "".join(
            drawing.page(
                painter.svg(specification.page(choice, language, wide=wide)),
                name,
                title(record),
                words,
            )
            for name, wide in SIZES
        )
    return json.dumps(drawn, ensure_ascii=False).encode()


def _described(record: PublicRecord, choice: Choice, language: str) -> str:
    unit = said(record.document.get("unit"))
    return specification.described(choice, language, unit)

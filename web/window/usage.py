"""May I use it, and how do I cite it: the answers that a record page gives in words."""

from dataclasses import dataclass
from typing import Any

from ...records.reading import PublicRecord
from ...schemas import vocabularies
from ..languages import Lazy, language
from ..languages import gettext as _
from ..languages import lazy_gettext as _l
from .facts import articles
from .labels import CLASSES, office

Document = dict[str, Any]


ATTRIBUTION = _l(
    "Puede copiarla, compartirla y transformarla, también para ganar dinero, si cita "
    "la fuente."
)
# What each letter of a licence takes away or asks for; the strictest comes first.
LETTERS: tuple[tuple[set[str], Lazy], ...] = (
    (
        {"NC", "ND"},
        _l(
            "Puede copiarla y compartirla, sin cambiarla ni ganar dinero con ella, si "
            "cita la fuente."
        ),
    ),
    ({"ND"}, _l("Puede copiarla y compartirla sin cambiarla, si cita la fuente.")),
    (
        {"NC"},
        _l(
            "Puede copiarla y transformarla, sin ganar dinero con ella, si cita la "
            "fuente."
        ),
    ),
    (
        {"SA"},
        _l(
            "Puede copiarla, compartirla y transformarla, también para ganar dinero, "
            "si cita la fuente y comparte igual."
        ),
    ),
)


@dataclass(frozen=True)
class Usage:
    """A direct answer; ``tone`` is the style of its box, empty for a plain yes."""

    tone: str
    heading: str
    sentences: tuple[str, ...]
    licence: str | None = None
    licence_url: str | None = None


@dataclass(frozen=True)
class Citation:
    """The parts of a reference, in the order in which they are written."""

    author: str
    year: str
    title: str
    version: str | None
    publisher: str
    address: str


def usage(document: Document, disclosure: str) -> Usage:
    """Say whether a citizen may use this, and under which conditions."""
    if disclosure == "partial":
        return Usage(
            "ambar",
            _("¿Puedo usarlo? Sí, la versión pública"),
            (_withheld(document), _terms(document)),
            *_licence(document),
        )
    if document.get("access") == "disponible" and not document.get("distributions"):
        return Usage(
            "info",
            _("¿Puedo usarlo? Sí, si lo pide"),
            (
                _("Es información pública que no está en línea. Pídala a la "
                  "dependencia que la guarda; la entrega no necesita razones."),
            ),
            *_licence(document),
        )  # fmt: skip
    return Usage(
        "",
        _("¿Puedo usarlo? Sí"),
        (_("Es información pública."), _terms(document)),
        *_licence(document),
    )


def _withheld(document: Document) -> str:
    decision = document.get("classification") or {}
    kind = CLASSES.get(str(decision.get("class")))
    why = "; ".join(articles(decision.get("articles") or []))
    if kind is None or not why:
        return _("Aquí está lo que se puede publicar; el resto no se entrega.")
    return _(
        "Aquí está lo que se puede publicar. El resto es información %(kind)s. %(why)s.",
        kind=str(kind.name).lower(),
        why=why,
    )


def _terms(document: Document) -> str:
    """What the licence asks for, read from the letters of its name."""
    code = str(document.get("licence") or "").upper()
    if not code:
        return _("Puede consultarla y compartirla si cita la fuente.")
    if code.startswith(("CC0", "PDDL")):
        return _("Puede copiarla, compartirla y transformarla sin condiciones.")
    parts = {"SA" if part == "ODBL" else part for part in code.split("-")}
    for letters, asked in LETTERS:
        if letters <= parts:
            return str(asked)
    return str(ATTRIBUTION)


def _licence(document: Document) -> tuple[str | None, str | None]:
    code = document.get("licence")
    if not code:
        return None, None
    known = vocabularies.get("licences").terms.get(str(code))
    if known is None:
        return str(code), None
    return (known.en if language() == "en" else known.es), known.uri or None


def citation(record: PublicRecord, publisher: str, base_url: str) -> Citation:
    """Build the reference of a record; its address is the permanent one."""
    document = record.document
    version = document.get("version")
    return Citation(
        author=office(document.get("organization")) or publisher,
        year=str(record.modified.year),
        title=str(document.get("title", "")),
        version=None if version is None else str(version),
        publisher=publisher,
        address=f"{base_url.rstrip('/')}/id/{record.uid}",
    )

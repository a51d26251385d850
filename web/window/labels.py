"""The words and marks of the window: kinds, classes, terms of vocabularies, themes."""

from dataclasses import dataclass
from typing import Any

from ...records.publication import FOLDERS
from ...schemas import vocabularies
from .. import icons
from ..languages import Lazy, language
from ..languages import lazy_gettext as _


@dataclass(frozen=True)
class Kind:
    """How a kind of record is called and drawn; ``mark`` ends its style's name."""

    code: str
    mark: str
    icon: str
    one: Lazy
    many: Lazy
    about: Lazy

    @property
    def folder(self) -> str:
        return FOLDERS[self.code]


@dataclass(frozen=True)
class LegalClass:
    """A class of Ley 1712 with its full name: it is never shortened."""

    code: str
    icon: str
    name: Lazy


KINDS = {
    kind.code: kind
    for kind in (
        Kind(
            "indicator",
            "indicador",
            "graph-up",
            _("Indicador"),
            _("Indicadores"),
            _("Una medida con su fórmula, su meta y su serie."),
        ),
        Kind(
            "dataset",
            "datos",
            "table",
            _("Conjunto de datos"),
            _("Conjuntos de datos"),
            _("Tablas para descargar o consultar."),
        ),
        Kind(
            "production_process",
            "ppi",
            "diagram-3",
            _("Proceso de producción"),
            _("Procesos de producción"),
            _("Cómo nace la información: quién la recoge y para qué."),
        ),
        Kind(
            "document",
            "documento",
            "file-earmark-text",
            _("Documento"),
            _("Documentos"),
            _("Boletines, metodologías, informes y actos."),
        ),
        Kind(
            "organization",
            "variable",
            "building",
            _("Dependencia"),
            _("Dependencias"),
            _("Las oficinas que producen y guardan la información."),
        ),
    )
}
ASSETS = ("indicator", "dataset", "production_process", "document")
CLASSES = {
    item.code: item
    for item in (
        LegalClass("publica", "unlock", _("Pública")),
        LegalClass("clasificada", "person-lock", _("Pública clasificada")),
        LegalClass("reservada", "lock-fill", _("Pública reservada")),
    )
}
# Ornament for the themes of the home page; a theme without one takes a folder.
THEME_ICONS = {
    "agricultura": "flower1",
    "ambiente": "tree",
    "ciencia": "lightbulb",
    "comercio": "shop",
    "cultura": "music-note-beamed",
    "deporte": "trophy",
    "economia": "currency-dollar",
    "educacion": "mortarboard",
    "estadistic": "bar-chart",
    "funcion": "person-badge",
    "gasto": "cash-coin",
    "hacienda": "cash-coin",
    "inclusion": "people",
    "justicia": "bank",
    "mapa": "map",
    "minas": "lightning",
    "ordenamiento": "map",
    "organismos": "clipboard-check",
    "participacion": "people",
    "presupuesto": "cash-coin",
    "resultados": "check2-square",
    "salud": "hospital",
    "seguridad": "shield-check",
    "trabajo": "briefcase",
    "transporte": "bus-front",
    "vivienda": "houses",
}
PLAIN_THEME = "folder2-open"

icons.choose(PLAIN_THEME, *THEME_ICONS.values())
icons.choose(*(kind.icon for kind in KINDS.values()))
icons.choose(*(item.icon for item in CLASSES.values()))


def term(code: Any, vocabulary: str) -> str:
    """The word for a code in the page's language; an unknown code stays as it is."""
    return vocabularies.get(vocabulary).label(str(code), language())


def theme_icon(code: str) -> str:
    """The drawing of a theme, found by how its code begins."""
    folded = code.lower()
    for beginning, drawing in THEME_ICONS.items():
        if folded.startswith(beginning):
            return drawing
    return PLAIN_THEME


def office(reference: dict[str, Any] | None, *, short: bool = False) -> str:
    """What to call an organisation: its short name in lists, its name elsewhere."""
    if not reference:
        return ""
    name = str(reference.get("name", ""))
    if short:
        return str(reference.get("short_name") or reference.get("acronym") or name)
    acronym = reference.get("acronym")
    return f"{name} ({acronym})" if acronym and acronym not in name else name


SPOKEN = {
    "KINDS": KINDS,
    "CLASSES": CLASSES,
    "theme_icon": theme_icon,
    "office": office,
    "page_language": language,
}

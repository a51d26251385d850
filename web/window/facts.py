"""What a record page tells as label and value, in order; an empty field is not told."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ..filters import long_date, money, number
from ..languages import Lazy
from ..languages import gettext as _
from ..languages import lazy_gettext as _l
from .labels import office, term

Document = dict[str, Any]
Writer = Callable[[Any], str]


@dataclass(frozen=True)
class Fact:
    """One line of the sheet: its name and one or more values, already written."""

    label: str
    values: tuple[str, ...]


def _text(value: Any) -> str:
    return str(value)


def _term(vocabulary: str) -> Writer:
    return lambda value: term(value, vocabulary)


def _yes_no(value: Any) -> str:
    return _("Sí") if value else _("No")


def _days(value: Any) -> str:
    return _("%(days)s días después de terminar el periodo", days=number(value))


def _spans(value: Any) -> str:
    start, end = value.get("start"), value.get("end")
    written = " – ".join(long_date(day) for day in (start, end) if day)
    return f"{value['cycle']}: {written}" if value.get("cycle") else written


def _place(value: Any) -> str:
    name = term(value, "territories")
    if name == str(value):
        return name
    return _("%(place)s (DIVIPOLA %(code)s)", place=name, code=value)


def _thresholds(value: Any) -> str:
    return _(
        "Satisfactorio desde %(high)s, medio desde %(middle)s",
        high=number(value.get("satisfactory", "")),
        middle=number(value.get("medium", "")),
    )


Row = tuple[Lazy, str, Writer]

PROCESS: tuple[Row, ...] = (
    (_l("Objetivo"), "objective", _text),
    (_l("Tipo de proceso"), "ppi_type", _term("ppi_types")),
    (_l("Población objetivo"), "target_population", _text),
    (_l("Unidades de observación"), "observation_units", _text),
    (_l("Unidades de análisis"), "analysis_units", _text),
    (_l("Cobertura geográfica"), "geographic_coverage", _text),
    (_l("Desagregación"), "disaggregation", _text),
    (_l("Normas"), "norms", _text),
    (_l("Diseño de la muestra"), "sampling", _text),
    (_l("Metodología"), "methodology", _text),
    (_l("Periodos de recolección"), "collection_periods", _spans),
    (_l("Cómo se recoge"), "collection_modes", _term("collection_modes")),
    (_l("Cómo se guarda"), "storage", _term("storage")),
    (_l("Documentación"), "documentation_state", _term("documentation_states")),
    (_l("¿Difunde sus resultados?"), "disseminates", _yes_no),
    (_l("Medios de difusión"), "dissemination_media", _term("dissemination_media")),
    (_l("Investigador principal"), "principal_investigator", _text),
    (_l("Financiación"), "funding", _text),
)
INDICATOR: tuple[Row, ...] = (
    (_l("Objetivo"), "objective", _text),
    (_l("Definición"), "definition", _text),
    (_l("Unidad de medida"), "unit", _text),
    (_l("Tipo"), "indicator_type", _term("indicator_types")),
    (_l("Tendencia esperada"), "direction", _term("directions")),
    (_l("Acumulación"), "accumulation", _term("accumulations")),
    (_l("Se puede separar por"), "breakdowns", _text),
    (_l("Desagregación geográfica"), "geographic_breakdown", _text),
    (_l("Rangos"), "thresholds", _thresholds),
    (_l("Fuente"), "source_text", _text),
    (_l("Rezago"), "lag_days", _days),
    (_l("ODS"), "ods", _text),
)
PLAN: tuple[Row, ...] = (
    (_l("Plan"), "name", _text),
    (_l("Componente"), "component", _text),
    (_l("Objetivo del plan"), "objective", _text),
    (_l("Código de la acción"), "action_code", _text),
    (_l("Acción"), "action", _text),
    (_l("Líder"), "leader", _text),
    (_l("Costo"), "cost", money),
)
DATASET: tuple[Row, ...] = ((_l("Versión de los datos"), "dataset_version", _text),)
DOCUMENT: tuple[Row, ...] = (
    (_l("Tipo de documento"), "document_type", _term("document_types")),
    (_l("Autores"), "authors", _text),
    (_l("Fecha de publicación"), "publication_date", long_date),
    (_l("Páginas"), "pages", number),
)
# What every asset tells of itself as an information asset (Decreto 1081 de 2015).
ASSET: tuple[Row, ...] = (
    (_l("Tema"), "theme", _term("themes")),
    (_l("Palabras clave"), "keywords", _text),
    (_l("Frecuencia de actualización"), "frequency", _term("frequencies")),
    (_l("Lugar"), "spatial", _place),
    (_l("Nivel geográfico"), "spatial_level", _term("spatial_levels")),
    (_l("Desde"), "temporal_start", long_date),
    (_l("Hasta"), "temporal_end", long_date),
    (_l("Fecha de generación"), "generated", long_date),
    (_l("Fecha de expedición"), "issued", long_date),
    (_l("Idioma"), "language", _term("languages")),
    (_l("Medio de conservación"), "medium", _term("media_of_conservation")),
    (_l("Formato"), "format", _term("record_formats")),
    (_l("Serie documental"), "trd_series", _text),
    (_l("Subserie documental"), "trd_subseries", _text),
    (_l("Disponibilidad"), "access", _term("publication_access")),
    (_l("Datos personales"), "personal_data", _term("personal_data")),
)
EXISTENCE: tuple[Row, ...] = (
    (_l("Categoría"), "category", _text),
    (_l("Idioma"), "language", _term("languages")),
    (_l("Medio de conservación"), "medium", _term("media_of_conservation")),
    (_l("Fecha de generación"), "generated", long_date),
)
OWN = {
    "production_process": PROCESS,
    "indicator": INDICATOR,
    "dataset": DATASET,
    "document": DOCUMENT,
}


def tell(rows: tuple[Row, ...], document: Document) -> list[Fact]:
    """Write the fields of ``document`` that these rows name and that are known."""
    facts = []
    for label, key, write in rows:
        value = document.get(key)
        if value is None or value in ("", [], {}):
            continue
        several = value if isinstance(value, list) else [value]
        facts.append(Fact(str(label), tuple(write(item) for item in several)))
    return facts


def own(document: Document) -> list[Fact]:
    """What this kind of record adds to the common fields."""
    return tell(OWN.get(str(document.get("kind")), ()), document)


def plan(document: Document) -> list[Fact]:
    return tell(PLAN, document.get("plan") or {})


def asset(document: Document) -> list[Fact]:
    return tell(ASSET, document)


def existence(document: Document) -> list[Fact]:
    """The leaves of the índice, and nothing else (Ley 1712, art. 20)."""
    facts = tell(EXISTENCE, document)
    for label, who, post in (
        (_("Responsable de producirla"), "organization", "producer_position"),
        (_("Responsable de guardarla"), "custodian", "custodian_position"),
    ):
        named = [office(document.get(who)), str(document.get(post) or "")]
        known = tuple(part for part in named if part)
        if known:
            facts.append(Fact(label, (" · ".join(known),)))
    return facts


def articles(codes: list[str]) -> list[str]:
    """Write «18-a» as «Artículo 18, literal a» and say what it protects."""
    written = []
    for code in codes:
        article, _dash, letter = str(code).partition("-")
        name = (
            _("Artículo %(article)s, parágrafo", article=article)
            if letter == "paragrafo"
            else _(
                "Artículo %(article)s, literal %(letter)s",
                article=article,
                letter=letter,
            )
        )
        protects = term(code, "exceptions")
        written.append(name if protects == str(code) else f"{name}: {protects}")
    return written

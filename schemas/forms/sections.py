"""The sections of each kind's form, in the order in which a producer thinks of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from ..noun import is_blank
from .controls import Control, at

ROWS = 20
"""Variables on one page of the form."""


@dataclass(frozen=True, slots=True)
class Section:
    """``names`` are the fields in it; ``rows``: its only field is a list, shown in
    pages of so many. ``block`` is one of the characterisation, asked as an interview;
    ``figures`` are observations, which have a page of their own.
    """

    key: str
    title: str
    help: str
    names: tuple[str, ...]
    rows: int = 0
    block: str = ""
    figures: bool = False


def _section(key: str, title: str, text: str, names: str, **more: Any) -> Section:
    return Section(key, title, text, tuple(names.split()), **more)


IDENTITY = (
    "title code acronym description organization theme axis category keywords language"
)
WHERE_AND_WHEN = "spatial spatial_level temporal_start temporal_end"

FILES = _section(
    "archivos",
    "Archivos y servicios",
    "Por dónde se obtiene: suba los archivos, o escriba su dirección.",
    "distributions",
)
VARIABLES = _section(
    "variables",
    "Variables",
    "Las columnas o las preguntas, una por una.",
    "variables",
    rows=ROWS,
)
ACCESS = "licence access place issued"
PEOPLE = _section(
    "responsables",
    "Responsables y contacto",
    "Un cargo y un buzón de oficina se publican; el nombre de una persona, nunca.",
    "producer_position custodian custodian_position contact desk",
)
FILING = _section(
    "gestion-documental",
    "Clasificación documental",
    "El lugar del activo en el sistema de calidad y en el archivo.",
    "asset_type medium support format generated archived process "
    "process_code subprocess records_code trd_series trd_subseries",
)
SAFEGUARDS = _section(
    "seguridad",
    "Seguridad y datos personales",
    "Qué tanto daño haría perderla, y si habla de personas. No todo se publica.",
    "confidentiality integrity availability personal_data minors personal_data_types "
    "personal_data_purpose personal_data_authorized",
)
ORIGIN = _section(
    "origen",
    "Origen y relaciones",
    "De dónde salió, con qué se relaciona y qué hay que saber antes de usarla.",
    "source relations notes maturity maturity_reason",
)
CLASS_HELP = "Usted propone; decide la Dirección Jurídica (Ley 1712 de 2014)."


def _what(more: str = "") -> Section:
    return _section(
        "que-es",
        "Qué es",
        "Lo primero que se lee del registro.",
        f"{IDENTITY} {more}",
    )


PROCESS = (
    _what("ppi_type"),
    _section(
        "para-que",
        "Para qué y sobre quién",
        "Qué se quiere saber, de quiénes y dónde.",
        "objective target_population observation_units analysis_units "
        f"geographic_coverage disaggregation {WHERE_AND_WHEN}",
    ),
    _section(
        "como-se-produce",
        "Cómo se produce",
        "Quién la hace, cada cuánto y de qué manera.",
        "team principal_investigator funding frequency methodology sampling "
        "collection_modes collection_periods storage documentation_state phases in_mop "
        "procedure_based continuity continuity_reason continuity_reviewed",
    ),
    _section(
        "estudio",
        "El estudio",
        "Lo que pide la ficha metodológica del DANE. Llene lo que aplique.",
        "study",
    ),
    _section(
        "metodo",
        "Muestra, recolección y calidad",
        "El detalle del método, para quien va a usar los datos.",
        "method",
    ),
    VARIABLES,
    FILES,
    _section(
        "difusion",
        "Difusión y acceso",
        "Cómo se entregan los resultados y con qué condiciones.",
        f"disseminates dissemination_media {ACCESS} conditions",
    ),
    _section("normas", "Normas y clase propuesta", CLASS_HELP, "norms proposal"),
    PEOPLE,
    FILING,
    SAFEGUARDS,
    ORIGIN,
    _section(
        "requerimientos",
        "Requerimientos",
        "Quién necesita la información y para qué.",
        "characterisation.requirements",
        block="requirements",
    ),
    _section(
        "diseno",
        "Diseño y documentación",
        "Cómo se diseñó y qué documentos tiene.",
        "characterisation.design",
        block="design",
    ),
    _section(
        "recoleccion",
        "Recolección",
        "Cómo se recogen los datos.",
        "characterisation.collection",
        block="collection",
    ),
    _section(
        "procesamiento",
        "Almacenamiento y procesamiento",
        "Cómo se guardan y se procesan los datos.",
        "characterisation.processing",
        block="processing",
    ),
    _section(
        "entrega",
        "Difusión de los resultados",
        "Cómo se entregan los resultados.",
        "characterisation.dissemination",
        block="dissemination",
    ),
)
INDICATOR = (
    _what("indicator_type"),
    _section(
        "para-que",
        "Para qué y sobre quién",
        "Qué se quiere vigilar, y qué plan o proceso lo pide.",
        "objective definition value_chain ods associated_with macroprocess procedure "
        f"service plan {WHERE_AND_WHEN}",
    ),
    _section(
        "formula",
        "Fórmula y metas",
        "Cómo se calcula y a cuánto se quiere llegar.",
        "unit formula formula_variables measurement_method direction accumulation "
        "baseline targets thresholds reference_values",
    ),
    _section(
        "produccion",
        "Cómo se produce",
        "De dónde sale el dato, cada cuánto y cómo se puede separar.",
        "source_text frequency lag_days breakdowns geographic_breakdown",
    ),
    _section(
        "datos",
        "Datos",
        "Los valores, periodo por periodo.",
        "observations",
        figures=True,
    ),
    _section(
        "serie",
        "Para quien usa la serie",
        "Lo que pregunta quien compara o proyecta la serie.",
        "statistics",
    ),
    VARIABLES,
    FILES,
    _section(
        "acceso",
        "Difusión, acceso y clase propuesta",
        CLASS_HELP,
        f"{ACCESS} proposal",
    ),
    PEOPLE,
    FILING,
    SAFEGUARDS,
    _section("origen", ORIGIN.title, ORIGIN.help, " ".join(ORIGIN.names)),
    _section(
        "cambios",
        "Control de cambios",
        "Cuándo se hizo esta hoja de vida y qué ha cambiado.",
        "prepared updated changes",
    ),
)
DATASET = (
    _what(),
    _section(
        "cobertura",
        "Qué cubre y cada cuánto",
        "El lugar y el tiempo de los que hablan los datos.",
        f"frequency {WHERE_AND_WHEN} is_series dataset_version version_notes",
    ),
    FILES,
    VARIABLES,
    _section("acceso", "Acceso y clase propuesta", CLASS_HELP, f"{ACCESS} proposal"),
    PEOPLE,
    FILING,
    SAFEGUARDS,
    ORIGIN,
)
DOCUMENT = (
    _what("document_type authors publication_date pages"),
    _section(
        "cobertura",
        "Qué cubre y cada cuánto",
        "El lugar y el tiempo de los que habla el documento.",
        f"frequency {WHERE_AND_WHEN}",
    ),
    FILES,
    _section("acceso", "Acceso y clase propuesta", CLASS_HELP, f"{ACCESS} proposal"),
    PEOPLE,
    FILING,
    SAFEGUARDS,
    ORIGIN,
    VARIABLES,
)
SECTIONS: dict[str, tuple[Section, ...]] = {
    "production_process": PROCESS,
    "indicator": INDICATOR,
    "dataset": DATASET,
    "document": DOCUMENT,
}
# What names a characterisation: said where one is begun, not in its questions.
BEGUN_WITH = ("characterisation.date", "characterisation.version")


def get(kind: str, key: str) -> Section | None:
    """The section of a kind with this key in the address, if there is one."""
    return next((one for one in SECTIONS[kind] if one.key == key), None)


def holding(kind: str, path: str) -> Section:
    """The section in which a field is asked for; the first where none names it."""
    found = (
        section
        for section in SECTIONS[kind]
        for name in section.names
        if path == name or path.startswith(f"{name}.")
    )
    return next(found, SECTIONS[kind][0])


@cache
def controls_of(kind: str, key: str) -> tuple[tuple[str, Control], ...]:
    """The controls of a section, each with its dotted place."""
    section = get(kind, key)
    names = section.names if section is not None else ()
    return tuple((name, at(kind, name)) for name in names)


def progress(kind: str, section: Section, data: Mapping[str, Any]) -> tuple[int, int]:
    """How many fields of a section say something, and how many there are.

    A group counts by its fields, a list as one.
    """
    filled = total = 0
    for name in section.names:
        value = value_at(data, name)
        control = at(kind, name)
        if control.widget != "group":
            total += 1
            filled += not is_blank(value)
            continue
        inside = value if isinstance(value, Mapping) else {}
        total += len(control.children)
        filled += sum(not is_blank(inside.get(one.name)) for one in control.children)
    return filled, total


def value_at(data: Any, path: str) -> Any:
    """What stands at a dotted place of nested data, or nothing."""
    for name in path.split("."):
        if isinstance(data, Mapping):
            data = data.get(name)
        elif isinstance(data, list) and name.isdigit() and int(name) < len(data):
            data = data[int(name)]
        else:
            return None
    return data


def placed(
    whole: Mapping[str, Any], names: tuple[str, ...], data: Mapping[str, Any]
) -> dict[str, Any]:
    """The whole with what a section says in the place of what it said before."""
    made = dict(whole)
    for name in names:
        new, old = value_at(data, name), value_at(whole, name)
        *above, last = name.split(".")
        inside = made
        for step in above:
            inside[step] = dict(inside.get(step) or {})
            inside = inside[step]
        inside.pop(last, None)
        if not is_blank(new):
            inside[last] = _ordered(old, new)
    return made


def _ordered(old: Any, new: Any) -> Any:
    """Boxes come in the order of the form: the same ones are left as they stood."""
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        return {key: _ordered(old.get(key), one) for key, one in new.items()}
    both = isinstance(old, list) and isinstance(new, list)
    if both and all(isinstance(one, str) for one in (*old, *new)):
        return old if sorted(old) == sorted(new) else new
    return new

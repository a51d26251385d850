"""Quality in words: what each check says and what is missing, in the page's language."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ...catalog import quality
from ...catalog.quality import Quality, Said, Summary
from ...records.reading import PublicRecord
from ...schemas.labels import kind_with, labels
from ..filters import long_date, period
from ..languages import gettext as _
from ..languages import language
from .reserve import today

NAMED = 3  # fields or columns named in a sentence; the others are counted


def _l(text: str) -> str:
    """Mark a sentence for translation; it is chosen when it is written."""
    return text


CHECKS = {
    "complete": _l("Completo"),
    "current": _l("Al día"),
    "reusable": _l("Reutilizable"),
    "documented": _l("Documentado"),
    "reachable": _l("Con contacto"),
}
WORDS = {
    "missing": _l("Falta: %(fields)s"),
    "complete.full": _l("Completo: %(known)s de %(all)s campos"),
    "complete.most": _l("Casi completo: %(known)s de %(all)s campos"),
    "complete.some": _l("Incompleto: %(known)s de %(all)s campos"),
    "complete.version": _l("Versión pública: lo que la ley protege no cuenta"),
    "current.fixed": _l("Al día: un documento terminado no se actualiza"),
    "current.suspended": _l("Al día: ya no se produce, y lo dice"),
    "current.irregular": _l("Al día: se actualiza sin fecha fija"),
    "current.solo_una_vez": _l("Al día: se hizo una sola vez"),
    "current.no_aplica": _l("Al día: no requiere actualización"),
    "current.on_time": _l(
        "Al día: último dato, %(last)s; el siguiente se espera a más tardar el %(due)s"
    ),
    "current.late": _l(
        "Desactualizado: último dato, %(last)s; el siguiente se esperaba a más tardar "
        "el %(due)s"
    ),
    "current.next": _l("Falta: datos más recientes"),
    "current.unmeasured": _l("Sin cifras publicadas"),
    "current.undeclared": _l("No dice cada cuánto se actualiza"),
    "current.undated": _l("No dice hasta cuándo llegan los datos"),
    "reusable.open": _l("Reutilizable: %(formats)s, con licencia abierta"),
    "reusable.leads": _l("Reutilizable: dice dónde están sus datos"),
    "reusable.unlicensed": _l(
        "Difícil de reutilizar: %(formats)s sin licencia abierta"
    ),
    "reusable.closed": _l("Difícil de reutilizar: solo %(formats)s"),
    "reusable.nothing": _l("No tiene datos que se puedan bajar"),
    "reusable.broken": _l("No se puede bajar: ya no responde %(files)s"),
    "reusable.mend": _l("Falta: corregir la dirección de %(files)s"),
    "reusable.licence": _l("Falta: licencia abierta, por ejemplo CC BY 4.0"),
    "reusable.format": _l("Falta: archivo en formato abierto, por ejemplo CSV"),
    "reusable.format_and_licence": _l(
        "Falta: archivo en formato abierto, por ejemplo CSV, con licencia abierta"
    ),
    "documented.production_process": _l(
        "Documentado: objetivo, población, unidades y método"
    ),
    "documented.indicator": _l("Documentado: cálculo, unidad, fuente y línea base"),
    "documented.document": _l("Documentado: tipo, fecha y autor"),
    "documented.columns": _l("Documentado: cada columna está descrita"),
    "documented.some": _l("Documentado en parte: %(known)s de %(all)s puntos"),
    "documented.some_columns": _l(
        "Documentado en parte: %(known)s de %(all)s columnas descritas"
    ),
    "documented.no_columns": _l("No dice qué significa cada columna"),
    "documented.describe": _l("Falta describir: %(columns)s"),
    "reachable.known": _l("Con responsable y contacto"),
    "reachable.way": _l("Sin correo ni teléfono de la oficina"),
    "reachable.post": _l("No dice qué cargo responde"),
    "reachable.office": _l("No dice qué dependencia responde"),
}
# Fields whose name on the form says little outside it, or that no form has.
CLEARER = {
    "latest": _l("primera cifra"),
    "temporal_start": _l("periodo que cubre"),
    "temporal_end": _l("hasta cuándo llegan los datos"),
    "relations": _l("relación con otros registros"),
    "distributions.columns": _l("descripción de las columnas"),
}


@dataclass(frozen=True)
class Line:
    """One check as it is shown: its sentence, and what is missing."""

    key: str
    passed: bool
    says: str
    fix: str | None
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class Together:
    """Many records at once: the mean, each check with its count, the fields they lack."""

    records: int
    mean: float
    of: int
    checks: list[tuple[str, int, float]]
    lacking: list[tuple[str, int]]


def of(record: PublicRecord, broken: frozenset[str] = frozenset()) -> Quality | None:
    """The quality of a record as of today; none of what has no score."""
    return quality.score(record, today=today(), broken=broken)


def lines(found: Quality, kind: str) -> list[Line]:
    """The checks of a record in words."""
    return [
        Line(
            check.key,
            check.passed,
            words(check.says, kind),
            words(check.fix, kind) if check.fix else None,
            check.fix.values.get("fields", ()) if check.fix else (),
        )
        for check in found.checks
    ]


def together(found: Summary) -> Together:
    """Name what a summary counts; what fails most comes first."""
    counted = sorted(found.passed.items(), key=lambda item: item[1])
    return Together(
        found.records,
        found.mean,
        found.of,
        [
            (_(CHECKS[key]), n, round(n / (found.records or 1) * 100, 1))
            for key, n in counted
        ],
        [(any_field_name(path), n) for path, n in found.lacking[:NAMED]],
    )


def words(said: Said, kind: str, *, named: int = NAMED) -> str:
    """Write a sentence; ``kind`` says which schema names its fields."""
    writers: Mapping[str, Callable[[Any], str]] = {
        "fields": lambda paths: _some(paths, named, lambda one: field_name(kind, one)),
        "columns": lambda names: _some(names, named),
        "formats": lambda names: _some(names, named),
        "files": lambda names: _some(names, named),
        "due": long_date,
        "last": period,
    }
    written = {
        name: writers.get(name, str)(value) for name, value in said.values.items()
    }
    return _(WORDS[said.code], **written)


def _some(names: Sequence[str], named: int, write: Callable[[str], str] = str) -> str:
    """Name the first ones and count the rest; one more is named rather than counted."""
    if len(names) <= named + 1:
        return ", ".join(map(write, names))
    shown = ", ".join(map(write, names[:named]))
    return _("%(shown)s y %(more)s más", shown=shown, more=len(names) - named)


def field_name(kind: str, path: str) -> str:
    """What a field is called inside a sentence, in the page's language."""
    if path in CLEARER:
        return _(CLEARER[path])
    spanish, english = labels(kind, path)
    return _lower(english if language() == "en" else spanish)


def any_field_name(path: str) -> str:
    """The same where records of several kinds are told of together."""
    return field_name(kind_with(path), path)


def _lower(name: str) -> str:
    """A label inside a sentence: small, unless it begins with an acronym."""
    plain = name.strip("¿?")
    return plain if plain[:2].isupper() else plain[:1].lower() + plain[1:]

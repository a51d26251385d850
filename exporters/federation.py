"""What datos.gov.co will show of a record, field by field, and what will be wrong there.

It says nothing of its own: the fields are those of ``datajson`` and ``datosgov``.
"""

from typing import Any

from ..records.reading import PublicRecord
from . import datajson, datosgov
from .base import Catalogue
from .values import mailbox, said

# What the data.json says, by the words under which the national portal shows it.
LABELS = {
    "title": "Nombre",
    "description": "Descripción",
    "keyword": "Etiquetas",
    "theme": "Categoría",
    "publisher": "Publicado por",
    "contactPoint": "Contacto",
    "accessLevel": "Nivel de acceso",
    "rights": "Razón del acceso",
    "license": "Licencia",
    "issued": "Fecha de emisión",
    "accrualPeriodicity": "Frecuencia",
    "spatial": "Lugar",
    "temporal": "Periodo",
    "language": "Idioma",
    "landingPage": "Página en el catálogo",
    "isPartOf": "Hace parte de",
    "references": "Fuente",
    "distribution": "Archivos y enlaces",
}
# What many good records have not: told only where it is said.
RARE = {"rights", "isPartOf", "references", "temporal", "accrualPeriodicity", "spatial"}
SETS = (datosgov.ENTITY, datosgov.DATA)
# What may be wrong, the gravest first. A mask in memory names them by their place.
PROBLEMS = {
    "file": "Sin archivo ni enlace",
    "download": "Solo con enlaces, sin archivo",
    "csv": "Sin archivo en CSV",
    "description": "Sin descripción",
    "licence": "Sin licencia abierta",
    "theme": "Sin categoría",
    "keywords": "Sin etiquetas",
    "mailbox": "Sin correo de contacto",
    "frequency": "Sin frecuencia de actualización",
    "level": "Sin cobertura geográfica",
    "issued": "Sin fecha de emisión completa",
    "language": "Sin idioma",
}
ADVICE = {
    "file": "Allá quedará una ficha sin nada que descargar. Cargue el archivo en CSV.",
    "download": "Allá no se podrá descargar. Cargue el archivo en CSV.",
    "csv": "Allá no se verá como tabla. Cargue también el CSV.",
    "description": "Allá se repetirá el nombre. Escriba qué contiene.",
    "licence": "Allá quedará vacía. Escoja una licencia de la lista.",
    "theme": "Allá quedará sin categoría. Escoja el tema.",
    "keywords": "Allá se repetirá el tema. Escriba al menos tres palabras clave.",
    "mailbox": "Allá quedará vacío. Escriba el correo de la oficina que responde.",
    "frequency": "Allá quedará vacía. Escoja la frecuencia.",
    "level": "Allá quedará vacía. Escoja el nivel de desagregación geográfica.",
    "issued": "Allá quedará vacía. Escriba la fecha con día, mes y año.",
    "language": "Allá quedará vacío. Escoja el idioma.",
}
FIELD = {
    "level": "Cobertura Geográfica",
    "issued": "Fecha Emisión (aaaa-mm-dd)",
    "language": "Idioma",
    "frequency": "Frecuencia de Actualización",
}


def shown(record: PublicRecord, catalogue: Catalogue) -> dict[str, dict[str, str]]:
    """Each set of fields with its text; a field without value stands there empty."""
    entry = datajson.entry(record, catalogue)
    given = datosgov.fields(record, catalogue)
    named = [name for name in LABELS if name in entry or name not in RARE]
    sets = {"La ficha": {LABELS[name]: _text(entry.get(name)) for name in named}}
    for name, known in _fields().items():
        sets[name] = {field: given[name].get(field, "") for field in known}
    return sets


def flat(record: PublicRecord, catalogue: Catalogue) -> dict[str, str]:
    """The same without its sets, and without what stands in two of them alike."""
    found: dict[str, str] = {}
    for fields in shown(record, catalogue).values():
        for name, text in fields.items():
            if text and name not in found:
                found[name] = text
    return found


def problems(record: PublicRecord, catalogue: Catalogue) -> list[str]:
    """What will be wrong there, as codes of ``PROBLEMS``, in their order."""
    entry, document = datajson.entry(record, catalogue), record.document
    data = datosgov.fields(record, catalogue)[datosgov.DATA]
    files = [one for one in entry.get("distribution", []) if "downloadURL" in one]
    contact = document.get("contact") or {}
    wrong = {
        "file": not entry.get("distribution"),
        "download": bool(entry.get("distribution")) and not files,
        "csv": bool(files) and all(one["mediaType"] != "text/csv" for one in files),
        "description": entry["description"] == entry["title"],
        "licence": "license" not in entry,
        "theme": "theme" not in entry,
        "keywords": not any(map(said, document.get("keywords") or [])),
        "mailbox": not (
            mailbox(contact.get("email")) or mailbox(catalogue.contact_email)
        ),
        **{code: name not in data for code, name in FIELD.items()},
    }
    return [code for code in PROBLEMS if wrong[code]]


def _fields() -> dict[str, tuple[str, ...]]:
    from .datosgov_csv import FIELDS

    return {name: FIELDS[name] for name in SETS}


def _text(value: Any) -> str:
    match value:
        case None:
            return ""
        case str():
            return value
        case dict():
            parts = (one for name, one in value.items() if not name.startswith("@"))
            return " · ".join(map(_text, parts)).replace("mailto:", "")
        case _:
            mark = "\n" if value and isinstance(value[0], dict) else ", "
            return mark.join(map(_text, value))

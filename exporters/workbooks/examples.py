"""What a column says of itself: an example of its value, and how it is written."""

from ...schemas import stamps, vocabularies
from ...schemas.workbooks import CODE, Column

LONG_LIST = 200
"""Terms beyond which a list is looked up on its sheet instead of dropped down."""

VALUES: dict[str, object] = {
    "date": "2024-02-28",
    "day": "2024-02-28",
    "period": "2024",
    "whole": 12,
    "figure": 1234.5,
    "flag": "Sí",
    "link": "https://www.ciudad.gov.co/datos",
    "mailbox": "datos@ciudad.gov.co",
    "code": "MAJA01.01.18",
    "organization": "planeacion",
    "reference": "MAJA01.01.18",
    "long": "Texto, una o varias frases",
}

HOW = {
    "date": "Año, año-mes o año-mes-día: 2024, 2024-02 o 2024-02-28.",
    "day": "Año-mes-día: 2024-02-28.",
    "period": "Año (2024), semestre (2024-S1), trimestre (2024-Q3), mes (2024-07) o día.",
    "whole": "Un número entero.",
    "figure": "Un número. Con coma decimal y sin puntos de miles: 1234,5.",
    "flag": "Sí o No.",
    "link": "Una dirección que empiece por https:// o http://.",
    "mailbox": "Un correo completo.",
    "organization": "El código o el nombre de la dependencia.",
    "reference": "El código de otro registro.",
}
SEVERAL = "Caben varios: uno por línea (Alt+Intro)"
PAIRS = "Uno por línea (Alt+Intro), como {example}."


def example(column: Column) -> object:
    """What the grey row shows in a column."""
    if column.path == CODE:
        return stamps.EXAMPLE
    if column.pairs:
        return "clave = valor"
    if column.example is not None:
        return column.example
    if column.vocabulary:
        return label(column.vocabulary, next(iter(terms(column.vocabulary))))
    if column.type == "text":
        return f"Texto de hasta {column.longest} letras" if column.longest else "Texto"
    return VALUES[column.type]


def guidance(column: Column) -> str:
    """The help of a column, in short sentences."""
    said = [column.label.rpartition(" › ")[2] + ".", column.help]
    if column.required:
        said.append("Obligatorio.")
    elif column.needs:
        said.append(f"Obligatorio si llena algo de «{column.needs}».")
    said += [_how(column), _ending(column)]
    if column.source:
        said.append(f"Lo pide: {column.source}.")
    return "\n".join(one for one in said if one)


def _how(column: Column) -> str:
    if column.vocabulary and is_long(column.vocabulary):
        return "El código o el nombre, como está en la hoja de consulta."
    if column.vocabulary:
        return "Elija de la lista."
    if column.path == CODE:
        return "Letras, números, puntos y guiones, por ejemplo MAJA01.01.18.FT03."
    if column.type in {"text", "long"} and column.longest:
        return f"Hasta {column.longest} letras."
    return HOW.get(column.type, "")


def _ending(column: Column) -> str:
    if column.pairs:
        return PAIRS.format(example="«1 = Sí»")
    if column.several:
        return SEVERAL + ("." if column.type == "long" else " o separados por «;».")
    return ""


def is_long(vocabulary: str) -> bool:
    return len(terms(vocabulary)) > LONG_LIST


def terms(vocabulary: str) -> list[str]:
    return list(vocabularies.get(vocabulary).terms)


def label(vocabulary: str, code: str) -> str:
    """The label that stands for a code, or the code where two terms share a label."""
    listed = vocabularies.get(vocabulary)
    said = listed.label(code)
    found = listed.find(said)
    return said if found is not None and found.code == code else code

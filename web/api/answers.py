"""The shapes of what the API answers, as JSON Schema."""

from typing import Any

from ...catalog import tokens
from ...records.asset import WORKFLOW

Schema = dict[str, Any]


def _of(schema_type: str, title: str, **more: Any) -> Schema:
    return {"type": schema_type, "title": title, **more}


def _text(title: str, **more: Any) -> Schema:
    return _of("string", title, **more)


def _list(title: str, items: Schema) -> Schema:
    return _of("array", title, items=items)


def _object(title: str, properties: Schema, *optional: str) -> Schema:
    return {
        "type": "object",
        "title": title,
        "properties": properties,
        "required": [name for name in properties if name not in optional],
        "additionalProperties": False,
    }


def _ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


SUMMARY = {
    "uid": _text("Identificador permanente", format="uuid"),
    "kind": _text("Clase de registro"),
    "code": _text("Código"),
    "title": _text("Nombre"),
    "organization": _text("Código de la dependencia"),
    "state": _text("Paso en que está", enum=list(WORKFLOW)),
    "modified": _text("Último cambio", format="date-time"),
    "url": _text("Dirección en la API", format="uri-reference"),
}
TERM = {
    "code": _text("Código"),
    "es": _text("En español"),
    "en": _text("En inglés"),
    "uri": _text("URI"),
}
UNIT = {
    "code": _text("Código"),
    "name": _text("Nombre"),
    "short_name": _text("Nombre corto"),
    "acronym": _text("Sigla"),
    "type": _text("Tipo"),
    "parent": _text("Código de la que está encima"),
}
FIELD_PROBLEM = {
    "path": _text("Nombre del campo, con puntos"),
    "label": _text("Rótulo del campo"),
    "given": _text("Lo que se escribió"),
    "text": _text("Lo que sería correcto"),
}
CALLER = {
    "code": _text("Código de la persona"),
    "name": _text("Nombre"),
    "roles": _list("Papeles", {"type": "string"}),
    "token": _text("Nombre del token"),
    "scopes": _list("Alcances", {"enum": list(tokens.SCOPES)}),
    "may": _list("Lo que puede hacer en su dependencia", {"type": "string"}),
    "organization": _text("Código de su dependencia"),
}


def record(draft: str) -> Schema:
    """The record of a kind, whose draft has this schema."""
    properties = {
        **SUMMARY,
        "version": _of("integer", "Versión pública"),
        "etag": _text("Marca de esta versión, para If-Match"),
        "missing": _list("Lo que falta para enviarlo", _ref("FieldProblem")),
        "remarks": _list("Lo que se guardó y conviene corregir", _ref("FieldProblem")),
        "draft": _ref(draft),
        "access_class": _text("Clase que decidió la Dirección Jurídica"),
        "public_url": _text("Su página pública", format="uri-reference"),
    }
    return _object("Registro", properties, "access_class", "public_url")


def problem() -> Schema:
    """RFC 9457, with what is wrong with each field."""
    properties = {
        "type": _text("Cuál es, con su explicación", format="uri-reference"),
        "title": _text("En pocas palabras"),
        "status": _of("integer", "Estado HTTP"),
        "detail": _text("Qué pasó y qué hacer"),
        "errors": _list("Campo por campo", _ref("FieldProblem")),
        "existing": _text("Dónde está el que ya existe", format="uri-reference"),
        "current": _of("object", "Lo que hay ahora"),
        "given": _of("object", "Lo que usted envió"),
        "differences": _list("Campos en que difieren", {"type": "string"}),
    }
    optional = ("errors", "existing", "current", "given", "differences")
    return _object("Problema", properties, *optional)


def shapes() -> dict[str, Schema]:
    """Every shape that is not of one kind, by its name in the document."""
    page = {
        "total": _of("integer", "Cuántos hay en total"),
        "records": _list("Esta página", _ref("Summary")),
        "next": _text("La página siguiente", format="uri-reference"),
    }
    return {
        "Summary": _object("Resumen de un registro", SUMMARY),
        "Page": _object("Página", page, "next"),
        "Caller": _object("Quién llama", CALLER, "organization"),
        "Organization": _object("Dependencia", UNIT, "short_name", "acronym", "parent"),
        "Organizations": _object(
            "Dependencias",
            {"organizations": _list("Dependencias", _ref("Organization"))},
        ),
        "Lists": _object(
            "Listas", {"vocabularies": _list("Nombres", {"type": "string"})}
        ),
        "Term": _object("Término", TERM),
        "Terms": _object(
            "Lista", {"name": _text("Nombre"), "terms": _list("Términos", _ref("Term"))}
        ),
        "FieldProblem": _object("Un campo por corregir", FIELD_PROBLEM),
        "Problem": problem(),
    }

"""Reading a JSON body strictly: what two programs could read in two ways is refused."""

import json
from decimal import Decimal
from typing import Any, NoReturn

import orjson
from flask import request
from werkzeug.exceptions import UnsupportedMediaType

from ...catalog.refusals import Refusal

# Beyond these a double loses digits, and readers differ (RFC 7493, 2.2).
LARGEST = 2**53 - 1
REMEDY = "Revise comas, comillas y llaves, y que esté en UTF-8."


class Unreadable(Refusal):
    """The body is not JSON that everybody reads alike."""


def read(*, required: bool = True) -> Any:
    """The body as Python values, its fractions exact; ``{}`` when none is needed.

    Raises ``Unreadable`` in Spanish, and ``UnsupportedMediaType`` for another format.
    """
    raw = request.get_data()
    if not raw and not required:
        return {}
    if not raw:
        raise Unreadable("Falta el cuerpo: envíe el registro como un objeto JSON.")
    if not request.is_json:
        raise UnsupportedMediaType
    try:
        orjson.loads(raw)  # refuses NaN, 1e400, half characters and a thousand levels
    except orjson.JSONDecodeError as error:
        raise Unreadable(_told(error)) from None
    try:
        return json.loads(
            raw,
            object_pairs_hook=_object,
            parse_float=Decimal,
            parse_int=_whole,
            parse_constant=_refused,
        )
    except RecursionError:
        raise Unreadable(
            "El JSON tiene demasiados niveles, uno dentro de otro."
        ) from None


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for name, value in pairs:
        if name in made:
            raise Unreadable(f"El campo «{name[:80]}» está dos veces. Deje uno solo.")
        made[name] = value
    return made


def _whole(text: str) -> int:
    if len(text) <= 17 and abs(int(text)) <= LARGEST:
        return int(text)
    raise Unreadable(
        f"El número {text[:20]}… es demasiado grande. El mayor que se lee igual en todas "
        f"partes es {LARGEST}."
    )


def _refused(name: str) -> NoReturn:
    raise Unreadable(f"«{name}» no es un número de JSON.")


def _told(error: orjson.JSONDecodeError) -> str:
    reason = str(error)
    if "depth limit" in reason:
        return "El JSON tiene demasiados niveles, uno dentro de otro."
    if "infinity" in reason:
        return "Un número es demasiado grande. Revíselo."
    if "BOM" in reason:
        return "El cuerpo empieza con una marca invisible. Guárdelo en UTF-8 sin BOM."
    if "surrogate" in reason or "utf-8" in reason.lower():
        return "El texto tiene signos que no se pueden leer. Envíelo en UTF-8."
    place = f"línea {error.lineno}, columna {error.colno}"
    return f"El cuerpo no es JSON: algo está mal en la {place}. {REMEDY}"

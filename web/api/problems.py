"""What did not work, as ``application/problem+json`` (RFC 9457), in plain Spanish."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import orjson
from flask import Response, request
from sqlalchemy.exc import DataError
from werkzeug.exceptions import HTTPException

from ...catalog.refusals import (
    Changed,
    Incomplete,
    NotAllowed,
    NotAuthenticated,
    NotDecided,
    NotFound,
    Refusal,
    Taken,
    TooMany,
    Unseen,
    WrongState,
)
from ...schemas.errors import Problem
from . import shapes
from .bodies import Unreadable

MEDIA_TYPE = "application/problem+json"
PLACE = "/api/v1/"
MOST_ERRORS = 200  # a body of 2 MB may hold many more

# The name of each problem, its status, its title, and for the page what it means.
KINDS: dict[str, tuple[int, str, str]] = {
    "pedido-mal-escrito": (
        400,
        "No se entendió lo que envió",
        "El cuerpo no es JSON válido, o un parámetro no tiene la forma debida.",
    ),
    "sin-token": (
        401,
        "Falta un token válido",
        "No envió un token, o está vencido, revocado o incompleto.",
    ),
    "no-le-corresponde": (
        403,
        "No le corresponde",
        "Su papel, o el alcance de su token, no llega a esto.",
    ),
    "no-existe": (
        404,
        "No existe",
        "No hay nada en esa dirección, o no es de su dependencia.",
    ),
    "no-se-usa-asi": (405, "Esta dirección no se usa así", "El método no es de ella."),
    "en-otro-paso": (
        409,
        "El registro está en otro paso",
        "El paso pedido no sale del estado en que está el registro.",
    ),
    "codigo-en-uso": (
        409,
        "El código ya está en uso",
        "Ya hay un registro con ese código.",
    ),
    "cambio-mientras-tanto": (
        412,
        "El registro cambió mientras tanto",
        "Otra persona lo cambió: van las dos versiones para comparar.",
    ),
    "demasiado-grande": (413, "Es demasiado grande", "El cuerpo pasa de 2 MB."),
    "no-es-json": (
        415,
        "No es JSON",
        "El cuerpo va como Content-Type: application/json.",
    ),
    "datos-por-corregir": (
        422,
        "Hay datos por corregir",
        "En «errors» va cada campo con lo que dice y lo que debería decir.",
    ),
    "falta-la-marca": (
        428,
        "Falta decir qué versión vio",
        "Envíe If-Match con la marca (ETag) de la versión que leyó.",
    ),
    "demasiados-intentos": (
        429,
        "Demasiados intentos",
        "Desde su dirección llegaron muchos tokens que no sirven. Espere un rato.",
    ),
    "fallo-nuestro": (500, "Algo falló de nuestro lado", "No es culpa suya."),
}
OF_STATUS = {status: name for name, (status, _, _) in KINDS.items()}
# The first that fits: what is more special stands before what is less.
OF_REFUSAL: dict[type[Refusal], str] = {
    Unreadable: "pedido-mal-escrito",
    NotAuthenticated: "sin-token",
    NotAllowed: "no-le-corresponde",
    NotFound: "no-existe",
    WrongState: "en-otro-paso",
    NotDecided: "en-otro-paso",
    Taken: "codigo-en-uso",
    Changed: "cambio-mientras-tanto",
    Unseen: "falta-la-marca",
    TooMany: "demasiados-intentos",
    Refusal: "datos-por-corregir",
}
DETAILS = {
    404: "No hay nada en esta dirección. Las que hay están en /api/v1/docs.",
    405: "Esta dirección no acepta {method}. Lo que acepta está en /api/v1/docs.",
    413: "Lo que envió pasa de 2 MB. Envíelo en partes, o impórtelo con una hoja.",
    415: "Envíe el cuerpo como JSON, con el encabezado Content-Type: application/json.",
}
DOES_NOT_FIT = "Un número o un texto es demasiado grande para guardarlo. Revíselos."
OURS = "Vuelva a intentarlo en un momento. Si sigue igual, dé este número: {number}."


def is_ours() -> bool:
    """Whether the address asked for belongs to the API."""
    return request.path.startswith(PLACE)


def response(
    name: str,
    detail: str,
    errors: Sequence[Problem] = (),
    **more: Any,
) -> Response:
    """Tell of one of ``KINDS``; ``errors`` says what of each field."""
    status, title, _ = KINDS[name]
    said = {
        "type": f"{PLACE}docs#{name}",
        "title": title,
        "status": status,
        "detail": detail,
        **({"errors": [asdict(one) for one in errors[:MOST_ERRORS]]} if errors else {}),
        **more,
    }
    body = orjson.dumps(said, default=shapes.number)
    told = Response(body, status=status, mimetype=MEDIA_TYPE)
    if status == 401:
        told.headers["WWW-Authenticate"] = 'Bearer realm="Tumbaga"'
    return told


def of_refusal(error: Refusal) -> Response:
    """What a verb refused, with its own words."""
    name = next(name for kind, name in OF_REFUSAL.items() if isinstance(error, kind))
    errors = error.problems if isinstance(error, Incomplete) else ()
    told = response(name, str(error).partition("\n")[0], errors)
    if isinstance(error, TooMany):
        told.headers["Retry-After"] = str(error.minutes * 60)
    return told


def of_http(error: HTTPException) -> Response:
    """What HTTP has a number for: an unknown address, a wrong method, a body too large."""
    given = error.get_response()
    status = error.code or 500
    if status < 400:
        return Response(given.get_data(), status=status, headers=given.headers)
    name = OF_STATUS.get(
        status, "pedido-mal-escrito" if status < 500 else "fallo-nuestro"
    )
    detail = DETAILS.get(KINDS[name][0], KINDS[name][2]).format(method=request.method)
    told = response(name, detail)
    if "Allow" in given.headers:
        told.headers["Allow"] = given.headers["Allow"]
    return told


def of_data(_error: DataError) -> Response:
    """A value that passed the schema and that the database has no room for."""
    return response("datos-por-corregir", DOES_NOT_FIT)


def of_failure(number: str) -> Response:
    """Our fault; ``number`` is what the log calls it."""
    return response("fallo-nuestro", OURS.format(number=number))

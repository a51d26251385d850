"""The table of what the API does: its document and its page are made from it."""

from dataclasses import dataclass, replace

WRONG_BODY = (400, 413, 415, 422)
A_RECORD = (401, 403, 404)


@dataclass(frozen=True)
class Parameter:
    """``place`` is ``query`` or ``header``; the code in the path is understood."""

    name: str
    place: str
    means: str
    type: str = "string"
    required: bool = False


@dataclass(frozen=True)
class Operation:
    """``path`` stands for four when it begins with ``{folder}``.

    ``verb`` is the one of ``access.RULES`` (``None``: any token, ``""``: nobody is
    asked). ``body`` and ``gives`` name a schema; ``draft`` and ``record`` are the kind's.
    """

    method: str
    path: str
    name: str
    summary: str
    verb: str | None
    gives: str
    body: str = ""
    status: int = 200
    refusals: tuple[int, ...] = ()
    parameters: tuple[Parameter, ...] = ()

    @property
    def is_of_a_kind(self) -> bool:
        return self.path.startswith("/{folder}")

    @property
    def has_code(self) -> bool:
        return "{code}" in self.path


FILTERS = (
    Parameter("q", "query", "Palabras del nombre o del código, o sus comienzos."),
    Parameter("state", "query", "Paso en que está: draft, submitted, approved…"),
    Parameter("organization", "query", "Código de la dependencia."),
    Parameter("size", "query", "Cuántos por página: 20; a lo más 100.", "integer"),
    Parameter("after", "query", "Desde dónde sigue: lo trae «next».", "integer"),
)
IF_MATCH = Parameter(
    "If-Match",
    "header",
    "La marca (ETag) de la versión que leyó. Si ya no es la actual, no se guarda.",
    required=True,
)


def _step(name: str, verb: str, body: str, summary: str, *more: int) -> Operation:
    return Operation(
        "post",
        f"/{{folder}}/{{code}}/{name}",
        verb,
        summary,
        verb,
        "record",
        body,
        refusals=(*A_RECORD, 409, 412, *more, *WRONG_BODY),
        parameters=(replace(IF_MATCH, required=False),),
    )


OPERATIONS = (
    Operation(
        "get",
        "/{folder}",
        "list",
        "Los registros que usted puede ver, por páginas.",
        "read",
        "Page",
        refusals=(400, 401, 403),
        parameters=FILTERS,
    ),
    Operation(
        "post",
        "/{folder}",
        "register",
        "Registra un activo como borrador. Puede faltarle todo menos código, nombre y "
        "dependencia.",
        "register",
        "record",
        "draft",
        status=201,
        refusals=(401, 403, 409, *WRONG_BODY),
    ),
    Operation(
        "get",
        "/{folder}/{code}",
        "read",
        "Un registro como está en el escritorio, con su marca y lo que le falta.",
        "read",
        "record",
        refusals=A_RECORD,
    ),
    Operation(
        "put",
        "/{folder}/{code}",
        "replace",
        "Reemplaza todo el registro: lo que el cuerpo no nombra queda vacío. Vuelve a "
        "ser borrador; lo publicado no cambia hasta publicarlo de nuevo.",
        "revise",
        "record",
        "draft",
        refusals=(*A_RECORD, 409, 412, 428, *WRONG_BODY),
        parameters=(IF_MATCH,),
    ),
    _step("enviar", "submit", "Step", "Envía el registro completo a revisión."),
    _step(
        "aprobar", "approve", "Step", "Aprueba lo que está en revisión (Planeación)."
    ),
    _step(
        "devolver",
        "return",
        "Reason",
        "Devuelve con razones (Planeación; la Dirección Jurídica, lo que espera su decisión).",
    ),
    _step(
        "clasificar",
        "classify",
        "Decision",
        "Toma la decisión legal (Dirección Jurídica; Ley 1712 de 2014). Sobre otra que "
        "está en vigor, solo con su marca en If-Match.",
        428,
    ),
    _step(
        "publicar", "publish", "Step", "Publica lo aprobado y decidido (Planeación)."
    ),
    _step(
        "retirar",
        "retire",
        "Retirement",
        "Retira lo publicado: su página queda y nombra al que lo reemplaza.",
    ),
    _step(
        "retirar-del-publico",
        "withdraw",
        "Withdrawal",
        "Saca el registro del público; queda constancia con el motivo.",
    ),
    Operation(
        "get",
        "/yo",
        "me",
        "De quién es el token y qué puede hacer en su dependencia.",
        None,
        "Caller",
        refusals=(401,),
    ),
    Operation(
        "get",
        "/organizaciones",
        "organizations",
        "Las dependencias, con el código que va en «organization».",
        "read",
        "Organizations",
        refusals=(401, 403),
    ),
    Operation(
        "get",
        "/vocabularios",
        "lists",
        "Los nombres de las listas cerradas.",
        "",
        "Lists",
    ),
    Operation(
        "get",
        "/vocabularios/{name}",
        "terms",
        "Los términos de una lista. En un registro vale el código, el nombre o la URI.",
        "",
        "Terms",
        refusals=(404,),
    ),
)

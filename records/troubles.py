"""What ails the machine below the database, in plain words: no room, or somebody else."""

from sqlalchemy.exc import DBAPIError

NO_ROOM = (
    "No hay espacio en el disco de la base de datos, o el disco falló. Lo que ya estaba "
    "guardado sigue ahí. Libere espacio y repita."
)
BUSY = (
    "Otro programa tiene ocupada la base de datos. No se guardó nada de este paso. "
    "Espere un momento y repita."
)
# The primary code of an error of SQLite, and the SQLSTATE of one of PostgreSQL.
TOLD: dict[int | str, str] = {
    5: BUSY,
    6: BUSY,
    10: NO_ROOM,
    13: NO_ROOM,
    "53100": NO_ROOM,
    "58030": NO_ROOM,
    "55P03": BUSY,
    "40P01": BUSY,
}


def told(error: BaseException | None) -> str:
    """The sentence for it, or "" for what is not the machine's.

    A full disk may stand behind another error: SQLite takes the whole transaction back,
    and the next savepoint is not there.
    """
    while error is not None:
        if isinstance(error, DBAPIError) and (sentence := _of(error)):
            return sentence
        error = error.__cause__ or error.__context__
    return ""


def _of(error: DBAPIError) -> str:
    cause = error.orig
    code = getattr(cause, "sqlite_errorcode", None)
    if code is None:
        return TOLD.get(getattr(cause, "sqlstate", None) or "", "")
    return TOLD.get(code & 0xFF, "")

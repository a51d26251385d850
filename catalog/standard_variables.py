"""Standard variables: defining them once, and finding those that a draft names."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..records.asset import Asset
from ..records.base import now
from ..records.person import Person
from ..records.standard_variable import StandardVariable
from ..records.variable import Variable
from ..schemas import standard_variable as schema
from ..schemas import vocabularies
from ..schemas.errors import Problem
from ..schemas.safeguards import most_sensitive
from . import access, audit
from .plain import plain
from .refusals import Incomplete, NotFound, Refusal

FIELDS = (
    "label",
    "definition",
    "type",
    "interval",
    "unit",
    "source",
    "personal_data",
)


def save(session: Session, data: Mapping[str, Any], *, by: Person) -> StandardVariable:
    """Define a standard variable, or revise the one with its code.

    The records that name it say the new text when they are published again. Raises
    ``Incomplete`` when a value is wrong, and ``Refusal`` when it becomes personal data
    of a kind that a record which uses it does not declare.
    """
    access.require(by, "standardize", None)
    values, problems = schema.load(dict(data))
    if problems:
        raise Incomplete("La variable estándar tiene datos por corregir.", problems)
    one = find(session, values["code"])
    if one is None:
        one = StandardVariable(code=values["code"])
        session.add(one)
    else:
        _require_declared(session, values)
    for name in FIELDS:
        setattr(one, name, values.get(name))
    one.categories = plain(values.get("categories", []))
    one.modified = now()
    session.flush()
    audit.record(session, by, "standardize", one.uid, after=plain(values))
    return one


def get(session: Session, code: str) -> StandardVariable:
    """Return the standard variable with this code. Raises ``NotFound``."""
    found = find(session, code)
    if found is None:
        raise NotFound(f"No hay ninguna variable estándar con el código «{code}».")
    return found


def find(session: Session, code: str) -> StandardVariable | None:
    return session.scalar(select(StandardVariable).where(StandardVariable.code == code))


def all_of_them(session: Session) -> list[StandardVariable]:
    """Every standard variable, by its label."""
    return list(session.scalars(select(StandardVariable).order_by("label", "code")))


def cited(session: Session, values: Mapping[str, Any]) -> dict[str, StandardVariable]:
    """The standard variables that a draft names, by code.

    Raises ``Incomplete`` for one that there is not, and for one that is personal data
    of a kind more sensitive than the draft declares.
    """
    variables: Sequence[Mapping[str, Any]] = values.get("variables", ())
    codes = {
        one["standard_variable"] for one in variables if one.get("standard_variable")
    }
    if not codes:
        return {}
    query = select(StandardVariable).where(StandardVariable.code.in_(codes))
    known = {one.code: one for one in session.scalars(query)}
    declared = values.get("personal_data")
    found = []
    for row, one in enumerate(variables):
        code = one.get("standard_variable")
        if code and code not in known:
            found.append(_unknown(row, code))
        elif code and _hides(known[code].personal_data, declared):
            found.append(_undeclared(known[code], declared))
    if found:
        raise Incomplete("El registro tiene datos por corregir.", found)
    return known


def _hides(kind: str | None, declared: str | None) -> bool:
    """Whether a record that declares this holds something more sensitive."""
    if kind is None or kind == declared:
        return False
    return declared is None or most_sensitive((kind, declared)) == kind


def _unknown(row: int, code: str) -> Problem:
    return Problem(
        f"variables.{row}.standard_variable",
        f"Variables › fila {row + 1} › Variable estándar",
        code,
        "No hay ninguna variable estándar con ese código. Escriba el de una que exista, "
        "o describa la variable aquí.",
    )


def _undeclared(one: StandardVariable, declared: str | None) -> Problem:
    label = vocabularies.get("personal_data").label(one.personal_data or "")
    return Problem(
        "personal_data",
        "Datos personales",
        declared or "",
        f"La variable estándar «{one.label}» es de este tipo: {label}. Escríbalo aquí.",
    )


def _require_declared(session: Session, values: Mapping[str, Any]) -> None:
    kind = values.get("personal_data")
    if kind is None:
        return
    users = session.execute(
        select(Asset.code, Asset.personal_data)
        .join(Variable, Variable.asset_id == Asset.id)
        .where(
            Variable.standard_variable == values["code"],
            Variable.personal_data.is_(None),
        )
        .distinct()
    )
    short = sorted(row.code for row in users if _hides(kind, row.personal_data))
    if short:
        raise Refusal(
            f"«{values['label']}» no puede pasar a ser un dato personal de tipo {kind}: "
            f"la usan registros que no lo declaran ({', '.join(short[:5])}). Corrija "
            "antes sus datos personales."
        )

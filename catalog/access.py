"""Who may do what, in one table of rules, each able to say why in Spanish."""

from dataclasses import dataclass

from ..records.asset import Asset
from ..records.organization import Organization
from ..records.person import Person
from .refusals import NotAllowed
from .steps import why_not_now

ROLE_NAMES = {
    "producer": "quien produce la información en la dependencia",
    "legal": "la Dirección Jurídica",
    "planning": "Planeación",
    "administrator": "quien administra el catálogo",
    "auditor": "control interno",
}


@dataclass(frozen=True)
class Rule:
    """``roles`` may do it anywhere; ``own`` only in their own organisation."""

    roles: frozenset[str]
    own: frozenset[str]
    means: str


def _rule(roles: str, own: str, means: str) -> Rule:
    return Rule(frozenset(roles.split()), frozenset(own.split()), means)


RULES: dict[str, Rule] = {
    "read": _rule(
        "administrator auditor legal planning",
        "producer",
        "ver la ficha de trabajo de este registro",
    ),
    "oversee": _rule(
        "administrator auditor legal planning", "", "ver los instrumentos por dentro"
    ),
    "register": _rule("planning", "producer", "registrar un activo"),
    "revise": _rule("planning", "producer", "cambiar este registro"),
    "submit": _rule("planning", "producer", "enviar este registro a revisión"),
    "return": _rule("legal planning", "", "devolver un registro"),
    "approve": _rule("planning", "", "aprobar un registro"),
    "classify": _rule("legal", "", "decidir la clase de un activo"),
    "generalize": _rule("legal", "", "decidir la clase de muchos activos con un acto"),
    "regulate": _rule("legal", "", "cambiar el normograma"),
    "opine": _rule("legal", "", "emitir un concepto jurídico"),
    "comment": _rule("planning legal", "producer", "comentar este registro"),
    "history": _rule(
        "administrator auditor planning", "producer", "ver quién cambió qué"
    ),
    "publish": _rule("planning", "", "publicar un registro"),
    "retire": _rule("planning", "", "retirar un registro"),
    "withdraw": _rule("planning legal", "", "sacar un registro del público"),
    "attend": _rule(
        "legal planning", "producer", "responder esta solicitud de información"
    ),
    "organize": _rule("administrator planning", "", "cambiar las dependencias"),
    "follow": _rule(
        "administrator auditor legal planning", "producer", "ver esta fuente"
    ),
    "supply": _rule(
        "administrator planning",
        "producer",
        "proponer una fuente ni guardar lo que trae una cosecha",
    ),
    "vouch": _rule("administrator", "", "aprobar fuentes de cosecha"),
    "steer": _rule(
        "administrator planning", "", "decidir sobre las fuentes de cosecha"
    ),
    "trust": _rule("planning", "", "dar el visto bueno permanente a una fuente"),
    "mistrust": _rule(
        "administrator legal planning",
        "",
        "quitar el visto bueno permanente de una fuente",
    ),
    "standardize": _rule(
        "administrator planning", "", "cambiar las variables estándar"
    ),
    "enrich": _rule("administrator planning", "", "cambiar los sinónimos del buscador"),
    "heed": _rule(
        "administrator planning", "", "atender las búsquedas que no hallaron nada"
    ),
    "foresee": _rule(
        "administrator auditor planning", "", "ver lo que mostrará datos.gov.co"
    ),
    "watch": _rule(
        "administrator auditor planning",
        "",
        "ver los registros que un formato dejó por fuera",
    ),
    "admit": _rule("administrator", "", "inscribir personas"),
}


def may(person: Person, verb: str, organization: Organization | None = None) -> bool:
    """Whether ``person`` may do ``verb`` to what belongs to ``organization``."""
    rule = RULES[verb]
    if not person.active:
        return False
    held = set(person.roles)
    if held & rule.roles:
        return True
    return bool(held & rule.own) and _belongs(person, organization)


def require(
    person: Person, verb: str, subject: Asset | Organization | Person | None
) -> None:
    """Raise ``NotAllowed``, saying whose task it is, unless the person may."""
    reason = _refusal(person, verb, _place(subject))
    if reason is not None:
        raise NotAllowed(reason)


def why_not(
    person: Person, verb: str, subject: Asset | Organization | Person | None = None
) -> str | None:
    """Why this person cannot do this now, in a sentence; ``None`` if they can.

    First whose task it is, then whether the record is at the step from which it
    starts. The verb itself may still find something else, such as missing data.
    """
    reason = _refusal(person, verb, _place(subject))
    if reason is None and isinstance(subject, Asset):
        return why_not_now(subject, verb) or not_waiting(person, verb, subject)
    return reason


def not_waiting(person: Person, verb: str, asset: Asset) -> str | None:
    """The legal office sends back what waits for its decision, and nothing else."""
    if verb != "return" or "planning" in person.roles or not asset.decided:
        return None
    return (
        f"«{asset.title}» ya tiene decisión de la Dirección Jurídica: devolverlo le "
        "corresponde a Planeación."
    )


def _place(subject: Asset | Organization | Person | None) -> Organization | None:
    return subject.organization if isinstance(subject, Asset | Person) else subject


def _refusal(
    person: Person, verb: str, organization: Organization | None
) -> str | None:
    if may(person, verb, organization):
        return None
    rule = RULES[verb]
    if not person.active:
        return f"{person.name} ya no trabaja en el catálogo: no puede {rule.means}."
    whose = [ROLE_NAMES[role] for role in sorted(rule.roles | rule.own)]
    place = f" de {organization.name}" if organization is not None and rule.own else ""
    return (
        f"{person.name} no puede {rule.means}{place}: le corresponde a "
        f"{_either(whose)}."
    )


def _belongs(person: Person, organization: Organization | None) -> bool:
    """Own means the person's unit or one below it."""
    while organization is not None:
        if organization.id == person.organization_id:
            return True
        organization = organization.parent
    return False


def _either(names: list[str]) -> str:
    return " o ".join([", ".join(names[:-1]), names[-1]] if names[1:] else names)

"""Who may do what, in one table of rules, each able to say why in Spanish."""

from dataclasses import dataclass

from ..records.asset import Asset
from ..records.organization import Organization
from ..records.person import Person
from .refusals import NotAllowed

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
    "register": _rule("planning", "producer", "registrar un activo"),
    "revise": _rule("planning", "producer", "cambiar este registro"),
    "submit": _rule("planning", "producer", "enviar este registro a revisión"),
    "return": _rule("planning", "", "devolver un registro"),
    "approve": _rule("planning", "", "aprobar un registro"),
    "classify": _rule("legal", "", "decidir la clase de un activo"),
    "publish": _rule("planning", "", "publicar un registro"),
    "retire": _rule("planning", "", "retirar un registro"),
    "withdraw": _rule("planning legal", "", "sacar un registro del público"),
    "organize": _rule("administrator planning", "", "cambiar las dependencias"),
    "standardize": _rule(
        "administrator planning", "", "cambiar las variables estándar"
    ),
    "enrich": _rule("administrator planning", "", "cambiar los sinónimos del buscador"),
    "heed": _rule(
        "administrator planning", "", "atender las búsquedas que no hallaron nada"
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


def require(person: Person, verb: str, subject: Asset | Organization | None) -> None:
    """Raise ``NotAllowed``, saying whose task it is, unless the person may."""
    organization = subject.organization if isinstance(subject, Asset) else subject
    if may(person, verb, organization):
        return
    rule = RULES[verb]
    whose = [ROLE_NAMES[role] for role in sorted(rule.roles | rule.own)]
    place = f" de {organization.name}" if organization is not None and rule.own else ""
    raise NotAllowed(
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
    return " o ".join(names) if len(names) < 3 else ", ".join(names)

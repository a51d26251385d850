"""The answer to a request made public (Ley 1712 de 2014, art. 14): a person redacts it.

It becomes a document of the registry, with a decision and the door like any other, so
it is found, exported, corrected and withdrawn like any other. Nothing of the asker goes
along: what they wrote is not copied, and a text that names them is refused.
"""

import re
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..records.accents import without_accents
from ..records.asset import Asset
from ..records.organization import Organization
from ..records.person import Person
from ..records.request import Asker, InformationRequest
from ..schemas import kinds
from ..schemas import request as schema
from ..schemas.errors import Problem
from . import access, assets, audit, decisions, general_decisions, publishing, workflow
from .refusals import Incomplete, Refusal, WrongState

CATEGORY = "Respuestas a solicitudes de información"
THEME = "funcion-publica"
NO_OFFICE = (
    "Esta solicitud no tiene dependencia y usted tampoco: la respuesta publicada es de "
    "una dependencia."
)
NAMED = (
    "Este texto nombra a quien preguntó o su correo. Quítelo: la respuesta se publica "
    "sin decir quién preguntó (Ley 1581 de 2012)."
)
MAILBOX = (
    "Este texto tiene un correo que no es de una entidad. Quítelo, o escriba el de la "
    "oficina (termina en .gov.co)."
)
NUMBER = (
    "Este texto tiene un número que parece de una cédula o de un teléfono. Quítelo; si "
    "es una cifra, escríbala con puntos de mil."
)
ADDRESS = re.compile(r"[\w.+-]+@([\w-]+\.)+[a-z]{2,}", re.IGNORECASE)
IDENTITY = re.compile(r"(?<![\d.,$])\d{7,10}(?![\d.,]*\d)")


def seen(session: Session, request: InformationRequest, data: Mapping[str, Any]) -> Any:
    """What the public would read, as it would be kept. Raises ``Incomplete``."""
    values, problems = schema.load("publish", dict(data))
    problems += _naming(session, request, values)
    if problems:
        raise Incomplete("La respuesta todavía no se puede publicar.", problems)
    return values


def publish(
    session: Session,
    request: InformationRequest,
    data: Mapping[str, Any],
    *,
    by: Person,
) -> Asset:
    """Register the redacted answer, and take it as far as this person may.

    Published at once where a general decision covers it and the person may publish;
    otherwise it waits for Planeación or the legal office like any record.
    """
    access.require(by, "attend", request.organization)
    if request.state != "answered":
        raise WrongState("Solo se publica la respuesta de una solicitud respondida.")
    if request.published_code is not None:
        raise WrongState(f"Ya se registró como {request.published_code}.")
    values = seen(session, request, data)
    office = _office(request, by)
    if office is None:
        raise Refusal(NO_OFFICE)
    given = _document(request, values) | _responsible(office)
    made = assets.save(session, kinds.load("document", given), by=by).asset
    request.published_code = made.code
    audit.record(session, by, "publish_answer", request.number)
    _forward(session, made, by)
    return made


def may_publish(request: InformationRequest, by: Person) -> bool:
    """Whether this person may register the answer of this request as a document."""
    office = _office(request, by)
    return office is not None and access.may(by, "register", office)


def _office(request: InformationRequest, by: Person) -> Organization | None:
    """Which office answers for it: the one that has the request, else the person's."""
    return request.organization or by.organization


def document(session: Session, request: InformationRequest) -> Asset | None:
    """The document that the answer became, if it did."""
    if request.published_code is None:
        return None
    return session.scalar(select(Asset).where(Asset.code == request.published_code))


def _document(request: InformationRequest, values: Mapping[str, Any]) -> dict[str, Any]:
    day = request.closed.isoformat() if request.closed else ""
    text = f"Se preguntó: {values['question']}\n\nSe respondió: {values['answer']}"
    return {
        "code": f"RESPUESTA-{request.number}",
        "title": values["title"],
        "description": text,
        "document_type": "otro",
        "category": CATEGORY,
        "theme": THEME,
        "language": "es",
        "medium": "electronico",
        "personal_data": "ninguno",
        "generated": day,
        "publication_date": day,
        "keywords": ["transparencia", "respuesta a una solicitud"],
    }


def _responsible(office: Organization) -> dict[str, Any]:
    """Who answers for the document: the office, by its own mailbox and telephone."""
    contact = {"email": office.email, "telephone": office.telephone}
    return {
        "organization": office.code,
        "custodian": office.code,
        "authors": [office.name],
        "contact": {name: value for name, value in contact.items() if value},
    }


def _forward(session: Session, made: Asset, by: Person) -> None:
    if workflow.lacking(made):
        return
    workflow.submit(session, made, by=by)
    if not access.may(by, "approve", made.organization):
        return
    workflow.approve(session, made, by=by)
    general_decisions.cover(session, [made], by=by)
    if made.id in decisions.in_force(session, [made.id]):
        publishing.publish(session, made, by=by)


def _naming(
    session: Session, request: InformationRequest, values: Mapping[str, Any]
) -> list[Problem]:
    """What in the texts would tell who asked, or another person."""
    asker = session.get(Asker, request.id)
    own = [asker.name, asker.email] if asker is not None else []
    names = [_folded(one) for one in own if one]
    found = []
    for name, label in schema.PUBLISHED.items():
        said = str(values.get(name) or "")
        if any(one and one in _folded(said) for one in names):
            found.append(Problem(name, label, "", NAMED))
        elif any(not _is_official(one[0]) for one in ADDRESS.finditer(said)):
            found.append(Problem(name, label, "", MAILBOX))
        elif IDENTITY.search(said):
            found.append(Problem(name, label, "", NUMBER))
    return found


def _is_official(mailbox: str) -> bool:
    return mailbox.lower().rstrip(".").endswith(".gov.co")


def _folded(text: str) -> str:
    return " ".join(without_accents(text.casefold()).split())

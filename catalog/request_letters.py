"""What who asked for information is told by mail, if they left an address.

Nobody has proved that the address is theirs: until the office answers, a letter says
nothing that the asker wrote, and one address gets only a few in a day.
"""

from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ..records.base import now
from ..records.outbox import Letter
from ..records.request import Asker, InformationRequest
from . import outbox

MOST = 5  # letters to one address in a day
SIGNED = (
    "\n\nPuede ver su solicitud en el catálogo de datos de la ciudad, en «Solicitudes», "
    "con el número {number} y el código que apareció al enviarla.\n\nSi usted no pidió "
    "nada, no haga caso de este correo.\n"
)


def received(session: Session, request: InformationRequest) -> bool:
    """Acknowledge it, with the day by which it is answered (Ley 1437 de 2011, art. 14)."""
    return _write(
        session,
        request,
        "Recibimos su solicitud {number}",
        f"Recibimos su solicitud de información. Le responderemos a más tardar el "
        f"{request.due}.",
    )


def extended(session: Session, request: InformationRequest) -> bool:
    """Tell the new day and the reason, before the first one passes (art. 14, par.)."""
    return _write(
        session,
        request,
        "Más plazo para su solicitud {number}",
        f"Necesitamos más tiempo: le responderemos a más tardar el {request.due}.\n\n"
        f"La razón: {request.extension}",
    )


def closed(session: Session, request: InformationRequest) -> bool:
    """The answer, the refusal with its grounds, or where it was sent (arts. 14 and 21)."""
    texts = {
        "answered": f"La respuesta a su solicitud:\n\n{request.answer}",
        "refused": (
            f"No podemos entregar lo que pidió.\n\n{request.answer}\n\n"
            f"Fundamento: {request.refused_by}"
        ),
        "transferred": f"Enviamos su solicitud a quien la debe responder: "
        f"{request.transferred_to}.",
    }
    subject = "Hay noticias de su solicitud {number}"
    return _write(session, request, subject, texts[request.state])


def _write(
    session: Session, request: InformationRequest, subject: str, text: str
) -> bool:
    """Return whether it will be carried."""
    asker = session.get(Asker, request.id)
    if asker is None or not asker.email or _many(session, asker.email):
        return False
    number = request.number
    body = f"Buenos días:\n\n{text}{SIGNED.format(number=number)}"
    titled = subject.format(number=number)
    return outbox.put(session, asker.email, titled, body, request=request)


def _many(session: Session, email: str) -> bool:
    wanted = (
        select(func.count(Letter.id))
        .join(Asker, Asker.request_id == Letter.request_id)
        .where(Asker.email == email, Letter.created > now() - timedelta(days=1))
    )
    return (session.scalar(wanted) or 0) >= MOST

"""What each verb of the audit is called in Spanish; a test holds that none is missing."""

from collections.abc import Mapping
from typing import Any

VERBS = {
    # records
    "register": "registró",
    "revise": "cambió",
    "autosave": "dejó a medias un cambio de",
    "submit": "envió a revisión",
    "return": "devolvió",
    "approve": "aprobó",
    "classify": "decidió la clase de",
    "draft_decision": "guardó un borrador de la decisión sobre",
    "discard_draft_decision": "descartó el borrador de la decisión sobre",
    "publish": "publicó",
    "retire": "retiró",
    "withdraw": "sacó del público",
    "restore": "volvió a una versión anterior de",
    "comment": "comentó",
    "settle": "dio por resuelto un comentario de",
    "reopen": "reabrió un comentario de",
    "organize": "cambió la dependencia",
    "standardize": "cambió la variable estándar",
    # the legal office
    "generalize": "tomó una decisión general",
    "cover": "cubrió con una decisión general",
    "open_by_term": "abrió, porque terminó la reserva,",
    "end_general": "terminó una decisión general",
    "regulate": "agregó la norma",
    "change_norm": "cambió la norma",
    "delete_norm": "borró la norma",
    "settle_alert": "atendió el aviso de una norma en",
    "write_opinion": "escribió un concepto jurídico de",
    "issue_opinion": "emitió un concepto jurídico de",
    "sign_opinion": "adjuntó el concepto firmado de",
    "transparency": "cambió un enlace de transparencia",
    # requests for information
    "extend_request": "amplió el plazo de la solicitud",
    "request_answered": "respondió la solicitud",
    "publish_answer": "publicó la respuesta de la solicitud",
    "request_refused": "negó la solicitud",
    "request_transferred": "trasladó la solicitud",
    # harvesting and search
    "propose_source": "propuso la fuente",
    "approve_source": "aprobó la fuente",
    "pause_source": "puso en pausa la fuente",
    "resume_source": "reanudó la fuente",
    "schedule_source": "puso horario a la fuente",
    "adjust_source": "cambió cómo se lee la fuente",
    "trust_source": "dio confianza a la fuente",
    "mistrust_source": "quitó la confianza a la fuente",
    "refuse_gone": "dijo que sigue existiendo lo que falta en la fuente",
    "confirm_gone": "confirmó lo que ya no está en la fuente",
    "identify": "dijo qué dependencia es un nombre",
    "translate": "dijo qué término es una palabra",
    "enrich": "cambió en el buscador el sinónimo",
    "heed": "atendió la búsqueda sin respuesta",
    "demand": "anotó la demanda",
    # people
    "admit": "inscribió a",
    "invite": "invitó a",
    "revise_person": "cambió los datos de",
    "deactivate": "cerró la cuenta de",
    "reactivate": "abrió de nuevo la cuenta de",
    "sign_in": "entró como",
    "sign_out": "cerró una sesión de",
    "set_password": "puso la clave de",
    "use_link": "usó su enlace",
    "ask_reset": "pidió cambiar la clave",
    "link_identity": "unió su cuenta a un proveedor de identidad",
    "add_second_factor": "puso el segundo paso",
    "renew_recovery_codes": "renovó los códigos de recuperación",
    "remove_second_factor": "quitó el segundo paso de",
    "use_recovery_code": "entró con un código de recuperación",
    "issue_token": "entregó un token a",
    "revoke_token": "revocó un token de",
}

# What the values beside a verb are called.
LABELS = {
    "state": "Estado",
    "reasons": "Razones",
    "office": "Quién lo devuelve",
    "reason": "Motivo",
    "class": "Clase",
    "articles": "Literales",
    "version": "Versión",
    "successor": "Lo reemplaza",
    "date": "Fecha",
    "path": "Campo",
    "roles": "Papeles",
    "name": "Nombre",
    "observations": "Cifras",
    "way": "Modo",
    "days": "Días",
    "purpose": "Para qué",
    "browser": "Sesión",
    "issuer": "Proveedor",
    "code": "Código",
    "location": "Dirección",
    "schedule": "Horario",
    "settings": "Ajustes",
    "gone": "Retirados",
    "text": "Texto",
    "of": "Concepto",
    "position": "Cargo",
    "organization": "Dependencia",
    "email": "Correo",
    "url": "Enlace",
    "title": "Título",
    "scopes": "Alcances",
    "expires": "Vence",
    "act": "Acto",
    "word": "Palabra",
    "meanings": "También busca",
    "both_ways": "Vale al revés",
    "need": "Qué información se pide",
    "user": "Quién la pide",
    "coverage": "¿Está satisfecha?",
    "difficulty": "Qué lo impide",
    "record": "Registro que la atiende",
    "remarks": "Observaciones",
    "term": "Término",
    "norm": "Norma",
}

# What the house writes as a code, as a person reads it.
VALUES = {
    ("office", "legal"): "Dirección Jurídica",
    ("office", "planning"): "Planeación",
    ("way", "password"): "con su clave",
    ("way", "demonstration"): "con un botón de la demostración",
    ("way", "outside"): "con el proveedor de identidad",
    ("purpose", "invitation"): "aceptar la invitación",
    ("purpose", "reset"): "cambiar la clave",
}


def office_of(after: Mapping[str, Any]) -> str:
    """The role that sent a record back; before the legal office could, it was planning."""
    return str(after.get("office") or "planning")


def returned_by(after: Mapping[str, Any]) -> str:
    """The office that sent a record back, by what the history says of it."""
    return VALUES["office", office_of(after)]

"""From which state each step of a record starts, and what is said where it does not."""

from ..records.asset import Asset

STATE_NAMES = {
    "draft": "en borrador",
    "submitted": "en revisión",
    "returned": "devuelto",
    "approved": "aprobado",
    "published": "publicado",
    "retired": "retirado",
    "withdrawn": "fuera del público",
}
# verb: what it means, and the states from which it starts
STEPS: dict[str, tuple[str, tuple[str, ...]]] = {
    "submit": ("enviar", ("draft", "returned")),
    "approve": ("aprobar", ("submitted",)),
    "return": ("devolver", ("submitted", "approved")),
    "publish": ("publicar", ("approved", "published")),
}
# These start from what is public, whatever the working record is doing meanwhile.
LEAVING = {"retire": ("retired", "withdrawn"), "withdraw": ("withdrawn",)}


def why_not_now(asset: Asset, verb: str) -> str | None:
    """Why this step does not start from the record's state; ``None`` if it does."""
    if verb in LEAVING:
        gone = asset.first_published is None or asset.workflow_state in LEAVING[verb]
        return not_public(asset) if gone else None
    if verb not in STEPS:
        return None
    means, states = STEPS[verb]
    if asset.workflow_state in states:
        return None
    return wrong_state(asset, means, states)


def wrong_state(asset: Asset, means: str, states: tuple[str, ...]) -> str:
    wanted = " o ".join(STATE_NAMES[state] for state in states)
    return (
        f"No se puede {means} «{asset.title}»: está "
        f"{STATE_NAMES[asset.workflow_state]} y tiene que estar {wanted}."
    )


def not_public(asset: Asset) -> str:
    return f"«{asset.title}» no está publicado: no hay qué sacar."

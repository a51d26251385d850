"""What a relation is called when it is looked at from its other end."""

from . import vocabularies

# What has no inverse of its own in the standards, and people still have a word for.
_ALSO = {"en_serie": "tiene_parte"}


def inverse(code: str) -> str:
    """The type that the other end would say: ``fuente`` gives ``fuente_de``.

    Every type has one; what is not in the list is only related.
    """
    term = vocabularies.get("relation_types").terms.get(code)
    named = term.extra.get("inverse", "") if term is not None else ""
    return named or _ALSO.get(code, "relacionado")

"""How critical an asset is, worked out from its three security levels."""

HIGH, MEDIUM, LOW, UNKNOWN = "alta", "media", "baja", "no_clasificada"


def criticality(
    confidentiality: str | None, integrity: str | None, availability: str | None
) -> str | None:
    """Return ``alta`` with two or three high levels, ``media`` with one high or any
    medium, ``baja`` with all low; ``None`` while a level is missing.

    What is *no clasificada* counts as high until somebody classifies it. The rule is
    MinTIC's (Guía 5, Modelo de Seguridad y Privacidad) [M: from memory, to be confirmed
    with its text]; the levels themselves are confirmed.
    """
    levels = (confidentiality, integrity, availability)
    if None in levels:
        return None
    high = sum(level in {HIGH, UNKNOWN} for level in levels)
    if high >= 2:
        return HIGH
    return MEDIUM if high or MEDIUM in levels else LOW

"""The marks that a workbook of ours carries, so that it is known again when it comes
back: in hidden cells and in the column of errors. Nothing of files.
"""

STAMP = "tumbaga:plantilla"
"""Begins a hidden cell of each sheet: ``tumbaga:plantilla:KIND:FINGERPRINT``."""

ERRORS = "Errores"
"""The heading of the column that an annotated copy adds."""

AUTHOR = "Tumbaga"
"""Who signs our comments."""

EXAMPLE = "EJEMPLO-1"
"""The code in the row of examples, which is no record."""

RED = "FFF4B6B6"
"""The fill of a wrong cell in an annotated copy."""


def stamp(kind: str, fingerprint: str) -> str:
    return f"{STAMP}:{kind}:{fingerprint}"


def read(cell: object) -> tuple[str, str] | None:
    """The kind and the fingerprint of a stamp; None for any other cell."""
    if not isinstance(cell, str) or not cell.startswith(f"{STAMP}:"):
        return None
    parts = cell.split(":")
    return (parts[2], parts[3]) if len(parts) == 4 else None


def is_errors(heading: object) -> bool:
    """Whether a heading is that of our column of errors, however it is typed."""
    return isinstance(heading, str) and heading.strip().casefold() == ERRORS.casefold()

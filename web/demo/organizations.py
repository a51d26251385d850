"""The organisations of the demo: Cali's dependencias as a tree, and who else appears."""

from .entries import Values
from .tables import known, rows


def organizations() -> list[Values]:
    """Drafts in the shape of ``schemas/organization.py``, parents first."""
    return [dict(known(row)) for row in rows("organizaciones")]

"""One record of the demo before it is registered, and what all of them share."""

from dataclasses import dataclass, field
from typing import Any

Values = dict[str, Any]

CALI = "76001"
LICENCE = "CC-BY-SA-4.0"
# No real office is given as contact: this address exists only in the demo.
CONTACT = {
    "position": "Buzón de ejemplo de la demostración",
    "email": "datos@ejemplo.gov.co",
}


@dataclass(frozen=True)
class Entry:
    """``values`` is what a schema loads; ``decision``, what the legal office takes."""

    kind: str
    values: Values
    decision: Values = field(default_factory=lambda: {"access_class": "publica"})

    @property
    def code(self) -> str:
        return str(self.values["code"])


def shared(**own: Any) -> Values:
    """Fields with one value all over the demo; ``own`` adds to them or replaces."""
    common = {
        "language": "es",
        "medium": "electronico",
        "personal_data": "ninguno",
        "minors": False,
        "contact": CONTACT,
        "maturity": "definitiva",
    }
    return common | own


def measured(**own: Any) -> Values:
    """The same for an indicator of Cali, whose figures are served."""
    common = {
        "format": "hoja_de_calculo",
        "spatial": [CALI],
        "spatial_level": "municipal",
        "licence": LICENCE,
        "access": "publicada",
    }
    return shared(**(common | own))

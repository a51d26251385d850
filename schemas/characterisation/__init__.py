"""The characterisation of a production process: five blocks, dated and versioned.

What the record itself says (type, documentation, collection, storage, dissemination) is
not asked twice.
"""

from .. import vocabularies
from ..fields import Day, Group, Whole, about
from ..messages import Range
from ..noun import Noun
from .collection import Collection
from .design import Design
from .dissemination import Dissemination
from .processing import Processing
from .requirements import Requirements
from .survey import SURVEY


class Characterisation(Noun):
    date = Day(
        required=True,
        metadata=about(
            "Fecha",
            "Date",
            "El día en que se respondió.",
            "The day on which it was answered.",
            source=SURVEY,
            example="2015-11-20",
        ),
    )
    version = Whole(
        load_default=1,
        validate=Range(min=1, max=1000),
        metadata=about(
            "Versión",
            "Version",
            "1 si lo deja vacío. Las anteriores se conservan.",
            "1 if left empty. Earlier ones are kept.",
            source=SURVEY,
        ),
    )
    requirements = Group(
        Requirements,
        metadata=about(
            "Requerimientos",
            "Requirements",
            "Quién necesita la información y para qué.",
            "Who needs the information and what for.",
            source=SURVEY,
        ),
    )
    design = Group(
        Design,
        metadata=about(
            "Diseño y documentación",
            "Design",
            "Cómo se diseñó y qué documentos tiene.",
            "How it was designed and what documents it has.",
            source=SURVEY,
        ),
    )
    collection = Group(
        Collection,
        metadata=about(
            "Recolección",
            "Collection",
            "Cómo se recogen los datos.",
            "How the data are collected.",
            source=SURVEY,
        ),
    )
    processing = Group(
        Processing,
        metadata=about(
            "Almacenamiento y procesamiento",
            "Processing",
            "Cómo se guardan y se procesan los datos.",
            "How the data are kept and processed.",
            source=SURVEY,
        ),
    )
    dissemination = Group(
        Dissemination,
        metadata=about(
            "Difusión y acceso",
            "Dissemination",
            "Cómo se entregan los resultados.",
            "How the results are given.",
            source=SURVEY,
        ),
    )


def phases(block: str) -> list[vocabularies.Term]:
    """The phases of GSBPM (NTC PE 1000) that a block covers, in their order."""
    listed = vocabularies.get("gsbpm_phases")
    return [term for term in listed if term.extra["block"] == block]

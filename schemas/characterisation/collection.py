"""The third block: how the data are collected."""

from ..fields import Flag, LongText, Many, Term, about
from ..noun import Noun
from .survey import SURVEY


class Collection(Noun):
    """How the data are collected (GSBPM 4); the modes are the record's own."""

    instruments = Many(
        Term("collection_instruments"),
        metadata=about(
            "Instrumentos de recolección",
            "Collection instruments",
            "Todos los que use.",
            "All that are used.",
            source=SURVEY,
        ),
    )
    frequency = Term(
        "frequencies",
        metadata=about(
            "Periodicidad de recolección",
            "Frequency of collection",
            "Cada cuánto se recogen los datos.",
            "How often data are collected.",
            source=SURVEY,
        ),
    )
    trains_staff = Flag(
        metadata=about(
            "¿Capacita a quienes recolectan?",
            "Are collectors trained?",
            "Sí, si hay una capacitación antes de cada recolección.",
            "Yes if there is training before each collection.",
            source=SURVEY,
        )
    )
    controls_quality = Flag(
        metadata=about(
            "¿Controla la calidad mientras recolecta?",
            "Quality controls?",
            "Sí, si alguien revisa mientras se recolecta.",
            "Yes if someone checks during collection.",
            source=SURVEY,
        )
    )
    strengths = LongText(
        metadata=about(
            "Fortalezas",
            "Strengths",
            "No se publican.",
            "Not published.",
            source="PET de Cali, plan de registros administrativos",
        )
    )
    needs = LongText(
        metadata=about(
            "Necesidades",
            "Needs",
            "Qué falta para mejorar. No se publican.",
            "What is lacking. Not published.",
            source="PET de Cali, plan de registros administrativos",
        )
    )

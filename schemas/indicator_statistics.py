"""What a statistician asks of a series before using it (NADA, timeseries)."""

from .fields import LongText, Text, about
from .noun import Noun

NADA = "NADA, esquema timeseries"


class Statistics(Noun):
    """What a statistician asks before using the series."""

    concept = LongText(
        metadata=about(
            "Concepto estadístico",
            "Statistical concept",
            "En qué concepto se apoya lo que mide.",
            "The concept behind what it measures.",
            source=NADA,
        )
    )
    base_period = Text(
        longest=100,
        metadata=about(
            "Periodo base",
            "Base period",
            "El periodo igual a 100, si es un índice.",
            "The period equal to 100, for an index.",
            source=NADA,
        ),
    )
    aggregation = LongText(
        metadata=about(
            "Cómo se agrega",
            "Aggregation method",
            "Cómo se pasa de las partes al total: suma, promedio, tasa.",
            "From parts to total: sum, mean, rate.",
            source=NADA,
        )
    )
    imputation = LongText(
        metadata=about(
            "Imputación",
            "Imputation",
            "Cómo se estima lo que falta.",
            "How what lacks is estimated.",
            source=NADA,
        )
    )
    missing = LongText(
        metadata=about(
            "Datos faltantes",
            "Missing values",
            "Cómo se tratan los datos que no llegaron.",
            "How missing data are treated.",
            source=NADA,
        )
    )
    series_break = LongText(
        metadata=about(
            "Cortes de la serie",
            "Series breaks",
            "Desde cuándo no se puede comparar con lo anterior, y por qué.",
            "From when it cannot be compared with what came before, and why.",
            source=NADA,
        )
    )
    limitations = LongText(
        metadata=about(
            "Limitaciones",
            "Limitations",
            "Lo que el indicador no dice.",
            "What the indicator does not say.",
            source=NADA,
        )
    )
    quality = LongText(
        metadata=about(
            "Controles de calidad",
            "Quality checks",
            "Cómo se revisa el dato antes de publicarlo.",
            "How the figure is checked before it is published.",
            source=NADA,
        )
    )
    compliance = LongText(
        metadata=about(
            "Normas que cumple",
            "Standards complied with",
            "Las normas técnicas con que se produce, como NTC PE 1000.",
            "The technical standards that it follows, such as NTC PE 1000.",
            source=NADA,
        )
    )
    relevance = LongText(
        metadata=about(
            "Pertinencia",
            "Relevance",
            "Qué decisión ayuda a tomar.",
            "What decision it helps to take.",
            source=NADA,
        )
    )

"""The fifth block: how the results are given and used."""

from ..fields import Flag, Group, Link, LongText, Many, PartialDate, Term, about
from ..noun import Noun
from .survey import SURVEY


class Channel(Noun):
    """Where the results are published."""

    medium = Term(
        "dissemination_media",
        required=True,
        metadata=about(
            "Medio",
            "Medium",
            "Página web, boletín impreso, correo.",
            "Web page, printed bulletin, mail.",
            source=SURVEY,
        ),
    )
    url = Link(
        metadata=about(
            "Dirección",
            "Address",
            "La página exacta, si está en línea.",
            "The exact page, if on line.",
            source=SURVEY,
        )
    )
    since = PartialDate(
        metadata=about(
            "Desde cuándo",
            "Since",
            "Vale solo el año.",
            "The year alone will do.",
            source=SURVEY,
        )
    )
    reusable = Flag(
        metadata=about(
            "¿En formato que se pueda reutilizar?",
            "In a reusable format?",
            "CSV, hoja de cálculo o servicio; no PDF ni imagen.",
            "CSV, spreadsheet or service; not PDF nor image.",
            source="Ley 1712 de 2014, art. 6 j",
        )
    )


class Dissemination(Noun):
    """How the results are given and used (GSBPM 7)."""

    products = Many(
        Term("dissemination_products"),
        metadata=about(
            "Productos",
            "Products",
            "Todo lo que entrega.",
            "All that it gives.",
            source=SURVEY,
        ),
    )
    channels = Many(
        Group(Channel),
        metadata=about(
            "Dónde se publica",
            "Channels",
            "Una fila por cada medio.",
            "One row for each medium.",
            source=SURVEY,
        ),
    )
    frequency = Term(
        "frequencies",
        metadata=about(
            "Periodicidad de difusión",
            "Frequency of dissemination",
            "Cada cuánto se publican los resultados.",
            "How often results are published.",
            source=SURVEY,
        ),
    )
    calendar = Flag(
        metadata=about(
            "¿Tiene calendario de difusión?",
            "Calendar of dissemination?",
            "Sí, si anuncia las fechas de publicación.",
            "Yes if the dates of publication are announced.",
            source=SURVEY,
        )
    )
    microdata = Flag(
        metadata=about(
            "¿Entrega microdatos anonimizados?",
            "Anonymised microdata?",
            "Sí, si entrega el dato de cada unidad, sin identificarla.",
            "Yes if unit data are given, unidentified.",
            source=SURVEY,
        )
    )
    restrictions = LongText(
        metadata=about(
            "Por qué no se difunde o se difunde en parte",
            "Why it is not disseminated",
            "La razón, con su norma si la hay.",
            "The reason, with its norm if any.",
            source=SURVEY,
        )
    )
    measures_satisfaction = Flag(
        metadata=about(
            "¿Mide la satisfacción de los usuarios?",
            "Is satisfaction measured?",
            "Sí, si pregunta a los usuarios si les sirvió.",
            "Yes if users are asked whether it served.",
            source=SURVEY,
        )
    )
    last_published = PartialDate(
        metadata=about(
            "Última publicación",
            "Last published",
            "Cuándo se publicó el último resultado.",
            "When the last result was published.",
            source=SURVEY,
        )
    )

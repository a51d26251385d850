"""What every kind of asset has: the fields of the registro de activos and of DCAT."""

from marshmallow import ValidationError, validates_schema

from .asset_groups import Desk, Proposal, Relation, Source
from .distribution import Distribution
from .fields import Group, LongText, Many, PartialDate, Term, Text, about
from .filing import Filing
from .identification import Identification
from .safeguards import Safeguards
from .variable import Variable

IDENTITY = ("code", "title", "organization")


class Asset(Safeguards, Filing, Identification):
    """Bases are read from the last to the first: identification comes before levels."""

    frequency = Term(
        "frequencies",
        metadata=about(
            "Frecuencia de actualización",
            "Frequency",
            "Cada cuánto se actualiza.",
            "How often it is updated.",
            source="dct:accrualPeriodicity",
        ),
    )
    spatial = Many(
        Term("territories"),
        metadata=about(
            "Territorio",
            "Territory",
            "Código DIVIPOLA o nombre.",
            "DIVIPOLA code or name.",
            source="dct:spatial",
        ),
    )
    spatial_level = Term(
        "spatial_levels",
        metadata=about(
            "Nivel territorial",
            "Territorial level",
            "Hasta dónde baja el detalle: ciudad, comuna, barrio.",
            "How far the detail goes: city, commune, neighbourhood.",
            source="DDI sumDscr/geogUnit",
        ),
    )
    temporal_start = PartialDate(
        metadata=about(
            "Desde",
            "From",
            "El primer año, mes o día del que hay datos.",
            "The first year, month or day with data.",
            source="dcat:startDate",
            example="2015",
        )
    )
    temporal_end = PartialDate(
        metadata=about(
            "Hasta",
            "To",
            "El último. Vacío si sigue.",
            "The last. Empty if it goes on.",
            source="dcat:endDate",
            example="2019-12",
        )
    )
    issued = PartialDate(
        metadata=about(
            "Fecha de emisión",
            "Issued",
            "Cuándo se publicó por primera vez.",
            "When it was first published.",
            source="dct:issued",
        )
    )
    licence = Term(
        "licences",
        metadata=about(
            "Licencia",
            "Licence",
            "Con qué condiciones se puede reutilizar.",
            "On what terms it may be reused.",
            source="dct:license",
        ),
    )
    access = Term(
        "publication_access",
        metadata=about(
            "Publicada o disponible",
            "Published or available",
            "Publicada si está en línea; disponible si hay que pedirla.",
            "Published if on line; available if it must be asked for.",
            source="Ley 1712 de 2014, art. 13",
        ),
    )
    place = Text(
        longest=1000,
        metadata=about(
            "Lugar de consulta",
            "Place of consultation",
            "La dirección web, o la oficina donde se consulta.",
            "The web address, or the office where it is consulted.",
            source="Ley 1712 de 2014, art. 12",
        ),
    )
    maturity = Term(
        "maturity",
        metadata=about(
            "Madurez",
            "Maturity",
            "En construcción mientras sea preliminar: no se publica.",
            "Under construction while preliminary: not published.",
            source="Ley 1712 de 2014, art. 6 k",
        ),
    )
    maturity_reason = LongText(
        metadata=about(
            "Por qué está en construcción",
            "Why it is not final",
            "Qué falta para que sea definitiva.",
            "What is lacking for it to be final.",
            source="Ley 1712 de 2014, art. 6 k",
        )
    )
    notes = Many(
        LongText(),
        metadata=about(
            "Lo que debe tener en cuenta",
            "Caveats",
            "Lo que alguien debe saber antes de usarla. Una frase por renglón.",
            "What someone should know before using it.",
            source="dct:description",
        ),
    )
    source = Group(
        Source,
        metadata=about(
            "Fuente",
            "Source",
            "De dónde se tomó este registro, si vino de un documento.",
            "Where this record was taken from.",
            source="dct:source",
        ),
    )
    relations = Many(
        Group(Relation),
        metadata=about(
            "Relaciones",
            "Relations",
            "Con qué otros registros se relaciona, y cómo.",
            "Which other records it is related to, and how.",
            source="dct:relation",
        ),
    )
    distributions = Many(
        Group(Distribution),
        metadata=about(
            "Archivos y servicios",
            "Distributions",
            "Por dónde se obtiene: archivos y direcciones.",
            "How it is had: files and addresses.",
            source="dcat:distribution",
        ),
    )
    variables = Many(
        Group(Variable),
        metadata=about(
            "Variables",
            "Variables",
            "Las columnas o preguntas, una por fila.",
            "The columns or questions, one a row.",
            source="DDI var",
        ),
    )
    proposal = Group(
        Proposal,
        metadata=about(
            "Clasificación propuesta",
            "Proposed class",
            "Qué clase propone quien la produce. Decide la Dirección Jurídica.",
            "The class that the producer proposes. The legal office decides.",
            source="Ley 1712 de 2014, arts. 18 y 19",
        ),
    )
    desk = Group(
        Desk,
        metadata=about(
            "Solo para el escritorio",
            "Desk only",
            "No se publica.",
            "Not published.",
            source="Ley 1581 de 2012, art. 4 f",
        ),
    )

    @validates_schema(skip_on_field_errors=True)
    def _periods_in_order(self, data: dict[str, object], **_kwargs: object) -> None:
        start, end = data.get("temporal_start"), data.get("temporal_end")
        if start and end and str(end) < str(start)[: len(str(end))]:
            raise ValidationError(
                f"Escribió de {start} a {end}. La fecha final tiene que ser igual o "
                "posterior a la inicial, por ejemplo de 2010 a 2017.",
                "temporal_end",
            )

    @validates_schema(skip_on_field_errors=True)
    def _reason_of_construction(
        self, data: dict[str, object], **_kwargs: object
    ) -> None:
        if data.get("maturity") == "en_construccion" and not data.get(
            "maturity_reason"
        ):
            raise ValidationError(
                "Diga por qué está en construcción (Ley 1712 de 2014, art. 6 k).",
                "maturity_reason",
            )

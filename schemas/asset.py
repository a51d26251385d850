"""What every kind of asset has: the fields of the registro de activos and of DCAT."""

from marshmallow import ValidationError, fields, validates_schema

from .distribution import Distribution
from .fields import (
    Code,
    Flag,
    Group,
    Link,
    LongText,
    Mailbox,
    Many,
    PartialDate,
    Reference,
    Term,
    Text,
    about,
)
from .noun import Noun
from .organization import LEAVES
from .variable import Variable

IDENTITY = ("code", "title", "organization")


class Contact(Noun):
    """A post, an office mailbox and an office telephone: public. Never a person."""

    position = Text(longest=200, metadata=about("Cargo", "Post"))
    email = Mailbox(metadata=about("Correo de la oficina", "Office mailbox"))
    telephone = Text(longest=60, metadata=about("Teléfono de la oficina", "Telephone"))


class Desk(Noun):
    """What stays on the desk: a person's name and mailbox, and remarks."""

    contact_name = Text(longest=200, metadata=about("Persona de contacto", "Person"))
    contact_email = Mailbox(metadata=about("Correo de la persona", "Person's mailbox"))
    remarks = LongText(metadata=about("Observaciones internas", "Internal remarks"))


class Source(Noun):
    title = Text(required=True, longest=300, metadata=about("Fuente", "Source"))
    detail = LongText(metadata=about("Lugar en la fuente", "Place in the source"))
    url = Link(metadata=about("Dirección", "Address"))


class Relation(Noun):
    type = Term("relation_types", required=True, metadata=about("Relación", "Relation"))
    code = Code(required=True, longest=80, metadata=about("Código", "Code"))


class Proposal(Noun):
    """The producer's proposal of a class; the legal office decides (Ley 1712)."""

    access_class = Term("access_classes", metadata=about("Clase propuesta", "Class"))
    articles = Many(Term("exceptions"), metadata=about("Literales", "Letters"))
    norm = LongText(metadata=about("Norma que la ampara", "Norm"))
    motivation = LongText(metadata=about("Motivación", "Motivation"))


class Asset(Noun):
    uid = fields.String(dump_only=True)
    kind = fields.String(dump_only=True)
    version = fields.Integer(dump_only=True)
    first_published = fields.Date(dump_only=True)
    code = Code(
        required=True,
        longest=80,
        metadata=about(
            "Código",
            "Code",
            "El que usa su dependencia; no puede repetirse.",
            "The one your department uses; unique.",
            source="dct:identifier",
            example="MAJA01.01.18.FT03",
        ),
    )
    title = Text(
        required=True,
        metadata=about(
            "Nombre",
            "Title",
            "Breve y sin siglas.",
            "Short, without acronyms.",
            source="Decreto 1081 de 2015, 2.1.1.5.1.2; dct:title",
        ),
    )
    acronym = Text(longest=60, metadata=about("Sigla", "Acronym"))
    description = LongText(
        required=True,
        metadata=about(
            "Descripción",
            "Description",
            "Qué es y para qué sirve, en frases cortas.",
            "What it is and what it is for, in short sentences.",
            source="Decreto 1081 de 2015, 2.1.1.5.1.2; dct:description",
        ),
    )
    organization = Reference(
        LEAVES,
        required=True,
        metadata=about(
            "Dependencia que la produce",
            "Producer",
            "Código de la dependencia.",
            "Code of the department.",
            source="Ley 1712 de 2014, art. 20; dct:publisher",
        ),
    )
    custodian = Reference(
        LEAVES, metadata=about("Dependencia que la guarda", "Custodian")
    )
    producer_position = Text(
        longest=200,
        metadata=about("Cargo que responde por producirla", "Producer's post"),
    )
    custodian_position = Text(
        longest=200,
        metadata=about("Cargo que responde por guardarla", "Custodian's post"),
    )
    contact = Group(
        Contact, metadata=about("Contacto", "Contact", source="dcat:contactPoint")
    )
    category = Text(
        longest=300,
        metadata=about(
            "Categoría de información",
            "Category of information",
            source="Decreto 1081 de 2015, 2.1.1.5.1.2",
        ),
    )
    theme = Term(
        "themes", required=True, metadata=about("Tema", "Theme", source="dcat:theme")
    )
    keywords = Many(
        Text(longest=100),
        metadata=about("Palabras clave", "Keywords", source="dcat:keyword"),
    )
    language = Term(
        "languages",
        required=True,
        metadata=about("Idioma", "Language", source="Decreto 1081 de 2015"),
    )
    medium = Term(
        "media_of_conservation",
        metadata=about("Medio de conservación", "Medium of conservation"),
    )
    format = Term("record_formats", metadata=about("Formato", "Format"))
    frequency = Term(
        "frequencies",
        metadata=about(
            "Frecuencia de actualización", "Frequency", source="dct:accrualPeriodicity"
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
        "spatial_levels", metadata=about("Nivel territorial", "Territorial level")
    )
    temporal_start = PartialDate(
        metadata=about("Desde", "From", source="dcat:startDate", example="2015")
    )
    temporal_end = PartialDate(
        metadata=about("Hasta", "To", source="dcat:endDate", example="2019-12")
    )
    generated = PartialDate(
        metadata=about(
            "Fecha de generación", "Generated", source="Decreto 1081, 2.1.1.5.2.1"
        )
    )
    issued = PartialDate(
        metadata=about("Fecha de emisión", "Issued", source="dct:issued")
    )
    trd_series = Text(longest=200, metadata=about("Serie documental", "TRD series"))
    trd_subseries = Text(longest=200, metadata=about("Subserie", "TRD subseries"))
    licence = Term(
        "licences", metadata=about("Licencia", "Licence", source="dct:license")
    )
    personal_data = Term(
        "personal_data",
        metadata=about(
            "Datos personales",
            "Personal data",
            "El más sensible que contenga.",
            "The most sensitive kind that it holds.",
            source="Ley 1581 de 2012, art. 5",
        ),
    )
    minors = Flag(
        metadata=about(
            "¿De niños, niñas o adolescentes?",
            "Of minors?",
            source="Ley 1581 de 2012, art. 7",
        )
    )
    confidentiality = Term(
        "security_levels", metadata=about("Confidencialidad", "Confidentiality")
    )
    integrity = Term("security_levels", metadata=about("Integridad", "Integrity"))
    availability = Term(
        "security_levels", metadata=about("Disponibilidad", "Availability")
    )
    access = Term(
        "publication_access",
        metadata=about(
            "Publicada o disponible",
            "Published or available",
            source="Ley 1712 de 2014, art. 13",
        ),
    )
    place = Text(
        longest=1000, metadata=about("Lugar de consulta", "Place of consultation")
    )
    maturity = Term(
        "maturity",
        metadata=about("Madurez", "Maturity", source="Ley 1712 de 2014, art. 6 k"),
    )
    maturity_reason = LongText(
        metadata=about("Por qué está en construcción", "Why it is not final")
    )
    notes = Many(LongText(), metadata=about("Lo que debe tener en cuenta", "Caveats"))
    source = Group(Source, metadata=about("Fuente", "Source", source="dct:source"))
    relations = Many(
        Group(Relation),
        metadata=about("Relaciones", "Relations", source="dct:relation"),
    )
    distributions = Many(
        Group(Distribution), metadata=about("Archivos y servicios", "Distributions")
    )
    variables = Many(Group(Variable), metadata=about("Variables", "Variables"))
    proposal = Group(
        Proposal, metadata=about("Clasificación propuesta", "Proposed class")
    )
    desk = Group(Desk, metadata=about("Solo para el escritorio", "Desk only"))

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

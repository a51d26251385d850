"""Identification: what an asset is, whose it is and where it stands in the files."""

from marshmallow import fields

from .asset_groups import Contact
from .fields import (
    Code,
    Group,
    LongText,
    Many,
    PartialDate,
    Reference,
    Term,
    Text,
    about,
)
from .filing import MATRIX
from .noun import Noun
from .organization import LEAVES


class Identification(Noun):
    """The first block of the asset matrix, and the subject of the record."""

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
    acronym = Text(
        longest=60,
        metadata=about(
            "Sigla",
            "Acronym",
            "Si se conoce por una, como POT o SISBÉN.",
            "If it is known by one.",
            source="Hoja de vida del indicador, Cali",
        ),
    )
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
        LEAVES,
        metadata=about(
            "Dependencia que la guarda",
            "Custodian",
            "La que la guarda y da acceso, si es otra.",
            "The one that keeps it and gives access, if another.",
            source="Decreto 1081 de 2015, 2.1.1.5.2.1",
        ),
    )
    producer_position = Text(
        longest=200,
        metadata=about(
            "Cargo que responde por producirla",
            "Producer's post",
            "El cargo, no la persona: Jefe de la Oficina de Estudios.",
            "The post, not the person.",
            source="Decreto 1081 de 2015, 2.1.1.5.2.1",
        ),
    )
    custodian_position = Text(
        longest=200,
        metadata=about(
            "Cargo que responde por guardarla",
            "Custodian's post",
            "El cargo, no la persona.",
            "The post, not the person.",
            source="Decreto 1081 de 2015, 2.1.1.5.2.1",
        ),
    )
    contact = Group(
        Contact,
        metadata=about(
            "Contacto",
            "Contact",
            "A quién preguntar: un cargo y un buzón de oficina. Se publica.",
            "Whom to ask: a post and an office mailbox. Published.",
            source="dcat:contactPoint",
        ),
    )
    asset_type = Term(
        "asset_types",
        metadata=about(
            "Tipo de activo",
            "Asset type",
            "Qué es para el modelo de seguridad: información, software, servicio…",
            "What it is for the security model: information, software, service…",
            source=MATRIX,
        ),
    )
    category = Text(
        longest=300,
        metadata=about(
            "Categoría de información",
            "Category of information",
            "El grupo de información al que pertenece en el registro de activos.",
            "The group of information that it belongs to.",
            source="Decreto 1081 de 2015, 2.1.1.5.1.2",
        ),
    )
    theme = Term(
        "themes",
        required=True,
        metadata=about(
            "Tema",
            "Theme",
            "Uno de los temas de datos.gov.co.",
            "One of the themes of datos.gov.co.",
            source="dcat:theme",
        ),
    )
    axis = Term(
        "thematic_axes",
        metadata=about(
            "Eje temático",
            "Thematic axis",
            "El eje del centro de información en que se consulta.",
            "The axis of the information centre under which it is found.",
            source="Ibagué, PRO-PET-03",
        ),
    )
    keywords = Many(
        Text(longest=100),
        metadata=about(
            "Palabras clave",
            "Keywords",
            "Las palabras con que la gente la buscaría, separadas.",
            "The words by which people would look for it.",
            source="dcat:keyword",
        ),
    )
    language = Term(
        "languages",
        required=True,
        metadata=about(
            "Idioma",
            "Language",
            "El idioma en que está escrita.",
            "The language that it is written in.",
            source="Decreto 1081 de 2015",
        ),
    )
    medium = Term(
        "media_of_conservation",
        metadata=about(
            "Medio de conservación",
            "Medium of conservation",
            "Si se conserva en papel, en medio electrónico o en ambos.",
            "Whether it is kept on paper, electronically or both.",
            source="Decreto 1081 de 2015, 2.1.1.5.1.2",
        ),
    )
    support = Text(
        longest=100,
        metadata=about(
            "Soporte de registro",
            "Support",
            "En qué quedó registrada: papel, digital, electrónico, audiovisual.",
            "What it was recorded on: paper, digital, electronic, audiovisual.",
            source=MATRIX,
            example="electrónico",
        ),
    )
    format = Term(
        "record_formats",
        metadata=about(
            "Formato",
            "Format",
            "Cómo se presenta: texto, hoja de cálculo, base de datos, mapa.",
            "How it is presented: text, spreadsheet, database, map.",
            source="Decreto 1081 de 2015, 2.1.1.5.1.2",
        ),
    )
    generated = PartialDate(
        metadata=about(
            "Fecha de generación",
            "Generated",
            "Cuándo se creó. Vale solo el año.",
            "When it was made. The year alone will do.",
            source="Decreto 1081, 2.1.1.5.2.1",
        )
    )

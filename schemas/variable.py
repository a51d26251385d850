"""Variables (DDI Codebook 2.5, ``var``) with their categories."""

from typing import Any

from marshmallow import ValidationError, validates_schema

from .fields import Code, Group, LongText, Many, Term, Text, Whole, about
from .messages import Range
from .noun import Noun


class Category(Noun):
    code = Text(
        required=True,
        longest=60,
        metadata=about(
            "Código",
            "Code",
            "El valor que está en los datos.",
            "The value in the data.",
            source="DDI catgry/catValu",
            example="1",
        ),
    )
    label = Text(
        required=True,
        longest=300,
        metadata=about(
            "Etiqueta",
            "Label",
            "Lo que ese valor significa.",
            "What that value means.",
            source="DDI catgry/labl",
            example="Mujer",
        ),
    )


# What a standard variable gives, in the same words wherever it is asked for.
TYPE = Term(
    "variable_types",
    metadata=about(
        "Tipo",
        "Type",
        "Texto, número, fecha, código.",
        "Text, number, date, code.",
        source="DDI varFormat/@type",
    ),
)
INTERVAL = Term(
    "variable_intervals",
    metadata=about(
        "Discreta o continua",
        "Discrete or continuous",
        "Discreta si toma valores contados; continua si puede tomar cualquiera.",
        "Discrete if it takes counted values; continuous if any.",
        source="DDI var/@intrvl",
    ),
)
UNIT = Text(
    longest=100,
    metadata=about(
        "Unidad de medida",
        "Unit",
        "Años, pesos, metros.",
        "Years, pesos, metres.",
        source="DDI var/@measUnit",
    ),
)
CATEGORIES = Many(
    Group(Category),
    metadata=about(
        "Categorías",
        "Categories",
        "Las respuestas posibles, con su código.",
        "The possible answers, with their codes.",
        source="DDI var/catgry",
    ),
)
PERSONAL_DATA = Term(
    "personal_data",
    metadata=about(
        "¿Es un dato personal? ¿De qué tipo?",
        "Is it personal data? Of what kind?",
        "Vacío si no identifica ni describe a una persona.",
        "Empty if it neither identifies nor describes a person.",
        source="Ley 1581 de 2012, arts. 3 y 5",
    ),
)


class Variable(Noun):
    """``standard_variable`` gives what is left empty of label, definition, type,
    interval, unit and categories.
    """

    name = Text(
        required=True,
        longest=100,
        metadata=about(
            "Nombre",
            "Name",
            "Como está en el archivo o en el cuestionario.",
            "As in the file or the questionnaire.",
            source="DDI var/@name",
            example="P10",
        ),
    )
    standard_variable = Code(
        longest=60,
        metadata=about(
            "Variable estándar",
            "Standard variable",
            "El código de una variable ya definida por la ciudad; de ella se toma lo "
            "que deje vacío.",
            "The code of one defined by the city; what you leave empty is taken from it.",
            source="DDI var/stdCatgry",
        ),
    )
    label = Text(
        metadata=about(
            "Etiqueta",
            "Label",
            "Qué es, en pocas palabras. Puede faltar si nombra una variable estándar.",
            "What it is, in a few words. Not needed with a standard variable.",
            source="DDI var/labl",
            example="Edad en años cumplidos",
        )
    )
    file = Text(
        longest=300,
        metadata=about(
            "Archivo en que está",
            "File",
            "El título del archivo o de la tabla, si hay varios.",
            "The title of the file or table, if there are several.",
            source="DDI var/@files",
        ),
    )
    type = TYPE
    interval = INTERVAL
    definition = LongText(
        metadata=about(
            "Definición",
            "Definition",
            "Qué mide, sin ambigüedad.",
            "What it measures, without ambiguity.",
            source="DDI txt",
        )
    )
    universe = LongText(
        metadata=about(
            "Universo",
            "Universe",
            "De quiénes se toma: por ejemplo, personas de 10 años o más.",
            "Of whom it is taken.",
            source="DDI var/universe",
        )
    )
    question_before = LongText(
        metadata=about(
            "Texto antes de la pregunta",
            "Text before the question",
            "Lo que se lee antes de preguntar.",
            "What is read before asking.",
            source="DDI qstn/preQTxt",
        )
    )
    question = LongText(
        metadata=about(
            "Pregunta literal",
            "Question",
            "Como está escrita en el cuestionario.",
            "As written in the questionnaire.",
            source="DDI qstn/qstnLit",
        )
    )
    question_after = LongText(
        metadata=about(
            "Texto después de la pregunta",
            "Text after the question",
            "Lo que se lee después de preguntar.",
            "What is read after asking.",
            source="DDI qstn/postQTxt",
        )
    )
    instruction = LongText(
        metadata=about(
            "Instrucción para quien pregunta",
            "Interviewer's instruction",
            "Cómo preguntar o anotar la respuesta.",
            "How to ask or note down the answer.",
            source="DDI qstn/ivuInstr",
        )
    )
    unit = UNIT
    response_unit = Text(
        longest=200,
        metadata=about(
            "Unidad de respuesta",
            "Response unit",
            "Quién da el dato: la persona, el hogar, el establecimiento.",
            "Who gives the datum: the person, the household, the firm.",
            source="DDI var/respUnit",
        ),
    )
    width = Whole(
        validate=Range(min=1, max=32767),
        metadata=about(
            "Ancho",
            "Width",
            "Cuántos caracteres ocupa.",
            "How many characters it takes.",
            source="DDI location/@width",
        ),
    )
    decimals = Whole(
        validate=Range(min=0, max=15),
        metadata=about(
            "Decimales",
            "Decimals",
            "Cuántos decimales lleva.",
            "How many decimals it has.",
            source="DDI var/@dcml",
        ),
    )
    format = Text(
        longest=40,
        metadata=about(
            "Formato",
            "Format",
            "Como lo escribe el programa estadístico.",
            "As the statistical package writes it.",
            source="DDI varFormat/@formatname",
            example="F8.2",
        ),
    )
    categories = CATEGORIES
    personal_data = PERSONAL_DATA
    notes = LongText(
        metadata=about(
            "Notas",
            "Notes",
            "Lo que debe saber quien la use.",
            "What its user should know.",
            source="DDI var/notes",
        )
    )
    security = LongText(
        metadata=about(
            "Nota de reserva",
            "Security note",
            "Por qué no se entrega o se entrega protegida. No se publica.",
            "Why it is withheld or protected. Not published.",
            source="DDI var/security",
        )
    )

    @validates_schema(skip_on_field_errors=True)
    def _labelled(self, data: dict[str, Any], **_kwargs: Any) -> None:
        if not (data.get("label") or data.get("standard_variable")):
            raise ValidationError(
                "Falta este dato: escriba la etiqueta, o el código de una variable "
                "estándar de la que se tome.",
                "label",
            )


class PublicVariable(Variable):
    """As the window gives it: what is empty is read from the standard variable."""

    label = Text(attribute="full_label")
    type = Term("variable_types", attribute="full_type")
    interval = Term("variable_intervals", attribute="full_interval")
    definition = LongText(attribute="full_definition")
    unit = Text(attribute="full_unit")
    categories = Many(Group(Category), attribute="full_categories")
    personal_data = Term("personal_data", attribute="full_personal_data")

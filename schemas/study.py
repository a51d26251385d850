"""The study and its conditions: what DDI and DANE's methodological sheet ask besides."""

from .fields import LongText, Many, Text, about
from .noun import Noun


class Study(Noun):
    """The study as a whole (DDI ``stdyDscr/citation`` and ``stdyInfo``)."""

    subtitle = Text(
        longest=300,
        metadata=about(
            "Subtítulo",
            "Subtitle",
            "Lo que sigue al nombre, como el periodo o el lugar.",
            "What follows the name, such as period or place.",
            source="DDI titlStmt/subTitl",
        ),
    )
    translated_title = Text(
        longest=300,
        metadata=about(
            "Nombre en inglés",
            "Title in English",
            "Con el que se conoce fuera del país.",
            "By which it is known abroad.",
            source="DDI titlStmt/parTitl",
        ),
    )
    production_place = Text(
        longest=200,
        metadata=about(
            "Lugar de producción",
            "Place of production",
            "La ciudad donde se hace.",
            "The city where it is made.",
            source="DDI prodStmt/prodPlac",
        ),
    )
    depositor = Text(
        longest=300,
        metadata=about(
            "Quién entregó los datos",
            "Depositor",
            "La institución que los entregó al archivo, si no es la que los produce.",
            "The institution that gave them to the archive, if not their producer.",
            source="DDI distStmt/depositr",
        ),
    )
    version_notes = LongText(
        metadata=about(
            "Qué cambia en esta versión",
            "What this version changes",
            "En qué se distingue de la anterior.",
            "How it differs from the one before.",
            source="DDI verStmt/notes",
        )
    )
    series_name = Text(
        longest=300,
        metadata=about(
            "Serie",
            "Series",
            "La familia de operaciones a la que pertenece.",
            "The family of operations that it belongs to.",
            source="DDI serStmt/serName",
        ),
    )
    background = LongText(
        metadata=about(
            "Antecedentes",
            "Background",
            "Desde cuándo se hace y cómo ha cambiado.",
            "Since when it is done and how it changed.",
            source="DDI serStmt/serInfo; DANE, ficha metodológica",
        )
    )
    specific_objectives = Many(
        LongText(),
        metadata=about(
            "Objetivos específicos",
            "Specific objectives",
            "Uno por renglón.",
            "One a line.",
            source="DANE, ficha metodológica",
        ),
    )
    thematic_scope = LongText(
        metadata=about(
            "Alcance temático",
            "Thematic scope",
            "Los temas que cubre y los que no.",
            "The subjects that it covers, and those it does not.",
            source="DANE, ficha metodológica",
        )
    )
    concepts = LongText(
        metadata=about(
            "Conceptos básicos",
            "Basic concepts",
            "Los términos que hay que entender para leer los resultados.",
            "The terms needed to read the results.",
            source="DANE, ficha metodológica",
        )
    )
    classifications = Many(
        LongText(),
        metadata=about(
            "Nomenclaturas y clasificaciones",
            "Classifications",
            "Por ejemplo CIIU, CPC, CUOC.",
            "For example ISIC, CPC.",
            source="DANE, ficha metodológica",
            example="CIIU Rev. 4 A.C.",
        ),
    )
    universe = LongText(
        metadata=about(
            "Universo",
            "Universe",
            "Todo lo que se podría medir; la población objetivo es la parte que se mide.",
            "All that could be measured; the target population is the part that is.",
            source="DANE, ficha metodológica",
        )
    )
    parameters = LongText(
        metadata=about(
            "Parámetros por estimar",
            "Parameters to estimate",
            "Totales, promedios, tasas o proporciones que se buscan.",
            "The totals, means, rates or proportions that are sought.",
            source="DANE, ficha metodológica",
        )
    )
    data_kind = Text(
        longest=200,
        metadata=about(
            "Clase de datos",
            "Kind of data",
            "Por ejemplo datos de encuesta, de censo, administrativos.",
            "For example survey, census, administrative data.",
            source="DDI sumDscr/dataKind",
        ),
    )
    reference_period = Text(
        longest=200,
        metadata=about(
            "Periodo de referencia",
            "Reference period",
            "El tiempo del que hablan los datos.",
            "The time that the data speak of.",
            source="DANE, ficha metodológica",
        ),
    )
    producers = Many(
        Text(longest=300),
        metadata=about(
            "Otros productores",
            "Other producers",
            "Instituciones, no personas.",
            "Institutions, not people.",
            source="DDI prodStmt/producer",
        ),
    )
    products = Many(
        Text(longest=300),
        metadata=about(
            "Productos",
            "Products",
            "Lo que entrega: cuadros, boletines, bases.",
            "What it gives: tables, bulletins, databases.",
            source="DANE, ficha metodológica",
        ),
    )
    available_series = LongText(
        metadata=about(
            "Series disponibles",
            "Available series",
            "Desde cuándo hay datos comparables.",
            "Since when there are comparable data.",
            source="DANE, ficha metodológica",
        )
    )
    quality_statement = LongText(
        metadata=about(
            "Evaluación de la calidad",
            "Quality statement",
            "Qué revisiones de calidad ha tenido, y su resultado.",
            "What quality reviews it had, and their result.",
            source="DDI stdyInfo/qualityStatement",
        )
    )


class Conditions(Noun):
    """On what terms the data may be had (DDI ``dataAccs/useStmt``)."""

    confidentiality = LongText(
        metadata=about(
            "Declaración de confidencialidad",
            "Confidentiality declaration",
            "Qué se promete a quien dio los datos.",
            "What was promised to who gave the data.",
            source="DDI useStmt/confDec",
        )
    )
    permission = LongText(
        metadata=about(
            "Permiso especial",
            "Special permission",
            "El que hay que pedir, y a quién.",
            "The one to ask for, and of whom.",
            source="DDI useStmt/specPerm",
        )
    )
    restrictions = LongText(
        metadata=about(
            "Restricciones",
            "Restrictions",
            "Quién no puede usarlos, o para qué no.",
            "Who may not use them, or for what not.",
            source="DDI useStmt/restrctn",
        )
    )
    conditions = LongText(
        metadata=about(
            "Condiciones de uso",
            "Conditions",
            "Lo que debe aceptar quien los use.",
            "What their user must accept.",
            source="DDI useStmt/conditions",
        )
    )
    citation = LongText(
        metadata=about(
            "Cómo citar",
            "Citation requirement",
            "El texto con que se cita.",
            "The text to cite it by.",
            source="DDI useStmt/citReq",
        )
    )
    deposit = LongText(
        metadata=about(
            "Entrega de lo producido",
            "Deposit requirement",
            "Si quien use los datos debe enviar lo que publique.",
            "Whether users must send what they publish.",
            source="DDI useStmt/deposReq",
        )
    )
    disclaimer = LongText(
        metadata=about(
            "Descargo de responsabilidad",
            "Disclaimer",
            "De qué no responde la entidad.",
            "What the institution does not answer for.",
            source="DDI useStmt/disclaimer",
        )
    )
    copyright = Text(
        longest=300,
        metadata=about(
            "Derechos de autor",
            "Copyright",
            "De quién son.",
            "Whose they are.",
            source="DDI prodStmt/copyright",
        ),
    )

"""The second block: how the process is designed and documented."""

from ..fields import Flag, Group, Many, PartialDate, Term, Text, about
from ..noun import Noun
from .survey import SURVEY


class ProcessDocument(Noun):
    """A methodology, a manual or a sheet, with its version."""

    document = Term(
        "process_documents",
        required=True,
        metadata=about(
            "Documento", "Document", "Cuál es.", "Which it is.", source=SURVEY
        ),
    )
    version = Text(
        longest=40,
        metadata=about(
            "Versión",
            "Version",
            "Como la numera su sistema de calidad.",
            "As your quality system numbers it.",
            source=SURVEY,
            example="3",
        ),
    )
    date = PartialDate(
        metadata=about(
            "Fecha", "Date", "La de esa versión.", "That version's.", source=SURVEY
        )
    )
    code = Text(
        longest=80,
        metadata=about(
            "Código en el registro",
            "Code in the registry",
            "Si el documento está registrado aquí.",
            "If the document is registered here.",
            source="PET de Cali, caracterización de los PPI",
        ),
    )


class Design(Noun):
    """How it is designed and documented (GSBPM 2 and 3)."""

    documents = Many(
        Group(ProcessDocument),
        metadata=about(
            "Documentos que tiene",
            "Documents",
            "Metodología, ficha, manuales, diccionario.",
            "Methodology, sheet, manuals, dictionary.",
            source=SURVEY,
        ),
    )
    dane_instruments = Many(
        Term("dane_instruments"),
        metadata=about(
            "Instrumentos del DANE que usa",
            "DANE instruments used",
            "Todos los que use. «Ninguno», si no usa.",
            "All that are used. None, if none.",
            source=SURVEY,
        ),
    )
    standard_concepts = Flag(
        metadata=about(
            "¿Usa conceptos y variables estándar?",
            "Standard concepts and variables?",
            "Sí, si usa los del DANE o los de la ciudad.",
            "Yes if DANE's or the city's are used.",
            source=SURVEY,
        )
    )
    geostatistical_frame = Flag(
        metadata=about(
            "¿Usa el marco geoestadístico?",
            "Geostatistical frame?",
            "Si sus datos llevan los códigos de comuna, barrio o corregimiento.",
            "If its data carry the codes of communes and districts.",
            source=SURVEY,
        )
    )
    validation_rules = Flag(
        metadata=about(
            "¿Tiene reglas de validación escritas?",
            "Written validation rules?",
            "Sí, si están escritas y se aplican.",
            "Yes if written and applied.",
            source=SURVEY,
        )
    )

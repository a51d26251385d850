"""The fourth block: how the data are kept and processed."""

from ..fields import Flag, Term, Text, Whole, about
from ..messages import Range
from ..noun import Noun
from .survey import SURVEY


class Processing(Noun):
    """How the data are kept and processed (GSBPM 5 and 6)."""

    databases = Whole(
        validate=Range(min=0, max=10_000),
        metadata=about(
            "Número de bases de datos",
            "Number of databases",
            "Cuántas consolida el proceso.",
            "How many the process consolidates.",
            source=SURVEY,
        ),
    )
    migration = Term(
        "migration_states",
        metadata=about(
            "Paso de hojas de cálculo a base de datos",
            "Migration to a database",
            "En qué va el paso de hojas de cálculo a una base de datos.",
            "How far it has come.",
            source=SURVEY,
        ),
    )
    repository = Text(
        longest=300,
        metadata=about(
            "Repositorio",
            "Repository",
            "Dónde queda la base. No se publica.",
            "Where the database is. Not published.",
            source=SURVEY,
        ),
    )
    technology = Text(
        longest=200,
        metadata=about(
            "Programa o motor",
            "Technology",
            "Con qué se guarda. No se publica.",
            "What it is kept with. Not published.",
            source=SURVEY,
        ),
    )
    backups = Flag(
        metadata=about(
            "¿Hace copias de respaldo?",
            "Backups?",
            "No se publica.",
            "Not published.",
            source=SURVEY,
        )
    )
    access_controlled = Flag(
        metadata=about(
            "¿Controla quién entra a los datos?",
            "Access controlled?",
            "No se publica.",
            "Not published.",
            source=SURVEY,
        )
    )
    edits = Flag(
        metadata=about(
            "¿Hace crítica y depuración?",
            "Are data edited?",
            "Sí, si revisa y corrige los datos antes de calcular.",
            "Yes if data are checked and corrected.",
            source=SURVEY,
        )
    )
    imputes = Flag(
        metadata=about(
            "¿Imputa los datos que faltan?",
            "Are data imputed?",
            "Sí, si estima los datos que no llegaron.",
            "Yes if missing data are estimated.",
            source=SURVEY,
        )
    )
    anonymises = Flag(
        metadata=about(
            "¿Anonimiza los datos de personas?",
            "Are data anonymised?",
            "Sí, si quita lo que identifica a las personas antes de entregar.",
            "Yes if what identifies people is removed before giving.",
            source="Ley 1581 de 2012, art. 6 e",
        )
    )

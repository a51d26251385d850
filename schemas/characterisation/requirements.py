"""The first block: for whom the process works and what they need."""

from ..fields import Flag, Group, LongText, Many, Term, about
from ..noun import Noun
from .survey import SURVEY


class Demand(Noun):
    """What a user needs of the process, and how far it is given."""

    need = LongText(
        required=True,
        metadata=about(
            "Necesidad",
            "Need",
            "Qué información se pide.",
            "What information is asked for.",
            source=SURVEY,
        ),
    )
    user = Term(
        "user_types",
        metadata=about(
            "Quién la pide",
            "User",
            "Quien tiene la necesidad.",
            "Who has the need.",
            source=SURVEY,
        ),
    )
    coverage = Term(
        "demand_coverage",
        metadata=about(
            "¿Está satisfecha?",
            "Is it satisfied?",
            "Satisfecha, cubierta en parte, en lo mínimo, o insatisfecha.",
            "Satisfied, partly, barely, or not.",
            source=SURVEY,
        ),
    )
    difficulty = Term(
        "demand_difficulties",
        metadata=about(
            "Dificultad",
            "Difficulty",
            "Qué impide satisfacerla. No se publica.",
            "What prevents it. Not published.",
            source=SURVEY,
        ),
    )
    remarks = LongText(
        metadata=about(
            "Observaciones",
            "Remarks",
            "No se publican.",
            "Not published.",
            source=SURVEY,
        )
    )


class Requirements(Noun):
    """For whom and why (GSBPM 1)."""

    origins = Many(
        Term("requirement_origins"),
        metadata=about(
            "¿De dónde nace?",
            "Origin",
            "Norma, plan, funciones, solicitud de los usuarios…",
            "Norm, plan, functions, users' request…",
            source=SURVEY,
        ),
    )
    users = Many(
        Term("user_types"),
        metadata=about(
            "¿Quiénes la usan?",
            "Users",
            "Todos los que la usan o la piden.",
            "All who use or ask for it.",
            source=SURVEY,
        ),
    )
    consults_users = Flag(
        metadata=about(
            "¿Pregunta a los usuarios qué necesitan?",
            "Are users asked?",
            "Sí, si lo hace al menos una vez al año.",
            "Yes if at least once a year.",
            source=SURVEY,
        )
    )
    identifies_users = Flag(
        metadata=about(
            "¿Tiene un registro de sus usuarios?",
            "Are users known?",
            "Sí, si sabe quiénes son y puede avisarles.",
            "Yes if they are known and can be told.",
            source=SURVEY,
        )
    )
    demands = Many(
        Group(Demand),
        metadata=about(
            "Demandas",
            "Demands",
            "Una fila por cada necesidad conocida.",
            "One row for each known need.",
            source=SURVEY,
        ),
    )

"""Where a production process stands: its team, the quality system, its continuity."""

from typing import Any

from marshmallow import ValidationError, validates_schema

from .fields import Flag, LongText, Many, PartialDate, Term, Text, about
from .noun import Noun


class ProcessPlace(Noun):
    """What the yearly review of the planning office looks at."""

    team = Text(
        longest=300,
        metadata=about(
            "Grupo",
            "Group",
            "El grupo de trabajo dentro de la dependencia.",
            "The team inside the department.",
            source="PET de Cali, inventario",
        ),
    )
    in_mop = Flag(
        metadata=about(
            "¿Está en el modelo de operación por procesos?",
            "In the quality system's model?",
            "Sí, si un proceso del MOP la nombra o la produce.",
            "Yes if a process of the quality system produces it.",
            source="PET de Cali, articulación con el MOP",
        )
    )
    procedure_based = Flag(
        metadata=about(
            "¿Nace de un trámite o servicio?",
            "Does it come from a service?",
            "Sí, si sus datos salen de atender un trámite.",
            "Yes if its data come from serving citizens.",
            source="PET de Cali, plan de registros administrativos",
        )
    )
    phases = Many(
        Term("gsbpm_phases"),
        metadata=about(
            "Fases que realiza",
            "Phases",
            "Las fases del proceso estadístico que la dependencia hace.",
            "The phases of the statistical process that the department carries out.",
            source="NTC PE 1000:2020; GSBPM 5.1",
        ),
    )
    continuity = Term(
        "continuity_states",
        metadata=about(
            "Continuidad",
            "Continuity",
            "Activo, o suspendido si dejó de producirse.",
            "Active, or suspended if no longer produced.",
            source="PET de Cali, revisión anual",
        ),
    )
    continuity_reason = LongText(
        metadata=about(
            "Por qué está suspendido",
            "Why it is suspended",
            "Y desde cuándo.",
            "And since when.",
            source="PET de Cali, revisión anual",
        )
    )
    continuity_reviewed = PartialDate(
        metadata=about(
            "Última revisión de continuidad",
            "Last review of continuity",
            "Cuándo se revisó por última vez si sigue.",
            "When it was last reviewed.",
            source="PET de Cali, revisión anual",
            example="2019",
        )
    )

    @validates_schema(skip_on_field_errors=True)
    def _reason_of_suspension(self, data: dict[str, Any], **_kwargs: Any) -> None:
        if data.get("continuity") == "suspendido" and not data.get("continuity_reason"):
            raise ValidationError(
                "Diga por qué está suspendido y desde cuándo.", "continuity_reason"
            )

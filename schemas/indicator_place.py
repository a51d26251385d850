"""Where an indicator stands: its plan, its process, its service, its changes."""

from .fields import Figure, Group, LongText, Many, PartialDate, Term, Text, about
from .indicator_groups import DNP, SHEET
from .noun import Noun


class Plan(Noun):
    """The action of a plan that the indicator follows."""

    name = Text(
        required=True,
        longest=300,
        metadata=about(
            "Plan",
            "Plan",
            "El plan de desarrollo, el plan estadístico u otro.",
            "The development plan, the statistical plan or another.",
            source="Hoja de vida del indicador, Cali",
        ),
    )
    period = Text(
        longest=40,
        metadata=about(
            "Vigencia",
            "Period",
            "Los años del plan.",
            "The years of the plan.",
            source=SHEET,
            example="2016-2019",
        ),
    )
    axis = Text(
        longest=300,
        metadata=about(
            "Eje", "Axis", "El eje del plan.", "The plan's axis.", source=SHEET
        ),
    )
    program = Text(
        longest=300,
        metadata=about(
            "Programa",
            "Programme",
            "El programa del plan.",
            "The plan's programme.",
            source=SHEET,
        ),
    )
    component = Text(
        longest=300,
        metadata=about(
            "Componente",
            "Component",
            "El componente del plan.",
            "The plan's component.",
            source="Hoja de vida del indicador, Cali",
        ),
    )
    objective = LongText(
        metadata=about(
            "Objetivo",
            "Objective",
            "El objetivo estratégico.",
            "The strategic objective.",
            source="Hoja de vida del indicador, DNP",
        )
    )
    action_code = Text(
        longest=40,
        metadata=about(
            "Código de la acción",
            "Code",
            "El que lleva en el plan.",
            "The one in the plan.",
            source="PET de Cali, plan de acción",
        ),
    )
    action = LongText(
        metadata=about(
            "Acción",
            "Action",
            "Lo que el plan se propone hacer.",
            "What the plan means to do.",
            source="PET de Cali, plan de acción",
        )
    )
    leader = Text(
        longest=300,
        metadata=about(
            "Líder",
            "Leader",
            "La dependencia que responde.",
            "The department that answers.",
            source="PET de Cali, plan de acción",
        ),
    )
    cost = Figure(
        metadata=about(
            "Costo total en pesos",
            "Cost in COP",
            "El de toda la acción, en pesos corrientes.",
            "That of the whole action, in current pesos.",
            source="PET de Cali, plan de acción",
        )
    )


class Service(Noun):
    """The trámite or service that the indicator measures."""

    name = Text(
        required=True,
        longest=300,
        metadata=about(
            "Trámite o servicio",
            "Service",
            "Como está en el sistema de trámites.",
            "As in the register of services.",
            source=SHEET,
        ),
    )
    response_time = Text(
        longest=100,
        metadata=about(
            "Tiempo máximo de respuesta",
            "Longest time to answer",
            "El que fija la ley, con su unidad.",
            "The one that the law sets, with its unit.",
            source=SHEET,
            example="15 días hábiles",
        ),
    )
    norms = Many(
        LongText(),
        metadata=about(
            "Normas que lo regulan",
            "Norms that regulate it",
            "Una por renglón, con su artículo.",
            "One a line, with its article.",
            source=SHEET,
        ),
    )


class Change(Noun):
    """One line of the control of changes."""

    date = PartialDate(
        required=True,
        metadata=about(
            "Fecha",
            "Date",
            "La del cambio.",
            "The change's.",
            source=DNP,
            example="2020-06-30",
        ),
    )
    version = Text(
        longest=40,
        metadata=about(
            "Versión",
            "Version",
            "La que quedó vigente.",
            "The one that came into force.",
            source=DNP,
            example="2",
        ),
    )
    change = LongText(
        required=True,
        metadata=about(
            "Qué cambió",
            "What changed",
            "En una frase.",
            "In one sentence.",
            source=DNP,
        ),
    )


class IndicatorPlace(Noun):
    """What the indicator follows and what has changed in its sheet."""

    value_chain = Term(
        "value_chain",
        metadata=about(
            "Eslabón de la cadena de valor",
            "Level of the value chain",
            "Qué mide: insumos, procesos, productos, resultados o impactos.",
            "What it measures: inputs, processes, outputs, outcomes or impacts.",
            source="DNP, guía de indicadores",
        ),
    )
    associated_with = Many(
        Term("indicator_links"),
        metadata=about(
            "Asociado a",
            "Associated with",
            "El plan de desarrollo, los procesos, un trámite o servicio.",
            "The development plan, the processes, a service.",
            source=SHEET,
        ),
    )
    macroprocess = Text(
        longest=200,
        metadata=about(
            "Macroproceso",
            "Macroprocess",
            "El del mapa de procesos que contiene al proceso.",
            "The one that contains the process.",
            source=SHEET,
        ),
    )
    procedure = Text(
        longest=300,
        metadata=about(
            "Procedimiento",
            "Procedure",
            "Con su código, si lo tiene.",
            "With its code, if any.",
            source=SHEET,
        ),
    )
    service = Group(
        Service,
        metadata=about(
            "Trámite o servicio",
            "Service",
            "El que mide el indicador, si mide uno.",
            "The one that the indicator measures, if any.",
            source=SHEET,
        ),
    )
    prepared = PartialDate(
        metadata=about(
            "Fecha de elaboración",
            "Date of elaboration",
            "Cuándo se hizo esta hoja de vida.",
            "When this sheet was made.",
            source=SHEET,
        )
    )
    updated = PartialDate(
        metadata=about(
            "Fecha de actualización",
            "Date of update",
            "Cuándo se cambió por última vez esta hoja de vida.",
            "When this sheet last changed.",
            source=SHEET,
        )
    )
    changes = Many(
        Group(Change),
        metadata=about(
            "Control de cambios",
            "Changes",
            "Una fila por cada cambio de la hoja de vida.",
            "One row for each change of the sheet.",
            source=DNP,
        ),
    )
    plan = Group(
        Plan,
        metadata=about(
            "Plan",
            "Plan",
            "La acción de un plan a la que hace seguimiento.",
            "The action of a plan that it follows.",
            source="Hoja de vida del indicador, Cali",
        ),
    )

"""The production process (PPI): what it is and the core of its characterisation."""

from .asset import Asset
from .characterisation import Characterisation
from .fields import Flag, Group, LongText, Many, PartialDate, Term, Text, about
from .noun import Noun
from .process_place import ProcessPlace
from .study import Conditions, Study
from .study_method import Method


class CollectionPeriod(Noun):
    start = PartialDate(
        required=True,
        metadata=about(
            "Inicio",
            "Start",
            "Vale solo el año o el mes.",
            "The year or month alone will do.",
            source="DDI collDate",
        ),
    )
    end = PartialDate(
        metadata=about(
            "Fin",
            "End",
            "Vacío si sigue.",
            "Empty if it goes on.",
            source="DDI collDate",
        )
    )
    cycle = Text(
        longest=100,
        metadata=about(
            "Fase",
            "Cycle",
            "El nombre de la fase o ronda.",
            "The name of the phase or round.",
            source="DDI collDate/@cycle",
        ),
    )


class ProductionProcess(ProcessPlace, Asset):
    ppi_type = Term(
        "ppi_types",
        required=True,
        metadata=about(
            "Tipo de proceso",
            "Type",
            "Operación o estudio estadístico, registro, indicadores, informe.",
            "Statistical operation or study, register, indicators, report.",
            source="PET de Cali, inventario",
        ),
    )
    objective = LongText(
        required=True,
        metadata=about(
            "Propósito",
            "Purpose",
            "Para qué se produce, en una o dos frases.",
            "What it is produced for, in a sentence or two.",
            source="DDI stdyInfo/abstract",
        ),
    )
    target_population = LongText(
        metadata=about(
            "Población objetivo",
            "Target population",
            "De quiénes o de qué habla: los hogares de la ciudad.",
            "Of whom or what it speaks.",
            source="DDI universe",
        )
    )
    observation_units = LongText(
        metadata=about(
            "Unidades de observación",
            "Observation units",
            "De quién se toma el dato: persona, hogar, establecimiento.",
            "Whom the datum is taken from.",
            source="DANE, ficha metodológica",
        )
    )
    analysis_units = LongText(
        metadata=about(
            "Unidades de análisis",
            "Analysis units",
            "De quién se presenta el resultado.",
            "For whom the result is given.",
            source="DDI anlyUnit",
        )
    )
    geographic_coverage = LongText(
        metadata=about(
            "Cobertura geográfica",
            "Coverage",
            "El territorio del que hay datos, y lo que queda por fuera.",
            "The territory with data, and what is left out.",
            source="DDI geogCover",
        )
    )
    disaggregation = LongText(
        metadata=about(
            "Desagregación",
            "Disaggregation",
            "Por qué se pueden separar los resultados: comuna, sexo, edad.",
            "By what the results can be broken down.",
            source="DANE, ficha metodológica",
        )
    )
    norms = Many(
        LongText(),
        metadata=about(
            "Normas que lo regulan",
            "Norms",
            "Una por renglón, con su artículo.",
            "One a line, with its article.",
            source="DANE, ficha metodológica",
        ),
    )
    collection_periods = Many(
        Group(CollectionPeriod),
        metadata=about(
            "Periodos de recolección",
            "Collection",
            "Cuándo se recogieron los datos, por fases.",
            "When the data were collected, by phases.",
            source="DDI collDate",
        ),
    )
    principal_investigator = Text(
        longest=300,
        metadata=about(
            "Investigador principal",
            "Investigator",
            "La entidad o dependencia, no una persona.",
            "The institution, not a person.",
            source="DDI AuthEnty",
        ),
    )
    funding = Text(
        longest=300,
        metadata=about(
            "Financiación",
            "Funding",
            "Quién lo paga.",
            "Who pays for it.",
            source="DDI fundAg",
        ),
    )
    collection_modes = Many(
        Term("collection_modes"),
        metadata=about(
            "Medios de recolección",
            "Modes",
            "Todos los que use.",
            "All that are used.",
            source="DDI collMode",
        ),
    )
    storage = Term(
        "storage",
        metadata=about(
            "Almacenamiento",
            "Storage",
            "Dónde quedan consolidados los datos.",
            "What the data are kept in.",
            source="PET de Cali, caracterización de los PPI",
        ),
    )
    documentation_state = Term(
        "documentation_states",
        metadata=about(
            "Estado de la documentación",
            "State",
            "Qué tan documentado está hoy.",
            "How well it is documented today.",
            source="PET de Cali, caracterización de los PPI",
        ),
    )
    dissemination_media = Many(
        Term("dissemination_media"),
        metadata=about(
            "Medios de difusión",
            "Dissemination media",
            "Todos por los que se dan los resultados.",
            "All through which results are given.",
            source="PET de Cali, caracterización de los PPI",
        ),
    )
    disseminates = Flag(
        metadata=about(
            "¿Difunde sus resultados al público?",
            "Disseminates?",
            "Sí, si cualquiera puede consultarlos.",
            "Yes if anyone can consult them.",
            source="PET de Cali, caracterización de los PPI",
        )
    )
    sampling = LongText(
        metadata=about(
            "Muestreo",
            "Sampling",
            "Cómo se escogió la muestra.",
            "How the sample was drawn.",
            source="DDI sampProc",
        )
    )
    methodology = LongText(
        metadata=about(
            "Metodología",
            "Methodology",
            "Cómo se hace, de principio a fin, o dónde se explica.",
            "How it is done, or where it is explained.",
            source="DANE, documento metodológico",
        )
    )
    study = Group(
        Study,
        metadata=about(
            "La operación estadística",
            "The study",
            "Lo que la norma internacional pide de una operación estadística.",
            "What the international standard asks of a statistical operation.",
            source="DDI stdyInfo",
        ),
    )
    method = Group(
        Method,
        metadata=about(
            "El método",
            "The method",
            "Cómo se obtienen y se cuidan los datos.",
            "How the data are got and looked after.",
            source="DDI method",
        ),
    )
    conditions = Group(
        Conditions,
        metadata=about(
            "Condiciones de acceso",
            "Access conditions",
            "Con qué condiciones se entregan los datos.",
            "On what terms the data are given.",
            source="DDI dataAccs",
        ),
    )
    characterisation = Group(
        Characterisation,
        metadata=about(
            "Caracterización",
            "Characterisation",
            "Cinco bloques, con fecha y versión.",
            "Five blocks, with date and version.",
            source="PET de Cali, caracterización de los PPI",
        ),
    )

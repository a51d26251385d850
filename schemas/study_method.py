"""The method of a study: what DDI asks about how the data are got."""

from .fields import LongText, Many, Text, about
from .noun import Noun


class Method(Noun):
    """How the data are got (DDI ``method/dataColl`` and ``anlyInfo``)."""

    time_method = Text(
        longest=200,
        metadata=about(
            "Dimensión temporal",
            "Time method",
            "Transversal, panel, serie de tiempo.",
            "Cross-section, panel, time series.",
            source="DDI dataColl/timeMeth",
        ),
    )
    collectors = Many(
        Text(longest=300),
        metadata=about(
            "Quién recolecta",
            "Data collectors",
            "Instituciones, no personas.",
            "Institutions, not people.",
            source="DDI dataColl/dataCollector",
        ),
    )
    sample_frame = LongText(
        metadata=about(
            "Marco muestral",
            "Sample frame",
            "De qué lista o mapa se escoge.",
            "The list or map that is drawn from.",
            source="DDI dataColl/sampleFrame",
        )
    )
    sampling_units = LongText(
        metadata=about(
            "Unidades de muestreo",
            "Sampling units",
            "Qué se escoge en cada etapa: manzana, vivienda, hogar.",
            "What is drawn at each stage.",
            source="DANE, ficha metodológica",
        )
    )
    sample_size = Text(
        longest=200,
        metadata=about(
            "Tamaño de la muestra",
            "Sample size",
            "Cuántas unidades, y cómo se calculó.",
            "How many units, and how it was worked out.",
            source="DDI dataColl/targetSampleSize",
        ),
    )
    precision = LongText(
        metadata=about(
            "Precisión requerida",
            "Required precision",
            "El error máximo que se acepta.",
            "The largest error accepted.",
            source="DANE, ficha metodológica",
        )
    )
    sampling_deviation = LongText(
        metadata=about(
            "Desviaciones del diseño",
            "Deviations from the design",
            "En qué se apartó la muestra de lo diseñado.",
            "How the sample departed from its design.",
            source="DDI dataColl/deviat",
        )
    )
    instrument = LongText(
        metadata=about(
            "Instrumento de recolección",
            "Research instrument",
            "Cuestionario, formato o aparato, con sus partes.",
            "Questionnaire, form or device, with its parts.",
            source="DDI dataColl/resInstru",
        )
    )
    sources = Many(
        LongText(),
        metadata=about(
            "Fuentes",
            "Sources",
            "De dónde salen los datos si no se recogen directamente.",
            "Where the data come from if not collected directly.",
            source="DDI dataColl/sources",
        ),
    )
    situation = LongText(
        metadata=about(
            "Cómo fue la recolección",
            "Collection situation",
            "Lo que haya pasado en campo que afecte los datos.",
            "What happened in the field that affects the data.",
            source="DDI dataColl/collSitu",
        )
    )
    followup = LongText(
        metadata=about(
            "Qué se hizo para reducir la falta de respuesta",
            "Actions against non-response",
            "Visitas repetidas, llamadas, reemplazos.",
            "Repeated visits, calls, replacements.",
            source="DDI dataColl/actMin",
        )
    )
    control_operations = LongText(
        metadata=about(
            "Controles de campo",
            "Control operations",
            "Cómo se supervisa a quien recolecta.",
            "How collectors are supervised.",
            source="DDI dataColl/ConOps",
        )
    )
    weighting = LongText(
        metadata=about(
            "Factores de expansión",
            "Weighting",
            "Cómo se pasa de la muestra al total.",
            "From the sample to the total.",
            source="DDI dataColl/weight",
        )
    )
    cleaning = LongText(
        metadata=about(
            "Depuración de los datos",
            "Cleaning operations",
            "Qué se corrige y cómo, antes de calcular.",
            "What is corrected and how, before computing.",
            source="DDI dataColl/cleanOps",
        )
    )
    response_rate = Text(
        longest=200,
        metadata=about(
            "Tasa de respuesta",
            "Response rate",
            "Cuántos respondieron de los que se buscaron.",
            "How many answered of those sought.",
            source="DDI anlyInfo/respRate",
            example="93 %",
        ),
    )
    sampling_error = LongText(
        metadata=about(
            "Error de muestreo",
            "Sampling error",
            "El error de las cifras principales.",
            "The error of the main figures.",
            source="DDI anlyInfo/EstSmpErr",
        )
    )
    appraisal = LongText(
        metadata=about(
            "Otras evaluaciones de los datos",
            "Data appraisal",
            "Comparaciones con otras fuentes y sus resultados.",
            "Comparisons with other sources.",
            source="DDI anlyInfo/dataAppr",
        )
    )

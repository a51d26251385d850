"""The production process (PPI): what it is and the core of its characterisation."""

from .asset import Asset
from .fields import Flag, Group, LongText, Many, PartialDate, Term, Text, about
from .noun import Noun


class CollectionPeriod(Noun):
    start = PartialDate(required=True, metadata=about("Inicio", "Start"))
    end = PartialDate(metadata=about("Fin", "End"))
    cycle = Text(longest=100, metadata=about("Fase", "Cycle"))


class ProductionProcess(Asset):
    ppi_type = Term(
        "ppi_types",
        required=True,
        metadata=about("Tipo de proceso", "Type", source="PET de Cali, inventario"),
    )
    objective = LongText(
        required=True,
        metadata=about("Propósito", "Purpose", source="DDI stdyInfo/abstract"),
    )
    target_population = LongText(
        metadata=about("Población objetivo", "Target population", source="DDI universe")
    )
    observation_units = LongText(
        metadata=about("Unidades de observación", "Observation units")
    )
    analysis_units = LongText(
        metadata=about("Unidades de análisis", "Analysis units", source="DDI anlyUnit")
    )
    geographic_coverage = LongText(
        metadata=about("Cobertura geográfica", "Coverage", source="DDI geogCover")
    )
    disaggregation = LongText(metadata=about("Desagregación", "Disaggregation"))
    norms = Many(LongText(), metadata=about("Normas que lo regulan", "Norms"))
    collection_periods = Many(
        Group(CollectionPeriod),
        metadata=about("Periodos de recolección", "Collection", source="DDI collDate"),
    )
    principal_investigator = Text(
        longest=300,
        metadata=about("Investigador principal", "Investigator", source="DDI AuthEnty"),
    )
    funding = Text(
        longest=300, metadata=about("Financiación", "Funding", source="DDI fundAg")
    )
    collection_modes = Many(
        Term("collection_modes"),
        metadata=about("Medios de recolección", "Modes", source="DDI collMode"),
    )
    storage = Term("storage", metadata=about("Almacenamiento", "Storage"))
    documentation_state = Term(
        "documentation_states", metadata=about("Estado de la documentación", "State")
    )
    dissemination_media = Many(
        Term("dissemination_media"),
        metadata=about("Medios de difusión", "Dissemination media"),
    )
    disseminates = Flag(
        metadata=about("¿Difunde sus resultados al público?", "Disseminates?")
    )
    sampling = LongText(metadata=about("Muestreo", "Sampling", source="DDI sampProc"))
    methodology = LongText(metadata=about("Metodología", "Methodology"))

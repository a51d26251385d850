"""Every field that the law, DANE, DDI and the real sheets name has a place of its own.

The names are those of the sources, so that who looks for one finds where it stands.
"""

import pytest
from tumbaga.schemas import classification, disclosure, kinds, standard_variable

# The merged matrix of information assets, the registro, the índice and the esquema.
EVERY_KIND = """
    proceso process; subproceso subprocess; código-del-proceso process_code
    código-de-gestión-documental records_code; identificador code; tipo asset_type
    dependencia organization; serie trd_series; subserie trd_subseries; nombre title
    descripción description; categoría category; idioma language; soporte support
    medio-de-conservación medium; formato format; cargo-de-la-producción producer_position
    custodio custodian; cargo-del-custodio custodian_position
    fecha-de-generación generated; ingreso-al-archivo archived
    publicada-o-disponible availability; publicación access; lugar-de-consulta place
    frecuencia frequency; confidencialidad confidentiality; integridad integrity
    disponibilidad availability; criticidad criticality; datos-personales personal_data
    de-niños minors; tipos personal_data_types; finalidad personal_data_purpose
    autorización personal_data_authorized; clase-propuesta proposal.access_class
    eje axis; tema theme; madurez maturity; relación relations.type
    enlace distributions.url; tamaño distributions.size; checksum distributions.checksum
    licencia distributions.licence; columnas distributions.columns.name
"""
DECISION = """
    clase access_class; objetivo-legítimo legitimate_aim; artículo-y-literal articles
    fundamento-constitucional norm; fundamento-jurídico motivation; total-o-parcial scope
    partes public_leaves; fecha-de-la-calificación starts; plazo term_years
    acto act; prueba-de-daño harm.balance
"""
# NADA and DDI Codebook, and the sections of DANE's ficha metodológica.
PROCESS = """
    idno code; sub_title study.subtitle; alternate_title acronym
    translated_title study.translated_title; authoring_entity principal_investigator
    producers study.producers; copyright conditions.copyright; prod_date issued
    prod_place study.production_place; funding_agencies funding; contact contact.email
    depositor study.depositor; series_name study.series_name
    series_info study.background; version version; version_notes study.version_notes
    keywords keywords; topics theme; abstract description; purpose objective
    time_periods study.reference_period; coll_dates collection_periods.start
    cycle collection_periods.cycle; bbox spatial; geog_coverage geographic_coverage
    geog_unit spatial_level; analysis_unit analysis_units; universe target_population
    universo study.universe; data_kind study.data_kind; notes notes
    quality_statement study.quality_statement; time_method method.time_method
    data_collectors method.collectors; frequency frequency; sampling_procedure sampling
    sample_frame method.sample_frame; sampling_deviation method.sampling_deviation
    coll_mode collection_modes; research_instrument method.instrument
    sources method.sources; coll_situation method.situation; act_min method.followup
    control_operations method.control_operations; weight method.weighting
    cleaning_operations method.cleaning; response_rate method.response_rate
    sampling_error method.sampling_error; data_appraisal method.appraisal
    conf_dec conditions.confidentiality; spec_perm conditions.permission
    restrictions conditions.restrictions; cit_req conditions.citation
    deposit_req conditions.deposit; conditions conditions.conditions
    disclaimer conditions.disclaimer; antecedentes study.background
    objetivos-específicos study.specific_objectives; alcance study.thematic_scope
    conceptos study.concepts; parámetros study.parameters
    nomenclaturas study.classifications; tamaño-muestral method.sample_size
    unidades-de-muestreo method.sampling_units; precisión method.precision
    unidades-de-observación observation_units; desagregación disaggregation
    productos study.products; series-disponibles study.available_series
    medios-de-difusión dissemination_media; difunde disseminates; grupo team
    tipo ppi_type; normas norms; fases phases; modelo-de-operación in_mop
    documentación documentation_state; almacenamiento storage; continuidad continuity
    orígenes characterisation.requirements.origins
    usuarios characterisation.requirements.users
    necesidad characterisation.requirements.demands.need
    cobertura characterisation.requirements.demands.coverage
    dificultad characterisation.requirements.demands.difficulty
    documento characterisation.design.documents.document
    instrumentos-DANE characterisation.design.dane_instruments
    marco-geoestadístico characterisation.design.geostatistical_frame
    instrumentos characterisation.collection.instruments
    fortalezas characterisation.collection.strengths
    necesidades characterisation.collection.needs
    bases characterisation.processing.databases
    repositorio characterisation.processing.repository
    migración characterisation.processing.migration
    canal characterisation.dissemination.channels.medium
    formato-reutilizable characterisation.dissemination.channels.reusable
    fecha characterisation.date; versión characterisation.version
"""
VARIABLE = """
    vid name; file_id file; labl label; qstn question; preqtxt question_before
    postqtxt question_after; ivuinstr instruction; var_universe universe
    var_resp_unit response_unit; var_security security; notes notes; intrvl interval
    loc_width width; var_format format; catgry categories.code; unidad unit
    dato-personal personal_data; estándar standard_variable; definición definition
"""
# Cali's sheet with its Seguimiento, DNP's hoja de vida, and NADA's timeseries.
INDICATOR = """
    asociado-a associated_with; tipo indicator_type; código code; plan plan.name
    vigencia plan.period; eje plan.axis; componente plan.component
    programa plan.program; macroproceso macroprocess; proceso process
    subproceso subprocess; procedimiento procedure; trámite service.name
    tiempo-máximo service.response_time; normatividad service.norms; nombre title
    sigla acronym; definiciones definition; objetivo objective
    método measurement_method; satisfactorio thresholds.satisfactory
    medio thresholds.medium; unidad unit; fórmula formula
    variables formula_variables.symbol; valores-de-referencia reference_values
    desagregación-temática breakdowns; desagregación-geográfica geographic_breakdown
    línea-de-base baseline.value; su-fecha baseline.period; periodicidad frequency
    fuente source_text; responsable producer_position; observaciones notes
    elaboración prepared; actualización updated; meta observations.target
    V1 observations.components.value; resultado observations.value
    periodo observations.period; territorio observations.territory
    corte observations.breakdown.value; estado observations.status
    su-fuente observations.source; análisis observations.note
    mejora observations.improvement; objetivo-estratégico plan.objective
    tendencia direction; metas targets.value; año targets.year; rezago lag_days
    control-de-cambios changes.change; acumulación accumulation
    cadena-de-valor value_chain; framework ods; base_period statistics.base_period
    concepto statistics.concept; imputación statistics.imputation
    faltantes statistics.missing; calidad statistics.quality
    cortes statistics.series_break; limitaciones statistics.limitations
    pertinencia statistics.relevance; agregación statistics.aggregation
    compliance statistics.compliance; acción plan.action; líder plan.leader
    costo plan.cost
"""
DATASET = "serie is_series; versión dataset_version; cambios version_notes"


def named(text: str) -> list[tuple[str, str]]:
    pairs = text.replace("\n", ";").split(";")
    return [(one.split()[0], one.split()[1]) for one in pairs if one.strip()]


def leaves(kind: str) -> set[str]:
    return disclosure.leaves(kinds.schema(kind))


@pytest.mark.parametrize("kind", sorted(kinds.SCHEMAS))
def test_the_merged_matrix_has_a_place_in_every_kind(kind: str):
    have = leaves(kind)

    assert [one for one in named(EVERY_KIND) if one[1] not in have] == []


@pytest.mark.parametrize(
    ("kind", "text"),
    [("production_process", PROCESS), ("indicator", INDICATOR), ("dataset", DATASET)],
)
def test_what_the_standards_name_has_a_place(kind: str, text: str):
    have = leaves(kind)

    assert [one for one in named(text) if one[1] not in have] == []


def test_what_the_indice_names_has_a_place_in_the_decision():
    have = disclosure.leaves(classification.Decision())

    assert [one for one in named(DECISION) if one[1] not in have] == []


def test_a_variable_has_the_places_of_ddi():
    have = {one.removeprefix("variables.") for one in leaves("production_process")}
    standard = disclosure.leaves(standard_variable.StandardVariable())

    assert [one for one in named(VARIABLE) if one[1] not in have] == []
    assert {"code", "label", "definition", "unit", "categories.code"} <= standard

"""The production processes (PPI): Cali's survey with its ficha técnica, Ibagué's CIM."""

from collections.abc import Iterator

from .entries import CALI, Entry, Values, shared
from .sources import source
from .tables import notes, parts, rows, served_rows

SURVEY = "CALI-DAPM-ECPPI-2014"
PHASES = (
    ("D03", "D04", "Primera"),
    ("D05", "D06", "Segunda"),
    ("D07", "D08", "Tercera"),
)


def processes() -> Iterator[Entry]:
    yield Entry("production_process", _survey())
    yield Entry("production_process", _information_centre())


def _survey() -> Values:
    return shared(
        code=SURVEY,
        title="Encuesta de caracterización de los procesos de producción de información",
        description="La encuesta con que el DAPM preguntó a las dependencias de la Alcaldía "
        "de Cali qué información producen, cómo la recogen, la documentan, la guardan y la "
        "difunden. Encontró 111 procesos de producción de información (PPI).",
        organization="dapm",
        custodian="dapm",
        theme="estadisticas-nacionales",
        keywords=["encuesta", "PPI", "caracterización", "inventario", "diagnóstico"],
        frequency="solo_una_vez",
        spatial=[CALI],
        spatial_level="municipal",
        temporal_start="2013-10-02",
        temporal_end="2014-11-20",
        generated="2014-11-20",
        access="disponible",
        place="Departamento Administrativo de Planeación Municipal. Sus cifras están en el "
        "conjunto de datos del diagnóstico.",
        ppi_type="operacion_estadistica",
        source=source("diagnostico", "Ficha técnica de la encuesta"),
        relations=[{"type": "documentado_en", "code": "DOC-PET-DIAGNOSTICO"}],
        variables=_variables(),
        notes=notes(SURVEY),
        **_technical_sheet(),
    )


def _technical_sheet() -> Values:
    facts = {row["id"]: row["valor"] for row in served_rows("diagnostico.csv")}
    return {
        "objective": "Conocer los procesos que producen información en la Alcaldía, para "
        "hacer el diagnóstico del Plan Estadístico Territorial.",
        "target_population": f"Las {facts['D02']} dependencias de la Administración "
        "Central del municipio.",
        "observation_units": "Dependencias de la Administración Central.",
        "analysis_units": "Procesos de producción de información (PPI), demandas de "
        "información y usuarios.",
        "geographic_coverage": "Administración Central de Santiago de Cali.",
        "disaggregation": "Por dependencia y por tipo de proceso.",
        "collection_periods": [
            {"start": facts[start], "end": facts[end], "cycle": f"{name} fase"}
            for start, end, name in PHASES
        ],
        "principal_investigator": "Departamento Administrativo de Planeación Municipal",
        "methodology": "La caracterización de cada proceso tiene cinco bloques: "
        "requerimientos; diseño y documentación; recolección; almacenamiento y "
        "procesamiento; difusión y acceso.",
    }


def _variables() -> list[Values]:
    return [
        {
            "name": row["name"],
            "label": row["label"],
            "type": "categoria",
            "universe": row["universe"],
            "categories": [
                {"code": str(number), "label": label}
                for number, label in enumerate(parts(row["categories"]), start=1)
            ],
        }
        for row in rows("variables_encuesta")
    ]


def _information_centre() -> Values:
    return shared(
        code="IBAGUE-CIM-2020",
        title="Producción de información del Centro de Información Municipal de Ibagué",
        acronym="CIM",
        description="El proceso con que Ibagué reúne la información de las entidades, la "
        "revisa, la ubica en el mapa y la publica en su Centro de Información Municipal.",
        organization="ibague-planeacion",
        theme="funcion-publica",
        keywords=[
            "centro de información municipal",
            "CIM",
            "SIM",
            "observatorios",
            "POT",
        ],
        format="texto",
        spatial=["73001"],
        spatial_level="municipal",
        generated="2020-12-14",
        access="disponible",
        place="Alcaldía de Ibagué. La demostración publica los pasos como datos.",
        ppi_type="produccion_indicadores",
        objective="Reunir, revisar y publicar la información estadística de la ciudad en "
        "una sola plataforma.",
        geographic_coverage="Municipio de Ibagué.",
        methodology=_steps(),
        dissemination_media=["web"],
        disseminates=True,
        source=source("ibague", "Versión 03 del 14 de diciembre de 2020"),
        relations=[{"type": "documentado_en", "code": "DOC-IBAGUE-PRO-PET-03"}],
        notes=notes("IBAGUE-CIM-2020"),
    )


def _steps() -> str:
    rows_of = served_rows("procedimiento-ibague.csv")
    return " ".join(f"{row['paso']}. {row['actividad']}" for row in rows_of)

"""A public document of each kind with nothing wanting, and the day of the tests."""

from datetime import UTC, date, datetime

TODAY = date(2026, 11, 21)
PUBLISHED = datetime(2026, 11, 20, 15, tzinfo=UTC)
OFFICE = {"uid": "o-1", "name": "Departamento de Ejemplos", "slug": "de"}
ASSET = {
    "uid": "r-1",
    "code": "EJ-1",
    "title": "Registro de ejemplo",
    "description": "Describe algo inventado.",
    "organization": OFFICE,
    "custodian": OFFICE,
    "producer_position": "Subdirección de ejemplos",
    "contact": {"position": "Oficina de datos", "email": "datos@ejemplo.gov.co"},
    "theme": "educacion",
    "keywords": ["ejemplo"],
    "language": "es",
    "medium": "electronico",
    "format": "hoja_de_calculo",
    "generated": "2026-10-31",
    "access": "publicada",
    "spatial": ["76001"],
    "licence": "CC-BY-4.0",
    "personal_data": "ninguno",
    "maturity": "definitiva",
    "source": {"title": "Libro inventado"},
    "trd_series": "Informes",
    "classification": {"class": "publica"},
    "frequency": "anual",
    "temporal_start": "2015",
    "temporal_end": "2025",
}
FILE = {
    "uid": "d-1",
    "title": "Tabla",
    "url": "/archivos/00/tabla.csv",
    "media_type": "text/csv",
    "format": "CSV",
    "columns": [{"name": "total", "label": "Total"}],
}
LINK = [{"type": "relacionado", "uid": "r-2"}]
DOCUMENTS = {
    "dataset": {
        **ASSET,
        "distributions": [FILE],
        "dataset_version": "1",
        "relations": LINK,
    },
    "document": {
        **ASSET,
        "document_type": "boletin",
        "authors": ["Departamento de Ejemplos"],
        "publication_date": "2026-10",
        "distributions": [{**FILE, "media_type": "text/html", "format": "HTML"}],
    },
    "indicator": {
        **ASSET,
        "objective": "Saber.",
        "definition": "Lo que se sabe.",
        "indicator_type": "eficacia",
        "value_chain": "productos",
        "formula": "V1/V2",
        "formula_variables": [{"symbol": "V1", "name": "Uno"}],
        "measurement_method": "Contar.",
        "unit": "Número",
        "direction": "creciente",
        "accumulation": "flujo",
        "baseline": {"period": "2015", "value": 0},
        "targets": [{"year": 2026, "value": 9}],
        "lag_days": 0,
        "breakdowns": ["sexo"],
        "geographic_breakdown": "Comuna",
        "plan": {"name": "Plan"},
        "relations": LINK,
        "latest": {"period": "2025", "value": 0},
        "observation_count": 11,
    },
    "production_process": {
        **ASSET,
        "ppi_type": "operacion_estadistica",
        "objective": "Saber.",
        "target_population": "Todos.",
        "observation_units": "Hogares",
        "analysis_units": "Personas",
        "geographic_coverage": "Toda la ciudad",
        "disaggregation": "Comuna",
        "norms": ["Acuerdo 1"],
        "principal_investigator": "Departamento de Ejemplos",
        "collection_periods": [{"start": "2025-01", "end": "2025-06"}],
        "collection_modes": ["encuesta"],
        "storage": "base_de_datos",
        "documentation_state": "completa",
        "disseminates": False,
        "dissemination_media": ["web"],
        "methodology": "Preguntar.",
        "variables": [{"name": "edad"}],
        "phases": ["5"],
        "continuity": "activo",
        "study": {"data_kind": "Encuesta"},
        "method": {"time_method": "Transversal", "instrument": "Formulario"},
        "characterisation": {
            "date": "2025-12-01",
            "requirements": {"origins": ["norma"]},
            "design": {"validation_rules": True},
            "collection": {"frequency": "anual"},
            "processing": {"edits": True},
            "dissemination": {"calendar": True},
        },
        "distributions": [FILE],
    },
}


def of(kind, **changes):
    """The whole document with some fields changed; ``None`` takes a field away."""
    changed = {"kind": kind, **DOCUMENTS[kind], **changes}
    return {key: value for key, value in changed.items() if value is not None}

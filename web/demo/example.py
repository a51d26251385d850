"""One invented process, said to be so, with its five blocks and two standard variables.

It shows what a whole characterisation looks like: the plan has the totals of 111 of
them, and not one by its name.
"""

from collections.abc import Iterator

from .entries import CALI, Entry, Values, shared
from .restricted import INVENTED
from .sources import source

VARIABLES: tuple[Values, ...] = (
    {
        "code": "estrato",
        "label": "Estrato de la vivienda",
        "definition": "Categoría de la vivienda, de 1 a 6, con que se cobran distinto los "
        "servicios públicos domiciliarios.",
        "type": "categoria",
        "personal_data": "ninguno",
        "source": "Ley 142 de 1994, artículo 102",
        "categories": [
            {"code": str(number), "label": label}
            for number, label in enumerate(
                ("Bajo-bajo", "Bajo", "Medio-bajo", "Medio", "Medio-alto", "Alto"), 1
            )
        ],
    },
    {
        "code": "zona",
        "label": "Zona",
        "definition": "Si queda en la cabecera municipal o fuera de ella, en un centro "
        "poblado o en el campo.",
        "type": "categoria",
        "personal_data": "ninguno",
        "source": "DANE, marco geoestadístico",
        "categories": [
            {"code": "1", "label": "Cabecera"},
            {"code": "2", "label": "Centro poblado"},
            {"code": "3", "label": "Rural disperso"},
        ],
    },
)

SHEET: Values = {
    "ppi_type": "registro_administrativo",
    "objective": "Ejemplo: saber cuántas podas se piden, dónde y en cuánto se atienden.",
    "target_population": "Ejemplo: las solicitudes de poda de la ciudad.",
    "observation_units": "Ejemplo: la solicitud.",
    "analysis_units": "Ejemplo: la solicitud y el árbol.",
    "geographic_coverage": "Ejemplo: las 22 comunas y los 15 corregimientos de Cali.",
    "disaggregation": "Ejemplo: por comuna, estrato y zona.",
    "methodology": "Ejemplo: cada solicitud se registra el día en que llega y se cierra "
    "el día de la visita.",
    "collection_modes": ["formulario_web", "registro_administrativo"],
    "storage": "manejador_bd",
    "documentation_state": "completa",
    "disseminates": True,
    "dissemination_media": ["web", "datos_abiertos"],
    "phases": ["recoleccion", "procesamiento", "difusion"],
}
COLUMNS: list[Values] = [
    {"name": "comuna", "label": "Comuna de la solicitud", "type": "codigo"},
    {"name": "estrato", "standard_variable": "estrato"},
    {"name": "zona", "standard_variable": "zona"},
    {"name": "dias", "label": "Días que tardó", "type": "entero", "unit": "días"},
]
CHARACTERISATION: Values = {
    "date": "2026-03-02",
    "requirements": {
        "origins": ["funciones", "solicitud_usuarios"],
        "users": ["propia_dependencia", "ciudadania"],
        "consults_users": True,
        "identifies_users": True,
        "demands": [
            {
                "need": "Ejemplo: el tiempo de espera por comuna.",
                "user": "ciudadania",
                "coverage": "parcial",
            }
        ],
    },
    "design": {
        "documents": [
            {"document": "ficha_metodologica", "version": "1", "date": "2026-02"}
        ],
        "dane_instruments": ["divipola", "guia_registros"],
        "standard_concepts": True,
        "validation_rules": True,
    },
    "collection": {
        "instruments": ["formato", "sistema"],
        "frequency": "diaria",
        "trains_staff": True,
        "controls_quality": True,
    },
    "processing": {
        "databases": 1,
        "migration": "terminada",
        "edits": True,
        "imputes": False,
        "anonymises": True,
    },
    "dissemination": {
        "products": ["cuadros", "base_de_datos"],
        "channels": [
            {"medium": "datos_abiertos", "since": "2026-01", "reusable": True}
        ],
        "frequency": "mensual",
        "calendar": True,
        "microdata": False,
        "measures_satisfaction": False,
        "last_published": "2026-02",
    },
}


def example() -> Iterator[Entry]:
    yield Entry("production_process", _process())


def _process() -> Values:
    return shared(
        code="EJEMPLO-PPI",
        title="Ejemplo: registro de solicitudes de poda de árboles",
        description="Proceso inventado para mostrar una caracterización completa: los cinco "
        "bloques, las variables estándar y el mapa de las fases del proceso estadístico.",
        organization="dagma",
        custodian="dagma",
        producer_position="Cargo de ejemplo que lo produce",
        custodian_position="Cargo de ejemplo que lo guarda",
        category="Ejemplo: registros de solicitudes",
        theme="ambiente-y-desarrollo-sostenible",
        keywords=["ejemplo", "caracterización", "árboles", "registro administrativo"],
        frequency="mensual",
        format="base_de_datos",
        spatial=[CALI],
        spatial_level="comuna",
        generated="2026-01",
        access="disponible",
        place="No existe: es un ejemplo de la demostración.",
        source=source("ejemplo", "Proceso inventado"),
        notes=[INVENTED],
        **SHEET,
        variables=COLUMNS,
        characterisation=CHARACTERISATION,
    )

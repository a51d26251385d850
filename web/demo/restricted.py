"""Two invented records, said to be so: one clasificada in part, one reservada."""

from collections.abc import Iterator

from .entries import CALI, Entry, Values, shared
from .sources import source

INVENTED = "Es un ejemplo de la demostración: ni el registro, ni el acto, ni sus fechas existen."
ACT = "Acto de ejemplo 001 de la demostración (no existe)"
PUBLIC_LEAVES = [
    "code",
    "title",
    "description",
    "custodian",
    "contact",
    "theme",
    "keywords",
    "language",
    "medium",
    "format",
    "frequency",
    "spatial",
    "spatial_level",
    "generated",
    "personal_data",
    "minors",
    "access",
    "place",
    "maturity",
    "notes",
    "source",
    "variables/comuna",
    "variables/estrato",
    "variables/anio_inscripcion",
]

VARIABLES = (
    ("nombre", "Nombre de la persona", "texto"),
    ("documento", "Documento de identidad", "codigo"),
    ("comuna", "Comuna donde vive", "categoria"),
    ("estrato", "Estrato de la vivienda", "categoria"),
    ("anio_inscripcion", "Año de inscripción", "anio"),
)


def restricted() -> Iterator[Entry]:
    yield Entry("dataset", _housing(), _housing_decision())
    yield Entry("document", _inquiries(), _inquiries_decision())


def _housing() -> Values:
    return shared(
        code="EJEMPLO-CLASIFICADA",
        title="Ejemplo: personas inscritas para el subsidio municipal de vivienda",
        description="Registro inventado para mostrar una información clasificada en parte: "
        "se sabe que existe y qué trae, pero no se publican los datos que identifican a "
        "las personas.",
        category="Ejemplo: registros de subsidios",
        organization="vivienda",
        custodian="vivienda",
        producer_position="Cargo de ejemplo que la produce",
        custodian_position="Cargo de ejemplo que la guarda",
        theme="vivienda-ciudad-y-territorio",
        keywords=["ejemplo", "subsidio de vivienda", "datos personales", "clasificada"],
        frequency="mensual",
        format="base_de_datos",
        spatial=[CALI],
        spatial_level="comuna",
        generated="2026-01",
        personal_data="privado",
        access="disponible",
        place="No existe: es un ejemplo de la demostración.",
        source=source("ejemplo", "Registro inventado"),
        notes=[INVENTED],
        variables=[
            dict(zip(("name", "label", "type"), one, strict=True)) for one in VARIABLES
        ],
    )


def _housing_decision() -> Values:
    return {
        "access_class": "clasificada",
        "articles": ["18-a"],
        "norm": "Ley 1581 de 2012, artículo 4, literal f; Ley 1437 de 2011, artículo 24, "
        "numeral 3",
        "legitimate_aim": "Proteger la intimidad de las personas inscritas.",
        "motivation": "Ejemplo: publicar el nombre y el documento dejaría saber quién pidió "
        "el subsidio. La comuna, el estrato y el año no identifican a nadie.",
        "harm": {
            "present": "Ejemplo: los datos identifican hoy a personas reales.",
            "probable": "Ejemplo: cualquiera podría buscarlas por su documento.",
            "specific": "Ejemplo: se sabría su situación económica.",
            "balance": "Ejemplo: la versión pública basta para vigilar el programa.",
        },
        "scope": "partial",
        "public_leaves": PUBLIC_LEAVES,
        "index_title": "Ejemplo: personas inscritas para el subsidio municipal de vivienda",
        "act": ACT,
        "act_date": "2026-03-02",
        "starts": "2026-03-02",
        "counted_from": "calificacion",
        "unlimited": True,
        "review": "2027-03-02",
    }


def _inquiries() -> Values:
    return shared(
        code="EJEMPLO-RESERVADA",
        title="Ejemplo: expedientes de indagación disciplinaria",
        description="Registro inventado para mostrar una información reservada: la ley no "
        "deja conocer su contenido mientras dura la investigación.",
        category="Ejemplo: procesos disciplinarios",
        organization="control-disciplinario",
        custodian="control-disciplinario",
        producer_position="Cargo de ejemplo que la produce",
        custodian_position="Cargo de ejemplo que la guarda",
        theme="organismos-de-control",
        keywords=["ejemplo", "disciplinario"],
        medium="electronico_y_fisico",
        format="texto",
        spatial=[CALI],
        spatial_level="municipal",
        generated="2026-02-01",
        personal_data="privado",
        access="disponible",
        place="No existe: es un ejemplo de la demostración.",
        document_type="otro",
        source=source("ejemplo", "Registro inventado"),
        notes=[INVENTED],
    )


def _inquiries_decision() -> Values:
    return {
        "access_class": "reservada",
        "articles": ["19-d"],
        "norm": "Ley 1952 de 2019, artículo 115 (reserva de la actuación disciplinaria)",
        "legitimate_aim": "Proteger la investigación de las faltas disciplinarias.",
        "motivation": "Ejemplo: conocer el expediente antes de los cargos puede avisar a los "
        "investigados, exponer a los testigos y hacer perder las pruebas. Este registro es "
        "inventado.",
        "harm": {
            "present": "Ejemplo: la indagación está en curso.",
            "probable": "Ejemplo: los investigados podrían destruir pruebas.",
            "specific": "Ejemplo: los testigos quedarían expuestos.",
            "balance": "Ejemplo: el total de procesos por año sí se puede publicar.",
        },
        "scope": "total",
        "index_title": "Ejemplo: expedientes de indagación disciplinaria",
        "act": ACT,
        "act_date": "2026-03-02",
        "starts": "2026-03-02",
        "counted_from": "calificacion",
        "term_years": 5,
        "review": "2027-03-02",
    }

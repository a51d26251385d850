"""The source documents as records: known by their facts, without their file."""

from collections.abc import Iterator

from .entries import CALI, Entry, Values, shared
from .sources import LAW_1712, PLAN, source
from .tables import notes

UNKNOWN_PLACE = "Es un documento fuente de la demostración: no sabemos en qué dirección se consulta."
NO_FILE = "La demostración usa sus datos, pero no guarda ni entrega el archivo."


def documents() -> Iterator[Entry]:
    yield from (_plan(), _diagnosis(), _procedure(), _accountability())
    yield from (_infimanizales(), _law(), _resolution())


def _document(**own: object) -> Entry:
    usual: Values = {
        "format": "texto",
        "access": "disponible",
        "place": UNKNOWN_PLACE,
    }
    values = shared(**(usual | own))
    said = [NO_FILE] if values["access"] == "disponible" else []
    values["notes"] = said + notes(values["code"])
    return Entry("document", values)


def _plan() -> Entry:
    return _document(
        code="DOC-PET",
        title=PLAN,
        acronym="PET",
        description="El plan con que la Alcaldía de Cali quiso mejorar sus estadísticas: "
        "diagnóstico de 111 procesos que producen información, 35 acciones en cuatro "
        "componentes y 3.538.975.000 pesos de inversión en cuatro años.",
        document_type="plan",
        organization="dapm",
        authors=["Departamento Administrativo de Planeación Municipal"],
        theme="estadisticas-nacionales",
        keywords=["plan estadístico territorial", "PET", "estadística", "planeación"],
        spatial=[CALI],
        spatial_level="municipal",
        temporal_start="2015",
        temporal_end="2019",
        generated="2015",
        source=source("pet", "Documento completo"),
    )


def _diagnosis() -> Entry:
    return _document(
        code="DOC-PET-DIAGNOSTICO",
        title="Diagnóstico de la producción de información en la Alcaldía de Cali",
        description="La parte del Plan Estadístico Territorial que cuenta cómo se recoge, "
        "se documenta, se guarda y se difunde la información en la Alcaldía de Cali, según "
        "la encuesta de 2013 y 2014.",
        document_type="informe",
        organization="dapm",
        authors=["Departamento Administrativo de Planeación Municipal"],
        theme="estadisticas-nacionales",
        keywords=["diagnóstico", "PPI", "producción de información", "PET"],
        spatial=[CALI],
        spatial_level="municipal",
        temporal_start="2013-10",
        temporal_end="2014-11",
        generated="2015",
        source=source("diagnostico", "Capítulo de diagnóstico"),
        relations=[{"type": "parte_de", "code": "DOC-PET"}],
    )


def _procedure() -> Entry:
    return _document(
        code="DOC-IBAGUE-PRO-PET-03",
        title="Procedimiento del Centro de Información Municipal de Ibagué (PRO-PET-03)",
        description="El procedimiento con que Ibagué reúne, revisa, ubica en el mapa y "
        "publica la información de la ciudad, en 12 pasos.",
        document_type="procedimiento",
        organization="ibague-planeacion",
        authors=["Alcaldía de Ibagué"],
        theme="funcion-publica",
        keywords=["procedimiento", "centro de información municipal", "CIM", "SIM"],
        spatial=["73001"],
        spatial_level="municipal",
        publication_date="2020-12-14",
        generated="2020-12-14",
        source=source("ibague", "Versión 03 del 14 de diciembre de 2020"),
    )


def _accountability() -> Entry:
    return _document(
        code="DOC-RC-2021",
        title="Estrategia de rendición de cuentas 2021",
        description="Cómo y cuándo la administración municipal cuenta a la ciudadanía lo "
        "que hizo en 2021: 29 actividades de información, diálogo y responsabilidad.",
        document_type="plan",
        organization="ibague-planeacion",
        theme="participacion-ciudadana",
        keywords=["rendición de cuentas", "participación", "diálogo", "estrategia"],
        spatial=["73001"],
        spatial_level="municipal",
        generated="2021",
        source=source("rc2021", "Documento de estrategia y cronograma"),
    )


def _infimanizales() -> Entry:
    return _document(
        code="DOC-INFI-2022",
        title="Rendición de cuentas de Infimanizales 2022",
        description="Presentación con el plan de Infimanizales para rendir cuentas: diseño, "
        "preparación, ejecución, seguimiento y evaluación, en 62 actividades.",
        document_type="presentacion",
        organization="infimanizales",
        authors=["Infimanizales"],
        theme="participacion-ciudadana",
        keywords=["rendición de cuentas", "audiencia pública", "informe de gestión"],
        spatial=["17001"],
        spatial_level="municipal",
        generated="2022",
        format="presentacion",
        source=source("infi2022", "Diapositivas"),
    )


def _law() -> Entry:
    return _document(
        code="DOC-LEY-1712",
        title="Ley 1712 de 2014, de transparencia y acceso a la información pública",
        description="La ley que da a toda persona el derecho de conocer la información "
        "pública y dice en qué casos se puede clasificar o reservar.",
        document_type="norma",
        organization="congreso",
        authors=["Congreso de la República"],
        theme="justicia-y-derecho",
        keywords=["Ley 1712", "transparencia", "acceso a la información", "reserva"],
        spatial_level="nacional",
        publication_date="2014-03-06",
        generated="2014-03-06",
        access="publicada",
        place=LAW_1712,
        source=source("ley1712", "Texto de la ley"),
        distributions=[
            {
                "title": "Texto en el Gestor Normativo de Función Pública",
                "url": LAW_1712,
                "media_type": "text/html",
            }
        ],
    )


def _resolution() -> Entry:
    return _document(
        code="DOC-RES-1519",
        title="Resolución 1519 de 2020 del MinTIC",
        description="La resolución que dice cómo publicar la información en las páginas web "
        "públicas: accesibilidad, menú de transparencia, seguridad y datos abiertos.",
        document_type="acto_administrativo",
        organization="mintic",
        authors=["Ministerio de Tecnologías de la Información y las Comunicaciones"],
        theme="funcion-publica",
        keywords=[
            "Resolución 1519",
            "transparencia",
            "accesibilidad",
            "datos abiertos",
        ],
        spatial_level="nacional",
        publication_date="2020-12-07",
        generated="2020-08-24",
        source=source("menu1519", "Diario Oficial 51.521 del 7 de diciembre de 2020"),
    )

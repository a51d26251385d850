"""The rows of ``stdyDscr``: the study, in the order of the schema of DDI 2.5."""

import re
from collections.abc import Iterable

from .. import vocabularies
from ..dates import partial_date
from .table import Row, Way, term

_CITED = "stdyDscr/citation"
_INFO = "stdyDscr/stdyInfo"
_COLLECTION = "stdyDscr/method/dataColl"
_ACCESS = "stdyDscr/dataAccs"


def _day(value: object) -> Iterable[str]:
    try:
        return [partial_date(value)]
    except ValueError:
        return []


def _place(code: object) -> list[str]:
    return [f"{code} {vocabularies.get('territories').label(str(code))}"]


def _address(value: object) -> list[str]:
    return [str(value)] if re.match(r"https?://", str(value)) else []


DATE = Way(_day, _day)
PLACE = Way(_place, lambda text: str(text).split()[:1])
ADDRESS = Way(_address, _address)
WORDS = Way(lambda value: [] if _address(value) else [value], lambda text: [text])
MOMENT = (
    Row("event", "@event"),
    Row("date", "@date", DATE),
    Row("cycle", "@cycle"),
    Row("date", ".", DATE),
)
CITATION = (
    Row("title", f"{_CITED}/titlStmt/titl"),
    Row("study.subtitle", f"{_CITED}/titlStmt/subTitl"),
    Row("acronym", f"{_CITED}/titlStmt/altTitl"),
    Row("study.translated_title", f"{_CITED}/titlStmt/parTitl"),
    Row(
        "code",
        f"{_CITED}/titlStmt/IDNo[agency=codigo]",
        also=(f"{_CITED}/titlStmt/IDNo[!agency]",),
    ),
    Row("uid", f"{_CITED}/titlStmt/IDNo[agency=uid]"),
    Row("principal_investigator", f"{_CITED}/rspStmt/AuthEnty"),
    Row(
        "organization",
        f"{_CITED}/prodStmt/producer[role=responsable]",
        table=(Row("acronym", "@abbr"), Row("name", ".")),
    ),
    Row(
        "study.producers",
        f"{_CITED}/prodStmt/producer[role=coproductor]",
        also=(f"{_CITED}/prodStmt/producer[!role]",),
        many=True,
    ),
    Row("conditions.copyright", f"{_CITED}/prodStmt/copyright"),
    Row("study.production_place", f"{_CITED}/prodStmt/prodPlac"),
    Row("funding", f"{_CITED}/prodStmt/fundAg"),
    Row("catalogue.publisher", f"{_CITED}/distStmt/distrbtr"),
    Row(
        "contact",
        f"{_CITED}/distStmt/contact",
        table=(Row("email", "@email"), Row("position", ".")),
    ),
    Row("study.depositor", f"{_CITED}/distStmt/depositr"),
    Row("issued", f"{_CITED}/distStmt/distDate/@date", DATE),
    Row("study.series_name", f"{_CITED}/serStmt/serName"),
    Row("study.background", f"{_CITED}/serStmt/serInfo", merge=True),
    Row("study.version_notes", f"{_CITED}/verStmt/notes"),
    Row("catalogue.page", f"{_CITED}/holdings/@URI"),
)
INFO = (
    Row("norms", "stdyDscr/studyAuthorization/authorizationStatement", many=True),
    Row("keywords", f"{_INFO}/subject/keyword[!vocab=DIVIPOLA]", many=True),
    Row("spatial", f"{_INFO}/subject/keyword[vocab=DIVIPOLA]", PLACE, many=True),
    Row("theme", f"{_INFO}/subject/topcClas[vocab=temas]", term("themes")),
    Row("axis", f"{_INFO}/subject/topcClas[vocab=ejes]"),
    Row("description", f"{_INFO}/abstract[contentType=abstract]",
        also=(f"{_INFO}/abstract[!contentType]",), merge=True),
    Row("objective", f"{_INFO}/abstract[contentType=purpose]"),
    Row("periods", f"{_INFO}/sumDscr/timePrd", many=True, table=MOMENT),
    Row("collections", f"{_INFO}/sumDscr/collDate", many=True, table=MOMENT),
    Row("=Colombia", f"{_INFO}/sumDscr/nation[abbr=COL]"),
    Row("geographic_coverage", f"{_INFO}/sumDscr/geogCover", merge=True),
    Row("spatial_level", f"{_INFO}/sumDscr/geogUnit", term("spatial_levels")),
    Row("observation_units", f"{_INFO}/sumDscr/anlyUnit[unit=observacion]"),
    Row("analysis_units", f"{_INFO}/sumDscr/anlyUnit[unit=analisis]",
        also=(f"{_INFO}/sumDscr/anlyUnit[!unit]",), merge=True),
    Row("target_population", f"{_INFO}/sumDscr/universe", merge=True),
    Row("study.data_kind", f"{_INFO}/sumDscr/dataKind"),
    Row("study.quality_statement",
        f"{_INFO}/qualityStatement/otherQualityStatement", merge=True),
    Row("study.specific_objectives", f"{_INFO}/notes[type=objetivo_especifico]",
        many=True),
    Row("study.thematic_scope", f"{_INFO}/notes[type=alcance_tematico]"),
    Row("study.universe", f"{_INFO}/notes[type=universo]"),
    Row("study.parameters", f"{_INFO}/notes[type=parametros]"),
    Row("study.concepts", f"{_INFO}/notes[type=conceptos]"),
    Row("study.classifications", f"{_INFO}/notes[type=clasificacion]", many=True),
    Row("study.reference_period", f"{_INFO}/notes[type=periodo_de_referencia]"),
    Row("disaggregation", f"{_INFO}/notes[type=desagregacion]"),
    Row("study.products", f"{_INFO}/notes[type=producto]", many=True),
    Row("study.available_series", f"{_INFO}/notes[type=series_disponibles]"),
)  # fmt: skip
METHOD = (
    Row("method.time_method", f"{_COLLECTION}/timeMeth"),
    Row("method.collectors", f"{_COLLECTION}/dataCollector", many=True),
    Row("frequency", f"{_COLLECTION}/frequenc", term("frequencies")),
    Row("sampling", f"{_COLLECTION}/sampProc", merge=True),
    Row("method.sample_frame", f"{_COLLECTION}/sampleFrame/txt"),
    Row("method.sample_size", f"{_COLLECTION}/targetSampleSize/sampleSizeFormula",
        also=(f"{_COLLECTION}/targetSampleSize/sampleSize",)),
    Row("method.sampling_deviation", f"{_COLLECTION}/deviat", merge=True),
    Row("collection_modes", f"{_COLLECTION}/collMode", term("collection_modes"),
        many=True),
    Row("method.instrument", f"{_COLLECTION}/resInstru", merge=True),
    Row("method.sources", f"{_COLLECTION}/sources/dataSrc", many=True),
    Row("method.situation", f"{_COLLECTION}/collSitu", merge=True),
    Row("method.followup", f"{_COLLECTION}/actMin", merge=True),
    Row("method.control_operations", f"{_COLLECTION}/ConOps", merge=True),
    Row("method.weighting", f"{_COLLECTION}/weight", merge=True),
    Row("method.cleaning", f"{_COLLECTION}/cleanOps", merge=True),
    Row("methodology", "stdyDscr/method/notes[type=metodologia]"),
    Row("method.sampling_units", "stdyDscr/method/notes[type=unidades_de_muestreo]"),
    Row("method.precision", "stdyDscr/method/notes[type=precision]"),
    Row("method.response_rate", "stdyDscr/method/anlyInfo/respRate"),
    Row("method.sampling_error", "stdyDscr/method/anlyInfo/EstSmpErr", merge=True),
    Row("method.appraisal", "stdyDscr/method/anlyInfo/dataAppr", merge=True),
    Row("ppi_type", "stdyDscr/method/stdyClas", term("ppi_types")),
)  # fmt: skip
ACCESS = (
    Row("place", f"{_ACCESS}/setAvail/accsPlac/@URI", ADDRESS),
    Row("place", f"{_ACCESS}/setAvail/accsPlac", WORDS),
    Row("access", f"{_ACCESS}/setAvail/avlStatus", term("publication_access")),
    Row("conditions.confidentiality", f"{_ACCESS}/useStmt/confDec", merge=True),
    Row("conditions.permission", f"{_ACCESS}/useStmt/specPerm"),
    Row("conditions.restrictions", f"{_ACCESS}/useStmt/restrctn", merge=True),
    Row("conditions.citation", f"{_ACCESS}/useStmt/citReq"),
    Row("conditions.deposit", f"{_ACCESS}/useStmt/deposReq"),
    Row("conditions.conditions", f"{_ACCESS}/useStmt/conditions", merge=True),
    Row("conditions.disclaimer", f"{_ACCESS}/useStmt/disclaimer"),
    Row("licence", f"{_ACCESS}/notes[type=licencia]", term("licences")),
    Row("catalogue.ground", f"{_ACCESS}/notes[type=fundamento]"),
    Row("catalogue.related", "stdyDscr/othrStdyMat/relMat", many=True),
    Row("notes", "stdyDscr/notes[type=advertencia]", also=("stdyDscr/notes[!type]",),
        many=True),
)  # fmt: skip
STUDY = (*CITATION, *INFO, *METHOD, *ACCESS)

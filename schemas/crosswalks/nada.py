"""NADA's JSON of a microdata study, both ways (World Bank metadata schemas, microdata).

NADA follows DDI Codebook but says many things once that DDI repeats: lists of ours are
there one text with a line each (``joined``).
"""

from typing import Any

from .ddi import UNNAMED
from .ddi_study import ADDRESS, PLACE
from .ddi_variables import NAMED
from .mappings import Mappings
from .table import WHOLE, Document, Row, Way, column, read, term, write

SHAPE = Mappings()
# Besides what a codebook loses (``ddi.LOST``), NADA's JSON has no place for these; files
# and services are its resources. Lists of sentences come back a line each.
LOST = frozenset({
    "language", "observation_units", "disaggregation", "source", "distributions",
    "variables.unit", "variables.personal_data", "study.classifications",
    "study.available_series", "study.products", "study.concepts",
    "study.universe", "study.parameters", "study.specific_objectives", "study.thematic_scope", "study.reference_period",
    "method.sampling_units", "method.precision", "method.sample_size",
})  # fmt: skip
NUMBER = Way(lambda value: [value] if isinstance(value, int) else [], WHOLE.back)
_STUDY = "study_desc"
_INFO = "study_desc/study_info"
_COLLECTION = "study_desc/method/data_collection"
_USE = "study_desc/data_access/dataset_use"
PERIOD = (Row("start", "start"), Row("end", "end"), Row("cycle", "cycle"))
TITLES = (
    Row("catalogue.idno", "doc_desc/idno"),
    Row("title", "doc_desc/title"),
    Row("catalogue.publisher", "doc_desc/producers[]/name"),
    Row("catalogue.modified", "doc_desc/prod_date"),
    Row("catalogue.idno", f"{_STUDY}/title_statement/idno"),
    Row("title", f"{_STUDY}/title_statement/title"),
    Row("study.subtitle", f"{_STUDY}/title_statement/sub_title"),
    Row("acronym", f"{_STUDY}/title_statement/alternate_title"),
    Row("study.translated_title", f"{_STUDY}/title_statement/translated_title"),
    Row(
        "identifiers",
        f"{_STUDY}/title_statement/identifiers[]",
        many=True,
        table=(Row("type", "type"), Row("identifier", "identifier")),
    ),
    Row("principal_investigator", f"{_STUDY}/authoring_entity[]/name"),
    Row(
        "producers",
        f"{_STUDY}/production_statement/producers[]",
        many=True,
        table=(Row("name", "name"), Row("acronym", "abbr"), Row("role", "role")),
    ),
    Row("conditions.copyright", f"{_STUDY}/production_statement/copyright"),
    Row("study.production_place", f"{_STUDY}/production_statement/prod_place"),
    Row("funding", f"{_STUDY}/production_statement/funding_agencies[]/name"),
    Row("catalogue.publisher", f"{_STUDY}/distribution_statement/distributors[]/name"),
    Row(
        "contact",
        f"{_STUDY}/distribution_statement/contact[]",
        table=(Row("position", "name"), Row("email", "email")),
    ),
    Row("study.depositor", f"{_STUDY}/distribution_statement/depositor[]/name"),
    Row("issued", f"{_STUDY}/distribution_statement/distribution_date"),
    Row("study.series_name", f"{_STUDY}/series_statement/series_name"),
    Row("study.background", f"{_STUDY}/series_statement/series_info"),
    Row("version_text", f"{_STUDY}/version_statement/version"),
    Row("first_published", f"{_STUDY}/version_statement/version_date"),
    Row("study.version_notes", f"{_STUDY}/version_statement/version_notes"),
    Row("joined.notes", f"{_STUDY}/study_notes"),
    Row("joined.norms", f"{_STUDY}/study_authorization/authorization_statement"),
)
INFO = (
    Row("keywords", f"{_INFO}/keywords[]", many=True, table=(Row("word", "keyword"),)),
    Row(
        "topics",
        f"{_INFO}/topics[]",
        many=True,
        table=(Row("topic", "topic"), Row("vocab", "vocab")),
    ),
    Row("description", f"{_INFO}/abstract"),
    Row("periods", f"{_INFO}/time_periods[]", many=True, table=PERIOD),
    Row("collection_periods", f"{_INFO}/coll_dates[]", many=True, table=PERIOD),
    Row("catalogue.nation", f"{_INFO}/nation[]/name"),
    Row("catalogue.nation_code", f"{_INFO}/nation[]/abbreviation"),
    Row("geographic_coverage", f"{_INFO}/geog_coverage"),
    Row("joined.spatial", f"{_INFO}/geog_coverage_notes"),
    Row("spatial_level", f"{_INFO}/geog_unit", term("spatial_levels")),
    Row("analysis_units", f"{_INFO}/analysis_unit"),
    Row("target_population", f"{_INFO}/universe"),
    Row("study.data_kind", f"{_INFO}/data_kind"),
    Row("objective", f"{_INFO}/notes"),
    Row(
        "study.quality_statement", f"{_INFO}/quality_statement/other_quality_statement"
    ),
)
METHOD = (
    Row("method.time_method", f"{_COLLECTION}/time_method"),
    Row(
        "collectors",
        f"{_COLLECTION}/data_collectors[]",
        many=True,
        table=(Row("name", "name"),),
    ),
    Row("frequency", f"{_COLLECTION}/frequency", term("frequencies")),
    Row("sampling", f"{_COLLECTION}/sampling_procedure"),
    Row("method.sample_frame", f"{_COLLECTION}/sample_frame/name"),
    Row("method.sampling_deviation", f"{_COLLECTION}/sampling_deviation"),
    Row(
        "collection_modes",
        f"{_COLLECTION}/coll_mode[]",
        term("collection_modes"),
        many=True,
    ),
    Row("method.instrument", f"{_COLLECTION}/research_instrument"),
    Row("sources", f"{_COLLECTION}/sources[]", many=True, table=(Row("name", "name"),)),
    Row("method.situation", f"{_COLLECTION}/coll_situation"),
    Row("method.followup", f"{_COLLECTION}/act_min"),
    Row("method.control_operations", f"{_COLLECTION}/control_operations"),
    Row("method.weighting", f"{_COLLECTION}/weight"),
    Row("method.cleaning", f"{_COLLECTION}/cleaning_operations"),
    Row("methodology", f"{_STUDY}/method/method_notes"),
    Row("method.response_rate", f"{_STUDY}/method/analysis_info/response_rate"),
    Row(
        "method.sampling_error",
        f"{_STUDY}/method/analysis_info/sampling_error_estimates",
    ),
    Row("method.appraisal", f"{_STUDY}/method/analysis_info/data_appraisal"),
    Row("ppi_type", f"{_STUDY}/method/study_class", term("ppi_types")),
)
ACCESS = (
    Row(
        "place",
        f"{_STUDY}/data_access/dataset_availability/access_place_url",
        ADDRESS,
    ),
    Row(
        "access",
        f"{_STUDY}/data_access/dataset_availability/status",
        term("publication_access"),
    ),
    Row("conditions.confidentiality", f"{_USE}/conf_dec[]/txt"),
    Row("conditions.permission", f"{_USE}/spec_perm[]/txt"),
    Row("conditions.restrictions", f"{_USE}/restrictions"),
    Row("conditions.citation", f"{_USE}/cit_req"),
    Row("conditions.deposit", f"{_USE}/deposit_req"),
    Row("conditions.conditions", f"{_USE}/conditions"),
    Row("conditions.disclaimer", f"{_USE}/disclaimer"),
    Row("licence", f"{_STUDY}/data_access/notes", term("licences")),
)
FILE = (
    Row("id", "file_id"),
    Row("name", "file_name"),
    Row("type", "file_type"),
    Row("content", "description"),
    Row("rows", "case_count", NUMBER),
    Row("size", "var_count", NUMBER),
)
VARIABLE = (
    Row("file_id", "file_id"),
    Row("id", "vid"),
    Row("name", "name"),
    Row("caption", "labl"),
    Row("interval", "var_intrvl", column("variable_intervals", "ddi")),
    Row("decimals_text", "var_dcml"),
    Row("width", "loc_width", NUMBER),
    Row("response_unit", "var_respunit"),
    Row("question_before", "var_qstn_preqtxt"),
    Row("question", "var_qstn_qstnlit"),
    Row("question_after", "var_qstn_postqtxt"),
    Row("instruction", "var_qstn_ivuinstr"),
    Row("universe", "var_universe"),
    Row("definition", "var_txt"),
    Row(
        "categories",
        "var_catgry[]",
        many=True,
        table=(Row("code", "value"), Row("label", "label")),
    ),
    Row("standard_variable", "var_std_catgry/name"),
    Row("type", "var_format/note", NAMED),
    Row("type", "var_format/type", column("variable_types", "ddi")),
    Row("format", "var_format/name"),
    Row("notes", "var_notes"),
)
MICRODATA = (
    *TITLES,
    *INFO,
    *METHOD,
    *ACCESS,
    Row("files", "data_files[]", many=True, table=FILE),
    Row("variables", "variables[]", many=True, table=VARIABLE),
)


def to_nada(document: Document) -> Document:
    """``document`` as ``ddi.complete`` leaves it, with the catalogue's own word."""
    found: Document = {}
    write(MICRODATA, _complete(document), found, SHAPE)
    return found


def from_nada(item: Document) -> Document:
    """What a NADA says of a study, as an unvalidated document."""
    return _repair(read(MICRODATA, item, SHAPE))


def _complete(document: Document) -> Document:
    study = document.get("study") or {}
    method = document.get("method") or {}
    nation = {"nation": "Colombia", "nation_code": "COL"}
    ready = {
        **document,
        "catalogue": {**document["catalogue"], **nation},
        "identifiers": [
            {"type": name, "identifier": str(document[name])}
            for name in ("code", "uid")
            if document.get(name)
        ],
        "producers": _producers(document, study),
        "keywords": [{"word": one} for one in document.get("keywords") or []],
        "topics": _topics(document),
        "periods": _period(document),
        "collectors": [{"name": one} for one in method.get("collectors") or []],
        "sources": [{"name": one} for one in method.get("sources") or []],
        "joined": _joined(document),
        "version_text": str(document.get("version") or ""),
    }
    ready["variables"] = [
        {
            **one,
            "caption": one.get("label") or one.get("name"),
            "decimals_text": str(one["decimals"]) if "decimals" in one else "",
        }
        for one in document.get("variables") or []
    ]
    return ready


def _producers(document: Document, study: Document) -> list[Document]:
    own = document.get("organization") or {}
    first = {"name": own.get("name"), "acronym": own.get("acronym")}
    found = [{**first, "role": "responsable"}] if own.get("name") else []
    others = study.get("producers") or []
    return [*found, *({"name": one, "role": "coproductor"} for one in others)]


def _topics(document: Document) -> list[Document]:
    theme = term("themes").out(document["theme"]) if document.get("theme") else []
    found = [{"topic": one, "vocab": "temas"} for one in theme]
    if document.get("axis"):
        found.append({"topic": document["axis"], "vocab": "ejes"})
    return found


def _period(document: Document) -> list[Document]:
    start, end = document.get("temporal_start"), document.get("temporal_end")
    return [{"start": start, "end": end}] if start else []


def _joined(document: Document) -> Document:
    places = [one for code in document.get("spatial") or [] for one in PLACE.out(code)]
    return {
        "notes": "\n".join(document.get("notes") or []),
        "norms": "\n".join(document.get("norms") or []),
        "spatial": "\n".join(map(str, places)),
    }


def _repair(found: Document) -> Document:
    found.pop("catalogue", None)
    files = {one.get("id"): one.get("name") for one in found.pop("files", [])}
    files.pop(UNNAMED, None)
    for one in found.pop("identifiers", []):
        if one.get("type") in {"code", "uid"}:
            found[one["type"]] = one["identifier"]
    for name, text in found.pop("joined", {}).items():
        lines = [one for one in text.splitlines() if one]
        found[name] = [one.split()[0] for one in lines] if name == "spatial" else lines
    if "version_text" in found:
        for number in WHOLE.back(found.pop("version_text")):
            found["version"] = number
    found |= {f"temporal_{k}": v for k, v in _first(found.pop("periods", [])).items()}
    words = [one["word"] for one in found.pop("keywords", [])]
    found |= {"keywords": words} if words else {}
    _groups(found)
    for one in found.get("variables", []):
        one.pop("id", None)
        if name := files.get(one.pop("file_id", None)):
            one["file"] = name
        caption, text = one.pop("caption", None), one.pop("decimals_text", "")
        one |= {"label": caption} if caption and caption != one.get("name") else {}
        for number in WHOLE.back(text):
            one["decimals"] = number
    return found


def _first(periods: list[Any]) -> Document:
    return dict(periods[0]) if periods else {}


def _groups(found: Document) -> None:
    """Producers, topics, collectors and sources to their own fields."""
    for one in found.pop("topics", []):
        if one.get("vocab") == "ejes":
            found["axis"] = one["topic"]
        elif "topic" in one:
            found.setdefault("theme", next(iter(term("themes").back(one["topic"]))))
    others = []
    for one in found.pop("producers", []):
        role = one.pop("role", "")
        if role == "responsable":
            found["organization"] = one
        else:
            others.append(one.get("name"))
    if others:
        found.setdefault("study", {})["producers"] = others
    for name in ("collectors", "sources"):
        given = [one["name"] for one in found.pop(name, [])]
        if given:
            found.setdefault("method", {})[name] = given

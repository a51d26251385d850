"""The code lists and the concepts that every dataflow shares, from our vocabularies."""

from collections.abc import Iterable
from functools import cache

from ...schemas import vocabularies
from .model import Artefact, Code, Names, Reference

CORE = "CS_TUMBAGA"
CONCEPTS = {
    "FREQ": Names("Frecuencia", "Frequency"),
    "REF_AREA": Names("Territorio", "Reference area"),
    "INDICATOR": Names("Indicador", "Indicator"),
    "SEX": Names("Sexo", "Sex"),
    "AGE": Names("Edad", "Age"),
    "URBANISATION": Names("Zona", "Degree of urbanisation"),
    "TIME_PERIOD": Names("Periodo", "Time period"),
    "OBS_VALUE": Names("Valor", "Observation value"),
    "UNIT_MEASURE": Names("Unidad de medida", "Unit of measure"),
    "UNIT_MULT": Names("Multiplicador de la unidad", "Unit multiplier"),
    "DECIMALS": Names("Decimales", "Decimals"),
    "OBS_STATUS": Names("Estado del valor", "Observation status"),
    "CONF_STATUS": Names("Reserva del valor", "Confidentiality status"),
    "SOURCE_DETAIL": Names("Fuente del valor", "Source of the value"),
    "COMMENT_OBS": Names("Nota del valor", "Comment on the value"),
    "TARGET_VALUE": Names("Meta del periodo", "Target of the period"),
}
TOTAL = Code("_T", Names("Total", "Total"))
UNKNOWN = Code("_U", Names("Desconocida", "Unknown"))
NOWHERE = Code("_Z", Names("No aplica", "Not applicable"))


def concept(name: str, scheme: str = CORE) -> Reference:
    return Reference("conceptscheme", scheme, name)


@cache
def concepts() -> Artefact:
    items = tuple(Code(key, names) for key, names in CONCEPTS.items())
    named = Names("Conceptos de los indicadores", "Concepts of the indicators")
    return Artefact("conceptscheme", CORE, named, items)


@cache
def shared() -> dict[str, Artefact]:
    """The lists that depend on no indicator, by their identifier."""
    digits = [Code(str(n), Names(str(n), str(n))) for n in range(16)]
    made = (
        _list("CL_FREQ", Names("Frecuencia", "Frequency"), _frequencies()),
        _list("CL_AREA", Names("Territorios", "Reference areas"), _areas()),
        _list("CL_SEX", Names("Sexo", "Sex"), _terms("sdmx_sex")),
        _list(
            "CL_OBS_STATUS",
            Names("Estado del valor", "Observation status"),
            _terms("observation_status"),
        ),
        _list(
            "CL_CONF_STATUS",
            Names("Reserva del valor", "Confidentiality status"),
            _terms("sdmx_confidentiality"),
        ),
        _list(
            "CL_UNIT_MULT",
            Names("Multiplicador de la unidad", "Unit multiplier"),
            [Code("0", Names("Unidades", "Units"))],
        ),
        _list("CL_DECIMALS", Names("Decimales", "Decimals"), digits),
    )
    return {one.id: one for one in made}


@cache
def labels(name: str) -> dict[str, Names]:
    """The names of a shared list's codes; nothing for a list that is not shared."""
    found = shared().get(name)
    return {one.id: one.names for one in found.items} if found else {}


@cache
def themes() -> Artefact:
    """The category scheme; a theme's code is a lower-case word, which SDMX allows."""
    named = Names("Temas", "Themes")
    return Artefact("categoryscheme", "CAT_TEMAS", named, tuple(_terms("themes")))


def _list(name: str, names: Names, items: Iterable[Code]) -> Artefact:
    return Artefact("codelist", name, names, tuple(items))


def _terms(vocabulary: str) -> list[Code]:
    return [
        Code(one.code, Names(one.es, one.en)) for one in vocabularies.get(vocabulary)
    ]


def _frequencies() -> list[Code]:
    known = vocabularies.get("frequencies")
    found = {
        one.extra["sdmx"]: Code(one.extra["sdmx"], Names(one.es, one.en))
        for one in known
        if one.extra.get("sdmx")
    }
    return [*found.values(), UNKNOWN]


def _areas() -> list[Code]:
    """Parents first, as most readers expect; a parent that is no code is left out."""
    known = vocabularies.get("territories")
    found = []
    for one in known:
        parent = one.extra.get("parent", "")
        parent = parent if parent in known else ""
        found.append(Code(one.code, Names(one.es, one.en), parent))
    return [*found, NOWHERE]

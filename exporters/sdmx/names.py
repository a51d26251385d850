"""Names that people write, as the identifiers that SDMX allows: always the same ones.

Spellings that the house takes for one word (accents, case, spaces) give one identifier;
what a plain identifier cannot tell apart gets a short digest of the word behind it.
"""

import hashlib
import re
from functools import lru_cache

from ...records.reading import PublicRecord
from ...schemas import vocabularies
from ...schemas.vocabularies import fold

TOTAL = "_T"
PREFIX = "IND_"
LONGEST = 60
KEPT = 4096  # the same words come with every figure
_ADDRESS = re.compile(r"[^A-Z0-9]")
_PLAIN = re.compile(r"[a-z0-9 ]+")
_AGES = (
    (re.compile(r"(\d{1,3}) (?:a|al|y) (\d{1,3})(?: anos)?"), "Y{0}T{1}"),
    (re.compile(r"(\d{1,3})(?: anos)? (?:y|o) mas(?: anos)?"), "Y_GE{0}"),
    (re.compile(r"(?:mas|mayores) de (\d{1,3})(?: anos)?"), "Y_GT{0}"),
    (re.compile(r"(?:menos|menores) de (\d{1,3})(?: anos)?"), "Y_LT{0}"),
    (re.compile(r"(\d{1,3}) anos?"), "Y{0}"),
)
# Breakdowns that mean the same everywhere, and so are shared concepts.
SHARED = {
    "sexo": "SEX",
    "genero": "SEX",
    "edad": "AGE",
    "grupo de edad": "AGE",
    "grupos de edad": "AGE",
    "rango de edad": "AGE",
    "grupo etario": "AGE",
    "zona": "URBANISATION",
    "area": "URBANISATION",
}
# What every structure has of its own; a breakdown may not take these names.
TAKEN = {
    "FREQ", "REF_AREA", "INDICATOR", "TIME_PERIOD", "OBS_VALUE", "UNIT_MEASURE",
    "UNIT_MULT", "DECIMALS", "OBS_STATUS", "CONF_STATUS", "SOURCE_DETAIL",
    "COMMENT_OBS", "TARGET_VALUE", "STRUCTURE", "STRUCTURE_ID", "ACTION", "SERIES_KEY",
    "OBS_KEY", "DATAFLOW", "SEX", "AGE", "URBANISATION",
}  # fmt: skip


def identifier(text: str) -> str:
    """An SDMX code (``IDType``) for any text; the same for the same word."""
    folded = fold(text)
    plain = re.sub(r"[^a-z0-9]+", "_", folded).strip("_").upper()
    if plain and len(plain) <= LONGEST and _PLAIN.fullmatch(folded):
        return plain
    return f"{plain[:LONGEST] or 'X'}_{_digest(folded or text)}"


@lru_cache(maxsize=KEPT)
def dimension(name: str) -> str:
    """The dimension (``NCNameIDType``) that a breakdown stands for."""
    shared = SHARED.get(fold(name))
    if shared:
        return shared
    found = identifier(name)
    if not found[0].isalpha():
        found = f"D_{found}"
    return f"{found}_{_digest(fold(name))}" if found in TAKEN else found


@lru_cache(maxsize=KEPT)
def category(dimension_id: str, value: str) -> str:
    """The code of a breakdown's value; sex and age as SDMX writes them."""
    if dimension_id == "SEX":
        found = vocabularies.get("sdmx_sex").find(value)
        if found:
            return found.code
    if fold(value) in {"total", "todos", "todas"}:
        return TOTAL
    if dimension_id == "AGE":
        folded = re.sub(r"^(?:de|entre)? ?", "", fold(value))
        for pattern, form in _AGES:
            if match := pattern.fullmatch(folded):
                return form.format(*match.groups())
    return identifier(value)


def flow(record: PublicRecord) -> str:
    """The dataflow of an indicator, from its address, which is unique."""
    return flow_at(record.slug)


def flow_at(slug: str) -> str:
    """The same, from the address alone."""
    return PREFIX + _ADDRESS.sub("_", slug.upper())


def slug(flow_id: str) -> str:
    """The address that a dataflow may stand for; whoever asks compares ``flow``."""
    return flow_id.removeprefix(PREFIX).lower().replace("_", "-")


def _digest(text: str) -> str:
    mark = hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=3)
    return mark.hexdigest().upper()

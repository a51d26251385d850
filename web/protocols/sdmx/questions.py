"""What a request asks for: agencies, versions, periods, counts and lists, checked."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime

from flask import request

from ....exporters.sdmx import periods
from ....exporters.sdmx.model import Flow
from ....exporters.sdmx.registry import KINDS
from ....exporters.sdmx.resolving import DETAILS, REFERENCES, Asked
from ....exporters.sdmx.selection import DETAILS as DATA_DETAILS
from ....exporters.sdmx.selection import MOST_KEYS, Wanted
from .refusals import nothing, syntax, too_large

WILD = {"all", "*", ""}
_VERSION = re.compile(r"latest|[~*+]|all|1(\+)?(\.0(\+)?){0,2}|1(\.0){0,2}")
# What REST 2.x calls some kinds, and the kinds of SDMX that this catalogue has none of.
RENAMED = {"dataconstraint": "contentconstraint", "structure": "*", "*": "*"}
EMPTY = {
    "metadatastructure", "metadataflow", "metadataset", "metadataprovisionagreement",
    "provisionagreement", "hierarchicalcodelist", "hierarchy", "hierarchyassociation",
    "valuelist", "organisationscheme", "dataproviderscheme", "dataconsumerscheme",
    "metadataproviderscheme", "organisationunitscheme", "reportingtaxonomy", "process",
    "structureset", "actualconstraint", "allowedconstraint", "attachmentconstraint",
    "metadataconstraint", "geographiccodelist", "geogridcodelist",
    "representationmap", "structuremap", "conceptschememap", "categoryschememap",
    "organisationschememap", "reportingtaxonomymap", "transformationscheme",
    "rulesetscheme", "userdefinedoperatorscheme", "customtypescheme",
    "namepersonalisationscheme", "vtlmappingscheme",
}  # fmt: skip
MOST_IDS = 100


def structures(
    resource: str, agency: str, name: str, version: str, item: str, own: str
) -> Asked:
    """A structure query. Raises ``SdmxError``."""
    kind = RENAMED.get(resource, resource)
    if kind in EMPTY:
        raise nothing(f"Este catálogo no tiene artefactos de la clase «{kind}».")
    if kind != "*" and kind not in KINDS:
        raise nothing(
            f"«{resource[:60]}» no es una clase de artefacto que se ofrezca. Se "
            f"ofrecen: {', '.join(KINDS)}."
        )
    kinds = KINDS if kind == "*" else (kind,)
    require_agency(agency, own, also=("SDMX",) if "agencyscheme" in kinds else ())
    require_version(version)
    references = request.args.get("references", "none").lower()
    if references == "dataconstraint":
        references = "contentconstraint"
    if references not in REFERENCES:
        raise syntax(
            f"«references={references[:60]}» no sirve. Escriba uno de: "
            f"{', '.join(REFERENCES)}."
        )
    detail = request.args.get("detail", "full").lower()
    if detail not in DETAILS:
        raise syntax(
            f"«detail={detail[:60]}» no sirve. Escriba uno de: {', '.join(DETAILS)}."
        )
    return Asked(kinds, listed(name), listed(item), references, detail)


def listed(text: str) -> list[str]:
    """Several identifiers, joined by ``+`` (2.1) or ``,`` (2.x); none means all."""
    if text in WILD:
        return []
    found = re.split(r"[+,]", text)
    if len(found) > MOST_IDS:
        raise too_large(f"Son {len(found)} identificadores; caben {MOST_IDS}.")
    return found


def require_agency(text: str, own: str, also: tuple[str, ...] = ()) -> None:
    given = set(re.split(r"[+,]", text)) - WILD
    if given and not given & {own, *also}:
        raise nothing(
            f"La agencia «{text[:60]}» no mantiene nada aquí. La de este catálogo es "
            f"«{own}»."
        )


def require_version(text: str) -> None:
    if not any(_VERSION.fullmatch(one) for one in re.split(r",", text)):
        raise nothing(
            f"No hay versión «{text[:60]}». Las estructuras están en la 1.0 (SDMX 2.1) "
            "o 1.0.0 (SDMX 3.0); deje «latest» o «~» para la última."
        )


def require_dimensions(asked: Iterable[str], flow: Flow) -> None:
    for one in asked:
        if one not in flow.dimensions:
            raise syntax(
                f"«{one[:60]}» no es una dimensión de {flow.id}. Las suyas son: "
                f"{', '.join(flow.dimensions)}."
            )


def data(key: str, *, new: bool) -> Wanted:
    """A data query; ``new`` for REST 2.x. Raises ``SdmxError``."""
    keys = key.split(",") if new else [key]
    if len(keys) > MOST_KEYS or key.count("+") > MOST_KEYS:
        raise too_large(f"Son demasiadas claves; caben {MOST_KEYS} en una consulta.")
    return Wanted(
        keys=() if key in WILD else keys,
        components=_components() if new else {},
        start=_edge("startPeriod", 0),
        end=_edge("endPeriod", 1),
        first=_count("firstNObservations"),
        last=_count("lastNObservations"),
        detail=_detail(new),
        short=new,
    )


def updated_after() -> datetime | None:
    given = request.args.get("updatedAfter")
    if given is None:
        return None
    try:
        # In an address the sign of the offset may have become a space.
        moment = datetime.fromisoformat(given.strip().replace(" ", "+"))
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        raise syntax(
            f"«updatedAfter={given[:60]}» no es un momento. Escríbalo así: "
            "2026-11-20T00:00:00Z"
        ) from None


def level() -> str:
    """The dimension at the observation: time, or all of them at once."""
    given = request.args.get("dimensionAtObservation", "TIME_PERIOD")
    if given not in {"TIME_PERIOD", "AllDimensions"}:
        raise syntax(
            f"«dimensionAtObservation={given[:60]}» no se ofrece: escriba TIME_PERIOD o "
            "AllDimensions."
        )
    return given


def _components() -> dict[str, frozenset[str]]:
    """``c[DIMENSION]=A,B``: values joined by a comma are alternatives."""
    found: dict[str, frozenset[str]] = {}
    for name, value in request.args.items(multi=True):
        match = re.fullmatch(r"c\[([^\]]{1,100})\]", name)
        if match is None or match[1] == "TIME_PERIOD":
            continue
        codes = [one.removeprefix("eq:") for one in value.split(",")]
        if len(codes) > MOST_KEYS:
            raise too_large(f"Son demasiados valores de {match[1]}; caben {MOST_KEYS}.")
        found[match[1]] = found.get(match[1], frozenset()) | frozenset(codes)
    return found


def _edge(name: str, side: int) -> date | None:
    """The first or the last day; ``c[TIME_PERIOD]=ge:2015+le:2019`` is the same in 2.x."""
    given = request.args.get(name) or _period_component("ge" if side == 0 else "le")
    if not given:
        return None
    try:
        return periods.span(given)[side]
    except (ValueError, OverflowError):
        raise syntax(
            f"«{name}={given[:60]}» no es un periodo. Escriba el año (2015), el semestre "
            "(2015-S1), el trimestre (2015-Q3), el mes (2015-07) o el día (2015-07-31)."
        ) from None


def _period_component(operator: str) -> str | None:
    # In an address "+" is a space; both join the two bounds.
    given = request.args.get("c[TIME_PERIOD]", "")
    for one in re.split(r"[+ ,]", given):
        if one.startswith(f"{operator}:"):
            return one[3:]
        if one and ":" not in one:
            return one
    return None


def _count(name: str) -> int | None:
    given = request.args.get(name)
    if given is None:
        return None
    if not re.fullmatch(r"[0-9]{1,9}", given) or int(given) < 1:
        raise syntax(
            f"«{name}={given[:60]}» no sirve: escriba un número entero desde 1."
        )
    return int(given)


def _detail(new: bool) -> str:
    if new:
        attributes = request.args.get("attributes", "dsd") != "none"
        measures = request.args.get("measures", "all") != "none"
        if measures:
            return "full" if attributes else "dataonly"
        return "nodata" if attributes else "serieskeysonly"
    detail = request.args.get("detail", "full").lower()
    if detail not in DATA_DETAILS:
        raise syntax(
            f"«detail={detail[:60]}» no sirve. Escriba uno de: {', '.join(DATA_DETAILS)}."
        )
    return detail

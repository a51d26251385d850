"""The parameters of ``/items``, and the page of records that answers to them."""

import logging
import math
import re
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from werkzeug.datastructures import MultiDict

from ....catalog import selecting
from ....catalog.selecting import ASSETS, All, Condition, Covers, Is
from ....exporters import ogc_records
from ....exporters.left_out import CANNOT, seen
from ....records import reading
from ....records.reading import PublicRecord
from ....schemas import vocabularies
from ...request import house, session
from .. import hits
from .pages import GEOJSON, PARAMETERS, link, root

log = logging.getLogger("tumbaga.left_out")
MOST, USUAL, DEEPEST = 1000, 10, 10**9
SORTS = {"title": "title", "updated": "modified", "id": "uid"}
_DAY = re.compile(
    r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})?)?", re.ASCII
)
Args = MultiDict[str, str]


class WrongParameter(ValueError):
    """What a parameter says makes no sense; the text tells what would, in Spanish."""


def answer(args: Args) -> dict[str, Any]:
    """One page as a feature collection with its neighbours. Raises ``WrongParameter``."""
    for name in args:
        if name not in (*PARAMETERS, "f", "lang"):
            known = ", ".join(PARAMETERS)
            raise WrongParameter(f"No hay un parámetro «{name[:40]}»; hay: {known}.")
    limit = _whole(args, "limit", USUAL, 1, MOST)
    offset = _whole(args, "offset", 0, 0, DEEPEST)
    total, shown = _found(args, offset, limit)
    features = written(shown)
    return {
        "type": "FeatureCollection",
        "timeStamp": datetime.now(UTC).strftime("%Y-%m-%dT%H:00:00Z"),
        "numberMatched": total,
        "numberReturned": len(features),
        "features": features,
        "links": _links(args, offset, limit, total),
    }


def _found(args: Args, offset: int, limit: int) -> tuple[int, list[PublicRecord]]:
    condition = _condition(args)
    order, words = _order(args.get("sortby", "")), args.get("q", "").replace(",", " ")
    if words.strip():
        uids = hits.best(words, condition)
        if not order:
            wanted = uids[offset : offset + limit]
            there = reading.by_uids(session(), wanted)
            return len(uids), [there[uid] for uid in wanted if uid in there]
        condition = Is("uid", tuple(uids))
    total = selecting.count(session(), condition, reading.head(session()))
    rows = selecting.ordered(
        session(), condition, order or "uid", start=offset, limit=limit
    )
    return total, rows


def written(records: list[PublicRecord]) -> list[dict[str, Any]]:
    """The records as features; one that cannot be written is left out and logged."""
    catalogue = house().catalogue(reading.head(session()))
    found = []
    for one in records:
        try:
            found.append(ogc_records.feature(one, catalogue))
        except Exception:
            log.exception(CANNOT, one.uid, "ogc", extra=seen(one, "ogc"))
    return found


def _condition(args: Args) -> Condition:
    parts: list[Condition] = [Is("kind", ASSETS)]
    for name, field in (("type", "kind"), ("ids", "uid"), ("externalIds", "code")):
        given = _several(args, name)
        if given:
            parts.append(Is(field, given))
    if args.get("bbox"):
        parts.append(Is("place", _places(args["bbox"])))
    if args.get("datetime"):
        parts.append(_covers(args["datetime"]))
    return All(tuple(parts))


def _several(args: Args, name: str) -> tuple[str, ...]:
    given = (one.strip() for one in args.get(name, "").split(","))
    return tuple(filter(None, given))[:500]


def _places(text: str) -> tuple[str, ...]:
    """The codes of the territories whose point lies within the box."""
    try:
        numbers = [float(one) for one in text.split(",")]
    except ValueError:
        numbers = []
    if len(numbers) == 6:
        numbers = [numbers[0], numbers[1], numbers[3], numbers[4]]
    if len(numbers) != 4 or not all(map(math.isfinite, numbers)):
        raise WrongParameter(
            "«bbox» son cuatro números: oeste,sur,este,norte; por ejemplo "
            "-76.6,3.3,-76.4,3.6."
        )
    west, south, east, north = numbers
    return tuple(
        one.code
        for one in vocabularies.get("territories")
        if one.extra.get("longitude")
        and south <= float(one.extra["latitude"]) <= north
        and _between(west, float(one.extra["longitude"]), east)
    )


def _between(west: float, longitude: float, east: float) -> bool:
    """Also for a box that crosses the line of the date."""
    if west <= east:
        return west <= longitude <= east
    return longitude >= west or longitude <= east


def _covers(text: str) -> Covers:
    parts = [part.strip() for part in text.split("/")]
    if len(parts) == 1:
        parts *= 2
    first, *rest = [None if part in ("", "..") else _day(part) for part in parts]
    if len(rest) != 1 or (first is None and rest[0] is None):
        raise WrongParameter(
            "«datetime» es un día, o un intervalo como 2015-01-01/2019-12-31 o 2015-01-01/.."
        )
    last = rest[0]
    if first is not None and last is not None and first > last:
        raise WrongParameter(
            f"«datetime» va del día más viejo al más nuevo: {last}/{first}"
        )
    return Covers(first, last)


def _day(text: str) -> str:
    try:
        if not _DAY.fullmatch(text):
            raise WrongParameter(f"«{text[:40]}» no es una fecha: escriba 2019-12-31.")
        return datetime.fromisoformat(text).date().isoformat()
    except ValueError as error:
        raise WrongParameter(
            f"«{text[:40]}» no es una fecha: escriba 2019-12-31."
        ) from error


def _order(text: str) -> str:
    if not text:
        return ""
    name = text.split(",", maxsplit=1)[0].strip().lstrip("+")
    turned = "-" if name.startswith("-") else ""
    if name.lstrip("-") not in SORTS:
        known = ", ".join(SORTS)
        raise WrongParameter(f"No se puede ordenar por «{text[:40]}»; sí por: {known}.")
    return turned + SORTS[name.lstrip("-")]


def _whole(args: Args, name: str, usual: int, least: int, most: int) -> int:
    text = args.get(name)
    if not text:
        return usual
    if not (text.isascii() and text.isdigit()) or int(text[:18]) < least:
        raise WrongParameter(f"«{name}={text[:40]}» debe ser un entero desde {least}.")
    return min(int(text[:18]), most)


def _links(args: Args, offset: int, limit: int, total: int) -> list[dict[str, str]]:
    base = f"{root()}/collections/{ogc_records.COLLECTION}"
    kept = [
        (name, value) for name, value in args.items() if name not in ("limit", "offset")
    ]

    def at(start: int) -> str:
        query = urlencode(
            [*kept, ("limit", limit), ("offset", start)], errors="replace"
        )
        return f"{base}/items?{query}"

    found = [
        link("self", at(offset), GEOJSON, "Esta página"),
        link("collection", base, "application/json", "La colección"),
    ]
    if offset + limit < total:
        found.append(link("next", at(offset + limit), GEOJSON, "La siguiente"))
    if offset:
        found.append(link("prev", at(max(0, offset - limit)), GEOJSON, "La anterior"))
    return found

"""What a data query keeps of a dataflow: keys, periods, first and last figures.

SDMX-REST 1.5, section 4.4 (``+`` within a dimension, an empty one is a wildcard), and
2.1 (``*``, ``,`` between keys, ``c[DIMENSION]=``, trailing dimensions may be left out).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from . import periods
from .flows import FIRST
from .model import Flow, Observation, Series

MOST_KEYS = 1_000
ALL = {"", "all", "ALL", "*"}
# Attributes and figures by what was asked for.
DETAILS = ("full", "dataonly", "serieskeysonly", "nodata")

Key = tuple[frozenset[str] | None, ...]


class WrongKey(ValueError):
    """A key that does not fit the dataflow; the text says what would."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A data query. ``components`` are further values by dimension (``c[…]``)."""

    keys: Sequence[str] = ()
    components: dict[str, frozenset[str]] = field(default_factory=dict)
    start: date | None = None
    end: date | None = None
    first: int | None = None
    last: int | None = None
    detail: str = "full"
    short: bool = False  # trailing dimensions may be left out of a key

    @property
    def whole(self) -> bool:
        return self == replace(Wanted(), short=self.short)


def may_fit(flow_id: str, wanted: Wanted) -> bool:
    """Whether a dataflow could have something of it: told by its name, without figures."""
    place = FIRST.index("INDICATOR")
    named = wanted.components.get("INDICATOR")
    if named is not None and flow_id not in named:
        return False
    return not wanted.keys or any(
        _may_fit(flow_id, text, place, wanted.short) for text in wanted.keys
    )


def _may_fit(flow_id: str, text: str, place: int, short: bool) -> bool:
    if text in ALL:
        return True
    parts = text.split(".")
    if len(parts) < len(FIRST) and not short:
        return False
    if len(parts) <= place or parts[place] in {"", "*"}:
        return True
    return flow_id in parts[place].split("+")


def keep(flow: Flow, wanted: Wanted) -> Flow:
    """The flow with what the query asks for. Raises ``WrongKey``."""
    if wanted.whole:
        return flow
    keys = [_key(text, flow, wanted.short) for text in wanted.keys]
    for name in wanted.components:
        if name not in flow.dimensions:
            raise WrongKey(
                f"«{name[:60]}» no es una dimensión de {flow.id}. Las suyas son: "
                f"{', '.join(flow.dimensions)}."
            )
    kept = []
    for one in flow.series:
        if (not keys or any(_fits(one.key, key) for key in keys)) and all(
            one.key[flow.dimensions.index(name)] in values
            for name, values in wanted.components.items()
        ):
            figures = list(_figures(one.observations, wanted))
            if figures:
                kept.append(_trimmed(one, figures, wanted.detail))
    return replace(flow, series=tuple(kept))


def _key(text: str, flow: Flow, short: bool) -> Key:
    if text in ALL:
        return ()
    parts = text.split(".")
    size = len(flow.dimensions)
    if len(parts) > size or (len(parts) < size and not short):
        raise WrongKey(
            f"La clave trae {len(parts)} dimensiones y {flow.id} tiene {size}: "
            f"{'.'.join(flow.dimensions)}. Deje vacías las que no le importen, por "
            f"ejemplo {'A' + '.' * (size - 1)}"
        )
    if sum(len(part.split("+")) for part in parts) > MOST_KEYS:
        raise WrongKey(
            f"La clave pide más de {MOST_KEYS} valores. Deje vacía la dimensión para "
            "tenerlos todos."
        )
    return tuple(
        None if part in {"", "*"} else frozenset(part.split("+")) for part in parts
    )


def _fits(key: tuple[str, ...], asked: Key) -> bool:
    return all(
        values is None or code in values
        for code, values in zip(key, asked, strict=False)
    )


def _figures(found: list[Observation], wanted: Wanted) -> Iterator[Observation]:
    kept = [one for one in found if _within(one.period, wanted)]
    if wanted.first is None and wanted.last is None:
        yield from kept
        return
    first, last = wanted.first or 0, wanted.last or 0
    edge = len(kept) - last
    yield from (one for n, one in enumerate(kept) if n < first or n >= edge)


def _within(period: str, wanted: Wanted) -> bool:
    if wanted.start is None and wanted.end is None:
        return True
    try:
        first, last = periods.span(period)
    except ValueError:
        return False
    late_enough = wanted.start is None or first >= wanted.start
    return late_enough and (wanted.end is None or last <= wanted.end)


def _trimmed(one: Series, figures: list[Observation], detail: str) -> Series:
    if detail == "full":
        return Series(one.key, one.attributes, figures)
    if detail == "serieskeysonly":
        return Series(one.key, {}, [])
    if detail == "nodata":
        return Series(one.key, one.attributes, [])
    return Series(one.key, {}, [replace(each, attributes={}) for each in figures])

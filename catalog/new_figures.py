"""The figures of new indicators: written in one statement, and read back in one.

A harvest brings tens of thousands of them, and nobody has to be told of each.
"""

from collections.abc import Sequence

from sqlalchemy import insert, inspect, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from ..records.asset import Asset
from ..records.indicator import Indicator
from ..records.observation import Observation

OWN = frozenset({"id", "indicator_id"})
TOGETHER = 500
"""Indicators whose figures are read back at once."""


def lay(asset: Indicator, figures: list[Observation]) -> None:
    """Let a new indicator be weighed with its figures, though no session knows them."""
    vars(asset)["observations"] = figures


def taken(asset: Asset) -> list[Observation]:
    """The figures out of a new record again, before a session takes it."""
    found: list[Observation] = vars(asset).pop("observations", [])
    return found


def write(session: Session, new: Sequence[tuple[Asset, Sequence[Observation]]]) -> None:
    """Write the figures of records that were just flushed for the first time."""
    names = [one.key for one in inspect(Observation).column_attrs if one.key not in OWN]
    rows = [
        {"indicator_id": asset.id, **{name: vars(one)[name] for name in names}}
        for asset, figures in new
        for one in figures
    ]
    if rows:
        session.connection().execute(insert(Observation), rows)
    indicators = {asset.id: asset for asset, _ in new if isinstance(asset, Indicator)}
    found = _read_back(session, [asset.id for asset, figures in new if figures])
    for number, asset in indicators.items():
        set_committed_value(asset, "observations", found.get(number, []))


def _read_back(session: Session, numbers: list[int]) -> dict[int, list[Observation]]:
    found: dict[int, list[Observation]] = {}
    for first in range(0, len(numbers), TOGETHER):
        some = numbers[first : first + TOGETHER]
        query = select(Observation).where(Observation.indicator_id.in_(some))
        ordered = query.order_by(Observation.period, Observation.id)
        for one in session.scalars(ordered):
            found.setdefault(one.indicator_id, []).append(one)
    return found

"""What a record holds now, said as a draft would say it, so that a sheet with few
columns changes only those.
"""

from collections.abc import Callable, Collection, Mapping
from decimal import Decimal
from functools import cache
from typing import Any

from sqlalchemy import inspect

from ..records.asset import Asset
from ..records.distribution import Distribution
from ..records.indicator import Indicator
from ..records.observation import Observation
from ..records.production_process import ProductionProcess
from ..records.variable import Variable
from . import characterisations
from .asset_values import OURS, PLACES

_PARTS = {"id", "uid", "asset_id", "position", "ours"}


def merged(
    asset: Asset, given: Mapping[str, Any], covers: frozenset[str]
) -> dict[str, Any]:
    """The values of a draft, and those of the record that the sheet does not cover.

    A covered field that the row leaves blank is blank; a group keeps the leaves that
    have no column.
    """
    values = {
        name: kept
        for name, value in current(asset).items()
        if (kept := _uncovered(name, value, covers)) not in (None, {})
    }
    joined: dict[str, Any] = _joined(values, given)
    return joined


def current(asset: Asset, names: Collection[str] | None = None) -> dict[str, Any]:
    """Everything that a draft of this record would hold, or only the fields of these
    names; blanks left out.
    """
    values = {
        name: value
        for name in _columns(type(asset))
        if names is None or name in names
        if (value := getattr(asset, name)) != PLACES.get(name)
    }
    for name, said in _BESIDE.items():
        if names is None or name in names:
            values[name] = said(asset)
    return _filled(values)


@cache
def _columns(model: type[Asset]) -> tuple[str, ...]:
    """The names of the columns that a draft speaks of."""
    columns = inspect(model).column_attrs
    return tuple(column.key for column in columns if column.key not in OURS)


def _joined(before: Any, given: Any) -> Any:
    """Groups leaf by leaf, at any depth; of anything else, what is given."""
    if not (isinstance(before, dict) and isinstance(given, Mapping)):
        return given
    return {**before, **{key: _joined(before.get(key), given[key]) for key in given}}


def _uncovered(name: str, value: Any, covers: frozenset[str]) -> Any:
    if name in covers:
        return None
    if not isinstance(value, dict):
        return value
    kept = {leaf: _uncovered(f"{name}.{leaf}", value[leaf], covers) for leaf in value}
    return {leaf: one for leaf, one in kept.items() if one not in (None, {})}


def _filled(values: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: value for name, value in values.items() if value not in (None, "", [], {})
    }


def _part(one: Distribution | Variable) -> dict[str, Any]:
    columns = one.__mapper__.column_attrs
    return _filled(
        {
            column.key: getattr(one, column.key)
            for column in columns
            if column.key not in _PARTS
        }
    )


def _figure(one: Observation) -> dict[str, Any]:
    breakdown = [{"name": name, "value": one.breakdown[name]} for name in one.breakdown]
    return _filled(
        {
            "period": one.period,
            "territory": one.territory,
            "breakdown": breakdown,
            "value": _exact(one.value),
            "status": one.status,
            "source": one.source,
            "note": one.note,
            "components": [
                {"symbol": symbol, "value": Decimal(value)}
                for symbol, value in (one.components or {}).items()
            ],
            "target": _exact(one.target),
            "improvement": one.improvement,
        }
    )


def _characterisation(asset: Asset) -> dict[str, Any] | None:
    if not isinstance(asset, ProductionProcess) or asset.characterisation is None:
        return None
    return characterisations.said(asset.characterisation)


def _observations(asset: Asset) -> list[dict[str, Any]]:
    if not isinstance(asset, Indicator):
        return []
    return [_figure(one) for one in asset.observations]


_BESIDE: dict[str, Callable[[Asset], Any]] = {
    "code": lambda asset: asset.code,
    "organization": lambda asset: asset.organization.code,
    "custodian": lambda asset: asset.custodian.code if asset.custodian else None,
    "distributions": lambda asset: [_part(one) for one in asset.distributions],
    "variables": lambda asset: [_part(one) for one in asset.variables],
    "characterisation": _characterisation,
    "observations": _observations,
}


def _exact(value: Decimal | None) -> Decimal | None:
    """Without the zeros that a database adds: 5.00000000 is 5."""
    if value is None:
        return None
    whole = value.to_integral_value()
    return whole if value == whole else value.normalize()

"""Laying a draft's values into a record: what the draft does not name is cleared."""

from functools import cache
from typing import Any

from sqlalchemy import inspect
from sqlalchemy.orm import InstanceState
from sqlalchemy.types import JSON

from ..records.asset import Asset
from ..records.distribution import Distribution
from ..records.indicator import Indicator
from ..records.observation import Observation
from ..records.production_process import ProductionProcess
from ..records.variable import Variable
from ..schemas.errors import Problem
from . import characterisations, new_figures
from .plain import plain

OURS = {
    "id",
    "uid",
    "kind",
    "code",
    "organization_id",
    "custodian_id",
    "incomplete",
    "workflow_state",
    "version",
    "digest",
    "first_published",
    "successor_uid",
    "created",
    "modified",
    "moved",
    "filed",
    "points",
    "passes",
    "due",
    "timely",
    "decided",
}
LISTS = [
    "keywords",
    "spatial",
    "notes",
    "relations",
    "norms",
    "collection_periods",
    "collection_modes",
    "dissemination_media",
    "formula_variables",
    "targets",
    "breakdowns",
    "ods",
    "authors",
    "personal_data_types",
    "phases",
    "associated_with",
    "changes",
]
PLACED = frozenset({"id", "uid", "asset_id", "position", "ours"})
FIGURE = ("value", "status", "source", "note", "improvement", "target")
PLACES = {"maturity": "definitiva"}


def fill(asset: Asset, values: dict[str, Any]) -> list[Problem]:
    """Set every field of ``asset`` from a draft's values.

    Returns what only shows when the parts are put together, such as two figures for one
    period.
    """
    new, held = inspect(asset).transient, vars(asset)
    for key, json, bare in _columns(type(asset)):
        if key in OURS:
            continue
        value = _value(key, values, json=json)
        if not new:
            setattr(asset, key, value)
        elif value is not None or bare:
            # nobody has to be told of a change in what is not in the database yet
            held[key] = value
    asset.distributions = _distributions(asset, values.get("distributions", []))
    asset.variables = _variables(asset, values.get("variables", []))
    if isinstance(asset, ProductionProcess):
        characterisations.lay(asset, values.get("characterisation"))
    if isinstance(asset, Indicator):
        return _observations(asset, values.get("observations", []))
    return []


@cache
def _columns(kind: type[Any]) -> tuple[tuple[str, bool, bool], ...]:
    """Each column's name, whether it holds JSON, and whether it is NULL if nobody sets
    it: of a new record that need not be said, and most of its columns are.
    """
    return tuple(
        (
            one.key,
            isinstance(one.columns[0].type, JSON),
            one.columns[0].default is None and one.columns[0].server_default is None,
        )
        for one in inspect(kind).column_attrs
    )


def _value(name: str, values: dict[str, Any], *, json: bool) -> Any:
    if name in values:
        return plain(values[name]) if json else values[name]
    if json:
        return [] if name in LISTS else {}
    return PLACES.get(name)


def _distributions(asset: Asset, given: list[dict[str, Any]]) -> list[Distribution]:
    """A distribution keeps its uid, and so its URI, as long as it keeps its title."""
    known = {one.title: one for one in asset.distributions}
    kept = []
    for position, values in enumerate(given):
        one = known.pop(values["title"], None) or Distribution()
        _set(one, values, position)
        kept.append(one)
    return kept


def _variables(asset: Asset, given: list[dict[str, Any]]) -> list[Variable]:
    known = {one.name: one for one in asset.variables}
    kept: dict[str, Variable] = {}
    for position, values in enumerate(given):
        one = kept.get(values["name"]) or known.get(values["name"]) or Variable()
        _set(one, values, position)
        kept[values["name"]] = one
    return list(kept.values())


def _set(one: Distribution | Variable, values: dict[str, Any], position: int) -> None:
    state: InstanceState[Any] = inspect(one)
    for key, json, bare in _columns(type(one)):
        if key in PLACED:
            continue
        empty: Any = [] if json else None
        value = plain(values.get(key, empty))
        if value is not None or not (state.transient and bare):
            setattr(one, key, value)
    one.position = position


def _observations(asset: Indicator, given: list[dict[str, Any]]) -> list[Problem]:
    new = inspect(asset).transient
    known = {} if new else {_key(one): one for one in asset.observations}
    kept: dict[tuple[str, str | None, str], Observation] = {}
    found = []
    for row, values in enumerate(given):
        key = key_of(values)
        if key in kept:
            found.append(_twice(row, values["period"]))
            continue
        kept[key] = _observation(known.get(key), key, values)
    if new:
        new_figures.lay(asset, list(kept.values()))
    else:
        asset.observations = list(kept.values())
    return found


def _observation(
    one: Observation | None, key: tuple[str, str | None, str], values: dict[str, Any]
) -> Observation:
    """A figure with what the draft says of it; of a new one nobody else is told."""
    told = {name: values.get(name) for name in FIGURE}
    parts, sides = values.get("components", []), values.get("breakdown", [])
    told["components"] = {part["symbol"]: str(part["value"]) for part in parts}
    told["breakdown"] = {part["name"]: part["value"] for part in sides}
    if one is None:
        one = Observation()
        named = zip(("period", "territory", "breakdown_key"), key, strict=True)
        vars(one).update(named, **told)
        return one
    for name, value in told.items():
        setattr(one, name, value)
    return one


def key_of(values: dict[str, Any]) -> tuple[str, str | None, str]:
    """What names a figure of a draft: its period, territory and breakdown."""
    breakdown = {one["name"]: one["value"] for one in values.get("breakdown", [])}
    text = "|".join(f"{name}={breakdown[name]}" for name in sorted(breakdown))
    return (values["period"], values.get("territory"), text)


def repeated(given: list[dict[str, Any]]) -> list[Problem]:
    """What is said of the figures whose key another one before them has."""
    seen, found = set(), []
    for row, values in enumerate(given):
        key = key_of(values)
        if key in seen:
            found.append(_twice(row, values["period"]))
        seen.add(key)
    return found


def _key(one: Observation) -> tuple[str, str | None, str]:
    return (one.period, one.territory, one.breakdown_key)


def _twice(row: int, period: str) -> Problem:
    return Problem(
        f"observations.{row}.period",
        f"Datos › fila {row + 1} › Periodo",
        period,
        "Ya hay otro dato de este periodo, territorio y desagregación. Deje uno solo.",
    )

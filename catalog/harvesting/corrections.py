"""What a person corrected here survives the next run, value by value."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

import orjson

from ...records.asset import Asset
from .. import standing
from ..plain import plain

NEVER = "-"
"""The digest of no value: the source says something, and it was never laid here."""
ALWAYS_THEIRS = frozenset({"code", "source"})


def given_by(asset: Asset, values: Mapping[str, Any]) -> dict[str, str]:
    """The digest of each value that the source put into the record, by its path."""
    there = flat(standing.current(asset, values.keys()))
    return {path: digest(there.get(path)) for path in flat(values)}


def respected(
    asset: Asset, values: Mapping[str, Any], given: Mapping[str, str]
) -> tuple[dict[str, Any], list[str]]:
    """The values to lay into the record, and the paths where what stands here is kept.

    A value that is no longer what the source last gave was corrected here, or emptied;
    one that the source never gave was filled in here. Both stay.
    """
    here, theirs = flat(standing.current(asset)), flat(values)
    joined: dict[str, Any] = {}
    kept = []
    for path in {**here, **theirs}:
        local = path not in ALWAYS_THEIRS and _is_local(path, here, given)
        source = here if local else theirs
        if path in source:
            joined[path] = source[path]
        if local and digest(here.get(path)) != digest(theirs.get(path)):
            kept.append(path)
    return nested(joined), sorted(kept)


def touched(asset: Asset, given: Mapping[str, str]) -> bool:
    """Whether any value here is not the one that the source last gave."""
    here = flat(standing.current(asset))
    return any(
        _is_local(path, here, given)
        for path in {**here, **given}
        if path not in ALWAYS_THEIRS
    )


def marked(
    given: Mapping[str, str], before: Mapping[str, str], kept: Sequence[str]
) -> dict[str, str]:
    """What the source gave, where what stands is not that: still a correction next time."""
    return {**given, **{path: before.get(path, NEVER) for path in kept}}


def _is_local(path: str, here: Mapping[str, Any], given: Mapping[str, str]) -> bool:
    if path in given:
        return digest(here.get(path)) != given[path]
    return path in here


def flat(values: Mapping[str, Any], before: str = "") -> dict[str, Any]:
    """Groups taken apart into dotted leaves; lists stay whole."""
    found: dict[str, Any] = {}
    for name, value in values.items():
        if isinstance(value, Mapping):
            found |= flat(value, f"{before}{name}.")
        elif value not in (None, "", []):
            found[f"{before}{name}"] = value
    return found


def nested(leaves: Mapping[str, Any]) -> dict[str, Any]:
    """Dotted leaves put together again."""
    whole: dict[str, Any] = {}
    for path, value in leaves.items():
        place = whole
        *groups, name = path.split(".")
        for group in groups:
            place = place.setdefault(group, {})
        place[name] = value
    return whole


def digest(value: Any) -> str:
    said = orjson.dumps(plain(value), default=str, option=orjson.OPT_SORT_KEYS)
    return hashlib.blake2b(said, digest_size=8).hexdigest()

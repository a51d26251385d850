"""The JSON shape of a crosswalk: objects by key; ``name[]`` is a list of values or objects."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from ..texts import clean


class Mappings:
    """Gets, puts and makes values of nested objects; ``/`` parts the steps."""

    def get(self, node: Any, path: str) -> list[Any]:
        places = [node]
        for name in _names(path):
            places = [one for place in places for one in _values(place, name)]
            if not places:
                break
        return places

    def each(self, node: Any, path: str) -> list[Any]:
        return [one for one in self.get(node, path) if isinstance(one, Mapping)]

    def put(self, node: dict[str, Any], path: str, value: Any) -> bool:
        said = clean(value) if isinstance(value, str) else value
        if said in (None, ""):
            return False
        place, last = _reach(node, path)
        if last.endswith("[]"):
            place.setdefault(last[:-2], []).append(said)
        else:
            place.setdefault(last, said)
        return True

    def make(self, node: dict[str, Any], path: str) -> dict[str, Any]:
        place, last = _reach(node, path)
        made: dict[str, Any] = {}
        if last.endswith("[]"):
            place.setdefault(last[:-2], []).append(made)
            return made
        found: dict[str, Any] = place.setdefault(last, made)
        return found

    def drop(self, node: dict[str, Any], path: str, made: dict[str, Any]) -> None:
        """Take back a group that had nothing to say."""
        place, last = _reach(node, path)
        name = last.removesuffix("[]")
        if last.endswith("[]"):
            place[name] = [one for one in place[name] if one is not made]
        if not place.get(name):
            place.pop(name, None)


def _reach(node: dict[str, Any], path: str) -> tuple[dict[str, Any], str]:
    *steps, last = path.split("/")
    for step in steps:
        if step.endswith("[]"):
            step = step[:-2]
            if not node.get(step):
                node[step] = [{}]
            node = node[step][-1]
        else:
            node = node.setdefault(step, {})
    return node, last


@cache
def _names(path: str) -> tuple[str, ...]:
    """The keys on the way, without the mark of a list."""
    return tuple(step.removesuffix("[]") for step in path.split("/"))


def _values(place: Any, name: str) -> list[Any]:
    # Asked of a dict first, which is what JSON gives, and costs a tenth of a Mapping.
    given = place.get(name) if isinstance(place, (dict, Mapping)) else None
    if isinstance(given, list):
        return [one for one in given if one is not None]
    return [] if given is None else [given]

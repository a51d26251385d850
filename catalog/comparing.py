"""Two versions of a record side by side, field by field, with the words that differ."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from typing import Any

from ..schemas import disclosure
from ..schemas.errors import label_of
from ..schemas.kinds import schema
from ..schemas.labels import field_of
from ..schemas.saying import said
from .asset_values import PLACES

TOKEN = re.compile(r"\s+|[^\W_]+|[^\s\w]|_")
MOST_TOKENS = 3000  # a longer text is shown whole on both sides
# What the house writes of a record, and nobody changes by hand.
OURS = frozenset(
    {"uid", "kind", "slug", "version", "first_published", "classification"}
)
Words = list[tuple[bool, str]]


@dataclass(frozen=True)
class Difference:
    """One field that differs. In ``old`` and ``new`` each piece of text says whether it
    is on that side alone.
    """

    path: str
    label: str
    before: str
    after: str
    old: Words
    new: Words

    @property
    def change(self) -> str:
        """``added``, ``removed`` or ``changed``."""
        if not self.before:
            return "added"
        return "changed" if self.after else "removed"


def drafts(
    kind: str, before: Mapping[str, Any], after: Mapping[str, Any]
) -> list[Difference]:
    """What two drafts of one kind say otherwise, in the order of the form."""
    return _differences(schema(kind), _said(before), _said(after))


def _said(draft: Mapping[str, Any]) -> dict[str, Any]:
    """Without what is taken for granted."""
    return {name: one for name, one in draft.items() if one != PLACES.get(name)}


def documents(
    kind: str, before: Mapping[str, Any], after: Mapping[str, Any]
) -> list[Difference]:
    """The same of two public documents; what the house writes itself is left out."""
    return _differences(_door(kind), before, after)


@cache
def _door(kind: str) -> Any:
    return disclosure.door_schema(kind)()


def _differences(
    whole: Any, before: Mapping[str, Any], after: Mapping[str, Any]
) -> list[Difference]:
    names = [name for name in whole.fields if name in before or name in after]
    names += sorted({*before, *after} - {*names})
    found = []
    for name in names:
        if name not in OURS:
            found += list(_field(whole, name, before.get(name), after.get(name)))
    return found


def _field(schema: Any, path: str, before: Any, after: Any) -> Iterator[Difference]:
    """One difference for a field; a group gives one for each of its leaves."""
    if before == after or (not before and not after and before is not False):
        return
    groups = [one for one in (before, after) if one not in (None, {})]
    field = field_of(schema, path)
    if groups and all(isinstance(one, Mapping) for one in groups) and _opens(field):
        first, second = before or {}, after or {}
        for name in dict.fromkeys([*first, *second]):
            inside = (first.get(name), second.get(name))
            yield from _field(schema, f"{path}.{name}", *inside)
        return
    old, new = said(field, before), said(field, after)
    if old != new:
        yield Difference(path, _label(schema, path), old, new, *words(old, new))


def _opens(field: Any) -> bool:
    return field is not None and hasattr(field, "schema")


def _label(schema: Any, path: str) -> str:
    parts = path.split(".")
    places = [".".join(parts[: n + 1]) for n in range(len(parts))]
    return " › ".join(label_of(field_of(schema, one), one) for one in places)


def words(before: str, after: str) -> tuple[Words, Words]:
    """Both texts in pieces: those that only one of them has are told apart."""
    old, new = TOKEN.findall(before), TOKEN.findall(after)
    if not old or not new or len(old) + len(new) > MOST_TOKENS:
        return _whole(before), _whole(after)
    left: Words = []
    right: Words = []
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        _add(left, tag != "equal", old[a:b])
        _add(right, tag != "equal", new[c:d])
    return left, right


def _add(to: Words, alone: bool, pieces: Sequence[str]) -> None:
    if pieces:
        to.append((alone, "".join(pieces)))


def _whole(text: str) -> Words:
    return [(True, text)] if text else []

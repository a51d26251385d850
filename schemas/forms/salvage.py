"""A draft with wrong values in it: what is right is taken, what is not is kept as typed.

A wrong leaf is taken out and the rest is read again, until nothing is said: so what is
taken has passed the schema as a whole, and rules that speak of two fields have spoken.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from .. import kinds
from ..asset import IDENTITY
from ..errors import Problem, problems
from ..noun import is_blank

Path = tuple[str | int, ...]
Check = Callable[[dict[str, Any]], Iterable[Problem]]

MOST_ROUNDS = 12
# Rows that the database keeps in its own order: a wrong one is kept whole.
WHOLE_ROWS = frozenset({"observations", "variables"})
# What is at fault when the other is missing.
CAUSES = {
    "maturity_reason": "maturity",
    "continuity_reason": "continuity",
    "personal_data": "variables",
}


@dataclass(frozen=True)
class Salvaged:
    """``values`` are trusted; ``kept`` is what is not, as ``Asset.incomplete`` has it."""

    values: dict[str, Any]
    kept: tuple[dict[str, Any], ...]

    @property
    def problems(self) -> list[Problem]:
        return told(self.kept)


def told(kept: Iterable[Mapping[str, Any]]) -> list[Problem]:
    """What is said of what is kept."""
    return [
        Problem(one["path"], one["label"], one["given"], one["text"]) for one in kept
    ]


def salvage(
    kind: str,
    whole: Mapping[str, Any],
    identity: Mapping[str, Any],
    check: Check = lambda _values: (),
) -> Salvaged:
    """Read a whole draft. ``identity`` stands in for a code, a title or an organisation
    that is missing or wrong; ``check`` says what no schema can.
    """
    work = _Work(kind, whole, identity)
    for _round in range(MOST_ROUNDS):
        values, found = work.read(check)
        if not found:
            return Salvaged(values, work.kept())
        for one in found:
            work.take_out(one)
    for name in {one.path.partition(".")[0] for one in work.found.values()}:
        work.removed.add((name,))
    values, _ = work.read(lambda _values: ())
    return Salvaged(values, work.kept())


class _Work:
    def __init__(
        self, kind: str, whole: Mapping[str, Any], identity: Mapping[str, Any]
    ) -> None:
        self.kind, self.whole, self.identity = kind, whole, identity
        self.removed: set[Path] = set()
        self.found: dict[tuple[str, str], Problem] = {}
        self.place: dict[tuple[str, str], Path] = {}

    def read(self, check: Check) -> tuple[dict[str, Any], list[Problem]]:
        tree = without(self.whole, self.removed) if self.removed else self.whole
        given = {
            **tree,
            **{
                name: self.identity[name]
                for name in IDENTITY
                if (name,) in self.removed or is_blank(tree.get(name))
            },
        }
        blank = [one for one in IDENTITY if is_blank(self.whole.get(one))]
        said = [self._lacking(name) for name in blank if (name,) not in self.removed]
        values, messages = kinds.attempt(self.kind, given)
        if messages:
            moved = _moved(messages, self.whole, self.removed, ())
            schema = kinds.schema(self.kind)
            return values, said + problems(moved, schema, self.whole)
        rows = [_renumbered(one, self.whole, self.removed) for one in check(values)]
        return values, said + rows

    def take_out(self, one: Problem) -> None:
        """Remember what is said, and leave out what it is said of."""
        path = _path(one.path, self.whole)
        place = _place(path, self.whole, self.removed)
        if path not in self.removed:  # else it is missing because it was taken out
            key = (one.path, one.text)
            self.found.setdefault(key, one)
            self.place.setdefault(key, place)
        self.removed.add(place)

    def kept(self) -> tuple[dict[str, Any], ...]:
        """Each problem with its place, and once what was typed there."""
        entries, seen = [], set()
        for key, one in sorted(self.found.items(), key=_in_order):
            place = self._outermost(self.place[key])
            entry: dict[str, Any] = {
                "path": one.path,
                "label": one.label,
                "given": one.given,
                "text": one.text,
                "at": ".".join(map(str, place)),
            }
            if place not in seen:
                seen.add(place)
                entry["typed"] = plain(_at(self.whole, place))
            entries.append(entry)
        return tuple(entries)

    def _outermost(self, place: Path) -> Path:
        """The largest thing left out that holds this place."""
        longer = (place[:length] for length in range(1, len(place)))
        return next((one for one in longer if one in self.removed), place)

    def _lacking(self, name: str) -> Problem:
        [problem] = [
            one for one in kinds.missing_identity(self.kind) if one.path == name
        ]
        return problem


def rebuilt(
    values: Mapping[str, Any], kept: Sequence[Mapping[str, Any]]
) -> dict[str, Any]:
    """The draft as it was typed: what is right, with what is not put back in place."""
    tree = _copy(values)
    typed = [one for one in kept if "typed" in one]
    for one in sorted(typed, key=lambda one: _numbers(one["at"])):
        _put_back(tree, one["at"].split("."), one["typed"])
    return dict(tree)


def without(tree: Any, removed: set[Path], path: Path = ()) -> Any:
    """The same without what stands at these places; lists close up."""
    if isinstance(tree, Mapping):
        return {
            key: without(one, removed, (*path, key))
            for key, one in tree.items()
            if (*path, key) not in removed
        }
    if isinstance(tree, list):
        return [
            without(one, removed, (*path, row))
            for row, one in enumerate(tree)
            if (*path, row) not in removed
        ]
    return tree


def plain(value: Any) -> Any:
    """The value as JSON can hold it; exact numbers and dates as text."""
    if isinstance(value, Mapping):
        return {key: plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [plain(one) for one in value]
    if isinstance(value, Decimal):
        return f"{value:f}".replace(".", ",")
    return value.isoformat() if isinstance(value, date) else value


def _moved(messages: Any, tree: Any, removed: set[Path], path: Path) -> Any:
    """Messages about a list that closed up, by the rows as they were."""
    if not isinstance(messages, dict):
        return messages
    rows: list[int] = []
    if isinstance(tree, list):
        rows = [row for row in range(len(tree)) if (*path, row) not in removed]
    found = {}
    for key, inner in messages.items():
        old = rows[key] if isinstance(key, int) and key < len(rows) else key
        below = _at(tree, (old,))
        found[old] = _moved(inner, below, removed, (*path, old))
    return found


def _renumbered(one: Problem, whole: Any, removed: set[Path]) -> Problem:
    """The same of a check that has only seen what is left of a list."""
    first, _, rest = one.path.partition(".")
    row, _, last = rest.partition(".")
    if not row.isdigit():
        return one
    left = [at for at in range(len(whole.get(first, ()))) if (first, at) not in removed]
    old = left[int(row)] if int(row) < len(left) else int(row)
    path = ".".join(filter(None, (first, str(old), last)))
    label = one.label.replace(f"fila {int(row) + 1}", f"fila {old + 1}", 1)
    return Problem(path, label, one.given, one.text)


def _path(text: str, tree: Any) -> Path:
    found: list[str | int] = []
    for part in text.split("."):
        at: str | int = int(part) if isinstance(tree, list) and part.isdigit() else part
        found.append(at)
        tree = _at(tree, (at,))
    return tuple(found)


def _place(path: Path, tree: Any, removed: set[Path]) -> Path:
    """What to leave out: the leaf, or what holds it where it is missing."""
    if path[0] in WHOLE_ROWS and len(path) > 1:
        return path[:2]
    if not is_blank(_at(tree, path)) and path not in removed:
        return path
    if len(path) == 1:
        return (CAUSES.get(str(path[0]), path[0]),)
    return path[:-1]


def _at(tree: Any, path: Iterable[str | int]) -> Any:
    for part in path:
        if isinstance(tree, Mapping):
            tree = tree.get(part)
        elif isinstance(tree, list) and isinstance(part, int) and part < len(tree):
            tree = tree[part]
        else:
            return None
    return tree


def _copy(tree: Any) -> Any:
    if isinstance(tree, Mapping):
        return {key: _copy(one) for key, one in tree.items()}
    return [_copy(one) for one in tree] if isinstance(tree, list) else tree


def _put_back(tree: Any, path: Sequence[str], typed: Any) -> None:
    *above, last = path
    for step, after in zip(above, path[1:], strict=True):
        if isinstance(tree, list):
            if not step.isdigit() or int(step) >= len(tree):
                return
            tree = tree[int(step)]
        else:
            tree = tree.setdefault(step, [] if after.isdigit() else {})
    if isinstance(tree, list):
        tree.insert(int(last) if last.isdigit() else len(tree), typed)
    elif isinstance(tree, dict):
        tree[last] = typed


def _numbers(path: str) -> tuple[tuple[int, int, str], ...]:
    """An order in which row 10 comes after row 9."""
    return tuple(
        (0, int(part), "") if part.isdigit() else (1, 0, part)
        for part in path.split(".")
    )


def _in_order(item: tuple[tuple[str, str], Problem]) -> Any:
    return _numbers(item[0][0])

"""Reading back what a form sent: names are paths, and only those that it asked for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..noun import is_blank
from ..texts import FORBIDDEN
from .controls import Control

DEEPEST, MOST_ROWS = 8, 5_000
FURTHER = "    "
"""Before a line that goes on with the entry above it."""

Pairs = Iterable[tuple[str, Sequence[str]]]


@dataclass
class Posted:
    """``data`` is nested and without blanks; ``strange`` are names that nobody asked
    for; ``moves`` says what a row is called now that blank ones are gone.
    """

    data: dict[str, Any] = field(default_factory=dict)
    strange: list[str] = field(default_factory=list)
    moves: dict[str, str] = field(default_factory=dict)

    def moved(self, path: str) -> str:
        """The same place, as the rows are numbered now."""
        parts = path.split(".")
        for length in range(1, len(parts) + 1):
            old = ".".join(parts[:length])
            if old in self.moves:
                parts[length - 1] = self.moves[old]
        return ".".join(parts)


class _Names(dict[str, Any]):
    """Names nested by their dots; ``values`` are what a whole name was sent with."""

    values_here: Sequence[str] = ()


def read(asked: Sequence[tuple[str, Control]], pairs: Pairs) -> Posted:
    """Read the fields of a section out of all that was sent.

    Names that begin with ``_`` are the form's own and are not looked at here.
    """
    found = Posted()
    tree = _Names()
    known = {path.partition(".")[0] for path, _ in asked}
    for name, values in pairs:
        if name.startswith("_") or name == "csrf_token":
            continue
        parts = name.split(".")
        if parts[0] not in known or len(parts) > DEEPEST:
            found.strange.append(name[:80])
            continue
        inside = tree
        for part in parts:
            inside = inside.setdefault(part, _Names())
        inside.values_here = values
    for path, control in asked:
        inside = tree
        for part in path.split("."):
            inside = inside.get(part, _Names())
        value = _value(control, inside, path, found)
        if not is_blank(value):
            _put(found.data, path, value)
    return found


def _put(data: dict[str, Any], path: str, value: Any) -> None:
    *above, last = path.split(".")
    for part in above:
        data = data.setdefault(part, {})
    data[last] = value


def _value(control: Control, sent: _Names, path: str, found: Posted) -> Any:
    if control.widget == "rows":
        return _rows(control, sent, path, found)
    if control.widget == "group":
        return _group(control, sent, path, found)
    found.strange += [f"{path}.{name}"[:80] for name in sent]
    texts = [plain(one) for one in sent.values_here]
    if control.widget == "boxes":
        return [one for one in texts if one.strip()]
    if control.widget == "lines":
        return entries("\n".join(texts))
    return texts[0] if texts else ""


def _group(control: Control, sent: _Names, path: str, found: Posted) -> dict[str, Any]:
    names = {one.name for one in control.children}
    found.strange += [f"{path}.{name}"[:80] for name in sent if name not in names]
    values = {
        one.name: _value(one, sent.get(one.name, _Names()), f"{path}.{one.name}", found)
        for one in control.children
    }
    return {name: one for name, one in values.items() if not is_blank(one)}


def _rows(
    control: Control, sent: _Names, path: str, found: Posted
) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    numbers = sorted(int(one) for one in sent if one.isdecimal() and len(one) <= 6)
    for number in numbers[:MOST_ROWS]:
        row = _group(control, sent[str(number)], f"{path}.{number}", found)
        if row:
            found.moves[f"{path}.{number}"] = str(len(rows))
            rows.append(row)
    return rows


def plain(text: str) -> str:
    """As it was typed, with plain line ends and without signs that no store takes."""
    return FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def entries(text: str) -> list[str]:
    """One entry a line; a line that begins far in goes on with the one above it."""
    found: list[str] = []
    for line in text.split("\n"):
        if found and line.startswith(FURTHER):
            found[-1] += "\n" + line[len(FURTHER) :].rstrip()
        elif line.strip():
            found.append(line.strip())
    return [one.rstrip() for one in found]


def lines(values: Any) -> str:
    """The other way: what ``entries`` reads back as these values."""
    if not isinstance(values, list):
        return str(values or "")
    return "\n".join(str(one).replace("\n", "\n" + FURTHER) for one in values)

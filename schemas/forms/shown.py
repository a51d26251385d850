"""A control with what it holds and what is said of it: all that a template needs."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from .. import vocabularies
from ..errors import Problem
from .controls import Control
from .posted import lines

NUMBER = re.compile(r"-?\d+\.\d+")
Choice = tuple[str, str, bool]
"""What is sent, what is read, and whether it is chosen."""


@dataclass(frozen=True)
class Shown:
    """``text`` is what stands in the box; ``choices`` those of a list; ``rows`` are the
    groups of a repeated one, the first of them numbered ``first``.
    """

    control: Control
    path: str
    text: str = ""
    errors: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    children: tuple["Shown", ...] = ()
    rows: tuple["Shown", ...] = ()
    first: int = 0

    @property
    def id(self) -> str:
        """Its name in the page: no dots, so that a style or a script can ask for it."""
        return "c-" + self.path.replace(".", "-")

    @property
    def wrong(self) -> bool:
        """Whether anything is said of it or of what is inside."""
        inside = (*self.children, *self.rows)
        return bool(self.errors) or any(one.wrong for one in inside)

    @property
    def number(self) -> int:
        """Of a row: which it is, counted from 1."""
        last = self.path.rpartition(".")[2]
        return int(last) + 1 if last.isdigit() else 0


@dataclass
class Showing:
    """What one page shows: ``problems`` by path, the organisations that can be chosen,
    the list that gets a blank row more (``extra``), and the part of a long list.
    """

    problems: Sequence[Problem] = ()
    organizations: Sequence[tuple[str, str]] = ()
    own_organizations: Sequence[tuple[str, str]] = ()
    extra: str = ""
    first: int = 0
    most: int = 0
    _by_path: dict[str, list[Problem]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for one in self.problems:
            self._by_path.setdefault(one.path, []).append(one)

    def show(self, control: Control, path: str, value: Any) -> Shown:
        """The control of a path with its value."""
        if control.widget == "rows":
            return self._rows(control, path, value)
        if control.widget == "group":
            inside = value if isinstance(value, Mapping) else {}
            return self._group(control, path, inside)
        errors = self._of(path, deep=control.plural)
        chosen = self._choices(control, value)
        return Shown(control, path, text_of(control, value), errors, chosen)

    def _of(self, path: str, *, deep: bool = False) -> tuple[str, ...]:
        found = [one.text for one in self._by_path.get(path, ())]
        if deep:
            found += [
                f"«{one.given}»: {one.text}" if one.given else one.text
                for name, said in self._by_path.items()
                if name.startswith(f"{path}.")
                for one in said
            ]
        return tuple(dict.fromkeys(found))

    def _group(self, control: Control, path: str, value: Mapping[str, Any]) -> Shown:
        children = tuple(
            self.show(one, f"{path}.{one.name}", value.get(one.name))
            for one in control.children
        )
        return Shown(control, path, errors=self._of(path), children=children)

    def _rows(self, control: Control, path: str, value: Any) -> Shown:
        held = [one if isinstance(one, Mapping) else {} for one in value or ()]
        first, last = 0, len(held)
        if self.most and "." not in path:
            first = min(self.first, len(held))
            last = min(first + self.most, len(held))
        shown = [
            self._group(control, f"{path}.{row}", held[row])
            for row in range(first, last)
        ]
        if path == self.extra:
            shown.append(self._group(control, f"{path}.{last}", {}))
        return Shown(
            control, path, errors=self._of(path), rows=tuple(shown), first=first
        )

    def _choices(self, control: Control, value: Any) -> tuple[Choice, ...]:
        if control.widget == "organization":
            return self._offices(control, value)
        if control.widget == "flag":
            said = _flag(value)
            answers = (("si", "Sí"), ("no", "No"), ("", "Sin responder"))
            return tuple((code, label, code == said) for code, label in answers)
        if control.widget not in {"select", "boxes"}:
            return ()
        listed = vocabularies.get(control.vocabulary)
        given = value if isinstance(value, list) else [value] if value else []
        codes = [term.code if (term := listed.find(str(one))) else one for one in given]
        options = [(term.code, term.es, term.code in codes) for term in listed]
        strange = [str(one) for one in codes if one not in listed]
        return (*options, *((one, one, True) for one in strange))

    def _offices(self, control: Control, value: Any) -> tuple[Choice, ...]:
        required = control.required and self.own_organizations
        offered = self.own_organizations if required else self.organizations
        said = str(value or "")
        found = [(code, name, code == said) for code, name in offered]
        if said and not any(chosen for _, _, chosen in found):
            names = dict(self.organizations)
            found.append((said, names.get(said, said), True))
        return tuple(found)


def text_of(control: Control, value: Any) -> str:
    """What stands in the box: figures with a decimal comma, one entry a line."""
    if value is None:
        return ""
    if control.widget == "lines":
        return lines(value)
    if control.widget == "lookup":
        return vocabularies.get(control.vocabulary).label(str(value))
    if isinstance(value, Decimal | float | int) and not isinstance(value, bool):
        text = f"{value:f}" if isinstance(value, Decimal) else str(value)
        return text.replace(".", ",")
    if control.widget == "figure" and NUMBER.fullmatch(str(value)):
        return str(value).replace(".", ",")
    return value.isoformat() if isinstance(value, date) else str(value)


def _flag(value: Any) -> str:
    if isinstance(value, bool):
        return "si" if value else "no"
    folded = vocabularies.fold(str(value or ""))
    return folded if folded in {"si", "no"} else ""


def spoken(control: Control, value: Any) -> str:
    """A value in words, to be read and compared; groups one after another."""
    if value in (None, "", [], {}):
        return ""
    if control.widget == "rows":
        rows = [_inside(control, one) for one in value if isinstance(one, Mapping)]
        return "\n".join(f"{number}. {one}" for number, one in enumerate(rows, 1))
    if control.widget == "group":
        return _inside(control, value) if isinstance(value, Mapping) else str(value)
    if control.vocabulary:
        listed = vocabularies.get(control.vocabulary)
        given = value if isinstance(value, list) else [value]
        return "\n".join(listed.label(str(one)) for one in given)
    if control.widget == "flag":
        return {"si": "Sí", "no": "No"}.get(_flag(value), str(value))
    return text_of(control, value)


def _inside(control: Control, value: Mapping[str, Any]) -> str:
    said = ((one.label, spoken(one, value.get(one.name))) for one in control.children)
    return "; ".join(f"{label}: {text}" for label, text in said if text)

"""An entry while its cells are being read: values, places, remarks. Reads nothing."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from typing import Any

from ...schemas.tables import Place, Places, Remark, Weight


@dataclass(slots=True)
class Sketch:
    """An entry while its cells are being read."""

    row: int
    kind: str
    sheet: str = ""
    data: dict[str, Any] = field(default_factory=dict)
    places: Places = field(default_factory=Places)
    remarks: list[Remark] = field(default_factory=list)
    inner: list[str] = field(default_factory=list)

    def say(self, place: Place, text: str, path: str = "", *, error: bool) -> None:
        weight: Weight = "error" if error else "aviso"
        self.remarks.append(place.remark(self.row, self.sheet, text, path, weight))

    def put(self, path: str, value: Any, place: Place) -> None:
        """Set a dotted path; numbers in it are places of a list."""
        self.places[path] = place
        if "." not in path:
            self.data[path] = value
            return
        names = path.split(".")
        target: Any = self.data
        for group, inner in itertools.pairwise(names):
            target = _step(target, group, [] if inner.isdigit() else {})
        target[names[-1]] = value

    def note(self, label: str, value: object) -> None:
        """Keep for the desk what has no field of its own."""
        self.inner.append(f"{label}: {value}")

    def keep_inside(self) -> None:
        if self.inner:
            place = Place("Columnas internas", "", "")
            self.put("desk.remarks", "\n".join(self.inner), place)


def _step(target: Any, key: str, empty: Any) -> Any:
    if isinstance(target, dict):
        return target.setdefault(key, empty)
    while len(target) <= int(key):
        target.append({})
    return target[int(key)]

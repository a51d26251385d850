"""A draft while it is put together. What may name a person goes to the desk by itself."""

from __future__ import annotations

from typing import Any

from .privacy import mentions_person

TO_THE_DESK = "Puede nombrar a una persona: se guardó en el escritorio y no se publica."
MOST_REMARKS = 19_000


class Sketch:
    """``data`` in the schema's shape; ``remarks`` for who reads the report."""

    def __init__(self) -> None:
        self.data: dict[str, Any] = {}
        self.remarks: list[tuple[str, str]] = []

    def put(self, name: str, value: Any) -> None:
        """Keep a value that is not text of a person's hand, if there is one."""
        if value not in (None, "", [], {}):
            self.data[name] = value

    def write(self, name: str, text: str) -> None:
        """Keep a text in a public field, unless it may name a person."""
        if self.is_person(text):
            self.inside(name, text)
        else:
            self.put(name, text)

    def inside(self, name: str, text: str) -> None:
        """Keep a text on the desk alone."""
        self.note(text)
        self.say(name, TO_THE_DESK)

    def note(self, text: str) -> None:
        desk = self.data.setdefault("desk", {})
        whole = f"{desk.get('remarks', '')}\n{text}".strip()
        desk["remarks"] = whole[:MOST_REMARKS]

    def say(self, name: str, text: str) -> None:
        if (name, text) not in self.remarks:
            self.remarks.append((name, text))

    def is_person(self, text: str) -> bool:
        return mentions_person(text)

    def drop(self, path: str) -> None:
        """Take out what stands at a path of the schema; of a list, the one element.

        The desk keeps it, for somebody to put it right.
        """
        first, _, rest = path.partition(".")
        leaf = rest.partition(".")[0]
        value = self.data.get(first)
        if isinstance(value, list) and leaf.isdigit() and int(leaf) < len(value):
            gone = value.pop(int(leaf))
        elif isinstance(value, dict) and leaf in value:
            gone = value.pop(leaf)
        else:
            gone = self.data.pop(first, "")
        if isinstance(gone, str):
            self.note(gone)

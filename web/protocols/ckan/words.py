"""The query words of CKAN's search (a small part of Solr's), read as conditions.

``organization:(a OR b) -tags:x metadata_modified:[2026-01-01T00:00:00Z TO *]``. Nothing
is passed on to any engine: what is not in the table of fields is refused. ``OR`` binds
closer than mere neighbourhood, as the harvesters that write such questions mean it.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from ....catalog.selecting import All, Condition, Either, Has, Is, Modified, Not
from ....exporters import ckan, ckan_names
from .moments import STEP, Unreadable
from .moments import read as _moment

LONGEST, DEEPEST, MOST = 4000, 20, 200
_FIELD = re.compile(r"([A-Za-z_][\w.]*):")
_RANGE = re.compile(r"([\[{])\s*(\S+)\s+TO\s+([^\s\]}]+)\s*([\]}])")
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"', re.DOTALL)
_WORD = re.compile(r"(?:[^\s()\[\]{}\"\\]|\\.)+")
_ESCAPE = re.compile(r"\\(.)")
_AND = re.compile(r"(?:AND|&&)(?=[\s(])")
_OR = re.compile(r"(?:OR|\|\|)(?=[\s(])")
_NOT = re.compile(r"NOT(?=[\s(])|[-!](?=\S)")
_CHOICE = re.compile(r"(?:^|[\s(])(?:OR|\|\||NOT|[-!](?=\S))")
# Solr's fields of text: what is in them is looked for in words.
TEXTS = {"title", "notes", "text"}


@dataclass(frozen=True)
class Wanted:
    """What a question comes to: a condition, and words for the search."""

    condition: Condition
    words: tuple[str, ...] = field(default=())


def read(text: str, *, searching: bool = False) -> Wanted:
    """Read one question. Raises ``Unreadable``.

    When ``searching`` (``q``) a field of text asks for its words, as in Solr; in a filter
    (``fq``) it has to be the whole title. Words cannot be one of several alternatives.
    """
    if len(text) > LONGEST:
        raise Unreadable(f"La pregunta pasa de {LONGEST} signos.")
    return _Reader(text, searching=searching and not _CHOICE.search(text)).whole()


def has_fields(text: str) -> bool:
    """Whether the words name one of our fields, or only ask for text."""
    return any(name in FIELDS or name in TEXTS for name in _FIELD.findall(text))


class _Reader:
    """Goes once over the text, from left to right."""

    def __init__(self, text: str, *, searching: bool) -> None:
        self.searching = searching
        self.text, self.at, self.depth, self.read = text, 0, 0, 0
        self.words: list[str] = []

    def whole(self) -> Wanted:
        condition = self.neighbours()
        if self.at < len(self.text):
            raise Unreadable(f"No se entiende desde «{self.text[self.at :][:30]}».")
        return Wanted(condition, tuple(self.words))

    def neighbours(self) -> Condition:
        """Parts side by side: all of them hold."""
        parts = []
        while not self.ended():
            parts.append(self.alternatives())
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def ended(self) -> bool:
        self.skip()
        return self.at >= len(self.text) or self.text[self.at] == ")"

    def alternatives(self) -> Condition:
        parts = [self.together()]
        while self.take(_OR):
            parts.append(self.together())
        return parts[0] if len(parts) == 1 else Either(tuple(parts))

    def together(self) -> Condition:
        parts = [self.one()]
        while self.take(_AND):
            parts.append(self.one())
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def one(self) -> Condition:
        self.read += 1
        if self.read > MOST:
            raise Unreadable(f"La pregunta tiene más de {MOST} partes.")
        self.take(re.compile(r"\+(?=\S)"))
        if self.take(_NOT):
            return Not(self.plain(free=False))
        return self.plain(free=self.depth == 0)

    def plain(self, *, free: bool) -> Condition:
        """A group, a field with its value, or a free word where one may stand."""
        if self.take(re.compile(r"\(")):
            return self.group()
        named = self.take(_FIELD)
        if named:
            return self.valued(named[1])
        word = self.value()
        if word in ("*", "*:*"):
            return All()
        if not free:
            raise Unreadable(
                f"A «{word[:40]}» le falta el campo; por ejemplo, tags:agua."
            )
        self.words.append(word)
        return All()

    def group(self) -> Condition:
        self.deeper()
        found = self.neighbours()
        self.close()
        return found

    def deeper(self) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise Unreadable("Hay demasiados paréntesis, unos dentro de otros.")

    def close(self) -> None:
        if not self.take(re.compile(r"\)")):
            raise Unreadable("Falta cerrar un paréntesis.")
        self.depth -= 1

    def valued(self, name: str) -> Condition:
        make = FIELDS.get(name)
        if self.searching and name in TEXTS:
            make = self.searched
        if make is None:
            known = ", ".join(FIELDS)
            raise Unreadable(f"No hay un campo «{name[:40]}»; los campos son: {known}.")
        span = self.take(_RANGE)
        if span:
            return _range(name, span)
        if not self.take(re.compile(r"\(")):
            return _single(make, self.value())
        return self.several(make)

    def searched(self, value: str) -> Condition:
        """The words go to the search, which knows accents and plurals."""
        self.words += value.replace("*", " ").split()
        return All()

    def several(self, make: "Maker") -> Condition:
        """``(a OR b)``; without OR between them, all of them."""
        found, any_of = [], False
        while not self.ended():
            if self.take(_OR):
                any_of = True
            elif not self.take(_AND):
                found.append(_single(make, self.value()))
            self.read += 1
            if self.read > MOST:
                raise Unreadable(f"La pregunta tiene más de {MOST} partes.")
        self.depth += 1
        self.close()
        return Either(tuple(found)) if any_of else All(tuple(found))

    def value(self) -> str:
        self.skip()
        quoted = self.take(_QUOTED)
        if quoted:
            return _ESCAPE.sub(r"\1", quoted[1])
        word = self.take(_WORD)
        if word is None:
            raise Unreadable(f"Falta un valor antes de «{self.text[self.at :][:30]}».")
        return _ESCAPE.sub(r"\1", word[0])

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        self.skip()
        found = pattern.match(self.text, self.at)
        if found:
            self.at = found.end()
        return found

    def skip(self) -> None:
        while self.at < len(self.text) and self.text[self.at].isspace():
            self.at += 1


Maker = Callable[[str], Condition]


def _leaf(name: str) -> Maker:
    return lambda value: Has(name) if value == "*" else Is(name, (value,))


def _always(true_for: str) -> Maker:
    """A field that says the same of all our records."""
    return lambda value: All() if value.lower() in (true_for, "*") else Either()


def _named(value: str) -> Condition:
    if value == "*":
        return All()
    found = ckan.place(value)
    by_uid = Is("uid", (value,))
    if found is None:
        return by_uid
    by_slug = All((Is("kind", (found[0],)), Is("slug", (found[1],))))
    return Either((by_slug, by_uid))


def _organization(value: str) -> Condition:
    if value == "*":
        return Has("organization")
    slugs = tuple(ckan_names.offices_called(value))
    return Either((Is("organization_slug", slugs), Is("organization", (value,))))


def _format(value: str) -> Condition:
    if value == "*":
        return Has("format")
    forms = (value, value.upper(), value.lower(), value.capitalize())
    return Is("format", tuple(dict.fromkeys(forms)))


def _modified(value: str) -> Condition:
    if value == "*":
        return All()
    moment = _moment(value)
    return Modified(moment, moment + STEP) if moment else All()


FIELDS: dict[str, Maker] = {
    "id": _leaf("uid"),
    "name": _named,
    "organization": _organization,
    "owner_org": _organization,
    "groups": _leaf("theme"),
    "tags": _leaf("keyword"),
    "res_format": _format,
    "license_id": _leaf("licence"),
    "kind": _leaf("kind"),
    "extras_kind": _leaf("kind"),
    "code": _leaf("code"),
    "title": _leaf("title"),
    "metadata_modified": _modified,
    "state": _always("active"),
    "type": _always("dataset"),
    "dataset_type": _always("dataset"),
    "private": _always("false"),
    "capacity": _always("public"),
    "entity_type": _always("package"),
}


def _single(make: Maker, value: str) -> Condition:
    return make(value)


def _range(name: str, span: re.Match[str]) -> Condition:
    opening, low, high, closing = span.groups()
    if (low, high) == ("*", "*"):
        return FIELDS[name]("*")
    if name != "metadata_modified":
        raise Unreadable(
            f"«{name}» no se puede pedir por rango, solo metadata_modified."
        )
    since, last = _moment(low), _moment(high)
    if since and opening == "{":
        since += STEP
    if last and closing == "]":
        last += STEP
    return Modified(since, last)

"""Statistical studies as drafts: what DDI and NADA both end in."""

from __future__ import annotations

from typing import Any

from ..schemas.harvest import Found
from .sketch import Sketch
from .tables.persons import is_post
from .words import line, link, plain

# Ours to say, or of the other catalogue's own life.
NOT_TAKEN = frozenset(
    {"uid", "slug", "kind", "version", "first_published", "organization", "contact"}
    | {"title", "description", "distributions", "source", "classification"}
)
PERSON = (
    "Quien investiga puede ser una persona: quedó en el escritorio y no se publica."
)
STANDARD = (
    "Variables estándar de la fuente, que no son las de este catálogo: {codes}. Cada "
    "variable quedó descrita con sus propias palabras."
)


def draft(
    name: str,
    said: dict[str, Any],
    *,
    identity: str = "",
    addresses: tuple[str, ...] = (),
) -> Found:
    """The draft of a study, from a document that no schema has seen."""
    sketch = Sketch(name, "production_process")
    for key, value in said.items():
        if key not in NOT_TAKEN:
            sketch.data[key] = _clean(value)
    _variables(sketch)
    sketch.line("title", said.get("title"))
    sketch.text("description", said.get("description"))
    unit = said.get("organization") or {}
    contact = said.get("contact") or {}
    sketch.contact(contact.get("position"), contact.get("email"))
    _investigator(sketch, said.get("principal_investigator"))
    for part in said.get("distributions") or []:
        if link(part.get("url")):
            sketch.part(
                title=part.get("title"),
                url=part.get("url"),
                formats=(part.get("media_type"),),
                description=part.get("description"),
            )
    source = said.get("source") or {}
    sketch.known_by(*addresses, source.get("url"))
    sketch.data.pop("code", None)
    publisher = unit.get("name") or _office(said.get("principal_investigator"))
    return sketch.found(organization=publisher, identity=identity)


def _variables(sketch: Sketch) -> None:
    """A standard variable is of who keeps it: ours of the same code may be another."""
    given = [one for one in sketch.data.get("variables") or [] if isinstance(one, dict)]
    codes = {line(one.pop("standard_variable", ""), 80) for one in given} - {""}
    if codes:
        named = ", ".join(f"«{code}»" for code in sorted(codes)[:20])
        sketch.remarks.append(STANDARD.format(codes=named))


def _investigator(sketch: Sketch, value: Any) -> None:
    """An entity stays in its field; a person goes inside (Ley 1581 de 2012)."""
    who = line(value, 300)
    if who and not is_post(who):
        sketch.data.pop("principal_investigator", None)
        sketch.data["desk"] = {**sketch.data.get("desk", {}), "contact_name": who[:200]}
        sketch.remarks.append(PERSON)


def _office(value: Any) -> str:
    who = line(value, 300)
    return who if who and is_post(who) else ""


def _clean(value: Any) -> Any:
    """Text without tags, at any depth."""
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, list):
        return [_clean(one) for one in value]
    if isinstance(value, dict):
        return {key: _clean(one) for key, one in value.items()}
    return value

"""The fifteen elements of Dublin Core (ISO 15836-1), whoever hands them over."""

from __future__ import annotations

from lxml import etree

from ..schemas.crosswalks import terms
from ..schemas.harvest import Found
from . import xml
from .sketch import Sketch
from .words import day, line

Said = dict[str, list[str]]
DOCUMENTS = frozenset(
    ("text", "article", "book", "report", "thesis", "texto", "informe")
)


def words(node: etree._Element) -> Said:
    """What each element says, by its name; each may repeat."""
    said: Said = {}
    for one in node.iter():
        if xml.local(one) and len(one) == 0 and xml.text(one):
            said.setdefault(xml.local(one), []).append(xml.text(one))
    return said


def draft(name: str, said: Said) -> Found:
    """The draft of what the elements say."""
    types = {one.lower() for one in said.get("type", [])}
    sketch = Sketch(name, "document" if types & DOCUMENTS else "dataset")
    sketch.line("title", said.get("title"))
    about = said.get("description", []) + said.get("abstract", [])
    sketch.text("description", "\n".join(about))
    _subjects(sketch, said.get("subject", []))
    sketch.term(
        "licence", "licences", *said.get("rights", []), *said.get("license", [])
    )
    sketch.term("language", "languages", *said.get("language", []))
    dates = [found for one in said.get("date", []) if (found := day(one))]
    if dates:
        sketch.day("issued", min(dates), "Fecha")
        if sketch.kind == "document":
            sketch.day("publication_date", min(dates), "Fecha")
    sketch.places(*said.get("coverage", []), *said.get("spatial", []))
    links = [one for one in said.get("identifier", []) if "://" in one]
    parts = [one for one in said.get("relation", []) if "://" in one]
    for link in dict.fromkeys([*links, *parts]):
        sketch.part(url=link, formats=tuple(said.get("format", [])[:1]))
    sketch.known_by(*links, *said.get("source", []))
    publisher = (said.get("publisher") or said.get("creator") or [""])[0]
    return sketch.found(organization=publisher, identity=links[0] if links else "")


def _subjects(sketch: Sketch, subjects: list[str]) -> None:
    """A subject may be a theme of ours; all of them are keywords."""
    sketch.keywords([line(one, 100) for one in subjects])
    code = next(filter(None, (terms.find("themes", one) for one in subjects)), "")
    if code:
        sketch.data["theme"] = code

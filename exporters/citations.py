"""How to cite a record: APA, BibTeX, RIS and CSL-JSON, from the same few parts."""

import re
from collections.abc import Callable
from dataclasses import dataclass

import orjson

from ..records.reading import PublicRecord
from .base import Catalogue
from .dcat.record import title
from .dublin_core import creators
from .narrative import kind
from .values import said

_SPACES = re.compile(r"\s+")
_BIBTEX = re.compile(r"[\\{}$&%#_~^]")
_ESCAPED = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}


@dataclass(frozen=True, slots=True)
class Style:
    """A form of reference: its name for people, its file and its media type."""

    name: str
    suffix: str
    media_type: str
    write: Callable[[PublicRecord, Catalogue], str]


@dataclass(frozen=True, slots=True)
class _Parts:
    """One line each, so that no title can open a field of its own."""

    authors: list[str]
    year: str
    title: str
    version: str
    publisher: str
    address: str
    kind: str


def _parts(record: PublicRecord, catalogue: Catalogue) -> _Parts:
    return _Parts(
        authors=[_line(name) for name in creators(record, catalogue)],
        year=str(record.modified.year),
        title=_line(title(record)),
        version=_line(said(record.document.get("version"))),
        publisher=_line(catalogue.publisher_name),
        address=catalogue.identifier(record.uid),
        kind=kind(record),
    )


def _line(text: str) -> str:
    return _SPACES.sub(" ", text).strip()


def apa(record: PublicRecord, catalogue: Catalogue) -> str:
    """APA, 7th edition: author, year, title, version, kind, publisher, address."""
    one = _parts(record, catalogue)
    version = f" (versión {one.version})" if one.version else ""
    authors = ", ".join(one.authors)
    publisher = "" if one.publisher in one.authors else f" {one.publisher}."
    return (
        f"{authors}. ({one.year}). {one.title}{version} [{one.kind}].{publisher} "
        f"{one.address}\n"
    )


def bibtex(record: PublicRecord, catalogue: Catalogue) -> str:
    one = _parts(record, catalogue)
    fields = {
        "author": " and ".join(f"{{{_tex(name)}}}" for name in one.authors),
        "title": f"{{{_tex(one.title)}}}",
        "year": one.year,
        "publisher": _tex(one.publisher),
        "edition": _tex(one.version),
        "howpublished": _tex(one.kind),
        "url": one.address,
    }
    said_ = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    key = re.sub(r"[^A-Za-z0-9-]", "", record.uid)
    return f"@misc{{{key},\n" + ",\n".join(said_) + "\n}\n"


def _tex(text: str) -> str:
    return _BIBTEX.sub(lambda found: _ESCAPED.get(found[0], f"\\{found[0]}"), text)


def ris(record: PublicRecord, catalogue: Catalogue) -> str:
    one = _parts(record, catalogue)
    lines = [
        ("TY", "RPRT" if record.kind == "document" else "DATA"),
        *(("AU", name) for name in one.authors),
        ("PY", one.year),
        ("TI", one.title),
        ("ET", one.version),
        ("PB", one.publisher),
        ("UR", one.address),
        ("LA", catalogue.language),
    ]
    told = "".join(f"{tag}  - {value}\r\n" for tag, value in lines if value)
    return f"{told}ER  - \r\n"


def csl(record: PublicRecord, catalogue: Catalogue) -> str:
    one = _parts(record, catalogue)
    day = record.modified
    item = {
        "id": record.uid,
        "type": "report" if record.kind == "document" else "dataset",
        "title": one.title,
        "author": [{"literal": name} for name in one.authors],
        "issued": {"date-parts": [[day.year, day.month, day.day]]},
        "publisher": one.publisher,
        "version": one.version,
        "genre": one.kind,
        "URL": one.address,
        "language": catalogue.language,
    }
    known = {name: value for name, value in item.items() if value}
    return orjson.dumps([known], option=orjson.OPT_INDENT_2).decode() + "\n"


STYLES = {
    "txt": Style("APA", ".txt", "text/plain", apa),
    "bib": Style("BibTeX", ".bib", "application/x-bibtex", bibtex),
    "ris": Style("RIS", ".ris", "application/x-research-info-systems", ris),
    "json": Style("CSL-JSON", ".json", "application/vnd.citationstyles.csl+json", csl),
}

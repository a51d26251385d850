"""XML from strangers: no DTD, no entities, no network, no XInclude, bounded in depth."""

from __future__ import annotations

from typing import Any

from lxml import etree

from ..schemas.tables import Unreadable
from .answers import A_PAGE, EMPTY, Answer, is_page
from .xmlmending import mended

DEEPEST = 200
LARGEST = 64 * 2**20
# In C, level by level: a walk in Python takes longer than all the rest of the parsing.
_TOO_DEEP = etree.XPath(f"boolean({'/'.join('*' * DEEPEST)})")
OPTIONS: dict[str, Any] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "dtd_validation": False,
    "attribute_defaults": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
    "strip_cdata": True,
}

DOCTYPE = (
    "El XML de «{name}» trae una definición de tipo (DOCTYPE) o entidades: no se abre, "
    "porque con ellas se puede leer o llenar la memoria de este servidor."
)
WRONG = "El XML de «{name}» está mal formado: {why}."
NO_START = "no empieza como un XML. Revise la dirección y la clase de fuente"
TOO_DEEP = "El XML de «{name}» tiene más de {most} niveles: no se abre."
TOO_LARGE = (
    "El XML de «{name}» pasa de {most} MB: pida a la fuente que lo dé por páginas."
)


def parse(content: bytes, name: str) -> etree._Element:
    """Give the root of a document. Raises ``Unreadable`` for anything suspicious."""
    first = content[:2048].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    require_readable(first, len(content), name)
    refuse_doctype(content, name)
    root = _parsed(content.lstrip(b" \t\r\n"), name)
    require_no_doctype(name, came=bool(root.getroottree().docinfo.doctype))
    require_shallow(root, name)
    return root


def require_readable(first: bytes, size: int, name: str) -> None:
    """Raise ``Unreadable`` for what is too large, empty or a web page."""
    if size > LARGEST:
        raise Unreadable(TOO_LARGE.format(name=name, most=LARGEST // 2**20))
    if not first:
        raise Unreadable(EMPTY.format(url=name))
    if is_page(first):
        raise Unreadable(A_PAGE.format(url=name))


def require_no_doctype(name: str, *, came: bool) -> None:
    if came:
        raise Unreadable(DOCTYPE.format(name=name))


def require_shallow(node: etree._Element, name: str) -> None:
    """Raise ``Unreadable`` where something lies too many levels below the node's top."""
    if _TOO_DEEP(node):
        raise Unreadable(TOO_DEEP.format(name=name, most=DEEPEST))


def _parsed(content: bytes, name: str) -> etree._Element:
    """The root, of the document as it came or, if that cannot be, mended."""
    try:
        return etree.fromstring(content, _parser())
    except (etree.XMLSyntaxError, ValueError) as error:
        why = str(getattr(error, "msg", None) or error)[:200]
    if why.startswith("Excessive depth"):
        raise Unreadable(TOO_DEEP.format(name=name, most=DEEPEST))
    better = mended(content)
    refuse_doctype(better, name)
    try:
        return etree.fromstring(better, _parser())
    except (etree.XMLSyntaxError, ValueError):
        why = NO_START if why.startswith("Start tag expected") else why
        raise Unreadable(WRONG.format(name=name, why=why)) from None


def document(answer: Answer) -> etree._Element:
    """The root of what a server answered."""
    return parse(answer.content(), answer.url)


def refuse_doctype(content: bytes, name: str) -> None:
    """Look for it before any parser does, in any width of the characters."""
    low = content.replace(b"\x00", b"")
    if b"<!" not in low:
        return
    if b"<!DOCTYPE" in low or b"<!ENTITY" in low or b"<!doctype" in low:
        raise Unreadable(DOCTYPE.format(name=name))


def text(node: etree._Element | None) -> str:
    """All the words below a node, in one line."""
    if node is None:
        return ""
    return " ".join("".join(node.itertext()).split())


def local(node: etree._Element) -> str:
    """The name of a node without its namespace; blank for what is no element."""
    tag = node.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def children(node: etree._Element, *path: str) -> list[etree._Element]:
    """The nodes at the end of a path of local names, in any namespace."""
    found = [node]
    for name in path:
        named = f"{{*}}{name}"
        found = [one for parent in found for one in parent.iterchildren(named)]
    return found


def first(node: etree._Element, *path: str) -> etree._Element | None:
    found = children(node, *path)
    return found[0] if found else None


def _parser() -> etree.XMLParser:
    made: etree.XMLParser = etree.XMLParser(**OPTIONS)
    return made

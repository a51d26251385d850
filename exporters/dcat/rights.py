"""May it be used, and by whom: the legal class with its ground, and the licence."""

from typing import Any

from ...schemas import vocabularies
from ..values import address, is_address, said
from .coverage import term
from .nodes import Node, node, part, ref, text


def access(document: dict[str, Any]) -> Node | None:
    """The EU's access right that stands for the class of Ley 1712."""
    found = term("access_classes", (document.get("classification") or {}).get("class"))
    return ref(found.uri) if found else None


def statement(document: dict[str, Any], disclosure: str, owner: str) -> Node | None:
    """The legal ground in words, where the record has one to give."""
    words = ground(document, disclosure)
    if not words:
        return None
    label = {"rdfs:label": text(words)}
    return node(part(owner, "derechos"), "dct:RightsStatement", label)


def ground(document: dict[str, Any], disclosure: str) -> str:
    """Class, articles, norm and what is withheld, as one or two Spanish sentences."""
    decision = document.get("classification") or {}
    articles = [_article(code) for code in decision.get("articles") or []]
    norm, motivation = said(decision.get("norm")), said(decision.get("motivation"))
    if not (articles or norm or motivation):
        return ""
    known = vocabularies.get("access_classes")
    label = said(decision.get("class_label")) or known.label(
        said(decision.get("class"))
    )
    parts = [f"Información {_lower(label)}"]
    parts += ["Ley 1712 de 2014, " + "; ".join(articles)] if articles else []
    parts += [part.rstrip(".") for part in (norm, motivation) if part]
    parts += ["Se publica su versión pública"] if disclosure == "partial" else []
    return ". ".join(parts) + "."


def licence(given: object, owner: str, base_url: str) -> Node | None:
    """A licence by its address; one that is only words becomes a document of its own."""
    words = said(given)
    if not words:
        return None
    found = vocabularies.get("licences").find(words)
    if found is not None and found.uri:
        return ref(found.uri)
    if is_address(words):
        return ref(address(words, base_url))
    name = text(found.es if found else words)
    return node(part(owner, "licencia"), "dct:LicenseDocument", {"rdfs:label": name})


def _article(code: object) -> str:
    found = term("exceptions", code)
    if found is None:
        return f"artículo {said(code)}"
    article, letter = found.extra.get("article"), found.extra.get("letter")
    place = f"artículo {article}" + (f", literal {letter})" if letter else "")
    return f"{place}: {_lower(found.es)}"


def _lower(label: str) -> str:
    return label[:1].lower() + label[1:]

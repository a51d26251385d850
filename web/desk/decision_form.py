"""The form of a legal decision: what it asks, what came, and what it is called."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import orjson
from werkzeug.datastructures import MultiDict

from ...catalog import revising
from ...records.asset import Asset
from ...records.classification import Classification
from ...schemas import classification as legal
from ...schemas import disclosure, saying, vocabularies
from ...schemas.interview import Suggestion
from ...schemas.labels import field_of, labels

ONE = (
    "access_class",
    "norm",
    "legitimate_aim",
    "motivation",
    "scope",
    "index_title",
    "act",
    "act_date",
    "starts",
    "counted_from",
    "term_years",
    "unlimited",
    "opens",
    "review",
)
SEVERAL = ("articles", "public_leaves")
OF_ACT = ("act", "act_date")
OF_PUBLIC = ("access_class", "motivation", "act", "act_date", "review")


def data_of(form: MultiDict[str, str]) -> dict[str, Any]:
    """What was asked, as the schema reads it; what a class does not need is left out."""
    data: dict[str, Any] = {name: form.get(name, "").strip() for name in ONE}
    data |= {name: form.getlist(name) for name in SEVERAL}
    data["harm"] = {name: form.get(f"harm.{name}", "").strip() for name in legal.HARM}
    if data["access_class"] == legal.PUBLICA:
        data = {name: data[name] for name in OF_PUBLIC}
    elif data["scope"] != "partial":
        data["public_leaves"] = []
    years = data.get("term_years")
    if isinstance(years, str) and years.isdigit() and len(years) < 4:
        data["term_years"] = int(years)
    return {name: value for name, value in data.items() if value not in ("", [])}


def typed(form: MultiDict[str, str]) -> dict[str, Any]:
    """All that was typed, as a draft keeps it, whatever the class."""
    said: dict[str, Any] = {name: form.get(name, "") for name in ONE}
    said |= {name: form.getlist(name) for name in SEVERAL}
    harm = {name: form.get(f"harm.{name}", "") for name in legal.HARM}
    said["harm"] = {name: value for name, value in harm.items() if value}
    return {name: value for name, value in said.items() if value}


def digest(data: Mapping[str, Any], assets: Sequence[Asset]) -> str:
    """Changes with any answer and with the records: a decision is taken only as it was
    shown, and on what was shown.
    """
    shown = [data, [revising.mark(one) for one in assets]]
    packed = orjson.dumps(shown, option=orjson.OPT_SORT_KEYS)
    return hashlib.sha256(packed).hexdigest()[:32]


def in_force(taken: Classification) -> dict[str, Any]:
    """The form of what was decided already: as it stands, but for the act that changes
    it.
    """
    names = [one for one in (*ONE, *SEVERAL, "harm") if one not in OF_ACT]
    found = {name: getattr(taken, name) for name in names}
    days = {n: v.isoformat() for n, v in found.items() if isinstance(v, date)}
    return {name: value for name, value in (found | days).items() if value}


def begun(
    proposal: Mapping[str, Any], suggested: Suggestion, *, answered: bool
) -> dict[str, Any]:
    """The form as it opens: what the producer proposed, or what the answers suggest.
    Without any answer no class is chosen beforehand: that nothing is known does not
    make it public.
    """
    if not answered and not suggested.articles and not proposal.get("access_class"):
        return {}
    norms = proposal.get("norm") or "; ".join(suggested.norms)
    return {
        "access_class": proposal.get("access_class") or suggested.access_class,
        "articles": proposal.get("articles") or list(suggested.articles),
        "norm": norms,
        "motivation": proposal.get("motivation", ""),
    }


def articles_of(number: str) -> list[tuple[str, str]]:
    """The letters of article 18 or 19, each with its code and its words."""
    found = []
    for term in vocabularies.get("exceptions"):
        if term.extra["article"] == number:
            letter = term.extra["letter"]
            said = f"{letter})" if len(letter) == 1 else "Parágrafo:"
            found.append((term.code, f"{said} {term.es}"))
    return found


def told(kind: str, document: Mapping[str, Any]) -> dict[str, str]:
    """The leaves of a public document that are a text, in the words of their lists."""
    schema = disclosure.door_schema(kind)()
    return {
        name: saying.said(field_of(schema, name), value)
        for name, value in document.items()
        if isinstance(value, str)
    }


def label_of(kind: str, name: str, value: Any) -> str:
    """What a leaf of the public document is called on the form."""
    group, _, one = name.partition("/")
    if group == "variables" and one:
        return f"Variable: {value.get('label') or one}"
    if group == "distributions" and one:
        return f"Archivo: {value.get('title') or one}"
    try:
        return labels(kind, name)[0]
    except KeyError:
        return "Datos de la serie" if name == "latest" else name

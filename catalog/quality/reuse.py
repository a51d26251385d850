"""Reusable: a file in an open format, or a series, under a licence that lets it be used."""

from collections.abc import Iterator
from dataclasses import replace

from ...schemas import vocabularies
from .verdict import Check, Document, Said, group, groups

SERIES = "CSV"  # the format in which the figures of an indicator are given
# Open, but nobody can compute with them: a page to look at, a picture of a table.
LOOKED_AT = frozenset({"text/html", "image/png", "image/jpeg", "image/svg+xml"})
PRODUCES = frozenset({"genera", "fuente_de"})


def reusable(document: Document, broken: frozenset[str] = frozenset()) -> Check:
    """Whether someone else can take the data, read them by machine and use them.

    ``broken`` are the addresses that the link checker found dead.
    """
    whole = groups(document, "distributions")
    dead = [one for one in whole if one.get("url") in broken]
    alive = {**document, "distributions": [one for one in whole if one not in dead]}
    offers = list(_offers(alive))
    usable = [label for label, is_open, free in offers if is_open and free]
    if usable:
        passed = _passed("open", usable)
        return replace(passed, fix=_mend(dead)) if dead else passed
    if dead and any(is_open and free for _l, is_open, free in _offers(document)):
        says = Said("reusable.broken", {"files": _titles(dead)})
        return Check("reusable", False, says, _mend(dead))
    if document.get("kind") == "production_process" and _leads_on(document):
        return _passed("leads", [])
    return _failed(document, offers)


def _mend(dead: list[Document]) -> Said:
    return Said("reusable.mend", {"files": _titles(dead)})


def _titles(dead: list[Document]) -> tuple[str, ...]:
    return tuple(str(one.get("title") or one.get("url")) for one in dead)


def _passed(code: str, formats: list[str]) -> Check:
    return Check("reusable", True, Said(f"reusable.{code}", _named(formats)))


def _failed(document: Document, offers: list[tuple[str, bool, bool]]) -> Check:
    opened = [label for label, is_open, _free in offers if is_open]
    closed = [label for label, _open, _free in offers if label]
    licensed = _free(document) or any(free for _label, _open, free in offers)
    if opened:
        says, fix = Said("reusable.unlicensed", _named(opened)), "licence"
    else:
        code = "reusable.closed" if closed else "reusable.nothing"
        says = Said(code, _named(closed))
        fix = "format" if licensed else "format_and_licence"
    return Check("reusable", False, says, Said(f"reusable.{fix}"))


def _named(formats: list[str]) -> dict[str, tuple[str, ...]]:
    return {"formats": tuple(dict.fromkeys(formats))}


def _offers(document: Document) -> Iterator[tuple[str, bool, bool]]:
    """Each way to get the data: its format, whether it is open, whether it is free."""
    kind = document.get("kind")
    if kind == "indicator" and document.get("observation_count"):
        yield SERIES, True, _free(document)
    for item in groups(document, "distributions"):
        term = _format(item)
        label = term.es if term else str(item.get("format") or "")
        is_open = term is not None and term.extra["open"] == "yes"
        if term is not None and term.code in LOOKED_AT:
            is_open = kind == "document" and term.code == "text/html"
        yield label, is_open, _free(document, item)


def _format(item: Document) -> vocabularies.Term | None:
    listed = vocabularies.get("media_types")
    code = str(item.get("media_type") or "")
    return listed.terms.get(code) or listed.find(str(item.get("format") or ""))


def _free(document: Document, item: Document | None = None) -> bool:
    """Whether its licence is open: the file's own one, else that of the record."""
    code = (item.get("licence") if item else None) or document.get("licence")
    term = vocabularies.get("licences").terms.get(str(code))
    return term is not None and term.extra["open"] == "yes"


def _leads_on(document: Document) -> bool:
    """A process need not hold its data: it may say which records or places do."""
    if any(link.get("type") in PRODUCES for link in groups(document, "relations")):
        return True
    given = group(group(document, "characterisation"), "dissemination")
    channels = groups(given, "channels")
    return any(one.get("reusable") and one.get("url") for one in channels)

"""Questions as addresses: reading them, and writing the one behind each filter's link."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from urllib.parse import quote_plus, urlencode

from werkzeug.datastructures import MultiDict

from ...catalog.search import Page, Question
from ...schemas import vocabularies
from ..filters import sentence
from ..languages import Lazy, language
from ..languages import gettext as _
from ..languages import lazy_gettext as _l
from .choices import Choice, Facet
from .labels import CLASSES, KINDS, term

# The name of each facet in the address, and over its values.
FACETS: dict[str, tuple[str, Lazy]] = {
    "kind": ("tipo", _l("Tipo")),
    "organization": ("dependencia", _l("Dependencia")),
    "theme": ("tema", _l("Tema")),
    "class": ("clase", _l("Clase legal")),
    "format": ("formato", _l("Formato")),
    "frequency": ("frecuencia", _l("Se actualiza")),
    "year": ("anio", _l("Año")),
    "territory": ("territorio", _l("Lugar")),
    "licence": ("licencia", _l("Licencia")),
    "source": ("fuente", _l("Fuente")),
    "quality": ("calidad", _l("Calidad")),
}
VOCABULARIES = {
    "theme": "themes",
    "frequency": "frequencies",
    "territory": "territories",
    "licence": "licences",
}
SORTS: dict[str, tuple[str, Lazy]] = {
    "relevance": ("parecido", _l("más parecidos")),
    "recent": ("reciente", _l("más recientes")),
    "title": ("nombre", _l("A a Z")),
}
KIND_NAMES = {kind.folder: code for code, kind in KINDS.items()}
SIZE = 10
HERE = "0valor0"  # stands for a value while an address is written


@dataclass(frozen=True)
class Exit:
    """Another question to try when this one found nothing."""

    label: str
    question: Question
    total: int = 0

    def counted(self, total: int) -> "Exit":
        return replace(self, total=total)

    @property
    def url(self) -> str:
        return address(self.question)


def read(args: MultiDict[str, str], most: int = SIZE) -> Question:
    """Read a question from an address; what makes no sense is passed over."""
    filters = {}
    for name, (spanish, _label) in FACETS.items():
        given = [*args.getlist(spanish), *args.getlist(name)]
        if name == "kind":
            given = [KIND_NAMES.get(value, value) for value in given]
        if given:
            filters[name] = tuple(given)
    asked = args.get("orden", "")
    sort = next((code for code, (word, _l) in SORTS.items() if word == asked), asked)
    return Question(
        text=args.get("q", ""),
        filters=filters,
        sort=sort if sort in SORTS else "relevance",  # type: ignore[arg-type]
        page=max(1, _number(args.get("pagina") or args.get("page") or "1")),
        size=most,
        exact=args.get("exacta", "") == "1",
        since=_number(args.get("desde", "")),
        until=_number(args.get("hasta", "")),
    )


def _number(text: str) -> int:
    digits = text.strip()
    return int(digits[:9]) if digits.isascii() and digits.isdigit() else 0


def pairs(question: Question) -> list[tuple[str, str]]:
    """A question as the parts of its address; what is usual is left out."""
    told: list[tuple[str, str]] = []
    if question.text:
        told.append(("q", question.text))
    for name, (spanish, _label) in FACETS.items():
        for value in question.filters.get(name, ()):
            known = name == "kind" and value in KINDS
            told.append((spanish, KINDS[value].folder if known else value))
    for word, year in (("desde", question.since), ("hasta", question.until)):
        if year:
            told.append((word, str(year)))
    if question.sort != "relevance":
        told.append(("orden", SORTS[question.sort][0]))
    if question.exact:
        told.append(("exacta", "1"))
    return told


@lru_cache(maxsize=10_000)
def _quoted(text: str, safe: str, encoding: str, errors: str) -> str:
    """A page of results writes a hundred addresses of the same few parts."""
    return quote_plus(text, safe, encoding, errors)


def address(question: Question, path: str = "/buscar", *, page: int = 1) -> str:
    """Write the address of a question."""
    told = pairs(question)
    if page > 1:
        told.append(("pagina", str(page)))
    query = urlencode(told, errors="replace", quote_via=_quoted)
    return f"{path}?{query}" if query else path


def value_label(facet: str, value: str, name: str) -> str:
    """What a value of a facet is called on the page."""
    if facet == "kind" and value in KINDS:
        return str(KINDS[value].many)
    if facet == "class" and value in CLASSES:
        return str(CLASSES[value].name)
    if facet == "quality":
        return _("%(points)s de 5", points=value)
    vocabulary = VOCABULARIES.get(facet)
    return name if vocabulary is None else term(value, vocabulary)


def _labelling(facet: str) -> Callable[[str, str], str]:
    """The same for the many values of one facet: its list is looked up once."""
    if facet not in VOCABULARIES:
        return partial(value_label, facet)
    listed, spoken = vocabularies.get(VOCABULARIES[facet]), language()
    return lambda value, _name: listed.label(value, spoken)


def _toggled(question: Question, facet: str, value: str) -> Question:
    chosen = question.filters.get(facet, ())
    kept = tuple(one for one in chosen if one != value)
    changed = kept if len(kept) < len(chosen) else (*chosen, value)
    return replace(question, filters={**question.filters, facet: changed}, page=1)


def _toggling(question: Question, facet: str) -> Callable[[str], str]:
    """How the address goes that chooses one more value: a page has a hundred of them.

    What stands before the value and after it is written once.
    """
    chosen = question.filters.get(facet, ())
    whole = address(_toggled(question, facet, HERE))
    if whole.count(HERE) != 1:  # somebody asks for this very text
        return lambda value: address(_toggled(question, facet, value))
    before, after = whole.split(HERE)

    def toggled(value: str) -> str:
        if value in chosen or (facet == "kind" and value in KINDS):
            return address(_toggled(question, facet, value))
        return f"{before}{_quoted(value, '', 'utf-8', 'replace')}{after}"

    return toggled


def facets(found: Page) -> list[Facet]:
    """Every facet that can narrow these results, each value with its link."""
    shown = []
    for name, (_spanish, label) in FACETS.items():
        addressed, called = _toggling(found.question, name), _labelling(name)
        choices = [
            Choice(
                called(value.value, value.label),
                value.count,
                value.chosen,
                addressed(value.value),
                value.depth,
            )
            for value in found.facets.get(name, ())
            if value.count or value.chosen
        ]
        if choices:
            shown.append(Facet(name, str(label), choices))
    return shown


def applied(found: Page) -> list[Choice]:
    """The filters in force, each with the link that takes it away."""
    question = found.question
    chosen = [
        Choice(
            value_label(name, value.value, value.label),
            value.count,
            True,
            address(_toggled(question, name, value.value)),
        )
        for name in FACETS
        for value in found.facets.get(name, ())
        if value.chosen
    ]
    if question.since or question.until:
        free = replace(question, since=0, until=0, page=1)
        chosen.append(Choice(_span(question), found.total, True, address(free)))
    return chosen


def _span(question: Question) -> str:
    if not question.until:
        return _("desde %(year)s", year=question.since)
    if not question.since:
        return _("hasta %(year)s", year=question.until)
    return _("de %(since)s a %(until)s", since=question.since, until=question.until)


def kept(question: Question) -> list[tuple[str, str]]:
    """What the form of the years has to carry along."""
    return pairs(replace(question, since=0, until=0))


def sorts(question: Question) -> list[tuple[str, str, bool]]:
    """The orders on offer: word, address, whether it is this one."""
    return [
        (
            str(label),
            address(replace(question, sort=code)),  # type: ignore[arg-type]
            question.sort == code,
        )
        for code, (_word, label) in SORTS.items()
    ]


def exits(found: Page) -> list[Exit]:
    """Questions near the one that found nothing, to be tried before they are offered."""
    question = found.question
    filters: Mapping[str, tuple[str, ...]] = {}
    tries = []
    if question.narrowed:
        wide = replace(question, filters=filters, since=0, until=0, page=1)
        tries.append(Exit(_("Quitar los filtros"), wide))
    if question.exact:
        tries.append(Exit(_("Buscar también palabras parecidas"), _free(question)))
    words = [word for word in question.text.split()[:8] if len(word) > 3]
    if len(words) > 1 or question.filters:
        tries += [
            Exit(sentence(word, 60), Question(text=word, size=1)) for word in words
        ]
    return [replace(exit_, question=replace(exit_.question, size=1)) for exit_ in tries]


def _free(question: Question) -> Question:
    return replace(question, exact=False, page=1)

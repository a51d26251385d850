"""What a structure query brings: the artefacts asked for, and their references.

SDMX-REST 1.5, section 4.2, and 2.1, structures: ``references`` and ``detail``.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from .model import Artefact
from .registry import KINDS, PLAIN, Registry, TooMany

REFERENCES = (
    "none", "parents", "parentsandsiblings", "ancestors", "children", "descendants",
    "all", *KINDS,
)  # fmt: skip
DETAILS = (
    "full", "allstubs", "referencestubs", "allcompletestubs", "referencecompletestubs",
    "referencepartial", "raw",
)  # fmt: skip
MOST_ARTEFACTS = 5_000
# What refers to the category scheme: categorisations, and the dataflows in them.
ABOVE = {"parents", "ancestors", "categorisation"}
ABOVE_AND_BESIDE = {"parentsandsiblings", "all"}
NEAR = {"parents", "ancestors", "children", "parentsandsiblings"}

Step = Callable[[Artefact], Iterable[Artefact]]


@dataclass(frozen=True, slots=True)
class Asked:
    """A structure query; ``ids`` empty means all, ``items`` are parts of a scheme."""

    kinds: Sequence[str]
    ids: Sequence[str] = ()
    items: Sequence[str] = ()
    references: str = "none"
    detail: str = "full"


@dataclass(frozen=True, slots=True)
class Brought:
    """An artefact of the answer: a stub has its name only."""

    artefact: Artefact
    stub: bool = False


def streams(asked: Asked) -> bool:
    """Whether the answer comes as it is read, in the order of kinds, without an end."""
    if asked.references == "none":
        return PLAIN.issuperset(asked.kinds)
    return _of_themes(asked)


def _of_themes(asked: Asked) -> bool:
    """Whether the category scheme is asked for with what refers to it."""
    whole = asked.references in ABOVE | ABOVE_AND_BESIDE
    return whole and set(asked.kinds) == {"categoryscheme"}


def resolve(registry: Registry, asked: Asked) -> Iterator[Brought]:
    """Yield what the query brings, each once. Raises ``TooMany``."""
    found, stubs = _named(registry, asked), _is_stubs(asked)
    if _of_themes(asked):
        yield from _themes(registry, asked, list(found))
        return
    if asked.references == "none":
        yield from (Brought(_cut(one, asked), stubs) for one in found)
        return
    if _wide(asked):
        registry.few()  # each would bring its own structure, and so its figures
    first = {one.key: one for one in _bounded(found)}
    for one in first.values():
        yield Brought(_cut(one, asked), stubs)
    stubs = stubs or asked.detail in {"referencestubs", "referencecompletestubs"}
    partial = asked.detail == "referencepartial"
    for one in _referred(registry, asked.references, list(first.values())):
        if one.key not in first:
            yield Brought(_narrowed(registry, first, one) if partial else one, stubs)


def _is_stubs(asked: Asked) -> bool:
    return asked.detail in {"allstubs", "allcompletestubs"}


def _wide(asked: Asked) -> bool:
    """Whether the structures of all dataflows would come, one way or the other."""
    if asked.ids:
        return False
    through = "categorisation" in asked.kinds and asked.references not in NEAR
    return through or "dataflow" in asked.kinds


def _themes(
    registry: Registry, asked: Asked, schemes: list[Artefact]
) -> Iterator[Brought]:
    """The scheme, its dataflows before it and its categorisations after it."""
    stubs = _is_stubs(asked)
    others = stubs or asked.detail in {"referencestubs", "referencecompletestubs"}
    if schemes and asked.references in ABOVE_AND_BESIDE:
        yield from (Brought(one, others) for one in registry.classified())
    yield from (Brought(_cut(one, asked), stubs) for one in schemes)
    if schemes:
        yield from (Brought(one, others) for one in registry.all("categorisation"))


def _named(registry: Registry, asked: Asked) -> Iterator[Artefact]:
    for kind in asked.kinds:
        if not asked.ids:
            yield from registry.all(kind)
            continue
        for name in dict.fromkeys(asked.ids):
            found = registry.get(kind, name)
            if found is not None:
                yield found


def _cut(one: Artefact, asked: Asked) -> Artefact:
    """The scheme with only the items asked for."""
    if not asked.items or not one.items:
        return one
    wanted = set(asked.items)
    kept = tuple(
        replace(item, parent=item.parent if item.parent in wanted else "")
        for item in one.items
        if item.id in wanted
    )
    return replace(one, items=kept, partial=True)


def _referred(
    registry: Registry, references: str, first: list[Artefact]
) -> Iterator[Artefact]:
    parents, children = registry.parents, registry.children
    found: dict[tuple[str, str], Artefact] = {}
    if references in {"parents", "parentsandsiblings", "all"}:
        above = _around(first, parents)
        found |= above
        if references != "parents":
            found |= _around(above.values(), children)
    if references == "ancestors":
        found |= _through(first, parents)
    if references == "children":
        found |= _around(first, children)
    if references in {"descendants", "all"}:
        found |= _through(first, children)
    if references in KINDS:
        reached = _through(first, children) | _through(first, parents)
        found |= {key: one for key, one in reached.items() if one.kind == references}
    yield from found.values()


def _around(first: Iterable[Artefact], step: Step) -> dict[tuple[str, str], Artefact]:
    found: dict[tuple[str, str], Artefact] = {}
    for one in first:
        for other in step(one):
            found.setdefault(other.key, other)
            if len(found) > MOST_ARTEFACTS:
                raise TooMany
    return found


def _through(first: Iterable[Artefact], step: Step) -> dict[tuple[str, str], Artefact]:
    """The same, again and again, until nothing new is reached."""
    found: dict[tuple[str, str], Artefact] = {}
    edge = list(first)
    while edge:
        reached = _around(edge, step)
        edge = [one for key, one in reached.items() if key not in found]
        found |= reached
        if len(found) > MOST_ARTEFACTS:
            raise TooMany
    return found


def _bounded(found: Iterable[Artefact]) -> Iterator[Artefact]:
    for number, one in enumerate(found):
        if number >= MOST_ARTEFACTS:
            raise TooMany
        yield one


def _narrowed(
    registry: Registry, first: dict[tuple[str, str], Artefact], one: Artefact
) -> Artefact:
    """What one dataflow or structure uses of a list; of several, the whole list."""
    owners = {
        name.removeprefix("DSD_")
        for kind, name in first
        if kind in {"dataflow", "datastructure"}
    }
    record = registry.record(owners.pop()) if len(owners) == 1 else None
    return registry.partial(one, registry.flow(record)) if record else one

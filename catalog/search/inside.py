"""What stands inside a record: the variables, columns and categories that were asked for."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import islice
from typing import Any

from .analysis import holds, tokens
from .results import Inside
from .spanish import clean, fold

MOST = 4  # a hit
LONGEST = 400  # letters of a name that are looked at
LOOKED_AT = 400  # variables or columns of one record


def inside(document: Mapping[str, Any], sought: frozenset[str]) -> tuple[Inside, ...]:
    """The first of them whose name or label holds a word that is sought."""
    return tuple(islice(_found(document, sought), MOST)) if sought else ()


def variable_anchor(one: Mapping[str, Any]) -> str:
    """The place of a variable in its record's page."""
    return f"variable-{slug(str(one.get('name') or one.get('label') or ''))}"


def column_anchor(one: Mapping[str, Any], distribution: Mapping[str, Any]) -> str:
    """The place of a column in its record's page: files may share names of columns."""
    mark = slug(str(distribution.get("uid") or distribution.get("title") or ""))[:8]
    return f"columna-{mark}-{slug(str(one.get('name') or one.get('label') or ''))}"


def slug(text: str) -> str:
    """Words as they stand in an address: folded, joined by hyphens."""
    return _slug(text[:LONGEST])


@lru_cache(maxsize=20_000)
def _slug(text: str) -> str:
    found = tokens(clean(text))
    words = (fold(word.folded).replace("ñ", "n") for word in found)
    return "-".join(word.replace(".", "-") for word in words)[:120]


def _found(document: Mapping[str, Any], sought: frozenset[str]) -> Iterator[Inside]:
    for one in islice(_items(document, "variables"), LOOKED_AT):
        name = _called(one)
        if _holds(one, sought):
            yield Inside("variable", name, variable_anchor(one))
            continue
        for category in islice(_items(one, "categories"), LOOKED_AT):
            if _holds(category, sought):
                label = str(category.get("label") or "")
                yield Inside("category", label, variable_anchor(one), name)
                break
    for distribution in _items(document, "distributions"):
        for one in islice(_items(distribution, "columns"), LOOKED_AT):
            if _holds(one, sought):
                anchor = column_anchor(one, distribution)
                yield Inside("column", _called(one), anchor)


def _called(one: Mapping[str, Any]) -> str:
    return clean(str(one.get("label") or one.get("name") or ""))


def _holds(one: Mapping[str, Any], sought: frozenset[str]) -> bool:
    return any(
        holds(one[leaf][:LONGEST], sought)
        for leaf in ("name", "label")
        if isinstance(one.get(leaf), str)
    )


def _items(document: Mapping[str, Any], name: str) -> Iterator[dict[str, Any]]:
    value = document.get(name)
    if isinstance(value, list):
        yield from (item for item in value if isinstance(item, dict))

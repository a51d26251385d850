"""Any public document of a kind: made by hypothesis from the door's own schema."""

from datetime import date
from typing import Any

from hypothesis import strategies as st
from marshmallow import Schema, fields
from tumbaga.schemas import vocabularies
from tumbaga.schemas.disclosure import door_schema, shown
from tumbaga.schemas.fields import (
    Figure,
    Flag,
    Link,
    Mailbox,
    PartialDate,
    Reference,
    Term,
    Whole,
)
from tumbaga.schemas.texts import clean, one_line

ODD = ["ñandú 🐦", "a & b < c > d", "]]>", "=1+1", '"comillas"', "</script>"]
LINE = st.one_of(st.text(min_size=1, max_size=12), st.sampled_from(ODD))
DAYS = st.dates(date(1990, 1, 1), date(2099, 12, 31)).map(str)
PLACES = ["https://ciudad.gov.co/a?b=1&c=%20", "https://ciudad.gov.co/%C3%B1"]
OFFICE = {"uid": "org-1", "name": "Planeación", "acronym": "DAP", "slug": "dap"}


def lines() -> st.SearchStrategy[str]:
    """Text as the schemas keep it: one line, nothing that no format can carry."""
    return LINE.map(one_line).filter(bool)


def paragraphs() -> st.SearchStrategy[str]:
    return st.lists(LINE, min_size=1, max_size=2).map("\n".join).map(clean).filter(bool)


def documents(kind: str) -> st.SearchStrategy[dict[str, Any]]:
    """Documents of a full disclosure, with any of the leaves that may leave."""
    schema = door_schema(kind)(only=shown(kind))
    return _group(schema).map(lambda made: {**made, "kind": kind, "uid": "u-1"})


def _group(schema: Schema) -> st.SearchStrategy[dict[str, Any]]:
    made = {name: _value(name, field) for name, field in schema.fields.items()}
    needed = {
        name: made.pop(name)
        for name, field in schema.fields.items()
        if field.required and not isinstance(field, fields.Nested)
    }
    return st.fixed_dictionaries(needed, optional=made)


def _value(name: str, field: Any) -> st.SearchStrategy[Any]:
    if isinstance(field, fields.List):
        return st.lists(_value(name, field.inner), min_size=1, max_size=2)
    if isinstance(field, fields.Nested):
        return _group(field.schema).filter(bool)
    if isinstance(field, Term):
        return st.sampled_from(sorted(vocabularies.get(field.vocabulary).terms))
    if isinstance(field, Reference):
        return st.just(OFFICE)
    if name == "url" or isinstance(field, Link):
        return st.sampled_from(PLACES)
    for kinds, strategy in SIMPLE:
        if isinstance(field, kinds):
            return strategy
    return paragraphs() if type(field).__name__ == "LongText" else lines()


SIMPLE: tuple[tuple[Any, st.SearchStrategy[Any]], ...] = (
    (Flag, st.booleans()),
    ((Whole, fields.Integer), st.integers(1, 9)),
    (Figure, st.integers(-9, 9)),
    (
        PartialDate,
        st.one_of(DAYS, DAYS.map(lambda day: day[:7]), DAYS.map(lambda day: day[:4])),
    ),
    (Mailbox, st.just("datos@ciudad.gov.co")),
    (fields.Date, DAYS),
)

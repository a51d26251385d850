"""The schemas as OpenAPI 3.1 says them: every field with its label, help and source."""

import warnings
from functools import cache
from typing import Any

from apispec import APISpec
from apispec.ext.marshmallow import MarshmallowPlugin

from .asset import IDENTITY
from .fields import Figure
from .kinds import SCHEMAS, required
from .steps import STEPS

LISTS = "/api/v1/vocabularios/"
NAMES = {kind: schema.__name__ for kind, schema in SCHEMAS.items()}


def step_name(verb: str) -> str:
    """What the document calls the body of a step."""
    return STEPS[verb].__name__


@cache
def components() -> dict[str, Any]:
    """Every schema that a body may have, by name; a draft must only say what it is."""
    plugin = MarshmallowPlugin()
    api = APISpec("Tumbaga", "1", "3.1.0", plugins=[plugin])
    converter = plugin.converter
    assert converter is not None
    converter.add_attribute_function(_links)  # type: ignore[no-untyped-call]
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # two schemas of one name would be muddled
        for kind, schema in SCHEMAS.items():
            later = tuple(one for one in required(kind) if one not in IDENTITY)
            api.components.schema(NAMES[kind], schema=schema(partial=later))
        for step in dict.fromkeys(STEPS.values()):
            api.components.schema(step.__name__, schema=step)
    schemas = api.to_dict()["components"]["schemas"]
    written = {name: _writable(one) for name, one in schemas.items()}
    whole = {*NAMES.values(), *(one.__name__ for one in STEPS.values())}
    asked = str(written)
    return {
        name: one
        for name, one in written.items()
        if name in whole or f"/{name}'" in asked
    }


def _links(_converter: Any, field: Any, **_kwargs: Any) -> dict[str, Any]:
    """Where the terms of a list are, and that an exact number may come as text."""
    if isinstance(field, Figure):
        return {"type": ["number", "string"]}
    name = field.metadata.get("x-vocabulary")
    return {"externalDocs": {"url": LISTS + name}} if name else {}


def _writable(schema: dict[str, Any]) -> dict[str, Any]:
    """Without what only we say: a body that has it is refused."""
    fields = schema.get("properties", {})
    return {
        **schema,
        "properties": {
            name: one for name, one in fields.items() if not one.get("readOnly")
        },
    }

"""An application for each test at a tenth of the cost: what never differs is kept.

Flask compiles each template again for each application, and Werkzeug writes a small
function for each rule; both depend on their source alone.
"""

from collections.abc import Callable
from typing import Any

from flask import Flask
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from werkzeug.datastructures import ImmutableDict
from werkzeug.routing import Rule


class _Kept(BytecodeCache):
    """Templates as they were compiled; a bucket's key and checksum tell their source."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        known = self._known.get((bucket.key, bucket.checksum))
        if known is not None:
            bucket.bytecode_from_string(known)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._known[bucket.key, bucket.checksum] = bucket.bytecode_to_string()


def hurry() -> None:
    Flask.jinja_options = ImmutableDict(Flask.jinja_options, bytecode_cache=_Kept())
    if hasattr(Rule, "_compile_builder"):  # Werkzeug's own affair: without it, slower
        Rule._compile_builder = _once(Rule._compile_builder)


def _once(make: Callable[..., Any]) -> Callable[..., Any]:
    known: dict[Any, Any] = {}

    def made(rule: Rule, append_unknown: bool = True) -> Any:
        key = rule.rule, repr(rule._trace), repr(rule.defaults), append_unknown
        if key not in known:
            known[key] = make(rule, append_unknown)
        return known[key]

    return made

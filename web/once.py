"""Pieces of pages that come out the same time and again: written, then kept.

A macro may be kept when nothing but its arguments, the language and the house decides
what it writes: the menu, the mark of a kind, the bars of a score.
"""

from collections.abc import Callable

from flask import Flask, request
from markupsafe import Markup

from ..catalog.search.lately import Lately
from .languages import language

MOST = 2000


def install(app: Flask) -> None:
    pieces: Lately[Markup] = Lately(MOST)

    def once(macro: Callable[..., Markup], *given: object) -> Markup:
        """What the macro writes for these arguments; its name must be its own."""
        name = macro.name  # type: ignore[attr-defined]
        key = name, given, language(), request.script_root
        return pieces.of(key, lambda: macro(*given))

    app.add_template_global(once, "once")

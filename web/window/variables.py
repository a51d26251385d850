"""Like variables side by side: what each record that has one says of it."""

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue

from ...catalog.search import alike, comparing
from ...catalog.search.inside import slug
from ..access import public
from ..languages import lazy_gettext as _l
from ..request import house, session
from .pages import answer, tag

LONGEST = 120
WHAT = {
    "variable": _l("Variable"),
    "column": _l("Columna"),
    "formula": _l("Variable de la fórmula"),
}
WHY = {
    "name": _l("Mismo nombre"),
    "form": _l("Otro nombre de lo mismo"),
    "standard": _l("Misma variable estándar"),
    "categories": _l("Mismas categorías"),
}


@public
def variable(name: str) -> ResponseReturnValue:
    """One name, every current record that has a variable called so, or one like it."""
    key = slug(name[: LONGEST * 2])
    found = comparing.compared(house().index, session(), key) if key else []
    if not found:
        abort(404 if house().index.seq() is not None else 503)
    mark = tag(key, [(one.record.seq, one.record.etag, one.why) for one in found])
    shown = found[: alike.SHOWN]
    return answer(
        mark,
        lambda: render_template(
            "window/variable.html",
            name=found[0].name,
            found=shown,
            total=len(found),
            records=len({one.record.uid for one in found}),
            differing=alike.differing(shown),
            WHAT=WHAT,
            WHY=WHY,
        ),
    )


def install(blueprint: Blueprint) -> None:
    blueprint.get("/variables/<name>")(variable)

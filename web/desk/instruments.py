"""The instruments at the desk: editions, the merged matrix, the transparency menu."""

import tempfile
from collections.abc import Iterator
from typing import Any, BinaryIO, cast

from flask import (
    Blueprint,
    Response,
    flash,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from werkzeug.utils import send_file

from ... import exporters
from ...catalog import (
    access,
    asset_matrix,
    door,
    edition_changes,
    edition_codes,
    edition_files,
    editions,
    sight,
    transparency,
)
from ...catalog.refusals import NotFound
from ...exporters import ley1712
from ...exporters.ley1712 import matrix
from ...records import reading
from ..access import desk, desk_writing, worker
from ..request import house, session
from ..window import instrument_counts
from ..window.transparency import table_of
from .edition_writing import written


@desk("oversee")
def listing() -> ResponseReturnValue:
    """Each instrument with its editions, and the menu that the administrator sets."""
    found = [
        (ley1712.get(key), editions.listed(session(), key))
        for key in ley1712.INSTRUMENTS
    ]
    return render_template(
        "desk/instruments.html",
        instruments=found,
        emptied=edition_files.without_files(session()),
        menu=transparency.menu(session(), filled=_filled()),
        may_set=access.may(worker(), "organize"),
        may_prepare=access.may(worker(), "publish"),
    )


@desk("publish")
def prepare(key: str) -> ResponseReturnValue:
    """Make today's edition: its files, and the record that waits for its act."""
    if key not in ley1712.INSTRUMENTS:
        raise NotFound("No hay ese instrumento.")
    found = ley1712.get(key)
    head = reading.head(session())
    files = written(lambda form: table_of(found, head, form))
    with desk_writing() as (opened, person):
        editions.prepare(opened, key, found.title, files, by=person, day=door.today())
    flash("La edición quedó lista. Falta el acto que la adopta: lo pone Jurídica.")
    return redirect(url_for("desk.instruments"), 303)


@desk("oversee")
def changes(uid: str) -> str:
    """What an edition says that the one before did not."""
    edition = sight.find(session(), worker(), uid)
    if not edition_codes.is_edition(edition):
        raise NotFound("Ese registro no es una edición de un instrumento.")
    earlier, files = editions.before(session(), edition), house().files
    sums = [editions.checksum(one) for one in (earlier, edition) if one]
    there = [files.path(one) for one in sums if one and files.has(one)]
    found = edition_changes.compare(*there) if len(there) == 2 else None
    return render_template(
        "desk/edition.html", edition=edition, earlier=earlier, changes=found
    )


@desk("oversee")
def sheet() -> Response:
    """The merged matrix of every record, for who may read them all."""
    out = tempfile.SpooledTemporaryFile(max_size=2**23)  # noqa: SIM115  # sent below
    made = matrix.table(_rows(), publisher=house().settings.publisher, day=door.today())
    writer = exporters.table("xlsx")
    writer.write(made, cast("BinaryIO", out))
    out.seek(0)
    return cast(
        "Response",
        send_file(
            cast("BinaryIO", out),
            request.environ,
            mimetype=writer.MEDIA_TYPE,
            as_attachment=True,
            download_name="matriz-de-activos.xlsx",
            response_class=Response,
        ),
    )


@desk("organize")
def menu() -> ResponseReturnValue:
    """Say where the other numerals are answered."""
    filled = _filled()
    with desk_writing() as (opened, person):
        for one in transparency.menu(opened, filled=filled):
            if one.ours or f"estado-{one.code}" not in request.form:
                continue
            state = request.form[f"estado-{one.code}"]
            url = request.form.get(f"url-{one.code}", "")
            if (state, url) != (one.state, one.url):
                transparency.put(opened, one.code, state, url, "", by=person)
    flash("Quedó guardado el menú de transparencia.")
    return redirect(url_for("desk.instruments"), 303)


def _filled() -> frozenset[str]:
    return instrument_counts.filled(session(), reading.head(session()))


def _rows() -> Iterator[dict[str, Any]]:
    with house().session() as opened:
        for page in asset_matrix.pages(opened):
            for asset, decision in page:
                yield asset_matrix.values(asset, decision)


def install(blueprint: Blueprint) -> None:
    blueprint.get("/instrumentos", endpoint="instruments")(listing)
    blueprint.get("/instrumentos/ediciones/<uid>", endpoint="edition_changes")(changes)
    blueprint.get("/instrumentos/matriz.xlsx", endpoint="matrix")(sheet)
    blueprint.post("/instrumentos/menu", endpoint="transparency_menu")(menu)
    blueprint.post("/instrumentos/<key>", endpoint="edition")(prepare)

"""The printable codebook of a production process: a page, and the same as a PDF."""

from typing import Any

from flask import Blueprint, Response, abort, redirect, render_template
from flask.typing import ResponseReturnValue

from ...exporters.ddi.sections import sections
from ...records import reading
from ...records.reading import PublicRecord
from ..access import public
from ..languages import language
from ..request import house, session
from .pages import answer, file, tag

KIND = "production_process"


@public
def page(slug: str) -> ResponseReturnValue:
    """The codebook to read or to print."""
    found = _open(slug)
    if found.slug != slug:
        return redirect(f"{found.path}/diccionario", 301)
    return answer(
        tag("diccionario", found.seq, found.etag),
        lambda: render_template("window/codebook.html", **_told(found)),
    )


@public
def as_pdf(slug: str) -> ResponseReturnValue:
    """The same in one file."""
    from ...exporters.ddi import codebook_pdf

    found = _open(slug)
    said = house().catalogue(reading.head(session()))

    def made() -> Response:
        built = codebook_pdf.build(found, said)
        response = Response(built, mimetype=codebook_pdf.MEDIA_TYPE)
        name = f"{found.slug}-diccionario.pdf"
        response.headers.set("Content-Disposition", "inline", filename=name)
        return response

    mark = f"{codebook_pdf.VERSION}-{said.mark}-{found.etag}"
    return file(mark, made, found.modified)


def _told(record: PublicRecord) -> dict[str, Any]:
    return {
        "record": record,
        "doc": record.document,
        "sections": sections(record, language()),
        "variables": record.document.get("variables") or [],
    }


def _open(slug: str) -> PublicRecord:
    """Only what is open has a codebook; everything else is not there."""
    found = reading.by_slug(session(), KIND, slug)
    if found is None:
        former = reading.by_former_slug(session(), KIND, slug)
        found = former and reading.by_uid(session(), former.uid)
    if found is None or found.kind != KIND:
        abort(404)
    return found


def install(blueprint: Blueprint) -> None:
    blueprint.get("/ppi/<slug>/diccionario", endpoint="codebook")(page)
    blueprint.get("/ppi/<slug>/diccionario.pdf", endpoint="codebook_pdf")(as_pdf)

"""Conceptos jurídicos at the desk: the plan's count, and the opinions on one record."""

import io
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from flask import (
    Blueprint,
    Response,
    flash,
    redirect,
    render_template,
    request,
    send_file,
    url_for,
)
from flask.typing import ResponseReturnValue

from ...catalog import door, opinions, sight
from ...catalog.refusals import Incomplete, NotFound, Refusal
from ...records.asset import Asset
from ...records.legal_opinion import LegalOpinion
from ...schemas import vocabularies
from ..access import desk, desk_writing, worker
from ..request import house, session
from ..uploads import takes_files
from . import asking
from .files import download
from .records import organizations

if TYPE_CHECKING:
    from ...exporters.opinion_pdf import Opinion


@desk("opine")
def progress() -> ResponseReturnValue:
    """How many of the PPI have an opinion, and which do not."""
    have, every = opinions.progress(session())
    asked = asking.asked()
    found, total = opinions.without(session(), worker(), asked)
    return render_template(
        "desk/opinions.html",
        have=have,
        every=every,
        without=found,
        total=total,
        asked=asked,
        names=asking.NAMES,
        units=organizations(session(), worker()),
    )


@desk("opine")
def of_record(uid: str) -> ResponseReturnValue:
    """The opinions on a record, and the form of the one that is being written."""
    return _page(_asset(uid), {})


@desk("opine")
def write(uid: str) -> ResponseReturnValue:
    """Keep the draft; issue it when that was asked and nothing lacks."""
    data = {name: request.form.get(name, "").strip() for name in opinions.FIELDS}
    given = {name: value for name, value in data.items() if value}
    try:
        with desk_writing() as (opened, person):
            asset = sight.find(opened, person, uid)
            number = request.form.get("concepto", "")
            begun = opinions.get(opened, asset, number) if number else None
            kept = opinions.write(opened, asset, given, by=person, opinion=begun)
            name = kept.uid
        if request.form.get("accion") == "emitir":
            with desk_writing() as (opened, person):
                asset = sight.find(opened, person, uid)
                kept = opinions.get(opened, asset, name)
                opinions.issue(opened, asset, kept, by=person, today=door.today())
            flash("El concepto quedó emitido: ya no se cambia.")
        else:
            flash("Quedó guardado el borrador del concepto.")
    except Incomplete as refusal:
        wrong = {one.path: one for one in refusal.problems}
        return _page(_asset(uid), data, wrong), 422
    return redirect(url_for("desk.record_opinions", uid=uid), 303)


@takes_files
@desk("opine")
def sign(uid: str, number: str) -> ResponseReturnValue:
    """Attach the signed document."""
    given = request.files.get("archivo")
    if given is None or not given.filename:
        raise Refusal("Falta el archivo: elija el PDF firmado.")
    start, end = _ends(cast("BinaryIO", given.stream))
    with desk_writing() as (opened, person):
        asset = sight.find(opened, person, uid)
        opinion = opinions.get(opened, asset, number)
        opinions.require_pdf(start, end)  # before it is kept
        checksum = house().files.put(cast("BinaryIO", given.stream)).checksum
        opinions.attach(
            opened, asset, opinion, checksum=checksum, start=start, end=end, by=person
        )
    flash("Quedó adjunto el documento firmado.")
    return redirect(url_for("desk.record_opinions", uid=uid), 303)


@desk("opine")
def signed(uid: str, number: str) -> Response:
    """The signed document, to be saved."""
    opinion = opinions.get(session(), _asset(uid), number)
    if opinion.signed is None:
        raise NotFound("Ese concepto no tiene documento firmado.")
    return download(opinion.signed, f"concepto-{opinion.issued or 'borrador'}.pdf")


@desk("opine")
def printed(uid: str, number: str) -> Response:
    """The opinion as PDF, to be printed and signed; a draft says that it is one."""
    from ...exporters import opinion_pdf

    asset = _asset(uid)
    out = io.BytesIO()
    opinion_pdf.write(_on_paper(asset, opinions.get(session(), asset, number)), out)
    out.seek(0)
    return send_file(
        out, mimetype=opinion_pdf.MEDIA_TYPE, download_name=f"concepto-{number}.pdf"
    )


def _ends(stream: BinaryIO) -> tuple[bytes, bytes]:
    start = stream.read(8)
    size = stream.seek(0, io.SEEK_END)
    stream.seek(max(size - opinions.LAST, 0))
    end = stream.read()
    stream.seek(0)
    return start, end


def _on_paper(asset: Asset, opinion: LegalOpinion) -> "Opinion":
    from ...exporters.opinion_pdf import Opinion

    chosen = opinion.access_class
    return Opinion(
        uid=opinion.uid,
        code=asset.code,
        title=asset.title,
        organization=asset.organization.name,
        question=opinion.question,
        norms=opinion.norms,
        analysis=opinion.analysis,
        access_class=vocabularies.get("access_classes").label(chosen) if chosen else "",
        author=opinion.author.name,
        position=opinion.author.position or "",
        issued=opinion.issued,
        publisher=house().settings.publisher,
    )


def _asset(uid: str) -> Asset:
    return sight.find(session(), worker(), uid)


def _page(
    asset: Asset, data: dict[str, Any], wrong: dict[str, Any] | None = None
) -> str:
    found = opinions.of(session(), asset)
    draft = next((one for one in found if one.state == "draft"), None)
    if draft is not None and not data:
        data = {name: getattr(draft, name) or "" for name in opinions.FIELDS}
    return render_template(
        "desk/opinion.html",
        asset=asset,
        issued=[one for one in found if one.state == "issued"],
        draft=draft,
        data=data,
        wrong=wrong or {},
    )


def install(blueprint: Blueprint) -> None:
    blueprint.get("/conceptos", endpoint="opinions")(progress)
    place = "/registros/<uid>/conceptos"
    blueprint.get(place, endpoint="record_opinions")(of_record)
    blueprint.post(place, endpoint="opinion_write")(write)
    blueprint.post(f"{place}/<number>/firmado", endpoint="opinion_sign")(sign)
    blueprint.get(f"{place}/<number>/firmado.pdf", endpoint="opinion_signed")(signed)
    blueprint.get(f"{place}/<number>/imprimir.pdf", endpoint="opinion_print")(printed)

"""Registering in bulk: a workbook comes in, and goes back with its wrong cells in red."""

from typing import Any, BinaryIO, cast

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage

from ...catalog import access, jobs, organizations
from ...catalog.refusals import NotFound, Refusal
from ...records.job import Job
from ...schemas.texts import one_line
from .. import queue
from ..access import desk, desk_writing, worker
from ..request import house, session
from ..uploads import takes_files
from .files import download
from .kinds import KINDS

LONGEST_NAME = 150
NO_FILE = "Falta el archivo. Elija el libro de Excel o el CSV que quiere cargar."
NO_KIND = "Diga qué registra en el archivo: procesos, indicadores, datos o documentos."
PARTS = {"corregir.xlsx": "annotated", "informe.csv": "report"}


@desk("register")
def page() -> ResponseReturnValue:
    """Templates to download, a file to upload, and what was loaded before."""
    mine = [one for one in jobs.listed(session(), by=worker()) if one.kind == "import"]
    return render_template(
        "desk/load.html",
        folders=KINDS,
        units=organizations.names(session()),
        own=worker().organization,
        mine=mine,
        most=house().settings.largest_upload,
    )


@takes_files
@desk("register")
def upload() -> ResponseReturnValue:
    """Keep the file, and have it imported."""
    given = request.files.get("archivo")
    if given is None or not given.filename:
        raise Refusal(NO_FILE)
    kind = KINDS.get(request.form.get("clase", ""))
    if kind is None:
        raise Refusal(NO_KIND)
    name = _name(given)
    arguments = {
        "checksum": house().files.put(cast("BinaryIO", given.stream)).checksum,
        "name": name,
        "kind": kind,
        "organization": _unit(request.form.get("dependencia", "")),
        "dry_run": bool(request.form.get("probar")),
    }
    with desk_writing() as (opened, person):
        job = jobs.ask(opened, "import", name, arguments, by=person)
        uid = job.uid
    queue.send(house(), uid)
    return redirect(url_for("desk.loaded", uid=uid), 303)


@desk("register")
def loaded(uid: str) -> ResponseReturnValue:
    """How far an import is, or what came of it."""
    job = _import(uid)
    return render_template("desk/loaded.html", job=job, result=job.result)


@desk("register")
def state(uid: str) -> dict[str, Any]:
    """The same in few words, for the page that waits."""
    job = _import(uid)
    return {"state": job.state, "done": job.done, "total": job.total}


@desk("register")
def stop(uid: str) -> ResponseReturnValue:
    """Stop after the batch in hand: what was saved stays."""
    with desk_writing() as (opened, person):
        jobs.cancel(opened, jobs.get(opened, uid, by=person))
    return redirect(url_for("desk.loaded", uid=uid), 303)


@desk("register")
def repeat(uid: str) -> ResponseReturnValue:
    """Once more what failed or was stopped: nothing is doubled."""
    patience = house().settings.patience
    with desk_writing() as (opened, person):
        jobs.again(opened, jobs.get(opened, uid, by=person), patience)
    queue.send(house(), uid)
    return redirect(url_for("desk.loaded", uid=uid), 303)


@desk("register")
def file(uid: str, part: str) -> Response:
    """The annotated copy, or the report."""
    job = _import(uid)
    checksum = job.result.get(PARTS[part])
    if checksum is None:
        raise NotFound("Esta carga no dejó ese archivo.")
    stem = str(job.arguments["name"]).rpartition(".")[0]
    return download(checksum, f"{stem}.{part}")


def _import(uid: str) -> Job:
    job = jobs.get(session(), uid, by=worker())
    if job.kind != "import":
        raise NotFound("No hay ninguna carga con ese número aquí.")
    return job


def _name(given: FileStorage) -> str:
    """The file's own name, without folders; only people read it."""
    name = one_line(given.filename or "").replace("\\", "/").rpartition("/")[2]
    return name[-LONGEST_NAME:] or "archivo"


def _unit(code: str) -> str:
    """The organisation of rows that name none. Raises when it is not theirs."""
    if not code:
        return ""
    unit = organizations.get(session(), code)
    access.require(worker(), "register", unit)
    return unit.code


def install(blueprint: Blueprint) -> None:
    blueprint.get("/cargas", endpoint="load")(page)
    blueprint.post("/cargas", endpoint="upload")(upload)
    blueprint.get("/cargas/<uid>")(loaded)
    blueprint.get("/cargas/<uid>/estado", endpoint="load_state")(state)
    blueprint.post("/cargas/<uid>/detener", endpoint="load_stop")(stop)
    blueprint.post("/cargas/<uid>/repetir", endpoint="load_repeat")(repeat)
    parts = ",".join(f'"{one}"' for one in PARTS)
    blueprint.get(f"/cargas/<uid>/<any({parts}):part>", endpoint="load_file")(file)

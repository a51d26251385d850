"""The public version of an adopted edition, without the rows of what closed since (art. 21)."""

import csv
from collections.abc import Collection, Iterator
from pathlib import Path

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from ...catalog import (
    door,
    edition_changes,
    edition_codes,
    edition_files,
    editions,
    sight,
)
from ...catalog.files import Stored
from ...catalog.refusals import NotFound, Refusal
from ...records.asset import Asset
from ...schemas.tables import Row, Table
from ..access import desk, desk_writing, worker
from ..request import house, session
from .edition_writing import written

LOST = "El archivo de esa edición no está en el almacén: prepare la edición de hoy."


@desk("publish")
def prepare(uid: str) -> ResponseReturnValue:
    """Make its files again, each closed row with nothing but that it was there."""
    edition = sight.find(session(), worker(), uid)
    if not edition_codes.is_edition(edition):
        raise NotFound("Ese registro no es una edición de un instrumento.")
    checksum = editions.checksum(edition)
    if not checksum or not house().files.has(checksum):
        raise Refusal(LOST)
    place = house().files.path(checksum)
    closed = edition_files.closed_since(session(), edition_codes.day_of(edition))
    files = written(lambda _form: _table(edition, place, closed))
    _publish(uid, files)
    flash("La versión pública quedó publicada, sin las filas de lo que se cerró.")
    return redirect(url_for("desk.instruments"), 303)


def _publish(uid: str, files: dict[str, tuple[Stored, str]]) -> None:
    with desk_writing() as (opened, person):
        edition = sight.find(opened, person, uid, to_change=True)
        editions.give_again(opened, edition, files, by=person, day=door.today())


def _table(edition: Asset, place: Path, closed: Collection[str]) -> Table:
    with place.open(encoding="utf-8-sig", newline="") as lines:
        heading = next(csv.reader(lines), [])
    known = [heading.index(one) for one in edition_changes.NAMES if one in heading]
    name = known[0] if known else 0

    def rows() -> Iterator[Row]:
        with place.open(encoding="utf-8-sig", newline="") as lines:
            said = csv.reader(lines)
            next(said, None)
            told = edition_files.struck(said, closed, name)
            for number, values in enumerate(told, start=2):
                yield Row(number, tuple(values))

    title = f"{edition.title}, versión pública"
    publisher = house().settings.publisher
    return Table(title, publisher, tuple(heading), 1, rows(), 0, (editions.NOTE,))


def install(blueprint: Blueprint) -> None:
    place = "/instrumentos/ediciones/<uid>/version-publica"
    blueprint.post(place, endpoint="edition_public_version")(prepare)

"""The window: public pages, read from the ledger and from nowhere else."""

from flask import Blueprint

from . import (
    calendar,
    files,
    home,
    organizations,
    pages,
    records,
    search,
    transparency,
)

blueprint = Blueprint("window", __name__)
for room in (
    home,
    search,
    organizations,
    files,
    calendar,
    transparency,
    records,
):
    room.install(blueprint)
blueprint.record_once(pages.install)

__all__ = ["blueprint"]

"""The window: public pages, read from the ledger and from nowhere else."""

from flask import Blueprint

from . import (
    files,
    home,
    organizations,
    pages,
    records,
    search,
    territories,
    variables,
)

blueprint = Blueprint("window", __name__)
for room in (home, search, organizations, territories, variables, files, records):
    room.install(blueprint)
blueprint.record_once(pages.install)

__all__ = ["blueprint"]

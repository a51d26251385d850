"""The window: public pages, read from the ledger and from nowhere else."""

from flask import Blueprint

from . import (
    calendar,
    codebook,
    downloads,
    elsewhere,
    files,
    home,
    norms,
    organizations,
    pages,
    records,
    search,
    territories,
    transparency,
    variables,
)

blueprint = Blueprint("window", __name__)
for room in (
    home,
    search,
    organizations,
    territories,
    variables,
    files,
    downloads,
    calendar,
    norms,
    transparency,
    codebook,
    elsewhere,
    records,
):
    room.install(blueprint)
blueprint.record_once(pages.install)

__all__ = ["blueprint"]

"""Accounts: signing in and out, and what a person sets for themselves."""

from flask import Blueprint

from . import entering

blueprint = Blueprint("accounts", __name__)
for room in (entering,):
    room.install(blueprint)

__all__ = ["blueprint"]

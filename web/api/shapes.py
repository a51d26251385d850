"""How a record of the desk is said in JSON: what it holds, where it stands, what lacks."""

from collections.abc import Iterable
from dataclasses import asdict
from decimal import Decimal
from typing import Any
from urllib.parse import quote

import orjson
from flask import Response
from sqlalchemy.orm import Session

from ...catalog import compliance, decisions, revising, workflow
from ...records import reading
from ...records.asset import Asset
from ...records.publication import FOLDERS
from ...records.reading import KNOWN
from ...schemas import kinds
from ...schemas.errors import Problem

ROOT = "/api/v1"
KINDS = {folder: kind for kind, folder in FOLDERS.items() if kind in kinds.SCHEMAS}
STANDING = ("published", "retired")


def answer(value: Any, status: int = 200) -> Response:
    """Any value as JSON; an exact number that JSON would round goes as text."""
    body = orjson.dumps(value, default=number)
    return Response(body, status=status, mimetype="application/json")


def record_answer(session: Session, asset: Asset, status: int = 200) -> Response:
    """One record with its mark, which a change must show again."""
    told = answer(record(session, asset), status)
    told.set_etag(etag(session, asset))
    if status == 201:
        told.headers["Location"] = address(asset.kind, asset.code, asset.uid)
    return told


def etag(session: Session, asset: Asset) -> str:
    """The mark of the record, and which decision is in force on it."""
    taken = decisions.in_force(session, [asset.id]).get(asset.id)
    mark = revising.mark(asset)
    return f"{mark}-{taken.id}" if taken is not None else mark


def without_decision(etags: Iterable[str | None]) -> set[str]:
    """The marks alone: a new decision is no change of the record's values.

    What is no mark comes as ``None``: it is the mark of nothing.
    """
    return {(one or "").partition("-")[0] for one in etags}


def record(session: Session, asset: Asset) -> dict[str, Any]:
    """The record as the desk has it; ``draft`` is what a PUT would send."""
    draft = revising.held(asset)
    public = reading.by_uid(session, asset.uid, disclosures=KNOWN, states=STANDING)
    said = {
        **summary(asset, asset.organization.code),
        "version": asset.version,
        "etag": etag(session, asset),
        "missing": [asdict(one) for one in workflow.lacking(asset)],
        "remarks": [asdict(one) for one in _remarks(draft)],
        "draft": draft,
    }
    decision = decisions.in_force(session, [asset.id]).get(asset.id)
    if decision is not None:
        said["access_class"] = decision.access_class
    if public is not None:
        said["public_url"] = public.path
    return said


def _remarks(draft: dict[str, Any]) -> list[Problem]:
    """What is kept as it came and should be put right."""
    formula = compliance.unreadable(draft)
    return [formula] if formula else []


def summary(row: Any, organization: str) -> dict[str, Any]:
    """What a list says of a record."""
    return {
        "uid": row.uid,
        "kind": row.kind,
        "code": row.code,
        "title": row.title,
        "organization": organization,
        "state": row.workflow_state,
        "modified": row.modified,
        "url": address(row.kind, row.code, row.uid),
    }


def address(kind: str, code: str, uid: str) -> str:
    """Where the API has a record: by its code, if an address can hold that."""
    awkward = "/" in code or not code.strip(".")
    return f"{ROOT}/{FOLDERS[kind]}/{uid if awkward else quote(code)}"


def differences(ours: dict[str, Any], theirs: dict[str, Any]) -> Iterable[str]:
    """The fields that two drafts say otherwise."""
    return sorted(
        name for name in {*ours, *theirs} if ours.get(name) != theirs.get(name)
    )


def number(value: Any) -> Any:
    """An exact number as JSON has it, or as text where JSON would round it."""
    if not isinstance(value, Decimal):
        raise TypeError
    if value == value.to_integral_value() and abs(value) < 2**53:
        return int(value)
    rounded = float(value)
    return rounded if Decimal(repr(rounded)) == value else str(value)

"""Writing the audit: every verb, in its own transaction."""

import hmac
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from ..records.audit import AuditEntry
from ..records.base import now
from ..records.person import Person

PERSONAL = frozenset({"desk", "email", "name", "contact_name", "contact_email"})


def record(
    session: Session,
    by: Person,
    verb: str,
    subject: str,
    *,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> None:
    """Write one entry about the record whose uid is ``subject``."""
    record_many(session, by, verb, [(subject, before or {}, after or {})])


def record_many(
    session: Session,
    by: Person,
    verb: str,
    changes: Sequence[tuple[str, Mapping[str, Any], Mapping[str, Any]]],
) -> None:
    moment = now()
    key = str(session.info.get("audit_key", ""))  # the edge sets the house's secret
    rows = [
        {
            "at": moment,
            "person": by.code,
            "verb": verb,
            "subject": subject,
            "before": veiled(before, key),
            "after": veiled(after, key),
        }
        for subject, before, after in changes
    ]
    if rows:
        session.connection().execute(insert(AuditEntry), rows)


def veiled(values: Mapping[str, Any], key: str) -> dict[str, Any]:
    """Personal values enter as a keyed digest, so that they can be erased elsewhere."""
    return {
        name: _digest(value, key) if name in PERSONAL and value else value
        for name, value in values.items()
    }


def _digest(value: Any, key: str) -> str:
    return "#" + hmac.digest(key.encode(), str(value).encode(), "sha256").hex()[:16]

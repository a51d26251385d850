"""The audit: every verb leaves its line, and no line can be changed or removed."""

import pytest
from city import City
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError
from tumbaga.records.audit import AuditEntry


def test_each_verb_leaves_who_and_what(city: City):
    asset = city.published()

    lines = city.session.scalars(
        select(AuditEntry)
        .where(AuditEntry.subject == asset.uid)
        .order_by(AuditEntry.id)
    ).all()
    assert [(one.verb, one.person) for one in lines] == [
        ("register", "ana"),
        ("submit", "ana"),
        ("approve", "carla"),
        ("classify", "beto"),
        ("publish", "carla"),
    ]


def test_personal_values_never_enter(city: City):
    city.session.info["audit_key"] = "llave"
    asset = city.asset(desk={"contact_name": "CANARIO", "contact_email": "c@x.co"})

    line = city.session.scalar(
        select(AuditEntry).where(AuditEntry.subject == asset.uid)
    )
    assert "CANARIO" not in str(line.after)
    assert line.after["desk"].startswith("#")


@pytest.mark.parametrize(
    "statement", ["UPDATE audit_entry SET person = 'x'", "DELETE FROM audit_entry"]
)
def test_no_line_can_be_changed(city: City, statement: str):
    city.asset()
    city.session.commit()

    with pytest.raises(DatabaseError, match="append-only"):
        city.session.execute(text(statement))

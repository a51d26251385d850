"""The quick writer of the door says exactly what marshmallow says, without the blanks."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest
from tumbaga.schemas import disclosure
from tumbaga.schemas.classification import LEAVES, Decision
from tumbaga.schemas.leaves import OWN
from tumbaga.schemas.writing import writer

FULL = {
    "uid": "u",
    "kind": "indicator",
    "code": "PET-1",
    "title": "Inversión",
    "acronym": "",
    "description": None,
    "organization": SimpleNamespace(
        uid="o", name="Salud", short_name=None, acronym="", slug="salud"
    ),
    "custodian": {"uid": "p", "name": "Planeación"},
    "contact": {"email": "salud@ciudad.gov.co", "position": ""},
    "keywords": ["uno", "", "dos"],
    "spatial": [],
    "minors": False,
    "maturity": "definitiva",
    "source": {},
    "relations": [{"type": "relacionado", "uid": "x"}, {"type": "", "uid": None}],
    "version": 1,
    "first_published": date(2026, 11, 21),
    "distributions": [
        {"title": "a", "checksum": "ab" * 32, "url": None, "media_type": "text/csv"},
    ],
    "variables": [{"name": "v", "label": "V", "categories": [{"code": "1"}]}],
    "targets": [
        {"year": 2030, "value": Decimal("57.50")},
        {"year": 2031, "value": "0"},
    ],
    "baseline": {"period": "2015", "value": Decimal(0)},
    "latest": {"period": "2016", "value": Decimal("58.5"), "status": None},
    "observation_count": 0,
    "lag_days": 0,
}


def without_blanks(value):
    if isinstance(value, dict):
        found = {key: without_blanks(one) for key, one in value.items()}
        return {
            k: v for k, v in found.items() if v is not None and v not in ("", [], {})
        }
    if isinstance(value, list):
        found = [without_blanks(one) for one in value]
        return [v for v in found if v is not None and v not in ("", [], {})]
    return value


@pytest.mark.parametrize("kind", sorted(OWN))
@pytest.mark.parametrize("as_record", [False, True])
def test_it_says_what_the_schema_says(kind: str, as_record: bool):
    given = {**FULL, "distributions": [SimpleNamespace(**{**BLANK, **DISTRIBUTION})]}
    record = SimpleNamespace(**given) if as_record else given
    schema = disclosure.door_schema(kind)(only=disclosure.shown(kind))

    assert writer(schema)(record) == without_blanks(schema.dump(record))


DISTRIBUTION = FULL["distributions"][0]
BLANK = {
    "file_name": None,
    "uid": "d",
    "ours": True,
    "columns": [{"name": "c", "unit": ""}],
}


def test_a_decision_is_written_the_same():
    schema = Decision(only=LEAVES)
    decision = {
        "articles": ["19-d"],
        "act_date": date(2024, 3, 14),
        "ends": date(2029, 3, 14),
        "term_years": 5,
        "unlimited": False,
        "motivation": "",
        "review": None,
    }

    assert writer(schema)(decision) == without_blanks(schema.dump(decision))

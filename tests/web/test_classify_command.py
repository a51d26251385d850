"""``tumbaga classify``: no decision is replaced by who did not say which one they read."""

import re

import pytest
from city import found_city
from click.testing import CliRunner
from sqlalchemy import select
from tumbaga.records.classification import Classification
from tumbaga.web.cli import house, tumbaga

RESERVED = (
    *("--class", "clasificada", "--article", "18-a", "--total", "--norm", "Ley 1581"),
    *("--aim", "Proteger la intimidad.", "--motivation", "Son datos de personas."),
    *("--present", "Hoy.", "--probable", "Se ve.", "--specific", "A ellas."),
    *("--balance", "Pesa más.", "--unlimited"),
    *("--index-title", "Inversión"),
    *("--act", "Resolución 3", "--act-date", "2026-01-02"),
)


@pytest.fixture
def opened(tmp_path, monkeypatch):
    monkeypatch.setenv("TUMBAGA_DATA", str(tmp_path))
    monkeypatch.delenv("TUMBAGA_DATABASE_URL", raising=False)
    house.opened.cache_clear()
    made = house.opened()
    made.prepare()
    with made.writing() as session:
        found_city(session).asset()
    yield made
    made.engine.dispose()
    house.opened.cache_clear()


def classify(*words, by="beto"):
    given = ["classify", "PET-1", *words, "--by", by]
    return CliRunner().invoke(tumbaga, [str(one) for one in given])


def decided(opened):
    """Each decision by its class, the one in force last."""
    with opened.session() as session:
        rows = session.scalars(select(Classification).order_by(Classification.id))
        return [(one.access_class, one.ended is None) for one in rows]


def test_a_decision_is_replaced_only_by_who_says_which(opened):
    first = classify("--class", "publica", "--act", "Resolución 1")
    assert first.exit_code == 0, first.output

    blind = classify(*RESERVED)

    assert blind.exit_code == 1
    assert "ya tiene una decisión en vigor: pública, de Beto, " in blind.output
    assert "(Resolución 1)" in blind.output
    number = re.search(r"--replaces (\d+)", blind.output)[1]
    assert decided(opened) == [("publica", True)]
    done = classify(*RESERVED, "--replaces", number)
    assert done.exit_code == 0, done.output
    assert decided(opened) == [("publica", False), ("clasificada", True)]
    late = classify("--class", "publica", "--replaces", number)
    assert late.exit_code == 1
    assert "ya no es la que está en vigor. Ahora es: " in late.output
    assert "clasificada" in late.output
    assert decided(opened) == [("publica", False), ("clasificada", True)]


def test_who_may_not_decide_is_not_told_what_was_decided(opened):
    classify("--class", "publica", "--act", "Resolución 1")

    answer = classify("--class", "publica", by="ana")

    assert answer.exit_code == 1
    assert "Resolución 1" not in answer.output
    assert "--replaces" not in answer.output

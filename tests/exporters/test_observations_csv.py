"""The series as CSV: exact, in columns, and never a formula."""

import csv
import io
from decimal import Decimal

import pytest
from tumbaga.exporters.observations_csv import cell, number, series
from tumbaga.records.reading import Observed


def read(observed):
    return list(csv.DictReader(io.StringIO(series(observed).decode(), newline="")))


def figure(period="2015", value="12.50000000", **more):
    known = {"territory": "76001", "breakdown": {}, "status": "A"}
    known |= {"source": None, "note": None} | more
    return Observed(period, value=value and Decimal(value), **known)


def test_breakdowns_are_columns_and_figures_are_exact():
    first, second = read(
        [
            figure(breakdown={"sexo": "mujer"}),
            figure("2016", None, breakdown={"edad": "0 a 5"}, note="Sin medir"),
        ]
    )

    assert list(first) == [
        *("periodo", "territorio", "edad", "sexo"),
        *("valor", "estado", "fuente", "nota"),
    ]
    assert (first["valor"], first["sexo"], first["edad"]) == ("12.5", "mujer", "")
    assert (second["valor"], second["nota"]) == ("", "Sin medir")


def test_no_figures_leave_the_heading():
    assert series([]) == b"periodo,territorio,valor,estado,fuente,nota\r\n"


@pytest.mark.parametrize("text", ["=1+1", "+cmd", "-x", "@SUM(A1)", "\t=1", "\r=1"])
def test_text_never_becomes_a_formula(text):
    assert cell(text).startswith("'")


@pytest.mark.parametrize("text", ["-5", "+3,2", "-0.5", "18-24", "año", ""])
def test_numbers_and_plain_text_stay(text):
    assert cell(text) == text


def test_numbers_keep_every_digit_and_no_idle_zero():
    assert number(Decimal("-1000.00000000")) == "-1000"
    assert number(Decimal("0E-8")) == "0"
    assert number(Decimal("123456789012345678.12345678")) == (
        "123456789012345678.12345678"
    )

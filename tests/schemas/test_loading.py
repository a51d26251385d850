"""One way in: what a wrong value is told, and what the house makes of untidy ones."""

from decimal import Decimal

import marshmallow.fields
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tumbaga.schemas import classification, kinds
from tumbaga.schemas import fields as house_fields
from tumbaga.schemas.messages import SPANISH
from tumbaga.schemas.texts import FORBIDDEN, clean

IDENTITY = {"code": "X-1", "title": "Un título", "organization": "dapm"}


def told(kind: str = "dataset", **values: object) -> dict[str, str]:
    draft = kinds.load(kind, {**IDENTITY, **values})
    return {one.path: one.text for one in draft.problems}


def kept(kind: str = "dataset", **values: object) -> dict[str, object]:
    draft = kinds.load(kind, {**IDENTITY, **values})
    assert draft.problems == []
    return draft.values


def test_every_message_of_a_field_of_ours_is_spanish():
    for name in dir(house_fields):
        one = getattr(house_fields, name)
        if not (isinstance(one, type) and issubclass(one, marshmallow.fields.Field)):
            continue
        if one.__module__ != house_fields.__name__:
            continue
        for base in one.__mro__:
            builtin = base.__dict__.get("default_error_messages", {})
            if base.__module__.startswith("marshmallow"):
                missing = set(builtin) - set(SPANISH.get(base, {}))
                assert not missing, (name, base, missing)


def test_identity_is_always_demanded():
    draft = kinds.load("dataset", {"description": "Algo"})

    assert {one.path for one in draft.problems} == {"code", "title", "organization"}
    assert {one.text for one in draft.problems} == {"Falta este dato."}


def test_a_draft_may_lack_the_rest_and_is_told_what():
    values = kept()

    lacking = {one.path for one in kinds.missing("dataset", values)}
    assert lacking == {"description", "theme", "language"}


def test_what_is_right_is_kept_beside_what_is_wrong():
    draft = kinds.load("dataset", {**IDENTITY, "generated": "31/02/2024"})

    assert draft.values["title"] == "Un título"
    (problem,) = draft.problems
    assert problem.given == "31/02/2024"
    assert str(problem) == (
        "Fecha de generación · 31/02/2024 · Esa fecha no existe en el calendario. "
        "Escríbala como año-mes-día, por ejemplo 2024-02-28."
    )


@pytest.mark.parametrize(
    ("written", "understood"),
    [
        ("2024", "2024"),
        ("2024-5", "2024-05"),
        ("28/2/2024", "2024-02-28"),
        ("2024-02-28T10:00:00", "2024-02-28"),
    ],
)
def test_dates(written: str, understood: str):
    assert kept(generated=written)["generated"] == understood


@pytest.mark.parametrize("written", ["0001", "9999", "ayer", "2023-2026", "R/P1D"])
def test_what_is_no_date(written: str):
    assert "generated" in told(generated=written)


@pytest.mark.parametrize(
    "written", ["anual", "Anual", "ANUAL", "cada año", "R/P1Y", "annual"]
)
def test_terms_are_understood_as_people_write_them(written: str):
    assert kept(frequency=written)["frequency"] == "anual"


def test_an_unknown_term_names_the_nearest():
    assert "«Salud y Protección Social»" in told(theme="Salud y protección")["theme"]


@pytest.mark.parametrize(
    ("written", "understood"),
    [("1.234,5", "1234.5"), ("57,25", "57.25"), (57, "57"), ("-3", "-3")],
)
def test_figures(written: object, understood: str):
    values = kept("indicator", baseline={"value": written})

    assert values["baseline"] == {"value": Decimal(understood)}


@pytest.mark.parametrize("written", ["mucho", "NaN", "Infinity", "1e400", True, "1e99"])
def test_what_is_no_figure(written: object):
    assert "baseline.value" in told("indicator", baseline={"value": written})


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "data:text/html,x", "//evil.co", "/\\evil", "ftp://a.b"],
)
def test_a_link_is_never_a_script(address: str):
    assert "source.url" in told(source={"title": "PET", "url": address})


def test_unknown_fields_are_refused():
    answer = told(workflow_state="published", id=7, uid="x")

    assert set(answer) == {"workflow_state", "id", "uid"}


def test_a_period_must_run_forwards():
    answer = told(temporal_start="2017", temporal_end="2010")

    assert answer["temporal_end"].startswith("Escribió de 2017 a 2010.")


def test_rows_of_a_list_are_counted_for_people():
    draft = kinds.load(
        "indicator", {**IDENTITY, "targets": [{"year": 2019, "value": 1}, {"value": 2}]}
    )

    (problem,) = draft.problems
    assert problem.label == "Metas por año › fila 2 › Año"


@pytest.mark.parametrize("given_", [None, [], "texto", 7, {"code": {"a": 1}}])
def test_what_is_no_record_at_all(given_: object):
    assert kinds.load("dataset", given_).problems


@given(st.text(alphabet=st.characters(exclude_categories=()), max_size=200))
def test_any_text_can_be_kept_and_written_in_any_format(text: str):
    cleaned = clean(text)

    assert not FORBIDDEN.search(cleaned)
    assert cleaned.encode() is not None
    assert clean(cleaned) == cleaned


def test_a_list_has_an_end():
    assert told(keywords=["a"] * 2_001)["keywords"] == (
        "Son demasiados: caben 2000 y vinieron 2001."
    )


def test_an_unknown_place_is_told_those_that_begin_alike():
    text = told(spatial=["Manisales"])["spatial.0"]

    assert "«Manizales»" in text


@pytest.mark.parametrize("scope", [7, "parcialmente pero no del todo"])
def test_a_scope_that_is_no_scope_is_told_in_spanish(scope: object):
    _, found = classification.load({"access_class": "reservada", "scope": scope})

    assert {one.label for one in found} >= {"Alcance"}
    assert not [one for one in found if "valid" in one.text]

"""Bodies that should not be: each is told in Spanish, none breaks anything."""

import json
from decimal import Decimal

import pytest
from api_setting import DRAFT
from tumbaga.schemas import kinds

LAID = json.dumps(DRAFT)


def with_field(text: str) -> str:
    return f"{LAID[:-1]}, {text}}}"


UNREADABLE = {
    "nothing": (b"", "Falta el cuerpo"),
    "half": ('{"code": ', "línea 1, columna"),
    "comma": ('{"code": "x",}', "línea 1, columna"),
    "not JSON": ("code=x", "línea 1"),
    "NaN": (with_field('"size": NaN'), "no es JSON"),
    "infinity": (with_field('"size": -Infinity'), "no es JSON"),
    "1e400": (with_field('"x": 1e400'), "demasiado grande"),
    "2**53": (with_field('"x": 9007199254740992'), "demasiado grande"),
    "long": (with_field('"x": ' + "9" * 5000), "demasiado grande"),
    "twice": (with_field('"code": "PET-10"'), "«code» está dos veces"),
    "twice below": (with_field('"contact": {"email": "a", "email": "b"}'), "dos veces"),
    "deep": ("[" * 100_000, "demasiados niveles"),
    "deep object": ('{"a":' * 5000 + "1" + "}" * 5000, "demasiados niveles"),
    "surrogate": (with_field('"acronym": "\\ud800"'), "signos que no se pueden leer"),
    "latin-1": (LAID.replace("Cu", "Ñ").encode("latin-1"), "signos que no se pueden"),
    "BOM": ("\ufeff" + LAID, "sin BOM"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_cannot_be_read_alike_is_refused(small_api, name: str):
    body, said = UNREADABLE[name]
    answer = small_api.send(body)

    assert answer.status_code == 400, answer.text
    assert answer.mimetype == "application/problem+json"
    assert said in answer.json["detail"]


@pytest.mark.parametrize("body", ["[]", "1", '"x"', "null", "true", "[[1]]"])
def test_what_is_no_group_of_fields_is_told(small_api, body: str):
    answer = small_api.send(body)

    assert answer.status_code == 422
    assert "grupo de campos" in answer.json["errors"][0]["text"]


def test_900_levels_are_a_wrong_value_and_no_more(small_api):
    answer = small_api.send(with_field('"title": ' + "[" * 900 + "]" * 900))

    assert answer.status_code in {400, 422}


def test_two_megabytes_are_too_many(small_api):
    answer = small_api.send(with_field('"notes": ["' + "a" * 2 * 1024 * 1024 + '"]'))

    assert answer.status_code == 413
    assert answer.json["title"] == "Es demasiado grande"
    assert "2 MB" in answer.json["detail"]


def test_another_format_is_told(small_api):
    answer = small_api.client.post(
        "/api/v1/datos",
        data={"code": "x"},
        headers={"Authorization": f"Bearer {small_api.secrets['ana']}"},
    )

    assert answer.status_code == 415
    assert "application/json" in answer.json["detail"]


@pytest.mark.parametrize(
    "name",
    [
        "owner",
        "class",
        "access_class",
        "approved_by",
        "uid",
        "id",
        "kind",
        "workflow_state",
        "state",
        "version",
        "digest",
        "first_published",
        "created",
        "organization_id",
        "incomplete",
        "successor_uid",
        "__class__",
    ],
)
def test_what_is_not_the_callers_to_say_is_refused_by_name(small_api, name: str):
    answer = small_api.send(json.dumps({**DRAFT, "code": "M-1", name: "x"}))

    assert answer.status_code == 422
    assert [one["path"] for one in answer.json["errors"]] == [name]
    assert "No conocemos este campo" in answer.json["errors"][0]["text"]
    assert small_api.call("ana", "get", "/datos/M-1").status_code == 404


def test_the_messages_are_those_of_every_door(small_api):
    wrong = {
        **DRAFT,
        "theme": "Cosas",
        "contact": {"email": "nadie"},
        "generated": "ayer",
        "variables": [{"name": "a"}, {"label": "b", "type": "raro"}],
    }
    answer = small_api.send(json.dumps(wrong))

    wanted = [vars(one) for one in kinds.load("dataset", wrong).problems]
    assert answer.status_code == 422
    assert answer.json["errors"] == wanted
    assert len(wanted) >= 4


def test_a_thousand_problems_are_cut_short(small_api):
    answer = small_api.send(json.dumps({f"x{n}": 1 for n in range(1000)}))

    assert len(answer.json["errors"]) == 200


def test_signs_that_no_format_carries_are_dropped(small_api):
    made = small_api.send(
        json.dumps({**DRAFT, "code": "S-1", "title": "A\x00b\u202ec"})
    )

    assert made.json["title"] == "Abc"


def test_a_number_that_the_database_cannot_hold_is_told(api):
    answer = api.call(
        "ana", "post", "/documentos", {**DRAFT, "code": "D-1", "pages": 2**40}
    )

    assert answer.status_code in {201, 422}
    assert api.call("ana", "get", "/documentos").status_code == 200


def test_numbers_stay_exact(small_api):
    body = json.dumps(
        {**DRAFT, "code": "I-1", "observations": [{"period": "2020", "value": 0}]}
    ).replace('"value": 0', '"value": 123456789012345.12345678')
    made = small_api.send(body, "/indicadores")

    assert made.status_code == 201, made.text
    shown = json.loads(made.text, parse_float=Decimal)["draft"]["observations"]
    assert Decimal(shown[0]["value"]) == Decimal("123456789012345.12345678")


@pytest.mark.parametrize(
    ("path", "status"),
    [("/nada", 404), ("/datos/x/y/z", 404), ("/datos/%00", 404), ("/datos/%ff", 404)],
)
def test_addresses_that_are_not_there_are_told_in_json(small_api, path, status):
    answer = small_api.call("ana", "get", path)

    assert answer.status_code == status
    assert answer.json["title"] == "No existe"


def test_a_method_that_is_not_there_names_those_that_are(small_api):
    answer = small_api.call("ana", "delete", "/datos/PET-9")

    assert answer.status_code == 405
    assert {"GET", "PUT"} <= set(answer.headers["Allow"].split(", "))


def test_our_own_failure_gives_a_number_and_nothing_else(small_api, monkeypatch):
    from tumbaga.web.api import listings

    def broken(_person, _verb, _unit):
        raise ValueError("zorzal")

    monkeypatch.setattr(listings.access, "may", broken)
    answer = small_api.call("ana", "get", "/yo")

    assert answer.status_code == 500
    assert answer.mimetype == "application/problem+json"
    assert "zorzal" not in answer.text
    assert "dé este número" in answer.json["detail"]

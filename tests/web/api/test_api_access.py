"""Who may what by the API: tokens, scopes, roles, and records of another organisation."""

from datetime import timedelta

import pytest
from city import RESERVED
from flask import Flask
from tumbaga.records.base import now
from tumbaga.records.person import Person
from tumbaga.records.token import Token
from tumbaga.web.api.operations import OPERATIONS

DECISION = {"access_class": "publica"}
REASON = {"reason": "Porque sí."}
WORDS = {
    "clasificar": DECISION,
    "devolver": REASON,
    "retirar": REASON,
    "retirar-del-publico": REASON,
}
STEPS = (
    "enviar",
    "aprobar",
    "devolver",
    "clasificar",
    "publicar",
    "retirar",
    "retirar-del-publico",
)
SCOPE = {
    "enviar": "write",
    "aprobar": "review",
    "devolver": "review",
    "clasificar": "legal",
    "publicar": "publish",
    "retirar": "publish",
    "retirar-del-publico": "publish",
}


def reached(api, who: str, path: str) -> dict[str, int]:
    """What each way to a record answers to somebody."""
    draft = {"code": "PET-9", "title": "Robado", "organization": "salud"}
    ways = {step: ("post", f"{path}/{step}", WORDS.get(step)) for step in STEPS}
    ways |= {"GET": ("get", path, None), "PUT": ("put", path, draft)}
    return {
        name: api.call(who, method, address, json, If_Match="*").status_code
        for name, (method, address, json) in ways.items()
    }


def test_anothers_draft_does_not_exist(api):
    uid = api.registered().json["uid"]

    for name in ("PET-9", uid):
        answers = reached(api, "fabio", f"/datos/{name}")
        assert set(answers.values()) == {404}, (name, answers)
    assert api.call("ana", "get", "/datos/PET-9").json["state"] == "draft"
    strange = api.call("fabio", "get", "/datos/PET-9").text
    nothing = api.call("fabio", "get", "/datos/PET-8").text
    assert strange.replace("PET-9", "") == nothing.replace("PET-8", "")


def test_anothers_public_record_is_403_with_its_reason(new_api):
    path = new_api.published()

    answers = reached(new_api, "fabio", path)
    assert set(answers.values()) == {403}, answers
    why = new_api.call("fabio", "put", path, {"code": "PET-9"}, If_Match="*").json
    assert "le corresponde a" in why["detail"]
    assert new_api.call("ana", "get", path).json["title"] == "Inversión por dependencia"


def test_what_is_public_only_by_its_existence_is_not_known_by_its_code(api):
    path = api.published()
    held = api.call("beto", "get", path)
    uid, mark = held.json["uid"], held.headers["ETag"]
    decide = f"{path}/clasificar"
    closed = api.call("beto", "post", decide, RESERVED, If_Match=mark)
    assert closed.status_code == 200, closed.text

    assert set(reached(api, "fabio", "/datos/PET-9").values()) == {404}
    assert set(reached(api, "fabio", f"/datos/{uid}").values()) == {403}


def test_lists_hold_only_what_one_may_see(api):
    api.registered()
    api.call(
        "fabio", "post", "/datos", {"code": "S", "title": "S", "organization": "salud"}
    )

    def codes(who: str) -> list[str]:
        page = api.call(who, "get", "/datos").json
        assert page["total"] == len(page["records"])
        return [one["code"] for one in page["records"]]

    assert codes("ana") == ["PET-9"]
    assert codes("fabio") == ["S"]
    for who in ("beto", "carla", "dario", "elsa"):
        assert codes(who) == ["PET-9", "S"]


def test_registering_in_anothers_name_is_refused(new_api):
    draft = {"code": "X", "title": "X", "organization": "planeacion"}

    refused = new_api.call("fabio", "post", "/datos", draft)
    assert refused.status_code == 403
    assert "Departamento Administrativo de Planeación" in refused.json["detail"]
    own = new_api.call("fabio", "post", "/datos", {**draft, "organization": "salud"})
    moved = new_api.call(
        "fabio", "put", "/datos/X", draft, If_Match=own.headers["ETag"]
    )
    assert moved.status_code == 403
    assert new_api.call("fabio", "get", "/datos/X").json["organization"] == "salud"


def test_the_auditor_reads_and_changes_nothing(new_api):
    path = new_api.published()

    answers = reached(new_api, "elsa", path)
    assert answers.pop("GET") == 200
    assert set(answers.values()) == {403}


def test_a_scope_that_is_missing_is_403_before_anything_is_looked_up(new_api):
    new_api.registered()
    for step, scope in SCOPE.items():
        others = {"read", "write", "review", "legal", "publish"} - {scope}
        if step == "retirar-del-publico":
            others -= {"legal"}
        narrow = new_api.token("carla", *others)
        for code in ("PET-9", "NO-HAY"):
            answer = new_api.call(
                narrow, "post", f"/datos/{code}/{step}", WORDS.get(step)
            )
            assert answer.status_code == 403, (step, code)
            assert "alcance" in answer.json["detail"]
    reader = new_api.token("ana", "read")
    assert new_api.call(reader, "get", "/datos/PET-9").status_code == 200
    assert new_api.call(reader, "post", "/datos", {}).status_code == 403
    writer = new_api.token("ana", "write")
    assert new_api.call(writer, "get", "/datos").status_code == 403


def ended(new_api, **values) -> str:
    secret = new_api.token("ana", "read")
    with new_api.house.writing() as session:
        last = session.query(Token).order_by(Token.id.desc()).first()
        for name, value in values.items():
            setattr(last, name, value)
    return secret


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"expires": now() - timedelta(seconds=1)}, "venció"),
        ({"revoked": now()}, "revocado"),
    ],
)
def test_an_ended_token_is_401_and_says_why(api, values, said):
    answer = api.call(ended(api, **values), "get", "/yo")

    assert answer.status_code == 401
    assert said in answer.json["detail"]
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")


def test_who_left_is_401(new_api):
    with new_api.house.writing() as session:
        session.query(Person).filter_by(code="ana").update({"active": False})

    assert new_api.call("ana", "get", "/yo").status_code == 401


@pytest.mark.parametrize(
    "header", ["", "Bearer", "Bearer ", "Basic YW5hOmFuYQ==", "Bearer nada", "Bearer ñ"]
)
def test_nobody_is_told_in_spanish_how_to_come_in(small_api, header: str):
    headers = {"Authorization": header} if header else {}
    answer = small_api.client.get("/api/v1/datos", headers=headers)

    assert answer.status_code == 401
    assert answer.mimetype == "application/problem+json"
    assert answer.json["title"] == "Falta un token válido"
    assert answer.headers["Cache-Control"] == "no-store"


def test_every_operation_but_the_open_ones_asks_for_a_token(small_api):
    for one in OPERATIONS:
        path = one.path.format(folder="datos", code="x", name="themes")
        answer = small_api.call(None, one.method, path)
        assert answer.status_code == (200 if one.verb == "" else 401), one


def test_a_cookie_or_an_address_is_no_token(small_api):
    secret = small_api.secrets["ana"]
    small_api.client.set_cookie("token", secret)

    answer = small_api.client.get(f"/api/v1/yo?access_token={secret}&token={secret}")

    assert answer.status_code == 401
    small_api.client.delete_cookie("token")


def test_the_last_use_is_written_down_once_in_a_while(new_api):
    new_api.call("ana", "get", "/yo")
    new_api.call("ana", "get", "/yo")

    with new_api.session() as session:
        used = [one.last_used for one in session.query(Token) if one.last_used]
    assert len(used) == 1


def test_the_table_names_every_address(small_api):
    app: Flask = small_api.app
    there = {
        (method, str(rule))
        for rule in app.url_map.iter_rules()
        if str(rule).startswith("/api/v1")
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    folder = "<any(ppi, indicadores, datos, documentos):folder>"
    listed = {
        (
            one.method.upper(),
            "/api/v1"
            + one.path.replace("{folder}", folder)
            .replace("{code}", "<path:code>")
            .replace("{name}", "<name>"),
        )
        for one in OPERATIONS
    }
    ours = {
        ("GET", "/api/v1"),
        ("GET", "/api/v1/docs"),
        ("GET", "/api/v1/openapi.json"),
    }
    assert there == listed | ours

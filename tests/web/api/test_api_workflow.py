"""A record's whole way by the API, on both databases; and every list on the way."""

import pytest
from tumbaga.catalog.people import get as person
from tumbaga.records.audit import AuditEntry

INDICATOR = {
    "code": "IND-1",
    "title": "Cobertura de vacunación",
    "organization": "planeacion",
    "description": "Niños vacunados de cada cien.",
    "theme": "salud-y-proteccion-social",
    "language": "es",
    "objective": "Saber cuántos faltan.",
    "unit": "Porcentaje",
    "formula": "(V1/V2)*100",
    "formula_variables": [
        {"symbol": "V1", "name": "Vacunados", "source": "PAI"},
        {"symbol": "V2", "name": "Población", "source": "DANE"},
    ],
    "targets": [{"year": 2024, "value": 95.5}],
    "observations": [
        {"period": "2023", "value": 93.25},
        {"period": "2024", "value": "1.234.567,00000001"},
    ],
}


def test_from_nothing_to_the_public_and_out_again(api):
    path = api.published()

    assert api.client.get("/datos/pet-9").status_code == 200
    shown = api.call("ana", "get", path).json
    assert (shown["state"], shown["access_class"]) == ("published", "publica")
    assert shown["public_url"] == "/datos/pet-9"

    gone = api.call("carla", "post", f"{path}/retirar", {"reason": "Hay uno nuevo."})
    assert gone.json["state"] == "retired"
    out = api.call(
        "beto", "post", f"{path}/retirar-del-publico", {"reason": "Tenía un error."}
    )
    assert out.json["state"] == "withdrawn"
    assert "public_url" not in out.json
    assert api.client.get("/datos/pet-9").status_code == 410


def test_returned_corrected_and_sent_again(api):
    path = "/datos/PET-9"
    api.registered()
    api.call("ana", "post", f"{path}/enviar")
    back = api.call("carla", "post", f"{path}/devolver", {"reason": "Falta el año."})
    assert back.json["state"] == "returned"

    corrected = api.call(
        "ana",
        "put",
        path,
        {**back.json["draft"], "title": "Inversión 2024"},
        If_Match=back.headers["ETag"],
    )
    assert (corrected.status_code, corrected.json["state"]) == (200, "draft")
    assert api.call("ana", "post", f"{path}/enviar").json["state"] == "submitted"
    with api.session() as session:
        verbs = [one.verb for one in session.query(AuditEntry).order_by(AuditEntry.id)]
    assert verbs[-5:] == ["register", "submit", "return", "revise", "submit"]


def test_an_indicator_comes_back_as_it_went(api):
    made = api.call("ana", "post", "/indicadores", INDICATOR)
    assert made.status_code == 201, made.text
    draft = made.json["draft"]

    assert draft["observations"] == [
        {"period": "2023", "value": 93.25},
        {"period": "2024", "value": 1234567.00000001},
    ]
    assert draft["targets"] == [{"year": 2024, "value": 95.5}]
    again = api.call(
        "ana", "put", "/indicadores/IND-1", draft, If_Match=made.headers["ETag"]
    )
    assert again.headers["ETag"] == made.headers["ETag"]


@pytest.mark.parametrize(
    ("formula", "told"),
    [
        ("V1/V1*100", ""),
        ("V1/0", "divide por cero"),
        ("V9*2", "no está entre las variables"),
        ("IND=IND+1", "se usa a sí misma"),
        ("__import__('os').system('x')", "no se puede calcular"),
    ],
)
def test_a_formula_that_is_none_is_kept_as_text_and_said(small_api, formula, told):
    """The text is that of the form, which keeps it beside the field until it is right."""
    variables = [{"symbol": "V1", "name": "Unos"}]
    code = f"F-{sum(map(ord, formula))}"
    given = {
        **INDICATOR,
        "code": code,
        "formula_variables": variables,
        "acronym": "IND",
    }

    made = small_api.call("ana", "post", "/indicadores", {**given, "formula": formula})

    assert made.status_code == 201, made.text
    assert made.json["draft"]["formula"] == formula
    assert [one["path"] for one in made.json["remarks"]] == (
        ["formula"] if told else []
    )
    assert told in "".join(one["text"] for one in made.json["remarks"])


def test_what_was_read_can_be_put_back_and_nothing_changes(api):
    path = api.published(
        keywords=["plan", "inversión"],
        maturity="definitiva",
        contact={"position": "Jefe", "email": "datos@cali.gov.co"},
        distributions=[{"title": "Datos", "url": "https://cali.gov.co/a.csv"}],
        variables=[{"name": "anio", "label": "Año"}],
        desk={"remarks": "Pedir el anexo."},
    )
    before = api.call("ana", "get", path)

    after = api.call(
        "ana", "put", path, before.json["draft"], If_Match=before.headers["ETag"]
    )

    assert after.status_code == 200
    assert after.json == before.json
    assert after.json["state"] == "published"


def test_an_incomplete_draft_is_kept_and_says_what_lacks(new_api):
    made = new_api.call(
        "ana",
        "post",
        "/ppi",
        {"code": "PPI-1", "title": "Encuesta", "organization": "planeacion"},
    )
    assert made.status_code == 201
    lacking = {one["path"] for one in made.json["missing"]}
    assert {"description", "theme", "language"} <= lacking

    sent = new_api.call("ana", "post", "/ppi/PPI-1/enviar")
    assert sent.status_code == 422
    assert {one["path"] for one in sent.json["errors"]} == lacking
    assert all(one["text"] == "Falta este dato." for one in sent.json["errors"])


def test_a_step_from_the_wrong_state_is_409_and_twice_changes_nothing(new_api):
    new_api.registered()

    assert new_api.call("carla", "post", "/datos/PET-9/aprobar").status_code == 409
    assert new_api.call("ana", "post", "/datos/PET-9/enviar").status_code == 200
    twice = new_api.call("ana", "post", "/datos/PET-9/enviar")
    assert twice.status_code == 409
    assert "está en revisión" in twice.json["detail"]
    undecided = new_api.call("carla", "post", "/datos/PET-9/aprobar")
    assert undecided.status_code == 200
    refused = new_api.call("carla", "post", "/datos/PET-9/publicar")
    assert refused.status_code == 409
    assert "Dirección Jurídica" in refused.json["detail"]


def test_a_wrong_decision_cites_the_law_field_by_field(new_api):
    new_api.registered()

    answer = new_api.call(
        "beto", "post", "/datos/PET-9/clasificar", {"access_class": "reservada"}
    )

    assert answer.status_code == 422
    told = {one["path"]: one["text"] for one in answer.json["errors"]}
    assert "Ley 1712 de 2014, art. 19" in told["norm"]


def test_a_successor_must_be_there(new_api):
    path = new_api.published()
    new_api.registered(code="PET-10")

    wrong = new_api.call(
        "carla", "post", f"{path}/retirar", {"reason": "x", "successor": "NO"}
    )
    assert wrong.status_code == 422
    assert wrong.json["errors"][0]["path"] == "successor"
    right = new_api.call(
        "carla", "post", f"{path}/retirar", {"reason": "x", "successor": "PET-10"}
    )
    assert right.status_code == 200


def test_lists_are_filtered_and_turned_page_by_page(api):
    for number in range(5):
        api.registered(code=f"A_{number}", title=f"Registro {number}")
    api.call("ana", "post", "/datos/A_3/enviar")

    first = api.call("ana", "get", "/datos?size=2&q=registro").json
    seen = [one["code"] for one in first["records"]]
    assert first["total"] == 5
    page = first
    while "next" in page:
        page = api.call("ana", "get", page["next"].removeprefix("/api/v1")).json
        seen += [one["code"] for one in page["records"]]
    assert seen == [f"A_{number}" for number in range(5)]

    def codes(question: str) -> list[str]:
        found = api.call("ana", "get", f"/datos?{question}").json["records"]
        return [one["code"] for one in found]

    assert codes("state=submitted") == ["A_3"]
    assert codes("q=a_4") == ["A_4"]
    assert codes("q=%25") == []
    assert codes("organization=salud") == []
    assert codes("organization=no%00hay") == []


@pytest.mark.parametrize(
    "question", ["state=listo", "size=-1", "size=muchos", "after=1e9", "orden=x"]
)
def test_a_filter_that_there_is_not_is_told(small_api, question: str):
    answer = small_api.call("ana", "get", f"/datos?{question}")

    assert answer.status_code == 400
    assert answer.mimetype == "application/problem+json"


def test_who_am_i_and_what_may_i(small_api):
    me = small_api.call("ana", "get", "/yo").json

    assert (me["name"], me["organization"]) == ("Ana", "planeacion")
    assert me["may"] == [
        "read",
        "register",
        "revise",
        "submit",
        "comment",
        "history",
        "attend",
        "follow",
        "supply",
    ]
    auditor = small_api.call("elsa", "get", "/yo").json
    assert auditor["may"] == [
        "read",
        "oversee",
        "history",
        "follow",
        "foresee",
        "watch",
    ]


def test_a_code_with_a_slash_has_an_address(new_api):
    made = new_api.registered(code="4132/2020 A")
    address = made.headers["Location"].removeprefix("/api/v1")

    assert new_api.call("ana", "get", address).json["code"] == "4132/2020 A"
    assert new_api.call("ana", "get", "/datos/4132%2F2020%20A").status_code == 200
    assert new_api.call("ana", "get", "/indicadores/4132%2F2020%20A").status_code == 404


def test_the_person_is_the_one_of_the_audit(new_api):
    new_api.registered()

    with new_api.session() as session:
        last = session.query(AuditEntry).order_by(AuditEntry.id.desc()).first()
        assert last.person == person(session, "ana").code

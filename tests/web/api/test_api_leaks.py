"""What another organisation works on leaves through no answer of the API: canary words."""

from tumbaga.web.api.operations import OPERATIONS

CANARY = "zorzal"
SECRET = {
    "title": f"Título {CANARY}",
    "description": CANARY,
    "acronym": CANARY,
    "keywords": [CANARY],
    "notes": [CANARY],
    "contact": {"position": CANARY},
    "desk": {"remarks": CANARY},
    "variables": [{"name": CANARY, "label": CANARY}],
}
BODIES = {
    "draft": {"title": "X", "organization": "salud"},
    "Reason": {"reason": "x"},
    "Retirement": {"reason": "x", "successor": "C-1"},
    "Withdrawal": {"reason": "x"},
    "Decision": {"access_class": "publica"},
}


def answers(api, who: str | None):
    """Every operation at every record, by code and by uid, right and wrong bodies."""
    uids = [api.call("ana", "get", f"/datos/{code}").json["uid"] for code in CODES]
    for one in OPERATIONS:
        for name in (*CODES, *uids):
            path = one.path.format(folder="datos", code=name, name="themes")
            body = BODIES.get(one.body)
            if one.body == "draft":
                body = {**BODIES["draft"], "code": name}
            for sent in (body, {"otra": 1}):
                json = sent if one.body else None
                yield one, api.call(who, one.method, path, json, If_Match='"vieja"')
    for question in (f"q={CANARY}", "q=C-", "organization=planeacion", "state=draft"):
        yield question, api.call(who, "get", f"/datos?{question}")


CODES = ("C-1", "C-2", "C-3")


def test_no_answer_says_what_another_works_on(new_api):
    new_api.registered(**SECRET, code="C-1")
    new_api.registered(**SECRET, code="C-2")
    new_api.call("ana", "post", "/datos/C-2/enviar")
    path = new_api.published(code="C-3", title="Un título abierto")
    open_one = new_api.call("ana", "get", path)
    edited = new_api.call(
        "ana",
        "put",
        path,
        {**open_one.json["draft"], **SECRET},
        If_Match=open_one.headers["ETag"],
    )
    assert edited.status_code == 200

    for who in ("fabio", None):
        for asked, answer in answers(new_api, who):
            assert answer.status_code < 500, asked
            said = answer.text + str(answer.headers)
            assert CANARY not in said.lower(), (asked, said)
    for code in CODES:
        kept = new_api.call("ana", "get", f"/datos/{code}").json
        assert kept["draft"]["title"] == SECRET["title"]

"""Two people on one record, and one request twice: nothing is lost, nothing doubled."""

from threading import Barrier, Thread

from api_setting import DRAFT

PATH = "/datos/PET-9"


def together(*works) -> list:
    """Run all at the same moment; what each answered."""
    ready, answers = Barrier(len(works)), [None] * len(works)

    def run(place: int) -> None:
        ready.wait()
        answers[place] = works[place]()

    threads = [Thread(target=run, args=(place,)) for place in range(len(works))]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return answers


def put(api, mark: str, **values):
    client = api.app.test_client()
    return client.put(
        f"/api/v1{PATH}",
        json={**DRAFT, **values},
        headers={"Authorization": f"Bearer {api.secrets['ana']}", "If-Match": mark},
    )


def test_the_second_is_shown_both(api):
    mark = api.registered().headers["ETag"]
    assert put(api, mark, title="La primera").status_code == 200

    second = put(api, mark, title="La segunda", acronym="SEG")

    assert second.status_code == 412
    assert second.json["current"]["draft"]["title"] == "La primera"
    assert second.json["given"]["title"] == "La segunda"
    assert second.json["differences"] == ["acronym", "title"]
    again = put(api, second.json["current"]["etag"], title="La segunda")
    assert (again.status_code, again.json["title"]) == (200, "La segunda")


def test_of_two_at_the_same_moment_one_is_refused(api):
    mark = api.registered().headers["ETag"]

    answers = together(
        *(lambda n=n: put(api, mark, title=f"Título {n}") for n in range(4))
    )

    assert sorted(one.status_code for one in answers) == [200, 412, 412, 412]
    kept = next(one for one in answers if one.status_code == 200).json["title"]
    assert api.call("ana", "get", PATH).json["title"] == kept


def test_the_same_put_again_is_answered_alike(new_api):
    mark = new_api.registered().headers["ETag"]

    first = put(new_api, mark, title="Otra")
    lost = put(new_api, mark, title="Otra")  # the answer was lost on the way

    assert (first.status_code, lost.status_code) == (200, 200)
    assert first.json == lost.json


def test_a_step_of_another_is_a_change_too(new_api):
    mark = new_api.registered().headers["ETag"]
    new_api.call("ana", "post", f"{PATH}/enviar")

    assert put(new_api, mark, title="Otra").status_code == 412


def test_without_a_mark_nothing_is_replaced(new_api):
    new_api.registered()

    answer = new_api.call("ana", "put", PATH, {**DRAFT, "title": "Otra"})

    assert answer.status_code == 428
    assert "If-Match" in answer.json["detail"]
    assert put(new_api, "*", title="Otra").status_code == 200


def test_a_mark_that_compression_weakened_is_understood(new_api):
    mark = new_api.registered().headers["ETag"]

    assert put(new_api, f"W/{mark}", title="Otra").status_code == 200


def test_the_code_is_not_changed_by_a_put(new_api):
    mark = new_api.registered().headers["ETag"]

    answer = put(new_api, mark, code="PET-77")

    assert answer.status_code == 422
    assert answer.json["errors"][0]["path"] == "code"
    assert new_api.call("ana", "get", "/datos/PET-77").status_code == 404


def test_a_put_where_nothing_is_makes_nothing(new_api):
    assert put(new_api, "*", title="Nueva").status_code == 404


def test_a_code_is_registered_once(api):
    api.registered()

    twice = api.call("ana", "post", "/datos", {**DRAFT, "title": "Otra"})
    assert twice.status_code == 409
    assert twice.json["existing"] == twice.headers["Location"] == f"/api/v1{PATH}"
    other = api.call("ana", "post", "/indicadores", DRAFT)
    assert (other.status_code, other.json["existing"]) == (409, f"/api/v1{PATH}")
    strange = api.call("fabio", "post", "/datos", {**DRAFT, "organization": "salud"})
    assert strange.status_code == 409
    assert "existing" not in strange.json
    assert "Inversión" not in strange.text


def test_the_uid_of_another_is_no_code(new_api):
    uid = new_api.registered().json["uid"]

    assert (
        new_api.call(
            "fabio", "post", "/datos", {**DRAFT, "organization": "salud", "code": uid}
        ).status_code
        == 409
    )


def test_a_double_click_registers_one(api):
    def post():
        return api.app.test_client().post(
            "/api/v1/datos",
            json=DRAFT,
            headers={"Authorization": f"Bearer {api.secrets['ana']}"},
        )

    answers = together(post, post, post)

    assert sorted(one.status_code for one in answers) == [201, 409, 409]
    assert api.call("ana", "get", "/datos").json["total"] == 1


def test_a_double_click_submits_once(api):
    api.registered()

    def submit():
        return api.app.test_client().post(
            f"/api/v1{PATH}/enviar",
            headers={"Authorization": f"Bearer {api.secrets['ana']}"},
        )

    answers = together(submit, submit)

    assert sorted(one.status_code for one in answers) == [200, 409]

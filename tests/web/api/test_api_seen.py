"""A step by the API on the version that the caller saw, and on no other."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest


def test_a_step_on_another_version_is_refused(small_api):
    small_api.registered(code="SEEN-1")
    path = "/datos/SEEN-1"
    seen = small_api.call("ana", "get", path).headers["ETag"]
    small_api.call("ana", "post", f"{path}/enviar")

    stale = small_api.call("carla", "post", f"{path}/aprobar", If_Match=seen)
    assert stale.status_code == 412
    now = small_api.call("carla", "get", path).headers["ETag"]
    right = small_api.call("carla", "post", f"{path}/aprobar", If_Match=now)
    assert right.status_code == 200


@pytest.mark.parametrize("mark", ['W/""', 'W/"", "x"', '"a-1", W/""'])
def test_what_is_no_mark_is_no_reason_to_fail(small_api, mark):
    small_api.registered(code=f"MARCA-{len(mark)}")
    path = f"/datos/MARCA-{len(mark)}"
    held = small_api.call("ana", "get", path).json["draft"]
    draft = {**held, "title": "Otro nombre"}

    replaced = small_api.call("ana", "put", path, draft, If_Match=mark)
    sent = small_api.call("ana", "post", f"{path}/enviar", If_Match=mark)

    assert (replaced.status_code, sent.status_code) == (412, 412)


def test_of_two_who_decide_at_once_the_second_is_told(small_api):
    small_api.registered(code="DOS-1")
    path, public = "/datos/DOS-1", {"access_class": "publica", "act": "Acta 1"}
    small_api.call("ana", "post", f"{path}/enviar")
    small_api.call("carla", "post", f"{path}/aprobar")
    seen = small_api.call("beto", "get", path).headers["ETag"]
    decide = f"{path}/clasificar"

    first = small_api.call("beto", "post", decide, public, If_Match=seen)
    other = {**public, "act": "Acta 2"}
    second = small_api.call("beto", "post", decide, other, If_Match=seen)

    assert first.status_code == 200, first.json
    assert second.status_code == 412
    assert "decisión" in second.json["detail"]
    now = small_api.call("beto", "get", path).headers["ETag"]
    assert (
        small_api.call("beto", "post", decide, other, If_Match=now).status_code == 200
    )


def test_who_does_not_say_what_they_saw_takes_only_the_first_decision(small_api):
    small_api.registered(code="DOS-2")
    decide, public = "/datos/DOS-2/clasificar", {"access_class": "publica"}

    first = small_api.call("beto", "post", decide, public)
    blind = small_api.call("beto", "post", decide, public)
    star = small_api.call("beto", "post", decide, public, If_Match="*")
    now = small_api.call("beto", "get", "/datos/DOS-2").headers["ETag"]
    second = small_api.call("beto", "post", decide, public, If_Match=now)

    assert [one.status_code for one in (first, blind, star, second)] == [
        200,
        428,
        428,
        200,
    ]
    assert "If-Match" in blind.json["detail"]


def test_two_decisions_sent_at_once_without_a_mark_are_not_both_taken(api):
    api.registered(code="DOS-3")
    decide, start = "/api/v1/datos/DOS-3/clasificar", Barrier(2)

    def send(act: str) -> int:
        client = api.app.test_client()
        bearer = {"Authorization": f"Bearer {api.secrets['beto']}"}
        start.wait()
        data = {"access_class": "publica", "act": act, "act_date": "2026-01-01"}
        return client.post(decide, json=data, headers=bearer).status_code

    with ThreadPoolExecutor(2) as both:
        answers = sorted(both.map(send, ("Acta 1", "Acta 2")))

    assert answers == [200, 428]


def test_a_list_is_searched_by_the_words_of_name_and_code(small_api):
    small_api.registered(code="MAJA01.18.FT03", title="Índice de atención")

    def codes(question: str) -> list[str]:
        found = small_api.call("ana", "get", f"/datos?q={question}").json["records"]
        return [one["code"] for one in found]

    assert codes("indice") == codes("aten+ind") == ["MAJA01.18.FT03"]
    assert codes("18.ft03") == ["MAJA01.18.FT03"]
    assert codes("%25") == codes("tencion") == []

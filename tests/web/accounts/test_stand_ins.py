"""The demonstration's people come in with a button: in the demonstration and nowhere else."""

import pytest
from accounts_site import Site
from tumbaga.catalog import organizations, people
from tumbaga.web.demo.people import STAFF, admit


@pytest.fixture
def demo(make_site) -> Site:
    site = make_site(demo="sí")
    with site.house.writing() as session:
        for code in {one.organization for one in STAFF if one.organization}:
            organizations.save(session, {"code": code, "name": code}, by=site.dario)
        for one in STAFF[1:]:
            admit(session, one)
    return site


def play(site: Site, who: str, app=None):
    visitor = site.browser(app=app)
    answer = visitor.send("/entrar/demostracion", {"persona": who})
    return visitor, answer


def test_each_has_a_button_that_opens_their_desk(demo: Site):
    page = demo.browser().get("/entrar").text
    for one in STAFF[1:]:
        assert f"Entrar como {one.first_name}, {one.task}" in page
        visitor, answer = play(demo, one.code)
        assert answer.status_code == 303
        assert f"Usuario {one.code}" in visitor.get("/escritorio/cuenta").text


def test_a_person_of_the_city_is_no_stand_in(demo: Site):
    """Ana of this site has another mailbox than the invented Ana."""
    assert "Entrar como Ana" not in demo.browser().get("/entrar").text
    for who in ("ana", "dario", "", "x"):
        visitor, answer = play(demo, who)
        assert answer.status_code == 404
        assert not visitor.is_in()


def test_who_has_left_is_no_stand_in(demo: Site):
    with demo.house.writing() as session:
        people.get(session, "pedro").active = False

    assert play(demo, "pedro")[1].status_code == 404


@pytest.mark.parametrize("setting", ["no", "0", "false"])
def test_outside_a_demonstration_there_is_no_such_door(demo: Site, setting: str):
    """The very same data, served as a real catalogue."""
    app = demo.again(demo=setting)

    assert "Entrar como" not in demo.browser(app=app).get("/entrar").text
    for one in STAFF:
        visitor, answer = play(demo, one.code, app)
        assert answer.status_code == 404
        assert not visitor.is_in()


def test_a_session_of_the_demonstration_ends_with_it(demo: Site):
    visitor, _ = play(demo, "pedro")
    cookie = visitor.client.get_cookie("sesion").value
    elsewhere = demo.browser(app=demo.again(demo="no"))
    elsewhere.client.set_cookie("sesion", cookie)

    assert visitor.is_in()
    assert not elsewhere.is_in()

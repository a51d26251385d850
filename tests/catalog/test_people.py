"""People: registering, changing and closing them, and who may."""

import pytest
from city import City
from tumbaga.catalog import people
from tumbaga.catalog.accounts import inviting, links
from tumbaga.catalog.refusals import Incomplete, NotAllowed, NotFound, Refusal, Taken
from tumbaga.records.audit import AuditEntry

LIA = {
    "code": "lia",
    "name": "Lía",
    "roles": ["producer"],
    "email": "Lia@Ciudad.gov.co",
}


def test_an_invitation_registers_and_its_link_opens(city: City):
    made = inviting.invite(
        city.session,
        {**LIA, "organization": "salud"},
        by=city.dario,
        place="https://datos.ciudad.gov.co/entrar/clave/",
        term=inviting.timedelta(days=7),
    )

    assert made.person.email == "lia@ciudad.gov.co"
    assert made.person.organization.code == "salud"
    assert not made.by_mail
    secret = made.address.removeprefix("https://datos.ciudad.gov.co/entrar/clave/")
    assert links.person_of(city.session, secret) == (made.person, "invitation")


@pytest.mark.parametrize("who", ["ana", "beto", "carla", "elsa"])
def test_only_who_administers_touches_people(city: City, who: str):
    by = getattr(city, who)
    given = {"name": "Otro", "roles": ["administrator"]}
    for verb in (
        lambda: people.add(city.session, LIA, by=by),
        lambda: people.revise(city.session, city.fabio, given, by=by),
        lambda: people.revise(city.session, by, given, by=by),
        lambda: people.deactivate(city.session, city.fabio, by=by),
        lambda: people.reactivate(city.session, city.fabio, by=by),
        lambda: inviting.again(
            city.session, city.fabio, by=by, place="", term=inviting.timedelta(days=1)
        ),
    ):
        with pytest.raises(NotAllowed, match="inscribir personas"):
            verb()


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"name": " "}, "name"),
        ({"email": "lia"}, "email"),
        ({"email": "lia@x.co\nBcc: todos@x.co"}, "email"),
        ({"roles": []}, "roles"),
        ({"roles": ["jefa"]}, "roles.0"),
        ({"code": "a@b.co"}, "code"),
        ({"active": False}, "active"),
        ({"uid": "x"}, "uid"),
    ],
)
def test_what_is_wrong_is_said_by_field(city: City, given, field):
    with pytest.raises(Incomplete) as caught:
        people.add(city.session, {**LIA, **given}, by=city.dario)

    assert [one.path for one in caught.value.problems] == [field]


def test_a_name_to_sign_in_with_is_one_persons(city: City):
    people.add(city.session, LIA, by=city.dario)

    for taken in (
        LIA,
        {**LIA, "code": "otra"},
        {**LIA, "code": "otra", "email": "LIA@ciudad.gov.co"},
    ):
        with pytest.raises(Taken, match="ya "):
            people.add(city.session, taken, by=city.dario)


def test_an_unknown_unit_is_refused(city: City):
    with pytest.raises(NotFound, match="dependencia"):
        people.add(city.session, {**LIA, "organization": "nada"}, by=city.dario)


def test_somebody_always_administers(city: City):
    session, dario = city.session, city.dario
    given = {"name": "Darío", "roles": ["producer"]}
    with pytest.raises(Refusal, match="única persona que administra"):
        people.revise(session, dario, given, by=dario)
    with pytest.raises(Refusal, match="su propia cuenta"):
        people.deactivate(session, dario, by=dario)

    people.revise(
        session, city.carla, {"name": "Carla", "roles": ["administrator"]}, by=dario
    )
    people.deactivate(session, dario, by=city.carla)
    with pytest.raises(Refusal, match="única persona que administra"):
        people.revise(session, city.carla, given, by=city.carla)


def test_the_audit_says_what_changed_but_no_name(city: City):
    people.revise(
        city.session,
        city.fabio,
        {"name": "Fabio Nuevo", "email": "fabio@x.co", "roles": ["legal"]},
        by=city.dario,
    )

    heard = city.session.query(AuditEntry).filter_by(verb="revise_person").one()
    assert (heard.person, heard.subject) == ("dario", city.fabio.uid)
    assert heard.before["roles"] == ["producer"]
    assert heard.after["roles"] == ["legal"]
    assert "Fabio" not in str(heard.after)
    assert "fabio@" not in str(heard.after)


def test_ones_own_change_reaches_name_and_position_only(city: City):
    people.present(city.session, city.ana, {"name": "Ana María", "position": "Jefa"})
    assert (city.ana.name, city.ana.position) == ("Ana María", "Jefa")

    with pytest.raises(Incomplete):
        people.present(city.session, city.ana, {"name": "Ana", "roles": ["legal"]})
    assert city.ana.roles == ["producer"]

"""The history: who, what, when, before and after; for whom; and that nobody can undo it."""

from datetime import date, timedelta

import pytest
from city import City
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError
from tumbaga.catalog import history, narrating, workflow
from tumbaga.catalog.history import Question
from tumbaga.catalog.refusals import NotAllowed, Refusal


def told(city: City, person="elsa", **asked: object) -> list[narrating.Told]:
    question = Question(**asked)  # type: ignore[arg-type]
    rows, _next = history.page(city.session, getattr(city, person), question)
    return narrating.tell(city.session, rows)


def test_before_and_after_of_each_change(city: City):
    asset = city.asset()
    city.asset(title="Otro nombre", theme="Cultura")
    workflow.submit(city.session, asset, by=city.ana)
    workflow.send_back(city.session, asset, "Falta el año.", by=city.carla)

    back, sent, changed, made = told(city, record=asset.uid)
    assert (back.name, back.does, back.title) == ("Carla", "devolvió", "Otro nombre")
    assert {c.label: (c.before, c.after) for c in back.changes} == {
        "Estado": ("en revisión", "devuelto"),
        "Razones": ("", "Falta el año."),
        "Quién lo devuelve": ("", "Planeación"),
    }
    assert sent.does == "envió a revisión"
    assert {c.label: (c.before, c.after) for c in changed.changes} == {
        "Nombre": ("Inversión por dependencia", "Otro nombre"),
        "Tema": ("Función pública", "Cultura"),
    }
    assert made.verb == "register"


def test_personal_data_are_told_as_changed(city: City):
    city.session.info["audit_key"] = "llave"
    asset = city.asset(desk={"contact_name": "CANARIO"})
    city.asset(desk={"contact_name": "CANARIO DOS"})

    lines = told(city, record=asset.uid)
    assert "CANARIO" not in str(lines)
    assert "#" not in str([c.after for line in lines for c in line.changes])
    [change] = lines[0].changes
    assert (change.label, change.before, change.after) == (
        "Solo para el escritorio",
        "",
        "cambiado",
    )


def test_filters(city: City):
    asset = city.published()
    city.asset(code="PET-2", organization="planeacion")

    assert {one.person for one in told(city, person="elsa")} > {"ana", "carla"}
    assert {one.verb for one in told(city, verb="publish")} == {"publish"}
    assert len(told(city, record="PET-1")) == len(told(city, record=asset.uid)) == 5
    assert told(city, record="NO-HAY") == []
    assert {one.uid for one in told(city, organization="planeacion")} >= {asset.uid}
    assert told(city, organization="salud") == []
    tomorrow = date.today() + timedelta(days=2)
    assert told(city, since=tomorrow) == []
    assert told(city, until=date(2001, 1, 1)) == []
    with pytest.raises(Refusal):
        history.question({"verb": "nada"})
    for day in ("ayer", "2026-13-01", "0001-01-01"):
        with pytest.raises(Refusal, match="año-mes-día"):
            history.question({"since": day})


def test_pages_are_turned_and_everything_comes_out_once(city: City):
    for number in range(9):
        city.asset(code=f"A-{number}")
    asked = Question(verb="register")

    seen, before = [], None
    while True:
        rows, before = history.page(
            city.session, city.carla, asked, before=before, size=2
        )
        seen += [one.id for one in rows]
        if before is None:
            break
    every = [
        one.id
        for batch in history.every(city.session, city.carla, asked, batch=4)
        for one in batch
    ]
    assert len(seen) == len(set(seen)) == 9
    assert seen == every == sorted(seen, reverse=True)


def test_who_sees_what(city: City):
    city.asset()

    assert told(city, person="carla") != []
    assert told(city, person="dario") != []
    assert {one.kind for one in told(city, person="ana")} == {"dataset"}
    assert told(city, person="fabio") == []
    with pytest.raises(NotAllowed):
        told(city, person="beto")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entry SET person = 'x'",
        "DELETE FROM audit_entry",
        "TRUNCATE audit_entry",
        "INSERT OR REPLACE INTO audit_entry SELECT * FROM audit_entry",
    ],
)
def test_no_role_of_the_application_can_undo_it(city: City, statement: str):
    """Both databases refuse, by trigger, whoever asks; what a database does not speak
    fails too.
    """
    city.asset()
    city.session.commit()
    before = city.session.execute(text("SELECT count(*) FROM audit_entry")).scalar()

    with pytest.raises(DatabaseError):
        city.session.execute(text(statement))
    city.session.rollback()
    after = city.session.execute(text("SELECT count(*) FROM audit_entry")).scalar()
    assert after == before > 0

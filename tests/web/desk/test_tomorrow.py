"""What datos.gov.co will show tomorrow: entered, left, changed, and what is wrong."""

from datetime import UTC, datetime, timedelta

import pytest
from city import City
from sqlalchemy import update
from tumbaga.catalog import assets, publishing, withdrawing, workflow
from tumbaga.records.publication import Publication

PLACE = "/escritorio/datos-gov-co"
CSV = {
    "title": "La tabla",
    "url": "https://cali.gov.co/t.csv",
    "media_type": "text/csv",
}


def public(office, **values) -> str:
    return str(office.do(lambda city: city.published(**values)))


def days_ago(office, days: int) -> None:
    """All that is in the ledger now was written so long ago."""
    house = office.app.extensions["tumbaga"]
    then = datetime.now(UTC) - timedelta(days=days)
    with house.writing() as session:
        session.execute(update(Publication).values(modified=then))


def again(city: City, **values) -> None:
    asset = assets.save(city.session, city.draft(**values), by=city.ana).asset
    workflow.submit(city.session, asset, by=city.ana)
    workflow.approve(city.session, asset, by=city.carla)
    publishing.publish(city.session, asset, by=city.carla)


def test_it_tells_what_enters_what_leaves_and_what_changes(office):
    gone = public(office, code="A", title="Piscinas de antes", distributions=[CSV])
    public(office, code="B", title="Parques viejos", distributions=[CSV])
    public(office, code="C", title="Lo de siempre", distributions=[CSV])
    days_ago(office, 3)
    public(office, code="D", title="Canchas nuevas", distributions=[CSV])
    office.do(lambda c: again(c, code="B", title="Parques nuevos", distributions=[CSV]))
    office.do(
        lambda c: withdrawing.withdraw(
            c.session, assets.get(c.session, gone), "Error.", by=c.carla
        )
    )

    page = office.desk("carla").get(PLACE).get_data(as_text=True)

    assert "Mañana datos.gov.co mostrará 3 registros, con 3 cambios" in page
    told = page.split("Lo que cambia")[1].split("Lo que allá quedará mal")[0]
    entered, rest = told.split("Salen 1")
    left, changed = rest.split("Cambian 1")
    assert "Canchas nuevas" in entered
    assert "Piscinas de antes" in left
    assert "<del>viejos</del>" in changed
    assert "<ins>nuevos</ins>" in changed
    assert "Lo de siempre" not in told
    older = office.desk("carla").get(f"{PLACE}?desde=2020-01-01").get_data(as_text=True)
    assert "Entran 3" in older


def test_a_step_that_changes_nothing_there_is_no_change(office):
    public(office, code="B", distributions=[CSV])
    days_ago(office, 3)
    office.do(lambda c: again(c, code="B", notes=["Sin más."], distributions=[CSV]))

    page = office.desk("carla").get(PLACE).get_data(as_text=True)

    assert "Mañana datos.gov.co mostrará lo mismo: 1 registro<" in page


def test_what_will_be_wrong_is_listed_with_its_records(office):
    bare = public(office, code="B", title="Pelado", description="Pelado")
    public(
        office,
        code="C",
        title="Completo",
        distributions=[CSV],
        keywords=["a", "b"],
        licence="CC-BY-4.0",
        frequency="anual",
        spatial_level="municipal",
        issued="2020-01-31",
        contact={"email": "datos@cali.gov.co"},
    )
    carla = office.desk("carla")

    page = carla.get(PLACE).get_data(as_text=True)
    assert "Sin archivo ni enlace: 1 registro" in page
    assert "Sin archivo en CSV" not in page
    listed = carla.get(f"{PLACE}/falta/file").get_data(as_text=True)
    assert f"/escritorio/registros/{bare}" in listed
    assert "Completo" not in listed
    one = carla.get(f"{PLACE}/{bare}").get_data(as_text=True)
    assert "(quedará vacío)" in one
    assert "Sin licencia abierta" in one
    assert "Secretaría" not in one
    assert "Departamento Administrativo de Planeación" in one
    office.do(lambda c: again(c, code="B", title="Ya tiene", distributions=[CSV]))
    assert "Sin archivo" not in carla.get(PLACE).get_data(as_text=True)
    whole = carla.get(f"{PLACE}/falta/file").get_data(as_text=True)
    assert "No hay registros" in whole


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("?desde=ayer", 400),
        ("?desde=9999-12-31", 200),
        ("?desde=0001-01-01", 200),
        ("/falta/nada", 404),
        ("/no-hay", 404),
        ("/falta/file?pagina=-3", 200),
        ("/falta/file?pagina=99999999999999", 200),
    ],
)
def test_a_wrong_question_is_told(small, path: str, status: int):
    assert small.desk("carla").get(f"{PLACE}{path}").status_code == status


def test_it_is_for_planning_who_administers_and_control(small):
    draft = small.asset(title="CANARIO")
    for name, status in (
        ("carla", 200),
        ("dario", 200),
        ("elsa", 200),
        ("ana", 403),
        ("beto", 403),
        ("fabio", 403),
    ):
        assert small.desk(name).get(PLACE).status_code == status
    answer = small.desk("carla").get(f"{PLACE}/{draft}")
    assert answer.status_code == 404
    assert "CANARIO" not in answer.get_data(as_text=True)

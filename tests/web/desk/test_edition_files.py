"""Out means out also for editions: their files leave with what they name, and come back
without it.
"""

import csv
import io

import pytest
from city import RESERVED
from tumbaga.catalog import classification, editions, publishing, withdrawing
from tumbaga.catalog.refusals import Refusal
from tumbaga.records import reading
from tumbaga.records.asset import Asset

PLACE = "/escritorio/instrumentos"
SECRET = "Quejas de Pepito Pérez"


@pytest.fixture
def adopted(office):
    """An adopted edition of the registro that names two records; gives their uids."""

    def two(city):
        city.carla.organization = city.ana.organization
        city.published(code="OTRO", title="Árboles de la ciudad")
        return city.published(code="QUEJAS", title=SECRET)

    named = office.do(two)
    carla = office.desk("carla")
    assert carla.post(f"{PLACE}/registro-de-activos").status_code == 303
    return office.do(adopt), named


def adopt(city) -> Asset:
    [edition] = editions.listed(city.session, "registro-de-activos")
    act = {"access_class": "publica", "act": "Resolución 98", "act_date": "2026-11-25"}
    classification.decide(city.session, edition, act, by=city.beto)
    publishing.publish(city.session, edition, by=city.carla)
    return edition


def of(city, uid: str) -> Asset:
    return city.session.query(Asset).filter_by(uid=uid).one()


def close(office, uid: str) -> None:
    office.do(
        lambda city: (
            classification.decide(
                city.session, of(city, uid), RESERVED, by=city.beto
            ).id
        )
    )


def files(office, edition: str) -> dict[str, str]:
    """The addresses of the files that the public record of the edition offers."""
    with office.app.extensions["tumbaga"].session() as session:
        document = reading.by_uid(session, edition).document
    listed = document.get("distributions", [])
    return {one["url"].rpartition(".")[2]: one["url"] for one in listed}


def test_the_files_leave_when_a_record_that_they_name_is_closed(office, adopted):
    edition, named = adopted
    window, offered = office.app.test_client(), files(office, adopted[0])
    before = window.get(offered["csv"])
    assert SECRET in before.text
    before.close()

    close(office, named)

    assert len(offered) == 3
    assert {window.get(one).status_code for one in offered.values()} == {404}
    assert files(office, edition) == {}
    page = window.get(f"/id/{edition}", follow_redirects=True)
    assert page.status_code == 200
    assert "se conserva entero" in page.text
    assert SECRET not in page.text


def test_what_names_nothing_that_closed_keeps_its_files(office, adopted):
    edition, _named = adopted
    later = office.do(lambda city: city.published(code="NUEVO", title="Nuevo"))

    close(office, later)

    assert len(files(office, edition)) == 3


def test_a_withdrawn_record_takes_them_along(office, adopted):
    edition, named = adopted
    office.do(
        lambda city: withdrawing.withdraw(
            city.session, of(city, named), "Error.", by=city.carla
        )
    )

    assert files(office, edition) == {}


def test_they_do_not_come_back_as_they_were(office, adopted):
    edition, named = adopted
    close(office, named)

    with pytest.raises(Refusal, match="nombra un registro que hoy no se puede nombrar"):
        office.do(
            lambda city: publishing.publish(
                city.session, of(city, edition), by=city.carla
            )
        )


def test_planning_gives_its_public_version(office, adopted):
    edition, named = adopted
    close(office, named)
    carla, address = (
        office.desk("carla"),
        f"{PLACE}/ediciones/{edition}/version-publica",
    )
    assert "Publicar su versión pública" in carla.get(PLACE).text

    done = carla.post(address)

    assert done.status_code == 303
    offered, window = files(office, edition), office.app.test_client()
    answer = window.get(offered["csv"])
    rows = list(csv.reader(io.StringIO(answer.text)))
    answer.close()
    assert SECRET not in str(rows)
    assert "Árboles de la ciudad" in str(rows)
    assert "Fila que se cerró" in str(rows)
    assert len(offered) == 3
    page = window.get(f"/id/{edition}", follow_redirects=True).text
    assert "Versión pública" in page
    assert "Publicar su versión pública" not in carla.get(PLACE).text
    for who in ("ana", "beto", "dario", "elsa"):
        assert office.desk(who).post(address).status_code == 403, who


def test_the_decision_tells_which_editions_lose_their_files(office, adopted):
    edition, named = adopted
    given = {k: v for k, v in RESERVED.items() if k != "harm"}
    given |= {f"harm.{k}": v for k, v in RESERVED["harm"].items()}

    page = office.desk("beto").post(
        f"/escritorio/decisiones/{named}", given | {"accion": "ver"}
    )

    assert "Ediciones adoptadas que lo nombran" in page.text
    assert f"/escritorio/registros/{edition}" in page.text

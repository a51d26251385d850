"""A source over several days: it fails, it halves, a person decides; and the columns of a sheet."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from desks import Site, served
from local_server import serving
from looking import look, screen
from pressing import await_words, press, said, shoot
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import Select
from sqlalchemy import select
from tumbaga.catalog import sources
from tumbaga.records.asset import Asset
from tumbaga.records.harvest import HarvestItem, HarvestRun
from tumbaga.web import harvests
from tumbaga.web.harvests import Asked

pytestmark = pytest.mark.thorough

SHEET = """Nombre del activo;Descripción;Sobre qué es;Soporte
Parques;Los parques de la ciudad;Educación;Digital
Vías;Las vías de la ciudad;Movilidad;Papel
"""


@pytest.fixture(scope="module")
def days_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("dias")
    with served(folder, harvest_private="sí", harvest_delay="0") as site:
        yield site


def feed(*numbers: int, more: str = "") -> tuple[str, str]:
    datasets = [
        {
            "identifier": f"d{n}",
            "title": f"Hallazgos fiscales de la vigencia {2000 + n}",
            "description": f"Lo que halló la Contraloría en el año. {more}",
            "theme": ["Control fiscal"],
            "accrualPeriodicity": "R/P0.5M" if n == 3 else "R/P1Y",
            "distribution": [
                {"title": "CSV", "downloadURL": f"https://x.gov.co/{n}.csv"}
            ],
        }
        for n in numbers
    ]
    return json.dumps({"dataset": [*datasets, {"identifier": "vacio"}]}), "text/plain"


def approved(site: Site, kind: str, code: str, location: str) -> None:
    with site.house.writing() as session:
        made = sources.propose(
            session,
            kind=kind,
            location=location,
            title=f"Contraloría General de Santiago de Cali ({code})",
            code=code,
            organization="planeacion",
            by=site.city.carla,
        )
        sources.approve(session, made, by=site.city.dario)
        sources.schedule(session, made, "cada día a las 3", by=site.city.dario)


def harvest(site: Site, code: str = "contraloria") -> str:
    """Harvest it as planning does; the address of the run's page."""
    harvests.run(site.house, Asked(code, site.city.carla.code))
    with site.house.session() as session:
        run = session.scalars(select(HarvestRun).order_by(HarvestRun.id.desc())).first()
        assert run is not None
        return f"{site.address}/escritorio/cosechas/corridas/{run.uid}"


def test_a_source_over_several_days(browser: Any, days_site: Site) -> None:
    site = days_site
    screen(browser, 1280, "light")
    with serving({"/data.json": feed(*range(20))}) as server:
        approved(site, "datajson", "contraloria", server.url("/data.json"))
        harvest(site)
        correct(site)
        server.routes["/data.json"] = feed(*range(1, 22), more="Y en el siguiente.")
        harvest(site)
        server.routes["/data.json"] = ("Error", "text/plain", 503)
        failed = harvest(site)
        server.routes["/data.json"] = feed(*range(1, 10), 40)
        held = harvest(site)

    site.enter(browser, site.city.carla)
    browser.get(failed)
    assert "Falló" in said(browser)
    assert "503" in said(browser)
    shoot(browser, "corrida-fallida")
    browser.get(held)
    assert "Faltan 12 de los 22" in said(browser)
    look(browser, held)
    shoot(browser, "corrida-frenada")
    screen(browser, 1280, "light")
    browser.get(f"{site.address}/escritorio/cosechas/fuentes/contraloria")
    shoot(browser, "fuente-con-historia")
    browser.get(f"{site.address}/escritorio/cosechas")
    shoot(browser, "fuentes-una-espera")
    see_an_item(browser, site)
    browser.get(held)
    screen(browser, 1280, "light")
    press(browser, "La fuente se equivocó")
    shoot(browser, "corrida-decidida")
    with site.house.session() as session:
        query = select(HarvestItem).where(HarvestItem.state == "missing")
        names = [one.remote_id for one in session.scalars(query)]
    assert names == ["d0"]


def correct(site: Site) -> None:
    with site.house.writing() as session:
        asset = session.scalars(select(Asset).where(Asset.title.endswith("2004"))).one()
        asset.title, asset.theme = "Hallazgos fiscales 2004", "educacion"


def see_an_item(browser: Any, site: Site) -> None:
    """Where each value of a record came from."""
    with site.house.session() as session:
        query = select(HarvestItem.id).where(HarvestItem.remote_id == "d4")
        number = session.scalars(query).one()
    page = f"{site.address}/escritorio/cosechas/registros/{number}"
    browser.get(page)
    assert "Hallazgos fiscales 2004" in said(browser)
    look(browser, page)
    shoot(browser, "registro-cosechado")


def test_the_columns_of_a_sheet_are_seen_and_corrected(
    browser: Any, days_site: Site
) -> None:
    site = days_site
    screen(browser, 1280, "light")
    site.enter(browser, site.city.carla)
    with serving({"/i.csv": (SHEET, "text/csv")}) as server:
        approved(site, "inventory", "inventario", server.url("/i.csv"))
        browser.get(f"{site.address}/escritorio/cosechas/fuentes/inventario")
        press(browser, "Probar sin guardar")
        await_words(browser, "Si se cosechara ahora")
        shoot(browser, "prueba-de-hoja")
        page = f"{site.address}/escritorio/cosechas/fuentes/inventario/columnas"
        browser.get(page)
        look(browser, page)
        shoot(browser, "columnas")
        screen(browser, 1280, "light")
        chosen = browser.find_elements(By.CSS_SELECTOR, "main select")
        Select(chosen[2]).select_by_value("theme")
        press(browser, "Guardar")
        harvest(site, "inventario")

    with site.house.session() as session:
        query = select(Asset.theme).where(Asset.title == "Parques")
        assert session.scalars(query).one() == "educacion"

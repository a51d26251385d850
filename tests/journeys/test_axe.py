"""No page of the demo breaks WCAG 2.1 AA or scrolls sideways (Resolución 1519)."""

from typing import Any

import pytest
import requests
from looking import SCHEMES, WIDTHS, screen, sideways, violations

pytestmark = pytest.mark.thorough

PAGES = (
    "/",
    "/acerca",
    "/organizaciones",
    "/organizaciones/dapm",
    "/buscar",
    "/buscar?q=difucion",
    "/buscar?q=catastro+multiproposito+zzz&tipo=datos",
    "/buscar?clase=reservada",
    "/indicadores/pet-c1-2-1",
    "/indicadores/mmds01-08-18-ft08",
    "/indicadores/mmcs03-01-18-ft01",
    "/ppi/ejemplo-ppi",
    "/datos/dat-pet",
    "/datos/dat-pet-inversion",
    "/datos/ejemplo-clasificada",
    "/ppi/cali-dapm-ecppi-2014",
    "/documentos/doc-ibague-pro-pet-03",
    "/indicadores/difucion-web",
    "/?lang=en",
    "/indicadores/pet-c1-2-1?lang=en",
    "/api/v1/docs",
    "/datos/salio",
    "/prueba-de-falla",
    "/?lang=es",
)


@pytest.mark.thorough
@pytest.mark.parametrize("page", PAGES)
def test_page_is_accessible(browser: Any, site: str, page: str) -> None:
    _look(browser, site + page)


def test_the_pages_of_trouble_are_those_looked_at(site: str) -> None:
    for page, status in (
        ("/datos/salio", 410),
        ("/prueba-de-falla", 500),
        ("/indicadores/difucion-web", 404),
    ):
        assert requests.get(site + page, timeout=10).status_code == status


def test_page_of_a_name_alone_is_accessible(browser: Any, site: str) -> None:
    browser.get(f"{site}/buscar?clase=reservada")
    entry = browser.find_element("css selector", ".tb-resultado h3 a")
    _look(browser, str(entry.get_attribute("href")))


def _look(browser: Any, address: str) -> None:
    problems = []
    for width in WIDTHS:
        for scheme in SCHEMES:
            screen(browser, width, scheme)
            browser.get(address)
            where = f"{address} {width} {scheme}"
            problems += [f"{where}: {one}" for one in violations(browser)]
            if sideways(browser) > 0:
                problems.append(f"{where}: scrolls sideways")
    assert not problems, "\n".join(problems)

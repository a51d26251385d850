"""A producer uploads 400 rows with 37 mistakes, corrects its own book, uploads again."""

import io
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest
from desks import Site
from filled_books import fill, saved
from looking import arrive, look, screen
from openpyxl import load_workbook
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait
from spoilt_books import MISTAKES, ROWS, row, spoilt
from sqlalchemy import func, select
from tumbaga.records.asset import Asset

pytestmark = pytest.mark.thorough


def upload(browser: Any, site: Site, path: Path) -> str:
    """Upload a book of indicators; returns the heading of what came of it."""
    browser.get(f"{site.address}/escritorio/cargas")
    browser.find_element(By.ID, "c-indicadores").click()
    browser.find_element(By.ID, "archivo").send_keys(str(path))
    browser.find_element(By.CSS_SELECTOR, "form[enctype] .btn-primary").click()
    arrive(browser, "/escritorio/cargas/")
    WebDriverWait(browser, 120).until(
        lambda seen: seen.find_elements(By.CSS_SELECTOR, ".tb-cifra")
    )
    return str(browser.find_element(By.CSS_SELECTOR, "h1").text)


def test_400_rows_37_mistakes_and_no_doubles(
    browser: Any, desk_site: Site, tmp_path: Path
) -> None:
    content, before = spoilt(fill("indicator", [row(n) for n in range(ROWS)]))
    path = tmp_path / "indicadores.xlsx"
    path.write_bytes(content)
    screen(browser, 1280, "light")
    desk_site.enter(browser, desk_site.city.ana)

    first = upload(browser, desk_site, path)
    assert (
        first
        == f"{ROWS - MISTAKES} registros están bien; {MISTAKES} tienen algo por corregir"
    )
    look(browser, browser.current_url)
    book = load_workbook(io.BytesIO(download(browser, "Libro con los errores")))
    for (sheet, cell), value in before.items():
        book[sheet][cell].value = value
    path.write_bytes(saved(book))
    second = upload(browser, desk_site, path)

    assert second == f"{ROWS} registros quedaron guardados"
    with desk_site.house.session() as session:
        assert session.scalar(select(func.count(Asset.id))) == ROWS


def download(browser: Any, words: str) -> bytes:
    link = browser.find_element(By.PARTIAL_LINK_TEXT, words).get_attribute("href")
    kept = browser.get_cookie("sesion")
    asked = Request(link, headers={"Cookie": f"sesion={kept['value']}"})
    with urlopen(asked) as answer:
        return bytes(answer.read())


@pytest.mark.parametrize("place", ["cargas", "decisiones", "decisiones/generales"])
def test_pages_of_the_desk_are_for_everybody(
    browser: Any, desk_site: Site, place: str
) -> None:
    people = desk_site.city
    desk_site.enter(browser, people.ana if place == "cargas" else people.beto)
    look(browser, f"{desk_site.address}/escritorio/{place}")

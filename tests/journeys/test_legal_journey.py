"""From a proposal to a reserve, a request refused with its entry, and the day it opens."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from acting import click, follow, looked_at, press, said, write
from desks import Site
from looking import screen
from tumbaga.catalog import door, people, sight, workflow
from tumbaga.web import clock
from tumbaga.web.following import follow as follow_ledger
from tumbaga.web.window import reserve

pytestmark = pytest.mark.thorough

NORM = "Ley 1952 de 2019, artículo 115"
NAME = "Expedientes de indagación"
INDEX = "transparencia/indice-clasificada-reservada"
WORDS = {
    "index_title": NAME,
    "motivation": "Conocerlo antes puede hacer perder las pruebas.",
    "harm.present": "La indagación sigue abierta.",
    "harm.probable": "Los indagados podrían cambiar las pruebas.",
    "harm.specific": "Daña la investigación disciplinaria en curso.",
    "harm.balance": "Proteger la prueba pesa más mientras dure la indagación.",
    "act": "Resolución 0412",
    "term_years": "5",
}


@dataclass
class Case:
    site: Site
    browser: Any
    uid: str
    number: str = ""
    code: str = ""

    def enter(self, name: str, address: str) -> None:
        self.site.enter(self.browser, getattr(self.site.city, name))
        self.browser.get(f"{self.site.address}/escritorio/{address}")

    def visit(self, address: str) -> str:
        """As anybody, without a session."""
        self.browser.delete_all_cookies()
        self.browser.get(f"{self.site.address}/{address}")
        return said(self.browser)

    def choose(self, name: str, value: str) -> None:
        place = f"main input[name='{name}'][value='{value}']"
        found = self.browser.find_element("css selector", place)
        self.browser.execute_script("arguments[0].click()", found)

    def put(self, name: str, value: str) -> None:
        found = self.browser.find_element("css selector", f"main [name='{name}']")
        self.browser.execute_script("arguments[0].value = arguments[1]", found, value)


def years_ago(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February
        return day.replace(year=day.year - years, day=28)


def ana_proposes(case: Case) -> None:
    """Ana answers the questions; her record goes to review and is approved."""
    case.enter("ana", f"registros/{case.uid}/preguntas")
    case.choose("personal_data", "ninguno")
    no = "main input[type=radio][value=no]"
    for one in case.browser.find_elements("css selector", no):
        case.browser.execute_script("arguments[0].click()", one)
    case.choose("flags.investigacion", "si")
    write(case.browser, "norm", NORM)
    looked_at(case.browser)
    press(case.browser, "Guardar las respuestas")
    assert "Quedaron guardadas sus respuestas" in said(case.browser)
    assert "art. 19 d" in said(case.browser)
    with case.site.house.writing() as session:
        ana, carla = people.get(session, "ana"), people.get(session, "carla")
        asset = sight.find(session, ana, case.uid, to_change=True)
        workflow.submit(session, asset, by=ana)
        workflow.approve(session, asset, by=carla)


def beto_decides(case: Case) -> None:
    """Beto reads the answers, fills in the test of harm, looks, and decides."""
    case.enter("beto", "decisiones")
    follow(case.browser, "Inversión por dependencia")
    assert "sigue abierta" in said(case.browser)
    today = door.today()
    for name, value in WORDS.items():
        case.put(name, value)
    case.put("act_date", (today - timedelta(days=9)).isoformat())
    case.put("starts", years_ago(today, 5).isoformat())
    for name, value in (
        ("scope", "total"),
        ("counted_from", "generacion"),
        ("opens", 1),
    ):
        case.choose(name, str(value))
    shows = "main button[name=accion][value=ver]:not([tabindex])"
    click(case.browser, case.browser.find_element("css selector", shows))
    assert "Esto verá cualquier persona" in said(case.browser)
    assert "Esto no sale por ninguna puerta" in said(case.browser)
    looked_at(case.browser)
    press(case.browser, "Tomar la decisión")
    assert "Quedó tomada la decisión" in said(case.browser)


def carla_publishes(case: Case) -> None:
    """It is published as far as the decision says: by the name of the índice."""
    case.enter("carla", f"registros/{case.uid}")
    follow(case.browser, "Publicar")
    press(case.browser, "Publicar")
    assert "Quedó publicado" in said(case.browser)
    listed = case.visit(INDEX)
    assert NAME in listed
    assert "Inversión por dependencia" not in listed


def a_citizen_asks(case: Case) -> None:
    """From the entry's own page, without registration."""
    assert "Todavía no" in case.visit(f"id/{case.uid}")
    follow(case.browser, "Pedirla aquí")
    assert NAME in said(case.browser)
    write(case.browser, "question", "Quiero leer los expedientes.")
    looked_at(case.browser)
    press(case.browser, "Enviar la solicitud")
    assert "Recibimos su solicitud" in said(case.browser)
    told = case.browser.find_elements("css selector", "main dd code")
    case.number, case.code = (one.text for one in told)


def beto_refuses(case: Case) -> None:
    """The refusal names the entry of the índice, which gives the grounds."""
    case.enter("beto", f"solicitudes/{case.number}")
    form = case.browser.find_element("css selector", "form[action$='/negar']")
    case.browser.execute_script("arguments[0].parentElement.open = true", form)
    entry = form.find_element("css selector", "[name=entry]")
    assert entry.get_attribute("value") == case.uid
    form.find_element("css selector", "[name=answer]").send_keys("La indagación sigue.")
    click(case.browser, form.find_element("css selector", "button"))
    assert "Quedó negada" in said(case.browser)


def the_citizen_reads_why(case: Case) -> None:
    case.visit("solicitudes/estado")
    write(case.browser, "numero", case.number)
    write(case.browser, "codigo", case.code)
    press(case.browser, "Ver la solicitud")
    text = said(case.browser)
    assert "No se puede entregar" in text
    assert NORM in text
    assert "Resolución 0412" in text
    looked_at(case.browser)
    follow(case.browser, "Ver el registro del índice")
    assert NAME in said(case.browser)


def its_term_passes(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its last day still is closed; on the next the clock opens it."""
    tomorrow = door.today() + timedelta(days=1)
    assert clock.terms_end(case.site.house) == 0
    monkeypatch.setattr(door, "today", lambda: tomorrow)
    monkeypatch.setattr(reserve, "today", lambda: tomorrow)
    assert clock.terms_end(case.site.house) == 1
    assert clock.terms_end(case.site.house) == 0
    follow_ledger(case.site.house)
    assert "Cuánto cuesta el plan" in case.visit(f"id/{case.uid}")
    assert NAME not in case.visit(INDEX)
    assert "Inversión por dependencia" in case.visit("buscar?q=inversión")


def test_from_a_proposal_to_the_day_it_opens(
    desk_site: Site, browser: Any, monkeypatch: pytest.MonkeyPatch
):
    screen(browser, 1280, "light")
    with desk_site.house.writing() as session:
        city = type(desk_site.city)(
            session,
            *(
                people.get(session, n)
                for n in ("ana", "beto", "carla", "dario", "elsa", "fabio")
            ),
        )
        uid = city.asset(contact={"email": "planeacion@ciudad.gov.co"}).uid
    case = Case(desk_site, browser, uid)
    for chapter in (
        ana_proposes,
        beto_decides,
        carla_publishes,
        a_citizen_asks,
        beto_refuses,
        the_citizen_reads_why,
    ):
        chapter(case)
    its_term_passes(case, monkeypatch)

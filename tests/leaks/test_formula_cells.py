"""No table that is given as CSV or XLSX holds a formula, whatever was typed.

Every GET route that gives one is found in the route table and in the registry of
instruments: a new one is in here by itself. Each text of the records is a payload.
"""

import csv
import io
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from city import RESERVED, City, found_city
from desk_client import Desk
from looking_for_leaks import addresses
from openpyxl import load_workbook
from scene import DRAFT
from tumbaga.catalog import classification, demands, publishing
from tumbaga.exporters import ley1712
from tumbaga.exporters.tabular import csv as tabular
from tumbaga.exporters.tabular import xlsx
from tumbaga.records.synonym import Synonym
from tumbaga.records.unmet_search import UnmetSearch
from tumbaga.schemas.tables import Row, Table
from tumbaga.web.app import create_app
from tumbaga.web.cells import cell as desk_cell
from tumbaga.web.composition import House
from tumbaga.web.following import follow
from tumbaga.web.settings import Settings

PAYLOADS = (
    "=1+1",
    "+x",
    "-x",
    "@SUM(A1:A9)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    " =1+1",
    "=cmd|' /C calc'!A0",
    "+cmd|' /C calc'!A0",
    '@HYPERLINK("http://malo.example","x")',
    "#N/A",
)
NUMBER = re.compile(r"[+-]?\d+([.,]\d+)?")
SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n")
FIXED = {"kind", "url", "email", "symbol", "formula", "period"}
FILES = [
    one if one.get("url") else {**one, "checksum": "ab" * 32}
    for one in DRAFT["distributions"]
]
SAID = {
    **DRAFT,
    "relations": [],
    "category": "W",
    "support": "W",
    "process": "W",
    "distributions": FILES,
}
COMMON = (
    "title",
    "description",
    "keywords",
    "notes",
    "place",
    "trd_series",
    "category",
)
# What these give is in a table of its own, which has a test beside its exporter.
ELSEWHERE = {"desk.load_file", "desk.harvest_sheet"}
ASKED = re.compile(r"\.(csv|xlsx)$")


class Hostile:
    """Payloads in turn, so that each field gets each of them in some record."""

    def __init__(self) -> None:
        self.turn = 0

    def __call__(self, value: Any) -> Any:
        if isinstance(value, dict):
            return {k: v if k in FIXED else self(v) for k, v in value.items()}
        if isinstance(value, list):
            return [self(one) for one in value]
        if not isinstance(value, str) or "W" not in value:
            return value
        self.turn += 1
        return PAYLOADS[self.turn % len(PAYLOADS)]


class Typed:
    """A house in whose every text somebody typed a formula."""

    def __init__(self, folder: Path) -> None:
        self.house = House(Settings(data=str(folder), jobs="worker"))
        self.house.prepare()
        self.records: dict[str, tuple[str, str, str]] = {}
        with self.house.writing() as session:
            self.city = found_city(session)
            self._fill(self.city)
            _fill_desk(self.city)
        follow(self.house)
        self.app = create_app(self.house.settings)
        self.scene = SimpleNamespace(records=self.records)  # as `addresses` asks
        names = ("dario", "carla", "elsa", "beto")
        self.desks = [Desk(self.app, getattr(self.city, one)) for one in names]

    def _fill(self, city: City) -> None:
        hostile = Hostile()
        for turn in range(len(PAYLOADS)):
            self._put(city, "indicator", turn, hostile(_given("indicator")))
            self._put(city, "dataset", turn, hostile(_given("dataset")))
            self._put(
                city,
                "production_process",
                turn,
                {**hostile(_given("ppi")), "ppi_type": "operacion_estadistica"},
            )
            for sort in ("programa_gestion_documental", "tabla_retencion"):
                given = {**hostile(_given("")), "document_type": sort}
                self._put(city, "document", f"{sort[:1]}{turn}", given)
            closed = {**RESERVED, **hostile(CLOSED)}
            asset = city.approved(code=f"CERRADO-{turn}", **hostile(_given("dataset")))
            classification.decide(city.session, asset, closed, by=city.beto)
            publishing.publish(city.session, asset, by=city.carla)

    def _put(self, city: City, kind: str, turn: object, given: dict[str, Any]) -> None:
        code = f"{kind[:3].upper()}-{turn}"
        asset = city.published(**{**given, "kind": kind, "code": code})
        if turn in (0, "p0", "t0") or kind == "indicator":
            self.records[code] = (asset.uid, asset.code, asset.kind)

    def sheets(self) -> Iterator[tuple[str, str, bytes]]:
        """Every address that gives a table to somebody, its route and what it gives."""
        found = addresses(self)
        found["/transparencia/<name>"] |= {
            f"/transparencia/{key}.{form}"
            for key in ley1712.INSTRUMENTS
            for form in ("csv", "xlsx")
        }
        for rule, places in found.items():
            for place in sorted(filter(ASKED.search, places)):
                body = self._given(place)
                if body:
                    yield rule, place, body

    def _given(self, place: str) -> bytes:
        for desk in self.desks:
            answer = desk.get(place)
            if answer.status_code == 200:
                return answer.get_data()
        return b""


CLOSED = {
    "index_title": "W",
    "norm": "W",
    "legitimate_aim": "W",
    "motivation": "W",
}


def _given(kind: str) -> dict[str, Any]:
    """What may be typed of a record; the figures of an indicator are below zero."""
    if kind == "dataset":
        return {name: SAID[name] for name in (*COMMON, "distributions")}
    if kind == "ppi":
        return {**_given(""), "objective": "W"}
    if kind != "indicator":
        return {name: SAID[name] for name in COMMON}
    figures = [{**one, "value": -417.5} for one in SAID["observations"]]
    return {**SAID, "observations": [{**one, "components": []} for one in figures]}


def _fill_desk(city: City) -> None:
    """What the desk lists besides records."""
    session, today = city.session, date(2026, 11, 26)
    for turn, said in enumerate(PAYLOADS):
        demands.save(
            session,
            {"need": f"{said} {turn}", "coverage": "parcial"},
            by=city.carla,
            today=today,
        )
        session.add(Synonym(word=said, folded=f"{turn}", meanings=[said, said]))
        search = UnmetSearch(text=said, first_day=today, last_day=today, visits=3)
        session.add(search)


@pytest.fixture(scope="module")
def typed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Typed]:
    made = Typed(tmp_path_factory.mktemp("formulas"))
    yield made
    made.house.engine.dispose()


@pytest.mark.thorough
def test_no_table_of_the_window_or_the_desk_holds_a_formula(typed: Typed):
    seen: dict[str, int] = {}
    for rule, place, body in typed.sheets():
        check = of_book if place.endswith(".xlsx") else of_sheet
        seen[rule] = seen.get(rule, 0) + check(place, body)

    wanted = {
        str(rule)
        for rule in typed.app.url_map.iter_rules()
        if re.search("csv|xlsx", str(rule)) and rule.endpoint not in ELSEWHERE
    }
    assert wanted <= set(seen), wanted - set(seen)
    assert seen["/transparencia/<name>"] > 500
    for rule in ("/escritorio/registros.csv", "/escritorio/instrumentos/matriz.xlsx"):
        assert seen[rule] >= len(PAYLOADS)


def of_sheet(place: str, body: bytes) -> int:
    """Look at each cell of a CSV; how many texts were kept from being a formula."""
    text, escaped = body.decode("utf-8-sig"), 0
    for row in csv.reader(io.StringIO(text, newline="")):
        for cell in row:
            risky = cell.lstrip().startswith(SIGNS)
            assert not risky or NUMBER.fullmatch(cell), (place, cell)
            escaped += cell.startswith("'")
    return escaped


def of_book(place: str, body: bytes) -> int:
    """Look at each cell of an XLSX; how many begin as a formula and are text."""
    texts = 0
    for sheet in load_workbook(io.BytesIO(body)):
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type not in "fe", (place, cell.coordinate, cell.value)
                assert cell.hyperlink is None or not _leads_out(cell), (place, cell)
                texts += isinstance(cell.value, str) and cell.value.startswith(SIGNS)
    return texts


def _leads_out(cell: Any) -> bool:
    return "malo.example" in str(cell.hyperlink.target)


@pytest.mark.parametrize("key", ley1712.INSTRUMENTS)
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_every_instrument_has_rows_with_what_was_typed(typed: Typed, key, form):
    body = typed._given(f"/transparencia/{key}.{form}")

    looked = (of_book if form == "xlsx" else of_sheet)(key, body)

    assert looked >= len(PAYLOADS)


def test_figures_below_zero_are_numbers_in_every_table(typed: Typed):
    uid, code, _kind = typed.records["IND-0"]
    sheet = typed._given(f"/indicadores/{code.lower()}.csv").decode()
    book = load_workbook(io.BytesIO(typed._given(f"/indicadores/{code.lower()}.xlsx")))
    cells = [c.value for page in book for row in page.iter_rows() for c in row]

    assert uid
    assert "-417.5" in next(csv.reader(io.StringIO(sheet.splitlines()[1])))
    assert -417.5 in cells


def test_a_number_below_zero_stays_one_and_what_only_looks_like_one_does_not():
    values = (-5, -0.25, Decimal("-7.50"), "-7,5", "-7.5.1", "-", "+57 602", "−3")
    table = Table("T", "", tuple("abcdefgh"), 1, [Row(2, values)], 1)
    out = io.BytesIO()
    xlsx.write(table, out)
    cells = [one.value for one in load_workbook(out).active[2]]

    told = ["-5", "-0.25", "-7.5", "-7,5", "'-7.5.1", "'-", "'+57 602", "−3"]
    assert [tabular.cell(one) for one in values] == told
    assert [desk_cell(one) for one in values] == told
    assert cells == [-5, -0.25, -7.5, "-7,5", "-7.5.1", "-", "+57 602", "−3"]

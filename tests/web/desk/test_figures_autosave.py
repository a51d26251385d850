"""The table of figures saves itself while somebody types, and loses nobody's row."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from form_setting import BASE, Office, changed, multi, opened, words

SHEET = {
    "kind": "indicator",
    "objective": "Ver",
    "unit": "porcentaje",
    "formula": "(V1/V2)*100",
    "formula_variables": [
        {"symbol": "V1", "name": "Atendidos"},
        {"symbol": "V2", "name": "Todos"},
    ],
}


@pytest.fixture
def office(tmp_path: Path, database_url: str) -> Iterator[Office]:
    with opened(tmp_path, database_url) as made:
        yield made


@pytest.fixture
def uid(office: Office) -> str:
    return office.made(**SHEET)


class Typing:
    """A page that stays open: what it holds, and what the script puts in it."""

    def __init__(self, office: Office, uid: str, *, first: int = 0, who: str = "ana"):
        self.desk = office.at(who)
        self.page = f"{BASE}/{uid}/datos"
        self.sent = self.desk.form(f"{self.page}?desde={first}")

    def types(self, **cells: str):
        named = {name.replace("_", ".", 2): text for name, text in cells.items()}
        self.sent = changed(self.sent, named)
        answer = self.desk.post(f"{self.page}/autoguardar", multi(self.sent))
        if answer.status_code == 200:
            told = answer.json
            marks = {f"_{name}": str(told[name]) for name in ("mark", "base", "own")}
            self.sent = changed(self.sent, marks)
        return answer

    def saves(self):
        return self.desk.post(self.page, multi(self.sent))


def periods(office: Office, uid: str):
    return [one.period for one in office.record(uid).observations]


def test_rows_are_kept_while_they_are_typed(office: Office, uid: str):
    table = Typing(office, uid)

    first = table.types(r_0_period="2019", r_0_v0="60", r_0_v1="80")
    second = table.types(r_1_period="2018", r_1_value="<5")
    third = table.types(r_1_value="5", r_2_period="2017", r_2_value="4")

    assert [one.status_code for one in (first, second, third)] == [200, 200, 200]
    assert first.json["problems"] == []
    assert "No es un número sino un límite" in second.json["problems"][0]["text"]
    figures = {one.period: one.value for one in office.record(uid).observations}
    assert figures == {"2019": 75, "2018": 5, "2017": 4}
    assert table.saves().status_code == 303
    assert len(office.record(uid).observations) == 3


def test_a_half_written_row_is_kept_as_it_is(office: Office, uid: str):
    table = Typing(office, uid)

    table.types(r_0_period="20", r_0_value="7")

    assert periods(office, uid) == []
    cells = dict(office.desk.form(f"{BASE}/{uid}/datos"))
    assert (cells["r.0.period"], cells["r.0.value"]) == ("20", "7")
    table.types(r_0_period="2020")
    assert periods(office, uid) == ["2020"]


def test_a_row_that_is_emptied_goes_and_no_other(office: Office, uid: str):
    table = Typing(office, uid)
    table.types(r_0_period="2019", r_0_value="1", r_1_period="2020", r_1_value="2")

    table.types(r_0_period="", r_0_value="")

    assert periods(office, uid) == ["2020"]


def test_the_rows_of_other_pages_stay_whatever_order_they_take(office: Office):
    """A row typed on the second page belongs, by its period, on the first."""
    months = [{"period": f"{1900 + n}", "value": n} for n in range(70)]
    uid = office.made(**SHEET, observations=months)
    table = Typing(office, uid, first=50)

    table.types(r_70_period="1850", r_70_value="5")
    table.types(r_70_value="6")
    table.types(r_50_value="999", r_71_period="1851", r_71_value="1")
    table.saves()

    figures = {one.period: one.value for one in office.record(uid).observations}
    assert len(figures) == 72
    assert figures["1850"] == 6
    assert figures["1950"] == Decimal(999)
    assert [figures[str(1900 + n)] for n in range(50)] == list(range(50))
    assert [figures[str(1900 + n)] for n in range(51, 70)] == list(range(51, 70))


def test_two_who_type_are_both_kept_and_the_second_is_told(office: Office, uid: str):
    mine, hers = Typing(office, uid), Typing(office, uid, who="carla")
    hers.types(r_0_period="2001", r_0_value="1")

    late = mine.types(r_0_period="2002", r_0_value="2")

    assert late.status_code == 409
    assert "Lo suyo no se ha perdido" in late.json["text"]
    assert periods(office, uid) == ["2001"]
    both = mine.saves()
    assert both.status_code == 409
    assert "2001" in words(both)
    assert "2002" in words(both)


def test_a_record_in_review_is_not_saved_by_itself(office: Office):
    uid = office.published(**SHEET)
    table = Typing(office, uid)

    assert table.types(r_0_period="2019", r_0_value="1").status_code == 423
    assert periods(office, uid) == []


def test_who_may_not_change_it_saves_nothing_here(office: Office, uid: str):
    address = f"{BASE}/{uid}/datos/autoguardar"

    answer = office.at("beto").post(address, {"r.0.period": "2019", "r.0.value": "1"})

    assert answer.status_code in {403, 404}
    assert periods(office, uid) == []


def test_what_was_only_worked_out_is_saved_by_itself_too(office: Office, uid: str):
    """The page of «Calcular sin guardar» says that it holds what is not saved."""
    page = f"{BASE}/{uid}/datos"
    row = {"r.0.period": "2019", "r.0.value": "9", "_action": "calcular"}

    seen = office.desk.send(page, row).get_data(as_text=True)

    assert "data-sin-guardar" in seen
    assert "data-sin-guardar" not in office.desk.get(page).get_data(as_text=True)

"""Half a character comes in by no door, and the ledger takes none."""

import io
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner
from form_setting import BASE, opened, words
from openpyxl import Workbook
from sqlalchemy import func, select
from tumbaga.catalog import ledger
from tumbaga.harvesters import jsonstream
from tumbaga.harvesters.tables import reading
from tumbaga.records.publication import Publication
from tumbaga.schemas import kinds
from tumbaga.schemas.texts import HALF, HalfCharacter
from tumbaga.web.app import create_app
from tumbaga.web.cli import tumbaga
from tumbaga.web.composition import House
from tumbaga.web.settings import Settings

UTF16 = "Una \ud800 mitad"


@pytest.fixture
def house(tmp_path: Path, database_url: str) -> Iterator[House]:
    made: House = create_app(
        Settings(data=str(tmp_path), database_url=database_url)
    ).extensions["tumbaga"]
    made.prepare()
    yield made
    made.engine.dispose()


@pytest.mark.parametrize(
    "entry",
    [
        ledger.Entry("u", "dataset", "u", "published", "full", '{"title":"\\ud800"}'),
        ledger.Entry("u", "dataset", "u", "published", "full", '{"title":"\ud800"}'),
        ledger.Entry("u", "dataset", "\udfff", "published", "full", "{}"),
        ledger.Entry(
            "u",
            "indicator",
            "u",
            "published",
            "full",
            "{}",
            [
                {
                    "period": "2019",
                    "value": None,
                    "territory": None,
                    "breakdown": {},
                    "status": None,
                    "source": None,
                    "note": "\ud800",
                }
            ],
        ),
    ],
    ids=["escaped", "raw", "slug", "note"],
)
def test_the_ledger_takes_none(house: House, entry: ledger.Entry) -> None:
    with house.writing() as session, pytest.raises(HalfCharacter, match="medios"):
        ledger.append(session, [entry])
    with house.session() as session:
        assert session.scalar(select(func.count()).select_from(Publication)) == 0


def test_a_whole_pair_is_a_character_as_any_other(house: House) -> None:
    whole = ledger.Entry(
        "u", "dataset", "u", "published", "full", '{"title":"\\ud83d\\ude00"}'
    )
    with house.writing() as session:
        assert ledger.append(session, [whole]) == [1]


def test_a_form_keeps_a_readable_text(tmp_path: Path) -> None:
    """A browser cannot send half a character; a program's stays as it wrote it."""
    with opened(tmp_path, "") as office:
        uid = office.made()
        address = f"{BASE}/{uid}/editar/que-es"
        mark = dict(office.desk.form(address))["_mark"]
        body = b"_action=guardar&description=Una+%ED%A0%80+mitad&_mark=" + mark.encode()

        kind = "application/x-www-form-urlencoded"
        saved = office.desk.post(address, data=body, content_type=kind)

        assert saved.status_code == 303
        assert office.record(uid).description == "Una %ED%A0%80 mitad"
        assert "Una %ED%A0%80 mitad" in words(office.desk.get(address))


def test_a_schema_drops_it_whatever_the_door() -> None:
    given = {"code": "X-1", "title": UTF16, "organization": "dapm"}
    assert kinds.load("dataset", given).values["title"] == "Una mitad"


def test_a_workbook_brings_none(tmp_path: Path) -> None:
    """XML can write it only as Excel's own escape, which stays the letters it is."""
    book, place = Workbook(), tmp_path / "datos.xlsx"
    sheet = book.active
    assert sheet is not None
    for row in (("Código", "Nombre"), ("A-1", "Una _xD800_ mitad")):
        sheet.append(row)
    book.save(place)
    [table] = reading.tables(place, "datos.xlsx")
    [row] = list(table.rows)
    assert row.values == ("A-1", "Una _xD800_ mitad")


def test_a_feed_is_mended() -> None:
    body = io.BytesIO(rb'{"dataset": [{"title": "Una \ud800 mitad", "\udead": 1}]}')
    answer = SimpleNamespace(body=body, url="x", headers={}, media_type="")
    [found] = list(jsonstream.elements(answer, "dataset", top={}))  # type: ignore[arg-type]
    assert found == {"title": "Una \ufffd mitad", "\ufffd": 1}


def test_a_command_is_refused_in_spanish() -> None:
    answer = CliRunner().invoke(tumbaga, ["withdraw", "X", "--reason", "\udcff"])
    assert answer.exit_code == 2
    assert HALF in answer.output

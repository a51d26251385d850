"""The workbook door from end to end: template, import, annotated copy, import again."""

import io

import pytest
from city import found_city
from filled_books import FIRST, fill, items, put, record, saved
from importing_setting import counts, one, stored
from openpyxl import load_workbook
from spoilt_books import MISTAKES, ROWS, row, spoilt
from sqlalchemy.orm import Session
from tumbaga.catalog import assets, importing, people, standing
from tumbaga.catalog.importing import Tally
from tumbaga.exporters.workbooks.annotated import annotate
from tumbaga.harvesters.tables import entries, reading
from tumbaga.records.database import connect, writing
from tumbaga.schemas import kinds, stamps, workbooks
from tumbaga.web.database import prepare, transaction
from tumbaga.web.importing import headers

pytestmark = pytest.mark.thorough


def peopled(engine):
    with Session(writing(engine)) as session:
        found_city(session)
        session.commit()
    return engine


@pytest.fixture
def desk(tmp_path):
    """The city's desk on SQLite."""
    engine = connect(f"sqlite:///{tmp_path / 'catalogo.db'}")
    prepare(engine)
    yield peopled(engine)
    engine.dispose()


@pytest.fixture
def any_desk(engine):
    """The city's desk on each of the databases."""
    return peopled(engine)


def imported(engine, content, folder):
    path = folder / "libro.xlsx"
    path.write_bytes(content)
    tables, tally = reading.tables(path), Tally()
    for table in tables:
        tally.remarks += entries.remarks_on(table)
        for batch in importing.batches(entries.entries(table), size=100):
            with transaction(engine) as session:
                by = people.get(session, "ana")
                tally.add(importing.apply(session, batch, by=by))
    copy = annotate(content, tally.remarks, headers(tables))
    return tally, copy


def red_cells(content):
    book = load_workbook(io.BytesIO(content))
    return {
        (page.title, cell.coordinate)
        for page in book.worksheets
        for row in page.iter_rows()
        for cell in row
        if cell.fill.fgColor.rgb == stamps.RED
    }


def whole(kind):
    """A record with everything that needs no other record to be there before it."""
    data = record(kind)
    for variable in data["variables"]:
        variable.pop("standard_variable", None)
    return data


@pytest.mark.parametrize("kind", kinds.SCHEMAS)
def test_a_template_saves_the_same_record_as_the_draft(desk, tmp_path, kind):
    data = whole(kind)
    tally, _copy = imported(desk, fill(kind, [data]), tmp_path)
    again, _copy = imported(desk, fill(kind, [data]), tmp_path)

    assert tally.remarks == []
    assert (counts(tally), counts(again)) == ((1, 0, 0, 0), (0, 0, 1, 0))
    with Session(writing(desk)) as session:
        by = people.get(session, "ana")
        asset = one(session, "A-1")
        from_book = standing.current(asset)
        twin = kinds.load(kind, {**data, "code": "A-2"})
        direct = standing.current(assets.save(session, twin, by=by).asset)
    assert {**direct, "code": "A-1"} == from_book


def test_400_rows_with_37_mistakes_corrected_in_their_copy(any_desk, tmp_path):
    content, before = spoilt(fill("indicator", [row(n) for n in range(ROWS)]))

    first, copy = imported(any_desk, content, tmp_path)
    assert counts(first) == (ROWS - MISTAKES, 0, 0, MISTAKES)
    assert red_cells(copy) == set(before)

    book = load_workbook(io.BytesIO(copy))
    for (sheet, cell), value in before.items():
        book[sheet][cell].value = value
    second, clean = imported(any_desk, saved(book), tmp_path)

    assert counts(second) == (MISTAKES, 0, ROWS - MISTAKES, 0)
    assert second.remarks == []
    assert red_cells(clean) == set()
    assert stored(any_desk) == ROWS
    rules = load_workbook(io.BytesIO(copy)).worksheets[1].data_validations
    assert "lista_themes" in {rule.formula1 for rule in rules.dataValidation}


def test_the_message_of_a_cell_is_that_of_every_other_door(desk, tmp_path):
    data = {**record("dataset"), "theme": "Astrología", "generated": "ayer"}
    data["distributions"][1]["url"] = "javascript:alert(1)"

    tally, _copy = imported(desk, fill("dataset", [data]), tmp_path)

    direct = kinds.load("dataset", data).problems
    assert {(each.field, each.text) for each in tally.remarks} == {
        (each.path, each.text) for each in direct
    }


def test_a_blank_template_row_set_does_not_empty_a_record(desk, tmp_path):
    imported(desk, fill("indicator", [whole("indicator")]), tmp_path)
    few = {"code": "A-1", "title": "Otro nombre", "organization": "planeacion"}

    tally, _copy = imported(desk, fill("indicator", [few]), tmp_path)

    assert counts(tally) == (0, 1, 0, 0)
    with Session(desk) as session:
        asset = one(session, "A-1")
        assert asset.title == "Otro nombre"
        assert len(asset.observations) == len(asset.targets) == 2
        assert asset.contact["email"] == "datos@cali.gov.co"


def test_a_leaf_deep_in_a_group_leaves_its_neighbours_as_they_are(desk, tmp_path):
    kind = "production_process"
    imported(desk, fill(kind, [whole(kind)]), tmp_path)
    with Session(desk) as session:
        before = standing.current(one(session, "A-1"))
    few = {"code": "A-1", "title": "Otro", "organization": "planeacion"}
    deep = next(
        column
        for column in workbooks.sheets(kind)[0].columns
        if column.path.count(".") == 2 and column.type == "long" and not column.several
    )
    group = deep.path.partition(".")[0]
    few[group] = {name: before[group][name] for name in ("date", "version")}
    put(few, deep.path, "Cambiado.")

    tally, _copy = imported(desk, fill(kind, [few]), tmp_path)
    assert tally.remarks == []

    with Session(desk) as session:
        after = standing.current(one(session, "A-1"))
    put(before, deep.path, "Cambiado.")
    assert after == {**before, "title": "Otro"}


def test_a_figure_given_twice_is_marked_in_its_own_sheet(desk, tmp_path):
    data = row(1)
    data["observations"] = [{"period": "2024", "value": 1}] * 2

    tally, copy = imported(desk, fill("indicator", [data]), tmp_path)

    [remark] = tally.remarks
    assert (remark.sheet, remark.row) == ("Datos", FIRST + 1)
    assert red_cells(copy) == {("Datos", remark.cell)}


def test_the_helper_walks_every_list():
    data = record("dataset")
    paths = [sheet.path for sheet in workbooks.sheets("dataset")]

    assert all(list(items(data, path)) for path in paths)

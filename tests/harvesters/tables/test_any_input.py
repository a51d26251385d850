"""Whatever comes in, a table is read or refused in Spanish; nothing else is raised."""

import csv
import io
import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tumbaga.harvesters.tables import columns, csvfile, entries, reading
from tumbaga.harvesters.tables.values import read
from tumbaga.schemas import kinds
from tumbaga.schemas.tables import Unreadable

READERS = sorted({one.reader for found in columns.known().values() for one in found})
CELLS = st.one_of(
    st.text(max_size=40),
    st.text("0123456789.,$%-'/ <", max_size=20),
    st.text(string.printable, max_size=40),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.none(),
)


@pytest.mark.parametrize("reader", READERS)
@settings(max_examples=60, deadline=None)
@given(cell=CELLS)
def test_every_reader_gives_a_value_or_a_remedy(reader, cell):
    remedy = ""

    try:
        read(reader, cell)
    except ValueError as error:
        remedy = str(error)

    assert remedy == "" or remedy.endswith((".", "»"))


@settings(max_examples=200, deadline=None)
@given(content=st.binary(max_size=400))
def test_any_bytes_are_a_table_or_unreadable(tmp_path_factory, content):
    path = tmp_path_factory.mktemp("x") / "a.csv"
    path.write_bytes(content)

    try:
        found = reading.tables(path)
    except Unreadable:
        return
    for table in found:
        list(table.rows)


@pytest.mark.parametrize("kind", sorted(kinds.SCHEMAS))
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_any_cells_under_known_headings_reach_the_schema(kind, data):
    names = data.draw(st.lists(st.sampled_from(sorted(columns.known())), max_size=8))
    cells = [data.draw(st.text(max_size=30)) for _ in names]
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerows([["Código", "Nombre", *names], ["A-1", "Uno", *cells]])
    table = csvfile.read(out.getvalue().encode("utf-8", "surrogatepass"), "a.csv")

    for entry in entries.entries(table, kind):
        kinds.load(entry.kind, entry.data)

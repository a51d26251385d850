"""The sheets of a kind follow its schema by themselves: every leaf has one column."""

import pytest
from marshmallow import fields
from tumbaga.schemas import kinds, workbooks


def inside(field):
    one = field.inner if isinstance(field, fields.List) else field
    return one.schema if isinstance(one, fields.Nested) else None


def leaves(schema, path=""):
    for name, field in schema.fields.items():
        if field.dump_only:
            continue
        inner = inside(field)
        if inner is None:
            yield path + name
        else:
            sign = "[]." if isinstance(field, fields.List) else "."
            yield from leaves(inner, f"{path}{name}{sign}")


@pytest.mark.parametrize("kind", kinds.SCHEMAS)
def test_every_leaf_that_may_be_written_has_exactly_one_column(kind):
    columns = []
    for sheet in workbooks.sheets(kind):
        for column in sheet.columns:
            address = sheet.address(column)
            pairs = [f"{address}[].{name}" for name in column.pairs]
            columns += pairs or [address]

    assert sorted(columns) == sorted(leaves(kinds.SCHEMAS[kind]()))


@pytest.mark.parametrize("kind", kinds.SCHEMAS)
def test_a_row_of_a_list_says_whose_it_is(kind):
    for sheet in workbooks.sheets(kind)[1:]:
        assert sheet.keys[0].path == "code"
        assert len(sheet.keys) == 1 + sheet.path.count("[]")


def test_what_is_required_only_with_its_group_says_which():
    columns = {one.path: one for one in workbooks.sheets("indicator")[0].columns}

    assert columns["title"].required
    assert (columns["source.title"].required, columns["source.title"].needs) == (
        False,
        "Fuente",
    )


def test_the_fingerprint_is_of_the_kind_and_stays():
    made = {kind: workbooks.fingerprint(kind) for kind in kinds.SCHEMAS}

    assert len(set(made.values())) == len(made)
    workbooks.fingerprint.cache_clear()
    workbooks.sheets.cache_clear()
    assert made == {kind: workbooks.fingerprint(kind) for kind in kinds.SCHEMAS}

"""CSV as it comes: encodings, separators, ragged rows, quotes, titles above."""

import pytest
from tumbaga.harvesters.tables import csvfile, entries
from tumbaga.schemas.tables import Unreadable

TEXT = "Código;Nombre;Descripción\nA-1;Año del niño;Población\n"


def values(content):
    table = csvfile.read(content, "a.csv")
    return table, [row.values for row in table.rows]


@pytest.mark.parametrize(
    ("codec", "said"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8 con marca"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16 sin marca"),
        ("utf-16-be", "UTF-16 sin marca"),
        ("cp1252", "Windows-1252"),
    ],
)
def test_the_encoding_is_found_and_said(codec, said):
    table, rows = values(TEXT.encode(codec))

    assert rows == [("A-1", "Año del niño", "Población")]
    assert f"Codificación: {said}." in table.notes


def test_a_byte_that_windows_1252_leaves_undefined_is_read_as_latin_1():
    table, _ = values(TEXT.encode("latin-1") + b"A-2;\x81;x\n")

    assert "Codificación: Latin-1." in table.notes


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_the_separator_is_found_by_the_header(separator):
    content = f'Código{separator}Nombre\nA-1{separator}"a;b,c|d\te"\n'

    _, rows = values(content.encode())

    assert rows == [("A-1", "a;b,c|d\te")]


def test_the_separator_that_excel_declares_is_no_row():
    table, rows = values(b"sep=;\nCodigo;Nombre\nA-1;Uno\n")

    assert table.header_row == 1
    assert rows == [("A-1", "Uno")]


def test_the_header_is_found_below_merged_titles():
    titles = "ALCALDÍA;;\nFORMATO GIC-TEI-F-09;;\n\nCódigo;Nombre;Idioma\nA-1;Uno;es\n"

    table, rows = values(titles.encode())

    assert (table.header_row, table.header) == (4, ("Código", "Nombre", "Idioma"))
    assert rows == [("A-1", "Uno", "es")]


def test_line_ends_may_be_mixed_and_lie_inside_quotes():
    content = b'Codigo,Nombre\r\nA-1,"dos\nlineas"\rA-2,Dos\nA-3,"tres\r\nx"'

    table, rows = values(content)

    assert [row[0] for row in rows] == ["A-1", "A-2", "A-3"]
    assert [row.number for row in table.rows] == [2, 3, 4]


def test_a_quote_never_closed_spoils_only_its_own_row():
    content = b'Codigo,Nombre\nA-1,"sin cerrar\nA-2,Dos\nA-3,Tres\n'

    table, rows = values(content)

    assert [row[0] for row in rows] == ["A-1", "A-2", "A-3"]
    assert [bool(row.problem) for row in table.rows] == [True, False, False]


def test_a_quote_inside_quotes_is_reported():
    content = b'Codigo,Nombre\nA-1,"El "mejor" plan"\nA-2,Dos\n'

    table, _ = values(content)

    first, second = table.rows
    assert "comillas sueltas" in first.problem
    assert not second.problem


def test_many_quotes_never_closed_take_no_more_than_their_time():
    content = b"Codigo,Nombre\n" + b'A,"x\n' * 20_001

    _, rows = values(content)

    assert len(rows) > 10_000


def test_nul_bytes_do_not_stop_the_reading():
    _, rows = values(b"Codigo,Nombre\nA-1,U\x00no\n")

    assert rows == [("A-1", "U\x00no")]


def test_without_a_header_the_message_says_what_to_do():
    with pytest.raises(Unreadable, match="fila de encabezados"):
        csvfile.read(b"uno;dos\n1;2\n", "a.csv")


def test_the_rows_can_be_read_twice():
    table, rows = values(TEXT.encode())

    assert [row.values for row in table.rows] == rows


def test_a_row_of_data_that_sounds_like_a_header_is_none():
    content = "Código;Nombre\n7;Idioma;Formato;Tema;5;8;9\n".encode()

    table, _ = values(content)

    assert table.header_row == 1


def test_a_header_repeated_on_every_page_is_no_row():
    content = b"Codigo;Nombre\nA-1;Uno\nCODIGO;Nombre\nA-2;Dos\n"
    table, _ = values(content)

    assert [one.code for one in entries.entries(table, "document")] == ["A-1", "A-2"]

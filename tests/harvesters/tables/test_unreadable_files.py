"""Files that are no tables: each is told in one Spanish sentence, and nothing breaks."""

import io
import random
import zipfile

import openpyxl
import pytest
from tumbaga.harvesters.tables import archives, reading
from tumbaga.schemas.tables import Unreadable

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600


def archive(**entries):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in entries.items():
            inside = name.replace("__", "/").replace("_xml", ".xml")
            # A fixed moment: the bytes stand in the names of tests, the same everywhere.
            packed.writestr(zipfile.ZipInfo(inside), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.csv", b"", "vacío"),
        ("a.csv", b"\xef\xbb\xbf \n\n", "vacío"),
        ("a.xlsx", b"", "vacío"),
        ("a.csv", bytes(range(256)) * 40, "no es texto"),
        ("a.csv", b"\x89PNG\r\n\x1a\n" + b"\x00" * 99, "imagen"),
        ("a.csv", b"%PDF-1.7 ...", "PDF"),
        ("a.csv", b"<!DOCTYPE html><html><body>Entrar</body></html>", "página web"),
        ("a.xlsx", b"  <html><head>", "página web"),
        ("a.csv", b"<?xml version='1.0'?><rdf/>", "XML o JSON"),
        ("a.csv", b'{"a": 1}', "XML o JSON"),
        ("a.xls", OLE, "formato antiguo"),
        ("a.xlsx", OLE, "formato antiguo"),
        ("a.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "contraseña"),
        ("a.xlsx", archive(leame="x"), "no es un libro"),
        ("a.xlsx", archive(leame="x")[:40], "dañado"),
        ("a.xlsx", b"Codigo;Nombre\n", "dañado"),
        ("a.docx", b"x", "«.docx»"),
        ("a", b"x", "sin terminación"),
    ],
)
def test_a_file_that_is_no_table_is_told_plainly(tmp_path, name, content, said):
    path = tmp_path / name
    path.write_bytes(content)

    with pytest.raises(Unreadable, match=said):
        reading.tables(path)


def test_a_missing_file_and_a_folder_are_told_plainly(tmp_path):
    with pytest.raises(Unreadable, match="No existe"):
        reading.tables(tmp_path / "no.csv")
    with pytest.raises(Unreadable, match="carpeta"):
        reading.tables(tmp_path)


def test_a_workbook_under_the_name_of_a_csv_is_read(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["Código", "Nombre"])
    book.active.append(["A-1", "Uno"])
    book.save(tmp_path / "a.xlsx")
    (tmp_path / "a.xlsx").rename(tmp_path / "a.csv")

    [table] = reading.tables(tmp_path / "a.csv")

    assert [row.values for row in table.rows] == [("A-1", "Uno")]


def test_a_bomb_is_refused_before_it_is_opened(monkeypatch):
    bomb = archive(xl__workbook_xml="<workbook/>", xl__sheet_xml=b"0" * (30 * 2**20))
    monkeypatch.setattr(zipfile.ZipFile, "open", lambda *_: pytest.fail("opened"))

    with pytest.raises(Unreadable, match="desmedido"):
        archives.check(bomb)


def test_too_many_entries_are_a_bomb():
    entries = {f"x{number}": "" for number in range(archives.MOST_ENTRIES + 1)}

    with pytest.raises(Unreadable, match="desmedido"):
        archives.check(archive(**entries))


@pytest.mark.parametrize("codec", ["utf-8", "utf-16"])
def test_entities_are_refused(codec):
    laughs = (
        '<!DOCTYPE a [<!ENTITY a "ja"><!ENTITY b "&a;&a;">]><workbook>&b;</workbook>'
    )

    with pytest.raises(Unreadable, match="entidades"):
        archives.check(archive(xl__workbook_xml=laughs.encode(codec)))


def test_entities_hidden_behind_a_long_comment_are_refused():
    hidden = (
        "<!--" + " " * 9000 + "--><!DOCTYPE a [<!ENTITY b SYSTEM 'file:///x'>]><a/>"
    )

    with pytest.raises(Unreadable, match="entidades"):
        archives.check(archive(xl__workbook_xml=hidden))


def test_entities_in_an_encoding_that_hides_them_are_refused():
    hidden = b'<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE a+AD4-<a/>'

    with pytest.raises(Unreadable, match="entidades"):
        archives.check(archive(xl__workbook_xml=hidden))


def test_a_part_that_only_pretends_to_be_xml_is_damage():
    with pytest.raises(Unreadable, match="dañado"):
        archives.check(archive(xl__workbook_xml=b"<workbook/>", a_xml=b"\x4c\x6f\xa7"))


def test_a_bomb_that_lies_about_its_size_yields_no_more_than_it_declared():
    honest = archive(xl__workbook_xml="<workbook/>", xl__sheet_xml=b"0" * 5_000_000)
    size = (5_000_000).to_bytes(4, "little")
    lying = honest.replace(size, (100).to_bytes(4, "little"))

    with pytest.raises(Unreadable, match="dañado"):
        archives.check(lying)


def test_a_damaged_workbook_is_read_or_told_never_a_failure(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["Código", "Nombre"])
    book.active.append(["A-1", "Uno"])
    book.save(tmp_path / "a.xlsx")
    whole = (tmp_path / "a.xlsx").read_bytes()
    chance = random.Random(1712)

    for _ in range(150):
        content = bytearray(whole)
        for _ in range(chance.choice((1, 5, 50))):
            content[chance.randrange(4, len(content))] = chance.randrange(256)
        (tmp_path / "b.xlsx").write_bytes(content)
        try:
            for table in reading.tables(tmp_path / "b.xlsx"):
                list(table.rows)
        except Unreadable:
            continue

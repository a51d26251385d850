"""Which records the file of an edition names, however its octets fall into pieces."""

from pathlib import Path

import pytest
from tumbaga.catalog import edition_files

HEAD = "código,título,página\r\n"
ROWS = [f'D{n},"Título {n}",https://datos.test/datos/d-{n}\r\n' for n in range(30)]


@pytest.mark.parametrize("piece", [1, 7, 64, 1 << 20])
@pytest.mark.parametrize("many", [False, True])
def test_each_row_is_found_by_its_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, piece: int, many: bool
):
    place = tmp_path / "edicion.csv"
    place.write_text(HEAD + "".join(ROWS), "utf-8")
    monkeypatch.setattr(edition_files, "PIECE", piece)
    others = {f"/datos/otro-{n}" for n in range(10)} if many else set()

    def named(*paths: str) -> set[str]:
        return edition_files._in_file(place, {*paths, *others})

    for number in range(30):
        assert named(f"/datos/d-{number}") == {f"/datos/d-{number}"}
    assert named("/datos/d-2", "/datos/d-29") == {"/datos/d-2", "/datos/d-29"}
    assert named("/datos/d-99", "/datos/d", "/ppi/d-1") == set()
    assert named() == set()

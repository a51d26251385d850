"""The whole catalogue to take away: what is in it, that it is whole, and when it goes."""

import csv
import gzip
import hashlib
import io
import json
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from click.testing import CliRunner
from protocol_site import BASE, opened
from public_records import dataset, document, indicator, organization, process
from rdflib import DCAT, Graph
from tumbaga import exporters
from tumbaga.exporters import jsonlines
from tumbaga.web import clock, dumping
from tumbaga.web.cli import house as command_house
from tumbaga.web.cli import tumbaga

FIGURE = {
    "period": "2020",
    "territory": "76001",
    "breakdown": {"sexo": "F"},
    "value": Decimal("12.5"),
    "status": "A",
    "source": "=SUMA(A1)",
    "note": None,
}


@pytest.fixture
def filled(site):
    site.publish(dataset("a", title='=HYPERLINK("x")'), process("c"), document("d"))
    site.publish(organization())
    site.publish(indicator("b"), observations=[FIGURE])
    site.publish(dataset("cerrado", title="CANARIO"), disclosure="index")
    return site


def sent(site, path, **headers):
    """The status and the bytes of a file that was sent."""
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    with site.get(path, headers=given) as answer:
        return answer.status_code, answer.data


def unpacked(folder, name):
    return gzip.decompress((folder / name).read_bytes())


def table(folder, name):
    text = unpacked(folder, name).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_a_dump_holds_everything_open_in_every_form(filled):
    done = dumping.make(filled.house)
    folder = done.folder

    names = {one.name for one in done.files}
    for key in exporters.RECORD:
        name = "data.json" if key == "json" else f"catalogo{exporters.get(key).SUFFIX}"
        assert f"{name}.gz" in names
    found = Graph().parse(data=unpacked(folder, "catalogo.ttl.gz"), format="turtle")
    listed = {str(one).rpartition("/")[2] for one in found.objects(None, DCAT.dataset)}
    assert listed == {"a", "b", "c", "d"}
    lines = unpacked(folder, "catalogo.jsonl.gz").splitlines()
    assert {json.loads(line)["document"]["uid"] for line in lines} == {
        *"abcd",
        "org-dap",
    }
    assert [row["titulo"] for row in table(folder, "datos.csv.gz")] == [
        '\'=HYPERLINK("x")'
    ]
    assert table(folder, "indicadores.csv.gz")[0]["identificador"] == f"{BASE}/id/b"
    assert table(folder, "organizaciones.csv.gz")[0]["sigla"] == "DAP"
    figure = table(folder, "mediciones.csv.gz")[0]
    assert (figure["periodo"], figure["valor"]) == ("2020", "12.5")
    assert figure["desagregacion"] == '{"sexo":"F"}'
    assert figure["fuente"].startswith("'=")
    for one in done.files:
        assert b"CANARIO" not in unpacked(folder, one.name)


def test_its_sums_are_those_of_its_files(filled):
    done = dumping.make(filled.house)

    for line in (done.folder / "SHA256SUMS").read_text().splitlines():
        said, name = line.split("  ")
        content = (done.folder / name).read_bytes()
        assert hashlib.sha256(content).hexdigest() == said
        assert done.file(name).size == len(content)


def test_the_page_offers_it_and_the_server_sends_the_file(filled):
    assert "se están preparando" in filled.get("/descargas").text
    done = dumping.make(filled.house)
    page = filled.get("/descargas").text
    path = f"/descargas/{done.seq}/catalogo.ttl.gz"

    assert path in page
    assert done.file("catalogo.ttl.gz").sha256 in page
    with filled.get(path) as answer:
        content, mark = answer.data, answer.headers["ETag"]
        assert answer.mimetype == "application/gzip"
    assert content == (done.folder / "catalogo.ttl.gz").read_bytes()
    assert sent(filled, path, If_None_Match=mark)[0] == 304
    assert sent(filled, path, Range="bytes=0-9") == (206, content[:10])
    assert filled.get("/descargas/ultima/catalogo.ttl.gz").location == path
    assert sent(filled, f"/descargas/{done.seq}/SHA256SUMS")[0] == 200
    for bad in ("..%2f..%2ftumbaga.db", ".catalogo.ttl.gz", "nada", "%00"):
        assert filled.get(f"/descargas/{done.seq}/{bad}").status_code == 404
        assert filled.get(f"/descargas/ultima/{bad}").status_code == 404
    assert filled.get("/descargas/999/catalogo.ttl.gz").status_code == 404


def test_the_clock_makes_it_once_a_day_and_only_if_something_changed(filled):
    tomorrow = datetime.now(UTC) + timedelta(days=1)

    assert clock.dump_made(filled.house) > 5
    first = filled.get("/descargas").text
    assert "catalogo.ttl.gz" in first
    assert clock.dump_made(filled.house, tomorrow) == 0  # nothing moved
    filled.publish(dataset("otro"))
    assert clock.dump_made(filled.house) == 0  # not a day yet
    assert clock.dump_made(filled.house, tomorrow) > 5
    assert filled.get("/descargas").text != first


def test_a_closure_takes_it_down_and_the_clock_makes_it_again(filled):
    clock.dump_made(filled.house)
    filled.publish(dataset("a"), disclosure="index")

    assert "se están preparando" in filled.get("/descargas").text
    assert clock.dump_made(filled.house) > 5
    assert "catalogo.ttl.gz" in filled.get("/descargas").text


def test_two_workers_do_not_make_it_at_once(filled, monkeypatch):
    inside = []
    make = dumping.make

    def made(house):
        inside.append(clock.dump_made(house))
        return make(house)

    monkeypatch.setattr(dumping, "make", made)

    assert clock.dump_made(filled.house) > 5
    assert inside == [0]


@pytest.mark.parametrize(
    "shrinks", [{"state": "withdrawn", "disclosure": "index"}, {"disclosure": "index"}]
)
def test_a_dump_below_the_cut_is_deleted_and_never_served(filled, shrinks):
    done = dumping.make(filled.house)
    path = f"/descargas/{done.seq}/catalogo.jsonl.gz"
    assert sent(filled, path)[0] == 200
    filled.publish(dataset("nuevo"))
    assert sent(filled, path)[0] == 200

    filled.publish(dataset("a"), **shrinks)

    assert filled.get(path).status_code == 404
    assert not done.folder.exists()
    assert "se están preparando" in filled.get("/descargas").text
    again = dumping.make(filled.house)
    assert b'"a"' not in unpacked(again.folder, "catalogo.jsonl.gz")


def test_a_newer_dump_takes_the_place_of_the_last_one(filled):
    first = dumping.make(filled.house)
    filled.publish(dataset("nuevo"))
    second = dumping.make(filled.house)

    assert not first.folder.exists()
    assert [one.name for one in dumping.place(filled.house).iterdir()] == [
        str(second.seq)
    ]


def test_a_dump_of_another_ledger_is_not_served(filled, tmp_path):
    done = dumping.make(filled.house)
    said = json.loads((done.folder / "contenido.json").read_text())
    said["registro"] = "otro"
    (done.folder / "contenido.json").write_text(json.dumps(said))

    assert filled.get(f"/descargas/{done.seq}/data.json.gz").status_code == 404


def test_what_was_killed_goes_on_from_the_last_whole_file(filled, monkeypatch):
    written = []
    monkeypatch.setattr(dumping, "_describe", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        dumping.make(filled.house)
    assert filled.get("/descargas/1/data.json.gz").status_code == 404
    monkeypatch.undo()
    real = jsonlines.fragment
    monkeypatch.setattr(jsonlines, "fragment", lambda *g: written.append(g) or real(*g))

    done = dumping.make(filled.house)

    assert written == []
    assert len(unpacked(done.folder, "catalogo.jsonl.gz").splitlines()) == 5


def test_the_command_writes_a_folder_and_names_what_it_left_out(tmp_path, monkeypatch):
    with opened(tmp_path / "datos") as site:
        site.publish(dataset("a"), dataset("roto"))
        real = jsonlines.fragment

        def sometimes(record, catalogue):
            if record.uid == "roto":
                raise ValueError("imposible")
            return real(record, catalogue)

        monkeypatch.setattr(jsonlines, "fragment", sometimes)
        monkeypatch.setenv("TUMBAGA_DATA", str(tmp_path / "datos"))
        monkeypatch.setenv("TUMBAGA_BASE_URL", BASE)
        command_house.opened.cache_clear()
        target = tmp_path / "salida"
        target.mkdir()
        (target / "otra cosa").write_text("queda")
        done = CliRunner().invoke(tumbaga, ["export", "all", "-o", str(target)])
        one = CliRunner().invoke(
            tumbaga, ["export", "jsonl", "-o", str(tmp_path / "x.jsonl")]
        )
        wrong = CliRunner().invoke(tumbaga, ["export", "ttl", "-o", str(target)])
        command_house.opened.cache_clear()

    assert done.exit_code == 0, done.output
    assert "catalogo.jsonl: quedaron por fuera roto" in done.output
    assert (target / "otra cosa").read_text() == "queda"
    assert b'"roto"' not in unpacked(target, "catalogo.jsonl.gz")
    assert b"roto" in unpacked(target, "catalogo.nt.gz")
    assert not list(tmp_path.glob(".salida*"))
    assert "roto" in one.output
    assert wrong.exit_code == 1

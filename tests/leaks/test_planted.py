"""A leak planted on purpose in each layer of the real code: the scanner finds every one.

Each is planted for one test by ``monkeypatch``, in the place where a careless change
would make it, and is gone with the test. A scanner that cannot fail would say nothing.
"""

import importlib
import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from city import RESERVED, City, found_city
from click.testing import CliRunner
from flask import abort
from looking_for_leaks import kept_leak, leak, leaking, logged_leak, ways
from scene import checksum, hidden, keep_files, word
from tumbaga.catalog import (
    classification,
    held_files,
    outbox,
    publishing,
    request_letters,
    requests,
)
from tumbaga.catalog.search import documents
from tumbaga.exporters import base, feeds
from tumbaga.records import reading
from tumbaga.schemas import disclosure
from tumbaga.web import dumping, errors
from tumbaga.web.app import create_app
from tumbaga.web.cli import house as cli_house
from tumbaga.web.cli import searching, tumbaga
from tumbaga.web.composition import House
from tumbaga.web.following import follow
from tumbaga.web.protocols.oai import verbs
from tumbaga.web.settings import Settings
from tumbaga.web.window import pages

SAID = word("reservada")


class Small:
    """A house with one reserved record and one open one."""

    def __init__(self, folder: Path) -> None:
        self.house = House(
            Settings(
                data=str(folder),
                jobs="worker",
                smtp_host="correo.local",
                smtp_from="catalogo@ciudad.gov.co",
            )
        )
        self.house.prepare()
        with self.house.writing() as session:
            city = found_city(session)
            self.uid = self._fill(city)
        follow(self.house)
        keep_files(self.house.files)
        self.app = create_app(self.house.settings)
        self.client = self.app.test_client()

    def _fill(self, city: City) -> str:
        asset = city.approved(**hidden("reservada"))
        classification.decide(city.session, asset, RESERVED, by=city.beto)
        publishing.publish(city.session, asset, by=city.carla)
        city.published(code="ABIERTO", title="Un registro abierto")
        said = {
            "title": "x",
            "url": "https://x.co/a",
            "checksum": checksum("reservada"),
        }
        said["media_type"] = "text/csv"
        city.published(code="LADRON", title="Uno que sabe", distributions=[said])
        return asset.uid

    def leaks(self, *addresses: str) -> bool:
        return leaking(self.client, list(addresses)) is not None


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Small]:
    """Read only: for what is planted where an answer is made."""
    made = Small(tmp_path_factory.mktemp("sana"))
    yield made
    made.house.engine.dispose()


def careless(function: Callable[..., Any], add: Callable[[Any], Any]) -> Any:
    """The same function, whose answer says a little too much."""
    return lambda *args, **values: add(function(*args, **values))


def test_a_sound_house_leaks_nowhere(sound: Small):
    assert not sound.leaks(
        f"/id/{sound.uid}", "/catalogo.ttl", "/novedades.atom", "/buscar.json?q=titulo"
    )
    assert kept_leak(sound.house) == ""


def test_a_leaf_that_the_door_forgets_to_withhold(tmp_path: Path, monkeypatch):
    monkeypatch.setattr(
        disclosure, "index", lambda record, title: {**disclosure.full(record)}
    )
    small = Small(tmp_path)

    assert kept_leak(small.house) == "ledger"
    assert small.leaks(f"/indicadores/{small.uid}")


def test_a_window_that_takes_any_checksum_for_a_file_of_ours(sound: Small, monkeypatch):
    from tumbaga.web.window import preview

    assert not sound.leaks("/datos/ladron")
    monkeypatch.setattr(preview, "is_ours", lambda item: bool(item.get("checksum")))

    assert sound.leaks("/datos/ladron")


def test_a_record_that_is_believed_to_hold_any_file(tmp_path: Path, monkeypatch):
    small = Small(tmp_path / "sana")
    address = f"/archivos/{checksum('reservada')}/x.csv"
    assert not small.leaks(address)
    monkeypatch.setattr(held_files, "_held", lambda *_args: {checksum("reservada")})
    small = Small(tmp_path / "rota")

    assert small.leaks(address)


def test_an_exporter_that_adds_a_comment(sound: Small, monkeypatch):
    told = f"# {SAID}\n".encode()
    wrong = careless(base.assemble, lambda pieces: (told, *pieces))
    module = importlib.import_module("tumbaga.web.protocols.catalogue")
    monkeypatch.setattr(module, "assemble", wrong)

    assert sound.leaks("/catalogo.ttl")


def test_a_protocol_that_says_more_than_its_verb(sound: Small, monkeypatch):
    wrong = careless(verbs._mailbox, lambda said: f"{SAID}@x.co")
    monkeypatch.setattr(verbs, "_mailbox", wrong)

    assert sound.leaks("/oai?verb=Identify")


def test_a_feed_that_names_what_left(sound: Small, monkeypatch):
    media_type, write = feeds.FORMS["json"]
    wrong = careless(write, lambda body: body + type(body)(SAID, "utf-8"))
    monkeypatch.setitem(feeds.FORMS, "json", (media_type, wrong))

    assert sound.leaks("/novedades.json")


def test_a_facet_that_names_what_is_hidden(sound: Small, monkeypatch):
    from tumbaga.web.window import asking

    monkeypatch.setattr(asking, "value_label", lambda *_args: SAID)

    assert sound.leaks("/buscar?q=registro")


def test_a_suggestion_of_a_raw_term(sound: Small, monkeypatch):
    from tumbaga.catalog.search.suggestions import Suggestion

    raw = Suggestion(title=f"Título {SAID}", kind="dataset", path="/datos/x")
    index = type(sound.app.extensions["tumbaga"].index)
    monkeypatch.setattr(index, "suggest", lambda *_args: [raw])

    assert sound.leaks("/sugerencias?q=tit")


def test_an_index_that_keeps_a_working_title(tmp_path: Path, monkeypatch):
    real = documents._texts

    def wrong(document: dict[str, Any]) -> dict[str, Any]:
        return {**real(document), "title": [f"Título {SAID}"]}

    monkeypatch.setattr(documents, "_texts", wrong)
    small = Small(tmp_path)

    assert kept_leak(small.house) == "indice"
    assert small.client.get(f"/buscar.json?q={SAID}").json["total"] > 0


def test_a_fragment_with_a_note_of_the_desk(tmp_path: Path, monkeypatch):
    wrong = careless(base.Keeper.make, lambda body: (body or b"") + SAID.encode())
    monkeypatch.setattr(base.Keeper, "make", wrong)
    small = Small(tmp_path)

    assert kept_leak(small.house) == "fragment"
    assert small.leaks("/catalogo.ttl")


def test_a_prepared_file_with_one_more_line(tmp_path: Path, monkeypatch):
    small = Small(tmp_path)
    assert kept_leak(small.house) == ""
    wrong = careless(dumping._assembled, lambda bodies: (*bodies, SAID.encode()))
    monkeypatch.setattr(dumping, "_assembled", wrong)

    dumping.make(small.house)

    assert kept_leak(small.house) == "descargas"


def test_an_error_page_that_offers_a_draft(sound: Small, monkeypatch):
    monkeypatch.setattr(errors, "_words", lambda _path: SAID)

    assert sound.leaks("/datos/no-existe")


def test_a_mark_of_the_cache_that_holds_a_title(sound: Small, monkeypatch):
    monkeypatch.setattr("tumbaga.web.window.records.tag", lambda *_parts: SAID)
    monkeypatch.setattr(pages, "tag", lambda *_parts: SAID)

    answer = sound.client.get(f"/id/{sound.uid}", follow_redirects=True)

    assert SAID in answer.headers["ETag"]
    assert leak(answer)


def test_a_line_of_the_log_that_says_a_title(sound: Small, monkeypatch, caplog):
    real = pages.tag

    def talkative(*parts: object) -> str:
        logging.getLogger("tumbaga.web").info("shown: %s", SAID)
        return real(*parts)

    monkeypatch.setattr("tumbaga.web.window.records.tag", talkative)
    with caplog.at_level(logging.INFO):
        sound.client.get(f"/id/{sound.uid}", follow_redirects=True)

    assert SAID in logged_leak(caplog.records)


def test_a_letter_that_tells_the_producer_s_title(tmp_path: Path, monkeypatch):
    small = Small(tmp_path)
    asked = {"kind": "informacion", "question": "¿Qué?", "email": "d@ejemplo.co"}
    real = outbox.put

    def wrong(session: Any, to: str, subject: str, body: str, **more: Any) -> bool:
        return real(session, to, subject, f"{body}\n{SAID}", **more)

    with small.house.writing() as session:
        today = requests.date(2026, 11, 23)
        requests.receive(session, {**asked, "asset": small.uid}, today=today)
    assert kept_leak(small.house) == ""
    monkeypatch.setattr(request_letters.outbox, "put", wrong)
    with small.house.writing() as session:
        requests.receive(session, {**asked, "asset": small.uid}, today=today)

    assert kept_leak(small.house) == "letter"


def test_a_command_that_prints_a_working_title(tmp_path: Path, monkeypatch):
    small = Small(tmp_path)
    monkeypatch.setenv("TUMBAGA_DATA", str(tmp_path))
    cli_house.opened.cache_clear()
    monkeypatch.setattr(searching, "title_of", lambda _document: SAID)

    answer = CliRunner().invoke(tumbaga, ["search", "registro"])

    cli_house.opened.cache_clear()
    assert small.uid
    assert SAID in answer.output


def test_a_draft_that_is_forbidden_instead_of_unknown(sound: Small, monkeypatch):
    """The difference of 403 and 404 says that there is something."""
    places = {slug: f"/datos/{slug}" for slug in ("c-borrador", "c-nunca")}
    assert len(ways(sound.client, places)) == 1
    real = reading.by_slug

    def wrong(session: Any, kind: str, slug: str, **more: Any) -> Any:
        if slug == "c-borrador":
            abort(403)
        return real(session, kind, slug, **more)

    monkeypatch.setattr(reading, "by_slug", wrong)

    assert len(ways(sound.client, places)) == 2

"""The scanner of the leak matrix: what to ask, and whether an answer says a hidden word."""

import gzip
import io
import logging
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

from city import found_city
from filling import combinations
from flask import Flask
from flask.testing import FlaskClient
from pypdf import PdfReader
from pypdf.errors import PyPdfError
from scene import CANARY, STATES, Scene, fill, keep_files, word
from tumbaga.catalog import access, tokens
from tumbaga.catalog.search.engines.base import Ask
from tumbaga.catalog.search.index import FACETS
from tumbaga.records.fragment import Fragment
from tumbaga.records.outbox import Letter
from tumbaga.records.person import Person
from tumbaga.records.publication import Publication
from tumbaga.web.app import create_app
from tumbaga.web.composition import House
from tumbaga.web.following import follow
from tumbaga.web.settings import Settings

ROLES = ("ana", "beto", "carla", "dario", "elsa", "fabio")
PNG = b"\x89PNG\r\n\x1a\n"
# The last two find what is known by its name of the índice alone.
QUESTIONS = ("", "*", "título", "descripción", "zorz", "sorzal", "C-RESERVADA")
QUESTIONS += ("expedientes", "personas atendidas")


class Stage:
    """The application, its scene, and what each person may read."""

    def __init__(self, folder: Path) -> None:
        self.house = House(Settings(data=str(folder), jobs="worker"))
        self.house.prepare()
        with self.house.writing() as session:
            self.city = found_city(session)
            keep_files(self.house.files)
            self.scene: Scene = fill(self.city)
            self.tokens = {
                one: tokens.issue(
                    session,
                    getattr(self.city, one),
                    ["read"],
                    by=getattr(self.city, one),
                ).secret
                for one in ROLES
            }
        self.app: Flask = create_app(self.house.settings)
        follow(self.app.extensions["tumbaga"])

    def person(self, name: str) -> Person:
        return getattr(self.city, name)

    def sees(self, name: str) -> bool:
        """Whether this person may read the working records of the scene."""
        unit = self.city.ana.organization
        return access.may(self.person(name), "read", unit)


def addresses(stage: Stage) -> dict[str, set[str]]:
    """Every GET address of the route table, filled for every record, by its route."""
    adapter = stage.app.url_map.bind("localhost")
    found: dict[str, set[str]] = {}
    for rule in stage.app.url_map.iter_rules():
        if "GET" not in (rule.methods or ()) or rule.endpoint.endswith("static"):
            continue
        places = found.setdefault(str(rule), set())
        for record in stage.scene.records.values():
            for filled in combinations(rule, record):
                try:
                    places.add(adapter.build(rule.endpoint, filled))
                except Exception:  # noqa: BLE001  # a converter refuses such a value
                    continue
    return found


def asked(stage: Stage) -> Iterator[str]:
    """Questions that fish for what is hidden."""
    words = [*QUESTIONS, *(word(state) for state in STATES)]
    for said in words:
        for place in ("/buscar", "/buscar.json", "/buscar.csv", "/buscar.atom"):
            yield f"{place}?q={quote(said)}&size=100"
        yield f"/buscar.json?q={quote(said)}&pagina=todas"
        yield f"/sugerencias?q={quote(said)}"


def opened(body: bytes) -> str:
    """The text of an answer; what is packed or printed is looked into."""
    if body.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            body = b"\n".join(archive.read(name) for name in archive.namelist())
    elif body.startswith(b"\x1f\x8b"):
        body = gzip.decompress(body)
    elif body.startswith(b"%PDF"):
        return printed(body)
    elif body.startswith(PNG):
        return written(body)
    return body.decode("utf-8", "replace")


def written(body: bytes) -> str:
    """The texts that a PNG carries beside its drawing, packed or not."""
    at, said = len(PNG), []
    while at + 8 <= len(body):
        length, kind = int.from_bytes(body[at : at + 4], "big"), body[at + 4 : at + 8]
        piece = body[at + 8 : at + 8 + length]
        if kind in {b"tEXt", b"iTXt", b"zTXt", b"eXIf"}:
            said.append(piece)
            _name, _, rest = piece.partition(b"\0")
            with suppress(zlib.error):
                said.append(zlib.decompress(rest.lstrip(b"\0\1")))
        at += length + 12
    return b"\n".join(said).decode("utf-8", "replace")


def printed(body: bytes) -> str:
    """What a PDF says on its pages and of itself, without the ends of its lines."""
    try:
        read = PdfReader(io.BytesIO(body))
        pages = [page.extract_text() for page in read.pages]
    except PyPdfError:
        return body.decode("latin-1")
    return "".join([*pages, str(read.metadata)]).replace("\n", "")


def leak(answer, allowed: frozenset[str] = frozenset()) -> str:
    """The first hidden word that an answer says, with what stands around it."""
    said = (opened(answer.get_data()) + str(answer.headers)).lower()
    answer.close()
    for state in STATES:
        if state not in allowed and word(state) in said:
            at = said.index(word(state))
            return said[max(0, at - 80) : at + 80]
    return ""


def leaking(client: FlaskClient, asking: list[str]) -> tuple[str, str] | None:
    """The first address that says a hidden word to this client, with what it says."""
    for address in asking:
        # What is asked with the very word comes back in the box where it was typed.
        own = frozenset(s for s in STATES if word(s) in address)
        found = leak(client.get(address), own)
        if found:
            return address, found
    return None


def ways(client: FlaskClient, places: dict[str, str]) -> set[tuple[int, str]]:
    """In how many ways these addresses are answered, but for the name that each says."""
    found = set()
    for name, address in places.items():
        answer = client.get(address)
        text = answer.text.replace(name, "")
        # The page searches the words of its address: those are the asker's own.
        found.add((answer.status_code, text.replace(name.partition("-")[2], "")))
        answer.close()
    return found


def kept_places(house: House) -> Iterator[tuple[str, str]]:
    """What is stored where the window looks: ledger, fragments, letters, index, dumps."""
    with house.session() as session:
        for (text,) in session.query(Publication.document):
            yield "ledger", text
        for (body,) in session.query(Fragment.body):
            yield "fragment", bytes(body).decode("utf-8", "replace")
        for subject, text in session.query(Letter.subject, Letter.body):
            yield "letter", f"{subject}\n{text}"
    yield from indexed(house)
    for folder in ("indice", "descargas"):
        for path in (house.settings.folder / folder).rglob("*"):
            if path.is_file():
                yield folder, opened(path.read_bytes())


def indexed(house: House) -> Iterator[tuple[str, str]]:
    """What the index knows, asked of its engine: its files are packed, and a look at
    their octets finds no word that is in them.
    """
    engine, _stamp = house.index.opened()
    snapshot = engine.snapshot()
    for said, _many in snapshot.vocabulary():
        yield "indice", said
    for name, values in snapshot.search(
        Ask(facets=tuple(FACETS), limit=1)
    ).facets.items():
        yield "indice", f"{name} {' '.join(values)}"


def kept_leak(house: House, allowed: Iterable[str] = ()) -> str:
    """The first place that keeps a hidden word; empty when none does."""
    hidden = [word(state) for state in STATES if state not in set(allowed)]
    for place, text in kept_places(house):
        if any(one in text.lower() for one in hidden):
            return place
    return ""


def logged_leak(records: Iterable[logging.LogRecord]) -> str:
    """The first line of the log that says a hidden word; an address is the asker's own."""
    for one in records:
        said = one.getMessage()
        if one.exc_text:
            said += one.exc_text
        if CANARY in said.lower() and "GET" not in said:
            return said
    return ""

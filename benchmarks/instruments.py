"""The instruments of Ley 1712 as files, and a change of class until it is confirmed.

``run.py --only instruments --records 10000 100000``. Each file is read through the
window in a process of its own, so that the memory is its own; the merged matrix, which
only the desk gives, is written to a file. Then a record is reserved and another
withdrawn through the API, on SQLite and PostgreSQL, and every door is asked for them.
"""

import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import copies
import filled
import generate
from dumping import Measured, apart, apart_in, peak
from flask.testing import FlaskClient
from table import Figure
from tumbaga.catalog import assets, classification, people, publishing, tokens
from tumbaga.catalog.search import catch_up
from tumbaga.schemas.kinds import load
from tumbaga.web.app import create_app
from tumbaga.web.composition import House
from tumbaga.web.settings import Settings

KEYS = {"registro-de-activos": "registro", "indice-clasificada-reservada": "índice"}
WORD = "zorzalito"  # what the two records say that change their class
SAID = f"conteo {WORD}"  # how their titles begin
CODES = ("CAMBIA-CLASE", "SE-RETIRA")
DOORS = (
    "/buscar?q={word}",
    "/buscar.json?q={word}",
    "/buscar.csv?q={word}",
    "/buscar.atom?q={word}",
    "/sugerencias?q={word}",
    "/datos/{slug}",
    "/datos/{slug}.ttl",
    "/datos/{slug}.jsonld",
    "/datos/{slug}.json",
    "/id/{uid}",
    "/citar/{uid}.bib",
    "/novedades.atom",
    "/novedades.json",
    "/catalogo.jsonl",
    "/catalogo.ttl",
    "/transparencia/registro-de-activos.csv",
    "/transparencia/esquema-de-publicacion.json",
    "/oai?verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:127.0.0.1:{uid}",
    "/api/3/action/package_show?id={uid}",
    "/api/3/action/package_search?q={word}&facet.field=tags",
    "/api/3/action/tag_list?query={word}",
    "/ogc/collections/catalogo/items?q={word}",
    "/ogc/collections/catalogo/items/{uid}",
    "/sitemap-1.xml",
)


def measure(count: int) -> Iterator[Figure]:
    house = filled.house(count)
    for key, name in KEYS.items():
        for form in ("csv", "xlsx", "json"):
            found = apart("stream", house, f"/transparencia/{key}.{form}")
            yield _figure(count, f"{name} as {form.upper()} by HTTP", found)
    for form in ("csv", "xlsx"):
        found = apart_in(__file__, "matrix", house, form)
        yield _figure(count, f"merged matrix as {form.upper()} to a file", found)
    with tempfile.TemporaryDirectory(prefix="tumbaga-closing-") as folder:
        for label, one in copies.of(house, Path(folder)):
            yield from closing(one, label, count)


def _figure(count: int, what: str, found: Measured) -> Figure:
    size, rise = found["bytes"] / 1e6, found["peak"] - found["before"]
    rows = f"{found['rows']:,.0f} rows, " if "rows" in found else ""
    said = f"{found['seconds']:.1f} s ({found['cpu']:.1f} of CPU)"
    first = f"first byte {found['first'] * 1000:.0f} ms"
    memory = f"peak {found['peak']:.0f} MB ({rise:+.0f})"
    return Figure(f"{count:,}", what, f"{rows}{size:.1f} MB, {said}, {first}, {memory}")


def matrix(folder: str, form: str) -> Measured:
    """The merged matrix, as the desk writes it: every working record."""
    from tumbaga.catalog import asset_matrix
    from tumbaga.exporters.ley1712 import matrix as exporter
    from tumbaga.exporters.tabular import csv, xlsx

    house, counted = House(Settings(data=folder)), [0]

    def rows() -> Iterator[dict[str, object]]:
        with house.session() as opened:
            for page in asset_matrix.pages(opened):
                counted[0] += len(page)
                yield from (asset_matrix.values(*one) for one in page)

    made = exporter.table(rows(), publisher="Alcaldía", day=filled.DAY)
    before, start, worked = peak(), time.perf_counter(), time.process_time()
    with tempfile.TemporaryFile() as out:
        {"csv": csv, "xlsx": xlsx}[form].write(made, out)
        size = out.seek(0, os.SEEK_END)
    seconds = time.perf_counter() - start
    return {
        "seconds": seconds,
        "cpu": time.process_time() - worked,
        "first": seconds,
        "bytes": size,
        "rows": counted[0],
        "before": before,
        "peak": peak(),
    }


def closing(house: House, label: str, count: int) -> Iterator[Figure]:
    """From the request to the response that confirms it; then every door is asked."""
    uids = _published(house)
    catch_up(house.index, house.session)
    client = create_app(house.settings).test_client()
    _doors(client, uids, seen=True)
    with house.writing() as session:
        by = people.get(session, "todo")
        secret = tokens.issue(session, by, ["read", "legal"], by=by).secret
    bearer = {"Authorization": f"Bearer {secret}"}
    for code, step, given in (
        (CODES[0], "clasificar", generate.RESERVED),
        (CODES[1], "retirar-del-publico", {"reason": "Tenía un error."}),
    ):
        place = f"/api/v1/datos/{code}"
        seen = client.get(place, headers=bearer).headers["ETag"]
        place, named = f"{place}/{step}", {**bearer, "If-Match": seen}
        start, worked = time.perf_counter(), time.process_time()
        answer = client.post(place, json=given, headers=named)
        taken, busy = time.perf_counter() - start, time.process_time() - worked
        if answer.status_code != 200:
            raise RuntimeError(f"{place}: {answer.status} {answer.text[:300]}")
        said = f"{taken * 1000:.0f} ms ({busy * 1000:.0f} of CPU)"
        yield Figure(f"{count:,}", f"{step}, confirmed, {label}", said)
    asked = _doors(client, uids, seen=False)
    said = f"{asked} addresses, said in none"
    yield Figure(f"{count:,}", f"the doors after it, {label}", said)


def _published(house: House) -> dict[str, str]:
    """Two open records with a word of their own in every text."""
    with house.writing() as session:
        by, found = people.get(session, "todo"), {}
        office = generate.organizations()[0]["code"]
        for code in CODES:
            values = {
                "code": code,
                "title": f"{SAID.capitalize()} {code}",
                "description": f"Lo que dice {SAID}.",
                "keywords": [SAID],
                "organization": office,
                "theme": "ambiente",
                "language": "es",
            }
            asset = assets.save(session, load("dataset", values), by=by).asset
            asset.workflow_state = "approved"
            classification.decide(session, asset, generate.PUBLIC, by=by)
            publishing.publish(session, asset, by=by)
            found[asset.uid] = code.lower()
    return found


def _doors(client: FlaskClient, uids: dict[str, str], *, seen: bool) -> int:
    """Ask every door once; the word is said by most before, and by none afterwards."""
    addresses = {
        door.format(uid=uid, slug=slug, word=WORD)
        for uid, slug in uids.items()
        for door in DOORS
    }
    told = sum(_says(client, one, wrong=not seen) for one in sorted(addresses))
    if seen and told < len(addresses) // 2:
        raise RuntimeError(f"only {told} of {len(addresses)} doors said it while open")
    return len(addresses)


def _says(client: FlaskClient, address: str, *, wrong: bool) -> bool:
    """Whether a title is said: a question comes back, a title does not. The whole
    catalogue is read piece by piece, as a client reads it.
    """
    answer = client.get(address, follow_redirects=True, buffered=False)
    last, found = "", False
    for piece in answer.iter_encoded():
        text = last + piece.decode(errors="replace").lower()
        found, last = found or SAID in text, text[-len(SAID) :]
    answer.close()
    if found and wrong:
        raise RuntimeError(f"{address} still says it")
    return found


def main() -> None:
    _way, folder, form = sys.argv[1:4]
    print(json.dumps(matrix(folder, form)))


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent))
    main()

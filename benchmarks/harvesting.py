"""A source of 10,000 datasets on loopback, by each protocol: new, and then unchanged.

The server runs in a process of its own. Memory is the most that this process ever held.
"""

import json
import multiprocessing
import re
import resource
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import filling
from table import Figure, rate
from tumbaga.web import harvests
from tumbaga.web.composition import House
from tumbaga.web.harvests import Asked
from tumbaga.web.settings import Settings

COUNT, PAGE = 10_000, 100
UNIT = "planeacion"  # of generate.organizations(), for what names no office
NEW, SAME = "over 300 /s", "over 3,000 /s"
WAYS = {
    "datajson": "/data.json",
    "ckan": "/",
    "dcat": "/catalogo.ttl?page=1",
    "oai": "/oai",
    "nada": "/",
    "csw": "/csw",
    "inventory": "/inventario.csv",
}
TURTLE = """@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .
@prefix hydra: <http://www.w3.org/ns/hydra/core#> . @prefix foaf: <http://xmlns.com/foaf/0.1/> .
"""
OAI = """<record><header><identifier>oai:x:{n}</identifier></header><metadata>
<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Datos {n} de la ciudad</dc:title>
<dc:description>{text}</dc:description><dc:publisher>Planeación</dc:publisher>
<dc:identifier>https://x.gov.co/{n}</dc:identifier><dc:language>es</dc:language></oai_dc:dc>
</metadata></record>"""
TEXT = "Palabras que describen lo que hay. " * 6


def measure(folder: Path, count: int = COUNT) -> Iterator[Figure]:
    """Each protocol into a catalogue of its own."""
    port = multiprocessing.Value("i", 0)
    server = multiprocessing.Process(target=_serve, args=(port, count), daemon=True)
    server.start()
    while not port.value:
        server.join(0.05)
    try:
        for kind, path in WAYS.items():
            yield from _way(folder, kind, f"http://127.0.0.1:{port.value}{path}", count)
    finally:
        server.terminate()
        server.join()


def _way(folder: Path, kind: str, address: str, count: int) -> Iterator[Figure]:
    settings = {"harvest_private": "sí", "harvest_delay": "0"}
    house = House(Settings(data=f"{folder}/harvest-{kind}", **settings))
    filling.found(house)
    for result, aim in (("created", NEW), ("unchanged", SAME)):
        value = rate(count, lambda: _harvest(house, kind, address, count))
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        what = f"{kind}, {count:,} datasets, {result}"
        yield Figure("harvesting", what, f"{value}; {most} MB", aim)
    house.engine.dispose()


def _harvest(house: House, kind: str, address: str, count: int) -> None:
    work = harvests.run(house, Asked(address, "todo", kind, UNIT))
    if work.state != "finished" or sum(work.counts.values()) != count:
        raise ValueError(f"{work.state}: {work.reason} {work.counts}")


CSW = """<csw:GetRecordsResponse xmlns:csw="http://www.opengis.net/cat/csw/2.0.2"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><csw:SearchResults
 numberOfRecordsMatched="{count}" nextRecord="{next}">{records}</csw:SearchResults>
</csw:GetRecordsResponse>"""
RECORD = """<csw:Record><dc:identifier>m-{n}</dc:identifier>
<dc:title>Mapa {n} de la ciudad</dc:title><dc:description>{text}</dc:description>
</csw:Record>"""


def _serve(port: Any, count: int) -> None:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            size = int(self.headers.get("Content-Length") or 0)
            body_asked = self.rfile.read(size).decode() if size else ""
            asked = {key: one[0] for key, one in parse_qs(parts.query).items()}
            asked["body"] = body_asked
            found = ANSWERS.get(parts.path) or _study_of(parts.path)
            body = found(asked, count).encode() if found else b"no hay"
            self.send_response(200 if found else 404)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_GET  # noqa: N815

        def log_message(self, *_args: Any) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    port.value = server.server_address[1]
    server.serve_forever()


def _dataset(n: int) -> dict[str, Any]:
    return {
        "identifier": f"d{n}",
        "title": f"Datos {n} de la ciudad",
        "description": TEXT,
        "keyword": ["agua", "energía"],
        "publisher": {"name": "Planeación"},
        "theme": ["Educación"],
        "language": ["es"],
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "accrualPeriodicity": "R/P1Y",
        "distribution": [
            {
                "title": "CSV",
                "downloadURL": f"https://x.gov.co/{n}.csv",
                "mediaType": "text/csv",
            }
        ],
    }


def _datajson(_asked: dict[str, str], count: int) -> str:
    return json.dumps({"dataset": [_dataset(n) for n in range(count)]})


def _ckan(asked: dict[str, str], count: int) -> str:
    start = int(asked["start"])
    numbers = range(start, min(start + PAGE, count))
    results = [
        {
            "id": f"{n:06}",
            "name": f"datos-{n}",
            "title": f"Datos {n} de la ciudad",
            "notes": TEXT,
            "organization": {"title": "Planeación"},
            "license_id": "cc-by",
            "tags": [{"name": "agua"}, {"name": "energía"}],
            "resources": [
                {"name": "CSV", "url": f"https://x.gov.co/{n}.csv", "format": "CSV"}
            ],
        }
        for n in numbers
    ]
    return json.dumps({"success": True, "result": {"count": count, "results": results}})


def _turtle(asked: dict[str, str], count: int) -> str:
    page = int(asked.get("page", 1))
    numbers = range((page - 1) * PAGE, min(page * PAGE, count))
    lines = [
        f'<http://x.gov.co/d{n}> a dcat:Dataset ; dct:title "Datos {n} de la ciudad"@es ; '
        f'dct:description "{TEXT}"@es ; dcat:keyword "agua"@es, "energía"@es ; '
        f'dct:publisher [ foaf:name "Planeación" ] ; dcat:distribution [ a dcat:Distribution ; '
        f'dct:title "CSV" ; dcat:downloadURL <https://x.gov.co/{n}.csv> ; dcat:mediaType '
        "<https://www.iana.org/assignments/media-types/text/csv> ] ."
        for n in numbers
    ]
    if page * PAGE < count:
        lines.append(
            f"<#p> a hydra:PartialCollectionView ; hydra:next </catalogo.ttl?page={page + 1}> ."
        )
    return TURTLE + "\n".join(lines)


def _csw(asked: dict[str, str], count: int) -> str:
    found = re.search(r'startPosition="(\d+)"', asked["body"])
    start = int(found[1]) if found else 1
    stop = min(start + 50, count + 1)
    records = "".join(RECORD.format(n=n, text=TEXT) for n in range(start, stop))
    following = stop if stop <= count else 0
    return CSW.format(count=count, next=following, records=records)


def _nada(asked: dict[str, str], count: int) -> str:
    start = (int(asked["page"]) - 1) * PAGE
    rows = [
        {"idno": f"E{n}", "id": n, "title": f"Encuesta {n}", "changed": "2020"}
        for n in range(start, min(start + PAGE, count))
    ]
    return json.dumps({"result": {"found": count, "rows": rows}})


def _study_of(path: str) -> Any:
    """A study of the NADA, which is asked for one by one, and its resources."""
    if not path.startswith("/index.php/api/catalog/"):
        return None
    if path.endswith("/resources"):
        return lambda *_given: '{"resources": []}'
    idno = path.rsplit("/", 1)[1]
    title = {"idno": idno, "title": f"Encuesta {idno}"}
    study = {"title_statement": title, "study_info": {"abstract": TEXT}}
    return lambda *_given: json.dumps({"study_desc": study})


def _inventory(_asked: dict[str, str], count: int) -> str:
    rows = [f"C-{n};Datos {n} de la ciudad;{TEXT}" for n in range(count)]
    return "\n".join(["Código;Nombre;Descripción", *rows])


def _oai(asked: dict[str, str], count: int) -> str:
    start = int(asked.get("resumptionToken", 0))
    stop = min(start + PAGE, count)
    records = "".join(OAI.format(n=n, text=TEXT) for n in range(start, stop))
    token = stop if stop < count else ""
    return (
        '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><ListRecords>'
        f"{records}<resumptionToken>{token}</resumptionToken></ListRecords></OAI-PMH>"
    )


ANSWERS = {
    "/data.json": _datajson,
    "/api/3/action/package_search": _ckan,
    "/catalogo.ttl": _turtle,
    "/oai": _oai,
    "/csw": _csw,
    "/index.php/api/catalog/search": _nada,
    "/inventario.csv": _inventory,
}

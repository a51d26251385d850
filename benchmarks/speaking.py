"""The source of the harvests' bench: the same datasets in the words of each protocol.

``serve`` runs in a process of its own.
"""

import json
import re
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

PAGE = 100
TURTLE = """@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .
@prefix hydra: <http://www.w3.org/ns/hydra/core#> . @prefix foaf: <http://xmlns.com/foaf/0.1/> .
"""
OAI = """<record><header><identifier>oai:x:{n}</identifier></header><metadata>
<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Datos {n} de la ciudad</dc:title>
<dc:description>{text}</dc:description><dc:publisher>Planeación</dc:publisher>
<dc:identifier>https://x.gov.co/{n}</dc:identifier><dc:language>es</dc:language></oai_dc:dc>
</metadata></record>"""
MOMENT = "2026-01-02T11:00:00+01:00"
NOTE = f"""<Annotations><Annotation><AnnotationTitle>{MOMENT}</AnnotationTitle>
<AnnotationType>UPDATE_DATA</AnnotationType></Annotation></Annotations>"""
FLOW = """<Dataflow id="D{n}" agencyID="X" version="1.0">{note}<Name xml:lang="es">Datos {n} de la
ciudad</Name><Description xml:lang="es">{text}</Description></Dataflow>"""
DATA = """<GenericData><Header><Structure><StructureUsage><Ref agencyID="X" id="{n}"/>
</StructureUsage></Structure></Header><DataSet>{figures}</DataSet></GenericData>"""
FIGURES = "".join(
    f'<Obs><ObsKey><Value id="TIME_PERIOD" value="{year}"/></ObsKey><ObsValue value="{year}"/></Obs>'
    for year in range(2015, 2020)
)
BOOK = """<codeBook xmlns="ddi:codebook:2_5"><stdyDscr><citation><titlStmt><titl>Encuesta {n}</titl>
<IDNo>E{n}</IDNo></titlStmt></citation><stdyInfo><abstract>{text}</abstract></stdyInfo></stdyDscr>
</codeBook>"""
TEXT = "Palabras que describen lo que hay. " * 6
CSW = """<csw:GetRecordsResponse xmlns:csw="http://www.opengis.net/cat/csw/2.0.2"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><csw:SearchResults
 numberOfRecordsMatched="{count}" nextRecord="{next}">{records}</csw:SearchResults>
</csw:GetRecordsResponse>"""
RECORD = """<csw:Record><dc:identifier>m-{n}</dc:identifier>
<dc:title>Mapa {n} de la ciudad</dc:title><dc:description>{text}</dc:description>
</csw:Record>"""


def serve(port: Any, count: int) -> None:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True  # or each answer waits for an acknowledgement

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            size = int(self.headers.get("Content-Length") or 0)
            body_asked = self.rfile.read(size).decode() if size else ""
            asked = {key: one[0] for key, one in parse_qs(parts.query).items()}
            asked["body"] = body_asked
            found = ANSWERS.get(parts.path) or _one_of(parts.path)
            body = found(asked, count).encode() if found else b"no hay"
            self.send_response(200 if found else 404)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_GET  # noqa: N815

        def log_message(self, *_args: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
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
    """Nothing changed since it was made, if somebody asks for that alone."""
    start = int(asked["start"])
    count = 0 if "metadata_modified:" in asked.get("fq", "") else count
    numbers = range(start, min(start + PAGE, count))
    results = [
        {
            "id": f"{n:06}",
            "name": f"datos-{n}",
            "title": f"Datos {n} de la ciudad",
            "notes": TEXT,
            "metadata_modified": "2026-01-02T10:00:00.000000",
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


def _one_of(path: str) -> Any:
    """A study of the NADA or the figures of a flow, which are asked for one by one."""
    if path.startswith("/sdmx3/data/"):
        return lambda *_given: _rows(path)
    if path.startswith(("/sdmx/data/", "/sdmx-silent/data/")):
        name = path.split(",")[1].split("/", maxsplit=1)[0]
        return lambda *_given: DATA.format(n=name, figures=FIGURES)
    if not path.startswith("/index.php/api/catalog/"):
        return None
    if path.endswith("/resources"):
        return lambda *_given: '{"resources": []}'
    idno = path.rsplit("/", 1)[1]
    title = {"idno": idno, "title": f"Encuesta {idno}"}
    study = {"title_statement": title, "study_info": {"abstract": TEXT}}
    return lambda *_given: json.dumps({"study_desc": study})


def _socrata(asked: dict[str, str], count: int) -> str:
    """The first half are datasets and the second links, as one asks for slices."""
    only, half = asked.get("only"), count // 2
    first, last = {None: (0, count), "dataset": (0, half), "href": (half, count)}.get(
        only, (0, 0)
    )
    start = first + int(asked["offset"])
    results = [
        {
            "resource": {
                "id": f"{n:08}",
                "name": f"Datos {n} de la ciudad",
                "description": TEXT,
                "type": "dataset",
                "attribution": "Planeación",
            },
            "classification": {"domain_category": "Educación", "domain_tags": ["agua"]},
            "metadata": {"license": "CC-BY-4.0"},
            "link": f"https://x.gov.co/d/{n}",
        }
        for n in range(start, min(start + int(asked["limit"]), last))
    ]
    return json.dumps({"results": results, "resultSetSize": last - first})


def _sdmx(_asked: dict[str, str], count: int, note: str = NOTE) -> str:
    """As Eurostat and this house tell it: with the moment at which each flow changed."""
    flows = "".join(FLOW.format(n=n, text=TEXT, note=note) for n in range(count))
    return f"<Structure><Structures><Dataflows>{flows}</Dataflows></Structures></Structure>"


def _sdmx_silent(asked: dict[str, str], count: int) -> str:
    return _sdmx(asked, count, "")


def _sdmx3(_asked: dict[str, str], count: int) -> str:
    flows = [
        {
            "id": f"D{n}",
            "agencyID": "X",
            "version": "1.0",
            "name": f"Datos {n} de la ciudad",
            "description": TEXT,
            "annotations": [{"type": "UPDATE_DATA", "title": MOMENT}],
        }
        for n in range(count)
    ]
    return json.dumps({"data": {"dataflows": flows}})


def _rows(path: str) -> str:
    """The figures of all the flows that an address of REST 3.0 names."""
    lines = (
        f"dataflow,X:{name}(1.0),I,{year},{year}"
        for name in path.split("/")[5].split(",")
        for year in range(2015, 2020)
    )
    heads = "STRUCTURE,STRUCTURE_ID,ACTION,TIME_PERIOD,OBS_VALUE"
    return "\n".join([heads, *lines])


def _ddi(_asked: dict[str, str], count: int) -> str:
    return f"<r>{''.join(BOOK.format(n=n, text=TEXT) for n in range(count))}</r>"


def _devinfo(_asked: dict[str, str], count: int) -> str:
    rows = (
        f"Tasa {n} de la ciudad;Porcentaje;Total;76001;{year};{n % 100}"
        for n in range(count)
        for year in (2018, 2019)
    )
    return "\n".join(["Indicador;Unidad;Subgrupo;ID Área;Periodo;Valor", *rows])


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
    "/api/catalog/v1": _socrata,
    "/sdmx/dataflow/all/all/latest": _sdmx,
    "/sdmx-silent/dataflow/all/all/latest": _sdmx_silent,
    "/sdmx3/structure/dataflow/*/*/~": _sdmx3,
    "/estudios.xml": _ddi,
    "/tabla.csv": _devinfo,
}

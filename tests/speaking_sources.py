"""A small source that speaks every protocol of the web, over the server of the tests."""

import json
from typing import Any

from local_server import Asked

Things = dict[str, str]
"""What a source has: a title for each identifier."""

PER_PAGE = 4
DC = """<record><header><identifier>{n}</identifier></header><metadata>
<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title>
<dc:identifier>https://otra.gov.co/{n}</dc:identifier></oai_dc:dc></metadata></record>"""
OAI = """<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><ListRecords>{records}
<resumptionToken>{token}</resumptionToken></ListRecords></OAI-PMH>"""
CSW = """<csw:GetRecordsResponse xmlns:csw="http://www.opengis.net/cat/csw/2.0.2"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><csw:SearchResults
 numberOfRecordsMatched="{total}" nextRecord="{next}">{records}</csw:SearchResults>
</csw:GetRecordsResponse>"""
CSW_RECORD = """<csw:Record><dc:identifier>{n}</dc:identifier><dc:title>{title}</dc:title>
</csw:Record>"""
TURTLE = """@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .
@prefix hydra: <http://www.w3.org/ns/hydra/core#> .
"""
SDMX = (
    """<Structure><Structures><Dataflows>{flows}</Dataflows></Structures></Structure>"""
)
FLOW = """<Dataflow id="{n}" agencyID="CALI" version="1.0"><Name xml:lang="es">{title}</Name>
</Dataflow>"""
BOOK = """<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><ListRecords>{records}
</ListRecords></OAI-PMH>"""
STUDY = """<record><metadata><codeBook xmlns="ddi:codebook:2_5"><stdyDscr><citation><titlStmt>
<titl>{title}</titl><IDNo>{n}</IDNo></titlStmt></citation></stdyDscr></codeBook></metadata>
</record>"""

PLACES = {
    "datajson": "/data.json",
    "ckan": "/",
    "dcat": "/catalogo.ttl",
    "oai": "/oai",
    "socrata": "/",
    "csw": "/csw",
    "nada": "/",
    "sdmx": "/sdmx",
    "ddi": "/estudios.xml",
}
"""Where each protocol is asked for."""


class Source:
    """What it has, and how it answers each protocol by pages; ``total`` is what it says."""

    def __init__(self, things: Things) -> None:
        self.things = things
        self.total: int | None = None

    def answer(self, asked: Asked) -> None:
        path = asked.path
        for start, speak in SPEAK.items():
            if path.startswith(start):
                speak(self, asked)
                return
        asked.send("no hay", status=404)

    def page(self, start: int, size: int = PER_PAGE) -> list[tuple[str, str]]:
        return list(self.things.items())[start : start + size]

    @property
    def count(self) -> int:
        return len(self.things) if self.total is None else self.total


def _json(asked: Asked, said: Any) -> None:
    asked.send(json.dumps(said), "application/json")


def _datajson(source: Source, asked: Asked) -> None:
    listed = [{"identifier": n, "title": t} for n, t in source.things.items()]
    _json(asked, {"dataset": listed})


def _ckan(source: Source, asked: Asked) -> None:
    page = source.page(int(asked.query.get("start", 0)))
    found = [{"id": n, "title": title} for n, title in page]
    _json(asked, {"success": True, "result": {"count": source.count, "results": found}})


def _socrata(source: Source, asked: Asked) -> None:
    offset, limit = int(asked.query["offset"]), int(asked.query["limit"])
    found = [
        {"resource": {"id": n, "name": title}, "link": f"https://otra.gov.co/{n}"}
        for n, title in source.page(offset, limit)
    ]
    _json(asked, {"results": found, "resultSetSize": source.count})


def _nada_list(source: Source, asked: Asked) -> None:
    page = source.page((int(asked.query["page"]) - 1) * PER_PAGE)
    rows = [{"idno": n, "id": n, "title": title} for n, title in page]
    _json(asked, {"result": {"found": source.count, "rows": rows}})


def _nada_study(source: Source, asked: Asked) -> None:
    idno = asked.path.rsplit("/", 1)[1]
    title = {"idno": idno, "title": source.things.get(idno, "")}
    _json(asked, {"study_desc": {"title_statement": title}})


def _dcat(source: Source, asked: Asked) -> None:
    page = int(asked.query.get("page", 1))
    text = f"{TURTLE}<#c> a dcat:Catalog ; hydra:totalItems {source.count} .\n"
    text += "".join(
        f'<https://otra.gov.co/{n}> a dcat:Dataset ; dct:identifier "{n}" ; '
        f'dct:title "{title}"@es .\n'
        for n, title in source.page((page - 1) * PER_PAGE)
    )
    if page * PER_PAGE < source.count:
        following = f"/catalogo.ttl?page={page + 1}"
        text += f"<#p> a hydra:PartialCollectionView ; hydra:next <{following}> ."
    asked.send(text, "text/turtle")


def _oai(source: Source, asked: Asked) -> None:
    start = int(asked.query.get("resumptionToken", 0))
    records = [DC.format(n=n, title=title) for n, title in source.page(start)]
    token = start + PER_PAGE if start + PER_PAGE < source.count else ""
    asked.send(OAI.format(records="".join(records), token=token), "text/xml")


def _csw(source: Source, asked: Asked) -> None:
    start = int(asked.body.decode().split('startPosition="')[1].split('"')[0])
    records = [CSW_RECORD.format(n=n, title=t) for n, t in source.page(start - 1)]
    following = start + PER_PAGE if start + PER_PAGE <= source.count else 0
    said = CSW.format(total=source.count, next=following, records="".join(records))
    asked.send(said, "text/xml")


def _sdmx(source: Source, asked: Asked) -> None:
    flows = [FLOW.format(n=n, title=title) for n, title in source.things.items()]
    asked.send(SDMX.format(flows="".join(flows)), "text/xml")


def _ddi(source: Source, asked: Asked) -> None:
    books = [STUDY.format(n=n, title=title) for n, title in source.things.items()]
    asked.send(BOOK.format(records="".join(books)), "text/xml")


SPEAK = {
    "/data.json": _datajson,
    "/api/3/action/package_search": _ckan,
    "/api/catalog/v1": _socrata,
    "/index.php/api/catalog/search": _nada_list,
    "/index.php/api/catalog/json/": _nada_study,
    "/catalogo.ttl": _dcat,
    "/oai": _oai,
    "/csw": _csw,
    "/sdmx/dataflow/": _sdmx,
    "/estudios.xml": _ddi,
}

"""Attack 34 of the peers: halves of characters, controls and U+0000 in every text of a
source break no form that we give out: XML, JSON, CSV and RDF are read by others' readers.
"""

import csv
import io
import json

import pytest
from desk_client import Desk
from local_server import serving
from lxml import etree
from rdflib import DCTERMS, Graph
from sqlalchemy import select
from tumbaga import exporters
from tumbaga.catalog import general_decisions, organizations, people, sources, trusting
from tumbaga.records.asset import Asset
from tumbaga.records.harvest import HarvestRun
from tumbaga.web import harvests
from tumbaga.web.app import create_app
from tumbaga.web.following import follow
from tumbaga.web.harvests import Asked
from tumbaga.web.settings import Settings

pytestmark = [
    pytest.mark.thorough,
    pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated"),
]

SIGNS = "\udfff\ud800\x00\x01\x08\x0b\x1b\x7f\ufffe\uffff"
BAD = set(SIGNS)
INSIDE = {
    "harvest_private": "sí",
    "harvest_delay": "0",
    "contact_email": "a@cali.gov.co",
}


def w(text):
    """The text with a sign that none may hold before, within and after it."""
    return f"{SIGNS}{text[:4]}{SIGNS}{text[4:]}{SIGNS}"


WICKED = {
    "identifier": w("alumbrado-1"),
    "title": w("Alumbrado de la ciudad"),
    "description": w("Las luces de cada calle."),
    "keyword": [w("postes"), w("luces")],
    "theme": ["Educación", w("Marcianos")],
    "language": ["es"],
    "publisher": {"name": w("Empresa de luces")},
    "contactPoint": {"fn": w("Oficina de luces"), "hasEmail": w("mailto:luces@cali.gov.co")},
    "landingPage": w("https://luces.gov.co/alumbrado"),
    "license": w("https://creativecommons.org/licenses/by/4.0/"),
    "spatial": w("Cali"),
    "temporal": w("2015/2019"),
    "accrualPeriodicity": w("R/P1Y"),
    "issued": w("2016-02-29"),
    "distribution": [
        {
            "title": w("Postes en CSV"),
            "description": w("Uno por renglón."),
            "downloadURL": "https://luces.gov.co/postes.csv",
            "mediaType": w("text/csv"),
            "format": w("CSV"),
        }
    ],
}  # fmt: skip
WRONG = {"identifier": w("sin-titulo"), "title": "\ud800\x00"}
TITLE = "Alumbrado de la ciudad"


@pytest.fixture
def site(tmp_path, database_url):
    """A city that harvested and published the wicked source; its clean pages for all."""
    settings = Settings(data=str(tmp_path), database_url=database_url, **INSIDE)
    app = create_app(settings)
    house = app.extensions["tumbaga"]
    house.prepare()
    body = json.dumps({"dataset": [WICKED, WRONG]})
    with serving({"/data.json": (body, "application/json")}) as server:
        with house.writing() as session:
            _trusted(session, server.url("/data.json"))
        work = harvests.run(house, Asked("luces", "ana", keep_all=True))
    follow(house)
    yield app, work
    house.engine.dispose()


def _trusted(session, address):
    roles = ["producer", "legal", "planning", "administrator"]
    ana = people.admit(session, "ana", "Ana", roles)
    organizations.save(session, {"code": "dapm", "name": "Planeación"}, by=ana)
    source = sources.propose(
        session,
        kind="datajson",
        location=address,
        title=w("Luces"),
        code="luces",
        organization="dapm",
        by=ana,
    )
    sources.approve(session, source, by=ana)
    trusting.trust(session, source, by=ana)
    act = {"basis": "source", "value": source.title, "act": "Resolución 7"}
    act |= {"act_date": "2025-01-02", "motivation": "Ya son datos abiertos de allá."}
    general_decisions.take(session, act, by=ana)


def clean(text):
    """The text, once it is sure that it can be written and holds no such sign.

    What was half a character is the sign for what could not be read: it is left out here.
    """
    text.encode()
    assert not set(text) & BAD, repr(text[:500])
    return text.replace("\N{REPLACEMENT CHARACTER}", "")


def everything_in(said):
    """Every text of what JSON said, keys too."""
    if isinstance(said, str):
        yield said
    elif isinstance(said, dict):
        for key, value in said.items():
            yield key
            yield from everything_in(value)
    elif isinstance(said, list):
        for one in said:
            yield from everything_in(one)


RDF = {"ttl": "turtle", "rdf": "xml", "nt": "nt", "jsonld": "json-ld"}
JSON = (
    "/data.json",
    "/catalogo.dcat-us.json",
    "/catalogo.datosgov.json",
    "/novedades.json",
    "/api/3/action/package_search",
)


def check_rdf(get, slug):
    for key, form in RDF.items():
        for address in (f"/catalogo.{key}", f"/datos/{slug}.{key}"):
            graph = Graph().parse(data=clean(get(address)), format=form)
            assert TITLE in {str(one) for one in graph.objects(None, DCTERMS.title)}


def check_xml(get):
    for prefix in exporters.METADATA:
        listed = clean(get(f"/oai?verb=ListRecords&metadataPrefix={prefix}"))
        told = "".join(etree.fromstring(listed.encode()).itertext())
        assert TITLE in told or prefix == "oai_ddi25"  # which has processes alone
    for address in ("/novedades.atom", "/sitemap-1.xml", "/catalogo.rdf"):
        etree.fromstring(clean(get(address)).encode())


def check_json(get, slug):
    for address in (*JSON, f"/datos/{slug}.json"):
        texts = [clean(one) for one in everything_in(json.loads(get(address)))]
        assert TITLE in texts, address
    for line in get("/catalogo.jsonl").splitlines():
        assert [clean(one) for one in everything_in(json.loads(line))]


def rows_of(text):
    return list(csv.reader(io.StringIO(clean(text), newline=""), strict=True))


def check_desk(get, slug, run):
    place = f"/escritorio/cosechas/corridas/{run}"
    assert len(rows_of(get(f"{place}/informe.csv"))) >= 3
    for page in (place, f"/datos/{slug}"):
        clean(get(page))
    for page in ("palabras", "nombres"):
        clean(get(f"/escritorio/cosechas/{page}"))


def getting(browser):
    def get(address):
        answer = browser.get(address)
        assert answer.status_code == 200, (address, answer.get_data(as_text=True)[:300])
        return answer.get_data().decode()

    return get


def test_no_sign_that_none_may_hold_breaks_what_goes_out(site):
    app, work = site
    told = (work.state, work.count("published"), work.count("failed"))
    assert told == ("partial", 1, 1)
    with app.extensions["tumbaga"].session() as session:
        asset = session.scalars(select(Asset)).one()
        run = session.scalars(select(HarvestRun)).one().uid
        ana = people.get(session, "ana")
        assert clean(asset.title) == TITLE
        slug = asset.slug
    get = getting(app.test_client())

    check_rdf(get, slug)
    check_xml(get)
    check_json(get, slug)
    rows = rows_of(get("/catalogo.datosgov.csv"))
    assert [len(row) for row in rows] == [len(rows[0])] * 2
    assert TITLE in rows[1]
    check_desk(getting(Desk(app, ana).client), slug, run)

"""What is not public leaves through no protocol, no feed and no prepared file."""

import gzip
from collections.abc import Iterator
from urllib.parse import quote

from looking_for_leaks import Stage, leak
from scene import CANARY
from tumbaga import exporters
from tumbaga.web import dumping

ACTIONS = (
    "package_list",
    "package_search?rows=1000&facet.field=tags,organization,groups,res_format,kind",
    "package_search?q=zorzal",
    "package_search?q=titulo",
    "package_search?fq=tags:zorzalretirada",
    "current_package_list_with_resources",
    "organization_list?all_fields=true",
    "group_list?all_fields=true",
    "tag_list",
    "tag_list?query=zorzal",
    "status_show",
)
VERBS = ("Identify", "ListSets", "ListMetadataFormats")
ITEMS = "/ogc/collections/catalogo/items"


def questions(uids: list[str]) -> Iterator[str]:
    """Everything that a program may ask, of all and of each record by its uid."""
    for action in ACTIONS:
        yield f"/api/3/action/{action}"
    for verb in VERBS:
        yield f"/oai?verb={verb}"
    for prefix in exporters.METADATA:
        for verb in ("ListRecords", "ListIdentifiers"):
            for chosen in (
                "",
                "&set=tipo:datos",
                "&set=tema",
                "&set=dependencia:planeacion",
            ):
                yield f"/oai?verb={verb}&metadataPrefix={prefix}{chosen}"
    for words in (
        "",
        "q=zorzal",
        "q=titulo",
        "externalIds=C-BORRADOR,C-RESERVADA,C-RETIRADA",
    ):
        yield f"{ITEMS}?limit=1000&{words}"
    yield from (
        "/catalogo.jsonl",
        "/catalogo.datosgov.csv",
        "/catalogo.datosgov.json",
    )
    yield from (
        "/novedades.atom",
        "/novedades.json",
        "/novedades/dependencia/planeacion.atom",
    )
    yield from (
        "/sitemap.xml",
        "/sitemap-1.xml",
        "/robots.txt",
        "/llms.txt",
        "/descargas",
    )
    for uid in uids:
        yield from of_one(quote(uid))


def of_one(uid: str) -> Iterator[str]:
    yield f"/api/3/action/package_show?id={uid}"
    yield f"/api/3/action/resource_show?id={uid}_1"
    yield f"{ITEMS}/{uid}"
    yield from (f"/citar/{uid}.{key}" for key in ("txt", "bib", "ris", "json"))
    for prefix in exporters.METADATA:
        yield f"/oai?verb=GetRecord&metadataPrefix={prefix}&identifier=oai:127.0.0.1:{uid}"


def test_no_answer_of_a_protocol_holds_a_canary(stage: Stage) -> None:
    uids = [uid for uid, _code, _kind in stage.scene.records.values()]
    client = stage.app.test_client()
    asked = 0
    for address in questions(uids):
        answer = client.get(address)
        assert answer.status_code in (200, 404), (address, answer.status)
        # A page of results repeats the question in its links.
        echoed = frozenset({"retirada"}) if CANARY in address else frozenset()
        assert not leak(answer, echoed), address
        asked += 1
    assert asked > 100


def test_what_was_never_open_is_not_even_counted(stage: Stage) -> None:
    client = stage.app.test_client()
    known = {state: one[0] for state, one in stage.scene.records.items()}
    listed = client.get("/oai?verb=ListIdentifiers&metadataPrefix=oai_dc").text

    for state in ("reclasificada", "retirada"):  # open once: tombstones of both
        assert known[state] in listed
    for state in ("borrador", "enviado", "sindecidir", "reservada", "clasificada"):
        assert known[state] not in listed
    count = client.get("/api/3/action/package_search").json["result"]["count"]
    matched = client.get(ITEMS).json["numberMatched"]
    assert count == matched == 4  # two open ones, an edition and the public version


def test_no_prepared_file_holds_a_canary(stage: Stage) -> None:
    done = dumping.make(stage.app.extensions["tumbaga"])

    for one in done.files:
        text = gzip.decompress((done.folder / one.name).read_bytes())
        assert CANARY.encode() not in text, one.name

"""Lists of results that are taken away: all of them, in their order, and nothing closed."""

import csv
import io
import json
import re
from xml.etree import ElementTree as ET

import pytest
import samples
from flask.testing import FlaskClient
from tumbaga.catalog import ledger
from tumbaga.catalog.search import Page, Question, whole
from tumbaga.web.composition import House
from tumbaga.web.window import lists, pace, whole_lists

MANY = 23
ATOM = "{http://www.w3.org/2005/Atom}"
TOTAL = "{http://a9.com/-/spec/opensearch/1.1/}totalResults"


@pytest.fixture
def many(append, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """More records than a page, a slice or a piece holds."""
    monkeypatch.setattr(whole, "FIRST", 4)
    monkeypatch.setattr(whole, "SLICE", 5)
    monkeypatch.setattr(whole, "LONG", 6)
    monkeypatch.setattr(whole_lists, "PIECE", 3)
    made = [
        {
            **samples.DATASET,
            "uid": f"00000000-0000-4000-8000-{number:012d}",
            "title": f"=Palmeras {number * 7 % MANY} {'altas ' * (number % 4)}",
            "slug": f"palmeras-{number}",
        }
        for number in range(MANY)
    ]
    append(*(samples.entry(one, one["slug"]) for one in made))
    return [one["uid"] for one in made]


def _csv(answer) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))


def _walked(client: FlaskClient, address: str) -> list[str]:
    found: list[str] = []
    while address:
        answer = client.get(address).json
        found += [one["uid"] for one in answer["results"]]
        address = answer.get("next", "").removeprefix("https://datos.test")
    return found


@pytest.mark.parametrize("order", ["parecido", "reciente", "nombre"])
def test_a_list_is_taken_away_whole_and_in_its_order(client, many, order) -> None:
    asked = f"q=palmera&orden={order}"
    pages = _walked(client, f"/buscar.json?{asked}")
    sheet = client.get(f"/buscar.csv?{asked}&pagina=2")
    whole_json = client.get(f"/buscar.json?{asked}&pagina=todas")

    assert sorted(pages) == many
    assert [one["uid"] for one in _csv(sheet)] == pages
    assert [one["uid"] for one in whole_json.json["results"]] == pages
    assert whole_json.json["total"] == MANY
    for answer in (sheet, whole_json):
        assert answer.headers["X-Total-Count"] == str(MANY)
        assert "registros-palmera-20" in answer.headers["Content-Disposition"]
        assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert all(one["title"].startswith("'=") for one in _csv(sheet))


def test_what_leaves_the_public_meanwhile_is_not_in_the_list(
    client: FlaskClient, house: House, many: list[str]
) -> None:
    asked = "/buscar.json?q=palmera&orden=reciente&pagina=todas"
    flowing = client.get(asked, buffered=False)
    one, other = {**samples.DATASET, "uid": many[0]}, {"uid": many[1]}
    named = {**other, "kind": "dataset", "title": "Una palabra", "organization": {}}
    with house.writing() as session:
        gone = samples.entry(one, "palmeras-0", state="withdrawn")
        known = samples.entry(named, "palmeras-1", disclosure="index")
        ledger.append(session, [gone, known])
    said = flowing.data.decode()

    assert many[0] not in said
    assert many[1] not in said
    assert said.count("datos.test/datos/palmeras-") == MANY - 2


def test_atom_leads_from_page_to_page(client, many, monkeypatch) -> None:
    monkeypatch.setitem(lists.MOST, "atom", 10)
    here, seen, pages = "/buscar.atom?q=palmera", [], []
    while here:
        feed = ET.fromstring(client.get(here).data)
        links = {one.get("rel"): one.get("href") for one in feed.iter(f"{ATOM}link")}
        pages.append((links["self"], links.get("previous")))
        seen += [one.findtext(f"{ATOM}id") for one in feed.iter(f"{ATOM}entry")]
        assert feed.findtext(TOTAL) == str(MANY)
        assert links["related"] == "https://datos.test/buscar.csv?q=palmera"
        here = (links.get("next") or "").removeprefix("https://datos.test")

    assert sorted(seen) == [f"https://datos.test/id/{uid}" for uid in many]
    assert len(pages) == 3
    assert [before for _self, before in pages] == [None, *(p[0] for p in pages[:-1])]
    assert links["last"] == links["self"]


def test_no_page_is_promised_that_cannot_be_asked_for() -> None:
    beyond = Page(Question(size=50, page=2000), total=10**7)

    assert (beyond.pages, beyond.question.safe().page) == (2000, 2000)


def test_long_lists_are_few_a_minute_and_leave_the_search_alone(
    client: FlaskClient, many, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pace, "BUCKETS", pace.Buckets())
    monkeypatch.setattr(pace, "RECORDS", 0.03)  # one such list is a minute's worth
    first = client.get("/buscar.csv?q=palmera")

    assert first.status_code == 200
    assert client.get("/buscar.csv?q=palmera").status_code == 429
    assert client.get("/buscar?q=palmera").status_code == 200
    again = {"If-None-Match": first.headers["ETag"]}
    assert client.get("/buscar.csv?q=palmera", headers=again).status_code == 304
    assert client.head("/buscar.csv?q=palmera").headers["X-Total-Count"] == str(MANY)


def test_while_there_is_no_index_no_list_says_that_there_is_nothing(client) -> None:
    for list_of in ("csv", "json", "atom", "json?pagina=todas"):
        answer = client.get(f"/buscar.{list_of}")
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "60")


def test_the_page_leads_to_whole_lists(client: FlaskClient, many) -> None:
    page = client.get("/buscar?q=palmeras").text
    links = re.findall(r'href="(/buscar\.(?:csv|json)[^"]*)" rel="nofollow"', page)

    assert len(links) == 2
    for link in links:
        answer = client.get(link.replace("&amp;", "&"))
        assert answer.data.count(b"datos.test/datos/palmeras-") == MANY
    assert json.loads(answer.data)["total"] == MANY

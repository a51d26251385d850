"""Graphs that mean harm, or only seem to (attacks 28, 29, 31, 34 and 36 of the peers)."""

import json

import pytest
from local_server import read, serving
from tumbaga import harvesters

TURTLE = """@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .
@prefix hydra: <http://www.w3.org/ns/hydra/core#> .
<http://x/d{n}> a dcat:Dataset ; dct:title "Datos {n}"@es .
<http://x/p{n}> a hydra:PartialCollectionView ; hydra:next <{next}> ."""


@pytest.mark.parametrize("goal", ["/c.ttl", "/c.ttl?page=2"])
def test_pages_of_hydra_that_go_round(goal):
    def answer(asked):
        asked.send(TURTLE.format(n=len(server.seen), next=goal), "text/turtle")

    with serving({"/c.ttl": answer}) as server:
        _found, problem = read("dcat", server.url("/c.ttl"))

    assert "ya dio" in problem
    assert len(server.paths) <= 2


def test_pages_of_hydra_are_walked():
    def answer(asked):
        page = int(asked.query.get("page", 1))
        text = TURTLE.format(n=page, next=f"/c.ttl?page={page + 1}")
        asked.send(text if page < 5 else text.split("<http://x/p")[0], "text/turtle")

    with serving({"/c.ttl": answer}) as server:
        found, problem = read("dcat", server.url("/c.ttl"))

    assert ([one.name for one in found], problem) == (
        [f"Datos {n}" for n in range(1, 6)],
        "",
    )


def test_no_context_of_json_ld_is_fetched():
    document = {
        "@context": "",
        "@id": "http://x/1",
        "@type": "Dataset",
        "title": "Uno",
        "distribution": [{"@type": "Distribution", "downloadURL": "http://x/1.csv"}],
    }
    with serving({}) as server:
        document["@context"] = server.url("/contexto.jsonld")
        server.routes["/c"] = (json.dumps(document), "application/ld+json")
        [item], problem = read("dcat", server.url("/c"))

    found = harvesters.get("dcat").map(item)
    assert (problem, server.paths) == ("", ["/c"])
    assert found.entry.data["title"] == "Uno"
    assert found.entry.data["distributions"][0]["url"] == "http://x/1.csv"


@pytest.mark.parametrize(
    "kind", ["application/json", "text/html", "application/rdf+xml"]
)
def test_the_content_is_looked_at_not_its_header(kind):
    text = TURTLE.split("<http://x/p", maxsplit=1)[0].format(n=1)

    with serving({"/c": (text, kind)}) as server:
        [item], problem = read("dcat", server.url("/c"))

    assert (item.name, problem) == ("Datos 1", "")


def test_rdf_that_breaks_off_gives_what_came_before():
    text = (
        TURTLE.split("<http://x/p", maxsplit=1)[0].format(n=1)
        + "\n<http://x/d2> a dcat:Dat"
    )

    with serving({"/c": (text, "text/turtle")}) as server:
        found, problem = read("dcat", server.url("/c"))

    assert len(found) == 1
    assert "RDF" in problem


def test_a_graph_that_bites_its_tail_has_an_end():
    text = """@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .
    <http://x/1> a dcat:Dataset ; dct:title "A" ; dct:relation <http://x/2> .
    <http://x/2> dct:relation <http://x/1>, <http://x/2> ."""

    with serving({"/c": (text, "text/turtle")}) as server:
        found, _problem = read("dcat", server.url("/c"))

    assert len(found) == 1


def test_the_same_graph_in_another_order_is_the_same():
    one = """@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .
    <http://x/1> a dcat:Dataset ; dct:title "A" ; dcat:distribution [ dct:title "x" ], [ dct:title "y" ] ."""
    other = """@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .
    _:b dct:title "y" . _:a dct:title "x" .
    <http://x/1> dcat:distribution _:b, _:a ; dct:title "A" ; a dcat:Dataset ."""

    with serving({"/1": (one, "text/turtle"), "/2": (other, "text/turtle")}) as server:
        [[first], [second]] = [read("dcat", server.url(p))[0] for p in ("/1", "/2")]

    assert first.digest == second.digest


def test_pages_of_hydra_that_come_back_to_the_first():
    def answer(asked):
        page = int(asked.query.get("page", 1))
        following = "/c.ttl?page=2" if page == 1 else "/c.ttl"
        asked.send(TURTLE.format(n=page, next=following), "text/turtle")

    with serving({"/c.ttl": answer}) as server:
        found, problem = read("dcat", server.url("/c.ttl"))

    assert "ya dio" in problem
    assert (len(found), len(server.paths)) == (2, 2)


def test_everything_that_points_at_everything_is_read_in_its_time():
    """Followed four steps deep by every way, 300 nodes would be 8,100 million."""
    many = range(300)
    all_of_them = ", ".join(f"<http://x/n{n}>" for n in many)
    text = (
        "@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .\n"
        f'<http://x/d> a dcat:Dataset ; dct:title "A" ; dct:relation {all_of_them} .\n'
    )
    text += "\n".join(f"<http://x/n{n}> dct:relation {all_of_them} ." for n in many)

    with serving({"/c": (text, "text/turtle")}) as server:
        [item], problem = read("dcat", server.url("/c"))

    assert (item.id, problem) == ("http://x/d", "")
    assert harvesters.get("dcat").map(item).entry.data["title"] == "A"


def test_a_change_of_one_dataset_is_no_change_of_those_beside_it():
    def catalogue(title):
        return f"""@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .
        <http://x/c> a dcat:Catalog ; dcat:dataset <http://x/1>, <http://x/2> ; dct:modified "{title}" .
        <http://x/1> a dcat:Dataset ; dct:title "A" ; dct:isPartOf <http://x/c> ; dct:relation <http://x/2> .
        <http://x/2> a dcat:Dataset ; dct:title "{title}" ; dct:isPartOf <http://x/c> ."""

    routes = {f"/{n}": (catalogue(f"B{n}"), "text/turtle") for n in (1, 2)}
    with serving(routes) as server:
        (first, second), (same, changed) = (
            read("dcat", server.url(path))[0] for path in routes
        )

    assert first.digest == same.digest
    assert second.digest != changed.digest


def test_a_change_of_what_belongs_to_a_dataset_is_one_of_it():
    def catalogue(name):
        return f"""@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .
        @prefix foaf: <http://xmlns.com/foaf/0.1/> .
        <http://x/1> a dcat:Dataset ; dct:title "A" ; dct:publisher <http://x/p> .
        <http://x/p> foaf:name "{name}" ."""

    routes = {f"/{n}": (catalogue(f"B{n}"), "text/turtle") for n in (1, 2)}
    with serving(routes) as server:
        [first], [second] = (read("dcat", server.url(path))[0] for path in routes)

    assert first.digest != second.digest


LAUGHS = (
    '<!DOCTYPE l [<!ENTITY a "ja"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">&b;</rdf:RDF>'
)


@pytest.mark.parametrize("coding", ["utf-8", "utf-16", "utf-7", "cp037"])
def test_rdf_with_entities_is_refused_in_every_encoding(coding):
    text = f'<?xml version="1.0" encoding="{coding}"?>{LAUGHS}'
    content = text.encode("utf-8" if coding == "utf-7" else coding)
    if coding == "utf-7":  # what would be a tag is only there once it is decoded
        head, rest = text.split("?>", 1)
        content = (head + "?>" + rest.replace("<!", "+ADwAIQ-")).encode()

    with serving({"/c": (content, "application/rdf+xml")}) as server:
        found, problem = read("dcat", server.url("/c"))

    assert found == []
    assert "DOCTYPE" in problem or "RDF" in problem


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "@prefix d: <http://www.w3.org/ns/dcat#> . <http://x/1> a d:Dataset ; "
            '<http://purl.org/dc/terms/title> "A\\u0000\\u0001\\u202eB" .',
            "text/turtle",
        ),
        (
            json.dumps(
                {
                    "@id": "http://x/1",
                    "@type": "http://www.w3.org/ns/dcat#Dataset",
                    "http://purl.org/dc/terms/title": "A\x01\ud800\u0000B",
                }
            ),
            "application/ld+json",
        ),
    ],
    ids=["turtle", "json-ld"],
)
def test_signs_that_no_text_may_hold_do_not_come_in_by_a_graph(text, kind):
    with serving({"/c": (text, kind)}) as server:
        [item], problem = read("dcat", server.url("/c"))

    title = harvesters.get("dcat").map(item).entry.data["title"]
    title.encode()
    assert problem == ""
    assert title.startswith("A")
    assert not set(title) & {"\x00", "\x01", "\ud800"}

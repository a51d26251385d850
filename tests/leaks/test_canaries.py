"""What is not public leaves through no exit: canary words in every hidden place.

Every route of the window, with every record's uid, code, old and new address, and the
canaries themselves as questions: no answer may hold one.
"""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from city import RESERVED, City, found_city
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from tumbaga.catalog import assets, classification, publishing, withdrawing
from tumbaga.records import reading
from tumbaga.records.asset import Asset
from tumbaga.web.app import create_app
from tumbaga.web.composition import House
from tumbaga.web.following import follow
from tumbaga.web.settings import Settings

SUFFIXES = (
    *(".ttl", ".jsonld", ".json", ".csv", ".xlsx", ".serie.json"),
    *(".svg", ".png", ".vl.json", ".pdf"),
)
CANARY = "zorzal"  # a word that nothing else in the catalogue says
PARTIAL = {
    **RESERVED,
    "access_class": "clasificada",
    "articles": ["18-a"],
    "scope": "partial",
    "public_leaves": ["title", "description", "variables/comuna"],
    "term_years": None,
    "unlimited": True,
    "index_title": "Personas atendidas",
}


def hidden(number: int, **values: object) -> dict[str, object]:
    """A draft that says its canary in every text that it has."""
    word = f"{CANARY}{number}"
    return {
        "code": f"C-{number}",
        "title": f"Título {word}",
        "acronym": word,
        "description": f"Descripción {word}",
        "keywords": [word],
        "notes": [word],
        "source": {"title": word, "url": f"https://ejemplo.gov.co/{word}"},
        "contact": {"position": word, "email": f"{word}@ejemplo.gov.co"},
        "place": word,
        "trd_series": word,
        "desk": {"contact_name": word, "remarks": word},
        "variables": [{"name": word, "label": word}],
        "distributions": [
            {
                "title": word,
                "url": f"https://ejemplo.gov.co/{word}.csv",
                "columns": [{"name": word}],
            }
        ],
        **values,
    }


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Flask]:
    settings = Settings(data=str(tmp_path))
    house = House(settings)
    house.prepare()
    with house.writing() as session:
        fill(found_city(session))
    application = create_app(settings)
    follow(application.extensions["tumbaga"])
    yield application
    application.extensions["tumbaga"].engine.dispose()
    house.engine.dispose()


def fill(city: City) -> None:
    """One record for each way of not being public, and an open one that links to all."""
    session = city.session
    publishing.publish_organizations(session, [city.ana.organization], by=city.dario)
    city.asset(**hidden(1))  # a draft
    city.approved(**hidden(2))  # approved, undecided
    reserved = city.approved(**hidden(3))
    classification.decide(session, reserved, RESERVED, by=city.beto)
    publishing.publish(session, reserved, by=city.carla)
    closed = city.published(
        **hidden(
            4,
            kind="indicator",
            objective=f"{CANARY}4",
            unit=f"{CANARY}4",
            observations=[
                {"period": year, "value": 4, "note": f"{CANARY}4"}
                for year in ("2018", "2019", "2020")
            ],
        )
    )
    classification.decide(
        session, closed, {**RESERVED, "index_title": "Serie cerrada"}, by=city.beto
    )
    leave(city)
    show_a_part(city)
    codes = [f"C-{number}" for number in range(1, 7)]
    links = [{"type": "relacionado", "code": code} for code in codes]
    city.published(code="ABIERTO", title="Un registro abierto", relations=links)
    edited = city.draft(code="ABIERTO", title=f"Borrador {CANARY}7")
    assets.save(session, edited, by=city.ana)


def leave(city: City) -> None:
    """A record that was public and is withdrawn."""
    gone = city.published(**hidden(5))
    withdrawing.withdraw(city.session, gone, "Tenía un error.", by=city.beto)


def show_a_part(city: City) -> None:
    """A public version: what the decision does not name stays inside."""
    part = city.approved(
        **hidden(
            6,
            title="Personas atendidas por comuna",
            description="Casos por comuna y año.",
            variables=[
                {"name": "comuna", "label": "Comuna"},
                {"name": f"{CANARY}6", "label": f"{CANARY}6"},
            ],
        )
    )
    classification.decide(city.session, part, PARTIAL, by=city.beto)
    publishing.publish(city.session, part, by=city.carla)


def addresses(app: Flask) -> Iterator[str]:
    with Session(app.extensions["tumbaga"].engine) as session:
        every = session.query(Asset.uid, Asset.code).all()
    adapter = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        if "GET" not in (rule.methods or ()) or rule.endpoint.endswith("static"):
            continue
        for uid, code in every:
            files = [code.lower() + suffix for suffix in SUFFIXES]
            for slug in (uid, code.lower(), f"{uid}.jsonld", *files):
                for folder in sorted({*reading_folders()}):
                    values = {
                        name: choose(rule, name, uid, slug, folder)
                        for name in rule.arguments
                    }
                    yield adapter.build(rule.endpoint, values)
    questions = ["", "*", "título", "descripción", "C-3", "zorz", "sorzal", "ejemplo"]
    for question in questions:
        for place in ("/buscar", "/buscar.json", "/buscar.csv", "/buscar.atom"):
            yield f"{place}?q={quote(question)}&size=100"
        yield f"/sugerencias?q={quote(question)}"


def reading_folders() -> list[str]:
    return ["ppi", "indicadores", "datos", "documentos", "organizaciones"]


def choose(rule: object, name: str, uid: str, slug: str, folder: str) -> object:
    items = getattr(rule._converters[name], "items", None)
    if items and folder in items:
        return folder
    if items:
        return sorted(items)[len(uid) % len(items)]
    if name == "checksum":
        return "0" * 64
    if name == "number":
        return 1
    return uid if name == "uid" else slug


def test_no_exit_says_what_is_hidden(app: Flask):
    client = app.test_client()
    asked = sorted(set(addresses(app)))
    assert len(asked) > 200

    for address in asked:
        answer = client.get(address)
        said = answer.get_data(as_text=True) + str(answer.headers)
        assert CANARY not in said.lower(), (address, around(said))


def test_asking_for_what_is_hidden_finds_nothing(app: Flask):
    client = app.test_client()

    for number in ("", *range(1, 8)):
        answer = client.get(f"/buscar.json?q={CANARY}{number}").json
        assert (answer["total"], answer["results"]) == (0, [])
        assert not any(answer["facets"].values())


def around(said: str) -> str:
    at = said.lower().index(CANARY)
    return said[max(0, at - 100) : at + 100]


def status(client: FlaskClient, address: str) -> int:
    return client.get(address).status_code


def test_drafts_and_strangers_get_the_same_404(app: Flask):
    client = app.test_client()
    answers = {
        client.get(f"/datos/{slug}").get_data(as_text=True).replace(slug, "")
        for slug in ("c-1", "c-2", "c-9")
    }

    assert len(answers) == 1
    assert status(client, "/datos/c-1") == 404


def test_what_closed_is_known_by_name_at_its_old_address(app: Flask):
    client = app.test_client()

    answer = client.get("/indicadores/c-4", follow_redirects=True)
    assert answer.status_code == 200
    assert "Serie cerrada" in answer.text
    for suffix in SUFFIXES:
        assert status(client, f"/indicadores/c-4{suffix}") == 404


def test_what_was_withdrawn_answers_410_with_its_reason(app: Flask):
    client = app.test_client()

    answer = client.get("/datos/c-5")
    assert answer.status_code == 410
    assert "Tenía un error." in answer.text


def test_the_partial_version_is_open_as_far_as_decided(app: Flask):
    client = app.test_client()

    assert "Personas atendidas por comuna" in client.get("/datos/c-6").text
    assert "Personas atendidas por comuna" in client.get("/catalogo.ttl").text


def test_a_lagging_index_says_nothing_of_what_closed(app: Flask):
    """The decision is taken, and the index has not followed yet."""
    house = app.extensions["tumbaga"]
    client = app.test_client()
    assert client.get("/buscar.json?q=abierto").json["total"] == 1
    with house.writing() as session:
        found = assets.get(session, "ABIERTO")
        beto = found_city_member(session, "beto")
        classification.decide(session, found, RESERVED, by=beto)

    answer = client.get("/buscar.json?q=abierto").json
    assert answer["total"] == 0
    assert client.get("/sugerencias?q=abierto").json in ([], {"suggestions": []})


def found_city_member(session: Session, code: str):
    from tumbaga.catalog import people

    return people.get(session, code)


def test_the_ledger_holds_no_canary(app: Flask):
    from sqlalchemy import select
    from tumbaga.records.publication import Publication

    with app.extensions["tumbaga"].session() as session:
        texts = session.scalars(select(Publication.document)).all()
        assert reading.head(session).cut > 0

    assert not [text for text in texts if CANARY in text]

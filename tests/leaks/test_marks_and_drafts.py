"""What is written at the desk of a public record changes no mark that the public gets.

A mark of a cache is no text, so no hidden word is in it: it would tell by changing that
somebody works on the record, and when.
"""

from pathlib import Path

from city import City, found_city
from tumbaga.catalog import assets, commenting, people
from tumbaga.web.app import create_app
from tumbaga.web.composition import House
from tumbaga.web.following import follow
from tumbaga.web.settings import Settings

PLACES = (
    "/datos/abierto",
    "/datos/abierto.ttl",
    "/datos/abierto.json",
    "/buscar.json?q=abierto",
    "/catalogo.ttl",
    "/data.json",
    "/novedades.atom",
    "/sitemap-1.xml",
    "/transparencia",
    "/transparencia/registro-de-activos",
    "/transparencia/registro-de-activos.csv",
    "/transparencia/calendario",
)
HEADERS = ("ETag", "Last-Modified")


def test_a_draft_over_a_public_record_changes_no_mark(tmp_path: Path):
    house = House(Settings(data=str(tmp_path), jobs="worker"))
    house.prepare()
    with house.writing() as session:
        found_city(session).published(code="ABIERTO", title="Un registro abierto")
    follow(house)
    client = create_app(house.settings).test_client()

    def marks() -> dict[str, list[str]]:
        found = {}
        for place in PLACES:
            answer = client.get(place)
            assert answer.status_code == 200, place
            found[place] = [answer.headers.get(name, "") for name in HEADERS]
            answer.close()
        return found

    before = marks()
    with house.writing() as session:
        names = ("ana", "beto", "carla", "dario", "elsa", "fabio")
        city = City(session, *(people.get(session, one) for one in names))
        draft = city.draft(code="ABIERTO", title="Otro título", theme="Vivienda")
        asset = assets.save(session, draft, by=city.ana).asset
        commenting.comment(session, asset, "title", "Es otro.", by=city.carla)

    after = marks()
    # Within its own second nothing has a date: a slow machine is past it afterwards.
    changed = {
        place
        for place, (mark, day) in before.items()
        if after[place][0] != mark or (day and after[place][1] != day)
    }
    assert not changed
    assert all(before[place][0] for place in ("/datos/abierto", "/datos/abierto.ttl"))
    house.engine.dispose()

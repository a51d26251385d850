"""A house whose one interesting record was open, was looked at, and was then reserved.

What a visitor kept of it (marks of pages, its old address, its file) is what is asked
for again.
"""

import io
from pathlib import Path
from typing import Any

from city import RESERVED, City, found_city
from flask.testing import FlaskClient
from looking_for_leaks import ROLES
from scene import hidden, word
from tumbaga.catalog import assets, classification, people
from tumbaga.exporters.charts import keeping
from tumbaga.exporters.charts.painter import Painter
from tumbaga.records import reading
from tumbaga.records.fragment import Fragment
from tumbaga.web.app import create_app
from tumbaga.web.composition import House
from tumbaga.web.following import follow
from tumbaga.web.settings import Settings

SAID = word("reclasificada")
SHARED = (
    "/",
    "/buscar?q=t%C3%ADtulo",
    "/catalogo.ttl",
    "/catalogo.jsonl",
    "/data.json",
    "/novedades.atom",
    "/novedades.json",
    "/transparencia",
    "/transparencia/registro-de-activos",
    "/transparencia/registro-de-activos.csv",
    "/transparencia/registro-de-activos.xlsx",
    "/sitemap-1.xml",
)
OWN = ("", ".ttl", ".jsonld", ".json", ".csv", ".serie.json", ".vl.json", ".pdf")


class Closed:
    def __init__(self, folder: Path, *, closing: bool = True) -> None:
        self.house = House(Settings(data=str(folder), jobs="worker"))
        self.house.prepare()
        body = f"nombre;cargo\n{SAID};jefe\n".encode()
        self.checksum = self.house.files.put(io.BytesIO(body)).checksum
        with self.house.writing() as session:
            city = found_city(session)
            asset = city.published(**self._given())
            city.published(code="ABIERTO", title="Un registro abierto")
            self.uid, self.slug = asset.uid, asset.code.lower()
        follow(self.house)
        self.client = create_app(self.house.settings).test_client()
        own = (f"/indicadores/{self.slug}{suffix}" for suffix in OWN)
        self.file = f"/archivos/{self.checksum}/x.csv"
        self.places = [*SHARED, *own, f"/id/{self.uid}", self.file]
        self.marks = {one: self._mark(one) for one in self.places}
        if closing:
            self._close()
            follow(self.house)

    def _close(self) -> None:
        with self.house.writing() as session:
            found = assets.get(session, self.uid)
            beto = people.get(session, "beto")
            classification.decide(session, found, RESERVED, by=beto)

    def publish_again(self) -> None:
        """With a title of its own, so that all that is kept of it is made again."""
        with self.house.writing() as session:
            city = City(session, *(people.get(session, one) for one in ROLES))
            given = {**self._given(), "title": "Otro título"}
            city.published(**given)
        follow(self.house)

    def _given(self) -> dict[str, Any]:
        given = hidden("reclasificada")
        first = given["distributions"][0]
        first.pop("url", None)  # a file of ours, uploaded to the record
        first |= {"checksum": self.checksum, "file_name": "x.csv"}
        given["observations"] = [  # a line that can be drawn
            {"period": str(year), "value": value, "note": SAID}
            for year, value in ((2018, 57), (2019, 62), (2020, 74))
        ]
        return given

    def _mark(self, place: str) -> str:
        """The ETag that a visitor keeps of an answer; all are given while it is open."""
        answer = self.client.get(place)
        assert answer.status_code in (200, 303), (place, answer.status)
        mark = answer.headers.get("ETag", "")
        answer.close()
        return mark

    def still_valid(self) -> list[str]:
        """What a browser or a proxy is told to go on showing as it kept it."""
        found = []
        for place, mark in self.marks.items():
            answer = self.client.get(place, headers={"If-None-Match": mark})
            if mark and answer.status_code == 304:
                found.append(place)
            answer.close()
        return found


def miscounted(client: FlaskClient) -> str:
    """Where a total or a facet counts what is not listed; empty when none does."""
    asked = 'package_search?rows=1000&facet.field=["organization","kind","tags"]'
    told = client.get(f"/api/3/action/{asked}").json["result"]
    if told["count"] != len(told["results"]):
        return "count"
    for name, facet in told["search_facets"].items():
        counted = sum(one["count"] for one in facet["items"])
        if name != "tags" and counted > told["count"]:
            return name
    listed = client.get("/buscar.json?size=100").json
    return "" if listed["total"] == len(listed["results"]) else "total"


def drawn_otherwise(house: House) -> list[str]:
    """The kept charts that are not what the public figures alone would draw."""
    found: list[str] = []
    with house.session() as session, Painter() as painter:
        makers = {
            one.format: one
            for one in keeping.keepers(
                painter, lambda seq: reading.observations(session, seq)
            )
        }
        kept = session.query(Fragment).where(Fragment.format.in_(makers))
        for one in kept:
            rows = reading.page(session, after=one.seq - 1, upto=one.seq, limit=1)
            drawn = makers[one.format].make(rows[0]) if rows else b""
            if bytes(one.body) != drawn:
                found.append(one.format)
    return found

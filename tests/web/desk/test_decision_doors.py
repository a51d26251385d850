"""What the law does not allow is refused at the form and at the API in the same words."""

from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
from city import RESERVED
from form_setting import Office, opened
from tumbaga.catalog import classification, decisions, sight, tokens
from tumbaga.records.person import Person

NAMES = ("ana", "beto", "carla", "dario", "elsa", "fabio")
CLASSIFIED = {
    **RESERVED,
    "access_class": "clasificada",
    "articles": ["18-a"],
    "norm": "Ley 1581 de 2012",
}
WRONG: dict[str, tuple[dict[str, Any], str, str]] = {
    "art. 19 without its norm": ({**RESERVED, "norm": ""}, "norm", "art. 19"),
    "art. 19 without its letter": ({**RESERVED, "articles": []}, "articles", "19"),
    "clasificada without a letter": (
        {**CLASSIFIED, "articles": ["19-d"]},
        "articles",
        "artículo 18",
    ),
    "16 years": ({**RESERVED, "term_years": 16}, "term_years", "art. 22"),
    "a reserve without limit": (
        {**RESERVED, "term_years": None, "unlimited": True},
        "term_years",
        "art. 22",
    ),
    "a term before its act": (
        {**RESERVED, "starts": "2001-01-01"},
        "term_years",
        "antes del acto",
    ),
    "a partial one without public version": (
        {**RESERVED, "scope": "partial", "public_leaves": []},
        "public_leaves",
        "art. 21",
    ),
    "a harm that is not said": (
        {**RESERVED, "harm": {**RESERVED["harm"], "balance": ""}},
        "harm.balance",
        "art. 28",
    ),
    "no act": ({**RESERVED, "act": ""}, "act", "art. 20"),
    "an act of another day": (
        {**RESERVED, "act": "Resolución 0500"},
        "act",
        "con fecha 1 de enero de 2020",
    ),
    "a day that is none": (
        {**RESERVED, "act_date": "2026-02-30"},
        "act_date",
        "no existe",
    ),
    "no class that there is": (
        {"access_class": "secreta"},
        "access_class",
        "No está en la lista",
    ),
}


class Doors:
    """The two doors of a decision on one record, by any person."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.uid = office.made()
        self.secrets = {}
        with office.house.writing() as session:
            for name in NAMES:
                person = session.get_one(Person, office.people[name].id)
                issued = tokens.issue(session, person, list(tokens.SCOPES), by=person)
                self.secrets[name] = issued.secret

    def form(self, who: str, data: dict[str, Any]) -> Any:
        flat = {k: v for k, v in data.items() if k != "harm" and v not in (None, "")}
        flat |= {f"harm.{k}": v for k, v in data.get("harm", {}).items()}
        if flat.pop("unlimited", False):
            flat["unlimited"] = "1"
        address = f"/escritorio/decisiones/{self.uid}"
        return self.office.at(who).post(address, {**flat, "accion": "ver"})

    def api(self, who: str, data: dict[str, Any]) -> Any:
        code = self.office.record(self.uid).code
        return self.office.app.test_client().post(
            f"/api/v1/datos/{code}/clasificar",
            json=data,
            headers={"Authorization": f"Bearer {self.secrets[who]}"},
        )

    def taken(self) -> int:
        record = self.office.record(self.uid)
        with self.office.house.session() as session:
            return len(decisions.in_force(session, [record.id]))


@pytest.fixture(scope="module")
def doors(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Doors]:
    with opened(tmp_path_factory.mktemp("puertas"), "") as office:
        other = office.made(code="PET-OTRO")
        with office.house.writing() as session:
            beto = session.get_one(Person, office.people["beto"].id)
            asset = sight.find(session, beto, other, to_change=True)
            act = {"access_class": "publica", "act": "Resolución 0500"}
            given = {**act, "act_date": "2020-01-01"}
            classification.decide(session, asset, given, by=beto)
        yield Doors(office)


@pytest.mark.parametrize("name", WRONG)
def test_the_law_is_cited_alike_at_both_doors(doors: Doors, name: str):
    data, path, said = WRONG[name]

    form, api = doors.form("beto", data), doors.api("beto", data)

    assert (form.status_code, api.status_code) == (422, 422)
    told = {one["path"]: one["text"] for one in api.json["errors"]}
    assert said in told[path]
    assert told[path] in unescape(form.text)
    assert doors.taken() == 0


@pytest.mark.parametrize("who", ["ana", "carla", "dario", "elsa", "fabio"])
def test_who_is_not_the_legal_office_decides_at_neither_door(doors: Doors, who: str):
    form, api = doors.form(who, RESERVED), doors.api(who, RESERVED)

    assert form.status_code in (403, 404)
    assert api.status_code in (403, 404)
    assert doors.taken() == 0

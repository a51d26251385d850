"""The legal office decides at the desk: after looking, once, and nobody else."""

import re
from datetime import date

import pytest
from city import RESERVED, City
from desk_client import Desk
from tumbaga.catalog import assets, classification, decisions, norms
from tumbaga.records import reading
from tumbaga.records.reading import KNOWN


@pytest.fixture
def beto(app, people) -> Desk:
    return Desk(app, people.beto)


@pytest.fixture
def asset(house, people):
    return made(house, people, "approved")


def made(house, people, state: str, **values):
    with house.writing() as session:
        names = ("ana", "beto", "carla", "dario", "elsa", "fabio")
        city = City(session, *(session.merge(getattr(people, n)) for n in names))
        return getattr(city, state)(**values)


def form(**values):
    flat = {k: v for k, v in RESERVED.items() if k != "harm"}
    return {**flat, **{f"harm.{k}": v for k, v in RESERVED["harm"].items()}, **values}


def look(desk: Desk, address: str, data) -> dict[str, str]:
    page = desk.post(address, {**data, "accion": "ver"})
    text = page.get_data(as_text=True)
    hidden = dict(re.findall(r'name="(visto|decision)" value="([^"]*)"', text))
    return {"status": page.status_code, "text": text, **hidden}


def test_a_decision_is_seen_before_it_is_taken(house, beto, asset):
    address = f"/escritorio/decisiones/{asset.uid}"
    blind = beto.post(address, form(accion="decidir"))
    seen = look(beto, address, form())

    taken = beto.post(
        address,
        form(accion="decidir", visto=seen["visto"], decision=seen["decision"]),
    )

    assert "Mire primero qué cambia" in blind.get_data(as_text=True)
    assert "Esto verá cualquier persona" in seen["text"]
    assert "Expedientes de indagación" in seen["text"]
    assert taken.status_code == 303
    with house.session() as session:
        now = decisions.in_force(session, [asset.id])[asset.id]
        assert (now.access_class, now.term_years) == ("reservada", 5)


def test_what_was_changed_after_looking_is_not_taken(house, beto, asset):
    address = f"/escritorio/decisiones/{asset.uid}"
    seen = look(beto, address, form())

    changed = form(accion="decidir", visto=seen["visto"], term_years="15")
    page = beto.post(address, changed).get_data(as_text=True)

    assert "Mire primero qué cambia" in page
    with house.session() as session:
        assert decisions.in_force(session, [asset.id]) == {}


def test_deciding_several_twice_at_once_is_told(house, people, beto):
    uids = [made(house, people, "approved", code=one).uid for one in ("P-1", "P-2")]
    address = "/escritorio/decisiones/juntas"
    seen = look(beto, address, form(uid=uids))
    known = {"visto": seen["visto"], "decision": seen["decision"], "accion": "decidir"}

    first = beto.post(address, form(uid=uids, **known))
    again = beto.post(address, form(uid=uids, **known, act="Resolución 9 de 2024"))
    second = beto.post(address, form(uid=uids, **known))

    assert first.status_code == 303
    assert again.status_code == 200  # another act has to be looked at
    assert second.status_code == 409
    assert "mientras usted lo hacía" in second.get_data(as_text=True)


def test_without_answers_no_class_is_chosen_beforehand(beto, asset):
    page = beto.get(f"/escritorio/decisiones/{asset.uid}").get_data(as_text=True)

    chosen = re.findall(r'name="access_class"[^>]* value="([a-z]+)"[^>]* checked', page)
    assert chosen == []
    assert "no hay clase propuesta" in page


def test_what_was_decided_opens_as_it_stands_but_for_its_act(house, people, beto):
    with house.writing() as session:
        names = ("ana", "beto", "carla", "dario", "elsa", "fabio")
        city = City(session, *(session.merge(getattr(people, n)) for n in names))
        found = city.approved(code="P-7")
        classification.decide(session, found, RESERVED, by=city.beto)
    page = beto.get(f"/escritorio/decisiones/{found.uid}").get_data(as_text=True)

    chosen = re.findall(r'name="access_class"[^>]* value="([a-z]+)"[^>]* checked', page)
    assert chosen == ["reservada"]
    assert RESERVED["norm"] in page
    assert re.search(r'name="act"[^>]* value=""', page)


def test_what_is_seen_beforehand_says_how_the_indice_will_tell_it(beto, asset):
    seen = look(beto, f"/escritorio/decisiones/{asset.uid}", form())

    assert "Plazo de la clasificación o reserva" in seen["text"]
    assert "5 años, desde el 14 de marzo de 2024" in seen["text"]
    open_one = look(
        beto,
        f"/escritorio/decisiones/{asset.uid}",
        {"access_class": "publica", "act": "Decreto 8", "act_date": "2026-01-02"},
    )
    shown = open_one["text"].partition("Esto verá cualquier persona")[2]
    assert "<dd>Español</dd>" in shown
    assert "<dd>es</dd>" not in shown


def test_deciding_twice_at_once_is_told(house, beto, asset):
    address = f"/escritorio/decisiones/{asset.uid}"
    seen = look(beto, address, form())
    data = form(accion="decidir", visto=seen["visto"], decision=seen["decision"])

    first, second = beto.post(address, data), beto.post(address, data)

    assert first.status_code == 303
    assert second.status_code == 409
    assert "mientras usted lo hacía" in second.get_data(as_text=True)


def test_what_is_wrong_is_told_beside_its_field(beto, asset):
    address = f"/escritorio/decisiones/{asset.uid}"

    seen = look(beto, address, form(norm="", **{"harm.balance": ""}))

    assert seen["status"] == 422
    assert 'id="norm-e"' in seen["text"]
    assert 'id="harm-balance-e"' in seen["text"]
    assert "art. 28" in seen["text"]
    assert "Tomar la decisión</button>" not in seen["text"]


def test_a_reserve_of_what_was_public_shows_what_is_lost(house, beto, people):
    public = made(house, people, "published", code="PET-9")
    address = f"/escritorio/decisiones/{public.uid}"

    seen = look(beto, address, form())
    assert "en el mismo momento en que decida" in seen["text"]

    beto.post(
        address,
        form(accion="decidir", visto=seen["visto"], decision=seen["decision"]),
    )
    with house.session() as session:
        row = reading.by_uid(session, public.uid, disclosures=KNOWN)
        assert row.disclosure == "index"


def test_like_records_are_decided_together_or_not_at_all(house, beto, people, asset):
    other = made(house, people, "approved", code="PET-2", title="Otro")
    secret = made(
        house,
        people,
        "approved",
        code="PET-3",
        title="Con datos",
        personal_data="privado",
    )
    address = "/escritorio/decisiones/juntas"
    uids = [asset.uid, other.uid, secret.uid]
    data = {"access_class": "publica", "act": "Resolución 9", "act_date": "2026-01-01"}
    seen = look(beto, address, {**data, "uid": uids})
    confirmed = {**data, "accion": "decidir", "visto": seen["visto"]}

    refused = beto.post(address, {**confirmed, "uid": uids})
    with house.session() as session:
        assert decisions.in_force(session, [asset.id, other.id]) == {}
    seen = look(beto, address, {**data, "uid": uids[:2]})
    taken = beto.post(address, {**confirmed, "visto": seen["visto"], "uid": uids[:2]})

    assert "Ley 1581" in refused.get_data(as_text=True)
    assert taken.status_code == 303
    with house.session() as session:
        assert len(decisions.in_force(session, [asset.id, other.id])) == 2


def test_of_each_of_many_it_is_told_what_changes(house, beto, people, asset):
    public = made(house, people, "published", code="PET-8", title="Ya publicado")
    address = "/escritorio/decisiones/juntas"

    seen = look(beto, address, {**form(), "uid": [asset.uid, public.uid]})

    assert "Qué cambia en los otros 1" in seen["text"]
    other = seen["text"].split("Qué cambia en los otros")[1].split("</details>")[0]
    assert re.search(r"Ya publicado: dejan de verse \d+ partes", other)


def test_what_a_change_of_norm_touched_heads_to_its_decision(
    house, beto, people, asset
):
    with house.writing() as session:
        by = session.merge(people.beto)
        found = assets.get(session, asset.code)
        classification.decide(session, found, RESERVED, by=by)
        norm = norms.save(session, {"name": "Ley 1952 de 2019"}, by=by)
        change = {
            "state": "derogada",
            "state_date": "2026-11-20",
            "state_reason": "Otra ley.",
        }
        norms.change(session, norm, change, by=by, today=date(2026, 11, 20))

    page = beto.get("/escritorio/decisiones").get_data(as_text=True)

    assert "Lo que tocó un cambio de norma" in page
    assert "Ley 1952 de 2019: derogada" in page
    assert f"/escritorio/decisiones/{asset.uid}" in page


def test_the_page_of_what_waits_counts_and_leads(house, beto, asset):
    page = beto.get("/escritorio/decisiones").get_data(as_text=True)

    assert "1 por decidir" in page
    assert f"/escritorio/decisiones/{asset.uid}" in page


@pytest.mark.parametrize("who", ["ana", "carla", "dario", "elsa"])
def test_nobody_else_decides(house, app, people, asset, who):
    desk = Desk(app, getattr(people, who))
    address = f"/escritorio/decisiones/{asset.uid}"

    assert desk.get(address).status_code == 403
    assert desk.post(address, form(accion="decidir")).status_code == 403
    assert desk.get("/escritorio/decisiones/generales").status_code == 403


def test_a_general_decision_is_taken_and_applied(house, beto, people):
    asset = made(house, people, "approved", category="Boletines")
    listing = "/escritorio/decisiones/generales"
    wrong = beto.post(listing, {"basis": "category", "value": "Boletines"})
    beto.post(
        listing,
        {
            "basis": "category",
            "value": "Boletines",
            "act": "Resolución 1",
            "act_date": "2026-01-01",
            "motivation": "Son para todos.",
        },
    )
    page = beto.get(listing).get_data(as_text=True)
    uid = re.search(r"generales/([0-9a-f-]{36})/aplicar", page)[1]

    done = beto.post(f"{listing}/{uid}/aplicar", follow_redirects=True)

    assert wrong.status_code == 422
    assert "Cubrió 1 registro." in done.get_data(as_text=True)
    with house.session() as session:
        found = assets.get(session, asset.code)
        assert decisions.in_force(session, [found.id])[found.id].act == "Resolución 1"

"""The producer's interview proposes a class; the legal office sees it and may depart."""

import pytest
from city import RESERVED
from form_setting import BASE, Office, opened, words
from tumbaga.catalog import decisions
from tumbaga.schemas import interview

NONE = {
    one.name: "ninguno" if one.name == "personal_data" else "no"
    for one in interview.questions()
}


@pytest.fixture
def office(tmp_path, database_url):
    with opened(tmp_path, database_url) as made:
        yield made


@pytest.fixture
def uid(office: Office) -> str:
    return office.made()


def answer(office: Office, uid: str, **said: str):
    address = f"{BASE}/{uid}/preguntas"
    page = office.desk.get(address).get_data(as_text=True)
    mark = page.split('name="_mark" value="')[1].split('"')[0]
    named = {name.replace("__", "."): value for name, value in said.items()}
    return office.desk.post(address, {**NONE, "_mark": mark, **named})


def test_every_question_says_to_which_article_it_leads(office: Office, uid: str):
    text = words(office.desk.get(f"{BASE}/{uid}/preguntas"))

    assert len(interview.questions()) == 10
    for one in interview.questions():
        assert one.text in text
        assert one.leads in text
    assert "Responda todas y guarde" in text


@pytest.mark.parametrize(
    ("said", "proposed", "articles", "told"),
    [
        ({}, "publica", [], "Nada de lo que respondió impide publicarla"),
        (
            {"personal_data": "sensible", "minors": "si"},
            "clasificada",
            ["18-a"],
            "18 a",
        ),
        (
            {"flags__investigacion": "si", "norm": "Ley 1952 de 2019, artículo 115"},
            "reservada",
            ["19-d"],
            "art. 19 d",
        ),
        ({"flags__investigacion": "si"}, "publica", [], "Sin esa norma no puede serlo"),
    ],
)
def test_the_answers_are_kept_with_the_class_that_they_propose(
    office: Office, uid: str, said, proposed, articles, told
):
    assert answer(office, uid, **said).status_code == 303

    kept = office.record(uid).proposal
    assert (kept["access_class"], kept.get("articles", [])) == (proposed, articles)
    assert kept["reviewed"] is True
    assert told in words(office.desk.get(f"{BASE}/{uid}/preguntas"))


def test_an_interview_with_a_gap_says_which_and_keeps_nothing(office: Office, uid: str):
    page = answer(office, uid, flags__vida="", minors="quizás")

    assert page.status_code == 422
    assert words(page).count("Responda esta pregunta") == 4  # above and beside, each
    assert office.record(uid).proposal == {}


def test_another_s_change_meanwhile_is_not_written_over(office: Office, uid: str):
    page = office.desk.get(f"{BASE}/{uid}/preguntas").get_data(as_text=True)
    mark = page.split('name="_mark" value="')[1].split('"')[0]
    answer(office, uid, flags__vida="si")

    late = office.desk.post(f"{BASE}/{uid}/preguntas", {**NONE, "_mark": mark})

    assert "mientras usted respondía" in words(late)
    assert office.record(uid).proposal["flags"] == ["vida"]


@pytest.mark.parametrize(
    ("who", "status"), [("fabio", 404), ("beto", 403), ("elsa", 403)]
)
def test_only_who_may_change_the_record_answers(office: Office, uid: str, who, status):
    desk = office.at(who)

    assert desk.get(f"{BASE}/{uid}/preguntas").status_code == status
    assert desk.post(f"{BASE}/{uid}/preguntas", NONE).status_code == status
    assert office.record(uid).proposal == {}


def test_the_legal_office_sees_the_answers_and_departs(office: Office, uid: str):
    answer(office, uid, flags__vida="si", motivation="Dice dónde duermen.")
    beto = office.at("beto")
    address = f"/escritorio/decisiones/{uid}"

    page = beto.get(address).get_data(as_text=True)
    flat = {name: value for name, value in RESERVED.items() if name != "harm"}
    flat |= {f"harm.{name}": value for name, value in RESERVED["harm"].items()}
    seen = beto.post(address, {**flat, "accion": "ver"}).get_data(as_text=True)
    mark = seen.split('name="visto" value="')[1].split('"')[0]
    taken = beto.post(address, {**flat, "accion": "decidir", "visto": mark})

    assert "Lo que respondió la dependencia" in page
    assert "¿Saberlo pondría en peligro" in page
    assert "Ley 1712 de 2014, art. 18 b" in page
    assert "Dice dónde duermen." in page
    assert taken.status_code == 303
    record = office.record(uid)
    with office.house.session() as session:
        held = decisions.in_force(session, [record.id])[record.id]
    assert (record.proposal["access_class"], held.access_class) == (
        "clasificada",
        "reservada",
    )

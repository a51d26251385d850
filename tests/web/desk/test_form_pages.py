"""A record written in its form: begun with a name, saved right or wrong, submitted."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from form_setting import BASE, Office, changed, fields, multi, opened, words
from full_drafts import FULL
from tumbaga.catalog import revisions, standard_variables
from tumbaga.records.person import Person
from tumbaga.schemas.forms import sections
from tumbaga.schemas.forms.sections import ROWS


@pytest.fixture
def office(tmp_path: Path, database_url: str) -> Iterator[Office]:
    with opened(tmp_path, database_url) as made:
        yield made


def ticket(page: str) -> str:
    found = re.search(r'name="_ticket" value="([^"]+)"', page)
    assert found
    return found[1]


def begin(office: Office, kind: str, title: str) -> str:
    page = office.desk.get(f"{BASE}/nuevo?tipo={kind}").get_data(as_text=True)
    answer = office.desk.post(
        f"{BASE}/nuevo", {"tipo": kind, "title": title, "_ticket": ticket(page)}
    )
    assert answer.status_code == 303, words(answer)
    return answer.location.split("/")[3]


def test_a_process_goes_from_a_name_to_review(office: Office):
    uid = begin(office, "ppi", "Encuesta de convivencia")
    record = office.record(uid)
    assert record.code == "PLANEACION-PPI-001"
    assert record.organization.code == "planeacion"
    address = f"{BASE}/{uid}/editar"

    page = office.desk.get(f"{address}/que-es")
    assert page.status_code == 200
    assert "Le falta para enviar (5)" in words(page)
    assert "Enviar a revisión</button>" not in page.get_data(as_text=True)

    answer = office.desk.send(
        f"{address}/que-es",
        {
            "description": "Qué viven los hogares.",
            "theme": "funcion-publica",
            "language": "es",
            "ppi_type": "operacion-estadistica",
            "keywords": "convivencia\nhogares\n\n",
            "_action": "seguir",
        },
    )
    if not answer.location.endswith("/para-que"):
        pytest.fail(words(office.desk.get(answer.location)))
    assert office.record(uid).keywords == ["convivencia", "hogares"]

    answer = office.desk.send(
        f"{address}/para-que",
        {"objective": "Saber cómo se vive.", "_action": "guardar"},
    )
    page = office.desk.get(answer.location)
    assert "Enviar a revisión</button>" in page.get_data(as_text=True)

    assert office.desk.post(f"{address}/enviar").status_code == 303
    assert office.desk.post(f"{address}/enviar").status_code == 303  # a double click
    assert office.record(uid).workflow_state == "submitted"


def test_wrong_values_are_kept_as_typed_and_hold_submission(office: Office):
    uid = office.made(kind="indicator", objective="Ver", unit="casos", description="D")
    address = f"{BASE}/{uid}/editar/formula"

    office.desk.send(
        address,
        {
            "targets.0.year": "1800",
            "targets.0.value": "doce",
            "targets.1.year": "2020",
            "targets.1.value": "1.234,5",
            "unit": "casos",
        },
    )

    page = office.desk.get(address)
    text = words(page)
    assert "Error: 2 por corregir" in text, text
    assert "Tiene que ser un número, por ejemplo 1234,5." in text
    record = office.record(uid)
    assert [one["year"] for one in record.targets] == [2020]
    assert record.targets[0]["value"] == "1234.5"
    sent = dict(fields(page.get_data(as_text=True)))
    assert sent["targets.0.year"] == "1800"
    assert sent["targets.0.value"] == "doce"
    assert sent["targets.1.value"] == "1234,5"
    assert 'id="c-targets-0-year"' in page.get_data(as_text=True)
    assert 'aria-invalid="true"' in page.get_data(as_text=True)

    refused = office.desk.post(f"{BASE}/{uid}/editar/enviar")
    assert refused.status_code == 422
    assert "1800" in words(refused)

    office.desk.send(address, {"targets.0.year": "2019", "targets.0.value": "12"})
    assert [one["year"] for one in office.record(uid).targets] == [2019, 2020]
    assert office.record(uid).incomplete == []


def test_opening_and_saving_every_section_changes_nothing(office: Office):
    with office.house.writing() as session:
        standard = {"code": "sexo", "label": "Sexo", "definition": "El del registro."}
        dario = session.get_one(Person, office.people["dario"].id)
        standard_variables.save(session, standard, by=dario)
    for kind, values in FULL.items():
        uid = office.made(kind=kind, **{**values, "code": f"LLENO-{kind}"})
        before = office.record(uid)
        for section in sections.SECTIONS[kind]:
            if section.figures or (section.block and not before.characterisations):
                continue
            address = f"{BASE}/{uid}/editar/{section.key}"
            answer = office.desk.send(address, {})
            assert answer.status_code == 303, section
            after = office.record(uid)
            assert after.digest == before.digest, (kind, section.key, after.incomplete)
            assert after.modified == before.modified


def test_rows_are_added_and_taken_out_without_a_script(office: Office):
    uid = office.made()
    address = f"{BASE}/{uid}/editar/origen"

    more = office.desk.send(address, {"_add": "relations"})
    assert more.location.endswith("?mas=relations#c-relations-0")
    page = more.location.split("#")[0]
    office.desk.send(
        address,
        {"relations.0.type": "relacionado", "relations.0.code": "PET-2"},
        page=page,
    )
    assert office.record(uid).relations == [{"type": "relacionado", "code": "PET-2"}]

    office.desk.send(address, {"_remove": "relations.0"})
    assert office.record(uid).relations == []


def test_text_with_marks_is_text(office: Office):
    uid = office.made()
    evil = '<script>alert(1)</script> **negrilla** "><img src=x onerror=alert(1)>'
    office.desk.send(f"{BASE}/{uid}/editar/que-es", {"title": evil, "theme": evil})

    for place in ("editar/que-es", "vista-previa"):
        page = office.desk.get(f"{BASE}/{uid}/{place}").get_data(as_text=True)
        assert "<script>alert" not in page
        assert "<img src=x" not in page
    assert office.record(uid).title == " ".join(evil.split())


def test_a_published_record_keeps_its_public_page_while_it_is_edited(office: Office):
    uid = office.published()
    before = office.desk.get("/datos/pet-1").get_data(as_text=True)

    office.desk.send(f"{BASE}/{uid}/editar/que-es", {"description": "Otra cosa."})

    assert office.record(uid).workflow_state == "draft"
    assert "Otra cosa." not in office.desk.get("/datos/pet-1").get_data(as_text=True)
    assert before.count("Cuánto cuesta") == office.desk.get("/datos/pet-1").get_data(
        as_text=True
    ).count("Cuánto cuesta")
    preview = office.desk.get(f"{BASE}/{uid}/vista-previa")
    assert "Otra cosa." in words(preview)
    assert "Vista previa" in words(preview)
    assert preview.headers["Cache-Control"] == "no-store"
    assert "noindex" in preview.headers["X-Robots-Tag"]


def test_similar_names_are_shown_within_what_one_may_see(office: Office):
    office.made(title="Encuesta de cultura ciudadana", code="ECC-1")

    mine = office.desk.get(f"{BASE}/parecidos?formato=json&q=encuesta+de+culturas")
    theirs = office.at("fabio").get(
        f"{BASE}/parecidos?formato=json&q=encuesta+de+culturas"
    )
    by_code = office.desk.get(f"{BASE}/parecidos?formato=json&q=ecc-1")
    page = office.desk.get(f"{BASE}/parecidos?q=encuesta+de+culturas")

    assert [one["code"] for one in mine.json["similar"]] == ["ECC-1"]
    assert theirs.json == {"similar": []}
    assert [one["code"] for one in by_code.json["similar"]] == ["ECC-1"]
    assert "Encuesta de cultura ciudadana" in words(page)


def test_autosave_tells_when_and_what_is_wrong(office: Office):
    uid = office.made()
    address = f"{BASE}/{uid}/editar/que-es"

    saved = office.desk.send(f"{address}/autoguardar", {"acronym": "IPD"}, page=address)

    assert saved.status_code == 200
    assert re.fullmatch(r"\d\d:\d\d", saved.json["saved_at"])
    assert saved.json["problems"] == []
    assert office.record(uid).acronym == "IPD"
    wrong = office.desk.send(
        f"{address}/autoguardar", {"acronym": "X" * 90}, page=address
    )
    assert wrong.json["problems"][0]["path"] == "acronym"
    assert wrong.json["mark"] != saved.json["mark"]


def test_autosaves_of_a_while_are_one_revision(office: Office):
    uid = office.made()
    address = f"{BASE}/{uid}/editar/que-es"
    for text in ("A", "AB", "ABC"):
        office.desk.send(f"{address}/autoguardar", {"acronym": text}, page=address)
    with office.house.session() as session:
        record = session.merge(office.record(uid), load=True)
        kept = revisions.listed(session, record)
        assert [one.verb for one in kept] == ["register", "autosave"]
        assert kept[-1].values["acronym"] == "ABC"

    office.desk.send(address, {})  # saved by hand now: it becomes a version
    office.desk.send(f"{address}/autoguardar", {"acronym": "X"}, page=address)
    with office.house.session() as session:
        record = session.merge(office.record(uid), load=True)
        kept = revisions.listed(session, record)
        assert [one.verb for one in kept] == ["register", "revise", "autosave"]


def test_a_row_emptied_on_one_page_of_a_long_list_takes_no_other_with_it(
    office: Office,
):
    """Saved by itself twice, as the script does with what it was told the first time."""
    names = [f"v{number:03}" for number in range(ROWS + 5)]
    uid = office.made(variables=[{"name": name, "label": name} for name in names])
    address = f"{BASE}/{uid}/editar/variables"
    sent = office.desk.form(address)
    for path, _value in list(sent):
        if path.startswith("variables.3."):
            sent = changed(sent, {path: ""})

    for _time in range(2):
        saved = office.desk.post(f"{address}/autoguardar", multi(sent))
        assert saved.status_code == 200
        told = {f"_{name}": str(saved.json[name]) for name in ("mark", "base", "count")}
        sent = changed(sent, {**told, "variables.0.label": "Otra"})

    kept = [one.name for one in office.record(uid).variables]
    assert kept == [name for name in names if name != "v003"]

"""Two people on one record, stale and doubled forms, and fields that nobody offered."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from form_setting import BASE, Office, changed, multi, opened, words
from sqlalchemy import func, select
from tumbaga.records.asset import Asset

pytestmark = pytest.mark.thorough


@pytest.fixture
def office(tmp_path: Path, database_url: str) -> Iterator[Office]:
    with opened(tmp_path, database_url) as made:
        yield made


def test_the_second_of_two_people_is_shown_both(office: Office):
    uid = office.made()
    address = f"{BASE}/{uid}/editar/que-es"
    planner = office.at("carla")
    hers = planner.form(address)

    office.desk.send(
        address, {"description": "Lo de Ana.", "acronym": "ANA", "keywords": "ana"}
    )
    both = planner.post(
        address,
        multi(changed(hers, {"description": "Lo de Carla.", "category": "Planes"})),
    )

    assert both.status_code == 409
    text = words(both)
    for part in ("Lo de Ana.", "Lo de Carla.", "Planes", "La guardó Ana"):
        assert part in text
    assert "Los dos lo cambiaron." in text
    assert "Solo usted lo cambió." in text
    assert "Solo la otra persona lo cambió." in text
    assert office.record(uid).description == "Lo de Ana."

    page = both.get_data(as_text=True)
    sent = choices(page)
    assert sent["_choice.acronym"] == "actual"  # what only she changed stays
    assert sent["_choice.category"] == "mio"
    assert planner.post(address, sent).status_code == 303
    record = office.record(uid)
    assert record.description == "Lo de Carla."
    assert record.acronym == "ANA"
    assert record.keywords == ["ana"]
    assert record.category == "Planes"


def test_a_third_change_meanwhile_is_told_again(office: Office):
    uid = office.made()
    address = f"{BASE}/{uid}/editar/que-es"
    planner = office.at("carla")
    hers = planner.form(address)
    office.desk.send(address, {"description": "Una."})
    both = planner.post(address, multi(changed(hers, {"description": "Otra."})))
    office.desk.send(address, {"description": "Dos."})

    again = planner.post(address, choices(both.get_data(as_text=True)))

    assert again.status_code == 409
    assert "Dos." in words(again)
    assert "Otra." in words(again)


def choices(page: str) -> dict[str, str]:
    from html import unescape

    sent = {}
    for one in re.findall(r"<input\b[^>]*>", page):
        name, value = (
            re.search(r'name="([^"]*)"', one),
            re.search(r'value="([^"]*)"', one),
        )
        if name and value and ("radio" not in one or " checked" in one):
            sent[name[1]] = unescape(value[1])
    return sent


def test_a_stale_autosave_stops_and_changes_nothing(office: Office):
    uid = office.made()
    address = f"{BASE}/{uid}/editar/que-es"
    stale = office.desk.form(address)
    office.desk.send(address, {"acronym": "NUEVA"})

    answer = office.desk.post(
        f"{address}/autoguardar", multi(changed(stale, {"acronym": "VIEJA"}))
    )

    assert answer.status_code == 409
    assert "Lo suyo no se ha perdido" in answer.json["text"]
    assert office.record(uid).acronym == "NUEVA"


def test_the_same_form_sent_twice_is_saved_once(office: Office):
    uid = office.made()
    address = f"{BASE}/{uid}/editar/que-es"
    sent = multi(changed(office.desk.form(address), {"acronym": "IPD"}))

    first = office.desk.post(address, sent)
    second = office.desk.post(address, sent)  # also what the back button sends again

    assert (first.status_code, second.status_code) == (303, 303)
    assert office.record(uid).acronym == "IPD"


def test_a_new_record_begun_twice_is_one(office: Office):
    page = office.desk.get(f"{BASE}/nuevo?tipo=datos").get_data(as_text=True)
    ticket = re.search(r'name="_ticket" value="([^"]+)"', page)
    assert ticket
    sent = {"tipo": "datos", "title": "Una vez", "_ticket": ticket[1]}

    first = office.desk.post(f"{BASE}/nuevo", sent)
    second = office.desk.post(f"{BASE}/nuevo", sent)
    other = office.at("fabio").post(f"{BASE}/nuevo", sent)

    assert first.location == second.location
    assert other.status_code == 400  # the ticket is Ana's
    with office.house.session() as session:
        assert session.scalar(select(func.count(Asset.id))) == 1


def test_a_new_record_without_a_name_is_asked_for_it(office: Office):
    page = office.desk.get(f"{BASE}/nuevo?tipo=datos").get_data(as_text=True)
    ticket = re.search(r'name="_ticket" value="([^"]+)"', page)
    assert ticket
    answer = office.desk.post(
        f"{BASE}/nuevo", {"tipo": "datos", "title": " ", "_ticket": ticket[1]}
    )

    assert answer.status_code == 422
    assert "Nombre . Falta este dato." in words(answer)


def test_fields_that_nobody_offered_are_not_taken(office: Office):
    uid = office.made()
    address = f"{BASE}/{uid}/editar/que-es"
    strange = {
        "uid": "0" * 36,
        "owner": "fabio",
        "class": "publica",
        "approved_by": "carla",
        "workflow_state": "published",
        "version": "99",
        "desk.remarks": "x",
        "proposal.access_class": "publica",
        "title.es": "x",
        "contact.__class__": "x",
        "keywords.0.0.0.0.0.0.0.0.0": "x",
    }

    answer = office.desk.send(address, {**strange, "acronym": "BIEN"})

    record = office.record(uid)
    assert record.uid == uid
    assert record.acronym == "BIEN"
    assert (record.workflow_state, record.version) == ("draft", 1)
    assert record.desk == {}
    assert record.proposal == {}
    assert record.incomplete == []
    assert "no tiene estos campos" in words(office.desk.get(answer.location))


def test_what_is_of_another_organisation_is_as_if_it_were_not(office: Office):
    uid = office.made(kind="indicator", objective="o", unit="u")
    fabio = office.at("fabio")
    places = (
        "editar",
        "editar/que-es",
        "editar/origen",
        "datos",
        "vista-previa",
        "caracterizacion",
    )
    for place in places:
        assert fabio.get(f"{BASE}/{uid}/{place}").status_code == 404, place
    for place in (
        "editar/que-es",
        "editar/que-es/autoguardar",
        "editar/enviar",
        "datos",
        "datos/pegar",
        "caracterizacion",
    ):
        answer = fabio.post(f"{BASE}/{uid}/{place}", {"title": "Mío"})
        assert answer.status_code == 404, place
    assert office.record(uid).title == "Inversión por dependencia"


def test_a_record_cannot_be_given_to_or_taken_for_another_organisation(office: Office):
    uid = office.made()
    address = f"{BASE}/{uid}/editar/que-es"

    answer = office.desk.send(address, {"organization": "salud"})
    unknown = office.desk.send(address, {"organization": "no-hay"})

    assert answer.status_code == 403
    assert unknown.status_code == 303
    record = office.record(uid)
    assert record.organization.code == "planeacion"
    assert [one["path"] for one in record.incomplete] == ["organization"]


def test_who_only_looks_may_not_write(office: Office):
    uid = office.made()
    for name in ("elsa", "beto"):
        desk = office.at(name)
        assert desk.get(f"{BASE}/{uid}/editar/que-es").status_code == 403
        answer = desk.post(f"{BASE}/{uid}/editar/que-es", {"title": "x"})
        assert answer.status_code == 403
        assert desk.get(f"{BASE}/{uid}/vista-previa").status_code == 200


def test_a_code_of_another_record_and_one_that_was_published_stay(office: Office):
    office.made(code="OTRO")
    uid = office.made()
    address = f"{BASE}/{uid}/editar/que-es"

    office.desk.send(address, {"code": "OTRO"})
    assert office.record(uid).code == "PET-1"
    assert "ya está en uso" in words(office.desk.get(address))

    office.desk.send(address, {"code": "PET-9"})
    assert office.record(uid).code == "PET-9"

    public = office.published(code="PET-7")
    office.desk.send(f"{BASE}/{public}/editar/que-es", {"code": "PET-8"})
    assert office.record(public).code == "PET-7"


def test_without_our_token_nothing_is_saved(office: Office):
    uid = office.made()
    for place in ("editar/que-es", "editar/que-es/autoguardar", "editar/enviar"):
        answer = office.desk.client.post(f"{BASE}/{uid}/{place}", data={"title": "x"})
        assert answer.status_code == 400, place


def test_a_submitted_record_is_not_taken_back_by_an_autosave(office: Office):
    with office.house.writing() as session:
        uid = office._city(session).approved().uid
    address = f"{BASE}/{uid}/editar/que-es"
    assert "Ya está aprobado" in words(office.desk.get(address))

    answer = office.desk.send(f"{address}/autoguardar", {"acronym": "X"}, page=address)

    assert answer.status_code == 423
    assert office.record(uid).workflow_state == "approved"


def upload(office: Office, uid: str, name: str, content: bytes, **changes: str):
    address = f"{BASE}/{uid}/editar/archivos"
    sent = multi(changed(office.desk.form(address), changes))
    sent["distributions.0._file"] = [(BytesIO(content), name)]
    return office.desk.post(address, sent, content_type="multipart/form-data")


def test_a_file_is_kept_by_what_is_in_it(office: Office):
    uid = office.made()

    upload(office, uid, "../../Datos del año<1>.csv", b"a,b\n1,2\n")

    [file] = office.record(uid).distributions
    assert file.file_name == "Datos del año-1.csv"
    assert file.media_type == "text/csv"
    assert file.size == 8
    assert office.house.files.has(file.checksum or "")
    public = office.desk.get(f"/archivos/{file.checksum}/x.csv")
    assert public.status_code == 404  # nothing is published yet


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("dibujo.csv", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "página web"),
        ("a.txt", b"  <!DOCTYPE html><script>1</script>", "página web"),
        ("a.pdf", b"<html><body>", "página web"),
        ("a.csv", "\ufeff<script>".encode("utf-16"), "página web"),
        ("a.csv", b"MZ\x90\x00", "programa"),
        ("a.xyz", b"\x01\x02\x00\x03", "No se reconoce"),
        ("vacio.csv", b"", "vacío"),
    ],
)
def test_what_may_do_harm_is_not_kept(
    office: Office, name: str, content: bytes, told: str
):
    uid = office.made()

    answer = upload(office, uid, name, content)

    assert answer.status_code == 303
    assert told in words(office.desk.get(answer.location))
    assert office.record(uid).distributions == []


def test_nobody_names_the_file_of_another(office: Office):
    theirs = office.made(code="PET-2")
    upload(office, theirs, "secreto.csv", b"nombre\nAna\n")
    checksum = office.record(theirs).distributions[0].checksum
    uid = office.made()

    office.desk.send(
        f"{BASE}/{uid}/editar/archivos",
        {
            "distributions.0.title": "Robado",
            "distributions.0.url": "https://ciudad.gov.co/x.csv",
            "distributions.0.checksum": checksum,
            "distributions.0.size": "1",
        },
    )

    [file] = office.record(uid).distributions
    assert file.checksum is None
    assert file.size is None


def test_a_file_stays_when_the_rest_of_its_row_changes(office: Office):
    uid = office.made()
    upload(office, uid, "datos.csv", b"a,b\n1,2\n")
    before = office.record(uid).distributions[0]

    office.desk.send(
        f"{BASE}/{uid}/editar/archivos",
        {
            "distributions.0.description": "Un renglón por casa.",
            "distributions.0.rows": "x",
        },
    )

    after = office.record(uid).distributions[0]
    assert (after.checksum, after.uid) == (before.checksum, before.uid)
    assert after.description == "Un renglón por casa."
    assert [one["path"] for one in office.record(uid).incomplete] == [
        "distributions.0.rows"
    ]


def test_a_very_long_form_is_refused_and_a_long_one_is_not(office: Office):
    uid = office.made()
    address = f"{BASE}/{uid}/editar/que-es"
    assert office.desk.send(address, {"description": "x" * 900_000}).status_code == 303
    [problem] = office.record(uid).incomplete
    assert problem["text"] == "Es demasiado largo: caben 20000 letras."
    assert len(problem["typed"]) == 900_000
    assert (
        office.desk.send(address, {"description": "x" * 80_000_000}).status_code == 413
    )

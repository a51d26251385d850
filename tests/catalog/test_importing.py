"""Import: each row is saved, unchanged or reported; the same file twice is nothing."""

import pytest
from importing_setting import catalogue, counts, one, rows, run, sheet, stored
from sqlalchemy.orm import Session
from tumbaga.records.audit import AuditEntry


@pytest.fixture
def engine(tmp_path):
    engine = catalogue(tmp_path)
    yield engine
    engine.dispose()


def test_the_same_file_twice_changes_nothing(engine, tmp_path):
    path = sheet(tmp_path, *rows(5))

    first = run(engine, path, size=2)
    with Session(engine) as session:
        audited = session.query(AuditEntry).count()
    second = run(engine, path, size=2)

    assert (counts(first), counts(second)) == ((5, 0, 0, 0), (0, 0, 5, 0))
    with Session(engine) as session:
        assert session.query(AuditEntry).count() == audited


def test_a_changed_row_revises_its_record_alone(engine, tmp_path):
    run(engine, sheet(tmp_path, *rows(3)))

    changed = [row.replace("Activo 2", "Activo dos") for row in rows(3)]
    again = run(engine, sheet(tmp_path, *changed))

    assert counts(again) == (0, 1, 2, 0)
    with Session(engine) as session:
        assert one(session, "A-2").title == "Activo dos"


def test_of_two_rows_with_one_code_the_second_is_refused(engine, tmp_path):
    twice = [*rows(2), "A-1;Otro;Documento;dapm;x;;es"]

    tally = run(engine, sheet(tmp_path, *twice), size=2)

    assert counts(tally) == (2, 0, 0, 1)
    [remark] = tally.remarks
    assert remark.row == 4
    assert "fila 2" in remark.text
    assert "la 4" in remark.text


def test_a_refused_row_names_row_heading_value_and_remedy(engine, tmp_path):
    bad = "A-2;Dos;Documento;dapm;x;Astrología;es"

    tally = run(engine, sheet(tmp_path, *rows(1), bad))

    [remark] = tally.remarks
    assert (remark.row, remark.label, remark.given) == (3, "Tema", "Astrología")
    assert remark.text.startswith("No está en la lista. Escriba uno de estos")
    assert (counts(tally), stored(engine)) == ((1, 0, 0, 1), 1)


def test_an_unknown_department_refuses_only_its_row(engine, tmp_path):
    bad = "B-1;Uno;Documento;Ministerio de Magia;x;;es"

    tally = run(engine, sheet(tmp_path, bad, *rows(3)))

    assert counts(tally) == (3, 0, 0, 1)
    assert tally.remarks[0].given == "Ministerio de Magia"


def test_a_row_without_its_identity_says_what_lacks(engine, tmp_path):
    tally = run(engine, sheet(tmp_path, ";Uno;Documento;;x;;es"))

    assert {one.label for one in tally.remarks} == {
        "Código",
        "Dependencia que la produce",
    }


def test_a_code_of_another_kind_is_refused(engine, tmp_path):
    run(engine, sheet(tmp_path, *rows(1)))

    tally = run(engine, sheet(tmp_path, "A-1;Uno;Documento;dapm;x;;es"))

    assert "otro tipo" in tally.remarks[0].text
    assert counts(tally) == (0, 0, 0, 1)


def test_a_department_can_be_written_by_its_name(engine, tmp_path):
    rows = ["A-1;Uno;Documento;DAPM;;;", "A-2;Dos;PPI;dapm;;;"]

    assert counts(run(engine, sheet(tmp_path, *rows))) == (2, 0, 0, 0)


def test_another_departments_records_are_not_ana_s_to_change(engine, tmp_path):
    from tumbaga.records.organization import Organization
    from tumbaga.web.database import transaction

    with transaction(engine) as session:
        session.add(Organization(code="salud", name="Secretaría de Salud"))

    tally = run(engine, sheet(tmp_path, "A-1;Uno;Documento;salud;;;"))

    assert counts(tally) == (0, 0, 0, 1)
    assert "no puede registrar" in tally.remarks[0].text


def test_a_sheet_changes_only_what_it_has_columns_for(engine, tmp_path):
    header = "Código;Nombre;Cargo de contacto;Teléfono;2019;2020;Meta 2027;Enlace"
    full = "I-1;Uno;Director;555;1,50;2;9;https://x.co/a.csv"
    path = sheet(tmp_path, full, header=f"{header};Dependencia", name="full.csv")
    path.write_text(path.read_text().replace(full, f"{full};dapm"))
    few = "Código;Nombre;Dependencia;Teléfono"
    short = sheet(tmp_path, "I-1;Nuevo;dapm;777", header=few, name="short.csv")

    first = run(engine, path, kind="indicator")
    second = run(engine, short, kind="indicator")
    third = run(engine, short, kind="indicator")

    assert [counts(one) for one in (first, second, third)] == [
        (1, 0, 0, 0),
        (0, 1, 0, 0),
        (0, 0, 1, 0),
    ]
    with Session(engine) as session:
        asset = one(session, "I-1")
        assert asset.title == "Nuevo"
        assert asset.contact == {"position": "Director", "telephone": "777"}
        assert [str(each.value.normalize()) for each in asset.observations] == [
            "1.5",
            "2",
        ]
        assert asset.targets == [{"year": 2027, "value": "9"}]
        assert [each.url for each in asset.distributions] == ["https://x.co/a.csv"]


def test_a_column_left_blank_clears_its_field(engine, tmp_path):
    run(engine, sheet(tmp_path, *rows(1)))

    run(engine, sheet(tmp_path, "A-1;Activo 1;Conjunto de datos;dapm;;;es"))

    with Session(engine) as session:
        assert one(session, "A-1").description is None


def test_the_class_of_a_sheet_is_a_proposal_and_no_decision(engine, tmp_path):
    header = "Código;Nombre;Dependencia;Clasificación;Artículo"
    path = sheet(tmp_path, "A-1;Uno;dapm;Clasificada;18-a", header=header)

    run(engine, path, kind="document")

    with Session(engine) as session:
        from tumbaga.records.classification import Classification

        asset = one(session, "A-1")
        assert asset.proposal == {"access_class": "clasificada", "articles": ["18-a"]}
        assert asset.workflow_state == "draft"
        assert session.query(Classification).count() == 0


def test_script_in_every_field_is_text_or_a_remark(engine, tmp_path):
    attack = "<script>alert(1)</script>"
    cells = f"A-1;{attack};Documento;dapm;{attack};{attack};es"

    tally = run(engine, sheet(tmp_path, cells))

    assert [one.label for one in tally.remarks] == ["Tema"]
    assert stored(engine) == 0


def test_nothing_of_a_row_that_fails_late_is_kept(engine, tmp_path, monkeypatch):
    from tumbaga.catalog import assets
    from tumbaga.catalog.refusals import Refusal

    save_many = assets.save_many

    def late(session, drafts, **words):
        saved = save_many(session, drafts, **words)
        if "A-2" in {draft.values["code"] for draft in drafts}:
            raise Refusal("Tarde.")
        return saved

    monkeypatch.setattr(assets, "save_many", late)

    tally = run(engine, sheet(tmp_path, *rows(3)))

    assert counts(tally) == (2, 0, 0, 1)
    assert stored(engine) == 2

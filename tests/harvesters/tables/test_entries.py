"""Rows become entries: kinds, persons kept inside, classes proposed, cells cleaned."""

import pytest
from tumbaga.harvesters.tables import csvfile, entries
from tumbaga.schemas.tables import Unreadable

HEADER = "Código;Nombre;Clase de registro"


def found(*rows, header=HEADER, kind=""):
    table = csvfile.read("\n".join((header, *rows)).encode(), "a.csv")
    return list(entries.entries(table, kind))


def one(extra, value, *, kind="document", **more):
    header = ";".join(("Código", "Nombre", extra, *more))
    [entry] = found(
        ";".join(("A-1", "Uno", value, *more.values())), header=header, kind=kind
    )
    return entry


def test_a_row_becomes_an_entry_with_its_places():
    [entry] = found("A-1;Uno;ppi")

    assert (entry.row, entry.kind, entry.code) == (2, "production_process", "A-1")
    assert entry.data == {"code": "A-1", "title": "Uno"}
    assert (entry.places["title"].label, entry.places["title"].cell) == ("Nombre", "B2")


def test_blank_rows_and_repeated_headers_are_no_records():
    assert len(found(";;", HEADER, "A-1;Uno;documento", "  ; ;")) == 1


def test_a_row_without_a_kind_is_told_how_to_say_it():
    [entry] = found("A-1;Uno;")

    assert entry.refused
    assert "--kind" in entry.remarks[0].text


def test_an_unknown_kind_is_reported_with_what_was_given():
    [entry] = found("A-1;Uno;máquina")

    assert [one.given for one in entry.remarks] == ["máquina"]


def test_the_kind_of_the_command_wins():
    [entry] = found("A-1;Uno;máquina", kind="dataset")

    assert entry.kind == "dataset"
    assert not entry.refused


def test_a_row_longer_than_the_header_is_refused():
    [entry] = found("A-1;Uno;documento;de más")

    assert "corridos" in entry.remarks[0].text


def test_a_row_shorter_than_the_header_lacks_only_its_end():
    [entry] = found("A-1;Uno", kind="document")

    assert not entry.refused


def test_a_table_without_names_is_unreadable():
    with pytest.raises(Unreadable, match="«Nombre»"):
        found("A-1;es", header="Código;Idioma")


def test_columns_that_are_not_read_are_named():
    content = "Código;Nombre;Color favorito;Título;\nA-1;Uno;azul;Otro;\n".encode()
    table = csvfile.read(content, "a.csv")

    remarks = entries.remarks_on(table)

    assert [(one.label, one.cell) for one in remarks] == [
        ("Color favorito", "C1"),
        ("Título", "D1"),
    ]
    assert {one.weight for one in remarks} == {"aviso"}


def test_what_cannot_be_kept_is_taken_out_and_reported():
    entry = one("Descripción", "a\x00b\x07c\u202ed")

    assert entry.data["description"] == "abcd"
    [remark] = entry.remarks
    assert remark.weight == "aviso"
    assert "signos de control" in remark.text


def test_lone_surrogates_are_taken_out_and_reported():
    content = "Código;Nombre\nA-1;U\ud800no\n".encode("utf-8", "surrogatepass")
    table = csvfile.read(content, "a.csv")

    [entry] = entries.entries(table, "document")

    assert entry.data["title"] == "Uno"
    assert "medios caracteres" in entry.remarks[0].text


def test_markup_is_only_text():
    text = "<script>alert(1)</script>"

    assert one("Descripción", text).data["description"] == text


@pytest.mark.parametrize(
    "value", ["Director de Planeación", "Profesional universitario"]
)
def test_a_post_is_public(value):
    entry = one("Propietario", value)

    assert entry.data["producer_position"] == value
    assert not entry.remarks


@pytest.mark.parametrize(
    "value", ["Juan Pérez", "Ana Ríos - Directora", "ing. Rojas", "JEFE MARÍA GÓMEZ"]
)
def test_a_person_stays_on_the_desk(value):
    entry = one("Propietario", value)

    assert "producer_position" not in entry.data
    assert entry.data["desk"]["contact_name"] == value
    assert "no se publica" in entry.remarks[0].text


def test_the_second_person_of_a_row_is_a_remark_of_the_desk():
    entry = one("Propietario", "Juan Pérez", Custodio="Ana Ríos")

    assert entry.data["desk"]["remarks"] == "Custodio: Ana Ríos"


@pytest.mark.parametrize(
    "value", ["datos@cali.gov.co", "oficina.planeacion@cali.gov.co"]
)
def test_the_mailbox_of_an_office_is_public(value):
    assert one("Correo", value).data["contact"]["email"] == value


@pytest.mark.parametrize(
    "value", ["juan.perez@cali.gov.co", "datos@gmail.com", "jperez12@cali.gov.co"]
)
def test_the_mailbox_of_a_person_stays_on_the_desk(value):
    entry = one("Correo", value)

    assert "contact" not in entry.data
    assert entry.data["desk"]["contact_email"] == value


def test_an_identity_number_is_not_kept_nor_repeated():
    entry = one("Cédula", "16777888")

    assert "16777888" not in repr(entry)
    assert "no se guardan" in entry.remarks[0].text


def test_a_class_in_the_sheet_is_a_proposal():
    entry = one("Clasificación", "Pública clasificada (IPC)", Artículo="18 literal a")

    assert entry.data["proposal"] == {
        "access_class": "clasificada",
        "articles": ["18-a"],
    }
    assert not entry.refused


def test_the_letter_is_found_in_the_legitimate_aim():
    header = "Código;Nombre;Confidencialidad;Objetivo legítimo;Fundamento legal"
    row = "A-1;Uno;Reservada;Artículo 19, literal d) de la Ley 1712;Ley 906 de 2004"

    [entry] = found(row, header=header, kind="document")

    assert entry.data["proposal"]["articles"] == ["19-d"]
    assert not entry.refused


def test_a_reserve_that_cites_no_article_is_reported():
    entry = one("Clasificación", "Reservada", **{"Fundamento legal": "Ley 906 de 2004"})

    assert entry.refused
    assert "artículo 19 de la Ley 1712" in entry.remarks[0].text


def test_a_reserve_that_cites_the_other_article_is_reported():
    entry = one("Clasificación", "Reservada", Artículo="18-a", Norm="Ley 1")

    assert "18-a no corresponde" in entry.remarks[0].text


def test_personal_data_without_their_type_are_reported():
    entry = one("¿Contiene datos personales?", "Sí")

    assert "de qué tipo" in entry.remarks[0].text
    assert one("Datos personales", "No").data["personal_data"] == "ninguno"


def test_our_own_matrix_says_the_kind_where_others_say_yes_or_no():
    heading = "¿Contiene datos personales?"

    told = one(heading, "Datos personales privados")
    both = one(heading, "Privado", **{"Tipo de datos personales": "Sensible"})

    assert told.data["personal_data"] == "privado"
    assert (
        one(heading, "No contiene datos personales").data["personal_data"] == "ninguno"
    )
    assert "otro tipo" in both.remarks[0].text


def test_an_ambiguous_number_is_read_and_shown_back():
    entry = one("Línea base", "1.234", kind="indicator")

    assert "1,234" in entry.remarks[0].text
    assert not entry.refused


def test_targets_and_figures_by_year():
    header = "Código;Nombre;Meta 2026;Meta 2027;2019;Línea base 2015"

    [entry] = found("I-1;Uno;10;-;7,5;3", header=header, kind="indicator")

    plain = {key: repr(value) for key, value in entry.data.items()}
    assert plain["targets"] == "[{'year': 2026, 'value': Decimal('10')}]"
    assert plain["observations"] == "[{'period': '2019', 'value': Decimal('7.5')}]"
    assert plain["baseline"] == "{'value': Decimal('3'), 'period': '2015'}"


def test_lists_and_marks_of_nothing():
    assert one("Palabras clave", '"agua; río|mar"').data["keywords"] == [
        "agua",
        "río",
        "mar",
    ]
    assert one("Palabras clave", "agua, río").data["keywords"] == ["agua", "río"]
    assert "keywords" not in one("Palabras clave", "N/A").data
    assert one("Palabras clave", "日本語").data["keywords"] == ["日本語"]


def test_an_unknown_term_goes_on_as_typed_for_the_schema_to_name():
    assert one("Tema", "Astrología").data["theme"] == "Astrología"


def test_an_endless_cell_is_refused():
    assert "acorte el texto" in one("Descripción", "x" * 40_000).remarks[0].text

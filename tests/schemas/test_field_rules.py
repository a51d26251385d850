"""What a wrong value of the sheets, the matrix and the characterisation is told."""

from decimal import Decimal

import pytest
from tumbaga.schemas import kinds

IDENTITY = {"code": "X-1", "title": "Un título", "organization": "dapm"}


def told(kind: str = "indicator", **values: object) -> dict[str, str]:
    draft = kinds.load(kind, {**IDENTITY, **values})
    return {one.path: str(one) for one in draft.problems}


def kept(kind: str = "indicator", **values: object) -> dict:
    draft = kinds.load(kind, {**IDENTITY, **values})
    assert draft.problems == []
    return draft.values


@pytest.mark.parametrize(
    ("written", "understood"),
    [
        ("16", "16"),
        (16, "16"),
        ("ODS 16", "16"),
        ("16.10", "16.10"),
        ("16.10.2", "16.10.2"),
        ("17.19", "17.19"),
        ("1.A", "1.a"),
        ("1.a.2", "1.a.2"),
        ("01.4", "1.4"),
    ],
)
def test_goals_targets_and_indicators_of_the_sdg(written, understood):
    assert kept(ods=[written])["ods"] == [understood]


@pytest.mark.parametrize(
    ("written", "answer"),
    [
        ("18", "ODS › fila 1 · 18 · Los ODS van del 1 al 17."),
        ("0", "ODS › fila 1 · 0 · Los ODS van del 1 al 17."),
        (
            "16.11",
            "ODS › fila 1 · 16.11 · El ODS 16 no tiene la meta 16.11: tiene de la 16.1 a "
            "la 16.b.",
        ),
        (
            "17.a",
            "ODS › fila 1 · 17.a · El ODS 17 no tiene la meta 17.a: tiene de la 17.1 a "
            "la 17.19.",
        ),
        (
            "Paz",
            "ODS › fila 1 · Paz · No es un ODS. Escriba el objetivo (16), la meta "
            "(16.10) o el indicador (16.10.2).",
        ),
    ],
)
def test_what_is_no_sdg(written: str, answer: str):
    assert told(ods=[written]) == {"ods.0": answer}


def test_the_lights_are_in_order():
    answer = told(thresholds={"satisfactory": 60})

    assert answer["thresholds.medium"].endswith(
        "El rango medio (70 %) tiene que empezar por debajo del satisfactorio (60 %)."
    )
    assert kept(thresholds={"medium": 50})["thresholds"] == {"medium": Decimal(50)}


def test_components_are_read_as_a_map_or_as_rows():
    rows = [{"symbol": "V1", "value": "1,5"}]

    for given in ({"V1": "1,5"}, rows):
        (figure,) = kept(observations=[{"period": "2020", "components": given}])[
            "observations"
        ]
        assert figure["components"] == [{"symbol": "V1", "value": Decimal("1.5")}]


def test_a_component_that_the_formula_does_not_name():
    answer = told(
        formula_variables=[{"symbol": "V1", "name": "Casos"}],
        observations=[
            {"period": "2019", "components": {"v1": 1}},
            {"period": "2020", "components": {"V9": 1}},
        ],
    )

    assert list(answer) == ["observations.1.components"]
    assert answer["observations.1.components"].endswith(
        "La fórmula no tiene la variable «V9». Las suyas son: V1."
    )


def test_a_component_twice():
    twice = [{"symbol": "V1", "value": 1}, {"symbol": "V1", "value": 2}]
    answer = told(observations=[{"period": "2020", "components": twice}])

    assert answer["observations.0.components"].endswith(
        "Esta variable está dos veces: V1."
    )


@pytest.mark.parametrize(
    "held",
    [
        {"personal_data_types": ["sensible"]},
        {"variables": [{"name": "a", "label": "A", "personal_data": "sensible"}]},
    ],
)
def test_personal_data_are_as_sensitive_as_what_is_held(held: dict):
    assert kept("dataset", **held)["personal_data"] == "sensible"
    assert kept("dataset", personal_data="sensible", **held)

    answer = told("dataset", personal_data="ninguno", **held)
    assert answer == {
        "personal_data": "Datos personales · ninguno · Escribió «No contiene datos "
        "personales», pero los tipos o las variables dicen «Datos personales "
        "sensibles». Escriba aquí el más sensible."
    }


def test_more_sensitive_than_the_types_is_never_made_less():
    values = kept("dataset", personal_data="sensible", personal_data_types=["publico"])

    assert values["personal_data"] == "sensible"


def test_a_variable_has_a_label_or_a_standard():
    answer = told("dataset", variables=[{"name": "P1"}])

    assert answer["variables.0.label"].startswith("Variables › fila 1 › Etiqueta · ")
    assert kept("dataset", variables=[{"name": "P1", "standard_variable": "sexo"}])


def test_what_is_suspended_says_why():
    answer = told("production_process", continuity="suspendido")

    assert answer == {
        "continuity_reason": "Por qué está suspendido · Diga por qué está suspendido y "
        "desde cuándo."
    }


def test_the_answers_of_a_block_are_from_closed_lists():
    answer = told(
        "production_process",
        characterisation={
            "date": "2015",
            "requirements": {"demands": [{"need": "Datos", "coverage": "regular"}]},
            "processing": {"servidor": "10.0.0.1"},
        },
    )

    assert answer == {
        "characterisation.date": "Caracterización › Fecha · 2015 · Falta el día. Escriba "
        "la fecha como año-mes-día, por ejemplo 2024-02-28.",
        "characterisation.requirements.demands.0.coverage": "Caracterización › "
        "Requerimientos › Demandas › fila 1 › ¿Está satisfecha? · regular · No está en "
        "la lista. Escriba uno de estos: «Satisfecha», «Cubierta en parte», «Cubierta "
        "apenas en lo mínimo», «Insatisfecha».",
        "characterisation.processing.servidor": "Caracterización › Almacenamiento y "
        "procesamiento › servidor · 10.0.0.1 · No conocemos este campo. Revise cómo está "
        "escrito su nombre.",
    }


def test_a_characterisation_without_version_is_the_first():
    given = {"date": "20/11/2015"}

    assert (
        kept("production_process", characterisation=given)["characterisation"][
            "version"
        ]
        == 1
    )


def distribution(checksum: object) -> dict[str, object]:
    return {"distributions": [{"title": "El archivo", "checksum": checksum}]}


@pytest.mark.parametrize(
    ("written", "understood"),
    [
        ("ab" * 32, "ab" * 32),
        ("AB" * 32, "ab" * 32),
        (f" sha256:{'0f' * 32} ", "0f" * 32),
        (f"SHA-256={'0f' * 32}", "0f" * 32),
    ],
)
def test_a_checksum_is_a_sha_256_in_hexadecimal(written, understood):
    [one] = kept("dataset", **distribution(written))["distributions"]
    assert one["checksum"] == understood


@pytest.mark.parametrize(
    ("written", "answer"),
    [
        ("no es", "No es una huella SHA-256: son 64 signos"),
        ("ab" * 31, "No es una huella SHA-256: son 64 signos"),
        ("xy" * 32, "No es una huella SHA-256: son 64 signos"),
        ("../" * 20, "No es una huella SHA-256: son 64 signos"),
        ("ab" * 16, "Parece una huella MD5, y aquí va la SHA-256"),
        ("ab" * 20, "Parece una huella SHA-1, y aquí va la SHA-256"),
        ("ab" * 64, "Parece una huella SHA-512, y aquí va la SHA-256"),
        (7, "Tiene que ser un texto."),
    ],
)
def test_another_checksum_is_named(written, answer):
    [said] = told("dataset", **distribution(written)).values()
    assert answer in said


@pytest.mark.parametrize("typed", ["N/A", "sin dato", "-"])
def test_a_figure_that_there_is_not_is_told_to_stay_empty(typed: str):
    said = told(observations=[{"period": "2020", "value": typed}])

    assert "Si no hay dato, deje el valor vacío" in said["observations.0.value"]

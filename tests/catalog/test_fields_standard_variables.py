"""Standard variables: defined once, and read where a record leaves a blank."""

import pytest
from city import City
from tumbaga.catalog import assets, publishing, standard_variables
from tumbaga.catalog.refusals import Incomplete, NotAllowed, NotFound, Refusal
from tumbaga.records import reading

SEX = {
    "code": "sexo",
    "label": "Sexo",
    "definition": "Sexo asignado al nacer.",
    "type": "categoria",
    "categories": [{"code": "1", "label": "Hombre"}, {"code": "2", "label": "Mujer"}],
}
CITES = {"name": "P10", "standard_variable": "sexo"}


@pytest.fixture
def defined(city: City) -> City:
    standard_variables.save(city.session, SEX, by=city.carla)
    return city


def shown(city: City, uid: str) -> dict:
    record = reading.by_uid(city.session, uid)
    assert record is not None
    (one,) = record.document["variables"]
    return one


def test_what_is_left_empty_is_read_from_the_standard(defined: City):
    asset = defined.published(variables=[CITES])

    assert shown(defined, asset.uid) == {
        "name": "P10",
        "standard_variable": "sexo",
        "label": "Sexo",
        "definition": "Sexo asignado al nacer.",
        "type": "categoria",
        "categories": [
            {"code": "1", "label": "Hombre"},
            {"code": "2", "label": "Mujer"},
        ],
    }


def test_what_the_record_says_itself_stands(defined: City):
    own = {
        **CITES,
        "label": "Sexo de quien responde",
        "categories": [{"code": "M", "label": "Mujer"}],
    }
    one = shown(defined, defined.published(variables=[own]).uid)

    assert one["label"] == "Sexo de quien responde"
    assert one["categories"] == [{"code": "M", "label": "Mujer"}]
    assert one["definition"] == "Sexo asignado al nacer."


def test_a_new_definition_shows_when_it_is_published_again(defined: City):
    asset = defined.published(variables=[CITES])

    changed = {**SEX, "label": "Sexo al nacer"}
    standard_variables.save(defined.session, changed, by=defined.carla)
    assert shown(defined, asset.uid)["label"] == "Sexo"

    publishing.publish(defined.session, asset, by=defined.carla)
    assert shown(defined, asset.uid)["label"] == "Sexo al nacer"


def test_another_standard_is_followed_at_once(defined: City):
    age = {**SEX, "code": "edad", "label": "Edad", "definition": "Años cumplidos."}
    standard_variables.save(defined.session, age, by=defined.carla)
    asset = defined.approved(variables=[CITES])
    assert asset.variables[0].full_label == "Sexo"

    other = defined.draft(variables=[{**CITES, "standard_variable": "edad"}])
    assets.save(defined.session, other, by=defined.ana)

    assert asset.variables[0].full_label == "Edad"


def test_one_that_there_is_not_is_named_with_its_row(defined: City):
    rows = [CITES, {"name": "P11", "standard_variable": "estrato"}]

    with pytest.raises(Incomplete) as refusal:
        defined.asset(variables=rows)
    (problem,) = refusal.value.problems
    assert problem.path == "variables.1.standard_variable"
    assert str(problem).startswith(
        "Variables › fila 2 › Variable estándar · estrato · No hay ninguna variable "
        "estándar con ese código."
    )


def test_personal_data_of_the_standard_are_declared_by_the_record(defined: City):
    private = {**SEX, "personal_data": "privado"}
    standard_variables.save(defined.session, private, by=defined.carla)

    with pytest.raises(
        Incomplete, match="«Sexo» es de este tipo: Datos personales priv"
    ):
        defined.asset(variables=[CITES])
    with pytest.raises(Incomplete, match="Escríbalo aquí"):
        defined.asset(variables=[CITES], personal_data="ninguno")
    assert defined.asset(variables=[CITES], personal_data="sensible").uid


def test_it_cannot_become_personal_behind_the_back_of_who_uses_it(defined: City):
    defined.asset(variables=[CITES])

    with pytest.raises(
        Refusal, match=r"la usan registros que no lo declaran \(PET-1\)"
    ):
        standard_variables.save(
            defined.session, {**SEX, "personal_data": "privado"}, by=defined.carla
        )


def test_it_is_said_what_is_wrong_and_what_lacks(city: City):
    with pytest.raises(Incomplete) as refusal:
        standard_variables.save(
            city.session, {"code": "sexo", "type": "color"}, by=city.carla
        )

    assert {one.path for one in refusal.value.problems} == {
        "label",
        "definition",
        "type",
    }


def test_who_produces_does_not_define(city: City):
    with pytest.raises(NotAllowed, match="no puede cambiar las variables estándar"):
        standard_variables.save(city.session, SEX, by=city.ana)


def test_they_are_found_by_code_and_listed_by_label(defined: City):
    age = {"code": "edad", "label": "Edad", "definition": "Años cumplidos."}
    standard_variables.save(defined.session, age, by=defined.dario)

    listed = standard_variables.all_of_them(defined.session)
    assert [one.code for one in listed] == ["edad", "sexo"]
    assert standard_variables.get(defined.session, "sexo").label == "Sexo"
    with pytest.raises(NotFound, match="ninguna variable estándar con el código «x»"):
        standard_variables.get(defined.session, "x")

"""A city harvested into another: its production processes (NADA, DDI) and indicators (SDMX)."""

import pytest
from city import found_city
from sqlalchemy import select
from sqlalchemy.orm import Session
from test_city_into_city import harvest, town
from tumbaga.catalog import standard_variables
from tumbaga.harvesters import sdmx
from tumbaga.harvesters.sdmx import codelists, questions
from tumbaga.records.indicator import Indicator
from tumbaga.records.production_process import ProductionProcess
from tumbaga.web.following import follow

STUDY = {
    "kind": "production_process",
    "code": "PPI-1",
    "title": "Encuesta de calidad de vida",
    "description": "Mide cómo viven los hogares de la ciudad.",
    "keywords": ["hogares", "vivienda"],
    "spatial": ["76001"],
    "temporal_start": "2015",
    "temporal_end": "2019",
    "target_population": "Los hogares de la ciudad.",
    "ppi_type": "operacion_estadistica",
    "objective": "Saber cómo viven.",
    "variables": [
        {"name": "edad", "label": "Edad en años cumplidos"},
        {"name": "sexo", "label": "Sexo"},
        {"name": "zona", "label": "Zona", "standard_variable": "zona"},
    ],
}
LEAVES = ("title", "description", "keywords", "spatial", "target_population")


INDICATOR = {
    "kind": "indicator",
    "code": "IND-1",
    "title": "Tasa de desempleo",
    "description": "Cuántos buscan trabajo y no lo encuentran.",
    "objective": "Medir el desempleo.",
    "formula": "(V1/V2)*100",
    "formula_variables": [
        {"symbol": "V1", "name": "Desocupados"},
        {"symbol": "V2", "name": "Fuerza de trabajo"},
    ],
    "unit": "Casos por cada 1.000 personas: tasa",
    "frequency": "anual",
    "observations": [
        {"period": "2018", "value": "11.5", "status": "A"},
        {"period": "2019", "value": "12.25", "status": "P"},
        *(
            {"period": "2019", "value": value, "status": "A", "breakdown": parts}
            for value, parts in (
                ("13.5", [{"name": "Sexo", "value": "Mujeres"}]),
                ("11", [{"name": "Sexo", "value": "Hombres"}]),
                ("14", [{"name": "Edad", "value": "De 18 a 28 años"}]),
                (
                    "9.75",
                    [
                        {"name": "Estrato socioeconómico", "value": "Bajo: 1 y 2"},
                        {"name": "Sexo", "value": "Mujeres"},
                    ],
                ),
            )
        ),
        *(
            {"period": period, "value": "8", "status": "A"}
            for period in ("2021-C3", "2021-B2", "2021-Q3", "2021-S2", "2021-07")
        ),
        {
            "period": "2020",
            "value": "10",
            "status": "A",
            "source": "DANE: encuesta de hogares",
            "note": "- Se mide desde marzo: es provisional.",
            "target": "-1.5",
        },
    ],
}
OF_WOMEN = {
    **INDICATOR,
    "code": "IND-2",
    "title": "Mujeres que trabajan",
    "unit": "Mujeres",
    "observations": [
        {
            "period": "2019",
            "value": "5",
            "status": "A",
            "breakdown": [
                {"name": "Sexo", "value": "Mujeres"},
                {"name": "Comuna o barrio", "value": "Siloé (C-20)"},
            ],
        },
    ],
}


@pytest.fixture
def towns(tmp_path):
    with town(tmp_path / "origen") as origin, town(tmp_path / "vecina") as other:
        with origin.writing() as session:
            city = found_city(session)
            zone = {"code": "zona", "label": "Zona", "definition": "Dónde queda."}
            standard_variables.save(session, zone, by=city.carla)
            city.published(**STUDY)
            city.published(**INDICATOR)
            city.published(**OF_WOMEN)
        follow(origin)
        with other.writing() as session:
            found_city(session)
        yield origin, other


def only(house):
    with Session(house.engine) as session:
        [asset] = session.scalars(select(ProductionProcess))
        variables = [(one.name, one.label) for one in asset.variables]
        leaves = {name: getattr(asset, name) for name in LEAVES}
        return asset.kind, leaves, variables, asset.organization.code, asset.code


def ddi_of(origin):
    return f"{origin.settings.base_url}/index.php/api/catalog/ddi/PPI-1"


@pytest.mark.parametrize("kind", ["nada", "ddi"])
def test_a_study_arrives_as_what_it_is(towns, kind):
    origin, other = towns
    address = ddi_of(origin) if kind == "ddi" else origin.settings.base_url

    first = harvest(other, address, kind)
    again = harvest(other, address, kind)

    assert (first.state, first.counts["created"]) == ("finished", 1), first.outcomes
    assert again.counts["unchanged"] == 1
    there, here = only(origin), only(other)
    assert here[:4] == there[:4]


def test_by_ddi_after_nada_it_does_not_come_home_twice(towns):
    origin, other = towns
    harvest(other, origin.settings.base_url, "nada")

    work = harvest(origin, ddi_of(origin), "ddi")

    assert (work.counts["ours"], work.counts["created"]) == (1, 0), work.outcomes


def series(house):
    """What SDMX carries of each indicator, with its unit and its breakdowns by name."""
    with Session(house.engine) as session:
        return {
            asset.title: (
                asset.frequency,
                asset.unit,
                asset.theme,
                sorted(map(told, asset.observations)),
            )
            for asset in session.scalars(select(Indicator))
        }


def told(one):
    parts = sorted((one.breakdown or {}).items())
    words = (one.source or "", one.note or "", str(one.target or ""))
    return one.period, parts, str(one.value), one.status, words


@pytest.mark.parametrize("path", ["/sdmx", "/sdmx/v2"])
def test_an_indicator_arrives_with_its_series(towns, path):
    origin, other = towns
    address = f"{origin.settings.base_url}{path}"

    first = harvest(other, address, "sdmx")
    again = harvest(other, address, "sdmx")

    assert (first.state, first.counts["created"]) == ("finished", 2), first.outcomes
    assert again.counts["unchanged"] == 2
    assert series(other) == series(origin)
    assert harvest(origin, address, "sdmx").counts["ours"] == 2


@pytest.mark.thorough
def test_names_that_come_later_leave_what_a_person_wrote(towns, monkeypatch):
    """What an earlier version brought in codes gets its names, but for corrections."""
    origin, other = towns
    address = f"{origin.settings.base_url}/sdmx"
    with monkeypatch.context() as patched:
        patched.setattr(questions, "LABELLED", questions.DATA)
        patched.setattr(codelists, "MOST_FAILED", 0)
        patched.setattr(sdmx, "VERSION", "3")
        harvest(other, address, "sdmx")
    with other.writing() as session:
        query = select(Indicator).where(Indicator.title == OF_WOMEN["title"])
        asset = session.scalars(query).one()
        assert (asset.unit, asset.observations[0].breakdown["SEX"]) == ("MUJERES", "F")
        asset.unit = "Trabajadoras"
        asset.observations[0].breakdown = {"Quiénes": "Todas"}

    work = harvest(other, address, "sdmx")

    assert work.state == "finished"
    here, there = series(other), series(origin)
    assert here[INDICATOR["title"]] == there[INDICATOR["title"]]
    _frequency, unit, _theme, [figure] = here[OF_WOMEN["title"]]
    assert (unit, figure[1]) == ("Trabajadoras", [("Quiénes", "Todas")])

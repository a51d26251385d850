"""A document told as label and values, each as its field writes it."""

import pytest
from tumbaga.schemas import spelling
from tumbaga.schemas.telling import Told, tell

INDICATOR = {
    "direction": "decreciente",
    "lag_days": 1200,
    "prepared": "2018-06-04",
    "ods": ["16", "16.10"],
    "service": {"name": "Concepto", "norms": ["Ley 1", "Ley 2"]},
    "changes": [{"date": "2019-01-02", "version": "2", "change": "Otra meta"}],
    "minors": False,
    "notes": [],
}


def values(path, language="es", kind="indicator", document=INDICATOR):
    return [one.values for one in tell(kind, [path], document, language)]


def test_each_field_writes_its_own():
    assert values("direction") == [("Decreciente",)]
    assert values("direction", "en") == [("Decreasing",)]
    assert values("lag_days") == [("1.200",)]
    assert values("lag_days", "en") == [("1,200",)]
    assert values("prepared") == [("4 de junio de 2018",)]
    assert values("ods") == [("16", "16.10")]
    assert values("minors") == [("No",)]
    assert values("service.norms") == [("Ley 1", "Ley 2")]
    assert values("changes") == [("2 de enero de 2019 · 2 · Otra meta",)]


def test_what_is_empty_is_not_told():
    assert values("notes") == values("unit") == values("statistics.concept") == []


def test_a_yes_inside_a_group_is_told_by_its_name():
    channels = [{"medium": "web", "reusable": True}, {"medium": "web"}]
    document = {"characterisation": {"dissemination": {"channels": channels}}}
    path = "characterisation.dissemination.channels"
    ((first, second),) = values(path, kind="production_process", document=document)
    assert first.startswith("Página web · ")
    assert second == "Página web"


def test_the_label_is_that_of_the_field():
    (told,) = tell("indicator", ["plan.name"], {"plan": {"name": "Cali"}})
    assert told == Told(told.label, ("Cali",))
    (english,) = tell("indicator", ["plan.name"], {"plan": {"name": "Cali"}}, "en")
    assert english.label != ""


def test_a_field_that_there_is_not_is_an_error():
    for path in ("invented", "unit.name", "plan.invented"):
        with pytest.raises(KeyError):
            tell("indicator", [path], {})


@pytest.mark.parametrize(
    ("period", "spanish", "english"),
    [
        ("2018-Q4", "T4 2018", "Q4 2018"),
        ("2018-S1", "S1 2018", "H1 2018"),
        ("2018-09", "sep 2018", "Sep 2018"),
        ("2018", "2018", "2018"),
    ],
)
def test_a_period_is_as_short_as_an_axis_needs(period, spanish, english):
    assert spelling.brief(period) == spanish
    assert spelling.brief(period, "en") == english

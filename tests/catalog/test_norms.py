"""The normograma: what rests on a norm is found and told when the norm changes."""

from datetime import date

import pytest
from city import RESERVED, City
from tumbaga.catalog import classification, norms
from tumbaga.catalog.refusals import Incomplete, NotAllowed, WrongState

TODAY = date(2026, 11, 25)
LAW = {"name": "Ley 1952 de 2019", "subject": "Código General Disciplinario"}
REPEALED = {
    "state": "derogada",
    "state_date": "2026-11-20",
    "state_reason": "La derogó la Ley 9999 de 2026.",
}


def resting(city: City):
    asset = city.asset()
    classification.decide(city.session, asset, RESERVED, by=city.beto)
    process = city.asset(
        code="PPI-1", kind="production_process", norms=["ley 1952 de 2019, art. 3"]
    )
    city.asset(code="PET-9", title="Sin norma")
    return asset, process


def test_a_repealed_norm_names_what_rests_on_it(city: City):
    asset, process = resting(city)
    law = norms.save(city.session, LAW, by=city.beto)

    touched = norms.change(city.session, law, REPEALED, by=city.beto, today=TODAY)

    assert {one.code for one in touched} == {asset.code, process.code}
    told = norms.alerts(city.session, by=city.ana)
    assert {one.code for _alert, one in told} == {asset.code, process.code}
    assert norms.alerts(city.session, by=city.fabio) == []


def test_an_alert_is_settled_once_by_its_owner_or_the_legal_office(city: City):
    resting(city)
    law = norms.save(city.session, LAW, by=city.beto)
    norms.change(city.session, law, REPEALED, by=city.beto, today=TODAY)
    first, second = (
        alert for alert, _asset in norms.alerts(city.session, by=city.beto)
    )

    with pytest.raises(NotAllowed):
        norms.settle(city.session, first.id, by=city.fabio)
    norms.settle(city.session, first.id, by=city.ana)
    norms.settle(city.session, second.id, by=city.beto)

    assert norms.alerts(city.session, by=city.beto) == []


def test_a_norm_on_which_a_decision_rests_is_not_taken_out(city: City):
    resting(city)
    law = norms.save(city.session, LAW, by=city.beto)
    other = norms.save(city.session, {"name": "Decreto 1 de 2020"}, by=city.beto)

    with pytest.raises(WrongState, match="2 registros se apoyan"):
        norms.delete(city.session, law, by=city.beto)
    norms.delete(city.session, other, by=city.beto)
    assert [one.name for one in norms.listed(city.session)] == ["Ley 1952 de 2019"]


def test_norms_come_from_a_sheet_row_by_row(city: City):
    rows = [
        {"name": "Ley 1712 de 2014", "issued": "2014-03-06"},
        {"name": "", "issued": "2014"},
        {"name": "Ley 1712 de 2014", "link": "javascript:alert(1)"},
    ]

    done, wrong = norms.save_rows(city.session, enumerate(rows, start=2), by=city.beto)

    assert done == 1
    assert any(one.startswith("Fila 3. Norma") for one in wrong)
    assert any("Fila 4. Dónde se lee" in one for one in wrong)


def test_the_same_change_twice_is_told(city: City):
    law = norms.save(city.session, LAW, by=city.beto)
    norms.change(city.session, law, REPEALED, by=city.beto, today=TODAY)

    with pytest.raises(WrongState):
        norms.change(city.session, law, REPEALED, by=city.beto, today=TODAY)
    with pytest.raises(Incomplete):
        norms.change(city.session, law, {"state": "rara"}, by=city.beto, today=TODAY)
    with pytest.raises(NotAllowed):
        norms.save(city.session, LAW, by=city.ana)


def test_a_change_whose_date_is_mended_the_same_day_waits_once(city: City):
    resting(city)
    law = norms.save(city.session, LAW, by=city.beto)
    norms.change(city.session, law, REPEALED, by=city.beto, today=TODAY)
    [first, _second] = norms.alerts(city.session, by=city.beto)
    norms.settle(city.session, first[0].id, by=city.beto)

    mended = {**REPEALED, "state_date": "2026-11-02"}
    norms.change(city.session, law, mended, by=city.beto, today=TODAY)

    assert law.state_date == date(2026, 11, 2)
    assert len(norms.alerts(city.session, by=city.beto)) == 2


def test_a_change_that_is_to_come_is_not_one_yet(city: City):
    law = norms.save(city.session, LAW, by=city.beto)
    coming = {**REPEALED, "state_date": "2026-11-26"}

    with pytest.raises(Incomplete, match="no ha llegado"):
        norms.change(city.session, law, coming, by=city.beto, today=TODAY)
    assert law.state == "vigente"


def test_a_norm_that_is_registered_again_keeps_what_is_left_empty(city: City):
    link = "https://www.suin-juriscol.gov.co/ley-1952"
    norms.save(city.session, {**LAW, "link": link}, by=city.beto)

    again = norms.save(
        city.session, {"name": LAW["name"], "issued": "2019-01-28"}, by=city.beto
    )

    assert (again.link, again.subject) == (link, LAW["subject"])
    assert again.issued == date(2019, 1, 28)


def test_what_cites_a_letter_rests_on_the_law_of_the_letters(city: City):
    asset, _process = resting(city)
    open_one = city.asset(code="PET-8")
    classification.decide(
        city.session, open_one, {"access_class": "publica"}, by=city.beto
    )
    law = norms.save(city.session, {"name": "Ley 1712 de 2014"}, by=city.beto)

    assert [one.code for one in norms.resting(city.session, law)] == [asset.code]

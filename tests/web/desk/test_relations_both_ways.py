"""A record shows what names it too: at the desk what one may see, outside what is public."""

import re

import pytest
from city import RESERVED
from tumbaga.catalog import (
    assets,
    classification,
    publishing,
    withdrawing,
    workflow,
)
from tumbaga.records.asset import Asset
from tumbaga.schemas import vocabularies
from tumbaga.schemas.relations import inverse

HERE = [{"type": "generado_por", "code": "PPI-1"}]
NAME = "Cobertura del acueducto"


@pytest.fixture
def process(office):
    return office.do(
        lambda city: city.published(
            code="PPI-1",
            kind="production_process",
            title="Encuesta de hogares",
            ppi_type="registro",
            objective="Ver",
        )
    )


def naming(office, *, state="published", **more):
    values = {"code": "DAT-9", "title": NAME, "relations": HERE, **more}
    return office.do(lambda city: getattr(city, state)(**values))


def window(office):
    client = office.app.test_client()
    answer = client.get("/ppi/ppi-1", headers={"Accept-Language": "es"})
    assert answer.status_code == 200
    return answer


def related(answer):
    """The lines of «Relacionado», in words."""
    page = answer.get_data(as_text=True)
    found = re.search(r'id="h-rel".*?</ul>', page, re.DOTALL)
    text = re.sub(r"<[^>]+>", " ", found[0]) if found else ""
    return " ".join(text.split())


def change(office, uid, work):
    office.do(
        lambda city: work(city, city.session.query(Asset).filter_by(uid=uid).one())
    )


def test_the_window_shows_who_names_it_in_its_own_words(office, process):
    before = window(office)
    naming(office)

    after = window(office)

    assert NAME not in related(before)
    assert f"{NAME} genera" in related(after)
    assert before.headers["ETag"] != after.headers["ETag"]


@pytest.mark.parametrize("state", ["asset", "approved"])
def test_what_is_not_public_yet_is_not_named(office, process, state):
    naming(office, state=state)
    assert NAME not in window(office).get_data(as_text=True)


def test_who_leaves_is_named_no_more_and_the_page_is_another(office, process):
    uid = naming(office)
    shown = window(office)

    change(
        office,
        uid,
        lambda city, asset: withdrawing.withdraw(
            city.session, asset, "Repetía otro.", by=city.carla
        ),
    )

    again = office.app.test_client().get(
        "/ppi/ppi-1",
        headers={"Accept-Language": "es", "If-None-Match": shown.headers["ETag"]},
    )
    assert again.status_code == 200
    assert NAME not in again.get_data(as_text=True)


@pytest.mark.parametrize(
    "decision",
    [
        RESERVED,
        {
            **RESERVED,
            "access_class": "clasificada",
            "articles": ["18-a"],
            "scope": "partial",
            "public_leaves": ["title", "description"],
            "term_years": None,
            "unlimited": True,
        },
    ],
    ids=["reservada", "parcial"],
)
def test_who_is_closed_is_named_no_more(office, process, decision):
    uid = naming(office)

    change(
        office,
        uid,
        lambda city, asset: classification.decide(
            city.session, asset, decision, by=city.beto
        ),
    )

    assert NAME not in window(office).get_data(as_text=True)


def test_a_draft_that_names_it_no_more_changes_nothing_until_it_is_published(
    office, process
):
    uid = naming(office)

    def revise(city, asset):
        draft = city.draft(code="DAT-9", title=NAME, relations=[])
        assets.save(city.session, draft, by=city.ana)

    change(office, uid, revise)
    assert f"{NAME} genera" in related(window(office))

    def publish(city, asset):
        workflow.submit(city.session, asset, by=city.ana)
        workflow.approve(city.session, asset, by=city.carla)
        publishing.publish(city.session, asset, by=city.carla)

    change(office, uid, publish)
    assert NAME not in window(office).get_data(as_text=True)


def test_what_both_say_is_told_once(office, process):
    uid = naming(office)

    def say(city, asset):
        draft = city.draft(
            code="PPI-1",
            kind="production_process",
            title="Encuesta de hogares",
            ppi_type="registro",
            objective="Ver",
            relations=[{"type": "genera", "code": "DAT-9"}],
        )
        assets.save(city.session, draft, by=city.ana)
        workflow.submit(city.session, asset, by=city.ana)
        workflow.approve(city.session, asset, by=city.carla)
        publishing.publish(city.session, asset, by=city.carla)

    change(office, process, say)
    assert related(window(office)).count(NAME) == 1
    page = office.desk("ana").get(f"/escritorio/registros/{process}")
    assert page.get_data(as_text=True).count(f">{NAME}</a>") == 1
    assert uid in page.get_data(as_text=True)


def test_the_desk_shows_drafts_to_who_may_see_them_and_to_no_other(office, process):
    uid = naming(office, state="asset")
    address = f"/escritorio/registros/{process}"

    own = office.desk("ana").get(address).get_data(as_text=True)
    other = office.desk("fabio").get(address).get_data(as_text=True)

    assert f'Genera: <a href="/escritorio/registros/{uid}">{NAME}</a>' in own
    assert NAME not in other


def test_every_relation_has_a_name_from_the_other_end():
    listed = vocabularies.get("relation_types")
    for term in listed:
        back = listed.terms[inverse(term.code)]
        assert back.es
        assert back.en
    assert inverse("en_serie") == "tiene_parte"
    assert inverse("conforme_a") == "cumplido_por"
    assert inverse("lo que nadie dijo") == "relacionado"

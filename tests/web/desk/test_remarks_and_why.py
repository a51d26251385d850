"""A reviewer's remark stands beside its field; every record says why it is (not) seen."""

from tumbaga.catalog import commenting
from tumbaga.records.asset import Asset

REMARK = "Diga de qué año es."


def test_a_remark_stands_beside_its_field_until_it_is_settled(small):
    uid = small.asset()

    def remark(city):
        asset = city.session.query(Asset).filter_by(uid=uid).one()
        made = commenting.comment(
            city.session, asset, "description", REMARK, by=city.carla
        )
        return made.id

    number = small.do(remark)
    ana = small.desk("ana")
    form = ana.get(f"/escritorio/registros/{uid}/editar", follow_redirects=True)
    assert REMARK in form.get_data(as_text=True)

    def settle(city):
        asset = city.session.query(Asset).filter_by(uid=uid).one()
        made = commenting.get(city.session, asset, number)
        commenting.settle(city.session, asset, made, by=city.ana)

    small.do(settle)
    form = ana.get(f"/escritorio/registros/{uid}/editar", follow_redirects=True)
    assert REMARK not in form.get_data(as_text=True)


def test_every_record_says_why_the_public_can_or_cannot_see_it(small):
    draft = small.asset()
    public = small.do(lambda city: city.published(code="PET-2"))
    ana = small.desk("ana")

    hidden = ana.get(f"/escritorio/registros/{draft}").get_data(as_text=True)
    seen = ana.get(f"/escritorio/registros/{public}").get_data(as_text=True)

    assert "¿Por qué el público no puede verlo hoy?" in hidden
    assert "no ha decidido su clase" in hidden
    assert "¿Por qué el público puede verlo hoy?" in seen

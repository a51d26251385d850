"""While the index is built anew nobody is told that the catalogue has nothing."""

import shutil

import pytest
import samples
from flask.testing import FlaskClient
from tumbaga.catalog.search import catch_up
from tumbaga.web.composition import House

pytestmark = pytest.mark.usefixtures("filled")


@pytest.fixture
def preparing(house: House) -> None:
    shutil.rmtree(house.index.place.folder)


@pytest.mark.parametrize("suffix", ["json", "csv", "atom"])
def test_a_program_gets_no_empty_list(
    client: FlaskClient, house: House, preparing: None, suffix: str
) -> None:
    """A reader of feeds that takes an empty one for the whole forgets what it had."""
    refused = client.get(f"/buscar.{suffix}")
    catch_up(house.index, house.session)
    answered = client.get(f"/buscar.{suffix}")

    assert (refused.status_code, answered.status_code) == (503, 200)
    assert int(refused.headers["Retry-After"]) > 0


def test_a_page_that_lives_of_the_index_comes_back(
    client: FlaskClient, house: House, preparing: None
) -> None:
    paths = ["/territorios", "/territorios/76001"]
    names = [one["name"] for one in samples.PROCESS.get("variables", ())[:1]]
    paths += [f"/variables/{name}" for name in names]

    assert {client.get(path).status_code for path in paths} == {503}
    catch_up(house.index, house.session)
    assert {client.get(path).status_code for path in paths} == {200}
    assert client.get("/variables/no-hay-tal").status_code == 404


def test_an_office_does_not_seem_to_answer_for_nothing(
    client: FlaskClient, house: House, preparing: None
) -> None:
    path = next(
        one
        for one in client.get("/organizaciones").text.split('"')
        if one.startswith("/organizaciones/")
    )
    before = client.get(path)
    catch_up(house.index, house.session)
    after = client.get(path, headers={"If-None-Match": before.headers["ETag"]})

    assert "No tiene registros publicados" not in before.text
    assert "El buscador se está preparando" in before.text
    assert "El buscador se está preparando" not in after.text

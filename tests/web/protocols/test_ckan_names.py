"""CKAN's names of offices and groups, and the addresses of its pages, which lead to ours."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from machine import examples
from protocol_site import opened
from public_records import dataset, document, indicator, organization
from tumbaga.exporters import ckan_names
from tumbaga.schemas import vocabularies
from tumbaga.web.following import follow

THEMES = [one.code for one in vocabularies.get("themes")]
CULTURA = {"uid": "org-cultura", "name": "Secretaría de Cultura", "slug": "cultura"}
NEW = "cultura-dependencia"


@pytest.fixture(scope="module")
def cultural(tmp_path_factory):
    """A city whose office of culture is called as the theme is."""
    with opened(tmp_path_factory.mktemp("cultura")) as site:
        office = replace(organization("org-cultura"), slug="cultura")
        site.publish(office, organization("org-dap"))
        site.publish(
            dataset("museos", theme="cultura", organization=CULTURA),
            dataset("buses", theme="transporte", organization=CULTURA),
            indicator("tasa"),
        )
        site.publish(dataset("ido"), dataset("movido"), document("papel"))
        site.publish(dataset("ido"), state="withdrawn", disclosure="index")
        site.publish(replace(dataset("movido"), slug="otra-direccion"))
        site.publish(dataset("cerrado"), disclosure="index")
        follow(site.house)
        yield site


def result(site, action, /, **more):
    answer = site.post(f"/api/3/action/{action}", json=more)
    assert answer.status_code == 200, answer.text
    return answer.json["result"]


def test_an_office_and_a_group_never_share_a_name(cultural):
    offices = result(cultural, "organization_list")
    groups = result(cultural, "group_list")

    assert set(offices) == {NEW, "org-dap-registro"}
    assert not set(offices) & set(groups)
    full = result(cultural, "organization_list", all_fields=True)
    assert {one["name"]: one["id"] for one in full}[NEW] == "org-cultura"
    package = result(cultural, "package_show", id="museos")
    assert package["organization"]["name"] == NEW
    assert [one["name"] for one in package["groups"]] == ["cultura"]


@pytest.mark.parametrize("name", [NEW, "cultura", "org-cultura"])
def test_it_is_found_by_its_name_by_the_former_one_and_by_its_identifier(
    cultural, name
):
    shown = result(cultural, "organization_show", id=name, include_datasets=True)
    listed = result(cultural, "organization_list", organizations=name)
    asked = {"fq": f"organization:{name}", "rows": 10, "facet.field": ["organization"]}
    found = result(cultural, "package_search", **asked)

    assert (shown["id"], shown["name"]) == ("org-cultura", NEW)
    assert listed == [NEW]
    assert {one["id"] for one in found["results"]} == {"museos", "buses"}
    assert found["facets"]["organization"] == {NEW: 2}
    assert {one["id"] for one in shown["packages"]} == {"museos", "buses"}
    items = found["search_facets"]["organization"]["items"]
    assert [one["name"] for one in items] == [NEW]


def test_the_group_is_the_theme(cultural):
    group = result(cultural, "group_show", id="cultura", include_datasets=True)
    assert [one["id"] for one in group["packages"]] == ["museos"]


SLUGS = st.one_of(
    st.sampled_from([*THEMES, "salud", "dap", "planeacion"]).flatmap(
        lambda one: st.integers(0, 3).map(lambda n: one + "-dependencia" * n)
    ),
    st.from_regex(r"[a-z0-9-]{2,40}", fullmatch=True),
)


@settings(max_examples=examples(200), deadline=None)
@given(one=SLUGS, other=SLUGS)
def test_names_are_of_one_office_only_and_lead_back(one, other):
    name = ckan_names.office_name(one, "u1")

    assert (name == ckan_names.office_name(other, "u1")) == (one == other)
    assert name not in THEMES
    assert ckan_names.offices_called(name)[0] == one
    assert one in ckan_names.offices_called(one)


@pytest.mark.parametrize(
    ("address", "leads_to"),
    [
        ("/dataset/datos-museos-registro", "/datos/museos-registro"),
        ("/dataset/museos", "/datos/museos-registro"),
        ("/dataset/indicadores-tasa-registro", "/indicadores/tasa-registro"),
        ("/dataset/documentos-papel-registro", "/documentos/papel-registro"),
        ("/dataset/datos-movido-registro", "/datos/otra-direccion"),
        ("/organization/cultura", "/organizaciones/cultura"),
        (f"/organization/{NEW}", "/organizaciones/cultura"),
        ("/organization/org-cultura", "/organizaciones/cultura"),
        ("/organization/org-dap-registro", "/organizaciones/org-dap-registro"),
        ("/group/cultura", "/buscar?tema=cultura"),
    ],
)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_the_addresses_of_ckan_s_pages_lead_to_ours_for_ever(
    cultural, address, leads_to, method
):
    answer = cultural.app.test_client().open(address, method=method)

    assert (answer.status_code, answer.location) == (301, leads_to)
    assert cultural.get(leads_to).status_code == 200


def test_every_address_that_our_own_answers_name_leads_somewhere(cultural):
    """A client builds them of the names that it was given."""
    names = result(cultural, "package_list")
    offices, groups = (
        result(cultural, "organization_list"),
        result(cultural, "group_list"),
    )
    package = result(cultural, "package_show", id="museos")
    resource = package["resources"][0]["id"]
    group = package["groups"][0]["id"]

    paths = [f"/dataset/{one}" for one in names]
    paths += [f"/organization/{one}" for one in offices]
    paths += [f"/group/{one}" for one in [*groups, group]]
    paths += [f"/dataset/{package['name']}/resource/{resource}"]
    for path in paths:
        answer = cultural.get(path)
        assert answer.status_code == 301, path
        assert cultural.get(answer.location).status_code == 200, path


ABSENT = ["nunca-existio", "borrador", "datos-nunca", "organizaciones-cultura"]


@pytest.mark.parametrize("name", ABSENT)
def test_what_is_not_there_is_the_house_s_404(cultural, name):
    for path in (f"/dataset/{name}", f"/organization/{name}", f"/group/{name}"):
        answer = cultural.get(path)
        assert answer.status_code == 404, path
        assert answer.mimetype == "text/html"


def test_only_what_belongs_together_is_found(cultural):
    resource = result(cultural, "package_show", id="museos")["resources"][0]["id"]
    for path in (
        "/dataset/org-cultura",
        "/organization/museos",
        f"/dataset/buses/resource/{resource}",
        "/dataset/museos/resource/00000000-0000-4000-8000-000000000000",
        "/dataset/cerrado/resource/x",
    ):
        assert cultural.get(path).status_code == 404, path


def test_what_was_withdrawn_has_its_tombstone_and_what_is_a_name_its_page(cultural):
    ours = cultural.get("/datos/ido-registro")
    for path in ("/dataset/ido", "/dataset/datos-ido-registro"):
        assert cultural.get(path).status_code == ours.status_code == 410
        assert cultural.get(f"{path}/resource/x").status_code == 410
    named = cultural.get("/dataset/cerrado")
    assert (named.status_code, named.location) == (302, "/datos/cerrado-registro")

"""ckanapi, CKAN's own client, searches and walks all."""

import sys
from pathlib import Path
from uuid import UUID, uuid5

import pytest
from machine import needed
from public_records import dataset, everything, many, organization

sys.path.insert(0, str(Path(__file__).parents[1] / "web" / "protocols"))

from protocol_site import opened, served
from tumbaga.web.following import follow

ckanapi = needed("ckanapi")


@pytest.fixture
def client(tmp_path, database_url):
    with opened(tmp_path / "datos", database_url) as site:
        site.publish(*many(60), organization())
        site.publish(dataset("nunca", title="CANARIO"), disclosure="index")
        follow(site.house)
        with served(site) as root, ckanapi.RemoteCKAN(root) as made:
            yield made


def test_ckanapi_walks_all_and_searches(client):
    names = client.action.package_list()
    packages = [client.action.package_show(id=name) for name in names]

    assert {one["id"] for one in packages} == {f"r{n:06}" for n in range(1, 61)}
    assert sorted(one["name"] for one in packages) == sorted(names)
    found = client.action.package_search(q="agua", rows=10, fq="res_format:CSV")
    assert 0 < len(found["results"]) <= 10
    by_get = client.call_action("package_search", {"q": "agua"}, requests_kwargs={})
    assert by_get["count"] >= found["count"]
    since = client.action.package_search(
        fq="metadata_modified:[2020-01-01T00:00:00.000001Z TO *]", rows=100
    )
    assert since["count"] == 60
    assert client.action.organization_list() == ["org-dap-registro"]
    assert client.action.status_show()["ckan_version"]


def test_ckanapi_understands_our_refusals(client):
    with pytest.raises(ckanapi.NotFound):
        client.action.package_show(id="no-existe")
    with pytest.raises(ckanapi.NotAuthorized):
        client.action.package_create(name="x")
    with pytest.raises(ckanapi.ValidationError):
        client.action.package_search(rows="muchas")
    with pytest.raises(ckanapi.SearchQueryError):
        client.action.package_search(fq="inventado:x")


def test_what_another_ckan_takes_over_has_the_identifiers_that_it_demands(
    tmp_path, database_url
):
    """CKAN 2.12 refuses a resource, a group or an organisation whose id is no UUID."""
    uids = [str(uuid5(UUID(int=0), str(number))) for number in range(3)]
    with opened(tmp_path / "datos", database_url) as site:
        site.publish(dataset(uids[0]), dataset(uids[1]), organization(uids[2]))
        with served(site) as root, ckanapi.RemoteCKAN(root) as client:
            found = client.action.package_search(rows=10)["results"]
            groups = client.action.group_list(all_fields=True)
            offices = client.action.organization_list(all_fields=True)
            resources = [one for package in found for one in package["resources"]]
            again = [client.action.resource_show(id=one["id"]) for one in resources]
            shown = [client.action.group_show(id=one["id"]) for one in groups]

    for one in [*found, *resources, *groups, *offices]:
        UUID(one["id"], version=4)
    assert len({one["id"] for one in resources}) == len(resources) == 4
    assert again == resources
    assert [one["name"] for one in shown] == [one["name"] for one in groups]


TEXT, MAYBE = (str,), (str, type(None))
PACKAGE = {
    **dict.fromkeys(("id", "name", "title", "state", "type"), TEXT),
    **dict.fromkeys(("metadata_created", "metadata_modified"), TEXT),
    **dict.fromkeys(("notes", "license_title", "author", "author_email"), MAYBE),
    **dict.fromkeys(("maintainer", "maintainer_email", "license_id"), MAYBE),
    "private": (bool,),
}
RESOURCE = {
    **dict.fromkeys(("id", "name", "format", "created", "url"), TEXT),
    **dict.fromkeys(("description", "mimetype", "hash", "last_modified"), MAYBE),
    "position": (int,),
    "size": (int, type(None)),
}
OFFICE = dict.fromkeys(
    ("id", "name", "title", "description", "created", "image_url", "state"), TEXT
)


def test_udata_finds_every_key_that_its_schema_demands(tmp_path):
    """udata 17 leaves a package out if one key lacks or is of another type."""
    with opened(tmp_path / "datos") as site:
        site.publish(*everything())
        with served(site) as root, ckanapi.RemoteCKAN(root) as client:
            names = client.action.package_list()
            packages = [client.action.package_show(id=name) for name in names]

    offices = [one["organization"] for one in packages if one["organization"]]
    resources = [each for one in packages for each in one["resources"]]
    assert len(packages) > 10
    assert len(offices) > 5
    assert len(resources) > 5
    wanted = [(packages, PACKAGE), (resources, RESOURCE), (offices, OFFICE)]
    for found, keys in wanted:
        for one in found:
            assert {k for k in keys if not isinstance(one[k], keys[k])} == set()
    assert {(one["type"], one["approval_status"]) for one in offices} == {
        ("organization", "approved")
    }
    assert {one["resource_type"] for one in resources} <= {
        *("file", "api", "documentation")
    }

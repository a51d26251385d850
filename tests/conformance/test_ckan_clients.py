"""ckanapi, CKAN's own client, searches and walks all."""

import sys
from pathlib import Path

import pytest
from public_records import dataset, many, organization

sys.path.insert(0, str(Path(__file__).parents[1] / "web" / "protocols"))

from protocol_site import opened, served
from tumbaga.web.following import follow

ckanapi = pytest.importorskip("ckanapi")


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

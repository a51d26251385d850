"""Signs that a database cannot take are nothing that exists, on both databases."""

import pytest
from public_records import dataset

PATHS = [
    "/id/%00",
    "/datos/%00",
    "/citar/%00.bib",
    "/novedades/dependencia/%00.atom",
    "/ogc/collections/catalogo/items/%00",
    "/catalogo/dependencia/%00.ttl",
    "/descargas/%00/x",
]
QUESTIONS = [
    "/ogc/collections/catalogo/items?ids=%00&externalIds=%00",
    "/oai?verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:datos.cali.example:%00",
    "/oai?verb=ListRecords&metadataPrefix=oai_dc&set=%00",
    "/api/3/action/package_search?fq=tags:%00",
    "/api/3/action/package_search?fq_list=tags:%00",
]


@pytest.fixture
def filled(site):
    site.publish(dataset("a"))
    return site


def test_an_address_with_nul_names_nothing(filled):
    for path in PATHS:
        assert filled.get(path).status_code == 404, path
    for path in QUESTIONS:
        assert filled.get(path).status_code == 200, path
    for action in ("package_show", "organization_show", "tag_show", "resource_show"):
        assert filled.get(f"/api/3/action/{action}?id=%00").status_code == 404
        answer = filled.post(f"/api/3/action/{action}", json={"id": "\ud800\x00"})
        assert answer.status_code == 404

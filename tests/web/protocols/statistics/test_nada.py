"""NADA: the package that it imports, its read API in both families, pynada as a client."""

import io
import json
import zipfile
from dataclasses import replace

import pytest
from jsonschema import Draft7Validator
from lxml import etree
from machine import needed
from public_records import FILE, dataset, indicator, least, nasty, process
from rdflib import DC, Graph
from referencing import Registry, Resource

KIND = "production_process"
API = "/index.php/api/datasets"
FAMILIES = ["/index.php/api/datasets", "/index.php/api/catalog"]


def studied(uid="a", **more):
    variables = [
        {"name": "P1", "label": "Edad", "type": "entero", "decimals": 0, "width": 3},
        {"name": "P2", "file": "Hogares", "categories": [{"code": "1", "label": "Sí"}]},
    ]
    own = {"code": f"CALI-{uid}", "variables": variables, "distributions": [FILE]}
    return replace(process(uid, **own | more), slug=f"cali-{uid}")


@pytest.fixture(scope="module")
def validator(shared):
    folder = shared / "data" / "nada"
    known = [
        (name.name, Resource.from_contents(json.loads(name.read_text())))
        for name in folder.glob("*.json")
        if name.name != "study-example.json"
    ]
    base = "http://ihsn.org/schemas/"
    registry = Registry().with_resources(
        [(f"{base}{name}", one) for name, one in known] + known
    )

    def check(name, body):
        rules = json.loads((folder / name).read_text())
        Draft7Validator(rules, registry=registry).validate(body)

    return check


@pytest.mark.parametrize("one", [studied(), least(KIND, "m"), nasty(KIND, "n")])
def test_the_package_is_what_a_nada_takes(site, shared, validator, one):
    site.publish(one)

    answer = site.get(f"/ppi/{one.slug}.nada.zip")

    packed = zipfile.ZipFile(io.BytesIO(answer.data))
    files = {name.rpartition(".")[2]: name for name in packed.namelist()}
    ddi = etree.XMLSchema(etree.parse(shared / "data/ddi/xsd-2.5.1/codebook.xsd"))
    ddi.assertValid(etree.fromstring(packed.read(files["xml"])))
    body = next(
        n for n in packed.namelist() if n.endswith(".json") and "resources" not in n
    )
    validator("survey-schema.json", json.loads(packed.read(body)))
    listed = json.loads(packed.read("resources.json"))
    for resource in listed:
        validator("resource-schema.json", resource)
    graph = Graph().parse(data=packed.read(files["rdf"]), format="xml")
    assert len(set(graph.subjects(DC.title))) == len(listed)


def test_the_same_record_gives_the_same_package(site):
    site.publish(studied())

    first, again = (site.get("/ppi/cali-a.nada.zip") for _ in range(2))

    assert first.data == again.data
    assert "NADA" in site.get("/ppi/cali-a").text


@pytest.mark.parametrize("family", FAMILIES)
def test_both_families_list_the_studies_and_nothing_else(site, family):
    site.publish(studied("a"), studied("b"), indicator("i"), dataset("d"))
    site.publish(studied("secreto"), disclosure="index")

    listed = site.get(family).json
    found = site.get(f"{family}/search?sk=encuesta&ps=1&page=2").json["result"]

    assert listed["status"] == "success"
    assert [one["idno"] for one in listed["datasets"]] == ["CALI-a", "CALI-b"]
    assert (found["found"], found["total"], len(found["rows"])) == (2, 2, 1)
    assert site.get(f"{family}/search?sk=nada").json["result"]["found"] == 0


@pytest.mark.parametrize("family", FAMILIES)
def test_a_study_says_all_that_it_has(site, family, validator):
    site.publish(studied())

    whole = site.get(f"{family}/CALI-a").json["dataset"]
    variables = site.get(f"{family}/variables/CALI-a").json["variables"]
    one = site.get(f"{family}/variable/CALI-a/V2").json["variable"]

    validator("survey-schema.json", whole["metadata"])
    validator("survey-schema.json", site.get(f"{family}/json/CALI-a").json)
    assert [(v["vid"], v["name"], v["fid"]) for v in variables] == [
        ("V1", "P1", "F0"),
        ("V2", "P2", "F1"),
    ]
    assert one["var_catgry"] == [{"value": "1", "label": "Sí"}]
    assert site.get(f"{family}/CALI-a/variables").json["variables"] == variables
    assert len(site.get(f"{family}/variables/CALI-a/F1").json["variables"]) == 1
    assert site.get(f"{family}/ddi/CALI-a").mimetype == "application/xml"
    assert (
        site.get(f"{family}/CALI-a/resources").json["resources"][0]["dctype"] == "dat"
    )


def test_a_study_is_found_by_its_number_on_nadas_own_addresses(site):
    site.publish(studied())
    number = site.get(f"{API}/CALI-a").json["dataset"]["id"]

    assert site.get(f"{API}/find_by_id/{number}").json["dataset"]["idno"] == "CALI-a"
    exported = site.get(f"/index.php/metadata/export/{number}/ddi")
    assert exported.mimetype == "application/xml"


@pytest.mark.parametrize(
    "path",
    ["/NO", "/variables/NO", "/NO/resources", "/ddi/NO", "/json/NO", "/datafiles/NO",
     "/CALI-a/data_files/F0", "/CALI-a/resources/99", "/variable/CALI-a/V9", "/find_by_id/x", "/ind-registro"],
)  # fmt: skip
def test_what_is_not_there_fails_as_a_nada_fails(site, path):
    site.publish(studied(), indicator("ind"))

    answer = site.get(API + path)

    assert answer.status_code == 404
    assert answer.json["status"] == "failed"


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.filterwarnings("ignore::FutureWarning")
@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_pynada_reads_everything(site):
    pynada = needed("pynada")
    site.publish(studied("a"), studied("b"))
    with site.served() as address:
        pynada.set_api_url(f"{address}/index.php/api/")

        studies = pynada.list_datasets()
        one = pynada.get_dataset_info("CALI-a")
        variables = pynada.list_variables("CALI-a")
        resources = pynada.list_resources("CALI-a")
        files = pynada.list_datafiles("CALI-a")
        named = pynada.find_datasets_by_title("Encuesta")
        places = pynada.list_dataset_attachments()
        whole = pynada.get_collection_info("central")

    assert list(places["collections"]) == [["central"], ["central"]]
    assert whole.loc["repositoryid", 0] == "central"
    assert sorted(studies["idno"]) == ["CALI-a", "CALI-b"]
    assert len(named) == 2
    assert one is not None
    assert list(variables["name"]) == ["P1", "P2"]
    assert list(resources["title"]) == ["Empleo por comuna"]
    assert sorted(files.index) == ["F0", "F1"]


def test_studies_are_found_by_variable_by_year_and_in_order(site):
    old = {
        "title": "Ánimo",
        "temporal_start": "2001-01-01",
        "temporal_end": "2003-12-31",
    }
    site.publish(studied("a", **old), studied("b", title="Zonas"))
    site.publish(studied("c", variables=[{"name": "ingreso", "label": "Ingresó"}]))

    def found(query):
        rows = site.get(f"/index.php/api/catalog/search?{query}").json["result"]["rows"]
        return [one["idno"] for one in rows]

    assert found("vk=INGRESO") == ["CALI-c"]
    assert found("vk=nada") == []
    assert found("from=2002&to=2002") == ["CALI-a"]
    assert found("to=2000") == []
    assert found("sort_by=title") == ["CALI-a", "CALI-c", "CALI-b"]
    assert found("sort_by=title&sort_order=desc") == ["CALI-b", "CALI-c", "CALI-a"]
    assert found("sort_by=secreto&from=x&ps=-1") == ["CALI-a", "CALI-b", "CALI-c"]


def test_another_nada_lists_what_there_is_and_takes_its_json_and_rdf(site, validator):
    site.publish(studied("a"), studied("b"))
    site.publish(studied("secreto"), disclosure="index")

    listed = site.get("/index.php/api/catalog/list_idno").json["records"]
    newest = site.get("/index.php/api/catalog/latest?limit=1").json["result"]
    body = site.get("/index.php/metadata/export/CALI-a/json")
    graph = Graph().parse(
        data=site.get("/index.php/metadata/export/CALI-a/rdf").data, format="xml"
    )

    assert [one["idno"] for one in listed] == ["CALI-a", "CALI-b"]
    assert [one["idno"] for one in newest] == ["CALI-b"]
    validator("survey-schema.json", body.json)
    assert [str(one) for one in graph.objects(None, DC.title)] == ["Empleo por comuna"]
    assert site.get("/index.php/metadata/export/CALI-secreto/json").status_code == 404
    missing = site.get("/index.php/api/citations")
    assert (missing.status_code, missing.json["status"]) == (404, "failed")

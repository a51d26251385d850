"""The real catalogues and the official samples: each ends in records or in a reason."""

import pytest
from tumbaga import harvesters
from tumbaga.harvesters.http import Client
from tumbaga.schemas.harvest import Order, settle

# kind, folder below ../shared/data, records at least, reasons at most
FLOORS = (
    ("datajson", "catalogues/datajson-us", 682, 0),
    ("datajson", "datajson/argentina", 114, 2),
    ("datajson", "datajson/argentina-pad/examples", 4, 2),
    ("datajson", "inventories/argentina", 16, 0),
    ("datajson", "datajson/examples-ckanext-datajson", 13, 0),
    ("datajson", "datajson/examples-harvester", 33, 0),
    ("datajson", "datajson/examples-pod", 9, 0),
    ("dcat", "catalogues/dcat-de", 265, 0),
    ("dcat", "catalogues/dcat-es", 0, 1),
    ("dcat", "catalogues/dcat-municipal-it", 15, 0),
    ("dcat", "catalogues/opendatasoft", 186, 0),
    ("dcat", "dcat/examples-ckanext-dcat", 8, 2),
    ("dcat", "dcat/examples-dcat-ap-3", 54, 27),
    ("dcat", "dcat/examples-dcat-ap-es", 39, 14),
    ("dcat", "dcat/examples-dcat-us-3", 3, 0),
    ("dcat", "dcat/examples-geodcat-ap", 3, 24),
    ("dcat", "dcat/examples-swiss", 4, 14),
    ("dcat", "dcat/examples-udata", 19, 0),
    ("dcat", "dcat/examples-w3c-dcat3", 45, 30),
    ("ckan", "dcat/examples-ckanext-dcat/ckan", 13, 0),
    ("ckan", "dcat/examples-udata/ckan", 0, 1),
    ("oai", "oai-pmh/samples-pycsw", 11, 5),
    ("oai", "oai-pmh/samples-sickle", 4, 4),
    ("ddi", "ddi/samples-cessda", 4, 4),
    ("ddi", "ddi/samples-cessda-cdc", 4, 1),
    ("ddi", "ddi/samples-dataverse", 6, 1),
    ("ddi", "ddi/samples-ipums", 7, 0),
    ("sdmx", "sdmx/samples", 25, 33),
    ("sdmx", "sdmx/codelists", 0, 4),
    ("inventory", "inventories", 0, 1),
    ("inventory", "colombia/datos-gov-co-2020", 0, 1),
    ("nada", "nada", 0, 31),
    ("dcat", "dcat/dcat-us-3/examples", 4, 0),
)


ROOTS = (
    "catalogues",
    "datajson",
    "ddi",
    "oai-pmh",
    "sdmx",
    "inventories",
    "dcat",
)
# What stands there and is no source: the rules of the standards, not what they rule.
RULES = (
    "datajson/argentina-pad/standards",
    "datajson/perfil-argentina-schema",
    "datajson/pod-1.1",
    "dcat/dcat-ap-",
    "dcat/dcat-us-3/dcat-us",
    "dcat/dcat-us-3/jsonschema",
    "dcat/geodcat-ap-2.0.0",
    "dcat/w3c",
    "ddi/xsd",
    "oai-pmh/xsd",
    "sdmx/rest",
    "sdmx/sdmx-json-2.0-schema",
    "sdmx/xsd",
)


def test_no_folder_of_samples_is_left_out(shared):
    """A folder that is added has to be read by one of the harvesters, or named here."""
    read = tuple(f"{folder}/" for _kind, folder, _records, _reasons in FLOORS)
    data = shared / "data"
    missed = {
        str(path.parent.relative_to(data))
        for root in ROOTS
        for path in (data / root).rglob("*")
        if path.is_file()
        and not f"{path.relative_to(data)}".startswith((*read, *RULES))
    }

    assert missed == set()


def outcome(harvester, item):
    """``record``, ``deleted`` or the reason why it is none; nothing else may happen."""
    if item.deleted:
        return "deleted"
    if item.problem:
        return item.problem
    found = harvester.map(item)
    if found.entry is None:
        return found.problem
    given = {**found.entry.data, "code": "x", "organization": "y"}
    draft, _remarks = settle(found.entry.kind, given)
    return "record" if not draft.problems else str(draft.problems[0])


@pytest.mark.filterwarnings("ignore::UserWarning")
@pytest.mark.parametrize(("kind", "folder", "records", "reasons"), FLOORS)
def test_each_ends_in_records_or_in_reasons(shared, kind, folder, records, reasons):
    harvester = harvesters.get(kind)
    order = Order(str(shared / "data" / folder))

    found = [outcome(harvester, item) for item in harvester.read(order, Client())]

    told = [one for one in found if one not in {"record", "deleted"}]
    assert all(told)
    assert found.count("record") >= records
    assert len(told) <= reasons, told


@pytest.mark.filterwarnings("ignore::UserWarning")
@pytest.mark.parametrize(
    ("kind", "name", "count"),
    [
        ("dcat", "catalogues/dcat-municipal-it", 15),
        ("dcat", "catalogues/opendatasoft", 186),
        ("datajson", "catalogues/datajson-us", 682),
        ("sdmx", "sdmx/samples", 58),
    ],
)
def test_reading_twice_gives_the_same_digests(shared, kind, name, count):
    folder = str(shared / "data" / name)
    harvester = harvesters.get(kind)

    first, again = (
        [(one.id, one.digest) for one in harvester.read(Order(folder), Client())]
        for _turn in range(2)
    )

    assert first == again
    assert len({identifier for identifier, _digest in first}) == count

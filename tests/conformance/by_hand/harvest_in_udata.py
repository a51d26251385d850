"""Lets udata (data.gouv.fr) harvest a running catalogue, and prints what it got.

Run in udata's own environment: ``python harvest_in_udata.py CATALOGUE``. The database is
mongomock, in memory; the backends are udata's own, with nothing changed. With
``--sums-as-text`` an xsd:hexBinary (which DCAT-AP demands of a checksum, and which udata
17.18 cannot store) reaches it as text.
"""

import json
import sys
from collections import Counter

import mongoengine
import mongomock
from udata.flask_mongoengine import engine

SOURCES = {
    "dcat-ttl": ("dcat", "/catalogo.ttl?page=1"),
    "dcat-jsonld": ("dcat", "/catalogo.jsonld"),
    "dcat-rdf": ("dcat", "/catalogo.rdf"),
    "ckan": ("ckan", "/"),
}


def connect(_config):
    """In the place of a MongoDB server."""
    return mongoengine.connect(
        "udata", mongo_client_class=mongomock.MongoClient, uuidRepresentation="standard"
    )


def harvest(kind, url):
    from udata.harvest.backends import get_backend
    from udata.harvest.models import HarvestSource

    source = HarvestSource(name="Tumbaga", url=url, backend=kind)
    return get_backend(kind)(source, dryrun=True).harvest()


def read_sums_as_text():
    from udata.core.dataset import rdf

    read = rdf.rdf_value

    def value(*given, **named):
        found = read(*given, **named)
        return found.hex() if isinstance(found, bytes) else found

    rdf.rdf_value = value


def main():
    engine.create_connections = connect
    from udata import settings
    from udata.app import create_app

    class Here(settings.Testing):
        HARVESTER_BACKENDS = ["*"]
        URLS_ALLOW_LOCAL = URLS_ALLOW_PRIVATE = True

    app = create_app(settings.Defaults, override=Here)
    if "--sums-as-text" in sys.argv:
        read_sums_as_text()
    with app.app_context(), app.test_request_context():
        for name, (kind, path) in SOURCES.items():
            job = harvest(kind, sys.argv[1] + path)
            print(name, job.status, dict(Counter(one.status for one in job.items)))
            for one in [*job.errors, *(e for i in job.items for e in i.errors)][:10]:
                print("   ", one.message)
            found = [one.dataset for one in job.items if one.dataset]
            files = sum(len(one.resources) for one in found)
            print(name, len(found), "datasets with", files, "resources")
            with open(f"udata-{name}.json", "w", encoding="utf-8") as file:
                told = [json.loads(one.to_json()) for one in found]
                json.dump(told, file, ensure_ascii=False, indent=1)


if __name__ == "__main__":
    main()

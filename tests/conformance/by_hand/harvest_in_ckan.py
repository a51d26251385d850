"""Lets a real CKAN harvest a running catalogue, twice, and prints what it got.

Run by ``ckan.sh`` in CKAN's own environment: ``python harvest_in_ckan.py INI CATALOGUE``.
Each source goes through CKAN's own stages (gather, fetch, import), without its queue.
"""

import json
import sys
from collections import Counter

from ckan.cli import CKANConfigLoader
from ckan.config.middleware import make_app
from ckan.plugins import PluginImplementations, toolkit

SOURCES = {
    "ckan": ("ckan", "", {"remote_orgs": "create", "remote_groups": "create"}),
    "ttl": ("dcat_rdf", "/catalogo.ttl", {"rdf_format": "text/turtle"}),
    "jsonld": ("dcat_rdf", "/catalogo.jsonld", {}),
    "rdf": ("dcat_rdf", "/catalogo.rdf?page=1", {}),
}
USER = {"user": "admin", "ignore_auth": True}


def call(action, **given):
    return toolkit.get_action(action)(dict(USER), given)


def source(key, root):
    kind, path, config = SOURCES[key]
    try:
        return call("harvest_source_show", id=f"tumbaga-{key}")["id"]
    except toolkit.ObjectNotFound:
        owner = call("organization_create", name=f"cosecha-{key}")
        return call(
            "harvest_source_create",
            name=f"tumbaga-{key}",
            title=f"Tumbaga {key}",
            url=root + path,
            source_type=kind,
            owner_org=owner["id"],
            config=json.dumps(config),
        )["id"]


def harvest(key, root):
    """One run of a source; counts by state, and every error as CKAN words it."""
    from ckanext.harvest import queue
    from ckanext.harvest.interfaces import IHarvester
    from ckanext.harvest.model import HarvestJob, HarvestObject

    asked = source(key, root)
    number_of_job = call("harvest_job_create", source_id=asked, run=False)["id"]
    job = HarvestJob.get(number_of_job)
    job.status = "Running"
    job.save()
    (harvester,) = [
        one
        for one in PluginImplementations(IHarvester)
        if one.info()["name"] == SOURCES[key][0]
    ]
    errors, seen = [], Counter()
    for number in queue.gather_stage(harvester, job) or []:
        found = HarvestObject.get(number)
        queue.fetch_and_import_stages(harvester, found)
        seen[f"{found.state}, {found.report_status}"] += 1
        errors += [f"{found.guid}: {one.message}" for one in found.errors]
    job = HarvestJob.get(number_of_job)  # its session may be another by now
    errors += [one.message for one in job.gather_errors]
    job.status = "Finished"
    job.save()
    return dict(seen), errors


def kept(key):
    """The titles that CKAN holds of a source, from its own package_show."""
    from ckanext.harvest.model import HarvestObject

    rows = HarvestObject.filter(current=True, harvest_source_id=source(key, ""))
    found = [call("package_show", id=one.package_id) for one in rows]
    return [one for one in found if one["state"] == "active"]


def main():
    app = make_app(CKANConfigLoader(sys.argv[1]).get_config())
    root = sys.argv[2]
    with app._wsgi_app.test_request_context():
        for key in SOURCES:
            for _time in ("first", "again"):
                seen, errors = harvest(key, root)
                print(key, _time, seen, f"{len(errors)} errors")
                for one in errors[:20]:
                    print("   ", one)
            packages = kept(key)
            files = sum(len(one["resources"]) for one in packages)
            print(key, len(packages), "packages with", files, "resources")
            with open(f"{key}.json", "w", encoding="utf-8") as file:
                json.dump(packages, file, ensure_ascii=False, indent=1)


if __name__ == "__main__":
    main()

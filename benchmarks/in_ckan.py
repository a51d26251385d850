"""Harvests one source with ckanext-harvest and prints the seconds of each run as JSON.

Run by ``beside_ckan.py`` in CKAN's own environment, as ``in_ckan.py INI ADDRESS``: new;
again, when CKAN asks for what was modified alone; and again with ``force_all``, when it
compares every dataset as Tumbaga does. Its stages run in one process, without its queue.
"""

import json
import logging
import sys
import time
import uuid
from pathlib import Path

from ckan.cli import CKANConfigLoader
from ckan.config.middleware import make_app

sys.path.append(str(Path(__file__).parent.parent / "tests" / "conformance" / "by_hand"))
import harvest_in_ckan as ours


def main() -> None:
    app = make_app(CKANConfigLoader(sys.argv[1]).get_config())
    logging.disable(logging.INFO)
    key = f"speed-{uuid.uuid4().hex[:8]}"
    told = {}
    with app._wsgi_app.test_request_context():
        for run, config in (
            ("new", {}),
            ("again", {}),
            ("again, all of them", {"force_all": True}),
        ):
            ours.SOURCES[key] = ("ckan", "", config)
            source = ours.source(key, sys.argv[2])
            ours.call("harvest_source_patch", id=source, config=json.dumps(config))
            start, worked = time.perf_counter(), time.process_time()
            seen, errors = ours.harvest(key, sys.argv[2])
            taken = time.perf_counter() - start
            told[run] = [taken, time.process_time() - worked, seen, errors[:3]]
    print(json.dumps(told))


if __name__ == "__main__":
    main()

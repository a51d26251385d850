"""The same source harvested by ckanext-harvest and by Tumbaga, in turns.

``python benchmarks/beside_ckan.py CKAN_PYTHON CKAN_INI [COUNT] [TURNS]``, with a CKAN that
``tests/conformance/by_hand/ckan.sh`` made, its database, Redis and Solr running. CKAN's
processes of PostgreSQL and Solr are not in its seconds of CPU, but in those of the clock.
"""

import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import harvesting

COUNT, TURNS = 258, 3


def main() -> None:
    python, ini, *more = sys.argv[1:]
    count, turns = [int(one) for one in (*more, COUNT, TURNS)[:2]]
    for _turn in range(turns):
        with harvesting._source(count) as address, TemporaryDirectory() as folder:
            for figure in harvesting._apart(Path(folder), "ckan", address, count):
                print("Tumbaga:", figure.what, figure.value, flush=True)
            called = [python, str(Path(__file__).with_name("in_ckan.py")), ini, address]
            done = subprocess.run(  # noqa: S603
                called, check=True, capture_output=True, text=True
            )
        for run, (clock, cpu, seen, errors) in json.loads(
            done.stdout.splitlines()[-1]
        ).items():
            took = f"{clock:.1f} s ({cpu:.1f} of CPU) {seen} {errors or ''}"
            print(f"CKAN: {count:,} things, {run}, {took}", flush=True)


if __name__ == "__main__":
    main()

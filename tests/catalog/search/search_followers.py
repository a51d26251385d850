"""Other processes that follow a ledger, and what it means for an index to equal it."""

import subprocess
import sys
from pathlib import Path

from tumbaga.catalog.search import Question
from tumbaga.records.reading import KNOWN, head, page

FOLLOWER = """
import sys
sys.path.insert(0, sys.argv[3])
from pathlib import Path
from search_ledger import Ledger
from tumbaga.catalog.search import catch_up, following, open_index
following.BATCH = 50
ledger = Ledger(Path(sys.argv[1]))
index = open_index(Path(sys.argv[1]) / "search", sys.argv[2])
print("go", flush=True)
while True:
    catch_up(index, ledger.session)
    if "once" in sys.argv:
        break
"""


def start(folder: Path, engine: str, *more: str) -> subprocess.Popen[bytes]:
    here = str(Path(__file__).parent)
    return subprocess.Popen(
        [sys.executable, "-c", FOLLOWER, str(folder), engine, here, *more],
        stdout=subprocess.PIPE,
    )


def found(index, session) -> set[str]:
    """Every uid that the index gives, page by page."""
    pages = index.search(Question(size=1000), session).pages
    return {
        hit.uid
        for number in range(1, pages + 1)
        for hit in index.search(Question(size=1000, page=number), session).hits
    }


def held(session) -> set[str]:
    rows = page(session, after=0, upto=10**9, limit=10**6, disclosures=KNOWN)
    return {row.uid for row in rows}


def equal_to_the_ledger(index, ledger) -> bool:
    with ledger.session() as session:
        status = index.status(session)
        return (
            status.ready
            and status.seq == head(session).seq
            and status.records == len(held(session))
            and found(index, session) == held(session)
        )

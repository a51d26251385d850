"""``make relevance``: how well search answers, ours and what databases give by themselves.

Prints the figures of both collections: tuned half, kept half, seen and fresh set apart.
``--worst N`` adds the questions of the tuned half and the seen set that ours answers worst.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import rivals
from asked import Judged, summary
from gathered import TITLES, Answer, Collection, demo, national

HEAD = f"{'':<42}{'n':>4}  nDCG   MRR    nothing  first   ten"


def main() -> None:
    asked = _arguments()
    with tempfile.TemporaryDirectory(prefix="tumbaga-relevance-") as folder:
        for collection in _collections(Path(folder)):
            records = len(collection.records)
            print(f"\n{collection.name}, {records:,} records\n{HEAD}")
            sets = _told(collection, asked.quick)
            names = ("tuned", "seen", "kept") if asked.all else ("tuned", "seen")
            shown = [(one, name) for name in names for one in sets[name]]
            for one, name in sorted(shown, key=lambda p: p[0].ndcg)[: asked.worst]:
                print(_line(one, name))


def _collections(folder: Path) -> Iterator[Collection]:
    (folder / "demo").mkdir()
    yield demo(folder / "demo")
    if not TITLES.is_file():
        print(f"\nnacional: not measured, {TITLES} is not here")
        return
    (folder / "nacional").mkdir()
    yield national(folder / "nacional")


def _told(collection: Collection, quick: bool) -> dict[str, list[Judged]]:
    """Print one block an engine; return what ours makes of each set's questions."""
    ours: dict[str, list[Judged]] = {}
    for name, answer in _engines(collection):
        if quick and ours:
            break
        sets = _sets(collection, answer)
        ours = ours or sets
        for one, judged in sets.items():
            print(f"{name}, {one}".ljust(42) + str(summary(judged)))
    both = ours["tuned"] + ours["kept"]
    for way in sorted({one.asked.way for one in both}):
        figures = summary([one for one in both if one.asked.way == way])
        print(f"{'  tantivy, ' + way:<42}{figures}")
    return ours


def _sets(collection: Collection, answer: Answer) -> dict[str, list[Judged]]:
    first = collection.judged(answer)
    return {
        "tuned": [one for one in first if not one.asked.kept],
        "kept": [one for one in first if one.asked.kept],
        "seen": collection.judged(answer, "seen"),
        "fresh": collection.judged(answer, "fresh"),
    }


def _engines(collection: Collection) -> Iterator[tuple[str, Answer]]:
    yield "tantivy", collection.answer("tantivy")
    yield "whoosh", collection.answer("whoosh")
    yield "SQLite FTS5 unicode61", rivals.fts5(collection)
    url = os.environ.get("TUMBAGA_TEST_POSTGRESQL")
    if url:
        yield "PostgreSQL spanish + unaccent", rivals.postgresql(collection, url)


def _line(one: Judged, half: str) -> str:
    found = " / ".join(name[:40] for name in one.found[:3]) or "nothing"
    return f"  {one.ndcg:.2f} {half:<6}{one.asked.way:<11}«{one.asked.text}» → {found}"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--worst", type=int, default=0, help="of those looked at")
    parser.add_argument("--all", action="store_true", help="the kept half's worst too")
    parser.add_argument("--quick", action="store_true", help="only tantivy")
    return parser.parse_args()


if __name__ == "__main__":
    main()

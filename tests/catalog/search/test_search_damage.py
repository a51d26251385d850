"""Whatever befalls the folder or the process, the next follower makes it right."""

import signal
import time
from pathlib import Path

import pytest
from search_followers import equal_to_the_ledger, held, start
from search_ledger import titled
from tumbaga.catalog.search import Question, catch_up, open_index

pytestmark = pytest.mark.thorough


# whoosh leaves the file open when its table of contents is no such thing
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize(
    "damage",
    [
        "meta.json:",
        "meta.json:{}",
        "all",
        "delete",
        "current:",
        "current:index-nope",
        "empty",
    ],
)
def test_a_damaged_folder_is_built_anew(search, ledger, index, damage):
    ledger.publish(*titled("Agua", "Suelo"))
    search()
    hurt(index, damage)

    with ledger.session() as session:
        index.search(Question("agua", filters={"kind": ("dataset",)}), session)
        fresh = open_index(index.place.folder.parent, index.name)
        fresh.search(Question("agua"), session)
        fresh.suggest("agu", session)
    catch_up(fresh, ledger.session)

    assert equal_to_the_ledger(fresh, ledger)
    assert search("agua").total == 1


def hurt(index, damage: str) -> None:
    folder = index.place.current()
    name, _, content = damage.partition(":")
    if name == "delete":
        remove(index.place.folder)
    elif name == "empty":
        remove(folder)
        folder.mkdir()
    elif name == "current":
        (index.place.folder / "current").write_text(content)
    else:
        for path in folder.iterdir():
            if name in ("all", path.name) or path.suffix == ".toc":
                path.unlink()  # a file in use is replaced, not cut short
                path.write_bytes(content.encode() or b"\x00garbage\xff")


def remove(folder: Path) -> None:
    for path in sorted(folder.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    folder.rmdir()


@pytest.mark.thorough
@pytest.mark.parametrize("engine", ["tantivy", "whoosh"])
def test_killed_at_any_moment_it_equals_the_ledger(ledger, tmp_path, engine):
    """Two followers, killed again and again while records are written and withdrawn."""
    for round_ in range(4):
        followers = [start(tmp_path, engine) for _ in range(2)]
        for follower in followers:
            assert follower.stdout.read(3) == b"go\n"
        for n in range(20):
            write(ledger, first=round_ * 400 + n * 20)
        time.sleep(0.03 * round_)
        for follower in followers:
            follower.send_signal(signal.SIGKILL)
            follower.wait()
            follower.stdout.close()

    index = open_index(tmp_path / "search", engine)
    catch_up(index, ledger.session)

    with ledger.session() as session:
        assert index.status(session).records == len(held(session)) == 4 * 380
    assert equal_to_the_ledger(index, ledger)


def write(ledger, first: int) -> None:
    many = range(first, first + 20)
    ledger.publish(
        *({"uid": f"u{n}", "title": f"Agua {n}", "kind": "dataset"} for n in many)
    )
    ledger.withdraw(f"u{first}")

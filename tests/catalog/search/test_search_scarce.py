"""What the machine refuses for a while condemns no index: it is told, and it passes."""

import errno
import os
import resource
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from search_followers import equal_to_the_ledger
from search_ledger import titled
from tumbaga.catalog.search import Index, Question, catch_up, open_index, rebuild
from tumbaga.catalog.search.engines import ENGINES
from tumbaga.catalog.search.engines.base import BrokenIndexError
from tumbaga.catalog.search.following import ClosedFolderError

NOBODY = 65534


@contextmanager
def no_more_files() -> Iterator[None]:
    """This process may open no other file."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (3, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def test_an_index_outlives_a_process_that_may_open_no_file(ledger, index):
    ledger.publish(*titled("Agua", "Aguas negras"))
    catch_up(index, ledger.session)
    folder = index.place.current()
    started = open_index(index.place.folder.parent, index.name)
    with ledger.session() as session:
        assert index.search(Question("agua"), session).total == 2
        with no_more_files():
            refused = started.search(Question("agua"), session)
        answered = started.search(Question("agua"), session)

    assert (refused.ready, answered.ready, answered.total) == (False, True, 2)
    assert not catch_up(started, ledger.session).rebuilt
    assert started.place.current() == folder


@pytest.mark.parametrize("number", [errno.EMFILE, errno.ENOMEM, errno.EAGAIN])
def test_what_the_engine_lacks_for_a_while_condemns_no_index(
    ledger, index, monkeypatch, number: int
):
    """A condemned index of a million records means half an hour without answers."""
    ledger.publish(*titled("Agua"))
    catch_up(index, ledger.session)

    def refused(_engine: object) -> None:
        raise BrokenIndexError(f"IoError: {os.strerror(number)} (os error {number})")

    with ledger.session() as session, monkeypatch.context() as patched:
        patched.setattr(index.engine, "snapshot", refused)
        assert not index.search(Question("agua"), session).ready

    assert not catch_up(index, ledger.session).rebuilt
    with ledger.session() as session:
        assert index.search(Question("agua"), session).total == 1


@contextmanager
def closed(folder: Path) -> Iterator[None]:
    """Others than who owns it may read the folder and not write there."""
    modes = {one: one.stat().st_mode for one in (folder, *folder.rglob("*"))}
    user = os.geteuid()
    if user:
        for one in modes:
            one.chmod(0o555)
    else:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(user)
        for one, mode in modes.items():
            one.chmod(mode)


@pytest.fixture(params=ENGINES)
def open_place(request: pytest.FixtureRequest) -> Iterator[Index]:
    """Where others may look, as they may not below the tests' own folder."""
    folder = Path(tempfile.mkdtemp(prefix="tumbaga-test-"))
    folder.chmod(0o755)
    yield open_index(folder, request.param)
    shutil.rmtree(folder)


@pytest.mark.parametrize("work", [catch_up, rebuild])
def test_a_folder_closed_to_writing_is_told_and_still_answers(ledger, open_place, work):
    ledger.publish(*titled("Agua"))
    catch_up(open_place, ledger.session)
    with ledger.session() as session:
        assert open_place.search(Question("agua"), session).total == 1
    ledger.publish(*titled("Agua", "Aguas negras"))

    with closed(open_place.place.folder):
        with pytest.raises(ClosedFolderError, match="No hay permiso de escribir"):
            work(open_place, ledger.session)
        with ledger.session() as session:
            page = open_place.search(Question("agua"), session)
    assert (page.ready, page.total) == (True, 1)

    catch_up(open_place, ledger.session)
    assert equal_to_the_ledger(open_place, ledger)

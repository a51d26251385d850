"""Charts are drawn by whoever follows the ledger, and never hang who serves."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from city import City, found_city
from machine import missing
from sqlalchemy import func, select
from tumbaga.exporters.charts import keeping, painter
from tumbaga.records.fragment import Fragment
from tumbaga.web import following
from tumbaga.web.composition import House
from tumbaga.web.settings import Settings

pytestmark = pytest.mark.thorough

FORMS = (keeping.PAGE, keeping.SVG, keeping.PNG)
WAIT = 60.0  # seconds; a drawing takes a tenth of one


@pytest.fixture
def house(database_url: str, tmp_path: Path) -> Iterator[House]:
    made = House(Settings(data=str(tmp_path / "casa"), database_url=database_url))
    made.prepare()
    yield made
    made.engine.dispose()


@pytest.fixture
def renderer() -> None:
    if not painter.available():
        missing("vl-convert (extra charts)")


def publish(house: House, *codes: str, figures: int = 4) -> None:
    with house.writing() as session:
        city: City = found_city(session) if codes[0] == "I-1" else members(session)
        for code in codes:
            city.published(
                kind="indicator",
                code=code,
                title=f"Indicador {code}",
                objective="Ver si sube.",
                unit="Casos",
                observations=[
                    {"period": str(2015 + n), "value": n * 10} for n in range(figures)
                ],
            )


def members(session) -> City:
    from tumbaga.catalog import people

    named = ("ana", "beto", "carla", "dario", "elsa", "fabio")
    return City(session, *(people.get(session, one) for one in named))


def kept(house: House, form: str) -> list[int]:
    query = select(func.length(Fragment.body)).where(Fragment.format == form)
    with house.session() as session:
        return list(session.scalars(query.order_by(Fragment.seq)))


@pytest.mark.usefixtures("renderer")
def test_what_is_published_is_drawn_once_and_survives_the_sweep(house: House):
    publish(house, "I-1")
    publish(house, "I-2", figures=2)
    following.follow(house)
    for form in FORMS:
        drawn, empty = kept(house, form)
        assert drawn > 1000
        assert empty == 0
    following.sweep(house)
    assert len(kept(house, keeping.PAGE)) == 2
    assert following.draw(house)


@pytest.mark.usefixtures("renderer")
def test_drawing_yields_to_search_and_goes_on_at_the_next_look(
    house: House, monkeypatch: pytest.MonkeyPatch
):
    publish(house, "I-1", "I-2", "I-3")
    monkeypatch.setattr(following, "DRAWN", 1)
    monkeypatch.setattr(following, "PATIENCE", 0.0)
    follower = following.Follower(house)
    for done in (1, 2, 3):
        follower.look()
        assert len(kept(house, keeping.PAGE)) == done
    follower.look()
    assert follower._drawn


@pytest.mark.usefixtures("renderer")
def test_drawing_stops_when_something_is_published_meanwhile(
    house: House, monkeypatch: pytest.MonkeyPatch
):
    publish(house, "I-1", "I-2", "I-3")
    monkeypatch.setattr(following, "DRAWN", 1)
    seq = following.keep_up(house)
    assert not following.draw(house, 1e9, seq - 1)
    assert len(kept(house, keeping.PAGE)) == 1
    assert following.draw(house, 1e9, seq)
    assert len(kept(house, keeping.PAGE)) == 3


def test_without_the_renderer_nothing_is_drawn_and_nothing_fails(
    house: House, monkeypatch: pytest.MonkeyPatch
):
    publish(house, "I-1")
    monkeypatch.setattr(following, "available", lambda: False)
    following.follow(house)
    assert kept(house, keeping.PAGE) == []
    monkeypatch.undo()
    if painter.available():
        following.follow(house)
        assert len(kept(house, keeping.PAGE)) == 1


def within(check: Callable[[], bool]) -> bool:
    until = time.monotonic() + WAIT
    while not check() and time.monotonic() < until:
        time.sleep(0.1)
    return check()


@pytest.mark.usefixtures("renderer")
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_process_forked_after_a_drawing_draws_too(house: House):
    """``tumbaga demo`` draws, and then gunicorn forks the worker that follows."""
    publish(house, "I-1")
    following.follow(house)
    publish(house, "I-2")
    house.engine.dispose()
    child = os.fork()
    if child == 0:
        code = 1
        try:
            following.draw(house)
            code = 0
        finally:
            os._exit(code)
    ended: list[int] = []

    def over() -> bool:
        pid, status = os.waitpid(child, os.WNOHANG) if not ended else (0, 0)
        if pid:
            ended.append(os.waitstatus_to_exitcode(status))
        return bool(ended)

    if not within(over):
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    assert ended == [0]
    assert len(kept(house, keeping.PAGE)) == 2


@pytest.fixture
def gunicorn(house: House) -> Iterator[str]:
    """Two workers forked from an application that was loaded before (``--preload``)."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    told = {
        "TUMBAGA_DATA": house.settings.data,
        "TUMBAGA_DATABASE_URL": house.settings.database_url,
    }
    arguments = [
        "-m",
        "gunicorn",
        "tumbaga.web.wsgi:app",
        "--preload",
        "--workers",
        "2",
    ]
    server = subprocess.Popen(
        [sys.executable, *arguments, "--bind", f"127.0.0.1:{port}", "--timeout", "30"],
        env=os.environ | told,
        stderr=subprocess.DEVNULL,
    )
    site = f"http://127.0.0.1:{port}"
    try:
        assert within(lambda: answered(f"{site}/indicadores/i-1") is not None)
        yield site
    finally:
        server.terminate()
        server.wait(WAIT)


def answered(address: str) -> tuple[int, str] | None:
    try:
        with urllib.request.urlopen(address, timeout=10) as answer:
            return answer.status, answer.read().decode("utf-8", "replace")
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode("utf-8", "replace")
    except OSError:
        return None


@pytest.mark.usefixtures("renderer")
def test_two_workers_answer_before_and_after_the_chart_is_drawn(
    house: House, request: pytest.FixtureRequest
):
    publish(house, "I-1")
    site = request.getfixturevalue("gunicorn")
    page = f"{site}/indicadores/i-1"
    for _turn in range(6):
        status, text = answered(page)
        assert (status, "tb-barras" in text) == (200, True)
        assert answered(f"{page}.svg")[0] == 503
    following.follow(house)
    for _turn in range(6):
        status, text = answered(page)
        assert (status, 'class="tb-ancho"' in text) == (200, True)
        assert answered(f"{page}.svg")[0] == 200
        assert answered(f"{page}.pdf")[0] == 200

"""The index follows the ledger, whatever happens to it, and never says what is out."""

import os
from importlib import import_module

from search_followers import equal_to_the_ledger, start
from search_ledger import titled
from sqlalchemy import text as sql
from tumbaga.catalog.search import (
    Question,
    catch_up,
    open_index,
    rebuild,
)


def test_it_follows_what_changes(search, ledger, index):
    ledger.publish(*titled("Agua", "Suelo", "Aire"))
    assert search("suelo").total == 1

    ledger.publish({"uid": "d1", "kind": "dataset", "title": "Ruido"})
    ledger.publish({"uid": "d2", "kind": "dataset", "title": "Aire"}, state="retired")
    ledger.withdraw("d0")

    assert search("suelo").total == 0
    assert {hit.uid for hit in search().hits} == {"d1"}
    assert equal_to_the_ledger(index, ledger)
    assert catch_up(index, ledger.session).written == 0


def test_before_the_first_build_it_says_so(ledger, index):
    with ledger.session() as session:
        answer = index.search(Question("agua"), session)

        assert (answer.ready, answer.total, index.suggest("a", session)) == (
            False,
            0,
            (),
        )
        assert "preparando" in answer.notices[0]
        assert index.seq() is None
    assert catch_up(index, ledger.session).rebuilt


def test_out_means_out_at_once(search, ledger, index):
    ledger.publish(*titled("Secreto del agua", "Agua pública", "Agua", theme="t"))
    assert search("agua").total == 3

    ledger.withdraw("d0")
    ledger.publish(
        {"uid": "d1", "kind": "dataset", "title": "Otro"}, disclosure="index"
    )

    with ledger.session() as session:  # nobody has caught up
        late = index.search(Question("agua"), session)
        assert ({hit.uid for hit in late.hits}, late.total) == ({"d2"}, 1)
        assert [value.count for value in late.facets["theme"]] == [1]
        assert index.search(Question("secreto"), session).total == 0
        # the word is still a term of the index: it must not come back as a correction
        misspelt = index.search(Question("secretto"), session)
        assert (misspelt.total, misspelt.correction) == (0, None)
        assert index.search(Question("secr"), session).correction is None
        assert index.suggest("secr", session) == ()


def test_a_withdrawn_word_is_not_told_after_catching_up_either(search, ledger):
    ledger.publish(*titled("Secretísimas aguas", "Agua", "Contrato secretado"))
    search("agua")
    ledger.withdraw("d0")

    for misspelt in ("secretisimaz", "secretizima", "secretisi"):
        assert (search(misspelt).total, search(misspelt).correction) == (0, None)


def test_an_index_record_gives_its_few_leaves(search, ledger):
    document = {"uid": "r", "title": "Expedientes", "description": "canario"}
    document |= {"keywords": ["canario"], "theme": "t", "kind": "document"}
    document |= {"category": "Investigaciones", "generated": "2019"}
    ledger.publish(document, disclosure="index")

    assert search("canario").total == 0
    assert search("investigaciones").total == 1
    facets = search("expediente").facets
    assert (facets["theme"], facets["year"][0].value) == ((), "2019")


def test_what_is_published_after_the_stamp_is_shown_as_it_is_now(search, ledger, index):
    ledger.publish(*titled("Agua vieja"))
    search()
    ledger.publish({"uid": "d0", "kind": "dataset", "title": "Agua nueva"})

    with ledger.session() as session:
        hit = index.search(Question("agua"), session).hits[0]

    assert hit.title_html == "<mark>Agua</mark> nueva"


def test_a_restored_ledger_is_noticed(search, ledger, index):
    ledger.publish(*titled("Agua", "Suelo"))
    ledger.publish({"uid": "lost", "kind": "dataset", "title": "Perdido"})
    search()
    with ledger.writing() as session:  # a power cut takes the last commit back
        session.execute(sql("DELETE FROM publication WHERE seq = 3"))
        session.execute(sql("UPDATE ledger_counter SET seq = 2"))
    ledger.publish({"uid": "new", "kind": "dataset", "title": "Nuevo"})

    assert {hit.uid for hit in search().hits} == {"d0", "d1", "new"}
    assert equal_to_the_ledger(index, ledger)


def test_another_ledger_is_not_answered_from_this_index(search, ledger, index):
    ledger.publish(*titled("Agua"))
    search()
    with ledger.writing() as session:
        session.execute(sql("UPDATE ledger_counter SET ledger_id = 'other'"))

    with ledger.session() as session:
        assert not index.search(Question("agua"), session).ready
    assert search("agua").total == 1


def test_another_analyser_means_another_build(search, ledger, index, monkeypatch):
    ledger.publish(*titled("Agua"))
    search()
    for module in ("index", "following"):
        monkeypatch.setattr(
            import_module(f"tumbaga.catalog.search.{module}"), "VERSION", "next"
        )

    newer = open_index(index.place.folder.parent, index.name)
    with ledger.session() as session:
        assert not newer.search(Question("agua"), session).ready
    assert catch_up(newer, ledger.session).rebuilt
    assert search("agua").total == 1


def test_rebuilding_leaves_one_folder(search, ledger, index):
    ledger.publish(*titled("Agua"))
    search()

    assert rebuild(index, ledger.session).rebuilt
    assert len(list(index.place.folder.glob("index-*"))) == 1
    assert search("agua").total == 1


def test_one_leads_and_the_others_return(ledger, index):
    with index.place.leading() as led:
        assert led
        assert not catch_up(index, ledger.session).led
        assert not rebuild(index, ledger.session).led


def test_another_process_sees_what_one_indexed(ledger, index, tmp_path):
    ledger.publish(*titled("Agua"))
    catch_up(index, ledger.session)
    with ledger.session() as session:
        index.search(Question(), session)
    ledger.publish({"uid": "x", "kind": "dataset", "title": "Suelo"})

    with start(tmp_path, index.name, "once") as other:
        assert other.wait(30) == 0

    with ledger.session() as session:
        assert index.search(Question("suelo"), session).total == 1


def test_two_commits_between_two_ticks_of_the_folder_s_clock(search, ledger, index):
    ledger.publish(*titled("Agua"))
    assert search("agua").total == 1
    folder = index.place.current()
    tick = folder.stat().st_mtime_ns
    ledger.publish(*titled("Agua", "Aguas negras"))
    catch_up(index, ledger.session)
    os.utime(folder, ns=(tick, tick))

    with ledger.session() as session:
        assert index.search(Question("agua"), session).total == 2

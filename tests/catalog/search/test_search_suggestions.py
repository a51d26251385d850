"""Suggestions are titles and names of current rows."""

from search_ledger import titled
from tumbaga.catalog.search import catch_up


def suggested(index, ledger, typed):
    catch_up(index, ledger.session)
    with ledger.session() as session:
        return [one.title for one in index.suggest(typed, session)]


def test_titles_and_names_begin_so(ledger, index):
    ledger.publish(*titled("Población por comuna", "Vías", description="poblado"))
    name = "Poblaciones Vulnerables, oficina de"
    ledger.publish({"uid": "o", "kind": "organization", "name": name})

    assert set(suggested(index, ledger, "pob")) == {"Población por comuna", name}
    assert suggested(index, ledger, "por com") == ["Población por comuna"]
    assert suggested(index, ledger, "POBLACIÓN comu") == ["Población por comuna"]
    assert suggested(index, ledger, "vi") == ["Vías"]
    assert suggested(index, ledger, "zzz") == []
    for nasty in ("", "  ", "😀", "\ud800", '"', "-", "x" * 10_000):
        assert suggested(index, ledger, nasty) == []


def test_a_suggestion_leads_to_its_page(ledger, index):
    ledger.publish({"uid": "a", "kind": "indicator", "slug": "agua", "title": "Agua"})
    catch_up(index, ledger.session)

    with ledger.session() as session:
        (one,) = index.suggest("agu", session)

    assert (one.path, one.kind) == ("/indicadores/agua", "indicator")

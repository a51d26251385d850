"""Every public leaf is told on a page, and nothing that is withheld can be."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
import samples
from flask.testing import FlaskClient
from tumbaga.catalog import door, ledger
from tumbaga.schemas.leaves import ASSET, OWN, WITHHELD
from tumbaga.web.window import blocks, facts

# Told by a template: in the header, the side, the tables or the links of the page.
ELSEWHERE = {
    *("uid", "kind", "code", "title", "description", "organization", "custodian"),
    *("producer_position", "custodian_position", "contact", "licence", "place"),
    *("maturity", "maturity_reason", "notes", "source", "relations", "version"),
    *("first_published", "distributions", "variables", "formula"),
    *("formula_variables", "baseline", "targets", "latest", "observation_count"),
}
LISTED = {
    "production_process": facts.PROCESS,
    "indicator": facts.INDICATOR,
    "dataset": facts.DATASET,
    "document": facts.DOCUMENT,
}


@pytest.mark.parametrize("kind", OWN)
def test_no_public_leaf_is_forgotten(kind: str) -> None:
    listed = {name for _label, name, _write in (*LISTED[kind], *facts.ASSET)}
    plan = {f"plan.{name}" for _label, name, _write in facts.PLAN}
    told = listed | plan | {*blocks.ASSET_ALONE, *blocks.PLAN_ALONE}
    told |= set(blocks.ALONE.get(kind, ()))
    for path in blocks.BLOCKS.get(kind, ()):
        told |= set(blocks.children(kind, path))
    for leaf in {*ASSET, *OWN[kind]}:
        parts = leaf.split(".")
        above = {".".join(parts[:n]) for n in range(1, len(parts) + 1)}
        assert above & (told | ELSEWHERE), leaf


@pytest.mark.parametrize("kind", blocks.BLOCKS)
def test_no_block_asks_for_what_is_withheld(kind: str) -> None:
    for path in blocks.BLOCKS[kind]:
        assert not set(blocks.children(kind, path)) & WITHHELD


@pytest.mark.usefixtures("filled")
def test_the_five_blocks_are_told_with_the_words_of_the_form(
    client: FlaskClient, append: Callable[..., None]
) -> None:
    document = {
        **samples.PROCESS,
        "uid": samples.UIDS["process"][:-1] + "y",
        "study": {"concepts": ["Biblioteca"]},
        "characterisation": {
            "date": "2026-03-02",
            "requirements": {
                "users": ["ciudadania"],
                "consults_users": False,
                "demands": [{"need": "Cuántas hay <b>", "coverage": "parcial"}],
            },
            "dissemination": {"channels": [{"medium": "web", "reusable": True}]},
        },
    }
    append(samples.entry(document, "caracterizado"))
    page = client.get("/ppi/caracterizado").text
    for said in (
        "2 de marzo de 2026",
        "Requerimientos",
        "Ciudadanía",
        "Cuántas hay &lt;b&gt; · Cubierta en parte",
        "Difusión y acceso",
        "Biblioteca",
    ):
        assert said in page, said
    english = client.get("/ppi/caracterizado?lang=en").text
    assert "Requirements" in english or "Needs" in english
    assert "2 March 2026" in english


@pytest.mark.usefixtures("filled")
def test_a_series_lists_its_parts(
    client: FlaskClient, append: Callable[..., None]
) -> None:
    uid = samples.UIDS["dataset"][:-1] + "s"
    series = {**samples.DATASET, "uid": uid, "title": "Serie", "is_series": True}
    part = {**samples.DATASET, "uid": uid[:-1] + "p", "title": "Una parte"}
    part["relations"] = [{"type": "en_serie", "uid": uid}]
    append(samples.entry(series, "serie"), compact(part))
    page = client.get("/datos/serie").text
    assert "Es una serie" in page
    assert 'href="/datos/parte"' in page
    assert "es parte de la serie" in client.get("/datos/parte").text


def compact(document: dict[str, Any]) -> ledger.Entry:
    """As the door writes it: keys in order, no spaces."""
    return replace(samples.entry(document, "parte"), text=door.text(document))

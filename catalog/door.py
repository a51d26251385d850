"""What goes through the door: one row of the ledger from a record and its decision."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import orjson
from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session, load_only, selectinload
from sqlalchemy.orm.attributes import set_committed_value

from ..records import reading
from ..records.asset import Asset
from ..records.base import now
from ..records.classification import Classification
from ..records.indicator import Indicator
from ..records.production_process import ProductionProcess
from ..records.publication import Publication
from ..records.reading import PublicRecord
from ..records.variable import Variable
from ..schemas import classification as legal
from ..schemas import disclosure
from ..schemas.spelling import BOGOTA
from . import decisions, ledger
from .refusals import NotDecided, Refusal
from .steps import STEPS
from .workflow import require_state

FIGURE = (
    "period",
    "territory",
    "breakdown",
    "value",
    "status",
    "source",
    "note",
    "components",
    "target",
)


def today() -> date:
    """The day in Colombia, by which terms and dates are counted."""
    return datetime.now(BOGOTA).date()


def text(document: dict[str, Any]) -> str:
    """The document as JSON text, always in the same order."""
    return orjson.dumps(document, option=orjson.OPT_SORT_KEYS).decode()


def disclosure_of(decision: Classification) -> str:
    """``full`` for pública, ``partial`` for a public version, else ``index``."""
    if decision.access_class == legal.PUBLICA:
        return "full"
    return "partial" if decision.scope == "partial" else "index"


def require_publishable(asset: Asset, decision: Classification | None) -> None:
    """Raise unless the asset is approved, decided, lawful and final."""
    require_state(asset, *STEPS["publish"])
    if decision is None:
        raise NotDecided(
            f"No se puede publicar «{asset.title}»: la Dirección Jurídica aún no ha "
            "decidido su clase (Ley 1712 de 2014)."
        )
    decisions.require_lawful(asset, decision.access_class)
    if asset.maturity == "en_construccion":
        raise Refusal(
            f"No se puede publicar «{asset.title}»: está en construcción, y lo "
            "preliminar no es información pública (Ley 1712 de 2014, art. 6 k)."
        )


def entry(
    asset: Asset,
    decision: Classification,
    links: list[dict[str, str]],
    before: PublicRecord | None,
) -> ledger.Entry | None:
    """The row to append, or ``None`` when what is public would be the same.

    The record's own fields change here; ``settle`` then writes them for a whole batch.
    """
    set_committed_value(asset, "first_published", asset.first_published or today())
    first = candidate(asset, decision, links)
    if before is None:
        return first
    if same(first, before):
        return None
    set_committed_value(asset, "version", asset.version + 1)
    return candidate(asset, decision, links)


def settle(session: Session, assets: Sequence[Asset]) -> None:
    """Write what publication changes of the records themselves, in one statement.

    A flush would look through every part of every record for the same three fields.
    """
    moment = now()
    statement = (
        update(Asset)
        .where(Asset.id == bindparam("of"))
        .values(
            workflow_state="published",
            moved=bindparam("when"),
            first_published=bindparam("first"),
            version=bindparam("number"),
        )
    )
    session.connection().execute(
        statement,
        [
            {
                "of": one.id,
                "first": one.first_published,
                "number": one.version,
                "when": moment,
            }
            for one in assets
        ],
    )
    for one in assets:
        set_committed_value(one, "workflow_state", "published")
        set_committed_value(one, "moved", moment)


def same(one: ledger.Entry, before: PublicRecord | None) -> bool:
    return before is not None and one.etag == before.etag


def opens(decision: Classification, before: PublicRecord) -> bool:
    """Whether a decision lets more be known than is public now."""
    wanted = ledger.OPENNESS[disclosure_of(decision)]
    return wanted > ledger.OPENNESS[before.disclosure]


def narrowed(
    session: Session, asset: Asset, decision: Classification, before: PublicRecord
) -> ledger.Entry:
    """The row that a new decision leaves of what is public now; no draft is read."""
    wanted = disclosure_of(decision)
    document = before.document
    if wanted == "partial":
        document = _public_version(document, decision)
    elif wanted == "index":
        document = disclosure.indexed(document, decision.index_title or "")
    figures = []
    if _figures_leave(wanted, decision):
        figures = [vars(one) for one in reading.observations(session, before.seq)]
    return ledger.Entry(
        asset.uid,
        asset.kind,
        asset.uid if wanted == "index" else before.slug,
        before.state,
        wanted,
        text({**document, "classification": legal.public(decision)}),
        figures,
    )


def candidate(
    asset: Asset, decision: Classification, links: list[dict[str, str]]
) -> ledger.Entry:
    """What would be published of the record as it stands; nothing is changed."""
    wanted = disclosure_of(decision)
    figures: list[dict[str, Any]] = []
    if wanted == "index":
        document = disclosure.index(asset, decision.index_title or "")
    else:
        document = disclosure.full(asset) | ({"relations": links} if links else {})
        if not links:
            document.pop("relations", None)
        if wanted == "partial":
            document = _public_version(document, decision)
        if isinstance(asset, Indicator) and _figures_leave(wanted, decision):
            figures = _figures(asset)
    document["classification"] = legal.public(decision)
    return ledger.Entry(
        asset.uid,
        asset.kind,
        asset.uid if wanted == "index" else asset.slug,
        "published",
        wanted,
        text(document),
        figures,
    )


def _public_version(
    document: dict[str, Any], decision: Classification
) -> dict[str, Any]:
    """What a partial decision lets out; its name is the producer's only if allowed."""
    shown = disclosure.allowed(document, decision.public_leaves)
    return {"title": decision.index_title or "", **shown}


def _figures_leave(wanted: str, decision: Classification) -> bool:
    return wanted == "full" or (
        wanted == "partial" and "observations" in decision.public_leaves
    )


def _figures(asset: Indicator) -> list[dict[str, Any]]:
    ordered = sorted(
        asset.observations, key=lambda o: (o.period, o.territory or "", o.breakdown_key)
    )
    return [{name: getattr(one, name) for name in FIGURE} for one in ordered]


def with_free_slugs(
    session: Session, entries: Sequence[ledger.Entry]
) -> list[ledger.Entry]:
    """Give a record another address when two codes fold to the same one."""
    taken = {
        (row.kind, row.slug): row.uid
        for row in session.execute(
            select(Publication.kind, Publication.slug, Publication.uid).where(
                Publication.superseded.is_(None),
                Publication.kind.in_({one.kind for one in entries}),
                Publication.slug.in_([one.slug for one in entries]),
            )
        )
    }
    free = []
    for one in entries:
        if taken.setdefault((one.kind, one.slug), one.uid) != one.uid:
            one = replace(one, slug=f"{one.slug}-{one.uid[:8]}")
        free.append(one)
    return free


def load_parts(session: Session, assets: Sequence[Asset]) -> None:
    """Load what the door will read of all the assets, in a few queries a kind.

    The assets are already in the session: these queries fill in their own columns and
    their parts, which would otherwise be asked for one by one.
    """
    ids: dict[type[Asset], list[int]] = {}
    for asset in assets:
        ids.setdefault(type(asset), []).append(asset.id)
    for model, of_kind in ids.items():
        parts: list[Any] = [Asset.organization, Asset.custodian, Asset.distributions]
        if model is Indicator:
            parts.append(Indicator.observations)
        if model is ProductionProcess:
            parts.append(ProductionProcess.characterisations)
        columns = model.__table__.columns.keys()
        own = load_only(*(getattr(model, name) for name in columns if name != "id"))
        variables = selectinload(Asset.variables).selectinload(Variable.standard)
        session.scalars(
            select(model)
            .where(model.id.in_(of_kind))
            .options(own, variables, *(selectinload(part) for part in parts))
        ).all()

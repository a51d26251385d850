"""Which decision is in force, and what no decision may allow."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select, update
from sqlalchemy.orm import Session, lazyload
from sqlalchemy.orm.attributes import set_committed_value

from ..records.asset import Asset
from ..records.classification import Classification
from .refusals import Refusal

PRIVATE = frozenset({"semiprivado", "privado", "sensible"})
PUBLICA = "publica"


def in_force(session: Session, asset_ids: Iterable[int]) -> dict[int, Classification]:
    """The decision in force for each of the assets that have one."""
    query = (
        select(Classification)
        .where(
            Classification.asset_id.in_(list(asset_ids)),
            Classification.ended.is_(None),
        )
        .options(lazyload(Classification.decided_by))
    )
    return {one.asset_id: one for one in session.scalars(query)}


def note(session: Session, assets: Sequence[Asset]) -> None:
    """Keep on the records themselves that a decision was taken, to list those that
    wait for one.
    """
    ids = [one.id for one in assets]
    session.connection().execute(
        update(Asset.__table__)  # type: ignore[arg-type]
        .where(Asset.id.in_(ids))
        .values(decided=True)
    )
    for one in assets:
        set_committed_value(one, "decided", True)


def require_lawful(asset: Asset, access_class: str) -> None:
    """Personal data may not be laid open (Ley 1581 de 2012, art. 4 f).

    Raises ``Refusal``.
    """
    if access_class == PUBLICA and asset.personal_data in PRIVATE:
        raise Refusal(
            f"«{asset.title}» tiene datos personales de tipo {asset.personal_data}: no "
            "puede ser pública (Ley 1581 de 2012, art. 4 f). Clasifíquela con el "
            "literal 18-a, o registre una versión sin datos de personas."
        )

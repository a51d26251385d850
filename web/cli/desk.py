"""``tumbaga submit|approve|classify|publish|retire|withdraw CODE --by PERSON``."""

from typing import Any

import click

from ...catalog import (
    access,
    assets,
    classification,
    decisions,
    publishing,
    withdrawing,
    workflow,
)
from ...catalog.refusals import Changed
from ...records.asset import Asset
from ...records.classification import Classification
from ...schemas import classification as legal
from ...schemas import vocabularies
from ...schemas.schedules import BOGOTA
from .house import writing

TAKEN = (
    "«{title}» ya tiene una decisión en vigor: {label}, de {by}, {day}{act}. Si la leyó y "
    "quiere reemplazarla, repita la orden con --replaces {number}"
)
CHANGED = (
    "La decisión que usted leyó sobre «{title}» ya no es la que está en vigor. Ahora es: "
    "{label}, de {by}, {day}{act}. Si quiere reemplazarla, repita la orden con --replaces "
    "{number}"
)
BY = click.option(
    "--by", "who", required=True, help="Código o correo de quien lo hace."
)


def register(group: click.Group) -> None:
    for command in (submit, approve, send_back, classify, publish, retire, withdraw):
        group.add_command(command)


@click.command(help="Envía un registro completo a revisión.")
@click.argument("code")
@BY
def submit(code: str, who: str) -> None:
    with writing(who) as (session, by):
        asset = assets.get(session, code)
        workflow.submit(session, asset, by=by)
        click.echo(f"«{asset.title}» quedó en revisión.")


@click.command(help="Aprueba un registro que está en revisión (Planeación).")
@click.argument("code")
@BY
def approve(code: str, who: str) -> None:
    with writing(who) as (session, by):
        asset = assets.get(session, code)
        workflow.approve(session, asset, by=by)
        click.echo(f"«{asset.title}» quedó aprobado.")


@click.command(
    "return", help="Devuelve un registro con razones (Planeación o Jurídica)."
)
@click.argument("code")
@click.option("--reason", required=True, help="Por qué se devuelve.")
@BY
def send_back(code: str, reason: str, who: str) -> None:
    with writing(who) as (session, by):
        asset = assets.get(session, code)
        workflow.send_back(session, asset, reason, by=by)
        click.echo(f"«{asset.title}» quedó devuelto.")


@click.command(help="Toma la decisión legal sobre un activo (Dirección Jurídica).")
@click.argument("code")
@click.option(
    "--class",
    "access_class",
    required=True,
    help="publica, clasificada o reservada.",
)
@click.option(
    "--article", "articles", multiple=True, help="Literal: 18-a, 19-d…; se repite."
)
@click.option("--norm", help="Norma que prohíbe el acceso (reservada).")
@click.option("--aim", "legitimate_aim", help="Objetivo legítimo de la excepción.")
@click.option("--motivation", help="Por qué, en una frase que lee la ciudadanía.")
@click.option("--index-title", help="Nombre con que aparece en el índice.")
@click.option("--total", "scope", flag_value="total", help="Excepción total.")
@click.option("--partial", "scope", flag_value="partial", help="Excepción parcial.")
@click.option(
    "--public", "public_leaves", multiple=True, help="Campo que sí se publica."
)
@click.option("--act", help="Acto administrativo que la decide.")
@click.option("--act-date", help="Fecha del acto, año-mes-día.")
@click.option("--starts", help="Desde cuándo se cuenta el plazo, año-mes-día.")
@click.option(
    "--years", "term_years", type=int, help="Plazo en años (reservada: máximo 15)."
)
@click.option(
    "--counted-from", help="De qué se cuenta: calificacion, generacion u otra."
)
@click.option("--opens", is_flag=True, help="Se abre sola al vencer (solo art. 19).")
@click.option("--present", help="Prueba de daño: qué daño existe hoy.")
@click.option("--probable", help="Prueba de daño: por qué es de esperar.")
@click.option("--specific", help="Prueba de daño: a quién y en qué.")
@click.option("--balance", help="Prueba de daño: por qué pesa más que lo público.")
@click.option("--unlimited", is_flag=True, help="Sin límite de tiempo (art. 18).")
@click.option(
    "--replaces",
    type=int,
    help="Número de la decisión en vigor que esta reemplaza; la orden lo dice si hay una.",
)
@BY
def classify(code: str, who: str, replaces: int | None, **given: Any) -> None:
    data = {name: list(v) if isinstance(v, tuple) else v for name, v in given.items()}
    harm = {name: data.pop(name) for name in legal.HARM}
    data["harm"] = {name: said for name, said in harm.items() if said}
    with writing(who) as (session, by):
        asset = assets.get(session, code)
        access.require(by, "classify", asset)
        before = decisions.in_force(session, [asset.id]).get(asset.id)
        if before is not None and before.id != replaces:
            raise Changed(_taken(asset, before, replaces))
        decision = classification.decide(session, asset, data, by=by, seen=replaces)
        said = vocabularies.get("access_classes").label(decision.access_class).lower()
        click.echo(f"Decisión tomada: «{asset.title}» es {said}.")


def _taken(asset: Asset, before: Classification, replaces: int | None) -> str:
    """What is in force, so that who replaces it has read it."""
    label = vocabularies.get("access_classes").label(before.access_class).lower()
    day = before.decided.astimezone(BOGOTA)
    return (CHANGED if replaces else TAKEN).format(
        title=asset.title,
        label=label,
        by=before.decided_by.name,
        day=f"{day:%Y-%m-%d %H:%M}",
        act=f" ({before.act})" if before.act else "",
        number=before.id,
    )


@click.command(help="Publica un registro aprobado y con decisión legal.")
@click.argument("code")
@BY
def publish(code: str, who: str) -> None:
    with writing(who) as (session, by):
        asset = assets.get(session, code)
        publishing.publish(session, asset, by=by)
        click.echo(f"«{asset.title}» quedó publicado.")


@click.command(help="Retira un registro: su página queda y nombra al que lo reemplaza.")
@click.argument("code")
@click.option("--reason", required=True, help="Por qué se retira.")
@click.option("--successor", help="Código del registro que lo reemplaza.")
@BY
def retire(code: str, reason: str, successor: str | None, who: str) -> None:
    with writing(who) as (session, by):
        asset = assets.get(session, code)
        heir = assets.get(session, successor) if successor else None
        withdrawing.retire(session, asset, reason, by=by, successor=heir)
        click.echo(f"«{asset.title}» quedó retirado.")


@click.command(help="Saca un registro del público; queda constancia con el motivo.")
@click.argument("code")
@click.option("--reason", required=True, help="Motivo, que se muestra al público.")
@BY
def withdraw(code: str, reason: str, who: str) -> None:
    with writing(who) as (session, by):
        asset = assets.get(session, code)
        withdrawing.withdraw(session, asset, reason, by=by)
        click.echo(f"«{asset.title}» quedó fuera del público.")

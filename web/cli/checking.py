"""``tumbaga check``: the quality of each public record, and what to fix next."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import click
from sqlalchemy.orm import Session

from ...catalog import broken_links, organizations
from ...catalog.quality import Quality, Summary, summary
from ...records import reading, walking
from ...records.reading import PublicRecord
from ..filters import number
from ..window import quality
from .house import opened, require_prepared, told

EVERY = 1000  # who has to fill them in is told all of the fields


@dataclass(frozen=True)
class Checked:
    """What is told of one record; its document is let go."""

    uid: str
    kind: str
    path: str
    code: str
    title: str
    organization: str
    score: Quality

    @property
    def next(self) -> str | None:
        """What to fix next, in words."""
        check = self.score.next
        fix = check.fix if check else None
        return quality.words(fix, self.kind, named=EVERY) if fix else None


def register(group: click.Group) -> None:
    group.add_command(check)


@click.command(help="Revisa la calidad de los registros públicos y dice qué corregir.")
@click.option("--organization", help="Solo los de esta dependencia (su código).")
@click.option("--json", "as_json", is_flag=True, help="Escribe la respuesta en JSON.")
def check(organization: str | None, as_json: bool) -> None:
    with told():
        house = opened()
        require_prepared(house)
        with house.session() as session:
            uid = organizations.get(session, organization).uid if organization else None
            checked = sorted(_checked(session, uid), key=_worst_first)
    whole = summary(one.score for one in checked)
    if as_json:
        click.echo(json.dumps(_answer(checked, whole), ensure_ascii=False, indent=1))
    else:
        _tell(checked, whole)


def _checked(session: Session, organization: str | None) -> Iterator[Checked]:
    broken = broken_links.known(session)
    upto = reading.head(session).seq
    for row in walking.records(walking.within(session), upto):
        score = quality.of(row, broken)
        office = row.document.get("organization") or {}
        if score and organization in (None, office.get("uid")):
            yield _one(row, score, str(office.get("name", "")))


def _one(row: PublicRecord, score: Quality, office: str) -> Checked:
    code, title = row.document.get("code"), row.document.get("title")
    return Checked(
        row.uid, row.kind, row.path, str(code or ""), str(title or ""), office, score
    )


def _worst_first(one: Checked) -> tuple[int, str, str]:
    return one.score.points, one.code, one.uid


def _tell(checked: list[Checked], whole: Summary) -> None:
    for one in checked:
        name = f"{one.code}  {one.title}" if one.code else one.title
        click.echo(f"{one.score.points} de {one.score.of}  {name}")
        if one.next:
            click.echo(f"        {one.next}")
    if not checked:
        click.echo("No hay registros públicos que revisar.")
        return
    records = "registro" if whole.records == 1 else "registros"
    mean = number(whole.mean, 1)
    click.echo(f"{whole.records} {records}, nota media {mean} de {whole.of}.")


def _answer(checked: list[Checked], whole: Summary) -> dict[str, Any]:
    base = opened().settings.base_url
    return {
        "total": whole.records,
        "mean": round(whole.mean, 2),
        "of": whole.of,
        "passed": whole.passed,
        "lacking": dict(whole.lacking),
        "results": [_result(one, base) for one in checked],
    }


def _result(one: Checked, base: str) -> dict[str, Any]:
    return {
        "uid": one.uid,
        "code": one.code,
        "title": one.title,
        "url": base + one.path,
        "kind": one.kind,
        "organization": one.organization,
        "points": one.score.points,
        "of": one.score.of,
        "next": one.next,
        "checks": [vars(line) for line in quality.lines(one.score, one.kind)],
    }

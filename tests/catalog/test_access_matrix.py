"""Role × verb × state × own or other organisation, generated, against the verbs themselves.

Every refusal says why in Spanish; ``access.why_not`` says the same before the step is
tried, so that a page can ask it.
"""

import re
from collections.abc import Callable, Iterator
from itertools import product

import pytest
from city import City, found_city
from sqlalchemy import Engine
from sqlalchemy.orm import Session
from tumbaga.catalog import (
    access,
    assets,
    classification,
    publishing,
    standard_variables,
    withdrawing,
    workflow,
)
from tumbaga.catalog.accounts import inviting
from tumbaga.catalog.refusals import NotAllowed, Refusal
from tumbaga.catalog.steps import LEAVING, STATE_NAMES, STEPS
from tumbaga.records.asset import WORKFLOW, Asset
from tumbaga.records.person import ROLES, Person

HERE, ELSEWHERE = "planeacion", "salud"
# The state of a record, as the verbs lead to it from a draft.
PATHS: dict[str, tuple[str, ...]] = {
    "draft": (),
    "submitted": ("submit",),
    "returned": ("submit", "return"),
    "approved": ("submit", "approve"),
    "published": ("submit", "approve", "classify", "publish"),
    "retired": ("submit", "approve", "classify", "publish", "retire"),
    "withdrawn": ("submit", "approve", "classify", "publish", "withdraw"),
}
Step = Callable[[City, Asset, Person], object]
VERBS: dict[str, Step] = {
    "submit": lambda c, a, by: workflow.submit(c.session, a, by=by),
    "return": lambda c, a, by: workflow.send_back(c.session, a, "Falta.", by=by),
    "approve": lambda c, a, by: workflow.approve(c.session, a, by=by),
    "classify": lambda c, a, by: classification.decide(
        c.session, a, {"access_class": "publica"}, by=by
    ),
    "publish": lambda c, a, by: publishing.publish(c.session, a, by=by),
    "retire": lambda c, a, by: withdrawing.retire(c.session, a, "Viejo.", by=by),
    "withdraw": lambda c, a, by: withdrawing.withdraw(c.session, a, "Error.", by=by),
    "revise": lambda c, a, by: assets.save(
        c.session, c.draft(code=a.code, title="Otro nombre"), by=by
    ),
    "register": lambda c, _a, by: assets.save(c.session, c.draft(code="NEW"), by=by),
    "standardize": lambda c, _a, by: standard_variables.save(
        c.session,
        {"code": "sexo", "label": "Sexo", "definition": "El sexo de la persona."},
        by=by,
    ),
    "admit": lambda c, _a, by: inviting.invite(
        c.session,
        {"code": "lia", "name": "Lía", "roles": ["legal"]},
        by=by,
        place="",
        term=inviting.timedelta(days=1),
    ),
}


def role_allows(role: str, verb: str, own: bool) -> bool:
    """The table, read by the test in its own way."""
    rule = access.RULES[verb]
    return role in rule.roles or (own and role in rule.own)


def test_the_matrix_reaches_every_verb_state_and_role():
    assert set(VERBS) <= set(access.RULES)
    assert set(PATHS) == set(WORKFLOW) == set(STATE_NAMES)
    assert set(STEPS) | set(LEAVING) <= set(access.RULES)


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[City]:
    """One city for the whole matrix: each cell is tried and taken back."""
    from tumbaga.records.database import connect, writing
    from tumbaga.web.database import prepare

    engine: Engine = connect(f"sqlite:///{tmp_path_factory.mktemp('matrix')}/t.db")
    prepare(engine)
    with Session(writing(engine)) as session:
        yield found_city(session)
    engine.dispose()


def led_to(city: City, state: str) -> Asset:
    asset = city.asset()
    for verb in PATHS[state]:
        by = city.beto if verb == "classify" else city.carla
        VERBS[verb](city, asset, by)
    if state != "published" and "classify" not in PATHS[state]:
        VERBS["classify"](city, asset, city.beto)
    assert asset.workflow_state == state
    return asset


@pytest.mark.parametrize("state", WORKFLOW)
def test_each_step_is_taken_or_refused_as_the_table_says(city: City, state: str):
    cell = city.session.begin_nested()
    asset = led_to(city, state)
    city.session.flush()
    for role, verb, own in product(ROLES, VERBS, (True, False)):
        home = city.ana.organization if own else city.fabio.organization
        with city.session.begin_nested() as attempt:
            person = Person(
                code=f"{role}-{verb}", name="Rita", roles=[role], organization=home
            )
            city.session.add(person)
            city.session.flush()
            reason = access.why_not(person, verb, asset)
            refused = attempted(city, asset, person, verb)
            attempt.rollback()
        city.session.expire_all()
        city.session.info.pop("organizations", None)
        where = (role, verb, state, own)
        if not role_allows(role, verb, own):
            assert isinstance(refused, NotAllowed), where
            assert reason == str(refused), where
            assert says_whose(reason, verb), where
        else:
            assert not isinstance(refused, NotAllowed), where
            said = str(refused) if refused is not None else None
            assert reason == said, where
    cell.rollback()
    city.session.expire_all()
    city.session.info.pop("organizations", None)


@pytest.mark.parametrize("verb", sorted(access.RULES))
def test_why_not_is_said_for_every_verb_there_is(city: City, verb: str):
    """Also for those whose own tests take the step."""
    home = city.ana.organization
    for role, own in product(ROLES, (True, False)):
        person = Person(code="x", name="Rita", roles=[role], active=True)
        person.organization_id = home.id if own else city.fabio.organization_id
        reason = access.why_not(person, verb, home)
        if role_allows(role, verb, own):
            assert reason is None, (role, own)
        else:
            assert reason is not None, (role, own)
            assert says_whose(reason, verb), (role, own)


def attempted(city: City, asset: Asset, person: Person, verb: str) -> Refusal | None:
    try:
        VERBS[verb](city, asset, person)
    except Refusal as refusal:
        return refusal
    return None


def says_whose(reason: str, verb: str) -> bool:
    """A sentence of Spanish: who cannot, what, and whose it is; no name of the code."""
    rule = access.RULES[verb]
    whose = [access.ROLE_NAMES[role] for role in rule.roles | rule.own]
    return (
        reason.startswith("Rita no puede ")
        and rule.means in reason
        and all(one in reason for one in whose)
        and reason.endswith(".")
        and not re.search(rf"\b(?:{'|'.join(ROLES)}|None)\b", reason)
    )


def test_who_holds_several_roles_may_what_any_of_them_may(city: City):
    person = Person(code="todo", name="Todo", roles=list(ROLES), active=True)
    person.organization = city.fabio.organization
    for verb in access.RULES:
        assert access.why_not(person, verb, city.ana.organization) is None


def test_who_has_left_hears_it(city: City):
    person = Person(code="x", name="Xiomara", roles=list(ROLES), active=False)
    for verb in access.RULES:
        said = access.why_not(person, verb)
        assert said is not None
        assert said.startswith("Xiomara ya no trabaja en el catálogo")

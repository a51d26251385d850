"""Every operation against its own description, with made-up and with wrong input."""

import os
from collections import Counter
from itertools import count

import pytest
import schemathesis
from api_setting import DRAFT
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

EXAMPLES = int(os.environ.get("TUMBAGA_TEST_EXAMPLES", "6"))
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
PEOPLE = ("carla", "ana", "beto", "fabio")


@pytest.fixture(scope="module")
def described(small_api):
    small_api.published()
    for folder in ("ppi", "indicadores", "datos", "documentos"):
        draft = {**DRAFT, "code": f"X-{folder}"}
        assert small_api.call("ana", "post", f"/{folder}", draft).status_code == 201
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", small_api.app)


def aimed(case, number: int) -> None:
    """Two of three at a record that there is, and a draft at a unit that there is."""
    if number % 3 == 0:
        return
    if "code" in case.path_parameters:
        folder = case.path.split("/")[1]
        known = ("PET-9", f"X-{folder}")
        case.path_parameters["code"] = known[number % 2]
    if isinstance(case.body, dict) and "organization" in case.body:
        case.body["organization"] = "planeacion"


def try_out(operation, api, mode: GenerationMode) -> Counter[int]:
    @seed(1712)
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def once(case) -> None:
        number = next(turns)
        aimed(case, number)
        secret = api.secrets[PEOPLE[number % len(PEOPLE)]]
        # The test client does not unpack what is packed.
        headers = {"Authorization": f"Bearer {secret}", "Accept-Encoding": "identity"}
        answer = case.call_and_validate(headers=headers, checks=CHECKS)
        answered[answer.status_code] += 1

    turns = count(1)
    answered: Counter[int] = Counter()
    once()
    return answered


@pytest.mark.thorough
@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_no_answer_is_outside_the_description(described, small_api, mode):
    answered: Counter[int] = Counter()
    for result in described.get_all_operations():
        operation = result.ok()
        if mode.is_negative and not (operation.query or operation.body):
            continue  # any text may be a code: nothing of it can be wrong
        answered += try_out(operation, small_api, mode)
    assert answered.total() >= 100
    assert mode.is_negative or {200, 201, 404, 422} <= set(answered)

"""Whatever the audit keeps is told in Spanish: no verb of the code without its word."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tumbaga.catalog.history_verbs import VERBS

ROOT = Path(__file__).parents[2]
# Which argument of each function is the verb.
TELLING = {"record": 2, "record_many": 2, "_audit": 2, "_note": 2, "step": 2}
# What a verb that is put together may become.
MADE = {"request_": ("answered", "refused", "transferred")}


def verbs() -> Iterator[str]:
    for floor in ("catalog", "web"):
        for path in sorted((ROOT / floor).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Call):
                    yield from verbs_of(node)


def verbs_of(call: ast.Call) -> Iterator[str]:
    name = getattr(call.func, "attr", getattr(call.func, "id", ""))
    place = TELLING.get(name)
    if place is None or len(call.args) <= place:
        return
    verb = call.args[place]
    if isinstance(verb, ast.Constant) and isinstance(verb.value, str):
        yield verb.value
    elif isinstance(verb, ast.JoinedStr):
        start = verb.values[0].value
        yield from (f"{start}{one}" for one in MADE[start])


def test_each_verb_of_the_audit_has_its_word():
    found = set(verbs())

    assert len(found) > 40
    assert found <= set(VERBS), found - set(VERBS)

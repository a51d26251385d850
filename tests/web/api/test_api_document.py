"""The description: valid OpenAPI 3.1, with every field's words; and the page for people."""

import re

from jsonschema import Draft202012Validator
from openapi_spec_validator import validate
from tumbaga.schemas import kinds, vocabularies


def document(api):
    return api.client.get("/api/v1/openapi.json").json


def test_it_is_valid(small_api):
    said = document(small_api)

    validate(said)
    assert said["openapi"] == "3.1.0"
    for name, schema in said["components"]["schemas"].items():
        Draft202012Validator.check_schema(schema), name


def test_every_field_of_a_draft_is_there_with_its_words(small_api):
    schemas = document(small_api)["components"]["schemas"]
    for kind, schema in kinds.SCHEMAS.items():
        said = schemas[schema.__name__]
        mine = {
            name: field
            for name, field in kinds.SCHEMAS[kind]().fields.items()
            if not field.dump_only
        }
        assert set(said["properties"]) == set(mine)
        assert set(said["required"]) == {"code", "title", "organization"}
        assert said["additionalProperties"] is False
        for name, field in mine.items():
            for key in ("title", "x-label-en", "description", "x-source", "examples"):
                if key in field.metadata:
                    assert said["properties"][name][key] == field.metadata[key], name


def test_every_list_named_can_be_fetched(small_api):
    text = small_api.client.get("/api/v1/openapi.json").text
    named = set(re.findall(r'"x-vocabulary":"([a-z_]+)"', text))

    assert len(named) > 20
    for name in named:
        terms = small_api.client.get(f"/api/v1/vocabularios/{name}").json["terms"]
        assert len(terms) == len(vocabularies.get(name).terms)
    assert named <= set(
        small_api.client.get("/api/v1/vocabularios").json["vocabularies"]
    )


def test_the_examples_of_fields_are_right(small_api):
    schemas = document(small_api)["components"]["schemas"]
    for kind, schema in kinds.SCHEMAS.items():
        for name, field in schemas[schema.__name__]["properties"].items():
            for example in field.get("examples", ()):
                draft = kinds.load(kind, {name: example})
                wrong = [one for one in draft.problems if one.path.startswith(name)]
                assert not wrong, (kind, name, wrong)


def test_the_page_is_ours_alone_and_says_everything(small_api):
    answer = small_api.client.get("/api/v1/docs")
    page = answer.text

    assert answer.status_code == 200
    assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
    assert re.findall(r"<script[^>]*>", page) == re.findall(
        r'<script src="/estatico/sugerencias\.js\?v=\w+" defer>', page
    )
    assert not re.search(r"<[^>]+ (style|on\w+)=", page)
    assert not re.findall(r'(?:src|href)="(?:https?:)?//', page)
    for words in (
        "Authorization: Bearer",
        "POST /{folder}/{code}/enviar",
        "Hoja de vida",
    ):
        assert words in page
    for target in set(re.findall(r'href="#([^"]+)"', page)):
        assert f'id="{target}"' in page, target
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))


def test_each_problem_leads_to_its_place_on_the_page(small_api):
    kind = small_api.client.get("/api/v1/yo").json["type"]

    assert kind == "/api/v1/docs#sin-token"
    assert 'id="sin-token"' in small_api.client.get("/api/v1/docs").text

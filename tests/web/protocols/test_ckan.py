"""CKAN's action API: every action by GET and POST, its filters, errors and attacks."""

from datetime import UTC, datetime

import pytest
from protocol_site import BASE, opened
from public_records import NASTY, dataset, everything, indicator, organization, process
from tumbaga.exporters import ckan
from tumbaga.web.following import follow

DATED = datetime(2026, 11, 21, 0, 30, 45, 866603, tzinfo=UTC)
SALUD = {"uid": "org-salud", "name": "Salud", "slug": "salud"}


def fill(site):
    site.publish(*everything())
    site.publish(
        indicator(
            "salud-1",
            theme="salud-y-proteccion-social",
            organization=SALUD,
            keywords=["agua"],
        ),
        dataset("agua-1", title="Calidad del agua", keywords=["agua", "río"]),
    )
    site.publish(dataset("ido", title="CANARIO"))
    site.publish(dataset("ido", title="CANARIO"), state="withdrawn", disclosure="index")
    site.publish(dataset("cerrado", title="CANARIO"), disclosure="index")
    site.publish(dataset("fechado"))
    site.date("fechado", DATED)
    follow(site.house)


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    with opened(tmp_path_factory.mktemp("ckan")) as site:
        fill(site)
        yield site


ASSETS = {one.uid for one in everything() if one.kind != "organization"}
ALL = ASSETS | {"salud-1", "agua-1", "fechado"}


def result(site, action, /, **given):
    answer = site.post(f"/api/action/{action}", json=given)
    assert answer.status_code == 200, answer.text
    assert answer.json["success"] is True
    assert answer.json["help"] == f"{BASE}/api/3/action/help_show?name={action}"
    return answer.json["result"]


def found(site, **given):
    return {
        one["id"]
        for one in result(site, "package_search", rows=100, **given)["results"]
    }


def error(site, action, /, **given):
    answer = site.post(f"/api/3/action/{action}", json=given)
    assert answer.json["success"] is False
    return answer.status_code, answer.json["error"]["__type"]


def test_the_harvesters_walk_sees_each_record_once(filled):
    seen, start = [], 0
    while True:
        query = {"rows": "5", "start": str(start), "sort": "id asc"}
        page = filled.get("/api/3/action/package_search", query_string=query)
        results = page.json["result"]["results"]
        if not results:
            break
        seen += [one["id"] for one in results]
        start += 5

    assert seen == sorted(ALL)
    assert page.json["result"]["count"] == len(ALL)


@pytest.mark.parametrize(
    ("fq", "expected"),
    [
        ("metadata_modified:[2026-11-21T00:30:45.866603Z TO 2026-11-21T00:30:45.866603Z]", {"fechado"}),
        ("metadata_modified:{2026-11-21T00:30:45.866603Z TO 2026-11-21T00:31:00Z]", set()),
        ("metadata_modified:[* TO 2026-11-21T00:30:46Z]", {"fechado"}),
        ("metadata_modified:[2099-01-01T00:00:00Z TO *]", set()),
        ("metadata_modified:[NOW TO *]", set()),
        ("organization:salud", {"salud-1"}),
        ("organization:salud OR organization:nada metadata_modified:[2020-01-01T00:00:00Z TO *]", {"salud-1"}),
        ('tags:agua -organization:"salud"', {"agua-1"}),
        ("+tags:(agua AND río)", {"agua-1"}),
        ("groups:salud-y-proteccion-social", {"salud-1"}),
        ("res_format:pdf", {"doc-1"}),
        ("id:agua-1 OR name:indicadores-salud-1-registro", {"agua-1", "salud-1"}),
        ("kind:production_process", {"ppi-1", "minimo-production_process"}),
        ("NOT kind:(dataset OR indicator OR document OR production_process)", set()),
        ("state:active type:dataset private:false id:agua-1", {"agua-1"}),
        ("private:true", set()),
        ("tags:no\\ hay", set()),
        ("", ALL),
        ("*:*", ALL),
    ],
)  # fmt: skip
def test_filters_are_read_as_solr_means_them(filled, fq, expected):
    assert found(filled, fq=fq) == expected


def test_words_are_searched_and_filters_narrow_them(filled):
    assert "agua-1" in found(filled, q="calidad del aguas")
    assert found(filled, q="agua", fq="organization:salud") == {"salud-1"}
    assert found(filled, q="organization:salud agua") == {"salud-1"}
    assert found(filled, q="CANARIO zorzal") == set()
    first = result(filled, "package_search", q="empleo", rows=2, start=0)
    second = result(filled, "package_search", q="empleo", rows=2, start=2)
    odd = result(filled, "package_search", q="empleo", rows=2, start=1)
    past = result(filled, "package_search", q="empleo", rows=2, start=900)
    order = [one["id"] for one in first["results"] + second["results"]]
    assert [one["id"] for one in odd["results"]] == order[1:3]
    assert past["results"] == []
    assert past["count"] == first["count"] > 2


def test_facets_are_counted_over_what_was_asked(filled):
    said = result(
        filled,
        "package_search",
        rows=0,
        fq="tags:agua",
        **{"facet.field": '["organization", "groups", "tags", "kind"]'},
    )

    assert said["results"] == []
    assert said["count"] == 2
    assert said["facets"]["tags"] == {"agua": 2, "río": 1}
    assert said["facets"]["kind"] == {"dataset": 1, "indicator": 1}
    themes = said["search_facets"]["groups"]["items"]
    assert {one["display_name"] for one in themes} == {
        "Trabajo",
        "Salud y Protección Social",
    }
    for most, tags in (("-1", 2), ("1", 1), ("0", 0)):
        asked = {"fq": "tags:agua", "facet.field": ["tags"], "facet.limit": most}
        assert len(result(filled, "package_search", **asked)["facets"]["tags"]) == tags
    with_words = result(filled, "package_search", q="agua", **{"facet.field": ["kind"]})
    assert with_words["facets"]["kind"]["indicator"] >= 1


@pytest.mark.parametrize(
    "given",
    [
        {"fq": "__import__('os'):x"},
        {"fq": "loquesea:1"},
        {"fq": "id:(a OR b"},
        {"fq": "id:a)"},
        {"fq": "(" * 500 + "id:a" + ")" * 500},
        {"fq": "id:a " * 700},
        {"fq": "x" * 5000},
        {"fq": "id:"},
        {"fq": '"sin cerrar'},
        {"fq": "{!func}sum(1,2)"},
        {"fq": "id:[a TO b]"},
        {"fq": "metadata_modified:[ayer TO *]"},
        {"fq": "metadata_modified:[2026-13-45T00:00:00Z TO *]"},
        {"fq": "NOT agua"},
        {"q": "id:(a"},
        {"sort": "drop asc"},
        {"facet.field": ["contraseñas"]},
    ],
)
def test_a_question_that_is_no_question_is_refused(filled, given):
    assert error(filled, "package_search", **given) == (400, "Search Query Error")


@pytest.mark.parametrize(
    "given", [{"rows": -1}, {"rows": "mil"}, {"start": "1e9"}, {"rows": "٣"}]
)
def test_a_number_that_is_none_is_refused(filled, given):
    assert error(filled, "package_search", **given) == (409, "Validation Error")


def test_too_much_is_cut_to_what_a_page_holds(filled):
    said = result(filled, "package_search", rows=10**9, start=0)
    assert len(said["results"]) == len(ALL)
    assert result(filled, "package_search", rows=10**30, start=10**30)["results"] == []


def test_packages_are_whole(filled):
    said = result(filled, "package_show", id="datos-dato-1-registro")
    assert said == result(filled, "package_show", id="dato-1")

    assert said["title"] == "Empleo"
    assert said["metadata_modified"].count(":") == 2
    assert not said["metadata_modified"].endswith("Z")
    assert said["organization"]["name"] == "planeacion"
    assert said["organization"]["type"] == "organization"
    assert said["organization"]["approval_status"] == "approved"
    assert [one["name"] for one in said["tags"]] == ["empleo", "planeación"]
    assert [one["name"] for one in said["groups"]] == ["trabajo"]
    assert said["license_id"] == "CC-BY-4.0"
    assert said["isopen"] is True
    first = said["resources"][0]
    assert first["format"] == "CSV"
    assert first["resource_type"] == "file"
    assert first["size"] == 447997
    assert result(filled, "resource_show", id=first["id"]) == first
    keys = [one["key"] for one in said["extras"]]
    assert len(keys) == len(set(keys))
    assert all(one["value"] for one in said["extras"])
    # what udata's strict schema wants present, even if null
    for key in ("author", "author_email", "maintainer", "maintainer_email", "groups"):
        assert key in said


def test_an_indicator_offers_its_series_and_a_process_nothing(filled):
    series = result(filled, "package_show", id="ind-1")["resources"]
    assert [one["format"] for one in series] == ["CSV", "SDMX-ML"]
    assert result(filled, "package_show", id="ppi-1")["resources"] == []


@pytest.mark.parametrize("name", ["ido", "cerrado", "org-dap", "no", NASTY, "datos-"])
def test_what_is_not_open_is_not_found(filled, name):
    given = name.encode("utf-8", "replace").decode()
    assert error(filled, "package_show", id=given) == (404, "Not Found Error")


def test_nothing_that_is_not_open_is_said(filled):
    for action in ("package_list", "tag_list", "current_package_list_with_resources"):
        text = filled.get(f"/api/3/action/{action}").text
        assert "CANARIO" not in text
    assert len(result(filled, "package_list")) == len(ALL)
    assert "cerrado" not in str(result(filled, "package_list"))
    assert (
        result(filled, "package_list", limit=2, offset=1)
        == result(filled, "package_list")[1:3]
    )


def test_lists_of_what_packages_belong_to(filled):
    names = result(filled, "organization_list")
    assert names == ["minimo-organization-registro", "org-dap-registro"]
    full = result(filled, "organization_list", all_fields=True)
    assert {one["name"]: one["package_count"] for one in full}["org-dap-registro"] > 3
    shown = result(
        filled, "organization_show", id="org-dap-registro", include_datasets=True
    )
    assert len(shown["packages"]) == shown["package_count"]
    assert "trabajo" in result(filled, "group_list")
    group = result(filled, "group_show", id="trabajo", include_datasets="true")
    assert result(filled, "group_show", id=group["id"])["name"] == "trabajo"
    assert len(group["packages"]) == group["package_count"] > 1
    assert result(filled, "tag_list", query="AGUA") == ["agua"]
    assert (
        len(result(filled, "tag_show", id="río", include_datasets=True)["packages"])
        == 1
    )
    assert "CC-BY-4.0" in {one["id"] for one in result(filled, "license_list")}
    assert result(filled, "status_show")["site_url"] == BASE


@pytest.mark.parametrize(
    ("action", "kind"),
    [
        ("organization_show", (404, "Not Found Error")),
        ("group_show", (404, "Not Found Error")),
        ("tag_show", (404, "Not Found Error")),
        ("resource_show", (404, "Not Found Error")),
        ("package_create", (403, "Authorization Error")),
        ("inventada", (404, "Not Found Error")),
    ],
)
def test_problems_have_their_type(filled, action, kind):
    assert error(filled, action, id="no-existe") == kind


def test_every_action_explains_itself(filled):
    from tumbaga.web.protocols.ckan.actions import ACTIONS

    for name in ACTIONS:
        assert result(filled, "help_show", name=name), name


def test_a_body_that_is_no_json_is_refused(filled):
    for body in (b"[1]", b"{", b"\xff", b"1"):
        answer = filled.post(
            "/api/3/action/package_search", data=body, content_type="application/json"
        )
        assert answer.status_code == 400
        assert answer.json["error"]["__type"] == "Bad Request"


def test_who_has_the_answer_gets_304_and_who_asks_gets_it_packed(filled):
    first = filled.get("/api/3/action/package_search?rows=50")
    again = {"If-None-Match": first.headers["ETag"]}
    packed = {"Accept-Encoding": "gzip"}
    path = "/api/3/action/package_search?rows=50"

    assert filled.get(path, headers=again).status_code == 304
    assert filled.get(path, headers=packed).headers["Content-Encoding"] == "gzip"
    assert filled.get("/api/3").json == {"version": 3}


def test_one_bad_record_never_breaks_the_feed(quick_site, monkeypatch, caplog):
    quick_site.publish(dataset("a"), dataset("b"), process("c"))
    write = ckan.package

    def sometimes(record, catalogue):
        if record.uid == "b":
            raise ValueError("imposible")
        return write(record, catalogue)

    monkeypatch.setattr(ckan, "package", sometimes)

    assert found(quick_site) == {"a", "c"}
    assert "b cannot be written" in caplog.text
    assert error(quick_site, "package_show", id="b") == (404, "Not Found Error")


def test_a_search_that_is_not_ready_says_so(quick_site):
    quick_site.publish(dataset("a"), organization())

    assert error(quick_site, "package_search", q="empleo") == (503, "Search Error")
    assert found(quick_site, q="*:*") == {"a"}


@pytest.mark.parametrize(
    ("q", "expected"),
    [
        ("title:aguas", {"agua-1"}),
        ("title:calidad AND title:agua", {"agua-1"}),
        ('title:"calidad del agua"', {"agua-1"}),
        ("title:(calidad agua)", {"agua-1"}),
        ("title:agua organization:salud", {"salud-1"}),
        ("title:CANARIO", set()),
        ("+title:agua +res_format:CSV", {"agua-1"}),
        ("-title:agua", ALL),
        ('title:"Calidad del agua" OR id:salud-1', {"agua-1", "salud-1"}),
    ],
)
def test_a_word_of_a_title_is_looked_for_in_words(filled, q, expected):
    """Wider than Solr's: what is about the words, though they stand elsewhere."""
    assert expected <= found(filled, q=q)
    assert not found(filled, q=q) - ALL
    assert found(filled, fq='title:"Calidad del agua"') == {"agua-1"}
    assert found(filled, fq="title:agua") == set()

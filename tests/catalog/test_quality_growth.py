"""Whatever is filled in, the score never falls: nobody is punished for telling more."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from quality_documents import DOCUMENTS, PUBLISHED, TODAY
from tumbaga.catalog import quality
from tumbaga.schemas import vocabularies

DATES = st.one_of(
    st.dates(date(2024, 1, 1), date(2026, 12, 31)).map(date.isoformat),
    st.sampled_from(["1999", "2025", "2026-10", "2099", "", "nunca"]),
)
LICENCES = st.sampled_from([*vocabularies.get("licences").terms, "mía", ""])
COLUMNS = st.lists(
    st.fixed_dictionaries({"name": st.just("a")}, optional={"label": st.just("A")}),
    max_size=3,
)
FILES = st.lists(
    st.fixed_dictionaries(
        {"media_type": st.sampled_from(list(vocabularies.get("media_types").terms))},
        optional={
            "licence": LICENCES,
            "columns": COLUMNS,
            "modified": DATES,
            "issued": DATES,
        },
    ),
    max_size=3,
)
CONTACT = st.fixed_dictionaries(
    {},
    optional={name: st.just("x") for name in ("position", "email", "telephone")},
)
SURVEY = st.fixed_dictionaries(
    {}, optional={"date": DATES, "design": st.just({"a": 1})}
)
KEPT = {"kind", "classification"}
VARIED = {
    "frequency": st.sampled_from([*vocabularies.get("frequencies").terms, "a veces"]),
    "temporal_end": DATES,
    "generated": DATES,
    "issued": DATES,
    "licence": LICENCES,
    "distributions": FILES,
    "variables": COLUMNS,
    "contact": CONTACT,
    "characterisation": SURVEY,
    "lag_days": st.integers(0, 200),
    "observation_count": st.integers(0, 3),
    "continuity": st.sampled_from(["activo", "suspendido"]),
    "latest": st.fixed_dictionaries(
        {"period": DATES}, optional={"value": st.integers(0, 9)}
    ),
    "relations": st.lists(
        st.fixed_dictionaries({"type": st.sampled_from(["genera", "parte_de"])}),
        max_size=2,
    ),
}


@st.composite
def records(draw):
    """A record with some fields changed, and some left out."""
    kind = draw(st.sampled_from(sorted(DOCUMENTS)))
    changed = draw(st.fixed_dictionaries({}, optional=VARIED))
    whole = {**DOCUMENTS[kind], **changed, "kind": kind}
    bare = draw(st.sets(st.sampled_from(sorted({*whole} - KEPT)), max_size=12))
    return {name: value for name, value in whole.items() if name not in bare}


def passed(document):
    found = quality.assess(document, today=TODAY, modified=PUBLISHED)
    return found.points, {check.key for check in found.checks if check.passed}


@settings(max_examples=300, deadline=None)
@given(records())
def test_telling_more_never_lowers_the_score(told):
    points, checks = passed(told)
    for name in {*told} - KEPT:
        untold = {key: value for key, value in told.items() if key != name}
        before, kept = passed(untold)

        assert before <= points, name
        assert kept <= checks, name

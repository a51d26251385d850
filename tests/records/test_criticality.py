"""The rule of criticality, level by level."""

from itertools import permutations

import pytest
from tumbaga.records.criticality import criticality


@pytest.mark.parametrize(
    ("levels", "worked_out"),
    [
        (("alta", "alta", "alta"), "alta"),
        (("alta", "alta", "baja"), "alta"),
        (("alta", "media", "baja"), "media"),
        (("alta", "baja", "baja"), "media"),
        (("media", "baja", "baja"), "media"),
        (("media", "media", "media"), "media"),
        (("baja", "baja", "baja"), "baja"),
        (("no_clasificada", "no_clasificada", "baja"), "alta"),
        (("no_clasificada", "baja", "baja"), "media"),
        ((None, "alta", "alta"), None),
        ((None, None, None), None),
    ],
)
def test_the_order_of_the_levels_does_not_matter(levels, worked_out):
    for one in set(permutations(levels)):
        assert criticality(*one) == worked_out

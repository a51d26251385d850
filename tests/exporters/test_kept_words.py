"""What fragments are kept under, and what may go into them as it stands."""

from dataclasses import replace

import orjson
from public_records import CATALOGUE, dataset, everything
from tumbaga.exporters import base, jsonlines
from tumbaga.exporters.ddi import sections


def test_a_label_of_any_vocabulary_that_ddi_says_changes_the_mark():
    assert set(sections.TERMS.values()) <= set(base.SPOKEN)


def test_a_line_of_json_holds_the_ledgers_document_whole():
    for one in everything():
        said = orjson.loads(jsonlines.fragment(one, CATALOGUE))
        assert said["document"] == one.document
        assert said["id"] == CATALOGUE.identifier(one.uid)


def test_a_document_written_over_several_lines_is_still_one_line():
    tall = orjson.dumps(dataset().document, option=orjson.OPT_INDENT_2).decode()
    line = jsonlines.fragment(replace(dataset(), text=tall), CATALOGUE)
    assert b"\n" not in line
    assert orjson.loads(line)["document"] == dataset().document

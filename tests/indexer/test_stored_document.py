"""What is told of a document in brief comes back as it was."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.bibliography.record import Field, Record
from indexer.stored_document import brief_of, document_of, summary_of

values = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-(10**30), 10**30),
        st.floats(allow_nan=False),
        st.text(st.characters(exclude_categories=["Cs"])),
    ),
    lambda each: st.lists(each, max_size=3) | st.dictionaries(st.text("ab\n", max_size=2), each, max_size=3),
    max_leaves=8,
)


@given(value=values, notices=st.lists(st.text('aé\n"', max_size=5), max_size=2).map(tuple))
def test_a_summary_gives_back_what_was_put_in(make_document, value, notices):
    record = Record((Field("note", value, "by hand", "x"), Field("title", "A", "embedded", "y", 0.5)))
    document = replace(make_document("One."), record=record, notices=notices)
    assert brief_of(summary_of(document, 7)) == ("text/plain", record, 0, 7, notices)


def test_a_number_that_json_does_not_have_comes_back(make_document):
    record = Record((Field("note", math.nan, "by hand", "x"),))
    _, found, *_ = brief_of(summary_of(replace(make_document("One."), record=record), 1))
    assert isinstance(found.get("note"), float) and math.isnan(found.get("note"))


@pytest.mark.parametrize("broken", ["{", "[1, 2", "{}", '{"record": 1}', "null", '"a"'])
def test_a_broken_one_is_refused(broken):
    with pytest.raises(ValueError, match="the summary can't be read"):
        brief_of(broken)


@pytest.mark.parametrize("layers", ["a text", None, 7, b"no zlib"])
def test_layers_of_another_kind_are_damage(layers):
    with pytest.raises(ValueError, match="the layers can't be read"):
        document_of("Mills turn.", layers, b"", "mills.txt")

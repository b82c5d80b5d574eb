"""What is asked of a reading process is named and plain data: it comes there as it was."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.bibliography.sidecar import Sidecars
from corpus.document import Document
from corpus.reading.limits import Limits
from corpus.reading.read import read
from corpus.reading.tesseract import Tesseract
from corpus.reading.workers.call import answer_type, request_of, requested

names = st.text(st.characters(exclude_characters="/\0", exclude_categories=()), min_size=1, max_size=20)
plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | names | names.map(Path),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.lists(inner, max_size=3).map(tuple)
        | st.dictionaries(st.text(max_size=5) | st.integers(), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(names, plain)
def test_arguments_and_paths_come_as_they_were(name, argument):
    function, path = requested(request_of(partial(read, limits=argument), Path(name)))
    assert path == Path(name)
    assert isinstance(function, partial) and function.func is read
    assert function.keywords == {"limits": argument}


def test_settings_of_a_reading_come_as_they_were():
    asked = {"limits": Limits(seconds=10**30), "recogniser": Tesseract(("eng", "rus")), "sidecars": Sidecars()}
    function, _ = requested(request_of(partial(read, **asked), Path("a.pdf")))
    assert isinstance(function, partial) and function.keywords == asked


def test_the_type_of_an_answer_is_what_the_function_declares():
    assert answer_type(partial(read, limits=Limits())) is Document
    assert answer_type(read) is Document


def test_what_has_no_name_is_refused():
    with pytest.raises(TypeError, match="no name"):
        request_of(lambda path: path, Path("a.pdf"))

"""Names and texts from outside: shown without tricks, and harmless as file names."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from service.naming import LONGEST_NAME, file_name, readable, visible

INVISIBLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\u200e\u200f]")


class TestNames:
    @given(st.text())
    def test_a_visible_name_has_nothing_invisible(self, text):
        assert not INVISIBLE.search(visible(text)) and "\n" not in visible(text)
        assert visible(visible(text)) == visible(text)

    @given(st.text())
    def test_a_readable_text_is_as_long_as_it_was(self, text):
        assert len(readable(text)) == len(text)
        assert not re.search("[\u202a-\u202e\u2066-\u2069\x00\x1b\x9b]", readable(text))

    @given(st.text(st.sampled_from("شام ‌‍‎café\n\t")))
    def test_what_scripts_need_stays(self, text):
        assert readable(text) == text

    @given(st.text(), st.lists(st.text(min_size=1), max_size=3))
    def test_a_file_name_is_one(self, given_name, taken):
        name = file_name(given_name, taken)
        assert name and not re.search(r"[/\\\x00]", name) and not name.startswith(".") and name not in taken
        assert not INVISIBLE.search(name) and len(name.encode()) <= LONGEST_NAME + 30
        assert file_name(name) == name

    def test_a_name_that_is_taken_gets_a_number(self):
        assert file_name("a.pdf", {"a.pdf", "a (2).pdf"}) == "a (3).pdf"
        assert file_name("", {"document"}) == "document (2)"

"""Captions of quoted tables are those that are printed, whatever was read of their numbers."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.document import Document
from corpus.reading.read import read
from service.quotes.printed_captions import printed_caption

TABLE = "| Harbour | Tonnes |\n|---|---|\n| Ostby | 4120 |\n| Vikmo | 3015 |\n"


@pytest.fixture
def document(tmp_path):
    def made(caption: str) -> Document:
        (tmp_path / "a.md").write_text(f"# Harbours\n\nSome words.\n\n{caption}\n\n{TABLE}", encoding="utf-8")
        return read(tmp_path / "a.md")

    return made


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("Table 04: Coal by harbour", "Table 04: Coal by harbour"),
        ("**Table 2.** Coal by *harbour*", "Table 2. Coal by harbour"),
        ("Tab. 3 – Coal by harbour", "Tab. 3 – Coal by harbour"),
        ("Таблица 1. Уголь по портам", "Таблица 1. Уголь по портам"),
        ("Table 7", "Table 7"),
    ],
)
def test_a_caption_is_shown_as_it_is_printed(document, written, printed):
    of = document(written)
    (table,) = of.tables
    assert printed_caption(of.text, table) == printed


def test_a_table_without_a_caption_has_none(document):
    of = document("Nothing of the kind.")
    assert printed_caption(of.text, of.tables[0]) == of.tables[0].name == ""


@settings(deadline=None, max_examples=40)
@given(title=st.text(st.characters(categories=["L", "N", "P", "S", "Z"]), max_size=60))
def test_what_is_printed_says_the_number_and_the_title_that_were_read(title, tmp_path_factory):
    path = tmp_path_factory.mktemp("captioned") / "a.md"
    path.write_text(f"# Harbours\n\nTable 3: {title}\n\n{TABLE}", encoding="utf-8")
    of = read(path)
    for table in of.tables:
        shown = printed_caption(of.text, table)
        assert "\n" not in shown and (table.caption or "") in shown and (table.number or "") in shown

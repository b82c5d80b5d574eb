"""Front matter and references are passages of their own kinds, and never prose as well."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Reference, Section, Span
from corpus.reading.read import read
from indexer.front_matter import front_lines
from indexer.passages import fields_of, passages

PAPER = """# Sleep and vaccines

Maria Okonkwo

Department of Immunology, University of Bergen

Correspondence: m.okonkwo@uib.example

Received 3 March 2019. Accepted 17 August 2019.

https://doi.org/10.1234/sleep.2019.0042

Keywords: sleep, vaccine, antibody

## Introduction

Adults who slept less formed fewer antibodies [1]. The paper was received with interest in 2019 at Oslo University.

## References

1. Prather, A. A. (2012). Sleep and antibody response. Sleep, 35(8), 1063-1069.

Retrieved from <https://journal.example/42>
"""


@pytest.fixture
def paper(tmp_path):
    path = Path(tmp_path / "paper.md")
    path.write_text(PAPER, encoding="utf-8")
    return read(path)


def test_each_line_of_the_front_matter_tells_its_fields(paper):
    told = {line.span.of(paper.text)[:12]: line.fields for line in front_lines(paper)}
    assert told == {
        "Sleep and va": ("title",),
        "Maria Okonkw": ("author",),
        "Department o": ("affiliation",),
        "Corresponden": ("e-mail",),
        "Received 3 M": ("accepted", "submitted"),
        "https://doi.": ("DOI", "URL"),
        "Keywords: sl": ("keyword",),
        "Retrieved fr": ("URL",),
    }


def test_prose_with_such_words_stays_prose(paper):
    prose = [passage.reading for passage in passages(paper) if passage.kind == "sentence"]
    assert any("received with interest" in reading for reading in prose)


def test_a_line_is_of_one_kind_and_knows_its_fields(paper):
    found = passages(paper)
    fronts = [passage for passage in found if passage.kind == "front"]
    others = [passage for passage in found if passage.kind != "front"]
    assert not any(front.span.overlaps(other.span) for front in fronts for other in others)
    assert [fields_of(front) for front in fronts] == [line.fields for line in front_lines(paper)]
    assert all(fields_of(other) == () for other in others)


def test_an_entry_of_the_reference_list_is_a_passage(paper):
    (entry,) = [passage for passage in passages(paper) if passage.kind == "reference"]
    assert entry.span.of(paper.text).startswith("1. Prather")
    assert entry.context.endswith("Reference 1")


def test_a_document_of_headings_alone_has_passages(make_document):
    text = "Nets save lives\n\nWash your hands\n"
    headings = (Span(0, 15), Span(17, 32))
    document = replace(
        make_document("unused"),
        text=text,
        sentences=(),
        sections=tuple(Section(1, span.of(text), span, span) for span in headings),
    )
    assert [passage.reading for passage in passages(document)] == ["Nets save lives", "Wash your hands"]


@given(st.text(st.characters(blacklist_categories=["Cs"]), max_size=400), st.integers(0, 400))
def test_front_lines_lie_in_any_text_in_order(make_document, text, at):
    at = min(at, len(text))
    reference = Reference(1, Span(at, len(text)), text[at:], None, {}, 1.0)
    document = replace(make_document("x"), text=text, sentences=(), sections=(), references=(reference,))
    lines = front_lines(document)
    assert [line.span for line in lines] == sorted(line.span for line in lines)
    assert all(line.fields and line.span.end <= len(text) and "\n" not in line.span.of(text) for line in lines)

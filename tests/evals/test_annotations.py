"""Annotations: the manuscripts with planted faults, the audits, and that every place exists, in print too."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from corpus.document import Document
from corpus.reading.read import read
from evals.annotations import (
    Manuscript,
    audit_cases,
    fault_cases,
    load_annotations,
    load_manuscripts,
    located,
)
from evals.asked import text_of
from evals.cases import checked_sources, literature_cases
from evals.errors import CaseError
from evals.fault_runs import MECHANICAL
from evals.suites.review import in_letters
from evals.typeset_manuscripts import to_typst, typeset

SAMPLES = Path(__file__).resolve().parents[2] / "corpus" / "samples"
LITERATURE = Path(__file__).resolve().parents[3] / "shared" / "literature" / "txt"
MANUSCRIPTS = load_manuscripts("all")


@pytest.fixture(scope="module")
def documents() -> dict[str, Document]:
    return {path.name: read(path) for path in sorted(SAMPLES.iterdir()) if path.suffix in {".pdf", ".md", ".docx"}}


def lost(manuscript: Manuscript, document: Document, documents: dict[str, Document], *, in_print: bool) -> list[str]:
    held = {**documents, manuscript.path.name: document}
    annotations = in_letters(manuscript.annotations) if in_print else manuscript.annotations
    places = located(annotations, held.__getitem__)
    return [one.annotation.id for one in places if not one.own or len(one.related) < len(one.annotation.related)]


def test_the_manuscripts_have_faults_enough_and_as_many_places_in_order() -> None:
    marks = Counter(one.mark for manuscript in MANUSCRIPTS for one in manuscript.annotations)
    types = {one.type for manuscript in MANUSCRIPTS for one in manuscript.annotations if one.mark == "problem"}
    assert marks["problem"] >= 60
    assert marks["ok"] >= 60
    assert len(types) >= 18
    assert types >= MECHANICAL
    assert Counter(one.split for one in MANUSCRIPTS) == {"tune": 2, "report": 1}


@pytest.mark.parametrize("manuscript", MANUSCRIPTS, ids=lambda one: one.path.stem)
def test_every_place_of_a_manuscript_exists_once(manuscript: Manuscript, documents: dict[str, Document]) -> None:
    document = read(manuscript.path)
    held = {**documents, manuscript.path.name: document}
    assert 1500 <= len(document.text.split()) <= 2600
    assert lost(manuscript, document, documents, in_print=False) == []
    for one in located(manuscript.annotations, held.__getitem__):
        assert len(one.own) == 1, f"{one.annotation.id} stands {len(one.own)} times"


def test_every_place_of_a_typeset_manuscript_exists(tmp_path: Path, documents: dict[str, Document]) -> None:
    manuscript = next(one for one in MANUSCRIPTS if one.split == "report")
    printed = typeset(manuscript.path, tmp_path)
    again = printed.read_bytes()
    assert typeset(manuscript.path, tmp_path).read_bytes() == again
    assert lost(manuscript, read(printed), documents, in_print=True) == []


def test_mark_up_stays_what_it_was() -> None:
    shown = to_typst("# One_two\n\nA *b* and **c** at 5 % [3] $4 #5 @six\n\n| a | b |\n|---|---:|\n| 1 | – |\n")
    assert "= One\\_two" in shown
    assert "#emph[b] and #strong[c] at 5 % \\[3\\] \\$4 \\#5 \\@six" in shown
    assert "[a], [b], table.hline(), [1], [–]" in shown


def test_every_place_of_the_samples_exists(documents: dict[str, Document]) -> None:
    annotations = (*load_annotations(fault_cases()), *load_annotations(audit_cases(), source="samples"))
    assert len({one.id for one in annotations}) == len(annotations)
    for one in located(annotations, documents.__getitem__):
        assert one.own, one.annotation.id
        assert len(one.related) >= len(one.annotation.related), one.annotation.id


@pytest.mark.skipif(not LITERATURE.is_dir(), reason="the texts don't come along: the literature's folder is needed")
def test_every_place_of_the_literature_holds_something() -> None:
    texts = text_of(checked_sources(literature_cases(), LITERATURE))
    for one in load_annotations(audit_cases(), source="literature"):
        for anchor in (one.anchor, *one.related):
            assert anchor.span is not None, one.id
            assert anchor.span.of(texts[anchor.doc]).strip(), one.id


def test_the_percentages_that_are_said_to_be_right_are() -> None:
    """Rows of a count, a whole and a share, or of two figures and the growth between them."""
    for manuscript in MANUSCRIPTS:
        for one in manuscript.annotations:
            figures = [
                float(cell.replace(",", ""))
                for cell in re.findall(r"(?<![\w–])\d[\d,]*(?:\.\d+)?(?![\w–])", one.anchor.text)
            ]
            if one.type == "percentage_mismatch" and one.anchor.text.startswith("|") and len(figures) > 2:
                *_, whole, part, share = figures
                right = {round(100 * part / whole, 1), round(100 * (part - whole) / whole, 1)}
                assert (share in right) == (one.mark == "ok"), one.id


def test_a_broken_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "faults.jsonl"
    path.write_text(json.dumps({"id": "x", "type": "typo", "verdict": "ok", "doc": "a.md", "anchor": "b"}) + "\n")
    with pytest.raises(CaseError, match=r"line 1: ValueError: 'typo' is none of"):
        load_annotations(path)

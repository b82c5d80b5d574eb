"""The suites of reviews and audits: the plain baseline, paragraphs, and whole runs over the samples."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.document import Document, Span
from corpus.reading.read import read
from evals.__main__ import main
from evals.annotations import Annotation, load_manuscripts, located
from evals.cases import Anchor
from evals.equal_strings import equal_strings
from evals.fault_runs import fault_run, groups
from evals.matching import Place
from evals.meeting import Found
from evals.report import from_json
from evals.suites import audit

TWICE = "The quay of Ostby was rebuilt twice after the war and once before it."
PAPER = f"""# Quays

{TWICE} It is old.

| Harbour | Tonnes |
|---|---|
| Ostby | 4120 |
| Vikmo | 3015 |
| Ostby | 4120 |

{TWICE} Short ones. Short ones.

## References

1. Marshall, A. (1890). Principles of Economics. London: Macmillan.
2. Weber, A. (1909). On quays. Ostby: Port Press.
3. Marshall, A. (1890). Principles of Economics. London: Macmillan.
"""


@pytest.fixture
def paper(tmp_path: Path) -> Document:
    path = tmp_path / "quays.md"
    path.write_text(PAPER, encoding="utf-8")
    return read(path)


def test_equal_sentences_rows_and_entries_are_found(paper: Document) -> None:
    found = equal_strings({"quays.md": paper})
    assert sorted(one.type for one in found) == ["duplicate_claim", "duplicate_reference", "duplicate_row"]
    for one in found:
        first, again = (place.span.of(paper.text) for place in (one.related[0], one.place))
        assert first.lstrip("13. ") == again.lstrip("13. ")
        assert one.related[0].span < one.place.span


def test_sentences_are_compared_across_documents_and_rows_within(paper: Document) -> None:
    found = equal_strings({"one.md": paper, "two.md": paper})
    across = [one for one in found if one.place.doc != one.related[0].doc]
    assert {one.type for one in across} == {"duplicate_claim"}


def test_a_paragraph_is_meant_whole(paper: Document) -> None:
    beginning = Anchor("quays.md", "The quay of Ostby", occurrence=2)
    annotation = Annotation("p", "duplicate_paragraph", "problem", beginning)
    (place,) = located([annotation], lambda _: paper)
    assert [one.span.of(paper.text) for one in place.own] == [f"{TWICE} Short ones. Short ones."]


def test_an_anchor_that_was_lost_is_told(paper: Document) -> None:
    gone = Annotation("gone", "uncited_claim", "problem", Anchor("quays.md", "It is new."))
    run = fault_run({"quays.md": paper.text}, ["quays.md"], [], located([gone], lambda _: paper))
    report = audit.report({"pincite": run}, "hashing-64", "samples")
    assert report.right == {"gone": False}
    assert report.failures[0].what == "its anchor doesn't stand in the document as read"


def test_words_are_counted_where_nothing_is_annotated(paper: Document) -> None:
    marked = Annotation("a", "uncited_claim", "problem", Anchor("quays.md", "It is old."))
    start = paper.text.index("Short ones")
    said = [Found("uncited_claim", "doubt", Place("quays.md", Span(start, start + 5)))]
    run = fault_run({"quays.md": paper.text}, ["quays.md"], said, located([marked], lambda _: paper))
    figure = groups([run])[0].figure("false a 1,000 words")
    assert figure is not None
    marked_words = len(f"{TWICE} It is old.".split())
    assert figure.of == pytest.approx((len(PAPER.split()) - marked_words) / 1000, abs=1e-3)
    assert figure.value == pytest.approx(1 / figure.of, rel=1e-3)


@pytest.mark.slow
@pytest.mark.parametrize("more", [[], ["--in-print"]], ids=["Markdown", "PDF"])
def test_the_review_suite_runs(
    more: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PINCITE_ENCODER", "hashing-64")
    results = tmp_path / "results.json"
    assert main(["review", *more, "--json", str(results), "--html", str(tmp_path / "page.html")]) == 0
    report = from_json(results)
    assert [one.name for one in report.systems] == ["pincite", "without a library", "equal strings"]
    (manuscript,) = load_manuscripts("report")
    assert report.right.keys() == {one.id for one in manuscript.annotations}
    assert not any("doesn't stand" in failure.what for failure in report.failures)
    assert "without a library" in capsys.readouterr().out
    assert "told twice" in (tmp_path / "page.html").read_text(encoding="utf-8")


@pytest.mark.slow
def test_the_audit_suite_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PINCITE_ENCODER", "hashing-64")
    results = tmp_path / "results.json"
    arguments = ["audit", "--library", str(tmp_path / "library"), "--json", str(results)]
    assert main(arguments) == 0
    first = results.read_bytes()
    assert main([*arguments, "--last", str(results)]) == 0
    assert results.read_bytes() == first
    assert not any("doesn't stand" in failure.what for failure in from_json(results).failures)

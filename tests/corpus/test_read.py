"""From files to documents: every format, every layer, every refusal."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfWriter

from corpus.document import Document, Span
from corpus.errors import FileDamaged, FileEmpty, FileMissing, FileTooLarge, FileUnsupported, ReadError
from corpus.reading.limits import Limits
from corpus.reading.read import read

SAMPLE = Path(__file__).resolve().parents[2] / "corpus" / "samples" / "cardew-2019-measurement.pdf"
SHARED = Path(__file__).resolve().parents[2].parent / "shared"
LITERATURE = pytest.mark.skipif(not SHARED.is_dir(), reason="needs the literature beside the checkout (../shared)")
TEXT = """# On Regions

**Abstract.** Firms that share a place grow faster [1].

## 1. Introduction

They “share workers and ideas” with each other (Marshall, 1890). It helps.

Table 1. Exports

Region\tValue
North\t1.5
South\t2.5

## References

1. Marshall, A. (1890). Principles of Economics. London: Macmillan.
2. Weber, A. (1909). On the Location of Industries. Tübingen: Mohr.
"""
FRAGMENTS = st.sampled_from(
    [
        "# A\n",
        "## References\n",
        "1. Porter, M. (1990). T. P.\n",
        "[1] ",
        "(Porter, 1990) ",
        "“three words here” ",
        "\n\n",
        "\n",
        "a\tb\n1\t2\n",
        "Table 1. T\n\n",
        "| a | b |\n|---|---|\n",
        "Words of a sentence. ",
        "\x0c",
        "\x00",
        "\ufeff",
        "Abstract. ",
        "- ",
    ]
)
OF_SPANS = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)


def written(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def all_spans(document: Document) -> list[Span]:
    return [
        *document.sentences,
        *(span for page in document.pages for span in page.spans),
        *(span for section in document.sections for span in (section.heading, section.span)),
        *(table.span for table in document.tables),
        *(cell.span for table in document.tables for row in (table.header, *table.rows) for cell in row),
        *(reference.span for reference in document.references),
        *(callout.span for callout in document.callouts),
        *(quotation.span for quotation in document.quotations),
    ]


def check(document: Document) -> None:
    assert all(span.end <= len(document.text) for span in all_spans(document))
    assert all(r.raw == r.span.of(document.text) for r in document.references)
    assert all(c.text == c.span.of(document.text) for c in document.callouts)
    floats = [table.span for table in document.tables]
    headings = [section.heading for section in document.sections]
    for sentence in document.sentences:
        assert sentence.of(document.text).strip() == sentence.of(document.text) != ""
        assert not any(sentence.overlaps(span) for span in floats + headings)


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_every_layer_of_a_text(tmp_path: Path, name: str) -> None:
    document = read(written(tmp_path, name, TEXT))
    check(document)
    assert document.text == TEXT
    assert [section.title for section in document.sections] == [
        "On Regions",
        "Abstract",
        "1. Introduction",
        "References",
    ]
    assert [sentence.of(TEXT) for sentence in document.sentences] == [
        "Firms that share a place grow faster [1].",
        "They “share workers and ideas” with each other (Marshall, 1890).",
        "It helps.",
    ]
    assert [table.number for table in document.tables] == ["1"]
    assert len(document.references) == 2
    assert {callout.text for callout in document.callouts} >= {"[1]"}
    assert [quotation.span.of(TEXT) for quotation in document.quotations] == ["share workers and ideas"]


def test_html_goes_the_same_way(tmp_path: Path) -> None:
    document = read(
        written(tmp_path, "a.html", "<html><title>On Regions</title><h1>On Regions</h1><p>They grow. It helps.</p>")
    )
    check(document)
    assert document.media_type == "text/html"
    assert [sentence.of(document.text) for sentence in document.sentences] == ["They grow.", "It helps."]
    assert document.record.get("title") == "On Regions"


def test_a_sidecar_is_found_beside_the_file(tmp_path: Path) -> None:
    path = written(tmp_path, "a.txt", TEXT)
    written(tmp_path, "library.bib", "@book{a, title={On Regions}, author={Bell, Ann}, year={2019}}")
    field = next(f for f in read(path).record.fields if f.name == "author")
    assert (field.source, field.origin) == ("sidecar", "library.bib: a")


@OF_SPANS
@given(text=st.lists(FRAGMENTS, min_size=1, max_size=30).map("".join), name=st.sampled_from(["a.txt", "a.md"]))
def test_text_files_are_kept_and_every_span_lies_in_them(tmp_path: Path, text: str, name: str) -> None:
    text = "Some words stand here first. " * 30 + "\n\n" + text
    path = written(tmp_path, name, text)
    document = read(path)
    assert document.text == path.read_bytes().decode()
    assert document == read(path)
    check(document)


@OF_SPANS
@given(data=st.binary(max_size=300), name=st.sampled_from(["a.txt", "a.md", "a.html", "a.docx", "a"]))
def test_any_bytes_are_read_or_refused_in_one_line(tmp_path: Path, data: bytes, name: str) -> None:
    try:
        check(read(written(tmp_path, name, data)))
    except ReadError as error:
        assert name in str(error)
        assert "\n" not in str(error)


def test_a_wrong_name_is_a_notice(tmp_path: Path) -> None:
    document = read(written(tmp_path, "a.pdf", "<!DOCTYPE html><p>Words of a page."))
    assert document.media_type == "text/html"
    assert "not a PDF" in document.notices[0]


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("a.txt", "", FileEmpty),
        ("a.txt", " \n\t\ufeff ", FileEmpty),
        ("a.html", "<html><body><script>x</script></body></html>", FileEmpty),
        ("a.txt", bytes(range(256)) * 4, FileUnsupported),
        ("a.docx", "no archive", FileDamaged),
        ("a.txt", "x" * 2000, FileTooLarge),
    ],
)
def test_refusals(tmp_path: Path, name: str, content: str | bytes, error: type[ReadError]) -> None:
    with pytest.raises(error, match=name):
        read(written(tmp_path, name, content), Limits(file_bytes=1999))


def test_too_many_characters(tmp_path: Path) -> None:
    with pytest.raises(FileTooLarge, match="50 characters"):
        read(written(tmp_path, "a.txt", "x" * 50), Limits(characters=49))


def test_nothing_there(tmp_path: Path) -> None:
    with pytest.raises(FileMissing, match="nowhere"):
        read(tmp_path / "nowhere.txt")
    with pytest.raises(FileMissing, match="folder"):
        read(tmp_path)


def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = tmp_path / "loop.txt"
    path.symlink_to(path)
    with pytest.raises(FileMissing, match="can't be opened"):
        read(path)


@LITERATURE
def test_the_literature_is_kept_and_whole() -> None:
    paths = sorted((SHARED / "literature" / "txt").glob("*.txt"))
    assert len(paths) == 4
    for path in paths:
        document = read(path)
        check(document)
        assert document.text == path.read_bytes().decode()
        assert document.pages == ()
        ends = [sentence.of(document.text)[-1] for sentence in document.sentences]
        assert sum(end in '.!?:;"”)' for end in ends) > 0.8 * len(ends)


def test_a_cover_without_text_is_passed_over(tmp_path: Path) -> None:
    writer = PdfWriter()
    writer.add_blank_page(width=400, height=600)
    writer.append(SAMPLE)
    path = tmp_path / "covered.pdf"
    writer.write(path)
    document = read(path)
    assert [bool(page.spans) for page in document.pages[:2]] == [False, True]
    assert document.record.get("title")


def test_a_name_that_is_no_text_is_written_out(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"bad\xff.txt")
    try:
        path.write_text("Coal made the harbour rich.", encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes only names that are text")
    assert read(path).name == "bad\\xff.txt"

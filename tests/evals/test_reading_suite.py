import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Document, Span
from corpus.reading.read import read
from evals.__main__ import main
from evals.errors import MaterialError
from evals.suites.reading import (
    ReadingReport,
    bare,
    measure,
    pairs_in,
    pieces,
    placing,
    share_in_order,
    to_text,
    tokens,
)
from service.bootstrap import samples
from service.settings import Settings

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
needs_literature = pytest.mark.skipif(
    not SHARED.is_dir(), reason="needs the literature beside the checkout (../shared)"
)
PDF = "brandl-2018-history.pdf"

words = st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=12).map(" ".join)


@pytest.mark.parametrize(
    ("text", "found", "share"),
    [
        ("one two three four", "one two three four", 1),
        ("one two three four", "one two, 17 three four.", 1),
        ("one two three four", "one x three four", 3 / 4),
        ("one two three four", "three four one two", 2 / 4),
        ("one two three four", "", 0),
        ("one two three four", "one two thr- ee four", 3 / 4),
        ("", "anything", 1),
    ],
)
def test_shares_computed_by_hand(text: str, found: str, share: float) -> None:
    assert share_in_order(text, found) == share


@given(words, words)
def test_a_share_lies_between_0_and_1_and_more_text_around_takes_nothing_away(text: str, more: str) -> None:
    assert 0 <= share_in_order(text, more) <= 1
    assert share_in_order(text, f"{text} {more}") == 1


def test_tags_are_no_words_and_addresses_are() -> None:
    assert tokens("H<sub>2</sub>O, <b class='x'>bold</b><br/> a < b > c") == ["H", "2", "O", "bold", "a", "b", "c"]
    assert tokens("<https://a.org>") == ["https", "a", "org"]


def test_spaces_hyphens_and_ligatures_do_not_part_a_page_from_its_text() -> None:
    assert bare("the ﬁrst dis-\ntrict,\u00ad 2019") == bare("the first district 2019") == "thefirstdistrict2019"


@pytest.fixture(scope="module")
def document() -> Document:
    return read(samples() / PDF)


def test_every_passage_of_a_sample_is_exact_and_on_its_page(document: Document) -> None:
    placed = placing(document, samples() / PDF)
    assert placed.passages > 50
    assert placed.passages == placed.exact == placed.placeable == placed.placed
    assert placed.astray == ()


def test_passages_on_the_wrong_page_are_found_out(document: Document) -> None:
    turned = tuple(replace(page, number=len(document.pages) + 1 - page.number) for page in document.pages)
    placed = placing(replace(document, pages=turned), samples() / PDF)
    assert placed.exact == placed.passages
    assert placed.placed < placed.passages / 2
    assert placed.astray


def test_an_altered_text_is_found_out(document: Document) -> None:
    altered = document.text.replace("e", "a")
    placed = placing(replace(document, text=altered), samples() / PDF)
    assert placed.placed < placed.passages / 10


def test_a_span_over_a_page_break_is_split_where_the_page_ends(document: Document) -> None:
    whole = pieces(document, Span(0, len(document.text)))
    assert {number for number, _ in whole} == {page.number for page in document.pages}
    assert bare("".join(text for _, text in whole)) == bare(document.text)


def test_texts_and_pdfs_are_paired_by_name(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "b.pdf", "c.pdf"):
        (tmp_path / name).touch()
    assert pairs_in(tmp_path, tmp_path) == ((tmp_path / "b.txt", tmp_path / "b.pdf"),)
    with pytest.raises(MaterialError, match="has a PDF of the same name"):
        pairs_in(tmp_path / "elsewhere", tmp_path)


def test_texts_without_pdfs_are_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["reading", "--texts", "."])
    assert stopped.value.code == 2
    assert "--texts and --pdfs go together" in capsys.readouterr().err


def test_a_report_without_pairs_prints_passages_alone(document: Document) -> None:
    text = to_text(ReadingReport((), (placing(document, samples() / PDF),)))
    assert PDF in text
    assert "exact: 1.0000, on their page: 1.0000" in text
    assert "in order" not in text


@pytest.mark.slow
def test_every_passage_of_the_samples_is_exact() -> None:
    report = measure(Settings(), (), [samples()])
    assert len(report.placings) == 8
    assert report.exact_rate == 1


@pytest.mark.slow
@needs_literature
def test_the_literature_is_read_in_order() -> None:
    pairs = pairs_in(SHARED / "literature" / "txt", SHARED / "literature" / "pdf")
    report = measure(Settings(), pairs, ())
    assert len(report.shares) == 4
    for shares in report.shares:
        assert shares.shares["pincite"] >= 0.99
        assert shares.shares["pincite"] > max(shares.shares["pypdf alone"], shares.shares["pdfium alone"])
    assert report.exact_rate == 1
    assert report.placed_rate == 1


def test_a_folder_of_gold_that_is_not_there_is_refused_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["reading", "--benchmarks", "no-such-folder"]) == 1
    assert "no-such-folder is no folder" in capsys.readouterr().err


def test_a_part_with_public_gold_alone_asks_for_its_folder(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["reading", "--part", "order"]) == 1
    assert "--benchmarks" in capsys.readouterr().err


@pytest.mark.slow
def test_parts_are_measured_one_by_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["reading", "--part", "callouts", "--json", str(tmp_path / "found.json")]) == 0
    assert list(json.loads((tmp_path / "found.json").read_text())) == ["callouts"]
    assert capsys.readouterr().out.startswith("== callouts: ")

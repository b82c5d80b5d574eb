"""Every quotation of every document at hand is a slice of its text, and can be found on the page that it names."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path

import pypdfium2
import pytest

from corpus.document import Document
from corpus.reading.read import read
from indexer.catalogue import HeldPassage, Holding
from indexer.intake import files_in
from indexer.passages import LONGEST_PASSAGE, passages
from indexer.retrieval import Hit
from service.ask.choosing import quotes

ROOT = Path(__file__).resolve().parents[2]
LITERATURE = ROOT.parent / "shared" / "literature"
SAMPLES = files_in([ROOT / "corpus" / "samples"])
SHARED = files_in([LITERATURE]) if LITERATURE.is_dir() else ()


@cache
def document(path: Path) -> Document:
    return read(path)


def hits(of: Document) -> list[Hit]:
    holding = Holding(of.digest[:12], of.name, of.digest, "", "", of.media_type, of.record, len(of.pages), 0, ())
    return [Hit(HeldPassage(n, holding, passage), 1.0, 1.0, 1.0) for n, passage in enumerate(passages(of))]


def squeezed(text: str) -> str:
    """The letters and digits alone: line breaks, hyphens, tabs and raised figures set aside."""
    folded = unicodedata.normalize("NFKC", text)
    return re.sub(r"[\W_]+", "", folded)


def page_texts(path: Path) -> list[str]:
    pdf = pypdfium2.PdfDocument(path)
    try:
        return [squeezed(page.get_textpage().get_text_bounded()) for page in pdf]
    finally:
        pdf.close()


@pytest.mark.parametrize("path", [*SAMPLES, *SHARED], ids=lambda path: path.name)
def test_every_quotation_is_a_slice_of_its_document(path):
    text = document(path).text
    found = hits(document(path))
    assert found
    for hit in found:
        (quote,) = quotes([hit], lambda _: document(path))
        assert text[quote.start : quote.end] == quote.text
        assert quote.text.strip() == quote.text != ""
        assert quote.start <= hit.held.passage.span.start < hit.held.passage.span.end <= quote.end
    together = quotes(found, lambda _: document(path))
    assert all(text[quote.start : quote.end] == quote.text for quote in together)


@pytest.mark.parametrize("path", [p for p in [*SAMPLES, *SHARED] if p.suffix != ".pdf"], ids=lambda path: path.name)
def test_offsets_of_text_files_hold_in_the_file(path):
    if path.suffix in {".txt", ".md"}:
        with path.open(encoding="utf-8", newline="") as stream:
            assert document(path).text == stream.read()


@pytest.mark.parametrize("path", [p for p in [*SAMPLES, *SHARED] if p.suffix == ".pdf"], ids=lambda path: path.name)
def test_every_quotation_stands_on_the_page_that_it_names(path):
    pages = page_texts(path)
    for hit in hits(document(path)):
        (quote,) = quotes([hit], lambda _: document(path))
        assert quote.page is not None
        # Numbers of reference lists may stand in a column of their own.
        pieces = re.sub(r"^\W*\d+\W+", "", quote.text).split("\t") if not _is_prose(hit) else [quote.text]
        for piece in pieces:
            wanted, here = squeezed(piece), pages[quote.page - 1]
            assert wanted in here or _goes_on(wanted, here, pages[quote.page]), (quote.page, piece)


def _is_prose(hit: Hit) -> bool:
    return hit.held.passage.kind == "sentence"


def _goes_on(wanted: str, here: str, there: str) -> bool:
    """Whether a sentence that a page break splits begins on this page and ends on the next."""
    return any(wanted[:cut] in here and wanted[cut:] in there for cut in range(12, len(wanted)))


def test_sentence_without_a_stop_is_cut_into_readable_pieces(make_document):
    words = "word " * 2000
    found = passages(make_document(words.strip()))
    assert max(len(passage.span) for passage in found) <= LONGEST_PASSAGE
    assert " ".join(passage.reading for passage in found) == words.strip()


def test_list_without_end_is_not_quoted_whole(make_document):
    made = make_document("unused")
    items = [f"item number {n} of the list" for n in range(500)]
    text = "The firms do the following:\n\n" + "\n".join(f"- {item}" for item in items) + "\n"
    starts = [0, *(text.index(item) for item in items)]
    lengths = [len("The firms do the following:"), *map(len, items)]
    spans = tuple(type(made.sentences[0])(s, s + n) for s, n in zip(starts, lengths, strict=True))
    made = type(made)(**{**vars(made), "text": text, "sentences": spans, "sections": ()})
    (quote,) = quotes(hits(made)[:1], lambda _: made)
    assert "item number 3 " in quote.text
    assert len(quote.text) < 1500


def test_quotations_that_touch_are_joined_whatever_their_order(make_document):
    made = make_document("The first stands here.", "The second stands here.", "The third stands here.")
    first, second, third = hits(made)
    (quote,) = quotes([first, third, second], lambda _: made)
    assert quote.text == "The first stands here. The second stands here. The third stands here."

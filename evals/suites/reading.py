"""Reading: how much of a text its PDF yields, in order, and whether every passage stands where it is said to."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from corpus.document import Document, Span
from corpus.errors import CorpusError
from corpus.reading.media import PDF
from evals.baselines import pdfium_pages, pdfium_text, pypdf_text
from evals.errors import MaterialError
from evals.rates import rate
from evals.report import aligned
from indexer.intake import files_in
from indexer.passages import Passage, passages
from service import bootstrap
from service.settings import Settings

_TAG = re.compile(r"</?[A-Za-z]\w*(?:\s[^<>]*)?/?>")
_NO_WORD = re.compile(r"[\W_]+")
EXAMPLES = 5
READERS = ("pincite", "pypdf alone", "pdfium alone")


@dataclass(frozen=True)
class Shares:
    """Of the `words` of a text, the share that its PDF yields in order, by reader."""

    name: str
    words: int
    shares: dict[str, float]


@dataclass(frozen=True)
class Placing:
    """A document's passages: how many there are, how many are exact, how many of `placeable` ones are on their page.

    Only a PDF's passages are `placeable`. `astray` shows the first few that fail.
    """

    name: str
    passages: int
    exact: int
    placeable: int
    placed: int
    astray: tuple[str, ...]


@dataclass(frozen=True)
class ReadingReport:
    """What the suite found; sorted by name."""

    shares: tuple[Shares, ...]
    placings: tuple[Placing, ...]

    @property
    def exact_rate(self) -> float:
        """The share of all passages that are the document's own characters."""
        return rate(sum(p.exact for p in self.placings), sum(p.passages for p in self.placings))

    @property
    def placed_rate(self) -> float:
        """The share of the PDFs' passages that are found on their page."""
        return rate(sum(p.placed for p in self.placings), sum(p.placeable for p in self.placings))


def measure(settings: Settings, pairs: Sequence[tuple[Path, Path]], sources: Sequence[Path]) -> ReadingReport:
    """Compare each (text, PDF) pair, and check all passages of these and of the documents in `sources`.

    Raises MaterialError for a document that can't be read.
    """
    files = sorted({*files_in(sources), *(path for pair in pairs for path in pair)})
    with bootstrap.reader(settings) as read:
        documents = {path: _read(path, read) for path in files}
    return ReadingReport(
        shares=tuple(_shares(text, pdf, documents[pdf].text) for text, pdf in pairs),
        placings=tuple(placing(document, path) for path, document in documents.items()),
    )


def pairs_in(texts: Path, pdfs: Path) -> tuple[tuple[Path, Path], ...]:
    """The texts and PDFs of the same name; raises MaterialError if there are none."""
    pairs = [(text, pdf) for pdf in sorted(pdfs.glob("*.pdf")) if (text := texts / f"{pdf.stem}.txt").is_file()]
    if not pairs:
        raise MaterialError(f"no text in {texts} has a PDF of the same name in {pdfs}")
    return tuple(pairs)


def share_in_order(text: str, found: str) -> float:
    """The share of the words of `text` in the matching blocks with `found` (Ratcliff & Obershelp 1988)."""
    words = tokens(text)
    blocks = SequenceMatcher(None, words, tokens(found), autojunk=False).get_matching_blocks()
    return rate(sum(block.size for block in blocks), len(words))


def tokens(text: str) -> list[str]:
    """The words of a text; HTML tags in it are mark-up and no words."""
    return re.findall(r"\w+", _TAG.sub(" ", text))


def placing(document: Document, path: Path) -> Placing:
    """Check every passage of a document that was read from `path`."""
    found = passages(document)
    raw = [bare(page) for page in pdfium_pages(path)] if document.media_type == PDF else None
    astray = [p for p in found if not _is_exact(p, document) or (raw is not None and not _is_placed(p, document, raw))]
    return Placing(
        name=document.name,
        passages=len(found),
        exact=sum(_is_exact(passage, document) for passage in found),
        placeable=len(found) if raw is not None else 0,
        placed=sum(_is_placed(passage, document, raw) for passage in found) if raw is not None else 0,
        astray=tuple(passage.span.of(document.text) for passage in astray[:EXAMPLES]),
    )


def pieces(document: Document, span: Span) -> list[tuple[int, str]]:
    """The characters under `span` by the number of the page that they stand on."""
    runs = sorted((run, page.number) for page in document.pages for run in page.spans if run.overlaps(span))
    return [(number, document.text[max(run.start, span.start) : min(run.end, span.end)]) for run, number in runs]


def bare(text: str) -> str:
    """Letters and digits alone: spaces, hyphens and marks differ rightly between a page and its text."""
    return _NO_WORD.sub("", unicodedata.normalize("NFKC", text))


def _shares(text: Path, pdf: Path, ours: str) -> Shares:
    wanted = text.read_text(encoding="utf-8")
    found = zip(READERS, (ours, pypdf_text(pdf), pdfium_text(pdf)), strict=True)
    return Shares(pdf.name, len(tokens(wanted)), {reader: share_in_order(wanted, text) for reader, text in found})


def _read(path: Path, read: Callable[[Path], Document]) -> Document:
    try:
        return read(path)
    except CorpusError as error:
        raise MaterialError(str(error)) from error


def _is_exact(passage: Passage, document: Document) -> bool:
    """Whether it is a run of the document's characters, and what is searched is what will be quoted."""
    text = passage.span.of(document.text)
    if not text or text != text.strip():
        return False
    if passage.kind != "row":
        return passage.reading == " ".join(text.split())
    table = document.table_at(passage.span.start)
    cells = [cell for row in table.rows for cell in row if passage.span.contains(cell.span)] if table else []
    return bool(cells) and all(cell.span.of(document.text) == cell.text for cell in cells)


def _is_placed(passage: Passage, document: Document, raw: Sequence[str]) -> bool:
    """Whether each page that it stands on has its letters, in a run."""
    found = pieces(document, passage.span)
    if passage.kind == "reference" and found:
        # The number of an entry is drawn beside it, and often before or after the whole list.
        found = [(found[0][0], _NUMBER.sub("", found[0][1])), *found[1:]]
    return bool(found) and all(bare(text) in raw[number - 1] for number, text in found)


_NUMBER = re.compile(r"^\W*\d{1,3}\W+")


def to_text(report: ReadingReport) -> str:
    """The figures as they are printed."""
    blocks = [aligned([["Words that the PDF yields in order", "words", *READERS], *map(_share_row, report.shares)])]
    heads = ["Passages", "all", "exact", "of a page", "on it"]
    blocks.append(aligned([heads, *map(_placing_row, report.placings)]))
    blocks.append(f"exact: {report.exact_rate:.4f}, on their page: {report.placed_rate:.4f}")
    astray = [f"  {p.name}: {' '.join(text.split())}" for p in report.placings for text in p.astray]
    blocks += ["\n".join(["Astray (the first few of each document)", *astray])] if astray else []
    return "\n\n".join(blocks if report.shares else blocks[1:])


def _share_row(shares: Shares) -> list[str]:
    return [shares.name, f"{shares.words:,}", *(f"{shares.shares[reader]:.4f}" for reader in READERS)]


def _placing_row(placing: Placing) -> list[str]:
    return [placing.name, *(str(n) for n in (placing.passages, placing.exact, placing.placeable, placing.placed))]

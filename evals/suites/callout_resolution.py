"""Callouts: which of those that people marked are found, and whether they mean the entries that people say."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.document import Callout, Document, Span
from corpus.errors import CorpusError
from corpus.reading.reading import Reading
from corpus.structure.layers import completed, document_of
from evals.errors import MaterialError
from evals.gold.jats import CitedPaper, cited_papers
from evals.rates import rate
from evals.report import aligned

CASES = Path(__file__).parent.parent / "cases" / "callouts.jsonl"
"""For each document its callouts and the entries that they mean.

In the samples a callout is known by its words and how often they stood before; in texts that aren't the project's own,
of which no word is held here, by its offsets.
"""

Gold = tuple[Span, frozenset[int]]


@dataclass(frozen=True)
class DocumentCallouts:
    """Of one document: pairs of a callout and an entry in the gold, those given, and those that are right.

    `spurious` shows the first few callouts where the gold has none, `missed` the first few pairs that are not given.
    """

    source: str
    name: str
    gold: int
    given: int
    right: int
    spurious: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()


@dataclass(frozen=True)
class CalloutReport:
    """What the suite found, by source and document."""

    documents: tuple[DocumentCallouts, ...]

    def rates(self, source: str) -> tuple[float, float]:
        """The recall and the precision over the pairs of a source."""
        of = [document for document in self.documents if document.source == source]
        right = sum(document.right for document in of)
        return rate(right, sum(d.gold for d in of)), rate(right, sum(d.given for d in of))


def measure(
    read: Callable[[Path], Document], samples: Path, literature: Path | None = None, benchmarks: Path | None = None
) -> CalloutReport:
    """Measure on the samples, and on the literature and the JATS papers where their folders are given.

    Raises MaterialError for a document that can't be read.
    """
    found = [
        _measured(source, document.name, document.callouts, gold, document.text)
        for source, folder in (("samples", samples), ("literature", literature))
        if folder is not None
        for document, gold in _cases(read, folder, source)
    ]
    papers = cited_papers(benchmarks) if benchmarks is not None else ()
    return CalloutReport((*found, *(_measured_paper(paper) for paper in papers)))


def _cases(read: Callable[[Path], Document], folder: Path, source: str) -> Iterable[tuple[Document, tuple[Gold, ...]]]:
    for line in CASES.read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        if case["source"] != source:
            continue
        try:
            document = read(folder / case["doc"])
        except CorpusError as error:
            raise MaterialError(str(error)) from error
        yield document, tuple(_gold(document.text, *callout) for callout in case["callouts"])


def _gold(text: str, first: str | int, second: int, cited: list[int]) -> Gold:
    """By offsets, or by words and how often they stood before. Raises MaterialError for words that aren't there."""
    if isinstance(first, int):
        return Span(first, second), frozenset(cited)
    start = -1
    for _ in range(second + 1):
        start = text.find(first, start + 1)
        if start < 0:
            raise MaterialError(f"{first!r} does not stand {second + 1} times in the text of its document")
    return Span(start, start + len(first)), frozenset(cited)


def _measured_paper(paper: CitedPaper) -> DocumentCallouts:
    reading = completed(Reading(paper.text, superscripts=paper.superscripts))
    document = document_of(paper.name, "", "text/plain", reading, ())
    # An entry is known by its place in the text: the list may be split otherwise than it was.
    place = {
        entry.n: next((n for n, span in enumerate(paper.entries, 1) if span.overlaps(entry.span)), 0)
        for entry in document.references
    }
    given = [(c.span, frozenset(place[n] for n in c.resolves_to), c.text) for c in document.callouts]
    return _compared("JATS papers", paper.name, given, [(s, frozenset(c)) for s, c in paper.calls], paper.text)


def _measured(source: str, name: str, callouts: Sequence[Callout], gold: Sequence[Gold], text: str) -> DocumentCallouts:
    given = [(callout.span, frozenset(callout.resolves_to), callout.text) for callout in callouts]
    return _compared(source, name, given, gold, text)


def _compared(
    source: str, name: str, given: Sequence[tuple[Span, frozenset[int], str]], gold: Sequence[Gold], text: str
) -> DocumentCallouts:
    """Pairs: a bracket with three works is three. A callout without an entry counts as one pair, with no entry."""
    wanted = {(index, n) for index, (_, cited) in enumerate(gold) for n in (cited or {0})}
    met: set[tuple[int, int]] = set()
    pairs = 0
    spurious = []
    for span, entries, words in given:
        near = [index for index, (place, _) in enumerate(gold) if place.overlaps(span)]
        for n in entries or {0}:
            hits = {(index, n) for index in near} & wanted
            pairs += max(1, len(hits))
            met |= hits
        if not near:
            spurious.append(words)
    missed = [gold[index][0].of(text) for index, _ in sorted(wanted - met)]
    return DocumentCallouts(source, name, len(wanted), pairs, len(met), tuple(spurious[:5]), tuple(missed[:5]))


def to_text(report: CalloutReport) -> str:
    """The figures as they are printed."""
    rows = [["Callouts and their entries", "document", "gold", "given", "right"]]
    rows += [[d.source, d.name, str(d.gold), str(d.given), str(d.right)] for d in report.documents]
    sources = list(dict.fromkeys(document.source for document in report.documents))
    rates = [[source, *(f"{rate:.4f}" for rate in report.rates(source))] for source in sources]
    return "\n\n".join([aligned(rows), aligned([["", "recall", "precision"], *rates])])

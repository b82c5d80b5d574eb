"""Reference lists: whether they are found, and whether each entry begins and ends where people say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.document import Span
from corpus.structure.references.lists import references
from corpus.structure.references.regions import lines_in
from corpus.structure.references.splitting import entries_among
from evals.gold.archives import GROBID, unpacked
from evals.gold.grobid_segmenter import SplitList, split_lists
from evals.gold.jats import cited_papers
from evals.rates import rate
from evals.report import aligned

_LABEL = re.compile(r"\[?\(?\d{1,3}[\]).]{0,2}\s")


@dataclass(frozen=True)
class ListEntries:
    """Of one list: its entries, those given, those that are right, and those that a line each (or a label) gives."""

    source: str
    name: str
    entries: int
    given: int
    right: int
    plain: int


@dataclass(frozen=True)
class SplittingReport:
    """What the suite found, by list."""

    lists: tuple[ListEntries, ...]

    def rates(self, source: str) -> tuple[float, float, float]:
        """Of a source: the share of its entries that are right, of those given that are, and that plain rules give."""
        of = [found for found in self.lists if found.source == source]
        entries, right = sum(found.entries for found in of), sum(found.right for found in of)
        return rate(right, entries), rate(right, sum(f.given for f in of)), rate(sum(f.plain for f in of), entries)


def measure(benchmarks: Path) -> SplittingReport:
    """Split the lists of GROBID's segmenter set (its `corpus` part was learnt from) and of the JATS papers."""
    with unpacked(benchmarks / GROBID) as folder:
        marked = [_of_block(split) for split in split_lists(folder / "reference-segmenter")]
    papers = [_of_text(paper.name, paper.text, paper.entries) for paper in cited_papers(benchmarks)]
    return SplittingReport((*marked, *papers))


def _of_block(split: SplitList) -> ListEntries:
    """The lines of the list alone are given, as a reader would give them."""
    found = entries_among(lines_in(split.text, Span(0, len(split.text)), whole=True))
    return _compared(f"GROBID {split.part}", split.name, split.text, split.entries, found)


def _of_text(name: str, text: str, entries: Sequence[Span]) -> ListEntries:
    """The whole paper is given: its list has to be found, too."""
    return _compared("JATS papers", name, text, entries, [entry.span for entry in references(text)])


def _compared(source: str, name: str, text: str, entries: Sequence[Span], found: Sequence[Span]) -> ListEntries:
    wanted = Counter(_bare(span.of(text)) for span in entries)
    right = Counter(_bare(span.of(text)) for span in found) & wanted
    plain = Counter(plain_entries(text)) & wanted
    return ListEntries(source, name, len(entries), len(found), right.total(), plain.total())


def plain_entries(text: str) -> list[str]:
    """The baseline: a number opens an entry; in a list without numbers each line is one."""
    lines = [_bare(line) for line in text.splitlines() if line.strip()]
    if sum(_LABEL.match(line) is not None for line in lines) < 3:
        return lines
    found: list[str] = []
    for line in lines:
        if _LABEL.match(line) or not found:
            found.append(line)
        else:
            found[-1] += " " + line
    return found


def _bare(words: str) -> str:
    return " ".join(words.split())


def to_text(report: SplittingReport) -> str:
    """The figures as they are printed."""
    sources = list(dict.fromkeys(found.source for found in report.lists))
    rows = [["Entries of reference lists", "lists", "entries", "right", "of those given", "plain rules"]]
    for source in sources:
        of = [found for found in report.lists if found.source == source]
        rates = (f"{rate:.4f}" for rate in report.rates(source))
        rows.append([source, str(len(of)), str(sum(found.entries for found in of)), *rates])
    return aligned(rows)

"""Training of the model that finds where the entries of a reference list begin.

It learns from lists that were marked by hand, and from marked entries that are set as lists in many ways: numbered and
not, wrapped at many widths, with hanging indents or empty lines between, with running heads and what follows a list.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from random import Random

from corpus.document import Span
from corpus.structure.references.labels import YEAR
from corpus.structure.references.line_features import features
from corpus.structure.references.lines import NAME
from corpus.structure.references.regions import lines_in
from corpus.structure.references.sequence_tagger import train
from corpus.structure.references.splitting import MODEL, line_labels, parts_of
from evals.gold import anystyle
from evals.gold.archives import GROBID, unpacked
from evals.gold.grobid_segmenter import SplitList, split_lists, words_of
from evals.training.invented_entries import invented_entries

SETTINGS: dict[str, float | int | bool] = {"c1": 0.2, "c2": 0.05, "max_iterations": 150, "feature.minfreq": 4}
GOLD_WEIGHT = 4
RENDERINGS = 3
INVENTED = 900
_LABELS = ("{}. ", "[{}] ", "{}) ", "({}) ", "{} ", "{}.", "{}-", "[{}]", "{}.\t")
_MANNERS = ("wrapped", "wrapped", "wrapped", "hanging", "line", "line", "apart", "apart wrapped", "paragraphs")
_SIZES = (60, 60, 40, 20, 8, 4, 3, 2)
_RUNNING = ("Journal of {} {} (2012) {}–{}", "{}", "Page {}", "A. Author et al. / {} {}", "Proceedings {} {} {}")
_AFTER = (
    "Received 12 May 2001; accepted 3 June 2002",
    "Appendix A. Proof of the theorem",
    "This article was set by its authors with a style file.",
    "Acknowledgements\nWe thank the readers of an earlier version for what they said about it.",
    "Copyright 2012 The Authors. Published by Example Press.",
)
_OWN_LABEL = re.compile(r"^(?:\[\d+\w?\]|\(\d+\)|\d{1,3}[.)]?)\s*")

Sequenced = tuple[list[list[str]], list[str]]


@dataclass(frozen=True)
class LineTraining:
    """How many lists of each source the model learnt from, and where it was written."""

    lists: dict[str, int]
    model: Path


def train_reference_lines(benchmarks: Path, model: Path = MODEL) -> LineTraining:
    """Train the model anew from the gold data under `benchmarks`, and write it to the file `model`."""
    with unpacked(benchmarks / GROBID) as folder:
        gold = [split for split in split_lists(folder / "reference-segmenter") if split.part == "corpus"]
        reset = list(set_lists(benchmarks, folder, {split.name for split in gold}))
    train([*([sequenced(split) for split in gold] * GOLD_WEIGHT), *map(sequenced, reset)], model, SETTINGS)
    return LineTraining({"marked lists": len(gold), "lists set anew": len(reset)}, model)


def to_text(report: LineTraining) -> str:
    """What was learnt from, as it is printed."""
    lists = ", ".join(f"{count:,} {name}" for name, count in report.lists.items())
    return f"{report.model}: {lists}"


def sequenced(split: SplitList) -> Sequenced:
    """The features of a list's lines and the labels that they should have."""
    parts, _ = parts_of(lines_in(split.text, Span(0, len(split.text)), whole=True))
    return features(parts), line_labels(parts, split.entries)


def set_lists(benchmarks: Path, grobid: Path, excluded: Iterable[str]) -> Iterator[SplitList]:
    """Marked and made-up entries, set as lists; papers whose list is `excluded` give none."""
    papers = {_paper(name) for name in excluded}
    for name, entries in _cited_lists(grobid / "citation"):
        if _paper(name) not in papers:
            yield from (_set(name, number, entries) for number in range(RENDERINGS))
    for name, entries in _grouped(benchmarks):
        yield _set(name, 0, entries)


def _paper(name: str) -> str:
    return name.split(".training")[0].split(".header")[0]


def _cited_lists(folder: Path) -> Iterator[tuple[str, list[str]]]:
    for file in sorted(folder.glob("*/**/*.xml")):
        found = re.findall(r"<bibl\b[^>]*>(.*?)</bibl>", file.read_text(encoding="utf-8"), re.DOTALL)
        entries = [entry for entry in map(words_of, found) if 25 < len(entry) < 900]
        if len(entries) >= 6:
            yield file.stem, entries


def _grouped(benchmarks: Path) -> Iterator[tuple[str, list[str]]]:
    """Entries of several sources, brought together by the look of their beginning, as one list would have them."""
    texts = [e.text for name in anystyle.SETS for e in anystyle.entries(benchmarks / "anystyle", name)]
    texts += [entry.text for entry in invented_entries(INVENTED)]
    looks = sorted((_look(_OWN_LABEL.sub("", text)), " ".join(_OWN_LABEL.sub("", text).split())) for text in texts)
    for look, group in groupby(looks, key=lambda pair: pair[0]):
        entries = [text for _, text in group if 25 < len(text) < 900]
        Random(look).shuffle(entries)
        for start in range(0, len(entries) - 5, 40):
            yield f"{look} {start}", entries[start : start + 40]


def _look(entry: str) -> str:
    name = NAME.match(entry)
    year = YEAR.search(entry)
    near = "none" if not year else "near" if year.start() < 60 else "far"
    script = "Cyrillic" if re.match(r"\W*[А-яЁё]", entry) else "Latin"
    return f"{name.lastgroup if name else 'other'} {near} {script}"


def _set(name: str, number: int, entries: Sequence[str]) -> SplitList:
    """Some of the entries as one list; how they are set follows from the name and the number."""
    random = Random(int(hashlib.sha256(f"{name}:{number}".encode()).hexdigest()[:12], 16))
    size = min(len(entries), random.choice(_SIZES))
    start = random.randrange(0, len(entries) - size + 1)
    return _Setting(random).set(name, [_OWN_LABEL.sub("", e).lstrip(",;. ") for e in entries[start : start + size]])


class _Setting:
    """The choices of one list, and the text and entries as far as they are set."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._labelled = random.random() < 0.5
        self._label = random.choice(_LABELS)
        self._manner = random.choice(_MANNERS)
        self._width = random.randint(38, 110)
        self._hyphens = random.random() < 0.6
        self._bare_ends = random.random() < 0.12
        self._running = random.random() < 0.35
        self._works = 3 if self._labelled and random.random() < 0.3 else 1
        self._text = ""
        self._entries: list[Span] = []

    def set(self, name: str, entries: list[str]) -> SplitList:
        """The list."""
        entries = [entry for entry in entries if entry]
        if not self._labelled and self._random.random() < 0.7:
            entries.sort(key=str.casefold)
        at = number = 0
        first = 1 if self._random.random() < 0.93 else self._random.randint(2, 60)
        while at < len(entries):
            count = self._random.choice((1, 1, 2, 3)) if self._works > 1 else 1
            self._add(entries[at : at + count], first + number)
            at, number = at + count, number + 1
        if self._random.random() < 0.15:
            self._text += self._random.choice(_AFTER) + "\n"
        return SplitList(name, "set anew", self._text, tuple(self._entries))

    def _add(self, works: Sequence[str], number: int) -> None:
        if "apart" in self._manner and self._text:
            self._text += "\n"
        for place, work in enumerate(works):
            last = place == len(works) - 1
            words = work.rstrip(".") if self._bare_ends else work
            words = words if last else words.rstrip(".;, ") + ";"
            words = self._label.format(number) + words if self._labelled and place == 0 else words
            start = len(self._text)
            self._text += self._lines(words)
            self._entries.append(Span(start, len(self._text)))
            self._text += " " if not last or (self._manner == "paragraphs" and self._random.random() < 0.5) else "\n"
        if self._running and self._random.random() < 0.04:
            self._text = self._text.rstrip(" ") + "\n" * (not self._text.endswith("\n")) + self._head() + "\n"

    def _lines(self, words: str) -> str:
        if self._manner in ("line", "apart", "paragraphs"):
            return words
        lines = list(self._wrapped(words))
        if self._running and len(lines) > 1 and self._random.random() < 0.03:
            lines[1:1] = ["", self._head(), ""]
        return ("\n    " if self._manner == "hanging" else "\n").join(lines)

    def _wrapped(self, words: str) -> Iterator[str]:
        line = ""
        for word in words.split(" "):
            room = self._width - len(line) - 2
            if not line or len(word) <= room + 1:
                line = f"{line} {word}" if line else word
            elif self._hyphens and 3 <= room <= len(word) - 3 and word.isalpha() and self._random.random() < 0.6:
                yield f"{line} {word[:room]}-"
                line = word[room:]
            else:
                yield line
                line = word
        yield line

    def _head(self) -> str:
        form = self._random.choice(_RUNNING)
        return form.format(*(self._random.randint(1, 900) for _ in range(form.count("{}"))))

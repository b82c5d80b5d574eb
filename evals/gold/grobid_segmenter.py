"""Reference lists whose entries were marked by hand: GROBID's reference-segmenter set (TEI, Apache-2.0)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from corpus.document import Span

_PIECE = re.compile(r"<(?P<tag>[^<>]*)>|(?P<words>[^<]+)")
_LIST = re.compile(r"<listBibl>(.*)</listBibl>", re.DOTALL)


@dataclass(frozen=True)
class SplitList:
    """One list as a page shows it, line by line, and the span of each entry; `part` is corpus or evaluation."""

    name: str
    part: str
    text: str
    entries: tuple[Span, ...]

    @property
    def numbered(self) -> bool:
        """Whether most entries open with a number."""
        opened = sum(1 for entry in self.entries if re.match(r"[\[(]?\d", entry.of(self.text)))
        return opened > len(self.entries) / 2


def split_lists(folder: Path) -> tuple[SplitList, ...]:
    """Every list below `folder`, a copy of grobid/reference-segmenter, by part and name."""
    files = sorted(folder.glob("*/tei/*.tei.xml"))
    return tuple(split_list(file.read_text(encoding="utf-8"), file.stem, file.parts[-3]) for file in files)


def split_list(tei: str, name: str = "", part: str = "") -> SplitList:
    """One list out of its TEI: a line ends at `<lb/>`, other white space is a space.

    Some files have no such marks: there an entry is a line, as the files themselves are written.
    """
    found = _LIST.search(tei)
    inside = found[1] if found else ""
    if inside.count("<lb") < inside.count("<bibl") / 2:
        inside = inside.replace("</bibl>", "</bibl><lb/>")
    lines = _Lines()
    for match in _PIECE.finditer(inside):
        lines.take(match["tag"], unescape(match["words"] or ""))
    return lines.split(name, part)


def words_of(tei: str) -> str:
    """The words of a piece of TEI, line ends and other white space made single spaces."""
    return " ".join(unescape(re.sub(r"<[^<>]*>", "", re.sub(r"<lb\s*/?>", " ", tei))).split())


class _Lines:
    """The text as far as it was taken, and where each entry in it begins and ends."""

    def __init__(self) -> None:
        self._text = ""
        self._edges: list[list[int]] = []

    def take(self, tag: str | None, words: str) -> None:
        """Add one tag or one run of words."""
        if tag is None:
            self._add(re.sub(r"\s+", " ", words))
        elif tag.startswith("lb"):
            self._add("\n")
        elif tag.startswith("bibl"):
            self._edges.append([len(self._text)])
        elif tag == "/bibl" and self._edges:
            self._edges[-1].append(len(self._text))

    def _add(self, words: str) -> None:
        """White space is written once, and a line end rather than a space."""
        if words[:1].isspace() and (not self._text or self._text[-1].isspace()):
            self._text = self._text[:-1] + "\n" if words == "\n" and self._text else self._text
            words = words[1:]
        self._text += words

    def split(self, name: str, part: str) -> SplitList:
        """The list, its entries without the white space around them."""
        spans = []
        for start, end in (edges for edges in self._edges if len(edges) == 2):
            words = self._text[start:end]
            begin = start + len(words) - len(words.lstrip())
            spans.append(Span(begin, max(begin, start + len(words.rstrip()))))
        return SplitList(name, part, self._text, tuple(span for span in spans if len(span)))

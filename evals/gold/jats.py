"""Papers in JATS, made into plain text whose callouts and entries are known."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from corpus.document import Span
from evals.errors import MaterialError
from evals.gold.archives import DOCLING, unpacked

_PARAGRAPHS = frozenset({"p", "title", "label"})
_LEFT_OUT = frozenset(
    {"table-wrap", "fig", "disp-formula", "inline-formula", "supplementary-material", "media", "ref-list"}
)
_RANGE = re.compile(r"[\s\]\[]*[-–—−‐‑][\s\]\[]*")


@dataclass(frozen=True)
class CitedPaper:
    """The text of a paper with its list at the end; `calls` are the places that cite and the entries (from 1) cited."""

    name: str
    text: str
    calls: tuple[tuple[Span, tuple[int, ...]], ...]
    entries: tuple[Span, ...]
    superscripts: tuple[Span, ...]


def cited_papers(benchmarks: Path) -> tuple[CitedPaper, ...]:
    """The JATS papers of the docling test data under `benchmarks` that have a list of references and cite it."""
    with unpacked(benchmarks / DOCLING) as folder:
        files = sorted({*folder.rglob("jats/sources/*.nxml"), *folder.rglob("jats/sources/*.xml")})
        papers = [cited_paper(file.read_bytes(), file.name) for file in files]
    by_text = {paper.text: paper for paper in papers if paper.calls and paper.entries}
    return tuple(sorted(by_text.values(), key=lambda paper: paper.name))


def cited_paper(jats: bytes, name: str = "") -> CitedPaper:
    """One paper. Raises MaterialError for what is no XML."""
    try:
        root = ElementTree.fromstring(jats)
    except ElementTree.ParseError as error:
        raise MaterialError(f"{name} is no JATS: {error}") from error
    return _Flattening({ref.get("id", ""): n for n, ref in enumerate(root.iter("ref"), 1)}).paper(root, name)


class _Flattening:
    """The text of one paper as far as it is written, with the callouts in it."""

    def __init__(self, numbers: dict[str, int]) -> None:
        self._numbers = numbers
        self._text = ""
        self._calls: list[tuple[Span, tuple[int, ...]]] = []
        self._raised: list[Span] = []

    def paper(self, root: ElementTree.Element, name: str) -> CitedPaper:
        """The body, then the list, an entry a line."""
        for body in root.iter("body"):
            self._blocks(body)
        self._text = self._text.rstrip() + "\n\nReferences\n\n"
        entries = []
        for ref in root.iter("ref"):
            words = _entry(ref)
            entries.append(Span(len(self._text), len(self._text) + len(words)))
            self._text += words + "\n"
        calls = _ranges_filled(self._text, self._calls)
        return CitedPaper(name, self._text, calls, tuple(entries), tuple(self._raised))

    def _blocks(self, element: ElementTree.Element) -> None:
        for child in element:
            if child.tag in _PARAGRAPHS:
                self._words(child)
                self._text = self._text.rstrip() + "\n\n"
            elif child.tag not in _LEFT_OUT:
                self._blocks(child)

    def _words(self, element: ElementTree.Element) -> None:
        start = len(self._text)
        self._add(element.text)
        for child in element:
            if child.tag not in _LEFT_OUT:
                self._words(child)
            self._add(child.tail)
        span = Span(start, len(self._text))
        if element.tag == "xref" and element.get("ref-type") == "bibr" and len(span):
            cited = (self._numbers.get(rid) for rid in element.get("rid", "").split())
            self._calls.append((span, tuple(number for number in cited if number is not None)))
        elif element.tag == "sup" and len(span):
            self._raised.append(span)

    def _add(self, words: str | None) -> None:
        single = re.sub(r"\s+", " ", words or "")
        self._text += single[1:] if self._text[-1:].isspace() and single[:1] == " " else single


def _ranges_filled(
    text: str, calls: Sequence[tuple[Span, tuple[int, ...]]]
) -> tuple[tuple[Span, tuple[int, ...]], ...]:
    """`[1]–[4]` marks its two ends only: what lies between them is cited too, at the second."""
    found: list[tuple[Span, tuple[int, ...]]] = []
    for span, cited in calls:
        before = found[-1] if found else None
        if before and cited and before[1] and _RANGE.fullmatch(text[before[0].end : span.start]):
            cited = (*range(before[1][-1] + 1, cited[0]), *cited)
        found.append((span, cited))
    return tuple(found)


def _entry(ref: ElementTree.Element) -> str:
    """The entry as it is printed; one whose parts stand without signs between them gets those of a common style."""
    label = " ".join("".join(part.itertext()) for part in ref.findall("label"))
    label = f"{label}." if label.isdigit() else label
    mixed, bare = ref.find("mixed-citation"), ref.find("element-citation")
    if mixed is None and bare is not None:
        return " ".join([label, *_parts(bare)]).strip()
    return " ".join(f"{label} {''.join((mixed if mixed is not None else ref).itertext())}".split())


def _parts(citation: ElementTree.Element) -> Iterator[str]:
    names = [
        " ".join(filter(None, (name.findtext("surname"), name.findtext("given-names"))))
        for name in citation.iter("name")
    ]
    names += ["".join(group.itertext()) for group in citation.iter("collab")]
    yield ", ".join(names) + "."
    for tag in ("year", "article-title", "chapter-title", "source"):
        if words := "".join(part for found in citation.findall(tag) for part in found.itertext()):
            yield words.rstrip(".") + "."
    volume, first, last = (citation.findtext(tag) or "" for tag in ("volume", "fpage", "lpage"))
    if volume or first:
        yield f"{volume}:{first}{'–' + last if last else ''}."

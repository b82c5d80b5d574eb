"""Passages and statements that stand more than once in a document."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from corpus.bibliography.names import folded
from corpus.document import Document, Section, Span
from service.checks.claim_wording import NO_CLAIM, QUOTES
from service.checks.parts import Part, part_at
from service.checks.passages import Passage, Passages, overlap, shared_sentences
from service.checks.places import place_in, shortened
from service.checks.prose import paragraphs
from service.findings.finding import Finding, FindingVerdict
from service.quotes.quote import Place

LEAST_OVERLAP = 0.5
"""Two paragraphs that share so much of their words in the same order say the same: on eight published papers no two
paragraphs outside their summaries share more than 0.4."""

VERBATIM = 0.8
"""From here on a paragraph is copied and not reworded."""

LEAST_CONTAINED = 0.8
"""The share of a shorter paragraph that a longer one must hold."""

FEWEST_WORDS = 25
"""Words that carry meaning, in a paragraph that is compared."""

_LEAST_ALIKE = 0.7
"""The length of a paragraph by that of another, from which on they are compared as wholes."""

LEAST_SENTENCE = 0.85
_FEWEST_IN_SENTENCE = 4
_FEWEST_IN_CLAIM = 8
_FEWEST_IN_LONE_CLAIM = 10
_LONG_CLAIM = 12
_LEAST_NEIGHBOUR = 0.4
_FEWEST_IN_RUN = 20
_LEAST_IN_RUN = 0.5
_FEWEST_QUOTED = 6
_FEWEST_ALONE = 10
_FEWEST_LETTERS = 3
"""Letters that stand alone, which make a sentence one of formulas."""

_MOST_REPEATED = 5
"""A sentence that stands oftener than this is a form's and nobody's claim."""

_COMMON = 40
_SHARED_PAIRS = 4
_BOILERPLATE = re.compile(
    r"licen[cs]ed? (?:under|agreement|terms)|creative commons|all rights reserved|copyright|©|\bpermission\b"
    r"|\bdisclaimer\b",
    re.IGNORECASE,
)
_MOST_LETTERS = 0.2
_ENDS = re.compile(r"[.!?…][\"”’»)\]*_]*\W*$")
_SUMMING_UP: frozenset[Part] = frozenset({"abstract", "conclusion"})


@dataclass(frozen=True)
class Repeat:
    """Sentences that stand a second time, the `earlier` ones that they repeat, and the share of words in common."""

    later: Passage
    earlier: Passage
    share: float


def duplicate_passages(document: Document) -> Iterator[Finding]:
    """Paragraphs, runs of sentences, single statements and quotations that stand twice; each repeat in one finding.

    The later one is reported, related to the first. A statement that an abstract or a conclusion repeats is expected.
    """
    return _Repeats(document).findings()


class _Repeats:
    def __init__(self, document: Document) -> None:
        self._document = document
        self._passages = Passages(document)
        prose = [p for p in paragraphs(document) if not _is_boilerplate(p.span.of(document.text))]
        self._paragraphs = [self._passages.of(paragraph.sentences) for paragraph in prose]
        self._sentences = [[self._passages.of([s]) for s in paragraph.sentences] for paragraph in prose]

    @cached_property
    def _title(self) -> Section | None:
        """The heading that all others stand under."""
        first = next(iter(self._document.sections), None)
        return first if first and first.span.end >= self._document.sections[-1].span.end and first.level == 1 else None

    def findings(self) -> Iterator[Finding]:
        """See `duplicate_passages`."""
        told: list[Span] = []
        for repeat in self._whole_paragraphs():
            told.append(repeat.later.span)
            yield self._paragraph(repeat)
        for repeat in self._runs(told):
            told.append(repeat.later.span)
            is_run = len(repeat.later.sentences) > 1 and repeat.later.length >= _FEWEST_IN_RUN
            yield self._paragraph(repeat) if is_run else self._claim(repeat)
        yield from self._quotations(told)

    def _whole_paragraphs(self) -> Iterator[Repeat]:
        long = [passage for passage in self._paragraphs if len(passage.words) >= FEWEST_WORDS]
        near = _sharing(long, _SHARED_PAIRS)
        for at, later in enumerate(long):
            best: Repeat | None = None
            for k in near.get(at, ()):
                repeat = self._repeat(long[k], later)
                if repeat is not None and (best is None or repeat.share > best.share):
                    best = repeat
            if best is not None:
                yield best

    def _repeat(self, earlier: Passage, later: Passage) -> Repeat | None:
        share, contained = overlap(earlier, later)
        least = VERBATIM if "abstract" in (self._part(earlier), self._part(later)) else LEAST_OVERLAP
        if share < least and contained < LEAST_CONTAINED:
            return None
        alike = (
            share >= least and _LEAST_ALIKE * len(later.words) <= len(earlier.words) <= len(later.words) / _LEAST_ALIKE
        )
        first, second = (earlier, later) if alike else self._shared(earlier, later)
        if len(second.words) < FEWEST_WORDS or _differ_in_numbers(first, second):
            return None
        share = overlap(first, second)[0]
        return Repeat(second, first, share) if share >= least else None

    def _shared(self, earlier: Passage, later: Passage) -> tuple[Passage, Passage]:
        ours, theirs = shared_sentences(earlier, later, _LEAST_IN_RUN)
        return self._passages.of(ours), self._passages.of(theirs)

    def _runs(self, told: Sequence[Span]) -> Iterator[Repeat]:
        """Sentences that repeat another, and those around them that go on repeating what stands around it."""
        flat = [(p, s) for p, sentences in enumerate(self._sentences) for s in range(len(sentences))]
        passages = [self._sentences[p][s] for p, s in flat]
        often = Counter(passage.verbatim for passage in passages)
        near = _sharing(passages, 1)
        done: set[tuple[int, int]] = set()
        for at, (p, s) in enumerate(flat):
            later = passages[at]
            if (p, s) in done or not self._counts(later, often) or any(span.overlaps(later.span) for span in told):
                continue
            best = max(
                ((overlap(passages[k], later)[0], -k) for k in near.get(at, ()) if self._says_same(passages[k], later)),
                default=None,
            )
            if best is not None:
                earlier_at = flat[-best[1]]
                run = self._extended(earlier_at, (p, s))
                done.update((p, k) for k in range(run[1].start, run[1].stop))
                repeat = self._run(earlier_at[0], run[0], p, run[1])
                if repeat is not None:
                    yield repeat

    def _counts(self, passage: Passage, often: Counter[tuple[str, ...]]) -> bool:
        text = passage.span.of(self._document.text)
        few = len(passage.words) < _FEWEST_IN_SENTENCE or passage.length < _FEWEST_IN_CLAIM
        if few or often[passage.verbatim] > _MOST_REPEATED or _ENDS.search(text) is None or NO_CLAIM.search(text):
            return False
        return sum(len(word) == 1 for word in passage.words) < _FEWEST_LETTERS

    def _says_same(self, earlier: Passage, later: Passage) -> bool:
        if earlier.numbers != later.numbers or len(earlier.words) < _FEWEST_IN_SENTENCE:
            return False
        return overlap(earlier, later)[0] >= LEAST_SENTENCE and _same_names(earlier, later)

    def _extended(self, earlier: tuple[int, int], later: tuple[int, int]) -> tuple[range, range]:
        """The sentences of both paragraphs, around two that say the same, that go on alike."""
        ours, theirs = self._sentences[earlier[0]], self._sentences[later[0]]
        before = after = 0
        while earlier[1] + after + 1 < len(ours) and later[1] + after + 1 < len(theirs):
            if overlap(ours[earlier[1] + after + 1], theirs[later[1] + after + 1])[0] < _LEAST_NEIGHBOUR:
                break
            after += 1
        while earlier[1] - before > 0 and later[1] - before > 0:
            if overlap(ours[earlier[1] - before - 1], theirs[later[1] - before - 1])[0] < _LEAST_NEIGHBOUR:
                break
            before += 1
        return (
            range(earlier[1] - before, earlier[1] + after + 1),
            range(later[1] - before, later[1] + after + 1),
        )

    def _run(self, ours: int, earlier: range, theirs: int, later: range) -> Repeat | None:
        first = self._passages.of([self._sentences[ours][k].span for k in earlier])
        second = self._passages.of([self._sentences[theirs][k].span for k in later])
        parts = {self._part(first), self._part(second)}
        is_run = len(later) > 1 and second.length >= _FEWEST_IN_RUN
        if not is_run and (second.length < _FEWEST_IN_LONE_CLAIM or (parts & _SUMMING_UP and len(parts) > 1)):
            return None
        return Repeat(second, first, overlap(first, second)[0])

    def _quotations(self, told: Sequence[Span]) -> Iterator[Finding]:
        """Words between quotation marks that the document quotes before."""
        first: dict[str, Span] = {}
        for quotation in self._document.quotations:
            words = folded(quotation.span.of(self._document.text))
            in_abstract = part_at(self._document, quotation.span.start) == "abstract"
            if in_abstract or not self._is_quoted(quotation.span, len(words.split())):
                continue
            if words not in first:
                first[words] = quotation.span
            elif not any(span.overlaps(quotation.span) for span in told):
                yield self._quoted_again(quotation.span, first[words])

    def _is_quoted(self, span: Span, length: int) -> bool:
        """Whether the words are quoted in prose and are no label: few words need one that brings another's in."""
        sentences = (s.span for paragraph in self._sentences for s in paragraph if s.span.overlaps(span))
        around = " ".join(sentence.of(self._document.text) for sentence in sentences)
        return bool(around) and (length >= _FEWEST_ALONE or (length >= _FEWEST_QUOTED and bool(QUOTES.search(around))))

    def _quoted_again(self, later: Span, earlier: Span) -> Finding:
        words = later.of(self._document.text)
        verdict: FindingVerdict = "problem" if len(words.split()) >= _LONG_CLAIM else "doubt"
        message = f"“{shortened(words)}” is quoted already{self._where(earlier)}."
        return Finding("duplicate_claim", verdict, later, message, (place_in(self._document, earlier),))

    def _paragraph(self, repeat: Repeat) -> Finding:
        parts = {self._part(repeat.earlier), self._part(repeat.later)}
        verbatim = repeat.share >= VERBATIM
        verdict: FindingVerdict = (
            "problem" if verbatim and "abstract" not in parts and not self._leads(repeat) else "doubt"
        )
        how = "repeats" if verbatim else "says again, in other words,"
        opening = shortened(repeat.later.span.of(self._document.text), 8)
        message = (
            f"The passage “{opening}” {how} what stands{self._where(repeat.earlier.span)}:"
            f" {round(100 * repeat.share)} % of the words are the same."
        )
        return Finding("duplicate_paragraph", verdict, repeat.later.span, message, self._first(repeat))

    def _claim(self, repeat: Repeat) -> Finding:
        same = repeat.later.verbatim == repeat.earlier.verbatim
        verdict: FindingVerdict = "problem" if same and repeat.later.length >= _LONG_CLAIM else "doubt"
        how = "is made already, word for word," if same else "is made already, in nearly the same words,"
        opening = shortened(repeat.later.span.of(self._document.text), 10)
        message = f"The statement “{opening}” {how}{self._where(repeat.earlier.span)}."
        return Finding("duplicate_claim", verdict, repeat.later.span, message, self._first(repeat))

    def _first(self, repeat: Repeat) -> tuple[Place, ...]:
        return (place_in(self._document, repeat.earlier.span),)

    def _where(self, span: Span) -> str:
        path = [section for section in self._document.section_path(span.start) if section != self._title]
        page = self._document.page_at(span.start)
        section = f" under “{shortened(path[-1].title, 8)}”" if path else " earlier in the text"
        return section + (f" on page {page.label or page.number}" if page else "")

    def _part(self, passage: Passage) -> Part:
        return part_at(self._document, passage.span.start)

    def _leads(self, repeat: Repeat) -> bool:
        """Whether the earlier passage stands before every heading but the title: an abstract without the name."""
        sections = [section for section in self._document.sections if section != self._title]
        return bool(sections) and repeat.earlier.span.end <= sections[0].span.start


def _sharing(passages: Sequence[Passage], least: int) -> dict[int, list[int]]:
    """For each passage the earlier ones that have `least` pairs of words in common with it, rare pairs only."""
    holders: dict[tuple[str, str], list[int]] = defaultdict(list)
    found: dict[int, list[int]] = {}
    for at, passage in enumerate(passages):
        shared = Counter(k for pair in passage.pairs for k in holders[pair] if len(holders[pair]) <= _COMMON)
        found[at] = sorted(k for k, count in shared.items() if count >= least)
        for pair in passage.pairs:
            holders[pair].append(at)
    return found


def _differ_in_numbers(first: Passage, second: Passage) -> bool:
    """Whether the passages give other figures, as rows of results put into the same words do."""
    either = first.numbers | second.numbers
    return len(either) > 2 and len(first.numbers & second.numbers) < 0.5 * len(either)


def _same_names(first: Passage, second: Passage) -> bool:
    """Whether what is spelled with a capital in one is in the other, wherever its sentence begins."""
    return first.names <= set(second.verbatim) and second.names <= set(first.verbatim)


def _is_boilerplate(text: str) -> bool:
    """Whether the paragraph is a licence's, or more formula than prose."""
    words = text.split()
    letters = sum(len(word.strip("(){}[],.:;$")) == 1 for word in words)
    return _BOILERPLATE.search(text) is not None or "$$" in text or letters > _MOST_LETTERS * len(words)

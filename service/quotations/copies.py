"""Copied text: runs of a manuscript that stand in a held work, and in no quotation marks."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from corpus.bibliography.names import folded_families, years
from corpus.bibliography.record import Record
from corpus.document import Document, Span
from corpus.structure.lines import merged, trimmed
from indexer.catalogue import Holding
from indexer.library import Library
from service.findings.cited_holdings import CitedHoldings
from service.findings.comparison_result import ComparisonResult
from service.findings.finding import Finding, FindingVerdict
from service.progress import Progress, silent
from service.quotations.boilerplate import is_boilerplate
from service.quotations.comparison import Comparison
from service.quotations.credit import Credits
from service.quotations.matcher import Match, QuotationMatcher, Quoted
from service.quotations.own_copies import own_copies
from service.quotations.runs import SharedRun, shared_runs
from service.quotations.shingles import LENGTH, Hit, ShingleIndex, shingled_words
from service.quotes.crediting import callouts_of
from service.quotes.quoting import place

LIBRARY_WORDS, COPIED_TEXT = "the library’s words", "copied text"
"""The two steps, as progress tells them."""

LEAST_COPIED = 12
"""Words in a row that nobody writes again by chance."""

LEAST_OF_A_SENTENCE = 9
"""The same where they are a whole sentence."""

LEAST_KEPT = 0.85
MOST_CHANGED = 2
"""Words changed in a run of up to twenty; one more for every ten beyond."""

JOINED = 30
"""Words between two runs from one work that are told together."""

MOST_OF_AN_EDGE = 3
"""Words of a sentence that are shared by chance where the one beside it was taken over."""

SELF = 0.8
"""The share of a manuscript's shingles in one document from which on it is the manuscript."""

LEAST_OF_A_MANUSCRIPT = 200
"""Words of its own that a text must have to be told by them."""


@dataclass(frozen=True)
class Copy:
    """A run of the manuscript and how it stands in a held work."""

    span: Span
    match: Match

    @property
    def is_verbatim(self) -> bool:
        """Whether no word was changed."""
        return self.match.compared.is_honest


class CopyFinder:
    """Looks for a library's words in manuscripts; its index is made at the first need and after a change."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._matcher = QuotationMatcher(library)
        self._made: tuple[int, ShingleIndex] | None = None

    def check(self, document: Document) -> Iterator[Finding]:
        """One finding for each run of words that is taken over, in the order of the text."""
        yield from self.compare(document).findings

    def compare(self, document: Document, progress: Progress = silent) -> ComparisonResult:
        """The findings, and which held documents are the manuscript itself, so that they weren't compared with it."""
        check = _DocumentCheck(document, self._library, self._matcher, self._index(progress))
        return ComparisonResult(tuple(check.findings(progress)), tuple(check.notices()))

    def _index(self, progress: Progress) -> ShingleIndex:
        version = self._library.version()
        if self._made is None or self._made[0] != version:
            index = ShingleIndex(self._library, lambda done, total: progress(LIBRARY_WORDS, done, total))
            self._made = version, index
        return self._made[1]


class _DocumentCheck:
    def __init__(self, document: Document, library: Library, matcher: QuotationMatcher, index: ShingleIndex) -> None:
        self._document = document
        self._library = library
        self._matcher = matcher
        self._index = index
        self._credits = Credits(document, CitedHoldings(library))

    def findings(self, progress: Progress) -> Iterator[Finding]:
        """The copies of each work, the same words of several works told once."""
        for group in _grouped(list(self._copies(progress))):
            yield self._finding(group)

    def _copies(self, progress: Progress) -> Iterator[Copy]:
        _, spans = self._words
        progress(COPIED_TEXT, 0, 0)
        runs = shared_runs(self._hits, self._itself.keys())
        for done, run in enumerate(runs):
            progress(COPIED_TEXT, done, len(runs))
            copy = self._copy(run, spans)
            if copy is not None:
                yield copy
        progress(COPIED_TEXT, len(runs), len(runs))

    def notices(self) -> Iterator[str]:
        """That the manuscript, or most of it, is held, by the documents' names."""
        for work, share in sorted(self._itself.items()):
            name = self._index.holdings[work].name
            told = "nearly all of its words stand there" if share > SELF else "title and author are the same"
            yield f"This text is held as {name} ({told}), so that it was not compared with that document."

    @cached_property
    def _words(self) -> tuple[tuple[str, ...], tuple[Span, ...]]:
        return shingled_words(self._document.text, self._own_words())

    @cached_property
    def _hits(self) -> list[Hit]:
        return list(self._index.hits(self._words[0]))

    @cached_property
    def _itself(self) -> dict[int, float]:
        """The documents, by their place in the index, that are the manuscript, and the share of its words in each."""
        own, words = own_copies(self._document, self._library), len(self._words[0])
        shared: dict[int, set[int]] = {}
        for hit in self._hits:
            shared.setdefault(hit.work, set()).add(hit.ours)
        found = {}
        for work, holding in enumerate(self._index.holdings):
            shingles = max(1, words - LENGTH + 1)
            share = min(1.0, len(shared.get(work, ())) / shingles)
            is_long = words >= LEAST_OF_A_MANUSCRIPT and share > SELF
            if holding.digest == self._document.digest:
                found[work] = 1.0
            elif holding.digest in own or (is_long and not self._is_by_others(holding)):
                found[work] = share
        return found

    def _is_by_others(self, holding: Holding) -> bool:
        """Whether both name their authors, and none is the same: then the text was taken over, and isn't itself."""
        own, theirs = (folded_families(record.get("author")) for record in (self._document.record, holding.record))
        return bool(own and theirs and not own & theirs)

    def _own_words(self) -> Iterator[Span]:
        """The sentences that are the manuscript's own: no quotation, callout, table, heading or entry in them."""
        passed = merged([*self._others, *(callout.span for callout in self._document.callouts)])
        ends = [span.end for span in passed]
        for sentence in self._document.sentences:
            start = sentence.start
            for other in passed[bisect_left(ends, start) :]:
                if other.start >= sentence.end:
                    break
                if other.start > start:
                    yield Span(start, other.start)
                start = max(start, other.end)
            if start < sentence.end:
                yield Span(start, sentence.end)

    @cached_property
    def _others(self) -> list[Span]:
        document = self._document
        spans = [
            *(quotation.span for quotation in document.quotations),
            *(table.span for table in document.tables),
            *(reference.span for reference in document.references),
            *(section.heading for section in document.sections),
            *(Span(*match.span()) for match in _EMPHASISED.finditer(document.text)),
        ]
        return merged(spans)

    def _copy(self, run: SharedRun, spans: Sequence[Span]) -> Copy | None:
        """The run as a copy, if it is one: long enough, near enough to the words there, and nobody's formula."""
        span = Span(spans[run.first].start, spans[run.last].end)
        span = self._whole_sentence(self._without_edges(span))
        count = len(_WORDS.findall(span.of(self._document.text)))
        if count < LEAST_OF_A_SENTENCE or (count < LEAST_COPIED and not self._is_sentence(span)):
            return None
        if is_boilerplate(span.of(self._document.text), self._document.section_path(span.start)):
            return None
        inside = [callout.span for callout in self._document.callouts if callout.span.overlaps(span)]
        quoted = Quoted.of(self._document.text, span, inside)
        holding = self._index.holdings[run.work]
        match = None if self._is_earlier_than(holding) else self._matcher.in_work(quoted, holding)
        return Copy(span, match) if match is not None and _is_near(match.compared) else None

    def _is_earlier_than(self, holding: Holding) -> bool:
        """Whether the manuscript came out before the held work, which then has the words from it or from a third."""
        own, theirs = _year(self._document.record), _year(holding.record)
        return own is not None and theirs is not None and own < theirs

    def _without_edges(self, span: Span) -> Span:
        """The span without the last words of a sentence, or the first ones, that only border on the shared ones."""
        text, first, last = self._document.text, self._sentence_at(span.start), self._sentence_at(span.end - 1)
        if first is None or last is None or first == last:
            return span
        start = first.end if len(_WORDS.findall(text[span.start : first.end])) <= MOST_OF_AN_EDGE else span.start
        end = last.start if len(_WORDS.findall(text[last.start : span.end])) <= MOST_OF_AN_EDGE else span.end
        return trimmed(text, start, end) if start < end else span

    def _whole_sentence(self, span: Span) -> Span:
        """The span, its edges drawn out to a sentence's: over the stop, and where it is short over a word or two."""
        first, last = self._sentence_at(span.start), self._sentence_at(span.end - 1)
        text = self._document.text
        start, end = span.start, span.end
        most = MOST_CHANGED if len(_WORDS.findall(span.of(text))) < LEAST_COPIED else 0
        if first and len(_WORDS.findall(text[first.start : start])) <= most:
            start = min(start, first.start)
        if last and len(_WORDS.findall(text[end : last.end])) <= most:
            end = max(end, last.end)
        inside = [other for other in self._others if other.overlaps(Span(start, end)) and not other.overlaps(span)]
        return span if inside else Span(start, end)

    def _is_sentence(self, span: Span) -> bool:
        return any(span.contains(sentence) for sentence in self._sentences(span))

    def _sentence_at(self, offset: int) -> Span | None:
        sentences = self._document.sentences
        at = bisect_right(sentences, offset, key=lambda sentence: sentence.start) - 1
        return sentences[at] if at >= 0 and offset < sentences[at].end else None

    def _sentences(self, span: Span, beside: int = 0) -> Sequence[Span]:
        """The sentences that a span touches, and so many on each side of them in its paragraph."""
        sentences = self._document.sentences
        first = bisect_right(sentences, span.start, key=lambda sentence: sentence.start) - 1
        last = bisect_left(sentences, span.end, key=lambda sentence: sentence.start)
        near = sentences[max(0, first - beside) : last + beside]
        text = self._document.text
        return [s for s in near if "\n\n" not in text[min(s.end, span.end) : max(s.start, span.start)]]

    def _finding(self, copies: Sequence[Copy]) -> Finding:
        """What there is to say of runs that lie side by side, the longest and most exact telling the work."""
        best = min(copies, key=lambda copy: (not copy.is_verbatim, -len(copy.span), copy.match.holding.name))
        holding = best.match.holding
        span = Span(min(copy.span.start for copy in copies), max(copy.span.end for copy in copies))
        ordered = sorted(
            copies, key=lambda copy: (copy.match.holding.name != holding.name, copy.match.holding.name, copy.span)
        )
        related = tuple(place(copy.match.holding, copy.match.compared.span, self._library.document) for copy in ordered)
        cited, same = self._is_cited(span, holding), self._is_by_same(holding)
        told = sum(
            len(_WORDS.findall(copy.span.of(self._document.text)))
            for copy in ordered
            if copy.match.holding.name == holding.name
        )
        verbatim = all(copy.is_verbatim for copy in ordered if copy.match.holding.name == holding.name)
        quotes = all(self._is_quoted_there(copy) for copy in copies)
        verdict: FindingVerdict = "doubt" if cited or same or quotes else "problem"
        how = "word for word" if verbatim else "nearly word for word"
        source = related[0].citation.strip("()")
        why = "by an author of this manuscript" if same else "which is not cited for them"
        why = "which is cited here" if cited else why
        other = _other_figure(copy for copy in ordered if copy.match.holding.name == holding.name)
        message = f"{told} words stand {how} in {source}, {why}, without quotation marks{other}."
        changed = [f"“{c.ours}” / “{c.theirs}”" for copy in ordered for c in copy.match.compared.altered]
        return Finding("copied_text", verdict, span, message, tuple(dict.fromkeys(related)), tuple(changed))

    def _is_cited(self, span: Span, holding: Holding) -> bool:
        """Whether the work is cited in the sentences of the span, or, where none is, in those right beside them."""
        own = [c for s in self._sentences(span) for c in callouts_of(self._document, s)]
        callouts = own or [c for s in self._sentences(span, 1) for c in callouts_of(self._document, s)]
        return any(
            held is not None and held.digest == holding.digest for c in callouts for held in self._credits.by_callout(c)
        )

    def _is_quoted_there(self, copy: Copy) -> bool:
        """Whether the held work itself has the words in quotation marks, and so from another."""
        quotations = self._library.document(copy.match.holding).quotations
        return any(quotation.span.overlaps(copy.match.compared.span) for quotation in quotations)

    def _is_by_same(self, holding: Holding) -> bool:
        own = folded_families(self._document.record.get("author"))
        return bool(own & folded_families(holding.record.get("author")))


def _year(record: Record) -> int | None:
    return next(iter(years(record.get("issued"))), None)


_WORDS = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_EMPHASISED = re.compile(r"(?<![*\w])\*(?!\*)[^*\n]{40,600}\*(?![*\w])|(?<!\w)_[^_\n]{40,600}_(?!\w)")


def _is_near(compared: Comparison) -> bool:
    changed = sum(max(len(c.ours.split()), len(c.theirs.split())) for c in compared.altered)
    return compared.kept >= LEAST_KEPT and changed <= MOST_CHANGED + max(0, compared.length - 20) // 10


def _other_figure(copies: Iterable[Copy]) -> str:
    """The end of a message that tells the first figure which was put for another; empty where none was."""
    changes = (change for copy in copies for change in copy.match.compared.altered)
    found = next((one for one in changes if one.weight == "number" and one.ours and one.theirs), None)
    return f", but with another figure: “{found.ours}”, and there “{found.theirs}”" if found else ""


def _grouped(copies: Sequence[Copy]) -> Iterator[list[Copy]]:
    """Copies that overlap, and those from one work that lie side by side, together; by their place."""
    group: list[Copy] = []
    for copy in sorted(copies, key=lambda copy: (copy.span, copy.match.holding.name)):
        if group and not any(_belongs(copy, other) for other in group):
            yield group
            group = []
        group.append(copy)
    if group:
        yield group


def _belongs(copy: Copy, other: Copy) -> bool:
    if copy.span.overlaps(other.span):
        return True
    same = copy.match.holding.digest == other.match.holding.digest
    return same and copy.span.start - other.span.end < JOINED * LETTERS_OF_A_WORD


LETTERS_OF_A_WORD = 6

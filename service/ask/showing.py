"""Showing: a run as a quotation with all that a reader should know of it."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from corpus.document import Document, Span
from indexer.retrieval import Hit
from service.ask.completing import Run, sentence_after, sentence_before
from service.ask.folding import repeats, statement
from service.ask.marking import Sought, marks, row_marks
from service.quotes.crediting import reports
from service.quotes.quote import Quote
from service.quotes.quoting import Read, place, quote
from service.words.stems import stem

COMMON = 0.4
"""A word of the question that stands in more of the hits than this share says nothing about any one of them."""

FEWEST_HITS = 10
"""Among fewer hits no word is called common."""


def shown(run: Run, read: Read, among: Sequence[Hit] = (), sought: Sought | None = None) -> Quote:
    """The run as a quotation; `among` are the hits in which its repeats are looked for."""
    holding, document = run.hit.held.document, read(run.hit.held.document)
    plain = quote(holding, run.span, read)
    before, after = _around(run, document)
    return replace(
        plain,
        marks=() if sought is None else _marks(plain, document, sought),
        before=before,
        after=after,
        repeats=tuple(place(again.held.document, again.held.passage.span, read) for again in _again(run, among)),
        reports=_reports(run, document),
    )


def _marks(quote: Quote, document: Document, sought: Sought) -> tuple[Span, ...]:
    if quote.row is not None:
        return row_marks(quote.row, sought)
    return marks(quote.text, quote.start, sought, (callout.span for callout in document.callouts))


def telling(sought: Sought, among: Sequence[Hit]) -> Sought:
    """What is sought without the words that many hits have; as it is where no other word is left."""
    if len(among) < FEWEST_HITS:
        return sought
    said = Counter(word for hit in among for word in statement(hit.held.passage).stems)
    rare = tuple(word for word in sought.words if said[stem(word)] <= COMMON * len(among))
    common = tuple(word for word in sought.words if word not in rare)
    return replace(sought, words=rare, common=common) if rare or sought.numbers else sought


def _again(run: Run, among: Sequence[Hit]) -> tuple[Hit, ...]:
    """The repeats of the sentences that the run was chosen for, but for those that it holds itself."""
    return tuple(
        again
        for again in repeats(run.hit, among)
        if again.held.document.digest != run.hit.held.document.digest or not run.span.overlaps(again.held.passage.span)
    )


def _reports(run: Run, document: Document) -> tuple[str, ...]:
    if not run.is_prose:
        return ()
    at = bisect_left(document.sentences, run.span.start, key=lambda sentence: sentence.start)
    sentences = takewhile(lambda sentence: sentence.start < run.span.end, document.sentences[at:])
    return tuple(dict.fromkeys(work for sentence in sentences for work in reports(document, sentence)))


def _around(run: Run, document: Document) -> tuple[str, str]:
    """The sentences before and after the run in its paragraph; nothing for what is no prose."""
    if not run.is_prose:
        return "", ""
    return _text(sentence_before(run.span, document), document), _text(sentence_after(run.span, document), document)


def _text(span: Span | None, document: Document) -> str:
    return "" if span is None else span.of(document.text)

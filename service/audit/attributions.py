"""Doubtful attributions: a cited work whose title is on quite another subject than the sentences that cite it.

A title is little to go by, so that only a far outlier among the document's own citations is told, and as a doubt.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from corpus.document import Document, Reference, Span
from indexer.encoder import Encoder, Vectors
from service.checks.places import place_in, shortened
from service.findings.finding import Finding
from service.words.content import content_words
from service.words.stems import stem

LEAST_CITATIONS = 8
"""Works with a title and a sentence that cites them, from which on a document shows what is usual in it."""

FAR = 2.5
"""Robust standard deviations below the median (Iglewicz & Hoaglin 1993) from which on a citation is an outlier."""

MOST_NEAR = 0.2
"""The greatest cosine that is far in any document; works on one field's subjects came to 0.25 and more."""

LEAST_MEDIAN = 0.35
"""The least nearness in the middle of a document's citations where an encoder can tell subjects apart at all."""

LEAST_TITLE = 4
"""Words of a title that say what a work is about."""


@dataclass(frozen=True)
class Attribution:
    """An entry of the list with its title, and the sentences that cite it."""

    reference: Reference
    title: str
    sentences: tuple[Span, ...]


def doubtful_attributions(document: Document, encoder: Encoder) -> Iterator[Finding]:
    """A doubt for each cited work that is a far outlier, at the first sentence that cites it."""
    found = list(_attributions(document))
    if len(found) < LEAST_CITATIONS:
        return
    near = _nearness(document, found, encoder)
    median = float(np.median(near))
    if median < LEAST_MEDIAN:
        return
    spread = 1.4826 * float(np.median(np.abs(near - median)))
    for attribution, cosine in zip(found, near.tolist(), strict=True):
        if cosine > MOST_NEAR or median - cosine < FAR * max(spread, 0.02) or _shares_a_word(document, attribution):
            continue
        sentence = attribution.sentences[0]
        yield Finding(
            type="unsupported_citation",
            verdict="doubt",
            span=sentence,
            message=(
                f"“{shortened(sentence.of(document.text), 9)}” cites “{shortened(attribution.title, 14)}”, a title on "
                f"another subject: see whether the work says it."
            ),
            related=(place_in(document, attribution.reference.span),),
            steps=(
                f"nearness of title and sentences {cosine:.2f}, against {median:.2f} in the middle of {len(found)}",
            ),
        )


def _attributions(document: Document) -> Iterator[Attribution]:
    """The entries that sentences cite, with a title in ASCII letters: an English encoder can't place others."""
    starts = [sentence.start for sentence in document.sentences]
    citing: dict[int, list[Span]] = {}
    for callout in document.callouts:
        at = bisect_left(starts, callout.span.start + 1) - 1
        if callout.standing == "resolved" and at >= 0:
            for n in callout.resolves_to:
                citing.setdefault(n, []).append(document.sentences[at])
    for reference in document.references:
        title = str(reference.csl.get("title") or "")
        sentences = tuple(dict.fromkeys(citing.get(reference.n, [])))
        if sentences and title.isascii() and len(content_words(title)) >= LEAST_TITLE:
            yield Attribution(reference, title, sentences)


def _nearness(document: Document, found: Sequence[Attribution], encoder: Encoder) -> Vectors:
    """How near each work's title is to what cites it, to the document's own title, or to the other titles cited.

    A sentence that names a work and its author says little of its subject; a work that is at home in the document's
    list is no outlier, whatever the sentence says.
    """
    sentences = sorted({sentence for attribution in found for sentence in attribution.sentences})
    places = {sentence: place for place, sentence in enumerate(sentences)}
    said = encoder.encode([_with_one_before(document, sentence) for sentence in sentences])
    titles = encoder.encode([attribution.title for attribution in found])
    own = encoder.encode([document.record.text("title") or found[0].title])[0]
    best = []
    for at, attribution in enumerate(found):
        others = titles.sum(axis=0) - titles[at]
        others = others / max(float(np.linalg.norm(others)), 1e-9)
        near = [titles[at] @ said[places[sentence]] for sentence in attribution.sentences]
        best.append(round(float(max(*near, titles[at] @ own, titles[at] @ others)), 6))
    return np.array(best, dtype=np.float32)


def _with_one_before(document: Document, sentence: Span) -> str:
    at = bisect_left(document.sentences, sentence)
    start = document.sentences[at - 1].start if at else sentence.start
    return " ".join(document.text[start : sentence.end].split())


def _shares_a_word(document: Document, attribution: Attribution) -> bool:
    """Whether a word that carries the title stands in what cites it."""
    title = {stem(word) for word in content_words(attribution.title)}
    said = {stem(word) for sentence in attribution.sentences for word in content_words(sentence.of(document.text))}
    return bool(title & said)

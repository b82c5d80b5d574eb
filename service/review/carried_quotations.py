"""Carried quotations: words that are quoted from the work cited before, as `As the authors put it, “…”` says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from corpus.document import Callout, Document, Quotation, Span
from service.checks.prose import paragraphs

_WHO = r"(?:s?he|they|(?:the|its|their|these|both) (?:same |two |three )?authors?|its author)"
_SAYS = (
    r"(?:puts?|writes?|wrote|says?|said|sees?|saw|calls?|called|judge[sd]?|argue[sd]?|note[sd]?|add(?:s|ed)?|conclude[sd]?"
    r"|state[sd]?|claim(?:s|ed)?|find|finds|found|observe[sd]?|remark(?:s|ed)?|warn(?:s|ed)?|explain(?:s|ed)?|speaks?|spoke"
    r"|report(?:s|ed)?|describe[sd]?|define[sd]?|admit(?:s|ted)?|insist(?:s|ed)?|suggest(?:s|ed)?|believe[sd]?|hold|holds|held)"
)
_CREDITED = re.compile(
    rf"\b{_WHO} (?:\w+ly |also |even |then |further |themselves |her?self |himself )?{_SAYS}\b"
    rf"|\b{_SAYS} {_WHO}\b|\bin (?:his|her|their) (?:own )?(?:words|view|phrase|opinion)\b"
    r"|\b(?:his|her|their|its) (?:own )?(?:words|phrase|definition|proposal|formula|conclusion)\b",
    re.IGNORECASE,
)

LOOKED_BACK = 3
"""Sentences of the paragraph that are looked through for the citation that a pronoun stands for."""


def with_carried(document: Document) -> Document:
    """The document, its quotations credited to the work cited before where their sentence says that they are its."""
    if all(quotation.callout is not None for quotation in document.quotations):
        return document
    carried = dict(_carried(document))
    credited = tuple(
        replace(quotation, callout=carried[quotation.span]) if quotation.span in carried else quotation
        for quotation in document.quotations
    )
    return replace(document, quotations=credited)


def _carried(document: Document) -> Iterator[tuple[Span, Span]]:
    open_quotations = [q for q in document.quotations if q.callout is None and q.author is None]
    for paragraph in paragraphs(document):
        for quotation in open_quotations:
            if paragraph.span.overlaps(quotation.span):
                callout = _cited_before(document, paragraph.sentences, quotation)
                if callout is not None:
                    yield quotation.span, callout.span


def _cited_before(document: Document, sentences: tuple[Span, ...], quotation: Quotation) -> Callout | None:
    """The last citation before the quotation's sentence, where that sentence gives its words to the one cited."""
    at = next((i for i, sentence in enumerate(sentences) if sentence.overlaps(quotation.span)), None)
    if not at or not _CREDITED.search(_around(document.text, sentences[at], quotation)):
        return None
    reach = Span(sentences[max(0, at - LOOKED_BACK)].start, sentences[at].start)
    before = [c for c in document.callouts if reach.contains(c.span) and c.resolves_to]
    return before[-1] if before else None


def _around(text: str, sentence: Span, quotation: Quotation) -> str:
    """The words of the sentence without the quoted ones."""
    return f"{text[sentence.start : quotation.span.start]} … {text[quotation.span.end : sentence.end]}"

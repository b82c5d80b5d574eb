"""Literal: whether a passage has the very words of a question, so that nobody need guess whether it speaks of that."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.bibliography.names import folded
from indexer.retrieval import Hit
from service.ask.understanding import Understanding
from service.ask.understanding.put_to_all import SAID
from service.words.content import content_words
from service.words.stems import stem

MOST_LOOKED_AT = 12
"""Hits, the best first."""

FEWEST_WORDS = 2
"""One word alone is no question's subject, unless the question is what is said of it, or what a named work says."""

MOST_OF_THEM = 0.75
"""The share of the words that is as good as all where the passage is near to the question in meaning, too."""

NEAR = 0.65
"""The cosine from which on it is (chosen on the tuning cases, none of which it answers wrongly)."""

_DEGREE = re.compile(
    r"\bhow (?:far|large|big|high|low|long|old|often|deep|strong|great|small|wide|tall|fast|common|frequent)\b",
    re.IGNORECASE,
)
"""`How far` asks for a measure, and no answer need say `far`."""


def is_literal(question: Understanding, hits: Sequence[Hit]) -> bool:
    """Whether a passage, with its heading or caption, has all content words of the question, or is near with most.

    Names of the works that the question is put to are none of its words.
    """
    put_to = {word for document in question.documents for word in folded(document.by).split()}
    asked = set(content_words(_DEGREE.sub(" ", question.text))) & set(question.words)
    words = {stem(word) for word in asked if folded(word) not in put_to}
    if len(words) < (1 if put_to or question.text.startswith(SAID) else FEWEST_WORDS):
        return False
    return any(_has(words, hit) for hit in hits[:MOST_LOOKED_AT])


def _has(words: set[str], hit: Hit) -> bool:
    passage = hit.held.passage
    share = len(words & {stem(word) for word in content_words(f"{passage.reading} {passage.context}")}) / len(words)
    return share == 1 or (share >= MOST_OF_THEM and hit.cosine >= NEAR)

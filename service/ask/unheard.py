"""Unheard: what is typed without any word of the library, and without one that asks."""

from __future__ import annotations

from service.ask.part import Part
from service.ask.understanding import Understanding
from service.ask.understanding.expectations import asks_in_words
from service.ask.understanding.meaning import ORDINARY
from service.ask.understanding.question_language import ENGLISH

MOST_NAMED = 4
"""Words that are named one by one."""

LEAST_LETTERS = 4
"""Shorter words are part of too many others, to be looked for beyond the passages."""


def unheard_words(question: Understanding, part: Part) -> tuple[str, ...]:
    """The words of a text that asks nothing, where the library has none of them; nothing where it may be a question.

    What an encoder finds nearest to such a text is near by chance.
    """
    if question.language != ENGLISH or asks_in_words(question.text) or _names_something(question):
        return ()
    words = [word for word in question.words if not word.isdecimal()] or list(question.words)
    if any(part.document_frequency(words).values()) or any(_is_mentioned(word, part) for word in words):
        return ()
    return tuple(words[:MOST_NAMED])


def _is_mentioned(word: str, part: Part) -> bool:
    return len(word) >= LEAST_LETTERS and part.mentions(word)


def _names_something(question: Understanding) -> bool:
    """Whether it names a work, a table or a field of a document, which no word need tell."""
    named = (question.documents, question.cited, question.unknown_works, question.credited, question.fields)
    return any(named) or question.kinds != ORDINARY or bool(question.targets)

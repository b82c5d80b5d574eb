"""What a reader should know of how the question was read, and of what could not be searched."""

from __future__ import annotations

from collections.abc import Iterable

from service.ask.understanding import Understanding, language_name
from service.quotes.notice import Notice


def reading_notices(question: Understanding) -> tuple[Notice, ...]:
    """Corrections that were made, what a follow-up was read as, and works that the library has never heard of."""
    told = [
        Notice("corrected", f"Read “{each.typed}” as “{each.meant}”, since no passage has the word as it was typed.")
        for each in question.corrections
    ]
    if question.earlier and not question.corrections:
        told.append(Notice("follow_up", f"Read as: {question.text}"))
    told += [
        Notice("unknown_work", f"This library neither holds nor cites “{work}”.") for work in question.unknown_works
    ]
    return tuple(told)


def damage_notices(names: Iterable[str]) -> tuple[Notice, ...]:
    """That documents were not searched since what is stored of them is damaged, by name."""
    return tuple(
        Notice("damaged", f"{name} was not searched: its record is damaged; run `pincite check --repair`.")
        for name in sorted(names)
    )


def unread_reason(question: Understanding) -> str:
    """Why a question in another language isn't answered, and which setting would change that."""
    return (
        f"The question is in {language_name(question.unread_language)}, and the encoder {question.encoder} reads"
        " English only: ask in English, or name a multilingual sentence-transformers model in PINCITE_ENCODER and add"
        " the documents again."
    )

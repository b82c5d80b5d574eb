"""Reading a question: deterministic, by rules that a person can follow, with the library's own words and works."""

from __future__ import annotations

import re
from textwrap import shorten

from corpus.bibliography.names import folded
from indexer.lexical import searchable
from indexer.passages import Kind
from service.ask.answer import Question
from service.ask.understanding.comparison import sides_of
from service.ask.understanding.courtesy import is_courtesy, without_markup
from service.ask.understanding.expectations import expected_of, form_of, is_negated, operation_of, wants_number
from service.ask.understanding.follow_up import resolved
from service.ask.understanding.meaning import ORDINARY, Understanding
from service.ask.understanding.question_language import ENGLISH, question_language
from service.ask.understanding.record_fields import fields_asked
from service.ask.understanding.shelves import Shelves
from service.ask.understanding.spelling import corrected
from service.ask.understanding.targets import Targets, targets_of, without_targets
from service.ask.understanding.works import BY, NamedWorks, named_works
from service.errors import QuestionError
from service.words.content import (
    WORD,
    carries,
    content_words,
    exact_words,
    names,
    numbers,
    years_named,
)

LONGEST_QUESTION = 2000
"""Characters; longer texts are passages to be checked, not questions."""


def understand(question: Question, shelves: Shelves | None = None) -> Understanding:
    """Read a question; one that leans on earlier ones is completed from them.

    Without `shelves`, nothing of a library is known: no works, no corrections. Raises QuestionError for an empty or an
    over-long question, and for one that doesn't say what it is about.
    """
    asked = _checked(question.text)
    whole = resolved(asked, [_plain(turn)[:LONGEST_QUESTION] for turn in question.history])
    if not carries(whole.text) and not targets_of(whole.text):
        raise QuestionError(
            f"{shorten(asked, 80, placeholder=' …')!r} doesn't say what the question is about: name a subject"
        )
    language = question_language(asked)
    text, corrections = corrected(whole.text, shelves) if shelves and language == ENGLISH else (whole.text, ())
    works = named_works(text, shelves) if shelves else NamedWorks()
    targets = targets_of(text)
    asks = whole.asks if whole.earlier and not corrections else text
    fields = () if _of_a_cited_work(asks, works) else fields_asked(asks, names_a_document=bool(works.documents))
    expected = expected_of(asks) if language == ENGLISH else "text"
    meant = _without_names_of_works(without_targets(text), works, fields)
    return Understanding(
        text=text,
        words=content_words(text),
        exact=tuple(word for word in exact_words(text) if word in WORD.findall(meant)),
        sides=_apart(sides_of(text), works, shelves),
        wants_number=wants_number(asks),
        asked=asked,
        earlier=whole.earlier,
        form=form_of(asked),
        expected=expected,
        operation=operation_of(asks, expected),
        negated=is_negated(text),
        years=years_named(meant),
        numbers=numbers(meant),
        names=names(text),
        documents=works.documents,
        cited=works.cited,
        unknown_works=works.unknown,
        credited=works.credited,
        targets=targets,
        fields=fields,
        kinds=_kinds(fields, targets, cites=_may_be_of_a_cited_work(asks, fields, works)),
        corrections=corrections,
        language=language,
        unread_language=_unread(language, shelves),
        encoder=shelves.encoder_name if shelves else "",
    )


def _checked(text: str) -> str:
    plain = _plain(text)
    if not WORD.search(plain):
        raise QuestionError("the question is empty: ask something in words")
    if len(plain) > LONGEST_QUESTION:
        raise QuestionError(f"the question has {len(plain):,} characters; the most is {LONGEST_QUESTION:,}: shorten it")
    if is_courtesy(plain):
        raise QuestionError(f"{shorten(plain, 80, placeholder=' …')!r} asks nothing: ask something in words")
    if any("\ud800" <= character <= "\udfff" for character in plain):
        raise QuestionError("the question holds characters that are no text: type it again")
    return plain


def _plain(text: str) -> str:
    return " ".join(without_markup(searchable(text)).split())


def _without_names_of_works(text: str, works: NamedWorks, fields: tuple[str, ...]) -> str:
    """The text without what describes a document (`the Kenyan study`) or names a field: no passage need have it."""
    for document in works.documents:
        if document.by not in BY:
            text = text.replace(document.by, " ")
    for field in fields:
        text = text.replace(field, " ")
    return text


def _apart(sides: tuple[str, ...], works: NamedWorks, shelves: Shelves | None) -> tuple[str, ...]:
    """The sides; none where they are the authors of one work, who are asked together."""
    if shelves is None or not sides or len(works.documents) != 1:
        return sides
    profile = next(p for p in shelves.profiles() if p.holding.digest == works.documents[0].digest)
    authors = set(profile.families) & {folded(person.split()[-1]) for person in works.credited}
    return () if len(authors) >= len(sides) else sides


_CITED = re.compile(
    r"\b(?:cited (?:by|in)|in the (?:bibliograph\w+|references|reference list)|(?:bibliograph\w+|reference list)s?)\b",
    re.IGNORECASE,
)


def _of_a_cited_work(text: str, works: NamedWorks) -> bool:
    """Whether it asks for facts of a work that is not held, so that an entry of a reference list may tell them."""
    plain = any(document.is_plain for document in works.documents)
    credited = any(work.is_credited for work in works.cited)
    return bool(_CITED.search(text)) or (credited and not plain and bool(fields_asked(text, names_a_document=True)))


def _may_be_of_a_cited_work(text: str, fields: tuple[str, ...], works: NamedWorks) -> bool:
    return _of_a_cited_work(text, works) or bool(fields and not any(document.is_plain for document in works.documents))


def _kinds(fields: tuple[str, ...], targets: Targets, *, cites: bool) -> tuple[Kind, ...]:
    """The kinds of passage that may answer: prose and rows, unless it asks for something else."""
    kinds: list[Kind] = []
    if fields:
        kinds.append("front")
    if targets.reference is not None or targets.reference_place is not None or "reference-count" in fields or cites:
        kinds.append("reference")
    return tuple(dict.fromkeys([*kinds, *ORDINARY]))


def _unread(language: str, shelves: Shelves | None) -> str:
    """The question's language, if the library's encoder can't read it and no document is in it either."""
    if shelves is None or language == ENGLISH or not shelves.reads_only_english:
        return ""
    return "" if language in shelves.languages() else language

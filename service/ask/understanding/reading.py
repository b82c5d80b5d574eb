"""Reading a question: deterministic, by rules that a person can follow, with the library's own words and works."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from textwrap import shorten

from corpus.bibliography.names import folded
from indexer.catalogue import HeldPassage
from indexer.lexical import searchable
from indexer.passages import Kind
from service.ask.answer import Question
from service.ask.understanding.acts import act_of
from service.ask.understanding.citations_asked import citations_asked
from service.ask.understanding.comparison import sides_of
from service.ask.understanding.courtesy import is_courtesy, without_markup
from service.ask.understanding.dated_entries import asks_by_year, dated_entries
from service.ask.understanding.evaluation import evaluation_of, without_nouns_of
from service.ask.understanding.expectations import expected_of, form_of, is_negated, operation_of, wants_number
from service.ask.understanding.follow_up import Resolved, resolved
from service.ask.understanding.holdings_asked import AskedHoldings, holdings_asked
from service.ask.understanding.listed_works import MEANT, absent_from_lists, entries_of_the_people, listed_works
from service.ask.understanding.meaning import ORDINARY, Understanding
from service.ask.understanding.only_cited import OnlyCited, only_cited
from service.ask.understanding.outside import Outside, outside_of
from service.ask.understanding.put_to_all import without_whom_it_is_put_to
from service.ask.understanding.question_language import ENGLISH, question_language
from service.ask.understanding.record_fields import asks_of_whatever_is_held, fields_asked
from service.ask.understanding.shelves import Shelves
from service.ask.understanding.spelling import corrected
from service.ask.understanding.targets import Targets, targets_of, without_targets
from service.ask.understanding.whole_lists import asks_for_the_whole_list
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
    stands_alone = holdings_asked(asked) is not None
    history = () if stands_alone else question.history
    whole = resolved(asked, [_plain(turn)[:LONGEST_QUESTION] for turn in history])
    outside = None if stands_alone else outside_of(asked)
    if outside == "program" and whole.earlier:
        # `How does it work?` asks of what was spoken of before.
        outside = None
    if outside is None and not stands_alone and not carries(whole.text) and not targets_of(whole.text):
        raise QuestionError(
            f"{shorten(asked, 80, placeholder=' …')!r} doesn't say what the question is about: name a subject"
        )
    return _read(_Put(asked, whole, question_language(asked), outside), shelves)


@dataclass(frozen=True)
class _Put:
    """A question as it was put: what was typed, that completed, its language, and what it is if it is no question."""

    asked: str
    whole: Resolved
    language: str
    outside: Outside | None


def _read(put: _Put, shelves: Shelves | None) -> Understanding:
    said = without_whom_it_is_put_to(put.whole.text)
    corrects = shelves is not None and put.language == ENGLISH and put.outside is None
    text, corrections = corrected(said, shelves) if shelves and corrects else (said, ())
    works = named_works(text, shelves) if shelves else NamedWorks()
    asks = put.whole.asks if put.whole.earlier and not corrections else text
    cited = only_cited(text, shelves) if shelves and fields_asked(asks, names_a_document=True) else None
    works = works if cited is None else _without_the_citing(works, cited)
    wanted = _wanted_of_the_cited(text, cited, works, shelves) if cited and shelves else _wanted(asks, works, shelves)
    holdings = holdings_asked(text)
    if holdings:
        wanted = _wanted_of_the_held(holdings, asks, works, shelves)
        # Whoever asks for facts of all that was listed before asks for no list again.
        holdings = None if wanted.of_each else holdings
    expected = expected_of(asks) if put.language == ENGLISH else "text"
    evaluation = evaluation_of(text) if put.language == ENGLISH else None
    targets = targets_of(text)
    meant = _without_names_of_works(without_targets(text), works, wanted.fields)
    return Understanding(
        text=text,
        words=without_nouns_of(evaluation, content_words(text)),
        exact=tuple(word for word in exact_words(text) if word in WORD.findall(meant)),
        sides=_apart(text, works, shelves),
        wants_number=wants_number(asks),
        asked=put.asked,
        earlier=put.whole.earlier,
        form=form_of(put.asked),
        expected="list" if evaluation and expected == "definition" else expected,
        operation=operation_of(asks, expected),
        negated=is_negated(text),
        years=years_named(meant),
        numbers=numbers(meant),
        names=names(text),
        documents=works.documents,
        cited=works.cited,
        unknown_works=works.unknown,
        credited=works.credited,
        listed=wanted.listed,
        only_cited=cited.by if cited else "",
        targets=targets,
        fields=wanted.fields,
        of_each=wanted.of_each,
        holdings=holdings,
        absent=wanted.absent,
        kinds=_kinds(wanted.fields, targets, cites=wanted.cites),
        act=act_of(asks, works, _names_of(works, shelves)),
        evaluation=evaluation,
        outside=put.outside,
        corrections=corrections,
        language=put.language,
        unread_language=_unread(put.language, shelves),
        encoder=shelves.encoder_name if shelves else "",
    )


@dataclass(frozen=True)
class _Wanted:
    """What is wanted that is looked up: entries of reference lists, facts of a record; `cites` where either may be.

    `of_each` is whether the facts are asked of whatever is held; `absent` are people who are asked for as cited, and
    aren't.
    """

    listed: tuple[HeldPassage, ...]
    fields: tuple[str, ...]
    cites: bool
    of_each: bool = False
    absent: tuple[str, ...] = ()


def _wanted(asks: str, works: NamedWorks, shelves: Shelves | None) -> _Wanted:
    if shelves and (citations := citations_asked(asks, works, shelves)):
        return _Wanted(citations.entries, (), cites=True, absent=citations.absent)
    listed = _listed(asks, works, shelves) if shelves else ()
    absent = absent_from_lists(asks, works, shelves) if shelves and not listed else ()
    if absent:
        return _Wanted((), (), cites=True, absent=absent)
    plain = any(document.is_plain for document in works.documents)
    meant = any(document.sure >= MEANT for document in works.documents)
    if not listed and meant and asks_for_the_whole_list(asks, _names_of(works, shelves) - _others(works, shelves)):
        return _Wanted((), ("reference-list",), cites=True)
    if listed or _of_a_cited_work(asks, works):
        return _Wanted(listed, (), cites=True)
    fields = fields_asked(asks, names_a_document=bool(works.documents))
    others = works.documents or works.cited or works.unknown or works.credited
    if not fields and not others and asks_for_the_whole_list(asks, frozenset()):
        return _Wanted((), ("reference-list",), cites=True, of_each=True)
    of_each = bool(fields) and not others and asks_of_whatever_is_held(asks)
    return _Wanted((), fields, cites=bool(fields) and not plain, of_each=of_each)


def _others(works: NamedWorks, shelves: Shelves | None) -> frozenset[str]:
    """The words, folded, of those who are credited and have written none of the documents that are named."""
    credited = {word for person in works.credited for word in folded(person).split()}
    named = {document.digest for document in works.documents}
    profiles = [p for p in shelves.profiles() if p.holding.digest in named] if shelves and credited else []
    authors = {word for p in profiles for name in (*p.families, *p.given) for word in name.split()}
    return frozenset(credited - authors)


def _listed(asks: str, works: NamedWorks, shelves: Shelves) -> tuple[HeldPassage, ...]:
    """The entries that are asked about: by their years where these alone are asked for, else by authors and titles."""
    # Gathering the names takes a while in a large library.
    dated = dated_entries(asks, works, _names_of(works, shelves), shelves) if asks_by_year(asks) else ()
    return dated or listed_works(asks, works, shelves)


def _wanted_of_the_held(holdings: AskedHoldings, asks: str, works: NamedWorks, shelves: Shelves | None) -> _Wanted:
    """The titles of documents that are asked for as such; of a question that follows it, what it asks of each.

    Where no such document is held, the entries of reference lists that are by the same people or have the same title.
    """
    fields = () if holdings_asked(asks) else fields_asked(asks, names_a_document=True)
    if fields and not holdings.is_dated and not holdings.people and not holdings.extreme:
        return _Wanted((), fields, cites=True, of_each=True)
    listed = _listed_of_the_held(holdings, asks, shelves) if shelves else ()
    return _Wanted(listed, ("title",), cites=bool(listed))


def _listed_of_the_held(holdings: AskedHoldings, asks: str, shelves: Shelves) -> tuple[HeldPassage, ...]:
    if holdings.title:
        cited = only_cited(asks, shelves)
        return cited.entries if cited else ()
    return entries_of_the_people(asks, holdings, shelves) if holdings.people else ()


_TOLD_BY_AN_ENTRY = {
    "title": r"\w",
    "author": r"\w",
    "issued": r"\b(?:1[5-9]|20)\d\d\b",
    "container-title": r"\w",
    "publisher": r"\w",
    "DOI": r"\b10\.\d{4,}",
    "URL": r"https?:|www\.",
    "ISBN": r"\bISBN\b",
    "ISSN": r"\bISSN\b",
}
"""What an entry of a reference list tells of a work, and how it looks where it does."""


def _wanted_of_the_cited(text: str, cited: OnlyCited, works: NamedWorks, shelves: Shelves) -> _Wanted:
    """The entries of a work that is only cited, where they tell what is asked of it."""
    fields = fields_asked(text, names_a_document=True)
    entries = cited.entries or listed_works(text, works, shelves, of_a_cited_one=True)
    told = (
        entry
        for entry in entries
        if all(
            name in _TOLD_BY_AN_ENTRY and re.search(_TOLD_BY_AN_ENTRY[name], entry.passage.reading) for name in fields
        )
    )
    return _Wanted(tuple(told), fields, cites=True)


def _without_the_citing(works: NamedWorks, cited: OnlyCited) -> NamedWorks:
    """Without the documents that were taken for the work because they speak of it."""
    others = tuple(document for document in works.documents if cited.by not in document.by)
    return replace(works, documents=others)


def _names_of(works: NamedWorks, shelves: Shelves | None) -> frozenset[str]:
    """The words, folded, by which documents are named, of authors, titles and files; and those of whom is credited."""
    named = {document.digest: document for document in works.documents}
    profiles = [p for p in shelves.profiles() if p.holding.digest in named] if shelves and named else []
    said = [folded(document.by) for document in works.documents if document.by not in BY]
    said += [family for profile in profiles for family in profile.families]
    said += [str(profile.year) for profile in profiles if profile.year]
    for profile in profiles:
        by = named[profile.holding.digest].by
        said += [folded(profile.holding.name)] if by == "file name" else list(profile.title) if by == "title" else []
    return frozenset(word for name in (*said, *map(folded, works.credited)) for word in name.split())


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


def _apart(text: str, works: NamedWorks, shelves: Shelves | None) -> tuple[str, ...]:
    """The sides of a comparison; none where they are authors of one work or part of its name."""
    sides = sides_of(text)
    if shelves is None or not sides:
        return sides
    described = next((document.by for document in works.documents if document.by not in BY), "")
    if described and not sides_of(text.replace(described, "work")):
        return ()
    if len(works.documents) != 1:
        return sides
    profile = next(p for p in shelves.profiles() if p.holding.digest == works.documents[0].digest)
    said = [set(folded(side).split()) for side in sides]
    authors = {family for family in profile.families if sum(family in words for words in said) == 1}
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

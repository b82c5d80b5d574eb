"""Named: the names and the years of a question, and which of them what is quoted doesn't mention."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.bibliography.names import families
from corpus.document import Document
from service.ask.understanding import Understanding
from service.quotes.notice import Notice
from service.quotes.quote import Quote
from service.tables.abbreviations import abbreviations
from service.tables.wording import base, is_met, stems_of, years_in
from service.words.content import WORD

FEWEST_WORDS = 4
"""In a shorter question most words may be names; in a longer one, capitals of most are a manner of writing."""


def names_of(question: Understanding) -> tuple[str, ...]:
    """The names in a question that a right passage must have, but for those of documents; in order."""
    if _is_in_title_case(question.text):
        return ()
    return tuple(name for name in question.names if name in question.exact and len(name) > 1)


def years_of(question: Understanding) -> tuple[str, ...]:
    """The years in a question, but for those that date a cited work."""
    cited = {work.year for work in question.cited}
    return tuple(str(year) for year in question.years if year not in cited)


def _is_in_title_case(text: str) -> bool:
    words = WORD.findall(text)
    return len(words) >= FEWEST_WORDS and 2 * sum(word[0].isupper() for word in words) > len(words)


def unquoted(
    question: Understanding, quotes: Sequence[Quote], documents: Sequence[Document], told: Sequence[str] = ()
) -> tuple[Notice, ...]:
    """That a name or a year of the question stands in nothing that is quoted, nor in its heads, captions and titles.

    `documents` are those that are quoted; `told` are names of which more is said elsewhere.
    """
    texts = tuple(_texts(quotes, documents))
    said = frozenset[str]().union(*map(stems_of, texts))
    short = {pair for document in documents for pair in abbreviations(document.text)}
    names = [name for name in names_of(question) if not _is_said(name, said, short)]
    years = _unsaid_years(question, texts) if asks_of_one_time(question) else []
    years = [year for year in years if not _dates_one_of(documents, year, question.text)]
    missing = [name for name in (*names, *years) if name not in told]
    if not missing or not quotes:
        return ()
    passages = "The passage quoted doesn't mention" if len(quotes) == 1 else "None of the passages quoted mentions"
    return (Notice("not_in_quotes", f"{passages} {either(missing)}."),)


def _unsaid_years(question: Understanding, texts: Sequence[str]) -> list[str]:
    """The years that no text says, nor has between the two that it says: a table of 2005–2015 may tell of 2010."""
    said = [years for text in texts if (years := years_in(text))]
    spans = [years for years in said if len(years) == 2]
    whole = frozenset[str]().union(*said)
    return [y for y in years_of(question) if y not in whole and not any(min(s) < y < max(s) for s in spans)]


def _dates_one_of(documents: Sequence[Document], year: str, text: str) -> bool:
    """Whether a year stands right behind the name of one of the documents' authors, and so says which work is meant."""
    names = {name for document in documents for name in families(document.record.get("author"))}
    return any(re.search(rf"\b{re.escape(name)}(?: et al\.?)?,? \(?{year}\b", text) for name in sorted(names))


def _is_said(name: str, said: frozenset[str], short: set[tuple[str, frozenset[str]]]) -> bool:
    """Whether a name is among the stems, itself, as its people or its adjective, or as an abbreviation of theirs."""
    term = base(name)
    if is_met(term, said):
        return True
    return any((term == letters and meant <= said) or (term in meant and letters in said) for letters, meant in short)


def _texts(quotes: Sequence[Quote], documents: Sequence[Document]) -> Iterator[str]:
    for quote in quotes:
        yield from (quote.text, quote.section or "", *quote.reports)
        if quote.row is not None:
            yield from (quote.row.caption, *quote.row.heads, *quote.row.cells)
    for document in documents:
        yield from (document.record.text("title") or "", *families(document.record.get("author")))


def either(words: Sequence[str]) -> str:
    """The words in quotation marks: `“a”, “b” or “c”`."""
    quoted = [f"“{word}”" for word in words]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} or {quoted[-1]}"


_OPEN = re.compile(
    r"\b(?:since|after|before|until|till|by|from|between|prior to|up to)\s+(?:the\s+)?(?:years?\s+)?"
    r"(?:1[5-9]|20)\d\d\b|\b(?:the|a|one) year (?:before|after|earlier|later)\b"
    r"|\b(?:previous|preceding|next|following) year\b",
    re.IGNORECASE,
)


def asks_of_one_time(question: Understanding) -> bool:
    """Whether its years say when, and not since when, until when, between which or the year beside which."""
    return not _OPEN.search(question.text)

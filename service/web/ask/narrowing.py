"""Narrowing: the part of the page by which a reader says which documents may answer."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import Depends, Form

from indexer.catalogue import Holding
from service.ask.part import span_of_years, title_in
from service.ask.scope import EVERYTHING, Scope, language_of
from service.ask.understanding import language_name
from service.errors import QuestionError
from service.naming import typed
from service.shapes import authors_of, title_of

MOST_BOXES = 40
"""Documents that are offered with a box each; in a larger library they are named by words of their titles."""

MOST_AUTHORS = 300
"""Authors that are offered by name."""

MOST_CONDITIONS = 200
"""Documents, authors or languages that one question may name."""

_YEAR = re.compile(r"-?\d{1,4}", re.ASCII)


@dataclass(frozen=True)
class Chip:
    """One condition in words, and what the form sends to let go of it."""

    text: str
    value: str


@dataclass(frozen=True)
class Choice:
    """Something that can be chosen: what it is called, what the form sends for it, and whether it is chosen now."""

    title: str
    value: str
    is_chosen: bool


@dataclass(frozen=True)
class Choices:
    """What the form offers and holds; `named` are the documents that were named by words."""

    documents: tuple[Choice, ...]
    named: str
    authors: str
    offered_authors: tuple[str, ...]
    year_from: str
    year_to: str
    languages: tuple[Choice, ...]
    chips: tuple[Chip, ...]


def choices(scope: Scope, held: Mapping[str, Holding]) -> Choices:
    """The form for a scope over the documents that are held, by id."""
    boxed = _by_title(held.values()) if len(held) <= MOST_BOXES else []
    return Choices(
        documents=tuple(Choice(_title(each), each.id, each.id in scope.documents) for each in boxed),
        named="; ".join(key for key in scope.documents if key not in {each.id for each in boxed}),
        authors="; ".join(scope.authors),
        offered_authors=_offered_authors(held.values()),
        year_from="" if scope.year_from is None else str(scope.year_from),
        year_to="" if scope.year_to is None else str(scope.year_to),
        languages=tuple(
            Choice(language_name(code), code, code in scope.languages)
            for code in sorted({*filter(None, map(language_of, held.values())), *scope.languages})
        ),
        chips=tuple(_chips(scope, held)),
    )


def without(scope: Scope, chip: str) -> Scope:
    """The scope without the condition that a chip stands for; as it is where it has none such."""
    kind, _, value = chip.partition(":")
    match kind:
        case "document":
            return replace(scope, documents=tuple(key for key in scope.documents if key != value))
        case "author":
            return replace(scope, authors=tuple(name for name in scope.authors if name != value))
        case "language":
            return replace(scope, languages=tuple(code for code in scope.languages if code != value))
        case "years":
            return replace(scope, year_from=None, year_to=None)
        case "all":
            return EVERYTHING
    return scope


@dataclass(frozen=True)
class Narrowing:
    """What the form says of the documents that may answer, as it was sent."""

    documents: tuple[str, ...]
    authors: tuple[str, ...]
    years: tuple[str, str]
    languages: tuple[str, ...]

    def scope(self) -> Scope:
        """The scope; raises QuestionError for a year that is none, and for too many names."""
        return Scope(
            documents=_listed(self.documents),
            authors=_listed(self.authors),
            year_from=_year(self.years[0]),
            year_to=_year(self.years[1]),
            languages=_listed(self.languages),
        )

    def scope_if_any(self) -> Scope:
        """The scope, or everything where it makes no sense."""
        try:
            return self.scope()
        except QuestionError:
            return EVERYTHING


def _narrowing(
    document: Annotated[list[str], Form(default_factory=list)],
    language: Annotated[list[str], Form(default_factory=list)],
    named: Annotated[str, Form()] = "",
    author: Annotated[str, Form()] = "",
    year_from: Annotated[str, Form()] = "",
    year_to: Annotated[str, Form()] = "",
) -> Narrowing:
    documents = (*document, *named.split(";"))
    return Narrowing(documents, tuple(author.split(";")), (year_from, year_to), tuple(language))


AtNarrowing = Annotated[Narrowing, Depends(_narrowing)]
"""What the form says of the documents that may answer."""


def _listed(values: Iterable[str]) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(filter(None, (" ".join(typed(value).split()) for value in values))))
    if len(found) > MOST_CONDITIONS:
        raise QuestionError(f"{len(found)} names to search in are too many: the most is {MOST_CONDITIONS}")
    return found


def _year(text: str) -> int | None:
    given = text.strip()
    if not given:
        return None
    if not _YEAR.fullmatch(given):
        raise QuestionError(f"“{typed(given)[:40]}” is no year: write it in digits, such as 1998")
    return int(given)


def _by_title(held: Iterable[Holding]) -> list[Holding]:
    return sorted(held, key=lambda holding: (_title(holding).casefold(), holding.name))


def _title(holding: Holding) -> str:
    return title_of(holding) or holding.name


def _offered_authors(held: Iterable[Holding]) -> tuple[str, ...]:
    """The authors with the most documents, by name."""
    counts = Counter(name for holding in held for name in dict.fromkeys(authors_of(holding)))
    ranked = sorted(counts, key=lambda name: (-counts[name], name.casefold()))[:MOST_AUTHORS]
    return tuple(sorted(ranked, key=str.casefold))


def _chips(scope: Scope, held: Mapping[str, Holding]) -> Iterator[Chip]:
    everything = tuple(held.values())
    for key in scope.documents:
        yield Chip(title_in(key, everything), f"document:{key}")
    for name in scope.authors:
        yield Chip(f"by {name}", f"author:{name}")
    for span in span_of_years(scope):
        yield Chip(span, "years:")
    for code in scope.languages:
        yield Chip(f"in {language_name(code)}", f"language:{code}")

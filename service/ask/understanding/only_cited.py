"""Works that a question asks a fact of and that are only cited: such a fact stands in their entry, or nowhere here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.bibliography.names import folded
from indexer.catalogue import HeldPassage
from service.ask.understanding.descriptions import KIND, phrases
from service.ask.understanding.listed_works import MOST_READ, entries_by
from service.ask.understanding.shelves import Shelves
from service.words.content import FUNCTION_WORDS

_CITES = re.compile(r"\b(?:cit(?:es|ing)|refer(?:s|ring) to|discuss(?:es|ing)|mention(?:s|ing)|quot(?:es|ing))\b", re.I)
_RUN = re.compile(r"[A-Z][\w’'-]*(?: (?:(?:of|and|the|in|for|on|to|an?|&|from|with|as|at|by) ){0,3}[A-Z][\w’'-]*)+")
"""Words in a row that may be a title: each with a capital, but for the small ones between them."""

FEWEST_WORDS = 2
"""Words of a title that tell it from a name."""


@dataclass(frozen=True)
class OnlyCited:
    """A work that is cited and not held, `by` the words that name it; its `entries` where its title names it."""

    by: str
    entries: tuple[HeldPassage, ...] = ()


def only_cited(text: str, shelves: Shelves) -> OnlyCited | None:
    """The work of a reference list that the text names by its whole title, or describes by its author; else None."""
    if _CITES.search(text):
        return None
    return next(_by_title(text, shelves), None) or next(_by_author(text, shelves), None)


_QUOTED = re.compile(r"[“\"«](?P<title>[^”\"»]{4,300})[”\"»]")
_ASKED_OF = re.compile(
    r"^(?:who (?:wrote|authored|published|edited|is the (?:author|publisher) of)|when (?:was|did|were)) (?P<title>.+?)"
    r"(?: (?:first )?(?:published|written|appear(?:ed)?|come out))?[\s?.!]*$",
    re.IGNORECASE,
)
"""Questions that ask of nothing but a title, which may be typed without capitals."""


def _by_title(text: str, shelves: Shelves) -> Iterator[OnlyCited]:
    for name in _whole_names(text):
        if entries := _entitled(folded(name), shelves):
            yield OnlyCited(name, entries)
    for run in _RUN.finditer(text):
        words = run[0].split(" ")
        # The run may begin with a word that only opens the sentence.
        for first in range(len(words) - FEWEST_WORDS + 1):
            name = " ".join(words[first:])
            if words[first][0].isupper() and (entries := _entitled(folded(name), shelves)):
                yield OnlyCited(name, entries)


def _whole_names(text: str) -> Iterator[str]:
    """What may be a title as it stands: what is in quotation marks, and all that a question is asked of."""
    yield from (match["title"].strip(" .,;?!") for match in _QUOTED.finditer(text))
    if match := _ASKED_OF.match(text):
        yield match["title"]


def _entitled(title: str, shelves: Shelves) -> tuple[HeldPassage, ...]:
    """The entries of works with the whole title, or all of it before its colon; none where such a work is held."""
    title = _plain(title)
    telling = [word for word in title.split() if word not in FUNCTION_WORDS]
    if (
        not telling
        or len(title.split()) < FEWEST_WORDS
        or any(title in (_plain(p.whole_title), _plain(p.main_title)) for p in shelves.profiles())
    ):
        return ()
    naming = min((shelves.library.references_naming(word) for word in telling), key=len)
    if len({held.document.digest for held in naming}) > MOST_READ:
        return ()
    return tuple(held for held in naming if title in _titles(held, shelves))


def _titles(held: HeldPassage, shelves: Shelves) -> Iterator[str]:
    for reference in shelves.library.document(held.document).references:
        if reference.span == held.passage.span:
            title = str(reference.csl.get("title", ""))
            yield from (_plain(folded(title)), _plain(folded(title.partition(":")[0])))
            if reference.csl.get("type") == "chapter":
                # A book that only a chapter is listed of is told by its entry, too.
                whole = str(reference.csl.get("container-title", ""))
                yield from (_plain(folded(whole)), _plain(folded(whole.partition(":")[0])))


def _plain(title: str) -> str:
    """A folded title without the article that it may begin with."""
    return re.sub(r"^(?:the|an?) ", "", title)


def _by_author(text: str, shelves: Shelves) -> Iterator[OnlyCited]:
    for phrase, _, _ in phrases(text):
        people = [folded(name) for name in _people(phrase)]
        if people and all(_is_only_cited(person, shelves) for person in people):
            yield OnlyCited(phrase)


_BEFORE_THE_KIND = re.compile(rf"(?P<before>.*?)\b{KIND}\b(?P<after>.*)", re.IGNORECASE | re.DOTALL)
_NAME = re.compile(r"\b[A-Z][\w-]+")


def _people(phrase: str) -> list[str]:
    """The names of a description by which an author can be meant: `the Abel paper`, `the paper by Abel`."""
    match = _BEFORE_THE_KIND.match(phrase)
    if match is None:
        return []
    _, by, after = match["after"].partition("by ")
    return _NAME.findall(match["before"]) + (_NAME.findall(after) if by else [])


def _is_only_cited(person: str, shelves: Shelves) -> bool:
    """Whether a name is that of an author of reference lists, and stands in no title, origin or author's name held."""
    return person not in shelves.heads() and bool(entries_by(person, shelves))
